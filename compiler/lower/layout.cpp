#include "lower/layout.h"

#include <algorithm>
#include <vector>

#include "ir/mask.h"

namespace pol::lower {

static_assert(ir::no_list == model::none);

namespace {

bool may_be_unknown(const model::Fact& fact) {
  if (fact.kind == model::FactKind::record || fact.kind == model::FactKind::list) return fact.presence == model::Presence::required;
  if (fact.kind != model::FactKind::leaf) return false;
  return fact.presence == model::Presence::required || fact.presence == model::Presence::presumed;
}

}  // namespace

ir::Storage storage_of(const model::Fact& fact) {
  if (fact.kind == model::FactKind::list) return ir::Storage::list;
  if (fact.kind != model::FactKind::leaf) return ir::Storage::nothing;
  switch (fact.type.kind) {
    case model::Kind::boolean: return ir::Storage::truth;
    case model::Kind::enumeration: return ir::Storage::ordinal;
    case model::Kind::set: return ir::Storage::set;
    case model::Kind::integer:
    case model::Kind::decimal:
    case model::Kind::percent:
    case model::Kind::money:
    case model::Kind::days:
    case model::Kind::months: return ir::Storage::number;
    case model::Kind::date: return ir::Storage::date;
    case model::Kind::text: return ir::Storage::text;
  }
  return ir::Storage::nothing;
}

namespace {

// The record, the parameters, or the elements of a list.
struct Struct {
  std::uint32_t list = ir::no_list;
  bool parameters = false;

  bool holds(const ir::Slot& slot) const { return slot.list == list && (list != ir::no_list || slot.parameter == parameters); }
};

// Places the facts of a struct, the planes of `words` words first; returns the size of the
// whole. The largest first, each size a multiple of the next: no gaps but the one that rounds the end up to 8 bytes.
std::uint32_t place(const Struct& what, std::uint32_t words, std::vector<ir::Slot>& slots) {
  std::vector<std::size_t> order;
  for (std::size_t fact = 0; fact < slots.size(); ++fact) {
    if (what.holds(slots[fact])) order.push_back(fact);
  }
  const auto bytes = [&slots](std::size_t fact) { return ir::bytes_of(slots[fact].storage); };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return bytes(a) > bytes(b); });
  std::uint32_t end = words * 16;
  for (const std::size_t fact : order) {
    if (bytes(fact) == 0) continue;
    slots[fact].offset = end;
    end += bytes(fact);
  }
  return (end + 7) / 8 * 8;
}

std::uint32_t number_bits(const Struct& what, std::vector<ir::Slot>& slots) {
  std::uint32_t members = 0;
  for (ir::Slot& slot : slots) {
    if (what.holds(slot)) slot.bit = members++;
  }
  return static_cast<std::uint32_t>(ir::words_for(members));
}

void lay_out_elements(std::uint32_t list, std::vector<ir::Slot>& slots) {
  slots[list].element_words = number_bits({list}, slots);
  slots[list].element_size = place({list}, slots[list].element_words, slots);
}

}  // namespace

// A fact of the record has the bit of its own index, so that those of lists leave gaps; parameters come behind all of them.
void lay_out(const model::Policy& policy, ir::Program& program) {
  const bool has_parameters = policy.parameter_root != model::none;
  program.plane_words = static_cast<std::uint32_t>(ir::words_for(has_parameters ? policy.parameter_root : policy.facts.size()));
  program.slots.resize(policy.facts.size());
  for (std::uint32_t fact = 0; fact < policy.facts.size(); ++fact) {
    ir::Slot& slot = program.slots[fact];
    slot.storage = storage_of(policy.facts[fact]);
    slot.may_be_unknown = may_be_unknown(policy.facts[fact]);
    slot.presumed = policy.facts[fact].presence == model::Presence::presumed;
    slot.list = policy.facts[fact].list;
    slot.parameter = policy.facts[fact].parameter;
    slot.bit = fact;
  }
  for (std::uint32_t fact = 0; fact < policy.facts.size(); ++fact) {
    if (policy.facts[fact].kind == model::FactKind::list) lay_out_elements(fact, program.slots);
  }
  program.record_size = place({}, program.plane_words, program.slots);
  if (!has_parameters) return;
  program.parameter_words = number_bits({ir::no_list, true}, program.slots);
  program.parameters_size = place({ir::no_list, true}, program.parameter_words, program.slots);
}

}  // namespace pol::lower
