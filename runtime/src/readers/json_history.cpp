// The history that an earlier decision line adds to its certificate. Of that line nothing else is read.
#include <cstring>

#include "../date.h"
#include "../decimal.h"
#include "reader.h"

namespace polrt {

namespace {

constexpr std::int64_t largest_amount = 999'999'999'999'999;
enum Seen : unsigned { saw_benefit = 1, saw_event_date = 2, saw_decision_date = 4, saw_amount = 8, saw_all = 15 };

}  // namespace

polrt_status Reader::read_history(std::string_view line, polrt_text& certificate, std::string& sentence) {
  problems_.clear();
  entries_.clear();
  broken_ = false;
  Document document;
  Object root;
  if (line.size() > POLRT_MAX_RECORD_BYTES)
    sentence = "An earlier decision is longer than 16 MiB.";
  else if (!open(line, document) || document.get_object().get(root) != simdjson::SUCCESS)
    sentence = "An earlier decision is not a JSON object.";
  else if (read_history_root(root, certificate, sentence) && document.current_location().error() != simdjson::OUT_OF_BOUNDS)
    sentence = "Something follows the JSON object of an earlier decision.";
  else if (sentence.empty() && !entries_.empty() && certificate.data == nullptr && policy_.certificate_id != none)
    sentence = "An earlier decision has a history but no `certificate`.";
  problems_.clear();
  if (sentence.empty()) return POLRT_OK;
  certificate = {};
  return POLRT_INVALID_RECORD;
}

bool Reader::read_history_root(Object& root, polrt_text& certificate, std::string& sentence) {
  bool saw_certificate = false, saw_history = false;
  for (auto item : root) {
    Field field;
    std::string_view key;
    if (std::move(item).get(field) != simdjson::SUCCESS || !key_of(field, key)) {
      sentence = "An earlier decision is not well-formed JSON.";
      return false;
    }
    if (key == "certificate") {
      const std::string_view token = token_of(field.value());
      std::string_view id;
      const bool is_text = token != "null" && text_of(field.value(), token, id);
      if (saw_certificate || (!is_text && token != "null"))
        sentence = "The `certificate` of an earlier decision must be one text, or null.";
      if (is_text) certificate = {id.data(), id.size()};
      saw_certificate = true;
    } else if (key == "history") {
      if (saw_history)
        sentence = "An earlier decision has two `history` keys.";
      else
        read_entries(field.value(), sentence);
      saw_history = true;
    } else if (std::string_view ignored;
               token_of(field.value()).starts_with('"') && !text_of(field.value(), token_of(field.value()), ignored)) {
      sentence = "An earlier decision is not well-formed JSON.";
    }
    if (!sentence.empty()) return false;
  }
  return true;
}

bool Reader::read_entries(Value& value, std::string& sentence) {
  simdjson::ondemand::array array;
  if (value.get_array().get(array) != simdjson::SUCCESS) {
    sentence = "The `history` of an earlier decision must be a list.";
    return false;
  }
  for (auto item : array) {
    Value member;
    polrt_entry entry{};
    const std::string where = "history[" + std::to_string(entries_.size()) + "]";
    if (std::move(item).get(member) != simdjson::SUCCESS)
      sentence = "The `history` of an earlier decision is not well-formed JSON.";
    else if (!read_entry(member, entry, sentence))
      sentence = "In an earlier decision, " + where + " " + sentence + ".";
    if (!sentence.empty()) return false;
    entries_.push_back(entry);
  }
  return true;
}

bool Reader::read_entry(Value& value, polrt_entry& entry, std::string& sentence) {
  Object object;
  unsigned seen = 0;
  sentence = "must be an object with `benefit`, `event_date`, `decision_date` and `amount`";
  if (value.get_object().get(object) != simdjson::SUCCESS) return false;
  for (auto item : object) {
    Field field;
    std::string_view key;
    if (std::move(item).get(field) != simdjson::SUCCESS || !key_of(field, key)) return false;
    if (!read_entry_field(key, field.value(), entry, seen, sentence)) return false;
  }
  if (seen != saw_all) return false;
  sentence.clear();
  return true;
}

bool Reader::read_entry_field(std::string_view key, Value& value, polrt_entry& entry, unsigned& seen, std::string& sentence) {
  const std::string_view token = token_of(value);
  std::string_view text;
  const auto once = [&](unsigned bit) {
    const bool first = (seen & bit) == 0;
    seen |= bit;
    return first;
  };
  const auto date = [&](unsigned has, std::int32_t& days) {
    if (token == "null") return true;
    entry.dates |= has;
    return text_of(value, token, text) && parse_date(text, days);
  };
  bool good = false;
  if (key == "benefit") {
    entry.benefit = text_of(value, token, text) && policy_.benefits != none ? policy_.benefit_table().find(text) : none;
    good = once(saw_benefit) && entry.benefit != none;
  } else if (key == "event_date") {
    good = once(saw_event_date) && date(POLRT_HAS_EVENT_DATE, entry.event_date);
  } else if (key == "decision_date") {
    good = once(saw_decision_date) && date(POLRT_HAS_DECISION_DATE, entry.decision_date);
  } else if (key == "amount") {
    text = token;
    if (!token.empty() && token.front() == '"' && !text_of(value, token, text)) text = {};
    good = once(saw_amount) && parse_decimal(text, policy_.decimals, entry.amount) == NumberFault::none && entry.amount <= largest_amount &&
           entry.amount >= -largest_amount;
  } else {
    return false;
  }
  if (!good) {
    sentence = "has a `" + std::string(key) + "` that cannot be used: " + shortened(raw_of(token));
  }
  return good;
}

}  // namespace polrt
