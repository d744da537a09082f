#include "commands/terminal.h"

#include <unistd.h>

#include <cstdlib>
#include <string_view>

namespace pol::commands {

bool standard_error_takes_controls() {
  const char* name = std::getenv("TERM");
  return isatty(STDERR_FILENO) && name && *name && std::string_view(name) != "dumb";
}

}  // namespace pol::commands
