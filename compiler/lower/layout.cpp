#include "lower/layout.h"

#include <algorithm>
#include <numeric>

#include "ir/mask.h"

namespace pol::lower {

namespace {

std::uint32_t bytes_of(ir::Storage storage) {
  switch (storage) {
    case ir::Storage::nothing: return 0;
    case ir::Storage::truth: return 1;
    case ir::Storage::ordinal: return 2;
    case ir::Storage::date: return 4;
    case ir::Storage::number:
    case ir::Storage::set: return 8;
    case ir::Storage::text: return 16;
  }
  return 0;
}

bool may_be_unknown(const model::Fact& fact) {
  if (fact.kind != model::FactKind::leaf) return false;
  return fact.presence == model::Presence::required || fact.presence == model::Presence::presumed;
}

}  // namespace

ir::Storage storage_of(const model::Fact& fact) {
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

// The largest first, each size a multiple of the next: no gaps but the one that rounds the end up to 8 bytes.
void lay_out(const model::Policy& policy, ir::Program& program) {
  program.plane_words = static_cast<std::uint32_t>(ir::words_for(policy.facts.size()));
  program.slots.resize(policy.facts.size());
  std::vector<std::size_t> order(policy.facts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (const std::size_t fact : order) {
    program.slots[fact].storage = storage_of(policy.facts[fact]);
    program.slots[fact].may_be_unknown = may_be_unknown(policy.facts[fact]);
  }
  const auto bytes = [&program](std::size_t fact) { return bytes_of(program.slots[fact].storage); };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return bytes(a) > bytes(b); });
  std::uint32_t end = program.plane_words * 16;
  for (const std::size_t fact : order) {
    if (bytes(fact) == 0) continue;
    program.slots[fact].offset = end;
    end += bytes(fact);
  }
  program.record_size = (end + 7) / 8 * 8;
}

}  // namespace pol::lower
