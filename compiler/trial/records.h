// Random claim records for any policy: valid by its schema, with facts left out, unknown ones, boundary dates and amounts, and few
// certificates, so that history builds up.
#pragma once

#include <string>

#include "model/model.h"
#include "trial/random.h"

namespace pol::trial {

// One JSON line. `number` makes the claim's id.
std::string random_record(const model::Policy& policy, Random& random, std::uint64_t number);

// One value of a leaf that is no text, as JSON; numbers as texts, so that every digit arrives.
std::string random_json(const model::Policy& policy, const model::Fact& fact, Random& random);

// A valid record (a JSON line) with a few of its facts changed, left out or made unknown: near to what pays, where chance alone seldom
// comes.
std::string changed_record(const model::Policy& policy, const std::string& record, Random& random, std::uint64_t number);

}  // namespace pol::trial
