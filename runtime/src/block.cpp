#include "block.h"

#include <algorithm>
#include <cstring>

#include "policy.h"

namespace polrt {

namespace {

bool has(const std::uint64_t* rows, std::size_t row) noexcept { return rows != nullptr && (rows[row / 64] >> (row % 64) & 1) != 0; }

}  // namespace

BlockReader::BlockReader(const Policy& policy)
    : policy_(policy), reader_(policy), record_(policy.record.empty.size()), elements_(policy.lists.size()) {}

polrt_status BlockReader::read(const Rows& rows, std::size_t row, polrt_input& input) {
  inner_.clear();
  std::copy(policy_.record.empty.begin(), policy_.record.empty.end(), record_.begin());
  gather(rows, row, policy_.record, record_.data());
  return reader_.take(record_.data(), input);
}

void BlockReader::gather(const Rows& rows, std::size_t row, const Layout& layout, std::uint64_t* record) {
  std::uint64_t* const found = record + layout.plane_words;
  for (const std::uint32_t k : layout.fact_of_bit) {
    if (k == none) continue;
    const Fact& fact = policy_.facts[k];
    const Column& column = rows.columns[k];
    if (has(column.unknown, row)) record[fact.bit / 64] &= ~(std::uint64_t{1} << (fact.bit % 64));
    if (!has(column.given, row)) continue;
    set_bit(record, fact.bit);
    set_bit(found, fact.bit);
    const std::size_t size = fact.kind == FactKind::leaf ? size_of(fact.type) : 0;
    if (size > 0) std::memcpy(reinterpret_cast<std::byte*>(record) + fact.offset, column.values + row * size, size);
    if (fact.kind == FactKind::list) gather_list(rows, row, fact, record);
  }
}

void BlockReader::gather_list(const Rows& rows, std::size_t row, const Fact& fact, std::uint64_t* record) {
  const Layout& layout = policy_.lists[fact.list].element;
  const std::uint64_t* const offsets = rows.columns[policy_.lists[fact.list].fact].offsets;
  const std::size_t words = layout.empty.size();
  // A list within elements is gathered once for each of them, and must stay until the record is taken.
  std::vector<std::uint64_t>& elements = fact.in_list == none ? elements_[fact.list] : inner_.emplace_back();
  elements.clear();
  for (std::uint64_t element = offsets[row]; element < offsets[row + 1]; ++element) {
    elements.insert(elements.end(), layout.empty.begin(), layout.empty.end());
    gather(rows, element, layout, elements.data() + elements.size() - words);
  }
  const polrt_list list{reinterpret_cast<const std::uint8_t*>(elements.data()), offsets[row + 1] - offsets[row]};
  std::memcpy(reinterpret_cast<std::byte*>(record) + fact.offset, &list, sizeof list);
}

}  // namespace polrt
