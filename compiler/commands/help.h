// The examples below `polc --help` and `polc COMMAND --help`; all of them run where the project's `policies` are. Words only.
#pragma once

#include <string_view>

namespace pol::commands {

const char* footer_of_all();
const char* footer_of(std::string_view command);  // null of no command

}  // namespace pol::commands
