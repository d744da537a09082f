// The record and the tables of every random wording. Presences, bounds, currency and cells change; the names do not, so that expressions
// can be written over them.
#pragma once

#include <string>

#include "trial/random.h"

namespace pol::differential {

using trial::Random;

// Declarations from `type` to `table`. `valid`: with rules of which a random record breaks some.
std::string random_schema(Random& random, const std::string& currency, bool valid);

}  // namespace pol::differential
