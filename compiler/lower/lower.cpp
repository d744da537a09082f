#include "lower/lower.h"

#include <stdexcept>

#include "lower/layout.h"
#include "lower/lower_expr.h"

namespace pol::lower {

namespace {

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
  const ir::NodeId event = lowered(line.event);
  std::vector<ir::Ground> grounds;
  for (const model::Ground& ground : line.grounds) grounds.push_back({lowered(ground.condition)});
  const std::string& name = policy.enums.at(policy.benefits).cases.at(line.benefit);
  return builder.finish(name, event, std::move(grounds), std::move(steps), slots);
}

}  // namespace

ir::Program lower(const model::Policy& policy, const std::string& hash, const std::string& build) {
  if (policy.questions.size() != 1) throw std::logic_error("a policy of the first slice has exactly one question");
  ir::Program program;
  program.name = policy.name;
  lay_out(policy, program);
  for (const model::Line& line : policy.lines) program.lines.push_back(lower_line(policy, line, program.slots));
  program.metadata = describe(policy, program, hash, build);
  return program;
}

}  // namespace pol::lower
