#include "commands/pseudonyms.h"

#include <simdjson.h>

#include <vector>

#include "base/hash.h"
#include "commands/json_writer.h"

namespace pol::commands {

namespace {

using simdjson::ondemand::value;

constexpr std::size_t token_digits = 32;  // 128 bits: among 10^12 ids two tokens are the same once in 10^14 times

// What stands at a place of the decision, as raw text.
struct Splice {
  std::size_t at, size;
  std::string text;
};

class Replacing {
 public:
  Replacing(const simdjson::padded_string& json, std::vector<Splice>& splices) : json_(json), splices_(splices) {}

  // Of anything that is no text: nothing.
  template <typename Token>
  void text(value found, const Token& token) {
    const std::string_view raw = found.raw_json_token();
    std::string_view id;
    if (found.get_string().get(id) != simdjson::SUCCESS) return;
    const std::size_t end = raw.find_last_of('"');
    splices_.push_back({static_cast<std::size_t>(raw.data() - json_.data()), end + 1, json_text(token(id))});
  }

 private:
  const simdjson::padded_string& json_;
  std::vector<Splice>& splices_;
};

// `incident.victims[3].id` as the path of its fact, `incident.victims[].id`.
std::string path_of_fact(std::string_view path) {
  std::string fact;
  bool inside = false;
  for (const char c : path) {
    if (c == ']') inside = false;
    if (!inside) fact += c;
    if (c == '[') inside = true;
  }
  return fact;
}

}  // namespace

Pseudonyms::Pseudonyms(const model::Policy& policy, std::string key, bool remembers) : key_(std::move(key)), remembers_(remembers) {
  for (const model::Fact& fact : policy.facts) {
    if (fact.presence == model::Presence::key && fact.type.kind == model::Kind::text) ids_.insert(fact.path);
  }
  if (policy.certificate_id != model::none) ids_.insert(policy.facts.at(policy.certificate_id).path);
}

std::string Pseudonyms::token(const std::string& field, std::string_view id) {
  // The same id in two fields gets two tokens: that they are the same shows nothing then.
  std::string made = hmac_sha256_hex(key_, field + '\0' + std::string(id)).substr(0, token_digits);
  if (remembers_) {
    const std::lock_guard lock(mutex_);
    replaced_.emplace(field, id, made);
  }
  return made;
}

void Pseudonyms::replace(std::string& lines, std::size_t begin) {
  thread_local simdjson::ondemand::parser parser;
  const simdjson::padded_string json(std::string_view(lines).substr(begin));
  simdjson::ondemand::document document;
  simdjson::ondemand::object decision;
  std::vector<Splice> splices;
  if (parser.iterate(json).get(document) != simdjson::SUCCESS || document.get_object().get(decision) != simdjson::SUCCESS) return;
  Replacing replacing(json, splices);
  for (const char* field : {"certificate", "claim"}) {
    value found;
    if (decision.find_field(field).get(found) == simdjson::SUCCESS)
      replacing.text(found, [&](std::string_view id) { return token(field, id); });
  }
  simdjson::ondemand::array errors;
  if (decision.find_field("errors").get_array().get(errors) == simdjson::SUCCESS) {
    for (auto each : errors) {
      std::string_view path;
      value got;
      if (each.find_field("path").get_string().get(path) != simdjson::SUCCESS || !ids_.contains(path_of_fact(path))) continue;
      const std::string field = path_of_fact(path);
      if (each.find_field("got").get(got) == simdjson::SUCCESS) replacing.text(got, [&](std::string_view id) { return token(field, id); });
    }
  }
  for (auto splice = splices.rbegin(); splice != splices.rend(); ++splice) lines.replace(begin + splice->at, splice->size, splice->text);
}

std::string Pseudonyms::mapping() const {
  std::string lines;
  for (const auto& [field, id, token] : replaced_)
    lines += "{\"field\":" + json_text(field) + ",\"id\":" + json_text(id) + ",\"token\":" + json_text(token) + "}\n";
  return lines;
}

}  // namespace pol::commands
