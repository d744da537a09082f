// Fields that nothing in a wording reads.
#include <set>

#include "check/build.h"
#include "check/never.h"

namespace pol::check {

namespace {

class UnreadFields {
 public:
  explicit UnreadFields(Wording& wording) : wording_(wording), policy_(wording.policy), is_read_(policy_.facts.size()) {}

  void run() {
    for (const model::Line& line : policy_.lines) {
      if (line.event) read(line.event);
      for (const model::Ground& ground : line.grounds) read(ground.condition);
      for (const model::Step& step : line.steps) {
        read(step.after);
        if (step.limit) read(step.limit->limit);
      }
    }
    for (const model::Question& question : policy_.questions) {
      for (const model::FactId id : {question.id, question.lines, question.today}) mark(id);
      for (const model::Ground& ground : question.grounds) read(ground.condition);
      for (const model::Output& output : question.outputs) {
        for (const ExprPtr& value : model::values_of(output)) read(value);
        if (output.present) read(output.present);
        for (const model::OutputRows& rows : output.rows) {
          if (rows.list != model::none) mark(rows.list);
          for (const auto& [list, element] : rows.through) mark(list);
        }
      }
    }
    for (const model::NamedValue& each : policy_.definitions) read(each.value);
    for (const model::Export& each : policy_.exports)
      for (const model::ExportColumn& column : each.columns)
        if (column.value) read(column.value);
    report();
  }

 private:
  void mark(model::FactId id) {
    if (id != none) is_read_.at(id) = true;
  }

  void read(const ExprPtr& expr) {
    if (!seen_.insert(expr.get()).second) return;
    mark(fact_named(*expr));
    for (const ExprPtr& operand : operands_of(*expr)) read(operand);
  }

  bool holds_read(model::FactId id) const {
    if (is_read_[id]) return true;
    for (model::FactId inner = id + 1; inner < policy_.facts.size(); ++inner) {
      if (policy_.facts[inner].parent == id && holds_read(inner)) return true;
    }
    return false;
  }

  // Of a record of which nothing is read only the record is said; of a block its fields.
  void report() {
    std::set<model::FactId> said;
    for (model::FactId id = 0; id < policy_.facts.size(); ++id) {
      const model::Fact& fact = policy_.facts[id];
      if (fact.parent == none) continue;
      if (said.contains(fact.parent)) {
        said.insert(id);
        continue;
      }
      const bool is_note = fact.type.kind == model::Kind::text || fact.presence == model::Presence::key;
      const bool asks_nobody = fact.presence == model::Presence::presumed;  // kept for others, and no trouble to who does not give it
      if ((fact.kind == model::FactKind::leaf && (is_note || asks_nobody)) || holds_read(id)) continue;
      wording_.report(Message::field_nobody_reads, fact.span, {fact.path});
      said.insert(id);
    }
  }

  Wording& wording_;
  const model::Policy& policy_;
  std::vector<bool> is_read_;
  std::set<const model::Expr*> seen_;
};

}  // namespace

void check_unread_fields(Wording& wording) {
  if (!wording.policy.questions.empty()) UnreadFields(wording).run();
}

}  // namespace pol::check
