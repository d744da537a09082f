#include "name_table.h"

#include <cstring>
#include <utility>

namespace polrt {

namespace {

// Both ends and the length tell the names of a schema apart well enough; a collision costs one more comparison.
std::uint64_t hash_of(std::string_view name) noexcept {
  std::uint64_t head = 0, tail = 0;
  if (name.size() >= 8) {
    std::memcpy(&head, name.data(), 8);
    std::memcpy(&tail, name.data() + name.size() - 8, 8);
  } else {
    for (const char c : name) head = head << 8 | static_cast<unsigned char>(c);
  }
  const std::uint64_t mixed = (head ^ (tail << 23 | tail >> 41) ^ name.size()) * 0x9e3779b97f4a7c15u;
  return mixed ^ mixed >> 32;
}

}  // namespace

NameTable::NameTable(std::vector<std::string> names) : names_(std::move(names)) {
  std::size_t size = 4;
  while (size < names_.size() * 2) size *= 2;
  slots_.assign(size, none);
  for (std::uint32_t position = 0; position < names_.size(); ++position) {
    std::size_t slot = hash_of(names_[position]) & (size - 1);
    while (slots_[slot] != none && names_[slots_[slot]] != names_[position]) slot = (slot + 1) & (size - 1);
    if (slots_[slot] != none)
      has_duplicates_ = true;
    else
      slots_[slot] = position;
  }
}

std::uint32_t NameTable::find(std::string_view name) const noexcept {
  if (slots_.empty()) return none;
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t slot = hash_of(name) & mask; slots_[slot] != none; slot = (slot + 1) & mask) {
    if (names_[slots_[slot]] == name) return slots_[slot];
  }
  return none;
}

}  // namespace polrt
