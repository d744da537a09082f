#include "commands/pseudonyms.h"

#include <simdjson.h>

#include <functional>
#include <utility>
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

template <typename Visit>
void each_member(simdjson::ondemand::object& object, const Visit& visit) {
  for (auto item : object) {
    simdjson::ondemand::field field;
    std::string_view name;
    if (std::move(item).get(field) != simdjson::SUCCESS || field.unescaped_key().get(name) != simdjson::SUCCESS) return;
    visit(name, std::move(field.value()));
  }
}

class Replacing {
 public:
  using Token = std::function<std::string(const std::string& field, std::string_view id)>;
  Replacing(const simdjson::padded_string& json, Token token) : json_(json), token_(std::move(token)) {}

  // Of anything that is no text: nothing.
  void text(value found, const std::string& field) {
    const std::string_view raw = found.raw_json_token();
    std::string_view id;
    if (found.get_string().get(id) != simdjson::SUCCESS) return;
    const std::size_t end = raw.find_last_of('"');
    splices_.push_back({static_cast<std::size_t>(raw.data() - json_.data()), end + 1, json_text(token_(field, id))});
  }

  // What an output shows: a text, or rows of texts or of fields.
  void output(value found, const std::map<std::string, std::string, std::less<>>& fields) {
    simdjson::ondemand::array rows;
    const auto plain = fields.find("");
    if (found.get_array().get(rows) != simdjson::SUCCESS) {
      if (plain != fields.end()) text(found, plain->second);
      return;
    }
    for (auto each : rows) {
      value row;
      simdjson::ondemand::object members;
      if (each.get(row) != simdjson::SUCCESS) return;
      if (plain != fields.end())
        text(row, plain->second);
      else if (row.get_object().get(members) == simdjson::SUCCESS)
        each_member(members, [&](std::string_view name, value member) {
          if (const auto field = fields.find(name); field != fields.end()) text(member, field->second);
        });
    }
  }

  void apply(std::string& lines, std::size_t begin) const {
    for (auto splice = splices_.rbegin(); splice != splices_.rend(); ++splice)
      lines.replace(begin + splice->at, splice->size, splice->text);
  }

 private:
  const simdjson::padded_string& json_;
  Token token_;
  std::vector<Splice> splices_;
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

// Of a record that is invalid: what it gave where an id was expected.
void in_errors(value found, const std::set<std::string>& ids, Replacing& replacing) {
  simdjson::ondemand::array errors;
  if (found.get_array().get(errors) != simdjson::SUCCESS) return;
  for (auto each : errors) {
    simdjson::ondemand::object error;
    if (each.get_object().get(error) != simdjson::SUCCESS) return;
    std::string path;
    each_member(error, [&](std::string_view name, value member) {
      std::string_view said;
      if (name == "path" && member.get_string().get(said) == simdjson::SUCCESS) path = path_of_fact(said);
      if (name == "got" && ids.contains(path)) replacing.text(member, path);
    });
  }
}

}  // namespace

Pseudonyms::Pseudonyms(const model::Policy& policy, std::string key, bool remembers) : key_(std::move(key)), remembers_(remembers) {
  for (const model::Fact& fact : policy.facts) {
    if (fact.presence == model::Presence::key && fact.type.kind == model::Kind::text) ids_.insert(fact.path);
  }
  if (policy.certificate_id != model::none) ids_.insert(policy.facts.at(policy.certificate_id).path);
  for (const model::Question& question : policy.questions) {
    for (const model::Output& output : question.outputs) find_shown(policy, output);
  }
}

void Pseudonyms::find_shown(const model::Policy& policy, const model::Output& output) {
  const auto note = [&](const std::string& field, const model::ExprPtr& shown) {
    const auto* fact = shown ? std::get_if<model::FactValue>(&shown->node) : nullptr;
    if (fact && ids_.contains(policy.facts.at(fact->fact).path)) shown_[output.name][field] = policy.facts[fact->fact].path;
  };
  note("", output.value);
  for (const model::OutputRows& rows : output.rows) {
    for (std::size_t k = 0; k < rows.fields.size(); ++k) note(output.fields[k].name, rows.fields[k].value);
  }
}

bool is_token(std::string_view id) {
  const auto is_digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  return id.size() == token_digits && std::all_of(id.begin(), id.end(), is_digit);
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
  if (parser.iterate(json).get(document) != simdjson::SUCCESS || document.get_object().get(decision) != simdjson::SUCCESS) return;
  Replacing replacing(json, [this](const std::string& field, std::string_view id) { return token(field, id); });
  each_member(decision, [&](std::string_view name, value found) {
    if (name == "certificate" || name == "claim") replacing.text(found, std::string(name));
    if (name == "errors") in_errors(found, ids_, replacing);
    simdjson::ondemand::object outputs;
    if (name != "outputs" || shown_.empty() || found.get_object().get(outputs) != simdjson::SUCCESS) return;
    each_member(outputs, [&](std::string_view output, value shown) {
      if (const auto fields = shown_.find(output); fields != shown_.end()) replacing.output(shown, fields->second);
    });
  });
  replacing.apply(lines, begin);
}

std::string Pseudonyms::mapping() const {
  std::string lines;
  for (const auto& [field, id, token] : replaced_)
    lines += "{\"field\":" + json_text(field) + ",\"id\":" + json_text(id) + ",\"token\":" + json_text(token) + "}\n";
  return lines;
}

}  // namespace pol::commands
