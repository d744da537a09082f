// The reference evaluator: the executable meaning of the language, small, slow and obvious. It reads the typed model and shares nothing
// with lower/ and emit/, nor with the runtime, so that comparing the two tests both.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/model.h"

namespace pol::interpret {

// What one record says about one fact.
struct Fact {
  bool given = false;  // the record says it: a value, not null
  bool is_null = false;
  std::int64_t value = 0;  // truth, ordinal, number in its units; members of a set as bits (bit k: case k; at most 64)
  std::string text;        // texts only
};

// What is said of the members of one element of a list.
struct Element {
  std::map<model::FactId, Fact> facts;
  std::map<model::FactId, std::vector<Element>> lists;  // of its own

  Fact& operator[](model::FactId fact) { return facts[fact]; }
};

struct Record {
  std::uint32_t question = 0;
  std::vector<Fact> facts;                              // by FactId; those of elements are in `lists`
  std::map<model::FactId, std::vector<Element>> lists;  // a list that is not here has no elements
  std::shared_ptr<const Record> parameters = {};        // where the wording declares some: their facts and lists
};

// One earlier decision line of the certificate, or its reversal (negative amount).
struct Entry {
  model::BenefitId benefit;
  std::optional<std::int32_t> event_date;
  std::optional<std::int32_t> decision_date;
  std::int64_t amount;  // minor units
};

// Reads one JSON line that is already known to be a valid record (the runtime's reader judges that); nothing where it is not.
std::optional<Record> read_record(const model::Policy& policy, std::string_view json);

// The values bound to the parameters of a wording, as JSON that the runtime takes; nothing where it cannot be read.
std::shared_ptr<const Record> read_parameters(const model::Policy& policy, std::string_view json);

struct Outcome {
  std::string json;           // the decision as section 3 of the contract writes it, without a line end
  std::vector<Entry> booked;  // what it adds to the certificate's history
  std::string certificate;    // the certificate's id, empty where there is none
  bool valid = true;          // false: the record breaks a `valid` of the wording; json says which, and nothing is booked
};

// Identity of the wording as decisions print it.
struct Identity {
  std::string hash, build;
  std::string parameters_hash = {};  // of what is bound; empty where the wording declares no parameters
};

// `number` counts records from 1. Pure: same input, same output.
Outcome decide(const model::Policy& policy, const Identity& identity, const Record& record, const std::vector<Entry>& history,
               std::uint64_t number);

// Whether a condition is a sure yes or a sure no of a record, with this history; neither where it is open.
enum class Judgement { yes, no, open };
Judgement judge(const model::Policy& policy, const Record& record, const std::vector<Entry>& history, const model::ExprPtr& condition);

// What an expression is that reads neither record nor history: truth 0 or 1, ordinal, number in its units.
std::int64_t constant(const model::Policy& policy, const model::ExprPtr& expr);

}  // namespace pol::interpret
