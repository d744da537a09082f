#include "commands/deciding.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "commands/decision_table.h"

namespace pol::commands {

namespace {

constexpr std::size_t enough_to_write = 128 * 1024;

// As the runtime writes a record that it cannot read.
void append_refused(const Refusal& refusal, std::uint64_t number, std::string& out) {
  nlohmann::ordered_json error = {{"path", ""}, {"expected", refusal.expected}};
  if (!refusal.got.empty()) error["got"] = refusal.got;
  const nlohmann::ordered_json decision = {
      {"record", number}, {"certificate", nullptr}, {"claim", nullptr}, {"status", "invalid"}, {"errors", {error}}};
  out += decision.dump();
}

// Behind blank lines the number of a record is not that of its line, by which somebody looks for what is wrong.
void name_line(const Claim& claim, std::size_t begin, std::string& out) {
  const std::string number = fmt::format("{{\"record\":{}", claim.number);
  if (out.compare(begin, number.size(), number) == 0) out.insert(begin + number.size(), fmt::format(",\"line\":{}", claim.line));
}

}  // namespace

bool Decider::decide(const Claim& claim, std::string& out) {
  json_.clear();
  std::string& line = as_table_ ? json_ : out;
  bool valid = false;
  const std::size_t begin = line.size();
  if (claim.refusal)
    append_refused(*claim.refusal, claim.number, line);
  else
    valid = engine_.append(claim.json, claim.number, history_, line);
  if (!valid && claim.line != 0 && claim.line != claim.number) name_line(claim, begin, line);
  if (pseudonyms_ != nullptr) pseudonyms_->replace(line, begin);
  if (as_table_)
    out += decision_table(policy_, json_);
  else
    out += '\n';
  return valid;
}

bool decide_each(const Deciding& deciding) {
  Decider decider(deciding, deciding.engine, deciding.history);
  bool all_valid = true;
  std::string out;
  std::uint64_t decided = 0;
  Claim claim;
  bool wanted = true;
  const auto write = [&](bool now) {
    wanted = deciding.write(out, std::exchange(decided, 0), now);
    out.clear();
  };
  while (wanted && deciding.source.next(claim)) {
    all_valid = decider.decide(claim, out) && all_valid;
    ++decided;
    const bool now = deciding.source.has_to_wait();
    if (now || out.size() > enough_to_write) write(now);
  }
  if (wanted) write(false);
  return all_valid;
}

}  // namespace pol::commands
