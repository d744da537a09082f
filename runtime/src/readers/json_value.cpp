// One value of a record: from its raw text to its place in the record. Numbers never pass through binary floating point.
#include <cstring>

#include "../date.h"
#include "../decimal.h"
#include "reader.h"

namespace polrt {

// The raw text of the value: the whole of a scalar, the opening bracket of anything else. Does not consume the value.
std::string_view Reader::token_of(Value& value) const {
  std::string_view token = value.raw_json_token();
  while (!token.empty() && (token.back() == ' ' || token.back() == '\t' || token.back() == '\n' || token.back() == '\r'))
    token.remove_suffix(1);
  return token;
}

// What a string says, without its escapes; false where the value is none, or is broken. Valid until the next line is read.
bool Reader::text_of(Value& value, std::string_view token, std::string_view& text) {
  if (token.size() < 2 || token.front() != '"' || token.back() != '"') return false;
  text = token.substr(1, token.size() - 2);
  if (std::memchr(text.data(), '\\', text.size()) == nullptr) {
    // Consumed here: the parser, left to skip a string, takes `"a":"b":"c"` for a key and passes over the rest of the object.
    return value.get_raw_json_string().error() == simdjson::SUCCESS;
  }
  // A lone low surrogate passes the parser, but is no UTF-8.
  return value.get_string().get(text) == simdjson::SUCCESS && simdjson::validate_utf8(text.data(), text.size());
}

void Reader::read_leaf(const Fact& fact, Value& value) {
  const std::string_view token = token_of(value);
  if (token == "null") return read_null(fact, token);
  if (fact.type == ValueType::set) return read_set(fact, value);
  Fault fault = Fault::malformed;
  if (read_value(fact, token, value, fault))
    give(fact);
  else
    complain(fact, expected_of(policy_, fact, fault), token);
}

// null says unknown; of an optional fact it says nothing.
void Reader::read_null(const Fact& fact, std::string_view token) {
  if (fact.presence == Presence::key) return complain(fact, expected_of(policy_, fact, Fault::missing), token);
  if (fact.presence == Presence::presumed) place_.words[fact.bit / 64] &= ~(std::uint64_t{1} << (fact.bit % 64));
}

bool Reader::read_value(const Fact& fact, std::string_view token, Value& value, Fault& fault) {
  switch (fact.type) {
    case ValueType::truth: {
      const bool yes = token == "true";
      if (!yes && token != "false") return false;
      store(fact, static_cast<std::uint8_t>(yes));
      return true;
    }
    case ValueType::enumeration: {
      std::string_view name;
      if (!text_of(value, token, name)) return false;
      const std::uint32_t ordinal = policy_.enums[fact.enum_id].cases.find(name);
      if (ordinal == none) return false;
      store(fact, static_cast<std::uint16_t>(ordinal));
      return true;
    }
    case ValueType::text: {
      std::string_view text;
      if (!text_of(value, token, text)) return false;
      store(fact, polrt_text{text.data(), text.size()});
      return true;
    }
    case ValueType::number: return read_number(fact, token, value, fault);
    case ValueType::date: return read_date(fact, token, value, fault);
    case ValueType::set: break;  // read_set
  }
  return false;
}

bool Reader::read_number(const Fact& fact, std::string_view token, Value& value, Fault& fault) {
  std::string_view text = token;
  if (token.front() == '"' && !text_of(value, token, text)) return false;
  std::int64_t number = 0;
  const NumberFault wrong = parse_decimal(text, fact.decimals, number);
  if (wrong == NumberFault::not_a_number || wrong == NumberFault::too_many_decimals) return false;
  if (wrong == NumberFault::out_of_range || number < fact.from || number > fact.to) {
    fault = Fault::out_of_range;
    return false;
  }
  store(fact, number);
  return true;
}

bool Reader::read_date(const Fact& fact, std::string_view token, Value& value, Fault& fault) {
  std::string_view text;
  std::int32_t days = 0;
  if (!text_of(value, token, text) || !parse_date(text, days)) return false;
  if (days < fact.from || days > fact.to) {
    fault = Fault::out_of_range;
    return false;
  }
  store(fact, days);
  return true;
}

void Reader::read_set(const Fact& fact, Value& value) {
  const std::string_view token = token_of(value);
  if (token.empty() || token[0] != '[') return complain(fact, expected_of(policy_, fact, Fault::malformed), token);
  std::uint64_t members = 0;
  if (!read_members(fact, value, members)) return;
  if (members == 0 && fact.presence == Presence::key) return complain(fact, expected_of(policy_, fact, Fault::empty), token);
  store(fact, members);
  give(fact);
}

// Sets have no positions: every wrong member is complained about at the path of the set.
bool Reader::read_members(const Fact& fact, Value& value, std::uint64_t& members) {
  simdjson::ondemand::array array;
  if (const auto error = value.get_array().get(array); error != simdjson::SUCCESS) {
    complain_structure(error);
    return false;
  }
  bool good = true;
  for (auto item : array) {
    Value member;
    if (const auto error = std::move(item).get(member); error != simdjson::SUCCESS) {
      complain_structure(error);
      return false;
    }
    const std::string_view token = token_of(member);
    std::string_view name;
    const std::uint32_t position = text_of(member, token, name) ? policy_.enums[fact.enum_id].cases.find(name) : none;
    if (position == none) {
      complain(fact, expected_of(policy_, fact, Fault::malformed), token);
      good = false;
    } else {
      members |= std::uint64_t{1} << position;
    }
  }
  return good;
}

}  // namespace polrt
