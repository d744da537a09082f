#include <algorithm>
#include <utility>

#include "commands/commands.h"
#include "commands/output_file.h"
#include "diagnostics/render.h"

namespace pol::commands {

namespace {

int check_as_text(const std::vector<std::string>& files) {
  int worst = exit_done;
  for (const auto& file : files) {
    const auto wording = read_wording(file, Warnings::said);
    worst = std::max(worst, wording ? report(*wording, Warnings::said) : static_cast<int>(exit_device_failed));
  }
  return worst;
}

}  // namespace

int check(const CheckOptions& options) {
  if (options.format == CheckFormat::text) return check_as_text(options.files);
  int worst = exit_done;
  std::vector<Findings> found;
  for (const auto& file : options.files) {
    auto wording = read_wording(file, Warnings::said);
    if (!wording) {
      worst = exit_device_failed;
      continue;
    }
    if (wording->sink.has_errors()) worst = std::max<int>(worst, exit_wording_has_errors);
    auto sorted = wording->sink.sorted();
    found.push_back({std::move(wording->sources), std::move(sorted)});
  }
  const bool written = write_result("-", options.format == CheckFormat::json ? render_json(found) : render_sarif(found, POLC_VERSION));
  return written ? worst : static_cast<int>(exit_device_failed);
}

}  // namespace pol::commands
