// Values for the parameters of a wording, as `polc run --params` takes them.
#pragma once

#include <string>

#include "model/model.h"
#include "random.h"

namespace pol::differential {

std::string random_parameters(const model::Policy& policy, Random& random);

}  // namespace pol::differential
