// What a list comes to: one pass over its elements.
#include <limits>

#include <llvm/IR/Constants.h>

#include "emit/line_emitter.h"

namespace pol::emit {

// Yes where an element may be yes; no where all may be no.
Truth LineEmitter::any_element(const ir::Node& node) {
  const Elements list = open_list(node);
  LoopCode loop(builder_, list.count);
  emit_element(list, loop.index());
  const Truth& body = truth_at(node.operands[0]);
  llvm::PHINode* yes = loop.carry(builder_.getFalse());
  loop.next(yes, builder_.CreateOr(yes, body.yes));
  if (body.single()) {
    loop.end();
    return {yes, nullptr, {}};
  }
  llvm::PHINode* no = loop.carry(builder_.getTrue());
  loop.next(no, builder_.CreateAnd(no, body.no));
  const Rests rests = carry_rests(loop, rests_of_line(list, body.rests));
  collect(list, loop.index(), body.rests);
  loop.end();
  return make_truth(yes, no, rests);
}

Number LineEmitter::sum_elements(const ir::Node& node) {
  const Elements list = open_list(node);
  LoopCode loop(builder_, list.count);
  emit_element(list, loop.index());
  const Number body = operand_in_type(node.operands[0], type_of(node));
  llvm::PHINode* low = loop.carry(llvm::ConstantInt::get(type_of(node), 0));
  loop.next(low, builder_.CreateAdd(low, body.low));
  if (body.single()) {
    loop.end();
    return single_number(low);
  }
  llvm::PHINode* high = loop.carry(llvm::ConstantInt::get(type_of(node), 0));
  loop.next(high, builder_.CreateAdd(high, body.high));
  const Rests rests = carry_rests(loop, rests_of_line(list, body.rests));
  collect(list, loop.index(), body.rests);
  loop.end();
  return make_number(low, high, rests);
}

// For the smallest, `near` is the end of a body that lies towards the result's own side: its low one. For the largest all is mirrored.
Number LineEmitter::extreme_element(const ir::Node& node, bool smallest) {
  const llvm::CmpInst::Predicate towards = smallest ? llvm::CmpInst::ICMP_SLT : llvm::CmpInst::ICMP_SGT;
  const llvm::CmpInst::Predicate away = smallest ? llvm::CmpInst::ICMP_SGT : llvm::CmpInst::ICMP_SLT;
  llvm::IntegerType* type = type_of(node);
  llvm::Value* farthest = smallest ? greatest_of(type) : least_of(type);
  llvm::Value* nearest = smallest ? least_of(type) : greatest_of(type);
  const auto near = [smallest](const Number& number) { return smallest ? number.low : number.high; };
  const auto far = [smallest](const Number& number) { return smallest ? number.high : number.low; };

  const Elements list = open_list(node);
  const Number otherwise = operand_in_type(node.operands[2], type);
  LoopCode loop(builder_, list.count);
  emit_element(list, loop.index());
  const Truth& there = truth_at(node.operands[0]);
  const Number body = operand_in_type(node.operands[1], type);
  const auto best = [&](llvm::CmpInst::Predicate order, llvm::Value* none, llvm::Value* counts, llvm::Value* end) {
    llvm::PHINode* found = loop.carry(none);
    loop.next(found, pick(builder_, order, found, builder_.CreateSelect(counts, end, none)));
    return found;
  };
  llvm::Value* surely = there.single() ? there.yes : builder_.CreateAnd(there.yes, builder_.CreateNot(there.no));
  llvm::PHINode* sure = loop.carry(builder_.getFalse());  // some element is there for sure
  loop.next(sure, builder_.CreateOr(sure, surely));
  llvm::PHINode* possible_near = best(towards, farthest, there.yes, near(body));
  if (there.single() && body.single() && otherwise.single()) {
    loop.end();
    return single_number(builder_.CreateSelect(sure, possible_near, otherwise.low));
  }
  llvm::PHINode* possible_far = best(away, nearest, there.yes, far(body));
  llvm::PHINode* sure_far = best(towards, farthest, surely, far(body));
  const Rests of_body = where(there.yes, either(there.rests, body.rests));
  const Rests rests = carry_rests(loop, rests_of_line(list, of_body));
  collect(list, loop.index(), of_body);
  loop.end();
  llvm::Value* near_end = builder_.CreateSelect(sure, possible_near, pick(builder_, towards, possible_near, near(otherwise)));
  llvm::Value* far_end = builder_.CreateSelect(sure, sure_far, pick(builder_, away, possible_far, far(otherwise)));
  return make_number(smallest ? near_end : far_end, smallest ? far_end : near_end,
                     either(rests, where(builder_.CreateNot(sure), otherwise.rests)));
}

}  // namespace pol::emit
