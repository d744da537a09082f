// `valid`: what must hold between the fields of a block, or the record is invalid.
#include "check/build.h"
#include "check/questions.h"

namespace pol::check {

namespace {

struct MadeRule {
  model::Ground ground;
  model::Rule rule;
};

class Rules {
 public:
  Rules(Wording& wording, Typing& typing, const Guards& guards) : wording_(wording), typing_(typing), guards_(guards) {}

  void run() {
    if (wording_.certificate && wording_.policy.certificate != none) {
      block(wording_.certificate->fields, wording_.certificate->valid, wording_.policy.certificate, {});
    }
    const std::vector<MadeRule> of_certificate = std::exchange(made_, {});
    for (std::uint32_t i = 0; i < wording_.policy.questions.size(); ++i) {
      question_ = i;
      made_ = of_certificate;
      block(wording_.questions.at(i)->fields, wording_.questions[i]->valid, wording_.policy.questions[i].block, {});
      for (MadeRule& each : std::exchange(made_, {})) {
        wording_.policy.questions[i].grounds.push_back(std::move(each.ground));
        wording_.policy.questions[i].rules.push_back(std::move(each.rule));
      }
    }
  }

 private:
  // `lists`: those that the block is an item of, or part of one, the outermost first.
  void block(const std::vector<ast::Field>& fields, const std::vector<ast::Valid>& valid, FactId id, const std::vector<FactId>& lists) {
    for (const ast::Valid& each : valid) rule(each, id, lists);
    for (const ast::Field& field : fields) {
      for (const ast::Name& name : field.names) {
        const std::optional<FactId> inner = wording_.member(id, name.text);
        if (!inner || wording_.policy.facts.at(*inner).span != name.span) continue;
        std::vector<FactId> around = lists;
        if (wording_.policy.facts[*inner].kind == model::FactKind::list) around.push_back(*inner);
        block(field.type.fields, field.type.valid, *inner, around);
      }
    }
  }

  void rule(const ast::Valid& valid, FactId block, const std::vector<FactId>& lists) {
    std::vector<model::ElementId> elements;
    for (const FactId list : lists) elements.push_back(wording_.new_element(list, elements.empty() ? none : elements.back()));
    const Operand members{{}, {}, block, elements.empty() ? none : elements.back()};
    Scope scope;
    scope.block = &members;
    scope.question = question_;
    const ExprPtr holds = typing_.test(*valid.condition, scope);
    if (!holds) return;
    if (scope.uses_line) {
      wording_.report(Message::output_of_no_line, valid.condition->span, {wording_.policy.facts.at(block).path});
      return;
    }
    // Where something that it reads is absent there is nothing to hold.
    GuardSet guards;
    for (const Need& need : guards_.needs(*holds)) guards.insert(need.guard);
    ExprPtr broken = all_of({guards_.tests(guards, valid.span), negation(holds, valid.span)}, valid.span), item;
    for (std::size_t k = lists.size(); k-- > 0;) {
      if (!typing_.may_stand_in_list(broken, valid.span)) return;
      item = first_item(lists[k], elements[k], broken, item);
      broken = any_element(lists[k], elements[k], broken, valid.span);
    }
    // No number is reported for it.
    made_.push_back({{0, model::Effect::requires_it, model::Role::breaks, broken, valid.span}, {block, valid.text, item}});
  }

  // `within`: which one it is in the list that lies in the item; empty where none does.
  ExprPtr first_item(FactId list, model::ElementId element, const ExprPtr& broken, const ExprPtr& within) const {
    const Span span = broken->span;
    const model::Type number = type_of(model::Kind::integer);
    const model::Range places{0, std::int64_t{wording_.policy.facts.at(list).most} - 1};
    ExprPtr item = make(model::ElementIndex{element}, number, places, span);
    if (within) {
      const ExprPtr as_many = constant(model::narrowed(within->range).to + 1, number, span);
      item = arithmetic(model::ArithmeticOp::multiply, item, as_many, number, span);
      item = arithmetic(model::ArithmeticOp::add, item, within, number, span);
    }
    const model::Extent range = item->range;
    const model::Extreme first{true, list, element, proved(broken, span), item, constant(0, number, span)};
    return make(first, number, range, span);
  }

  Wording& wording_;
  Typing& typing_;
  const Guards& guards_;
  std::uint32_t question_ = none;
  std::vector<MadeRule> made_;
};

}  // namespace

void check_rules(Wording& wording, Typing& typing, const Guards& guards) { Rules(wording, typing, guards).run(); }

}  // namespace pol::check
