#include "commands/claim_source.h"

namespace pol::commands {

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r") == std::string_view::npos; }

bool JsonLines::next(Claim& claim) {
  claim = {};
  while (lines_.next(claim.json))
    if (!is_blank(claim.json)) return true;
  return false;
}

}  // namespace pol::commands
