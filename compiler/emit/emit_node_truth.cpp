// Operations that give a truth. `yes` and `no` say what is possible; both: open.
#include "emit/functions.h"
#include "emit/line_emitter.h"

#include <llvm/IR/Constants.h>

namespace pol::emit {

Truth LineEmitter::negate(const ir::Node& node) {
  const Truth& operand = truth_at(node.operands[0]);
  if (operand.single()) return {builder_.CreateNot(operand.yes), nullptr, {}};
  return {operand.no, operand.yes, operand.rests};
}

// What rests on nothing where it is single: that is asked once, of the whole, and not of its pairs. One that is single makes the whole
// single or is one that nothing rests on. Of what deciding kept it is asked in any case.
Truth LineEmitter::all_or_any(ir::NodeId id, bool all) {
  const std::vector<std::uint32_t>& terms = common_.terms[id];
  Truth truth = together(terms.empty() ? line_.nodes[id].operands : terms, all);
  return truth.single() || is_decided(id) ? truth : make_truth(truth.yes, truth.no, truth.rests);
}

// A pair is made wherever it is wanted: LLVM finds what is there already, and where.
Truth LineEmitter::term(std::uint32_t term, bool all) {
  return term < common_.first_pair ? truth_at(term) : together(common_.pairs[term - common_.first_pair], all);
}

// all: yes where every one may be yes, no where one may be no. any: the other way round. Those that are single come together first, so that
// only the others are asked for both.
Truth LineEmitter::together(llvm::ArrayRef<std::uint32_t> terms, bool all) {
  llvm::Value* yes = nullptr;
  llvm::Value* no = nullptr;
  Rests rests;
  const auto meet = [this](llvm::Value* a, llvm::Value* b) { return a == nullptr ? b : builder_.CreateAnd(a, b); };
  const auto join = [this](llvm::Value* a, llvm::Value* b) { return a == nullptr ? b : builder_.CreateOr(a, b); };
  std::vector<Truth> open;
  for (const std::uint32_t each : terms) {
    Truth truth = term(each, all);
    if (truth.single())
      yes = all ? meet(yes, truth.yes) : join(yes, truth.yes);
    else
      open.push_back(std::move(truth));
  }
  if (open.empty()) return {yes, nullptr, {}};
  if (yes != nullptr) no = builder_.CreateNot(yes);
  for (const Truth& truth : open) {
    yes = all ? meet(yes, truth.yes) : join(yes, truth.yes);
    no = all ? join(no, truth.no) : meet(no, truth.no);
    rests = either(rests, truth.rests);
  }
  return {yes, no, rests};
}

Truth LineEmitter::proved(const ir::Node& node) {
  const Truth& operand = truth_at(node.operands[0]);
  if (operand.single()) return operand;
  return {builder_.CreateAnd(operand.yes, builder_.CreateNot(operand.no)), nullptr, {}};
}

Truth LineEmitter::compare(const ir::Node& node, CompareNumbers compare) {
  const Number& left = number_at(node.operands[0]);
  const Number& right = number_at(node.operands[1]);
  llvm::IntegerType* type = wider(left, right);
  return (this->*compare)(in_type(left, type), in_type(right, type));
}

// May be yes where the least of the left is less than the greatest of the right; may be no where its greatest is not less than the least.
Truth LineEmitter::is_less(const Number& left, const Number& right) {
  llvm::Value* yes = builder_.CreateICmpSLT(left.low, right.high);
  if (left.single() && right.single()) return {yes, nullptr, {}};
  return make_truth(yes, builder_.CreateICmpSGE(left.high, right.low), either(left.rests, right.rests));
}

Truth LineEmitter::is_less_or_equal(const Number& left, const Number& right) {
  llvm::Value* yes = builder_.CreateICmpSLE(left.low, right.high);
  if (left.single() && right.single()) return {yes, nullptr, {}};
  return make_truth(yes, builder_.CreateICmpSGT(left.high, right.low), either(left.rests, right.rests));
}

Truth LineEmitter::is_equal(const Number& left, const Number& right) {
  if (left.single() && right.single()) return {builder_.CreateICmpEQ(left.low, right.low), nullptr, {}};
  llvm::Value* overlap = builder_.CreateAnd(builder_.CreateICmpSLE(left.low, right.high), builder_.CreateICmpSLE(right.low, left.high));
  // No is impossible only where both are the same single value: then all four ends agree.
  llvm::Value* no = builder_.CreateOr(builder_.CreateICmpNE(left.low, right.high), builder_.CreateICmpNE(left.high, right.low));
  return make_truth(overlap, no, either(left.rests, right.rests));
}

Truth LineEmitter::is_case(const ir::Node& node) {
  const Case& subject = case_at(node.operands[0]);
  const std::uint32_t cases = line_.nodes[node.operands[0]].cases;
  if (subject.single()) return {is_one_of(subject, cases, node.mask), nullptr, {}};
  llvm::ConstantInt* members = mask(node.mask, cases);
  llvm::Value* yes = builder_.CreateIsNotNull(builder_.CreateAnd(subject.possible, members));
  llvm::Value* no = builder_.CreateIsNotNull(builder_.CreateAnd(subject.possible, builder_.CreateNot(members)));
  return make_truth(yes, no, subject.rests);
}

Truth LineEmitter::has_all(const ir::Node& node) {
  const Set& set = set_at(node.operands[0]);
  llvm::ConstantInt* members = mask(node.mask, line_.nodes[node.operands[0]].cases);
  llvm::Value* yes = builder_.CreateICmpEQ(builder_.CreateAnd(set.may, members), members);
  if (set.single()) return {yes, nullptr, {}};
  return make_truth(yes, builder_.CreateICmpNE(builder_.CreateAnd(set.must, members), members), set.rests);
}

Truth LineEmitter::has_any(const ir::Node& node) {
  const Set& set = set_at(node.operands[0]);
  llvm::ConstantInt* members = mask(node.mask, line_.nodes[node.operands[0]].cases);
  llvm::Value* yes = builder_.CreateIsNotNull(builder_.CreateAnd(set.may, members));
  if (set.single()) return {yes, nullptr, {}};
  return make_truth(yes, builder_.CreateIsNull(builder_.CreateAnd(set.must, members)), set.rests);
}

// Of an unknown text nothing is read: it is empty in the record.
Truth LineEmitter::same_text(const ir::Node& node) {
  const auto& left = std::get<Text>(at(node.operands[0]));
  const auto& right = std::get<Text>(at(node.operands[1]));
  llvm::Value* same = builder_.CreateCall(same_text_function(module_), {left.data, left.size, right.data, right.size});
  if (left.single() && right.single()) return {same, nullptr, {}};
  llvm::Value* known = builder_.getTrue();
  for (const Text* side : {&left, &right}) {
    if (!side->single()) known = builder_.CreateAnd(known, side->known);
  }
  llvm::Value* unknown = builder_.CreateNot(known);
  return make_truth(builder_.CreateOr(unknown, same), builder_.CreateOr(unknown, builder_.CreateNot(same)),
                    either(left.rests, right.rests));
}

}  // namespace pol::emit
