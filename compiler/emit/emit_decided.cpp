// What deciding made of the nodes of a line: an explaining function need not compute what a single value was made from.
#include "emit/line_emitter.h"

namespace pol::emit {

llvm::Function* LineEmitter::explain(const SharedValues& shared, std::size_t index) {
  decided_from_ = &shared;
  find_decided(shared.function == nullptr ? nullptr : &shared.shared.places.at(index));
  const std::vector<bool> all(line_.nodes.size(), true);
  schedule_ = ir::schedule(line_, all, ir::find_relevance_of_rests(line_, nodes_decided()));
  common_ = ir::find_common_terms(line_, all);
  return emit();
}

// Leaves and what never is open cost less than the question.
void LineEmitter::find_decided(const std::vector<ir::NodeId>* places) {
  decided_.resize(line_.nodes.size());
  const auto keep = [this](ir::NodeId id, Decided::Place place, std::uint32_t index) {
    const ir::Node& node = line_.nodes[id];
    if (!open_[id] || node.loop != ir::no_loop || node.op == ir::Op::leaf) return;
    if (decided_[id].place == Decided::Place::nowhere) decided_[id] = {place, index};
  };
  for (std::uint32_t k = 0; k < line_.grounds.size(); ++k) keep(line_.grounds[k].condition, Decided::Place::plane, k);
  for (std::uint32_t k = 0; k < line_.steps.size(); ++k) keep(line_.steps[k].after, Decided::Place::number, layout_.steps + 2 * k);
  for (std::uint32_t k = 0; k < line_.outputs.size(); ++k) {
    const ir::Output& output = line_.outputs[k];
    keep(output.present, Decided::Place::possible, layout_.outputs + 3 * k);
    if (!output.members.empty()) continue;
    const ir::Shape shape = line_.nodes[output.value].shape;
    const bool is_possible = shape == ir::Shape::truth || shape == ir::Shape::choice_case;
    if (is_possible) keep(output.value, Decided::Place::possible, layout_.outputs + 3 * k + 1);
    if (shape == ir::Shape::number) keep(output.value, Decided::Place::number, layout_.outputs + 3 * k + 1);
  }
  for (ir::NodeId id = 0; places != nullptr && id < places->size(); ++id) {
    const ir::NodeId same = (*places)[id];
    if (same >= ir::within_shared) continue;
    if (decided_from_->places[same] != not_kept) keep(id, Decided::Place::shared, same);
    const std::uint32_t bit = decided_from_->shared.ground_bits[same];
    if (bit != ir::no_bit) keep(id, Decided::Place::shared_plane, bit);
  }
}

std::vector<bool> LineEmitter::nodes_decided() const {
  std::vector<bool> all(decided_.size());
  for (ir::NodeId id = 0; id < all.size(); ++id) all[id] = is_decided(id);
  return all;
}

bool LineEmitter::is_decided(ir::NodeId id) const { return !decided_.empty() && decided_[id].place != Decided::Place::nowhere; }

Emitted LineEmitter::decided(ir::NodeId id) {
  const Decided& kept = decided_[id];
  const auto word = [this](llvm::Value* base, std::uint32_t index) -> llvm::Value* {
    return builder_.CreateAlignedLoad(builder_.getInt64Ty(), word_at(base, index), llvm::Align(8));
  };
  const auto bit = [&](llvm::Value* base, std::uint32_t first, std::uint32_t index) {
    return builder_.CreateIsNotNull(builder_.CreateAnd(word(base, first + index / 64), std::uint64_t{1} << (index % 64)));
  };
  const auto in_planes = [&](llvm::Value* base, std::uint32_t established, std::uint32_t open) {
    llvm::Value* is_open = bit(base, open, kept.index);
    llvm::Value* yes = builder_.CreateOr(bit(base, established, kept.index), is_open);
    return Truth{yes, builder_.CreateOr(is_open, builder_.CreateNot(yes)), {}};
  };
  switch (kept.place) {
    case Decided::Place::shared: {
      Emitted value = decided_from_->values[kept.index];
      load_parts(value, shared_, decided_from_->places[kept.index]);
      return value;
    }
    case Decided::Place::shared_plane: return in_planes(shared_, 0, decided_from_->ground_words);
    case Decided::Place::plane: return in_planes(out_, layout_.established, layout_.open);
    case Decided::Place::number: return Number{word(out_, kept.index), word(out_, kept.index + 1), {}};
    case Decided::Place::possible: {
      llvm::Value* cases = word(out_, kept.index);
      const ir::Node& node = line_.nodes[id];
      if (node.shape == ir::Shape::choice_case) return Case{builder_.CreateTrunc(cases, mask_type(node.cases)), nullptr, {}};
      return Truth{builder_.CreateIsNotNull(builder_.CreateAnd(cases, 2)), builder_.CreateIsNotNull(builder_.CreateAnd(cases, 1)), {}};
    }
    case Decided::Place::nowhere: break;
  }
  llvm_unreachable("nobody asks for what was not kept");
}

// The value that deciding kept, with the rests of the computed one: where it is single, what that was computed from may have been skipped.
Emitted LineEmitter::as_decided(ir::NodeId id, const Emitted& computed) {
  Emitted value = decided_like(id, computed);
  llvm::Value* open = undecided(value);
  const Rests& rests = std::visit([](const auto& any) -> const Rests& { return any.rests; }, computed);
  if (open != nullptr) std::visit([&](auto& any) { any.rests = where(open, rests); }, value);
  return value;
}

// Those of the LLVM values of `value` that are no constants in `like`, in the order of visit_value.
std::vector<llvm::Value*> LineEmitter::parts_like(const Emitted& value, const Emitted& like) {
  std::vector<llvm::Value*> parts;
  const auto one = [&parts](llvm::Value* part, llvm::Value* other) {
    if (other != nullptr && !llvm::isa<llvm::Constant>(other)) parts.push_back(part);
  };
  const auto ends = [&one](llvm::Value* low, llvm::Value* high, llvm::Value* other_low, llvm::Value* other_high) {
    one(low, other_low);
    if (other_low != other_high) one(high, other_high);
  };
  if (const auto* truth = std::get_if<Truth>(&like)) one(std::get<Truth>(value).yes, truth->yes), one(std::get<Truth>(value).no, truth->no);
  if (const auto* number = std::get_if<Number>(&like))
    ends(std::get<Number>(value).low, std::get<Number>(value).high, number->low, number->high);
  if (const auto* choice = std::get_if<Case>(&like))
    one(std::get<Case>(value).possible, choice->possible), one(std::get<Case>(value).ordinal, choice->ordinal);
  if (const auto* set = std::get_if<Set>(&like)) ends(std::get<Set>(value).must, std::get<Set>(value).may, set->must, set->may);
  return parts;
}

// In the LLVM values of which `like`, the same value computed, consists; it rests on nothing.
Emitted LineEmitter::decided_like(ir::NodeId id, const Emitted& like) {
  Emitted value = decided(id);
  if (const auto* truth = std::get_if<Truth>(&like)) {
    const Truth& kept = std::get<Truth>(value);
    return Truth{kept.yes, truth->single() ? nullptr : no_of(kept), {}};
  }
  if (const auto* number = std::get_if<Number>(&like)) {
    const Number kept = in_type(std::get<Number>(value), llvm::cast<llvm::IntegerType>(number->low->getType()));
    return Number{kept.low, number->single() ? kept.low : kept.high, {}};
  }
  if (const auto* choice = std::get_if<Case>(&like)) {
    const Case& kept = std::get<Case>(value);
    llvm::Value* cases = possible_of(kept, line_.nodes[id].cases);
    if (!choice->single()) return Case{cases, nullptr, {}};
    llvm::Value* ordinal = builder_.CreateBinaryIntrinsic(llvm::Intrinsic::cttz, cases, builder_.getFalse());
    return Case{nullptr, builder_.CreateZExtOrTrunc(ordinal, builder_.getInt32Ty()), {}};
  }
  return value;
}

}  // namespace pol::emit
