// The values that a host binds to the parameters of a wording: one JSON object, name to value. Read as a record is; but everything must be
// there, and conditions of the parameters hold.
#include <algorithm>
#include <cstring>

#include "../decimal.h"
#include "reader.h"

namespace polrt {

namespace {

std::string no_parameter(std::string_view key, const NameTable& names) {
  return "the wording declares no parameter of this name" + did_you_mean(key, names);
}

}  // namespace

void Reader::read_parameters(std::string_view json, Bound& bound) {
  problems_.clear();
  broken_ = false;
  const Layout& layout = policy_.parameters_layout;
  bound.words = layout.empty;
  for (std::vector<std::uint64_t>& elements : elements_) elements.clear();
  std::vector<std::uint64_t> seen(layout.plane_words);
  place_ = {bound.words.data(), layout.plane_words, seen.data(), {}, 0};
  if (json.size() > POLRT_MAX_RECORD_BYTES) return complain("", "an object of at most 16 MiB");
  Document document;
  if (!open(json, document)) return;
  Object root;
  const simdjson::error_code error = document.get_object().get(root);
  if (error == simdjson::INCORRECT_TYPE) return complain("", "one JSON object, name to value: {...}");
  if (error != simdjson::SUCCESS) return complain_structure(error);
  read_each_parameter(root);
  if (broken_) return;
  if (document.current_location().error() != simdjson::OUT_OF_BOUNDS) complain("", "nothing after the JSON object");
  check_bound();
  bound.elements = elements_;
}

void Reader::read_each_parameter(Object& root) {
  static const Block nothing;
  const Block& block = policy_.parameter_root == none ? nothing : policy_.blocks[policy_.facts[policy_.parameter_root].block];
  for (auto item : root) {
    Field field;
    std::string_view key;
    if (const auto error = std::move(item).get(field); error != simdjson::SUCCESS) return complain_structure(error);
    if (!key_of(field, key)) return;
    const std::uint32_t member = block.names.find(key);
    if (member == none) {
      complain(shortened(key), no_parameter(key, block.names));
      continue;
    }
    const Fact& fact = policy_.facts[block.members[member]];
    Value value = field.value();
    const std::string_view token = token_of(value);
    const bool is_null = token == "null" && !has_bit(place_.seen, fact.bit);
    if (is_null && fact.kind == FactKind::group) complain(fact, object_expected, token);
    read_member(block.members[member], value);
    if (broken_) return;
  }
}

// What has no value; not below what has been complained about already.
void Reader::check_bound() {
  for (const Parameter& parameter : policy_.parameters) {
    const Fact& fact = policy_.facts[parameter.fact];
    if (!has_bit(place_.seen, fact.bit)) {
      const std::string what = fact.kind == FactKind::leaf ? expected_of(policy_, fact, Fault::malformed) : object_expected;
      complain(fact.path, what + (fact.presence == Presence::optional ? ", or null for none; it must be bound" : "; it must be bound"));
    }
  }
  for (const Fact& fact : policy_.facts) {
    const bool is_member = fact.parameter && fact.kind == FactKind::leaf && fact.in_list == none && fact.parent != policy_.parameter_root;
    if (!is_member || fact.presence != Presence::key || is_bound(fact) || !is_bound(policy_.facts[fact.parent])) continue;
    if (!complained_at(fact.path)) complain(fact.path, expected_of(policy_, fact, Fault::missing));
  }
  if (!problems_.empty()) return;
  for (const Parameter& parameter : policy_.parameters) check_conditions(parameter);
}

std::int64_t Reader::bound_number(const Fact& fact) const noexcept {
  const auto* const place = reinterpret_cast<const std::byte*>(place_.words) + fact.offset;
  if (fact.type == ValueType::date) {
    std::int32_t days = 0;
    std::memcpy(&days, place, sizeof days);
    return days;
  }
  std::int64_t number = 0;
  std::memcpy(&number, place, sizeof number);
  return number;
}

namespace {

// As shares are written: 0.90.
std::string share_of(std::int64_t scaled, int decimals) {
  char text[most_number_bytes];
  std::string share(text, print_shortest(scaled, decimals, text));
  if (share.find('.') == std::string::npos) share += '.';
  while (share.size() - share.find('.') <= 2) share += '0';
  return share;
}

}  // namespace

void Reader::check_conditions(const Parameter& parameter) {
  const Fact& fact = policy_.facts[parameter.fact];
  if (parameter.not_none_with != none && !is_bound(fact)) check_none(parameter);
  if (!parameter.has_keys || fact.rows != none || !is_bound(fact)) return;
  const Block& rows = policy_.blocks[fact.block];
  __extension__ typedef __int128 Wide;
  Wide sum = 0, whole = 1;
  for (const std::uint32_t k : rows.members) {
    const Fact& row = policy_.facts[k];
    if (row.kind == FactKind::record) {
      if (is_bound(row)) check_band(row);
    } else if (parameter.adds_up && is_bound(row)) {
      sum += bound_number(row);
    }
  }
  if (parameter.adds_up) {
    const int decimals = policy_.facts[rows.members.front()].decimals;
    for (int i = 0; i < decimals; ++i) whole *= 10;
    if (sum != whole) {
      complain(fact.path, "shares that add up to exactly 1; these add up to " + share_of(static_cast<std::int64_t>(sum), decimals));
    }
  }
  if (parameter.no_overlaps && problems_.empty()) check_overlaps(rows);
}

// It is none: nothing else it depends on may forbid that.
void Reader::check_none(const Parameter& parameter) {
  const Fact& other = policy_.facts[parameter.not_none_with];
  if (!is_bound(other)) return;
  std::uint16_t bound_to = 0;
  std::memcpy(&bound_to, reinterpret_cast<const std::byte*>(place_.words) + other.offset, sizeof bound_to);
  if (bound_to != parameter.not_none_case) return;
  complain(policy_.facts[parameter.fact].path,
           "a value, since `" + other.name + "` is " + policy_.enums[other.enum_id].cases[bound_to] + ", and not null");
}

namespace {

// The members of a band, in the order in which the compiler declares them.
constexpr std::size_t from_at = 0, over_at = 1, to_at = 2;

}  // namespace

// Exactly one lower end, and not above the upper one.
void Reader::check_band(const Fact& band) {
  const std::vector<std::uint32_t>& members = policy_.blocks[band.block].members;
  const Fact& from = policy_.facts[members[from_at]];
  const Fact& over = policy_.facts[members[over_at]];
  if (is_bound(from) == is_bound(over))
    return complain(band.path, "either `from` (the end included) or `over` (the end left out), and `to`");
  const std::int64_t to = bound_number(policy_.facts[members[to_at]]);
  const bool good = is_bound(from) ? bound_number(from) <= to : bound_number(over) < to;
  if (!good) complain(band.path, "a lower end below its `to`");
}

void Reader::check_overlaps(const Block& bands) {
  struct Ends {
    std::int64_t least, greatest;  // both included
    const Fact* band;
  };
  std::vector<Ends> all;
  for (const std::uint32_t k : bands.members) {
    const Fact& band = policy_.facts[k];
    if (!is_bound(band)) continue;
    const std::vector<std::uint32_t>& members = policy_.blocks[band.block].members;
    const Fact& from = policy_.facts[members[from_at]];
    const std::int64_t least = is_bound(from) ? bound_number(from) : bound_number(policy_.facts[members[over_at]]) + 1;
    all.push_back({least, bound_number(policy_.facts[members[to_at]]), &band});
  }
  std::sort(all.begin(), all.end(), [](const Ends& a, const Ends& b) { return a.least < b.least; });
  for (std::size_t k = 1; k < all.size(); ++k) {
    if (all[k].least <= all[k - 1].greatest) complain(all[k].band->path, "a range that does not overlap with " + all[k - 1].band->path);
  }
}

}  // namespace polrt
