// Records decided as a block of columns: the same decision lines as one by one from JSON, on every record of the acceptance cases.
// usage: block_test ARTIFACT CASES
#include <cstdio>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "columns.h"
#include "polrt/polrt.hpp"

namespace {

// A case's records, decided one by one from JSON; `wave` k of all cases together is a block.
struct Case {
  std::unique_ptr<polrt::Session> session;
  std::vector<std::string> records;
  std::map<std::string, std::vector<polrt_entry>> histories;
};

std::string id_of(polrt_text text) { return std::string(polrt::view(text)); }

std::vector<Case> cases_of(const char* path, const polrt::Wording& wording) {
  std::vector<Case> cases;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    if (line.empty()) continue;
    Case& made = cases.emplace_back();
    made.session = std::make_unique<polrt::Session>(wording);
    const auto parsed = nlohmann::ordered_json::parse(line);
    for (const auto& record : parsed.at("records"))
      made.records.push_back(record.is_string() ? record.get<std::string>() : record.dump());
  }
  return cases;
}

std::string written(polrt_status status, const polrt_decision* decision, const polrt::Reader& reader) {
  if (status != POLRT_OK) return "invalid: " + std::to_string(reader.problems().size()) + " problems";
  std::string text(polrt_write_decision(decision, 1, nullptr, 0), '\0');
  polrt_write_decision(decision, 1, text.data(), text.size());
  return text;
}

// Gives how many rows differ; counts those decided.
std::size_t decide_wave(const polrt::Wording& wording, std::vector<Case>& cases, std::size_t wave, std::size_t& decided) {
  host::Columns columns(wording.get()->policy);
  std::vector<std::string> alone;
  std::vector<std::vector<polrt_entry>> before;
  for (Case& each : cases) {
    if (wave >= each.records.size() || each.session->read(each.records[wave]) != POLRT_OK) continue;
    columns.add(each.session->input().record);
    std::vector<polrt_entry>& history = each.histories[id_of(each.session->input().certificate)];
    before.push_back(history);
    each.session->decide(history);
    alone.emplace_back(each.session->write(1));
    for (const polrt_entry& entry : each.session->entries()) history.push_back(entry);
  }
  std::size_t different = 0;
  const std::vector<std::span<const polrt_entry>> histories(before.begin(), before.end());
  polrt::decide_block(*wording.get(), columns.rows(), histories,
                      [&](std::size_t row, polrt_status status, const polrt_decision* decision, const polrt::Reader& reader) {
                        const std::string line = written(status, decision, reader);
                        ++decided;
                        if (line == alone[row]) return;
                        std::printf("wave %zu row %zu:\n  alone: %s\n  block: %s\n", wave, row, alone[row].c_str(), line.c_str());
                        ++different;
                      });
  return different;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) return 2;
  const auto loaded = polrt::Wording::load(arguments[1]);
  if (const auto* failure = std::get_if<polrt::Failure>(&loaded)) return std::printf("%s\n", failure->sentence.c_str()), 2;
  const auto& wording = std::get<polrt::Wording>(loaded);
  std::vector<Case> cases = cases_of(arguments[2], wording);
  std::size_t decided = 0, different = 0, longest = 0;
  for (const Case& each : cases) longest = std::max(longest, each.records.size());
  for (std::size_t wave = 0; wave < longest; ++wave) different += decide_wave(wording, cases, wave, decided);
  std::printf("%zu cases, %zu records in %zu blocks: %zu differ\n", cases.size(), decided, longest, different);
  return different == 0 && decided > 100 ? 0 : 1;
}
