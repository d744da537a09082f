// Records in, decision lines out, in the order of the records, by one thread or several.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "commands/claim_source.h"
#include "commands/engine.h"
#include "commands/pseudonyms.h"

namespace pol::commands {

struct Deciding {
  const model::Policy& policy;
  Engine& engine;
  History& history;
  ClaimSource& source;
  bool as_table;           // for people, else JSON Lines
  Pseudonyms* pseudonyms;  // where ids are replaced, else null
  // Takes finished lines; `records` more are decided. With `now`, somebody may be waiting for them. False: no more is wanted.
  std::function<bool(std::string_view lines, std::uint64_t records, bool now)> write;
};

// What one thread needs to decide.
class Decider {
 public:
  Decider(const Deciding& deciding, Engine& engine, History& history)
      : policy_(deciding.policy), engine_(engine), history_(history), pseudonyms_(deciding.pseudonyms), as_table_(deciding.as_table) {}
  // Appends what is shown of the decision, with its line end. False: the record was invalid.
  bool decide(const Claim& claim, std::string& out);

 private:
  const model::Policy& policy_;
  Engine& engine_;
  History& history_;
  Pseudonyms* pseudonyms_;
  bool as_table_;
  std::string json_;
};

// True where every record was valid. Records of one certificate are decided in their order, each knowing what the earlier ones booked; so
// the same lines come out whatever the number of threads.
bool decide_each(const Deciding& deciding);
bool decide_in_parallel(const Deciding& deciding, unsigned jobs);

}  // namespace pol::commands
