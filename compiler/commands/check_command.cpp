#include "commands/commands.h"

namespace pol::commands {

int check(const std::vector<std::string>& files) {
  int worst = exit_done;
  for (const auto& file : files) {
    const auto wording = read_wording(file);
    const int status = wording ? report(*wording) : static_cast<int>(exit_device_failed);
    if (status > worst) worst = status;
  }
  return worst;
}

}  // namespace pol::commands
