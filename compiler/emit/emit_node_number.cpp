// Operations that give a number, an amount or a date, on bounds. check proved that no bound leaves 64 bits for facts inside their ranges;
// the plain arithmetic here wraps for others (an absent record's), whose results no ground lets show.
#include <llvm/IR/Constants.h>

#include "emit/functions.h"
#include "emit/line_emitter.h"

namespace pol::emit {

LineEmitter::Sign LineEmitter::sign_of(const ir::Node& node) {
  if (node.from >= 0) return Sign::not_negative;
  return node.to <= 0 ? Sign::not_positive : Sign::either;
}

// In the widest type among operands and result.
Number LineEmitter::calculated(const ir::Node& node, Calculate calculate) {
  const Number& left = number_at(node.operands[0]);
  const Number& right = number_at(node.operands[1]);
  llvm::IntegerType* type = type_of(node);
  if (llvm::IntegerType* of_operands = wider(left, right); of_operands->getBitWidth() > type->getBitWidth()) type = of_operands;
  return in_type((this->*calculate)(node, in_type(left, type), in_type(right, type)), type_of(node));
}

Number LineEmitter::add(const ir::Node&, const Number& left, const Number& right) {
  llvm::Value* low = builder_.CreateAdd(left.low, right.low);
  if (left.single() && right.single()) return single_number(low);
  return make_number(low, builder_.CreateAdd(left.high, right.high), either(left.rests, right.rests));
}

Number LineEmitter::subtract(const ir::Node&, const Number& left, const Number& right) {
  llvm::Value* low = builder_.CreateSub(left.low, right.high);
  if (left.single() && right.single()) return single_number(low);
  return make_number(low, builder_.CreateSub(left.high, right.low), either(left.rests, right.rests));
}

Number LineEmitter::multiply(const ir::Node& node, const Number& left, const Number& right) {
  const auto sign = [&](std::size_t k) { return sign_of(line_.nodes[node.operands[k]]); };
  return times(left, sign(0), right, sign(1));
}

// The least and the greatest of the four products; where the declared ranges fix both signs, two products are known to be these.
Number LineEmitter::times(const Number& left, Sign left_sign, const Number& right, Sign right_sign) {
  const Rests rests = either(left.rests, right.rests);
  llvm::Value* lows = builder_.CreateMul(left.low, right.low);
  if (left.single() && right.single()) return single_number(lows);
  llvm::Value* highs = builder_.CreateMul(left.high, right.high);
  if (left_sign == Sign::not_negative && right_sign == Sign::not_negative) return make_number(lows, highs, rests);
  if (left_sign == Sign::not_positive && right_sign == Sign::not_positive) return make_number(highs, lows, rests);
  llvm::Value* low_high = builder_.CreateMul(left.low, right.high);
  llvm::Value* high_low = builder_.CreateMul(left.high, right.low);
  return make_number(least(least(lows, highs), least(low_high, high_low)), greatest(greatest(lows, highs), greatest(low_high, high_low)),
                     rests);
}

Number LineEmitter::smaller(const ir::Node&, const Number& left, const Number& right) {
  return picked(llvm::CmpInst::ICMP_SLT, left, right);
}

Number LineEmitter::larger(const ir::Node&, const Number& left, const Number& right) {
  return picked(llvm::CmpInst::ICMP_SGT, left, right);
}

Number LineEmitter::picked(llvm::CmpInst::Predicate order, const Number& left, const Number& right) {
  llvm::Value* low = pick(builder_, order, left.low, right.low);
  if (left.single() && right.single()) return single_number(low);
  return make_number(low, pick(builder_, order, left.high, right.high), either(left.rests, right.rests));
}

Number LineEmitter::add_months(const ir::Node& node) {
  const Number& date = number_at(node.operands[0]);
  const Number& months = number_at(node.operands[1]);
  llvm::Function* function = add_months_function(module_, node.end);
  if (date.single() && months.single()) return single_number(builder_.CreateCall(function, {date.low, months.low}));
  llvm::Value* ends = builder_.CreateCall(both_ends_function(module_, function), {date.low, months.low, date.high, months.high});
  return number_of_ends(ends, either(date.rests, months.rests));
}

Number LineEmitter::completed_years(const ir::Node& node) {
  const Number& birth = number_at(node.operands[0]);
  const Number& day = number_at(node.operands[1]);
  llvm::Function* function = completed_years_function(module_, node.end);
  if (birth.single() && day.single()) return single_number(builder_.CreateCall(function, {birth.high, day.low}));
  llvm::Value* ends = builder_.CreateCall(both_ends_function(module_, function), {birth.high, day.low, birth.low, day.high});
  return number_of_ends(ends, either(birth.rests, day.rests));
}

Number LineEmitter::number_of_ends(llvm::Value* ends, const Rests& rests) {
  return make_number(builder_.CreateExtractValue(ends, 0), builder_.CreateExtractValue(ends, 1), rests);
}

Number LineEmitter::history_amount(const ir::Node& node) {
  llvm::Value* words = table(llvm::ConstantDataArray::get(context_, llvm::ArrayRef<std::uint64_t>(node.mask.words)));
  llvm::Value* count = i64(static_cast<std::int64_t>(node.mask.words.size()));
  if (node.operands.empty()) return single_number(builder_.CreateCall(history_amount_function(module_), {history_, words, count}));
  const Number& event = number_at(node.operands[0]);
  llvm::Value* bounds = builder_.CreateCall(event_amount_function(module_), {history_, words, count, event.low, event.high});
  return number_of_ends(bounds, event.rests);
}

// Like an amount of one event it may be a range though every fact is known: an entry without an event date may be of any day. It rests on
// nothing.
Number LineEmitter::first_event_date(const ir::Node& node) {
  llvm::Value* bounds =
      builder_.CreateCall(first_event_date_function(module_),
                          {history_, i64(node.value), number_in(type_of(node), node.from), number_in(type_of(node), node.to)});
  return {builder_.CreateExtractValue(bounds, 0), builder_.CreateExtractValue(bounds, 1), {}};
}

}  // namespace pol::emit
