// Where records come from, one after another.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "commands/input_file.h"
#include "model/model.h"

namespace pol::commands {

// What cannot even be handed to a reader of records.
struct Refusal {
  std::string expected, got;
};

struct Claim {
  std::string_view json;             // the record; good until the next is asked for
  const Refusal* refusal = nullptr;  // there is none, and this is why
  std::uint64_t number = 0;          // of the record, from 1
  std::uint64_t line = 0;            // that it stands on, from 1; 0: records are no lines
};

class ClaimSource {
 public:
  virtual ~ClaimSource() = default;
  // False at the end, where reading failed, and where a signal came.
  virtual bool next(Claim& claim) = 0;
  // The next record is not here yet: whoever sends it may be waiting for the decisions so far.
  virtual bool has_to_wait() const = 0;
  virtual std::uint64_t bytes() const = 0;  // read so far
};

// One JSON object a line; blank lines are no records.
class JsonLines : public ClaimSource {
 public:
  explicit JsonLines(InputFile& file) : lines_(file) {}
  bool next(Claim& claim) override;
  bool has_to_wait() const override { return lines_.has_to_wait(); }
  std::uint64_t bytes() const override { return lines_.bytes(); }

 private:
  Lines lines_;
  std::uint64_t line_ = 0, records_ = 0;
};

// Blank: nothing but white space.
bool is_blank(std::string_view line);

// The same records in columns (csv_claims.cpp). Both arguments must outlive it.
std::unique_ptr<ClaimSource> csv_claims(InputFile& file, const model::Policy& policy);

enum class ClaimsFormat { json_lines, csv };
// In which of the two the file of this name is: as is said, else as its name says.
std::unique_ptr<ClaimSource> claims_in(InputFile& file, const model::Policy& policy, const std::string& name,
                                       std::optional<ClaimsFormat> said);

}  // namespace pol::commands
