#include "commands/commands.h"
#include "commands/output_file.h"
#include "commands/record_schema.h"

namespace pol::commands {

int schema(const std::string& file, const std::string& out, bool parameters) {
  const auto wording = read_wording(file);
  if (!wording) return exit_device_failed;
  if (const int status = report(*wording); status != exit_done) return status;
  return write_result(out, parameters ? parameter_schema(*wording->policy) : record_schema(*wording->policy)) ? exit_done
                                                                                                              : exit_device_failed;
}

}  // namespace pol::commands
