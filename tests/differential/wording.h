// Random wordings: every construct of the language that exists, put together so that each wording checks without a message. A new construct
// gets its place here in the change that adds it.
#pragma once

#include <string>

#include "trial/random.h"

namespace pol::differential {

using trial::Random;

std::string random_wording(Random& random);

}  // namespace pol::differential
