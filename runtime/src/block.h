// Many records at once, given as columns: a door that is not public yet (docs/decisions/0004 says what it still needs). Each row is
// gathered into the record of its own that all code of a wording reads, held to the schema, and decided as alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <vector>

#include "readers/reader.h"

namespace polrt {

// What the records say of one fact. Bit k % 64 of word k / 64 is that of row k; the rows of a member of a list are the elements.
struct Column {
  const std::byte* values = nullptr;       // of a leaf: one for each row, each as a record has it; what is not given does not count
  const std::uint64_t* given = nullptr;    // rows that give it; of a record or group: that have it; null: none
  const std::uint64_t* unknown = nullptr;  // of a presumed fact: rows that say it is unknown; null: none
  const std::uint64_t* offsets = nullptr;  // of a list: the elements of row k are rows offsets[k] to offsets[k + 1] of its members
};

struct Rows {
  std::size_t count = 0;
  std::span<const Column> columns;  // by fact
};

// Belongs to one thread at a time. Keeps its memory from row to row.
class BlockReader {
 public:
  explicit BlockReader(const Policy& policy);

  // POLRT_OK, or POLRT_INVALID_RECORD: then the reader's problems say why. `input` is good until the next call.
  polrt_status read(const Rows& rows, std::size_t row, polrt_input& input);
  const Reader& reader() const noexcept { return reader_; }

 private:
  void gather(const Rows& rows, std::size_t row, const Layout& layout, std::uint64_t* record);
  void gather_list(const Rows& rows, std::size_t row, const Fact& fact, std::uint64_t* record);

  const Policy& policy_;
  Reader reader_;
  std::vector<std::uint64_t> record_;
  std::vector<std::vector<std::uint64_t>> elements_;  // of each list of the record
  std::deque<std::vector<std::uint64_t>> inner_;      // of the lists within elements
};

// Decides the rows in their order: `visit(row, status, decision, reader)`, the decision null where the status is not POLRT_OK. `histories`:
// those of the certificates, by row; so rows of one certificate stand in one block only where none of them books anything.
template <class Visit>
void decide_block(const polrt_policy& policy, const Rows& rows, std::span<const std::span<const polrt_entry>> histories,
                  const Visit& visit) {
  BlockReader reader(policy.policy);
  std::vector<std::uint64_t> arena;
  for (std::size_t row = 0; row < rows.count; ++row) {
    polrt_input input{};
    const polrt_decision* decision = nullptr;
    const std::span<const polrt_entry> history = histories[row];
    polrt_status status = reader.read(rows, row, input);
    if (status == POLRT_OK) {
      const std::size_t words = polrt_arena_size(&policy, &input, history.size()) / sizeof(std::uint64_t) + 1;
      if (words > arena.size()) arena.resize(words);
      status = polrt_decide(&policy, &input, history.data(), history.size(), arena.data(), arena.size() * sizeof(std::uint64_t), &decision);
    }
    visit(row, status, decision, reader.reader());
  }
}

}  // namespace polrt
