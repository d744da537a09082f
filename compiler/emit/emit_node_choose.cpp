// Choices: every branch is there already; the subject says which of them are possible. And the bands of a number, which choices are made
// by.
#include <algorithm>
#include <bit>
#include <limits>

#include <llvm/IR/Constants.h>

#include "emit/line_emitter.h"
#include "ir/mask.h"

namespace pol::emit {

// Every band from that of the least to that of the greatest.
Case LineEmitter::band(const ir::Node& node) {
  const Number& number = number_at(node.operands[0]);
  if (node.cases == 1) return {nullptr, builder_.getInt32(0), {}};
  llvm::Value* lowest = band_of(node, number.low);
  if (number.single()) return {nullptr, lowest, {}};
  llvm::Type* type = mask_type(node.cases);
  const auto bit = [&](llvm::Value* ordinal) {
    return builder_.CreateShl(llvm::ConstantInt::get(type, 1), builder_.CreateZExtOrTrunc(ordinal, type));
  };
  llvm::Value* above = builder_.CreateShl(bit(band_of(node, number.high)), 1);  // 0 where the highest is the last that a mask can have
  return make_case(builder_.CreateSub(above, bit(lowest)), number.rests);
}

// By halves of a table as long as a power of two, whose end no number reaches.
llvm::Value* LineEmitter::band_of(const ir::Node& node, llvm::Value* number) {
  const std::size_t length = std::bit_ceil(node.starts.size());
  std::vector<std::uint64_t> starts(length, std::numeric_limits<std::int64_t>::max());
  std::copy(node.starts.begin(), node.starts.end(), starts.begin());
  llvm::GlobalVariable* content = table(llvm::ConstantDataArray::get(context_, llvm::ArrayRef<std::uint64_t>(starts)));
  llvm::Value* band = i64(0);
  for (std::size_t half = length / 2; half > 0; half /= 2) {
    llvm::Value* next = builder_.CreateAdd(band, builder_.getInt64(half));
    llvm::Value* place = builder_.CreateInBoundsGEP(builder_.getInt64Ty(), content, next);
    llvm::Value* start = builder_.CreateAlignedLoad(builder_.getInt64Ty(), place, llvm::Align(8));
    band = builder_.CreateSelect(builder_.CreateICmpSLE(start, number), next, band);
  }
  llvm::Value* last = builder_.getInt64(node.starts.size() - 1);
  return builder_.CreateTrunc(pick(builder_, llvm::CmpInst::ICMP_ULT, band, last), builder_.getInt32Ty());
}

Emitted LineEmitter::choose(const ir::Node& node) {
  const Emitted& subject = at(node.operands[0]);
  const std::uint32_t cases = line_.nodes[node.operands[0]].cases;
  const bool single = std::visit([](const auto& value) { return value.single(); }, subject);
  if (is_table(node)) {
    const std::vector<std::int64_t> cells = cells_of(node, cases);
    if (single) return single_number(look_up(cells, std::get<Case>(subject).ordinal));
    if (std::is_sorted(cells.begin(), cells.begin() + cases)) return look_up_ends(cells, std::get<Case>(subject), cases);
  }
  if (is_subject_itself(node, cases)) return subject;
  if (node.shape == ir::Shape::truth && node.branches.size() > 2) return pick_truth(node, std::get<Case>(subject), cases);
  std::vector<llvm::Value*> possible_branches;
  Rests rests = rests_of(node.operands[0]);
  for (std::size_t k = 0; k < node.branches.size(); ++k) {
    possible_branches.push_back(possible(subject, cases, node.branches[k]));
    rests = either(rests, where(possible_branches.back(), rests_of(node.operands[k + 1])));
  }
  switch (node.shape) {
    case ir::Shape::truth: return join_truths(node, possible_branches, single, rests);
    case ir::Shape::number: return join_numbers(node, possible_branches, single, rests);
    case ir::Shape::choice_case: return join_cases(node, possible_branches, single, rests);
    case ir::Shape::set: return join_sets(node, possible_branches, rests);
    case ir::Shape::text: break;
  }
  llvm_unreachable("every shape is listed");
}

// Whether a branch is possible; of a single subject: whether it is the one.
llvm::Value* LineEmitter::possible(const Emitted& subject, std::uint32_t cases, const ir::Mask& branch) {
  if (const auto* truth = std::get_if<Truth>(&subject)) {
    const bool of_no = ir::contains(branch, 0), of_yes = ir::contains(branch, 1);
    if (of_no && of_yes) return builder_.getTrue();
    return of_yes ? truth->yes : no_of(*truth);
  }
  const Case& value = std::get<Case>(subject);
  if (value.single()) return is_one_of(value, cases, branch);
  return builder_.CreateIsNotNull(builder_.CreateAnd(value.possible, mask(branch, cases)));
}

// One comparison where one case is meant, or all but one; else the bit of the mask. Never a chain of comparisons: LLVM would make it a
// `switch`, which stops the vectoriser.
llvm::Value* LineEmitter::is_one_of(const Case& single, std::uint32_t cases, const ir::Mask& members) {
  const llvm::APInt bits = mask(members, cases)->getValue();
  const llvm::APInt others = all_cases(cases)->getValue() & ~bits;
  if (others.isZero()) return builder_.getTrue();
  if (bits.isPowerOf2()) return builder_.CreateICmpEQ(single.ordinal, builder_.getInt32(bits.logBase2()));
  if (others.isPowerOf2()) return builder_.CreateICmpNE(single.ordinal, builder_.getInt32(others.logBase2()));
  llvm::Value* shifted = builder_.CreateLShr(mask(members, cases), builder_.CreateZExtOrTrunc(single.ordinal, mask_type(cases)));
  return builder_.CreateTrunc(shifted, builder_.getInt1Ty());
}

// More than two constant numbers by case: one load is less than the selects.
bool LineEmitter::is_table(const ir::Node& node) const {
  if (node.shape != ir::Shape::number || node.branches.size() <= 2) return false;
  if (line_.nodes[node.operands[0]].shape != ir::Shape::choice_case) return false;
  return std::all_of(node.operands.begin() + 1, node.operands.end(),
                     [this](ir::NodeId id) { return line_.nodes[id].op == ir::Op::constant; });
}

// As long as a mask is wide, so that every ordinal, whatever a caller's record holds, stays inside.
std::vector<std::int64_t> LineEmitter::cells_of(const ir::Node& node, std::uint32_t cases) {
  std::vector<std::int64_t> cells(mask_width(cases));
  for (std::size_t k = 0; k < node.branches.size(); ++k) {
    for (std::uint32_t ordinal = 0; ordinal < cases; ++ordinal) {
      if (ir::contains(node.branches[k], ordinal)) cells[ordinal] = static_cast<std::int64_t>(line_.nodes[node.operands[k + 1]].value);
    }
  }
  return cells;
}

llvm::Value* LineEmitter::look_up(const std::vector<std::int64_t>& cells, llvm::Value* ordinal) {
  const std::vector<std::uint64_t> words(cells.begin(), cells.end());
  llvm::GlobalVariable* content = table(llvm::ConstantDataArray::get(context_, llvm::ArrayRef<std::uint64_t>(words)));
  llvm::Value* index = builder_.CreateZExtOrTrunc(ordinal, builder_.getInt64Ty());
  llvm::Value* place = builder_.CreateInBoundsGEP(builder_.getInt64Ty(), content, index);
  return builder_.CreateAlignedLoad(builder_.getInt64Ty(), place, llvm::Align(8));
}

// Of numbers that rise with the cases: those of the first and the last that is possible. In a stretch that was skipped none is.
Number LineEmitter::look_up_ends(const std::vector<std::int64_t>& cells, const Case& subject, std::uint32_t cases) {
  llvm::Type* type = subject.possible->getType();
  const auto with = [&](std::uint32_t ordinal) {
    return builder_.CreateOr(subject.possible,
                             llvm::ConstantInt::get(type, llvm::APInt::getOneBitSet(type->getIntegerBitWidth(), ordinal)));
  };
  llvm::Value* first = builder_.CreateBinaryIntrinsic(llvm::Intrinsic::cttz, with(cases - 1), builder_.getTrue());
  llvm::Value* zeros = builder_.CreateBinaryIntrinsic(llvm::Intrinsic::ctlz, with(0), builder_.getTrue());
  llvm::Value* last = builder_.CreateSub(llvm::ConstantInt::get(type, type->getIntegerBitWidth() - 1), zeros);
  return make_number(look_up(cells, first), look_up(cells, last), subject.rests);
}

// Each case gives the case of the same number.
bool LineEmitter::is_subject_itself(const ir::Node& node, std::uint32_t cases) const {
  if (node.shape != ir::Shape::choice_case || line_.nodes[node.operands[0]].shape != ir::Shape::choice_case || node.cases != cases)
    return false;
  for (std::size_t k = 0; k < node.branches.size(); ++k) {
    const ir::Node& branch = line_.nodes[node.operands[k + 1]];
    if (branch.op != ir::Op::constant || node.branches[k] != ir::single_case(static_cast<std::uint32_t>(branch.value), cases)) return false;
  }
  return true;
}

// By the cases for which it may be yes, and those for which it may be no.
Truth LineEmitter::pick_truth(const ir::Node& node, const Case& subject, std::uint32_t cases) {
  llvm::Type* type = mask_type(cases);
  llvm::Value* none = llvm::ConstantInt::get(type, 0);
  llvm::Value* yes = none;
  llvm::Value* no = none;
  bool single = subject.single();
  Rests rests = subject.rests;
  for (std::size_t k = 0; k < node.branches.size(); ++k) {
    const Truth& value = truth_at(node.operands[k + 1]);
    llvm::Value* of_branch = mask(node.branches[k], cases);
    yes = builder_.CreateOr(yes, builder_.CreateSelect(value.yes, of_branch, none));
    no = builder_.CreateOr(no, builder_.CreateSelect(no_of(value), of_branch, none));
    single = single && value.single();
    if (!value.rests.empty()) rests = either(rests, where(possible(subject, cases, node.branches[k]), value.rests));
  }
  llvm::Value* possible = possible_of(subject, cases);
  yes = builder_.CreateIsNotNull(builder_.CreateAnd(possible, yes));
  return single ? Truth{yes, nullptr, {}} : make_truth(yes, builder_.CreateIsNotNull(builder_.CreateAnd(possible, no)), rests);
}

Truth LineEmitter::join_truths(const ir::Node& node, llvm::ArrayRef<llvm::Value*> possible, bool subject_single, const Rests& rests) {
  bool single = subject_single;
  for (std::size_t k = 0; k < possible.size(); ++k) single = single && truth_at(node.operands[k + 1]).single();
  llvm::Value* yes = builder_.getFalse();
  llvm::Value* no = builder_.getFalse();
  for (std::size_t k = 0; k < possible.size(); ++k) {
    const Truth& value = truth_at(node.operands[k + 1]);
    yes = builder_.CreateOr(yes, builder_.CreateAnd(possible[k], value.yes));
    if (!single) no = builder_.CreateOr(no, builder_.CreateAnd(possible[k], no_of(value)));
  }
  return single ? Truth{yes, nullptr, {}} : make_truth(yes, no, rests);
}

Number LineEmitter::join_numbers(const ir::Node& node, llvm::ArrayRef<llvm::Value*> possible, bool subject_single, const Rests& rests) {
  llvm::IntegerType* type = type_of(node);
  const auto value_of = [&](std::size_t k) { return operand_in_type(node.operands[k + 1], type); };
  const Number last = value_of(possible.size() - 1);
  llvm::Value* low = last.low;
  llvm::Value* high = last.high;
  if (subject_single) {
    bool single = last.single();
    for (std::size_t k = 0; k + 1 < possible.size(); ++k) {
      const Number value = value_of(k);
      single = single && value.single();
      low = builder_.CreateSelect(possible[k], value.low, low);
      high = builder_.CreateSelect(possible[k], value.high, high);
    }
    return single ? single_number(low) : make_number(low, high, rests);
  }
  // A branch that is not possible must not count: the greatest number is never the least of any, and the other way round.
  llvm::Value* above_all = greatest_of(type);
  llvm::Value* below_all = least_of(type);
  low = above_all, high = below_all;
  for (std::size_t k = 0; k < possible.size(); ++k) {
    const Number value = value_of(k);
    low = least(low, builder_.CreateSelect(possible[k], value.low, above_all));
    high = greatest(high, builder_.CreateSelect(possible[k], value.high, below_all));
  }
  return make_number(low, high, rests);
}

Case LineEmitter::join_cases(const ir::Node& node, llvm::ArrayRef<llvm::Value*> possible, bool subject_single, const Rests& rests) {
  bool single = subject_single;
  for (std::size_t k = 0; k < possible.size(); ++k) single = single && case_at(node.operands[k + 1]).single();
  if (single) {
    llvm::Value* ordinal = case_at(node.operands.back()).ordinal;
    for (std::size_t k = 0; k + 1 < possible.size(); ++k) {
      ordinal = builder_.CreateSelect(possible[k], case_at(node.operands[k + 1]).ordinal, ordinal);
    }
    return {nullptr, ordinal, {}};
  }
  llvm::Value* none = llvm::ConstantInt::get(mask_type(node.cases), 0);
  llvm::Value* joined = none;
  for (std::size_t k = 0; k < possible.size(); ++k) {
    llvm::Value* cases = possible_of(case_at(node.operands[k + 1]), node.cases);
    joined = builder_.CreateOr(joined, builder_.CreateSelect(possible[k], cases, none));
  }
  return make_case(joined, rests);
}

Set LineEmitter::join_sets(const ir::Node& node, llvm::ArrayRef<llvm::Value*> possible, const Rests& rests) {
  llvm::Value* none = llvm::ConstantInt::get(mask_type(node.cases), 0);
  llvm::Value* all = all_cases(node.cases);
  llvm::Value* must = all;
  llvm::Value* may = none;
  for (std::size_t k = 0; k < possible.size(); ++k) {
    const Set& value = set_at(node.operands[k + 1]);
    must = builder_.CreateAnd(must, builder_.CreateSelect(possible[k], value.must, all));
    may = builder_.CreateOr(may, builder_.CreateSelect(possible[k], value.may, none));
  }
  return make_set(must, may, rests);
}

}  // namespace pol::emit
