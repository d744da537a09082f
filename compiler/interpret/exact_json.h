// JSON with its numbers as they are written: a number that passed through binary floating point would no longer be the one in the record.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace pol::interpret {

struct Json;
struct JsonNumber {
  std::string text;
};
using JsonArray = std::vector<Json>;
using JsonObject = std::vector<std::pair<std::string, Json>>;  // as written: keys may stand twice

struct Json {
  std::variant<std::monostate, bool, JsonNumber, std::string, JsonArray, JsonObject> node;  // monostate: null
};

// Nothing where the text is not one JSON value, or nests deeper than any record.
std::optional<Json> parse_json(std::string_view text);

}  // namespace pol::interpret
