// The standard library: the files of stdlib/, which are part of polc itself, so that a wording means the same wherever polc stands.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace pol::project {

struct StandardFile {
  std::string_view path;  // "stdlib/dates.pol"
  std::string_view text;
};

const std::vector<StandardFile>& standard_files();  // made from stdlib/ when polc is built

}  // namespace pol::project
