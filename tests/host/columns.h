// Records turned into columns, for the test of the door that takes them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <vector>

#include "block.h"

namespace host {

class Columns {
 public:
  explicit Columns(const polrt::Policy& policy) : policy_(policy), made_(policy.facts.size()), rows_(policy.lists.size()) {
    for (std::size_t k = 0; k < made_.size(); ++k) made_[k].offsets = {0};
  }

  // A record as a reader gives it. Its texts are not copied.
  void add(const std::uint8_t* record) {
    add_place(policy_.record, record, count_);
    ++count_;
  }

  polrt::Rows rows() {
    columns_.clear();
    std::size_t longest = count_;
    for (const std::size_t elements : rows_) longest = std::max(longest, elements);
    for (Made& made : made_) {
      // Whole words for all rows, those behind the last one that says something too.
      for (std::vector<std::uint64_t>* bits : {&made.given, &made.unknown}) {
        if (!bits->empty()) bits->resize(longest / 64 + 1);
      }
      columns_.push_back({made.values.data(), made.given.data(), made.unknown.data(), made.offsets.data()});
      if (made.given.empty()) columns_.back().given = nullptr;
      if (made.unknown.empty()) columns_.back().unknown = nullptr;
    }
    return {count_, columns_};
  }

 private:
  struct Made {
    std::vector<std::byte> values;
    std::vector<std::uint64_t> given, unknown, offsets;
  };

  static void put(std::vector<std::uint64_t>& rows, std::size_t row, bool yes) {
    if (!yes) return;
    if (rows.size() <= row / 64) rows.resize(row / 64 + 1);
    polrt::set_bit(rows.data(), static_cast<std::uint32_t>(row));
  }

  void add_place(const polrt::Layout& layout, const std::uint8_t* record, std::size_t row) {
    const auto* const known = reinterpret_cast<const std::uint64_t*>(record);
    for (const std::uint32_t k : layout.fact_of_bit) {
      if (k == polrt::none) continue;
      const polrt::Fact& fact = policy_.facts[k];
      Made& made = made_[k];
      put(made.given, row, polrt::has_bit(known + layout.plane_words, fact.bit));
      put(made.unknown, row, fact.presence == polrt::Presence::presumed && !polrt::has_bit(known, fact.bit));
      if (fact.kind == polrt::FactKind::leaf) add_value(made, fact, record, row);
      if (fact.kind == polrt::FactKind::list) add_list(made, fact, record);
    }
  }

  static void add_value(Made& made, const polrt::Fact& fact, const std::uint8_t* record, std::size_t row) {
    const std::size_t size = polrt::size_of(fact.type);
    made.values.resize((row + 1) * size);
    std::memcpy(made.values.data() + row * size, record + fact.offset, size);
  }

  void add_list(Made& made, const polrt::Fact& fact, const std::uint8_t* record) {
    const polrt::Layout& layout = policy_.lists[fact.list].element;
    polrt_list list{};
    std::memcpy(&list, record + fact.offset, sizeof list);
    for (std::uint64_t k = 0; k < list.count; ++k) add_place(layout, list.elements + k * layout.size, rows_[fact.list]++);
    made.offsets.push_back(rows_[fact.list]);
  }

  const polrt::Policy& policy_;
  std::vector<Made> made_;
  std::vector<std::size_t> rows_;  // of each list: elements so far
  std::vector<polrt::Column> columns_;
  std::size_t count_ = 0;
};

}  // namespace host
