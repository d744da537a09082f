#include "commands/parameters.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <vector>

#include "commands/output_file.h"

namespace pol::commands {

namespace {

std::string listed(const model::Policy& policy) {
  std::vector<std::string> names;
  for (const model::Parameter& each : policy.parameters) names.push_back("`" + policy.facts.at(each.fact).name + "`");
  return fmt::format("{}", fmt::join(names, ", "));
}

int echo_parameters(const std::string& file, const std::string& values) {
  OutputFile out(file);
  out.write((values.empty() ? "{}" : values) + "\n");
  if (out.finish()) return exit_done;
  fmt::print(stderr, "polc: {}\n", out.why());
  return exit_device_failed;
}

}  // namespace

int bind_parameters(const std::string& wording, const std::string& params, const std::string& echo, const model::Policy& policy,
                    Engine& engine) {
  if (params.empty() && !policy.parameters.empty()) {
    fmt::print(stderr, "polc: {} declares parameters, and none of them is bound: {}\ngive their values with --params FILE\n", wording,
               listed(policy));
    return exit_wrong_command_line;
  }
  if (!params.empty()) {
    std::ifstream file(params, std::ios::binary);
    const std::string json{std::istreambuf_iterator<char>(file), {}};
    if (!file.is_open() || file.bad()) {
      fmt::print(stderr, "polc: cannot read {}: {}\n", params, std::strerror(errno));
      return exit_device_failed;
    }
    const std::string wrong = engine.bind(json);
    if (!wrong.empty()) {
      fmt::print(stderr, "polc: {}: the parameters of {} are not as it declares them\n{}\n", params, wording, wrong);
      return exit_wrong_command_line;
    }
  }
  return echo.empty() ? static_cast<int>(exit_done) : echo_parameters(echo, engine.bound());
}

}  // namespace pol::commands
