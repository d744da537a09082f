#include "commands/claim_source.h"

#include "polrt/polrt.h"

namespace pol::commands {

// A line that was cut because it is too long may hold something behind the cut.
bool is_blank(std::string_view line) {
  return line.size() <= POLRT_MAX_RECORD_BYTES && line.find_first_not_of(" \t\r") == std::string_view::npos;
}

bool JsonLines::next(Claim& claim) {
  claim = {};
  while (lines_.next(claim.json))
    if (!is_blank(claim.json)) return true;
  return false;
}

}  // namespace pol::commands
