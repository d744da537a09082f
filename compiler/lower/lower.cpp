#include "lower/lower.h"

#include <utility>

#include "lower/layout.h"
#include "lower/lower_expr.h"

namespace pol::lower {

namespace {

bool has_to_do_with_status(model::Role role) {
  switch (role) {
    case model::Role::declines:
    case model::Role::pends:
    case model::Role::refers: return true;
    case model::Role::drops:
    case model::Role::decides:
    case model::Role::breaks:
    case model::Role::declassifies: return false;
  }
  return false;
}

bool is_a_reason(model::Role role) {
  switch (role) {
    case model::Role::declines:
    case model::Role::refers:
    case model::Role::drops:
    case model::Role::decides: return true;
    case model::Role::pends:
    case model::Role::breaks:
    case model::Role::declassifies: return false;
  }
  return false;
}

// Behind them stands what says of some whether a presumption decided.
std::vector<ir::Ground> lower_grounds(const std::vector<model::Ground>& grounds, ExprLowering& lowered) {
  std::vector<ir::Ground> made;
  for (const model::Ground& ground : grounds) {
    const bool tells_itself = is_a_reason(ground.role) && !ground.presumed && !ground.own;
    made.push_back({lowered(ground.condition), has_to_do_with_status(ground.role), tells_itself});
  }
  for (const model::Ground& ground : grounds)
    if (is_asked_apart(ground)) made.push_back({lowered(ground.own), false, true});
  return made;
}

// Steps come first: grounds may ask for the amounts after them.
ir::Line lower_line(const model::Policy& policy, const model::Line& line, const std::vector<ir::Slot>& slots) {
  ir::Builder builder;
  ExprLowering lowered(policy, builder);
  std::vector<ir::Step> steps;
  for (const model::Step& step : line.steps) {
    ir::Step made{lowered(step.after)};
    if (step.limit) made = {made.after, true, lowered(step.limit->limit), lowered(step.limit->used)};
    lowered.add_step(made.after);
    steps.push_back(made);
  }
  const ir::NodeId event = line.event ? lowered(line.event) : ir::no_event;
  std::vector<ir::Ground> grounds = lower_grounds(line.grounds, lowered);
  const std::string& name = policy.enums.at(policy.benefits).cases.at(line.benefit);
  return builder.finish(name, event, std::move(grounds), std::move(steps), slots);
}

ir::Line lower_question(const model::Policy& policy, const model::Question& question, const std::vector<ir::Slot>& slots) {
  ir::Builder builder;
  ExprLowering lowered(policy, builder);
  std::vector<ir::Output> outputs;
  for (const model::Output& output : question.outputs) {
    std::vector<ir::NodeId> members;
    for (const model::ExprPtr& member : output.members) members.push_back(lowered(member));
    std::vector<ir::NodeId> rows;
    for (const model::OutputRows& each : output.rows) rows.push_back(lowered(each));
    const bool is_one_value = members.empty() && rows.empty();
    const ir::NodeId value = is_one_value ? lowered(output.value) : builder.all_of(rows);
    const ir::NodeId present = output.present ? lowered(output.present) : builder.truth(true);
    outputs.push_back({value, present, output.kind == model::OutputKind::outcome, std::move(members)});
  }
  std::vector<ir::Ground> grounds = lower_grounds(question.grounds, lowered);
  auto rule = question.rules.begin();
  for (const model::Ground& ground : question.grounds) {
    if (ground.role != model::Role::breaks) continue;
    const model::ExprPtr& item = rule++->item;
    if (item) outputs.push_back({lowered(item), lowered(ground.condition), false, {}});
  }
  ir::Line line = builder.finish(question.name, builder.number(0), std::move(grounds), {}, slots, std::move(outputs));
  line.asks_for_lines = model::asks_for_lines(question);
  return line;
}

}  // namespace

ir::Program lower(const model::Policy& policy, const std::string& hash, const std::string& build) {
  ir::Program program;
  program.name = policy.name;
  lay_out(policy, program);
  for (const model::Line& line : policy.lines) program.lines.push_back(lower_line(policy, line, program.slots));
  for (const model::Question& question : policy.questions) program.questions.push_back(lower_question(policy, question, program.slots));
  program.identity = {schema_hash(policy, program), hash, build};
  program.metadata = describe(policy, program);
  return program;
}

}  // namespace pol::lower
