#include "ir/verify.h"

#include <limits>
#include <stdexcept>

#include <doctest/doctest.h>

#include "ir/build.h"
#include "ir/print.h"

namespace pol::ir {

namespace {

Slot slot(Storage storage, std::uint32_t offset, std::uint32_t bit) { return {storage, offset, no_list, bit, 0, 0, true}; }

// A record of a truth, a case of 3, a number; one line that reads all of them.
Program well_formed() {
  Program program;
  program.name = "small";
  program.slots = {slot(Storage::truth, 26, 0), slot(Storage::ordinal, 24, 1), slot(Storage::number, 16, 2)};
  program.plane_words = 1;
  program.record_size = 32;
  Builder builder;
  const NodeId number = builder.number_leaf(2, 0, 100);
  const NodeId five = builder.number(5), which = builder.case_leaf(1, 3);
  const NodeId chosen = builder.choose(which, {{{1}}, {{6}}}, {number, five}, 0, 100);
  const NodeId truth = builder.truth_leaf(0), nine = builder.number(9);
  const NodeId ground = builder.all_of({truth, builder.compare(Op::less, number, nine)});
  const NodeId used = builder.history_amount({{1}}, 0, 9), event = builder.number(0);
  program.lines.push_back(builder.finish("B", event, {{ground}}, {Step{chosen, true, number, used}}, program.slots));
  return program;
}

Node& node_with(Program& program, Op op) {
  for (Node& node : program.lines[0].nodes) {
    if (node.op == op) return node;
  }
  throw std::logic_error("no such node");
}

bool refuses(const Program& program, const std::string& what) {
  for (const std::string& sentence : verify(program)) {
    if (sentence.find(what) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("a program as the builder makes it is well formed") { CHECK(verify(well_formed()).empty()); }

TEST_CASE("the printer shows every node once") {
  CHECK(print(well_formed()) ==
        "program small\n"
        "record of 32 bytes, planes of 1 words\n"
        "  fact 0 truth at 26 may be unknown\n"
        "  fact 1 ordinal at 24 may be unknown\n"
        "  fact 2 number at 16 may be unknown\n"
        "line B\n"
        "  %0 = leaf fact 2 : number 0..100\n"
        "  %1 = constant 5 : number 5..5\n"
        "  %2 = leaf fact 1 : case of 3\n"
        "  %3 = choose %2 {0}:%0 {1,2}:%1 : number 0..100\n"
        "  %4 = leaf fact 0 : truth\n"
        "  %5 = constant 9 : number 9..9\n"
        "  %6 = less %0 %5 : truth\n"
        "  %7 = and %4 %6 : truth\n"
        "  %8 = history_amount {0} : number 0..9\n"
        "  %9 = constant 0 : number 0..0\n"
        "  event %9\n"
        "  ground 0 %7\n"
        "  step 0 %3 limit %0 used %8\n"
        "  leaves 0 1 2\n");
}

TEST_CASE("the verifier refuses broken operands and shapes") {
  Program program = well_formed();
  node_with(program, Op::less).operands[0] = 99;
  CHECK(refuses(program, "before its reader"));
  program = well_formed();
  node_with(program, Op::less).operands.pop_back();
  CHECK(refuses(program, "number of operands"));
  program = well_formed();
  node_with(program, Op::logical_and).operands[1] = 0;
  CHECK(refuses(program, "an operand has the wrong shape"));
  program = well_formed();
  node_with(program, Op::less).shape = Shape::number;
  CHECK(refuses(program, "does not fit the operation"));
  program = well_formed();
  node_with(program, Op::logical_and).operands.resize(1);
  CHECK(refuses(program, "two operands or more"));
}

TEST_CASE("the verifier refuses broken masks, ranges and constants") {
  Program program = well_formed();
  node_with(program, Op::choose).branches[0] = {{3}};
  CHECK(refuses(program, "share a case"));
  program = well_formed();
  node_with(program, Op::choose).branches[1] = {{2}};
  CHECK(refuses(program, "has no branch"));
  program = well_formed();
  node_with(program, Op::choose).branches[1] = {{14}};
  CHECK(refuses(program, "not as wide as its enum"));
  program = well_formed();
  node_with(program, Op::history_amount).mask = {{2}};
  CHECK(refuses(program, "enum of benefits"));
  program = well_formed();
  node_with(program, Op::leaf).from = 101;
  CHECK(refuses(program, "range is empty"));
  program = well_formed();
  node_with(program, Op::constant).value = 6;
  CHECK(refuses(program, "outside its range"));
}

TEST_CASE("a question has outputs and no steps, a benefit steps and no outputs") {
  Program program = well_formed();
  Builder builder;
  const NodeId which = builder.case_leaf(1, 3), sure = builder.truth(true), event = builder.number(0);
  program.questions.push_back(builder.finish("claim", event, {}, {}, program.slots, {Output{which, sure, true}}));
  CHECK(verify(program).empty());
  CHECK(print(program).find("question claim\n") != std::string::npos);
  CHECK(print(program).find("  output 0 %0 present %1 outcome\n") != std::string::npos);
  program.questions[0].outputs[0].present = 0;
  CHECK(refuses(program, "presence is not a truth"));
  program.questions[0].outputs[0] = {which, 99, true};
  CHECK(refuses(program, "no such node"));
  program.questions[0].outputs.clear();
  program.questions[0].steps.push_back({event});
  CHECK(refuses(program, "a question pays nothing"));
  program = well_formed();
  program.lines[0].outputs.push_back({0, 0, false});
  CHECK(refuses(program, "a benefit has none"));
}

TEST_CASE("the verifier refuses broken results, leaves and records") {
  Program program = well_formed();
  program.lines[0].grounds[0].condition = 0;
  CHECK(refuses(program, "ground 0: it is not a truth"));
  program = well_formed();
  program.lines[0].event = 99;
  CHECK(refuses(program, "no such node"));
  program = well_formed();
  program.lines[0].steps.clear();
  CHECK(refuses(program, "no amount"));
  program = well_formed();
  program.lines[0].leaves = {0, 2};
  CHECK(refuses(program, "leaves"));
  program = well_formed();
  program.slots[2].offset = 20;
  CHECK(refuses(program, "not aligned"));
  program = well_formed();
  program.slots[2].offset = 8;
  CHECK(refuses(program, "outside the record"));
  program = well_formed();
  program.slots[0].offset = 25;
  CHECK(refuses(program, "two facts at offset 25"));
  program = well_formed();
  program.slots[0].bit = 1;
  CHECK(refuses(program, "two facts at bit 1"));
  program = well_formed();
  program.slots[0].bit = 64;
  CHECK(refuses(program, "without a bit for Fact 0"));
  program = well_formed();
  program.slots[0].storage = Storage::date;
  CHECK(refuses(program, "what the record stores"));
  program = well_formed();
  program.slots[1].storage = Storage::text;
  CHECK(refuses(program, "what the record stores"));
}

TEST_CASE("a leaf of what stores nothing is a record that may be unknown, in the shape of any of its members") {
  Program program = well_formed();
  program.slots[2].storage = Storage::nothing;
  CHECK(verify(program).empty());
  program.slots[2].may_be_unknown = false;
  CHECK(refuses(program, "what the record stores"));
}

TEST_CASE("the verifier refuses what may not fit 256 bits, and a wide number where none may stand") {
  const std::int64_t most = std::numeric_limits<std::int64_t>::max();
  const auto dividing = [&](std::size_t factors) {
    Program program;
    program.name = "wide";
    program.slots = {slot(Storage::number, 16, 0)};
    program.plane_words = 1;
    program.record_size = 24;
    Builder builder;
    const NodeId number = builder.number_leaf(0, -most, most);
    const NodeId quotient =
        builder.round_quotient(std::vector<NodeId>(factors, number), {builder.number(most)}, RoundingMode::down, 1, -most, most);
    program.lines.push_back(builder.finish("B", builder.number(0), {}, {Step{quotient}}, program.slots));
    return program;
  };
  CHECK(verify(dividing(4)).empty());  // 252 bits
  CHECK(refuses(dividing(5), "does not fit 256 bits"));
  Program program = dividing(4);
  node_with(program, Op::round_quotient).to = *multiply(most, 2);
  CHECK(refuses(program, "wider than 64 bits"));
}

}  // namespace pol::ir
