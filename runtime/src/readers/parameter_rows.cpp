// The rows of a parameter with a date or two keys: nested by key, `{"hubei": {"2022": 50000}}`; kept as a list, sorted by keys.
#include <algorithm>
#include <cstring>

#include "../date.h"
#include "../decimal.h"
#include "reader.h"

namespace polrt {

namespace {

std::string key_expected(const Policy& policy, const Fact& key) {
  if (key.type == ValueType::enumeration) return one_of(policy.enums[key.enum_id].cases);
  return expected_of(policy, key, Fault::out_of_range);
}

}  // namespace

void Reader::read_rows(std::uint32_t k, Object& object) {
  const std::uint32_t list = policy_.facts[k].rows;
  const Fact& rows = policy_.facts[list];
  const Place around = place_;
  std::vector<std::uint64_t> row = policy_.lists[rows.list].element.empty;
  row_path_ = policy_.facts[k].path;
  read_rows_by(list, 0, object, row);
  place_ = around;
  if (broken_) return;
  sort_rows(rows);
  const std::vector<std::uint64_t>& elements = elements_[rows.list];
  const std::uint64_t count = elements.size() / row.size();
  const polrt_list given{count == 0 ? nullptr : reinterpret_cast<const std::uint8_t*>(elements.data()), count};
  store(rows, given);
  give(rows);
}

// `row` holds the keys read so far.
void Reader::read_rows_by(std::uint32_t list, std::uint32_t key, Object& object, std::vector<std::uint64_t>& row) {
  const Fact& rows = policy_.facts[list];
  const std::vector<std::uint32_t>& members = policy_.blocks[rows.block].members;
  const bool is_last = key + 2 == members.size();
  const std::string around = row_path_;
  const std::uint32_t plane_words = policy_.lists[rows.list].element.plane_words;
  for (auto item : object) {
    Field field;
    std::string_view text;
    if (const auto error = std::move(item).get(field); error != simdjson::SUCCESS) return complain_structure(error);
    if (!key_of(field, text)) return;
    row_path_ = around + "." + shortened(text);
    place_ = {row.data(), plane_words, element_seen_.data(), {}, 1};
    const Fact& key_fact = policy_.facts[members[key]];
    if (!read_row_key(key_fact, text, row)) {
      complain(row_path_, "a row for " + key_expected(policy_, key_fact));
      continue;
    }
    Value value = field.value();
    const std::string_view token = token_of(value);
    if (token == "null") continue;  // no row
    if (is_last) {
      std::vector<std::uint64_t> whole = row;
      place_ = {whole.data(), plane_words, element_seen_.data(), {}, 1};
      read_leaf(policy_.facts[members.back()], value);
      elements_[rows.list].insert(elements_[rows.list].end(), whole.begin(), whole.end());
    } else {
      Object inner;
      if (token[0] != '{') {
        complain(row_path_, object_expected);
      } else if (const auto error = value.get_object().get(inner); error != simdjson::SUCCESS) {
        return complain_structure(error);
      } else {
        read_rows_by(list, key + 1, inner, row);
      }
    }
    if (broken_) return;
  }
  row_path_ = around;
}

bool Reader::read_row_key(const Fact& key, std::string_view text, std::vector<std::uint64_t>& row) {
  place_.words = row.data();
  if (key.type == ValueType::enumeration) {
    const std::uint32_t ordinal = policy_.enums[key.enum_id].cases.find(text);
    if (ordinal == none) return false;
    store(key, static_cast<std::uint16_t>(ordinal));
  } else if (key.type == ValueType::date) {
    std::int32_t days = 0;
    if (!parse_date(text, days) || days < key.from || days > key.to) return false;
    store(key, days);
  } else {
    std::int64_t number = 0;
    if (parse_decimal(text, key.decimals, number) != NumberFault::none || number < key.from || number > key.to) return false;
    if (text.find_first_not_of("-0123456789") != std::string_view::npos) return false;  // `2022.0` beside `2022` would be two rows
    store(key, number);
  }
  give(key);
  return true;
}

// By rising keys, so that rows in another order are the same rows.
void Reader::sort_rows(const Fact& list) {
  std::vector<std::uint64_t>& elements = elements_[list.list];
  const std::vector<std::uint32_t>& members = policy_.blocks[list.block].members;
  const std::size_t words = policy_.lists[list.list].element.size / 8;
  const auto keys_of = [&](std::size_t row) {
    std::vector<std::int64_t> keys;
    const auto* const begin = reinterpret_cast<const std::byte*>(elements.data() + row * words);
    for (std::size_t k = 0; k + 1 < members.size(); ++k) {
      const Fact& key = policy_.facts[members[k]];
      std::int64_t wide = 0;
      std::int32_t days = 0;
      std::uint16_t ordinal = 0;
      if (key.type == ValueType::date)
        std::memcpy(&days, begin + key.offset, sizeof days);
      else if (key.type == ValueType::enumeration)
        std::memcpy(&ordinal, begin + key.offset, sizeof ordinal);
      else
        std::memcpy(&wide, begin + key.offset, sizeof wide);
      keys.push_back(wide + days + ordinal);
    }
    return keys;
  };
  std::vector<std::pair<std::vector<std::int64_t>, std::size_t>> order;
  for (std::size_t row = 0; row * words < elements.size(); ++row) order.emplace_back(keys_of(row), row);
  std::sort(order.begin(), order.end());
  std::vector<std::uint64_t> sorted;
  sorted.reserve(elements.size());
  for (std::size_t k = 0; k < order.size(); ++k) {
    if (k > 0 && order[k].first == order[k - 1].first) complain(list.path, "each row only once");
    const auto begin = elements.begin() + static_cast<std::ptrdiff_t>(order[k].second * words);
    sorted.insert(sorted.end(), begin, begin + static_cast<std::ptrdiff_t>(words));
  }
  elements = std::move(sorted);
}

}  // namespace polrt
