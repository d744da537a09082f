// `--params` and `--echo-params`: the parameters of a wording bound from a file, before anything is decided.
#pragma once

#include <string>

#include "commands/engine.h"

namespace pol::commands {

// `params` empty: no file is given, which does where the wording declares none. Says what is wrong on stderr and gives the exit status.
int bind_parameters(const std::string& wording, const std::string& params, const std::string& echo, const model::Policy& policy,
                    Engine& engine);

}  // namespace pol::commands
