#include "lower/lower.h"

#include <algorithm>
#include <stdexcept>

#include <doctest/doctest.h>

#include "ir/print.h"
#include "ir/verify.h"
#include "small_policy.h"

namespace pol::lower::test {

namespace {

ir::Program lowered(const model::Policy& policy) {
  ir::Program program = lower(policy, "hash", "build");
  for (const std::string& sentence : ir::verify(program)) FAIL_CHECK(sentence);
  return program;
}

bool shows(const ir::Program& program, const std::string& what) { return ir::print(program).find(what) != std::string::npos; }

std::ptrdiff_t count_of(const ir::Line& line, ir::Op op) {
  return std::count_if(line.nodes.begin(), line.nodes.end(), [op](const ir::Node& node) { return node.op == op; });
}

// The sum of the costs of urgent items.
model::ExprPtr sum_of_urgent(model::ElementId element_id) {
  const model::ExprPtr body =
      make(model::Choice{element(urgent, element_id), {{{true, false}, amount(0)}, {{false, true}, element(cost, element_id)}}}, money,
           {0, 1'000});
  return make(model::OfList{model::ListKind::sum, items, element_id, body}, money, {0, 5'000});
}

}  // namespace

TEST_CASE("a sum is a loop, and its body's leaves are the loop's") {
  const ir::Program program = lowered(paying(sum_of_urgent(0)));
  const ir::Line& line = program.lines.at(0);
  CHECK(shows(program, "sum_elements %3 of loop 0 : number 0..5000"));
  CHECK(line.leaves == std::vector<std::uint32_t>{decided_on});
  REQUIRE(line.loops.size() == 1);
  CHECK(line.loops[0].list == items);
  CHECK(line.loops[0].leaves == std::vector<std::uint32_t>{cost, urgent});
}

TEST_CASE("one shared list expression is one loop, two that look alike are two") {
  const model::ExprPtr shared = sum_of_urgent(0);
  const auto both = [](const model::ExprPtr& left, const model::ExprPtr& right) {
    return make(model::Arithmetic{model::ArithmeticOp::add, left, right}, money, {0, 10'000});
  };
  CHECK(lowered(paying(both(shared, shared))).lines[0].loops.size() == 1);
  CHECK(lowered(paying(both(shared, sum_of_urgent(1)))).lines[0].loops.size() == 2);
}

TEST_CASE("an expression that two list expressions share is lowered in each, what reads no element once") {
  const model::ExprPtr limits = make(model::FactValue{limit}, money, {0, 1'000});
  const model::ExprPtr large = make(model::Compare{model::CompareOp::less, limits, element(cost, 0)});
  const model::ExprPtr first = make(model::OfList{model::ListKind::any, items, 0, large});
  const model::ExprPtr second = make(model::OfList{model::ListKind::any, items, 0, make(model::And{{large, element(urgent, 0)}})});
  model::Policy policy = paying(amount(5));
  for (const model::ExprPtr& each : {first, second})
    policy.lines[0].grounds.push_back({0, model::Effect::excludes, model::Role::declines, each, {}});
  const ir::Program program = lowered(policy);
  CHECK(program.lines[0].loops.size() == 2);
  CHECK(count_of(program.lines[0], ir::Op::less) == 2);
  CHECK(program.lines[0].leaves == std::vector<std::uint32_t>{decided_on, limit});
}

TEST_CASE("extremes and folds keep what stands outside outside") {
  const model::ExprPtr smallest =
      make(model::Extreme{true, items, 0, element(urgent, 0), element(cost, 0), make(model::FactValue{limit}, money, {0, 1'000})}, money,
           {0, 1'000});
  CHECK(shows(lowered(paying(smallest)), "smallest_element %1 %2 %0 of loop 0 : number 0..1000"));
  const model::ExprPtr so_far = make(model::Running{0}, money, {0, 1'000});
  const model::ExprPtr larger = make(model::Arithmetic{model::ArithmeticOp::larger, so_far, element(cost, 0)}, money, {0, 1'000});
  const model::ExprPtr folded = make(model::Fold{items, 0, amount(7), element(cost, 0), larger, true}, money, {0, 1'000});
  const ir::Program program = lowered(paying(folded));
  CHECK(shows(program, "running in loop 0 : number 0..1000"));
  CHECK(shows(program, "fold %0 %3 %1 of loop 0 falling : number 0..1000"));
}

TEST_CASE("presence of a member belongs to its loop") {
  const model::ExprPtr guarded = make(model::And{{make(model::FactPresent{detail, 0}), element(urgent, 0)}});
  model::Policy policy = paying(amount(5));
  const model::ExprPtr any = make(model::OfList{model::ListKind::any, items, 0, guarded});
  policy.lines[0].grounds.push_back({0, model::Effect::excludes, model::Role::declines, any, {}});
  CHECK(shows(lowered(policy), "present fact 9 in loop 0 : truth"));
}

TEST_CASE("an element outside its list expression is a defect") {
  CHECK_THROWS_AS(lower(paying(element(cost, 0)), "", ""), std::logic_error);
  const model::ExprPtr inner = make(model::OfList{model::ListKind::sum, items, 1, element(cost, 0)}, money, {0, 5'000});
  CHECK_THROWS_AS(lower(paying(inner), "", ""), std::logic_error);
}

TEST_CASE("what was paid on an event asks for its date") {
  const model::ExprPtr event = make(model::FactValue{decided_on}, date, {0, 20'000});
  CHECK(shows(lowered(paying(make(model::HistoryAmount{{0}, event}, money, {0, 9}))), "history_amount %0 {0} : number 0..9"));
  CHECK(shows(lowered(paying(make(model::HistoryAmount{{0}, {}}, money, {0, 9}))), "history_amount {0} : number 0..9"));
}

TEST_CASE("quotients, products and bands keep their factors and bounds") {
  const model::ExprPtr limits = make(model::FactValue{limit}, money, {0, 1'000});
  const model::ExprPtr third = make(model::RoundedQuotient{{limits, amount(2)}, {amount(3)}, RoundingMode::half_even, 10}, money, {0, 670});
  CHECK(shows(lowered(paying(third)), "round_quotient %0 %1 : %2 half_even to 10 : number 0..670"));
  const model::Type bands{model::Kind::enumeration, model::none, 0, {}};
  const model::ExprPtr band = make(model::Band{limits, {0, 100, 500}}, bands);
  const std::vector<model::Branch> branches = {{{true, false, true}, amount(1)}, {{false, true, false}, amount(2)}};
  const ir::Program program = lowered(paying(make(model::Choice{band, branches}, money, {1, 2})));
  CHECK(shows(program, "band %0 at 100,500 : case of 3"));
  CHECK(shows(program, "choose %1 {0,2}:%2 {1}:%3 : number 1..2"));
}

TEST_CASE("drops, reasons and rules have nothing to do with the status") {
  model::Policy policy = paying(amount(5));
  const model::ExprPtr ground = make(model::FactValue{honest});
  for (const model::Role role : {model::Role::declines, model::Role::pends, model::Role::refers, model::Role::drops})
    policy.lines[0].grounds.push_back({0, model::Effect::excludes, role, ground, {}});
  for (const model::Role role : {model::Role::refers, model::Role::decides, model::Role::breaks})
    policy.questions[0].grounds.push_back({1, model::Effect::refers, role, ground, {}});
  policy.questions[0].rules = {{claim, "honest"}};
  const ir::Program program = lowered(policy);
  std::vector<bool> of_status;
  for (const ir::Ground& each : program.lines[0].grounds) of_status.push_back(each.of_status);
  for (const ir::Ground& each : program.questions[0].grounds) of_status.push_back(each.of_status);
  CHECK(of_status == std::vector<bool>{true, true, true, false, true, false, false});
}

TEST_CASE("a question has its outputs, always present where nothing else is said") {
  model::Policy policy = paying(amount(5));
  policy.questions[0].outputs = {{"owed", model::OutputKind::outcome, amount(7), {}, {}},
                                 {"honest", model::OutputKind::shown, yes(), make(model::FactValue{honest}), {}}};
  const ir::Program program = lowered(policy);
  REQUIRE(program.questions.size() == 1);
  const ir::Line& question = program.questions[0];
  CHECK(question.name == "claim");
  CHECK(question.steps.empty());
  REQUIRE(question.outputs.size() == 2);
  CHECK(question.outputs[0].is_outcome);
  CHECK_FALSE(question.outputs[1].is_outcome);
  CHECK(question.nodes.at(question.outputs[0].present).op == ir::Op::constant);
  CHECK(question.leaves == std::vector<std::uint32_t>{honest});
}

}  // namespace pol::lower::test
