#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "base/similar.h"
#include "commands/claim_source.h"
#include "commands/commands.h"
#include "commands/decision_json.h"
#include "commands/history_entries.h"
#include "commands/letter_decision.h"
#include "commands/output_file.h"
#include "commands/parameters.h"
#include "letter/letter.h"

namespace pol::commands {

namespace {

// One record as it stands in the file, and which one it is. What cannot be read has no id.
struct Record {
  std::uint64_t number = 0;  // of the record, from 1
  std::string json, certificate, id;
};

int cannot_read(const std::string& path) {
  std::error_code error;
  const bool is_folder = path != "-" && std::filesystem::is_directory(path, error);
  fmt::print(stderr, "polc: cannot read {}: {}\n", path == "-" ? "standard input" : path,
             is_folder ? "it is a folder" : std::strerror(errno));
  return exit_device_failed;
}

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r") == std::string_view::npos; }

// Calls `visit` with each line and its number; a byte order mark before the first is no part of it. False where the file cannot be read.
template <typename Visit>
bool each_line(const std::string& path, Visit visit) {
  std::ifstream file;
  if (path != "-") file.open(path, std::ios::binary);
  std::istream& source = path == "-" ? std::cin : file;
  if (path != "-" && !file.is_open()) return false;
  std::string line;
  for (std::uint64_t number = 1; std::getline(source, line); ++number) {
    if (number == 1 && line.starts_with("\xef\xbb\xbf")) line.erase(0, 3);
    if (!is_blank(line)) visit(line, number);
  }
  return !source.bad();
}

// The ids of a record that may be anything.
std::string id_in(const nlohmann::json& record, const std::string& block, const std::string& key) {
  if (!record.is_object() || !record.contains(block) || !record[block].is_object()) return "";
  const auto& fields = record[block];
  return fields.contains(key) && fields[key].is_string() ? fields[key].get<std::string>() : "";
}

void read_ids(const model::Policy& policy, Record& claim) {
  const auto record = nlohmann::json::parse(claim.json, nullptr, false);
  const auto name = [&](model::FactId id) { return policy.facts.at(id).name; };
  if (policy.certificate_id != model::none) claim.certificate = id_in(record, name(policy.certificate), name(policy.certificate_id));
  for (const model::Question& question : policy.questions)
    if (claim.id.empty()) claim.id = id_in(record, name(question.block), name(question.id));
}

// Ids come from outside: what would steer a terminal is shown as a replacement character.
std::string visible(std::string_view text) {
  std::string shown;
  for (const char byte : text)
    if (static_cast<unsigned char>(byte) < 0x20 || byte == 0x7f)
      shown += "\xef\xbf\xbd";
    else
      shown += byte;
  return shown;
}

const Record* find_claim(const std::vector<Record>& claims, const ExplainOptions& options) {
  std::vector<const Record*> found;
  std::vector<std::string> ids, places;
  for (const Record& claim : claims) {
    ids.push_back(claim.id);
    if (claim.id != options.claim) continue;
    found.push_back(&claim);
    places.push_back(std::to_string(claim.number));
  }
  if (found.size() == 1) return found.front();
  const std::string id = visible(options.claim);
  if (found.size() > 1) {
    fmt::print(stderr, "polc: {} records have the id `{}`: records {}; a letter is about one, so give each claim an id of its own\n",
               found.size(), id, fmt::join(places, ", "));
    return nullptr;
  }
  const auto near = nearest(options.claim, ids);
  fmt::print(stderr, "polc: no record of {} has the id `{}`{}\n", options.claims == "-" ? "standard input" : options.claims, id,
             near && !near->empty() ? fmt::format("; did you mean `{}`?", visible(*near)) : "");
  return nullptr;
}

// The language asked for, or the first of the wording that letters can be written in; empty where there is none, which is said.
std::string language_of(const ExplainOptions& options, const model::Policy& policy) {
  const std::vector<std::string> written = letter::languages(), known = letter::languages_of(policy);
  const auto among = [](const std::vector<std::string>& all, const std::string& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
  };
  for (const model::Title& title : policy.titles)
    if (options.language.empty() && among(known, title.language)) return title.language;
  if (among(known, options.language)) return options.language;
  if (!options.language.empty() && !among(written, options.language))
    fmt::print(stderr, "polc: no letters are written in `{}`; they are written in {}\n", visible(options.language),
               fmt::join(written, ", "));
  else
    fmt::print(stderr, "polc: `{}` has no title in {}; write it behind the name of the policy, and the others in `letter {} {{ ... }}`\n",
               policy.name, options.language.empty() ? fmt::format("any of {}", fmt::join(written, ", ")) : "`" + options.language + "`",
               options.language.empty() ? written.front() : options.language);
  return "";
}

int say_invalid(const Record& claim, const std::string& json) {
  fmt::print(stderr, "polc: record {}, claim `{}`, is invalid, and no letter is written about it:\n", claim.number, visible(claim.id));
  const Json decision = read_decision(json);
  for (const Json& error : decision.at("errors")) {
    const auto path = error.at("path").get<std::string>();
    fmt::print(stderr, "  {}{}expected {}\n", visible(path), path.empty() ? "" : ": ", visible(error.at("expected").get<std::string>()));
  }
  return exit_some_records_invalid;
}

int say_untitled(const letter::Untitled& untitled, const std::string& language) {
  fmt::print(stderr, "polc: this letter cannot be written in `{}`: the wording has no title in that language for\n", language);
  for (const std::string& name : untitled.names) fmt::print(stderr, "  {}\n", name);
  fmt::print(stderr, "write them into a block `letter {} {{ ... }}`, as in `{} \"...\"`\n", language, untitled.names.front());
  return exit_wording_has_errors;
}

// Decides what comes before it on the same certificate, then the claim itself.
int explain(const ExplainOptions& options, const Wording& wording, Engine& engine, History& history, const std::vector<Record>& claims,
            const Record& claim, const std::string& language) {
  for (const Record& earlier : claims)
    if (earlier.number < claim.number && earlier.certificate == claim.certificate) engine.decide(earlier.json, earlier.number, history);
  std::vector<interpret::Entry> before = entries_of(history[claim.certificate]);
  const Decided decided = engine.decide(claim.json, claim.number, history);
  if (!decided.valid) return say_invalid(claim, decided.json);
  const auto record = interpret::read_record(*wording.policy, claim.json);
  if (!record) throw std::logic_error("a record was decided that cannot be read");
  const letter::Decision decision = letter_decision(*wording.policy, decided.json, *record, std::move(before));
  const auto written = letter::write(*wording.policy, decision, language, options.form);
  if (const auto* untitled = std::get_if<letter::Untitled>(&written)) return say_untitled(*untitled, language);
  return write_result(options.out, std::get<std::string>(written)) ? exit_done : exit_device_failed;
}

// Of a line of CSV that is no record, and so not the one that is asked for.
void say_refused(std::uint64_t number, const Refusal& refusal) {
  fmt::print(stderr, "polc: record {} is passed over: expected {}{}\n", number, visible(refusal.expected),
             refusal.got.empty() ? "" : ", found " + visible(refusal.got));
}

// Nothing where both could be read.
std::optional<int> read_records(const ExplainOptions& options, const model::Policy& policy, Engine& engine, History& history,
                                std::vector<Record>& claims) {
  std::optional<int> failed;
  for (const std::string& file : options.history) {
    const bool read = each_line(file, [&](const std::string& line, std::uint64_t number) {
      const std::string why = failed ? "" : engine.take_history(line, history);
      if (why.empty()) return;
      fmt::print(stderr, "polc: {}, line {}: {}\n", file, number, why);
      failed = exit_device_failed;
    });
    if (!read) return cannot_read(file);
    if (failed) return failed;
  }
  InputFile file(options.claims);
  const auto source = claims_in(file, policy, options.claims, options.claims_format);
  Claim next;
  while (source->next(next)) {
    if (next.refusal)
      say_refused(next.number, *next.refusal);
    else
      read_ids(policy, claims.emplace_back(Record{next.number, std::string(next.json), "", ""}));
  }
  if (!file.failed()) return failed;
  fmt::print(stderr, "polc: {}\n", file.why());
  return exit_device_failed;
}

}  // namespace

int explain(const ExplainOptions& options) {
  if (std::count(options.history.begin(), options.history.end(), "-") + (options.claims == "-") > 1) {
    fmt::print(stderr, "polc: standard input (`-`) can be read once only: give the claims or one history as a file\n");
    return exit_wrong_command_line;
  }
  const auto wording = read_wording(options.file);
  if (!wording) return exit_device_failed;
  if (const int status = report(*wording); status != exit_done) return status;
  if (wording->policy->questions.empty()) {
    fmt::print(stderr, "polc: `{}` asks no question: there is nothing to decide\n", options.file);
    return exit_wrong_command_line;
  }
  const std::string language = language_of(options, *wording->policy);
  if (language.empty()) return exit_wrong_command_line;
  const auto engine = make_engine(*wording, EngineKind::interpreter);  // one decision: compiling would take longer
  if (const int status = bind_parameters(options.file, options.params, "", *wording->policy, *engine); status != exit_done) return status;
  History history;
  std::vector<Record> claims;
  if (const auto failed = read_records(options, *wording->policy, *engine, history, claims)) return *failed;
  const Record* claim = find_claim(claims, options);
  if (!claim) return exit_wrong_command_line;
  return explain(options, *wording, *engine, history, claims, *claim, language);
}

}  // namespace pol::commands
