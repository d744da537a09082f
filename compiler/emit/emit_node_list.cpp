// What a list comes to: one pass over its elements, be it for several results at once.
#include <limits>

#include <llvm/IR/Constants.h>
#include <llvm/Support/ErrorHandling.h>

#include "emit/line_emitter.h"

namespace pol::emit {

// The loops of these nodes, over one list, as one loop. What their bodies have in common LLVM finds.
std::vector<Emitted> LineEmitter::pass_over(llvm::ArrayRef<const ir::Node*> nodes) {
  std::vector<Elements> lists;
  for (const ir::Node* node : nodes) lists.push_back(open_list(*node));
  LoopCode loop(builder_, lists.front().count);
  std::vector<Result> results;
  for (std::size_t k = 0; k < nodes.size(); ++k) {
    emit_element(lists[k], loop.index());
    results.push_back(result_of(*nodes[k], lists[k], loop));
  }
  loop.end();
  std::vector<Emitted> values;
  for (const Result& result : results) values.push_back(result());
  return values;
}

// Adds one element; the builder stands behind its body.
LineEmitter::Result LineEmitter::result_of(const ir::Node& node, const Elements& list, LoopCode& loop) {
  switch (node.op) {
    case ir::Op::any_element: return any_element(node, list, loop);
    case ir::Op::sum_elements: return sum_elements(node, list, loop);
    case ir::Op::smallest_element: return extreme_element(node, list, loop, true);
    case ir::Op::largest_element: return extreme_element(node, list, loop, false);
    default: llvm_unreachable("the others run alone");
  }
}

// Yes where an element may be yes; no where all may be no.
LineEmitter::Result LineEmitter::any_element(const ir::Node& node, const Elements& list, LoopCode& loop) {
  const Truth& body = truth_at(node.operands[0]);
  llvm::PHINode* yes = loop.carry(builder_.getFalse());
  loop.next(yes, builder_.CreateOr(yes, body.yes));
  if (body.single()) return [yes] { return Truth{yes, nullptr, {}}; };
  llvm::PHINode* no = loop.carry(builder_.getTrue());
  loop.next(no, builder_.CreateAnd(no, body.no));
  const Rests rests = carry_rests(loop, rests_of_line(list, body.rests));
  collect(list, loop.index(), body.rests);
  return [this, yes, no, rests] { return make_truth(yes, no, rests); };
}

LineEmitter::Result LineEmitter::sum_elements(const ir::Node& node, const Elements& list, LoopCode& loop) {
  const Number body = operand_in_type(node.operands[0], type_of(node));
  llvm::PHINode* low = loop.carry(llvm::ConstantInt::get(type_of(node), 0));
  loop.next(low, builder_.CreateAdd(low, body.low));
  if (body.single()) return [this, low] { return single_number(low); };
  llvm::PHINode* high = loop.carry(llvm::ConstantInt::get(type_of(node), 0));
  loop.next(high, builder_.CreateAdd(high, body.high));
  const Rests rests = carry_rests(loop, rests_of_line(list, body.rests));
  collect(list, loop.index(), body.rests);
  return [this, low, high, rests] { return make_number(low, high, rests); };
}

// For the smallest, `near` is the end of a body that lies towards the result's own side: its low one. For the largest all is mirrored.
LineEmitter::Result LineEmitter::extreme_element(const ir::Node& node, const Elements& list, LoopCode& loop, bool smallest) {
  const llvm::CmpInst::Predicate towards = smallest ? llvm::CmpInst::ICMP_SLT : llvm::CmpInst::ICMP_SGT;
  const llvm::CmpInst::Predicate away = smallest ? llvm::CmpInst::ICMP_SGT : llvm::CmpInst::ICMP_SLT;
  llvm::IntegerType* type = type_of(node);
  llvm::Value* farthest = smallest ? greatest_of(type) : least_of(type);
  llvm::Value* nearest = smallest ? least_of(type) : greatest_of(type);
  const auto near = [smallest](const Number& number) { return smallest ? number.low : number.high; };
  const auto far = [smallest](const Number& number) { return smallest ? number.high : number.low; };

  const Truth& there = truth_at(node.operands[0]);
  const Number body = operand_in_type(node.operands[1], type);
  const ir::NodeId otherwise_node = node.operands[2];
  const auto best = [&](llvm::CmpInst::Predicate order, llvm::Value* none, llvm::Value* counts, llvm::Value* end) {
    llvm::PHINode* found = loop.carry(none);
    loop.next(found, pick(builder_, order, found, builder_.CreateSelect(counts, end, none)));
    return found;
  };
  llvm::Value* surely = there.single() ? there.yes : builder_.CreateAnd(there.yes, builder_.CreateNot(there.no));
  llvm::PHINode* sure = loop.carry(builder_.getFalse());  // some element is there for sure
  loop.next(sure, builder_.CreateOr(sure, surely));
  llvm::PHINode* possible_near = best(towards, farthest, there.yes, near(body));
  if (there.single() && body.single() && number_at(otherwise_node).single())
    return [=, this] { return single_number(builder_.CreateSelect(sure, possible_near, operand_in_type(otherwise_node, type).low)); };
  llvm::PHINode* possible_far = best(away, nearest, there.yes, far(body));
  llvm::PHINode* sure_far = best(towards, farthest, surely, far(body));
  const Rests of_body = where(there.yes, either(there.rests, body.rests));
  const Rests rests = carry_rests(loop, rests_of_line(list, of_body));
  collect(list, loop.index(), of_body);
  return [=, this] {
    const Number otherwise = operand_in_type(otherwise_node, type);
    llvm::Value* near_end = builder_.CreateSelect(sure, possible_near, pick(builder_, towards, possible_near, near(otherwise)));
    llvm::Value* far_end = builder_.CreateSelect(sure, sure_far, pick(builder_, away, possible_far, far(otherwise)));
    return make_number(smallest ? near_end : far_end, smallest ? far_end : near_end,
                       either(rests, where(builder_.CreateNot(sure), otherwise.rests)));
  };
}

}  // namespace pol::emit
