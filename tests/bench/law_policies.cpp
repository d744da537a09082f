#include "law_policies.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "host.h"

namespace pol::bench {

std::unique_ptr<LawCases> LawCases::read(const std::string& policy, const std::string& cases) {
  auto result = std::make_unique<LawCases>();
  std::ifstream file(cases);
  for (std::string line; std::getline(file, line);) {
    const auto one = nlohmann::ordered_json::parse(line);
    if (one.at("policy") != policy || !one.contains("params")) continue;
    for (const auto& record : one.at("records"))
      if (record.is_object()) result->add(policy, one.at("params").dump(), record.dump());
  }
  if (result->records_.empty()) stop("no case of " + policy + " in " + cases);
  return result;
}

// A case that the policy refuses to read is about just that.
void LawCases::add(const std::string& name, const std::string& parameters, std::string line) {
  polrt_error error{};
  polrt_policy* policy = nullptr;
  polrt_reader* reader = nullptr;
  if (polrt_policy_load((LIBRARIES + name + ".so").c_str(), nullptr, &policy, &error) != POLRT_OK) stop(error.text);
  Record record{std::unique_ptr<polrt_policy, Closer>(policy), nullptr, std::move(line), {}};
  if (polrt_policy_bind(policy, parameters.data(), parameters.size(), &error) != POLRT_OK) return;
  if (polrt_reader_new(policy, &reader) != POLRT_OK) stop("no memory");
  record.reader.reset(reader);
  if (polrt_reader_read(reader, record.line.data(), record.line.size(), &record.input) != POLRT_OK) return;
  arena_.resize(std::max(arena_.size(), polrt_arena_size(policy, &record.input, 0) / sizeof(std::uint64_t) + 1));
  records_.push_back(std::move(record));
}

const polrt_decision* LawCases::decide(std::size_t record) {
  const Record& one = records_[record];
  const polrt_decision* decision = nullptr;
  const std::size_t size = arena_.size() * sizeof(std::uint64_t);
  if (polrt_decide(one.policy.get(), &one.input, nullptr, 0, arena_.data(), size, &decision) != POLRT_OK) stop("not decided");
  return decision;
}

}  // namespace pol::bench
