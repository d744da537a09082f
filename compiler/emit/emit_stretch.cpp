// Stretches of nodes that are skipped where they do not matter. What is read of them behind it is then anything within its proven range,
// so that whatever is computed from it stays within bounds as well, and no division is by nought that is not proved to be.
#include <algorithm>

#include "emit/line_emitter.h"
#include "emit/loop_code.h"
#include "emit/value_parts.h"

namespace pol::emit {

llvm::Value* LineEmitter::is_open(const ir::Gate& gate) {
  if (!gate.undecided) return possible(at(gate.subject), line_.nodes[gate.subject].cases, gate.accepts);
  llvm::Value* open = undecided(decided(gate.subject));
  return open == nullptr ? builder_.getFalse() : open;
}

void LineEmitter::begin_stretch(const std::vector<ir::Gate>& gates) {
  continue_in_next_part();
  llvm::Value* matters = builder_.getTrue();
  for (const ir::Gate& gate : gates) matters = builder_.CreateAnd(matters, is_open(gate));
  Stretch stretch{made_.size(), builder_.GetInsertBlock(), nullptr, {}};
  if (matters != builder_.getTrue()) {
    llvm::BasicBlock* inside = add_block(builder_);
    stretch.after = add_block(builder_);
    builder_.CreateCondBr(matters, inside, stretch.after);
    builder_.SetInsertPoint(inside);
  }
  stretches_.push_back(std::move(stretch));
}

void LineEmitter::end_stretch() {
  const Stretch stretch = std::move(stretches_.back());
  stretches_.pop_back();
  for (std::size_t k = stretch.fetched.size(); k-- > 0;) part_of_[stretch.fetched[k].first] = stretch.fetched[k].second;
  if (stretch.after != nullptr) join_stretch(stretch);
  if (!stretches_.empty()) return;
  for (std::size_t k = stretch.begins_at; k < made_.size(); ++k) tell(made_[k]);
}

// What is read behind the stretch comes from it; or is what deciding made of it; or stands for anything.
void LineEmitter::join_stretch(const Stretch& stretch) {
  llvm::BasicBlock* end = builder_.GetInsertBlock();
  builder_.CreateBr(stretch.after);
  builder_.SetInsertPoint(stretch.after);
  for (std::size_t k = stretch.begins_at; k < made_.size(); ++k) {
    if (read_last_by_[made_[k]] > turn_) join_values(made_[k], stretch, end);
  }
}

void LineEmitter::join_values(ir::NodeId id, const Stretch& stretch, llvm::BasicBlock* end) {
  const auto join = [&](llvm::Value*& part, llvm::Value* otherwise) {
    llvm::PHINode* joined = builder_.CreatePHI(part->getType(), 2);
    joined->addIncoming(part, end);
    joined->addIncoming(otherwise, stretch.before);
    part = joined;
  };
  std::vector<llvm::Value*> otherwise;
  visit_value(values_[id],
              [&](llvm::Value*& part) { otherwise.push_back(anything(line_.nodes[id], llvm::cast<llvm::IntegerType>(part->getType()))); });
  if (is_decided(id)) {
    builder_.SetInsertPoint(stretch.before->getTerminator());
    otherwise = parts_like(decided_like(id, values_[id]), values_[id]);
    builder_.SetInsertPoint(stretch.after);
  }
  std::size_t next = 0;
  visit_value(values_[id], [&](llvm::Value*& part) { join(part, otherwise[next++]); });
  visit_rests(values_[id], [&](llvm::Value*& part) { join(part, i64(0)); });
}

llvm::Constant* LineEmitter::anything(const ir::Node& node, llvm::IntegerType* type) {
  if (node.shape != ir::Shape::number) return llvm::ConstantInt::get(type, 0);
  return number_in(type, std::clamp(Int256{0}, node.from, node.to));
}

}  // namespace pol::emit
