// Where values come from: constants, facts of the record, and whether a fact is there.
#include <algorithm>
#include <cstddef>
#include <stdexcept>

#include <llvm/IR/Constants.h>

#include "emit/line_emitter.h"
#include "polrt/abi.h"

namespace pol::emit {

Emitted LineEmitter::constant(const ir::Node& node) {
  switch (node.shape) {
    case ir::Shape::truth: return Truth{builder_.getInt1(node.value != 0), nullptr, {}};
    case ir::Shape::number: return single_number(i64(node.value));
    case ir::Shape::choice_case: return Case{nullptr, builder_.getInt32(static_cast<std::uint32_t>(node.value)), {}};
    case ir::Shape::set:
    case ir::Shape::text: break;
  }
  throw std::logic_error("there are no constant sets and texts");
}

Emitted LineEmitter::leaf(const ir::Node& node) {
  const ir::Slot& slot = program_.slots.at(node.fact);
  if (node.loop != ir::no_loop) element_ = elements_.at(node.loop);
  const Emitted given = load_leaf(node, slot);
  return slot.may_be_unknown ? open_leaf(node, given) : given;
}

// The struct in which a fact lies: the record, the parameters, or the element that the loop is at.
llvm::Value* LineEmitter::base_of(const ir::Slot& slot) {
  if (slot.list != ir::no_list) return element_;
  return slot.parameter ? parameters_ : record_;
}

llvm::Value* LineEmitter::load_value(const ir::Slot& slot, llvm::Type* type) {
  llvm::Value* place = builder_.CreateConstInBoundsGEP1_32(builder_.getInt8Ty(), base_of(slot), slot.offset);
  return builder_.CreateAlignedLoad(type, place, llvm::Align(type->getIntegerBitWidth() / 8));
}

Case LineEmitter::load_case(const ir::Slot& slot, std::uint32_t cases) {
  llvm::Value* ordinal = builder_.CreateZExt(load_value(slot, builder_.getInt16Ty()), builder_.getInt32Ty());
  return {nullptr, builder_.CreateAnd(ordinal, mask_width(cases) - 1), {}};
}

Emitted LineEmitter::load_leaf(const ir::Node& node, const ir::Slot& slot) {
  switch (slot.storage) {
    case ir::Storage::truth: return Truth{builder_.CreateIsNotNull(load_value(slot, builder_.getInt8Ty())), nullptr, {}};
    case ir::Storage::ordinal: return load_case(slot, node.cases);
    case ir::Storage::date: return single_number(builder_.CreateSExt(load_value(slot, builder_.getInt32Ty()), builder_.getInt64Ty()));
    case ir::Storage::number: return single_number(load_value(slot, builder_.getInt64Ty()));
    case ir::Storage::set: {
      llvm::Value* members = builder_.CreateTrunc(load_value(slot, builder_.getInt64Ty()), mask_type(node.cases));
      return Set{members, members, {}};
    }
    case ir::Storage::text: return load_text(slot);
    case ir::Storage::nothing:
    case ir::Storage::list: return nothing_stored(node);
  }
  llvm_unreachable("every storage is listed");
}

Text LineEmitter::load_text(const ir::Slot& slot) {
  llvm::Value* place =
      builder_.CreateConstInBoundsGEP1_32(builder_.getInt8Ty(), slot.list == ir::no_list ? record_ : element_, slot.offset);
  llvm::Value* data = builder_.CreateAlignedLoad(builder_.getInt64Ty(), place, llvm::Align(8));
  llvm::Value* size = builder_.CreateConstInBoundsGEP1_32(builder_.getInt8Ty(), place, offsetof(polrt_text, size));
  return {data, builder_.CreateAlignedLoad(builder_.getInt64Ty(), size, llvm::Align(8)), nullptr, {}};
}

// Of a required record or list: where it is given, nobody looks at this.
Emitted LineEmitter::nothing_stored(const ir::Node& node) {
  switch (node.shape) {
    case ir::Shape::truth: return Truth{builder_.getFalse(), nullptr, {}};
    case ir::Shape::number: return single_number(i64(0));
    case ir::Shape::choice_case: return Case{nullptr, builder_.getInt32(0), {}};
    case ir::Shape::set: {
      llvm::Value* none = llvm::ConstantInt::get(mask_type(node.cases), 0);
      return Set{none, none, {}};
    }
    case ir::Shape::text: return Text{i64(0), i64(0), nullptr, {}};
  }
  llvm_unreachable("every shape is listed");
}

// Known: what the record holds. Else everything that it might hold, resting on this leaf.
Emitted LineEmitter::open_leaf(const ir::Node& node, const Emitted& given) {
  const ir::Slot& slot = program_.slots[node.fact];
  llvm::Value* known = is_known(slot);
  const Rests rests = leaf_rests(node, slot, known);
  switch (node.shape) {
    case ir::Shape::truth: {
      llvm::Value* yes = std::get<Truth>(given).yes;
      llvm::Value* unknown = builder_.CreateNot(known);
      return Truth{builder_.CreateOr(unknown, yes), builder_.CreateOr(unknown, builder_.CreateNot(yes)), rests};
    }
    case ir::Shape::number: {
      llvm::IntegerType* type = type_of(node);
      llvm::Value* value = in_type(std::get<Number>(given), type).low;
      llvm::Value* low = builder_.CreateSelect(known, value, number_in(type, node.from));
      if (node.from == node.to) return single_number(low);
      return Number{low, builder_.CreateSelect(known, value, number_in(type, node.to)), rests};
    }
    case ir::Shape::choice_case:
      if (node.cases == 1) return Case{nullptr, builder_.getInt32(0), {}};
      return Case{builder_.CreateSelect(known, possible_of(std::get<Case>(given), node.cases), all_cases(node.cases)), nullptr, rests};
    case ir::Shape::set: {
      llvm::Value* members = std::get<Set>(given).may;
      llvm::Value* none = llvm::ConstantInt::get(members->getType(), 0);
      return make_set(builder_.CreateSelect(known, members, none), builder_.CreateSelect(known, members, all_cases(node.cases)), rests);
    }
    case ir::Shape::text: {
      const Text& text = std::get<Text>(given);
      return Text{text.data, text.size, known, rests};
    }
  }
  llvm_unreachable("every shape is listed");
}

// Nothing in a deciding function; and so nothing made from it rests on anything there.
Rests LineEmitter::leaf_rests(const ir::Node& node, const ir::Slot& slot, llvm::Value* known) {
  if (variant_ != Variant::explaining) return {};
  const std::size_t bit = rests_bit(node, slot);
  Rests rests(bit / 64 + 1, nullptr);
  rests[bit / 64] = builder_.CreateSelect(known, i64(0), builder_.getInt64(std::uint64_t{1} << (bit % 64)));
  return rests;
}

// The bit of a leaf in what a value rests on; of a member of an element in the words after those of the line.
std::size_t LineEmitter::rests_bit(const ir::Node& node, const ir::Slot& slot) {
  const bool of_element = slot.list != ir::no_list;
  const std::vector<std::uint32_t>& leaves = of_element ? line_.loops.at(node.loop).leaves : line_.leaves;
  const auto place = std::lower_bound(leaves.begin(), leaves.end(), node.fact);
  if (place == leaves.end() || *place != node.fact) throw std::logic_error("a leaf is not among its line's leaves");
  return of_element ? 64 * words_around(node.loop) + slot.bit : static_cast<std::size_t>(place - leaves.begin());
}

// An element has one plane of its own. Where the caller lifts presumptions, by a plane in place of the record's, it lifts those of
// elements.
llvm::Value* LineEmitter::is_known(const ir::Slot& slot) {
  if (slot.list == ir::no_list) return plane_bit(known_, slot.bit);
  llvm::Value* known = plane_bit(element_, slot.bit);
  return slot.presumed ? builder_.CreateAnd(known, builder_.CreateOr(own_plane_, is_found(slot))) : known;
}

// The plane that says what the record itself holds stands after the plane of what is known.
llvm::Value* LineEmitter::is_found(const ir::Slot& slot) {
  const std::uint32_t of_struct = slot.parameter ? program_.parameter_words : program_.plane_words;
  const std::uint32_t words = slot.list == ir::no_list ? of_struct : program_.slots.at(slot.list).element_words;
  return plane_bit(builder_.CreateConstInBoundsGEP1_32(builder_.getInt64Ty(), base_of(slot), words), slot.bit);
}

Truth LineEmitter::present(const ir::Node& node) {
  if (node.loop != ir::no_loop) element_ = elements_.at(node.loop);
  return {is_found(program_.slots.at(node.fact)), nullptr, {}};
}

llvm::Value* LineEmitter::plane_bit(llvm::Value* words, std::uint32_t bit) {
  llvm::Value* place = builder_.CreateConstInBoundsGEP1_32(builder_.getInt64Ty(), words, bit / 64);
  llvm::Value* word = builder_.CreateAlignedLoad(builder_.getInt64Ty(), place, llvm::Align(8));
  return builder_.CreateIsNotNull(builder_.CreateAnd(word, std::uint64_t{1} << (bit % 64)));
}

}  // namespace pol::emit
