// Where facts lie: in the record, and in the elements of each list.
#include <algorithm>
#include <utility>

#include "ir/verify_parts.h"

namespace pol::ir {

namespace {

// A struct: the record, the parameters, or an element.
struct Room {
  std::string name;
  std::uint32_t list, size, words;
  bool parameters = false;
};

class RoomVerifier {
 public:
  RoomVerifier(const Program& program, Room room, std::vector<std::string>& sentences)
      : program_(program), room_(std::move(room)), sentences_(sentences) {}

  void run() {
    if (room_.size % 8 != 0) say("is not a multiple of 8 bytes.");
    if (planes() > room_.size) say("is too small for its planes.");
    for (std::size_t k = 0; k < program_.slots.size(); ++k) {
      if (program_.slots[k].list == room_.list && (room_.list != no_list || program_.slots[k].parameter == room_.parameters))
        verify_slot(program_.slots[k], "Fact " + std::to_string(k));
    }
    find_shared(values_, "offset");
    find_shared(bits_, "bit");
  }

 private:
  using Places = std::vector<std::pair<std::uint64_t, std::uint64_t>>;  // from, to (not included)

  std::uint64_t planes() const { return std::uint64_t{room_.words} * 16; }
  void say(const std::string& what) { sentences_.push_back(room_.name + " " + what); }

  void verify_slot(const Slot& slot, const std::string& fact) {
    if (std::uint64_t{room_.words} * 64 <= slot.bit) say("has planes without a bit for " + fact + ".");
    bits_.emplace_back(slot.bit, slot.bit + 1);
    const std::uint32_t size = bytes_of(slot.storage);
    if (size == 0) return;
    if (slot.offset % std::min(size, 8u) != 0) sentences_.push_back(fact + " is not aligned in the record.");
    const bool inside = slot.offset >= planes() && std::uint64_t{slot.offset} + size <= room_.size;
    if (!inside) sentences_.push_back(fact + " lies outside the record's values.");
    values_.emplace_back(slot.offset, slot.offset + size);
  }

  void find_shared(Places& places, const char* what) {
    std::sort(places.begin(), places.end());
    for (std::size_t k = 1; k < places.size(); ++k) {
      if (places[k].first < places[k - 1].second)
        say("has two facts at " + std::string(what) + " " + std::to_string(places[k].first) + ".");
    }
  }

  const Program& program_;
  Room room_;
  std::vector<std::string>& sentences_;
  Places values_, bits_;
};

}  // namespace

void verify_record(const Program& program, std::vector<std::string>& sentences) {
  RoomVerifier(program, {"The record", no_list, program.record_size, program.plane_words}, sentences).run();
  RoomVerifier(program, {"The struct of parameters", no_list, program.parameters_size, program.parameter_words, true}, sentences).run();
  for (std::size_t k = 0; k < program.slots.size(); ++k) {
    const Slot& slot = program.slots[k];
    const std::string fact = "Fact " + std::to_string(k);
    if (slot.list != no_list && (slot.list >= program.slots.size() || program.slots[slot.list].storage != Storage::list))
      sentences.push_back(fact + " is a member of what is no list.");
    if (slot.storage != Storage::list) continue;
    RoomVerifier(program, {"An element of fact " + std::to_string(k), static_cast<std::uint32_t>(k), slot.element_size, slot.element_words},
                 sentences)
        .run();
  }
}

}  // namespace pol::ir
