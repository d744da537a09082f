#include "commands/claim_source.h"

#include <algorithm>
#include <cctype>
#include <filesystem>

#include "polrt/polrt.h"

namespace pol::commands {

// A line that was cut because it is too long may hold something behind the cut.
bool is_blank(std::string_view line) {
  return line.size() <= POLRT_MAX_RECORD_BYTES && line.find_first_not_of(" \t\r") == std::string_view::npos;
}

bool JsonLines::next(Claim& claim) {
  claim = {};
  while (lines_.next(claim.json)) {
    ++line_;
    if (is_blank(claim.json)) continue;
    claim.number = ++records_;
    claim.line = line_;
    return true;
  }
  return false;
}

std::unique_ptr<ClaimSource> claims_in(InputFile& file, const model::Policy& policy, const std::string& name,
                                       std::optional<ClaimsFormat> said) {
  std::string ending = std::filesystem::path(name).extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(), [](unsigned char c) { return std::tolower(c); });
  if (said.value_or(ending == ".csv" ? ClaimsFormat::csv : ClaimsFormat::json_lines) == ClaimsFormat::csv) return csv_claims(file, policy);
  return std::make_unique<JsonLines>(file);
}

}  // namespace pol::commands
