// Finds the position of a name in a list of names: the members of a block, the cases of an enum.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace polrt {

inline constexpr std::uint32_t none = 0xffffffff;

class NameTable {
 public:
  NameTable() = default;
  explicit NameTable(std::vector<std::string> names);

  std::uint32_t find(std::string_view name) const noexcept;  // `none` where there is no such name
  const std::string& operator[](std::uint32_t position) const noexcept { return names_[position]; }
  std::uint32_t size() const noexcept { return static_cast<std::uint32_t>(names_.size()); }
  bool has_duplicates() const noexcept { return has_duplicates_; }

 private:
  std::vector<std::string> names_;
  std::vector<std::uint32_t> slots_;  // open addressing, at most half full; positions, `none` where free
  bool has_duplicates_ = false;
};

}  // namespace polrt
