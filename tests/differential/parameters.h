// Values for the parameters of a wording, as `polc run --params` takes them.
#pragma once

#include <string>

#include "model/model.h"
#include "trial/random.h"

namespace pol::differential {

using trial::Random;

std::string random_parameters(const model::Policy& policy, Random& random);

}  // namespace pol::differential
