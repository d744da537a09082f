#include "commands/json_writer.h"

#include <nlohmann/json.hpp>

namespace pol::commands {

std::string json_text(std::string_view text) { return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace); }

void JsonWriter::line() { text_ += "\n" + std::string(2 * open_.size(), ' '); }

void JsonWriter::next() {
  if (after_key_ || open_.empty()) {
    after_key_ = false;
    return;
  }
  if (!open_.back().empty) text_ += ",";
  open_.back().empty = false;
  line();
}

void JsonWriter::begin(char opening) {
  next();
  text_ += opening;
  open_.push_back({opening == '{' ? '}' : ']', true});
}

void JsonWriter::end() {
  const Open done = open_.back();
  open_.pop_back();
  if (!done.empty) line();
  text_ += done.closing;
}

void JsonWriter::key(std::string_view name) {
  next();
  text_ += json_text(name) + ": ";
  after_key_ = true;
}

void JsonWriter::token(std::string_view json) {
  next();
  text_ += json;
}

void JsonWriter::list(const std::vector<std::string>& tokens) {
  std::string all;
  for (const std::string& each : tokens) all += (all.empty() ? "" : ", ") + each;
  token("[" + all + "]");
}

}  // namespace pol::commands
