// One JSON object of the metadata: gives members by name and checks what they are. Whatever is wrong is thrown as a BadArtifact that says
// where.
#pragma once

#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <simdjson.h>

#include "api.h"
#include "name_table.h"

namespace polrt {

class MetadataObject {
 public:
  MetadataObject(simdjson::dom::element element, std::string where) : where_(std::move(where)) {
    if (element.get(object_) != simdjson::SUCCESS) fail("is not an object");
  }

  [[noreturn]] void fail(std::string_view what) const {
    throw BadArtifact("The metadata of the artifact are broken: " + where_ + " " + std::string(what) + ".");
  }
  [[noreturn]] void fail(std::string_view key, std::string_view what) const {
    fail("has a `" + std::string(key) + "` that " + std::string(what));
  }

  simdjson::dom::element at(std::string_view key) const {
    simdjson::dom::element element;
    if (object_.at_key(key).get(element) != simdjson::SUCCESS) fail("has no `" + std::string(key) + "`");
    return element;
  }

  MetadataObject object(std::string_view key) const { return {at(key), where_ + "." + std::string(key)}; }

  std::string text(std::string_view key) const {
    std::string_view text;
    if (at(key).get(text) != simdjson::SUCCESS) fail(key, "is not a text");
    return std::string(text);
  }

  bool has(std::string_view key) const { return object_.at_key(key).error() == simdjson::SUCCESS; }

  std::vector<std::string> keys() const {
    std::vector<std::string> keys;
    for (const auto field : object_) keys.emplace_back(field.key);
    return keys;
  }

  bool flag(std::string_view key) const {
    bool flag = false;
    if (at(key).get(flag) != simdjson::SUCCESS) fail(key, "is not true or false");
    return flag;
  }

  bool flag_if_there(std::string_view key) const { return has(key) && flag(key); }

  // A number of 64 bits, signed or not: the members of a set may fill all of them.
  std::int64_t bits(std::string_view key) const {
    const simdjson::dom::element element = at(key);
    std::int64_t value = 0;
    std::uint64_t large = 0;
    if (element.get(value) == simdjson::SUCCESS) return value;
    if (element.get(large) == simdjson::SUCCESS) return static_cast<std::int64_t>(large);
    fail(key, "is not a whole number");
  }

  std::int64_t number(std::string_view key, std::int64_t least, std::int64_t greatest) const {
    std::int64_t value = 0;
    if (at(key).get(value) != simdjson::SUCCESS) fail(key, "is not a whole number");
    if (value < least || value > greatest) fail(key, "is out of range");
    return value;
  }

  std::uint32_t index(std::string_view key, std::size_t size) const {
    return static_cast<std::uint32_t>(number(key, 0, static_cast<std::int64_t>(size) - 1));
  }

  std::uint32_t index_or_none(std::string_view key, std::size_t size) const {
    const std::int64_t value = number(key, -1, static_cast<std::int64_t>(size) - 1);
    return value < 0 ? none : static_cast<std::uint32_t>(value);
  }

  // The ordinal of a word in a list of the words that may stand there.
  template <std::size_t Size>
  std::uint8_t choice(std::string_view key, const char* const (&words)[Size]) const {
    const std::string word = text(key);
    for (std::size_t i = 0; i < Size; ++i) {
      if (word == words[i]) return static_cast<std::uint8_t>(i);
    }
    fail(key, "is none of the known words");
  }

  simdjson::dom::array list(std::string_view key) const {
    simdjson::dom::array array;
    if (at(key).get(array) != simdjson::SUCCESS) fail(key, "is not a list");
    return array;
  }

  std::vector<MetadataObject> objects(std::string_view key) const {
    std::vector<MetadataObject> result;
    for (const simdjson::dom::element element : list(key)) {
      result.emplace_back(element, where_ + "." + std::string(key) + "[" + std::to_string(result.size()) + "]");
    }
    return result;
  }

  std::vector<std::string> texts(std::string_view key) const {
    std::vector<std::string> result;
    for (const simdjson::dom::element element : list(key)) {
      std::string_view text;
      if (element.get(text) != simdjson::SUCCESS) fail(key, "holds something that is not a text");
      result.emplace_back(text);
    }
    return result;
  }

  std::vector<std::uint32_t> indices(std::string_view key, std::size_t size) const {
    std::vector<std::uint32_t> result;
    for (const simdjson::dom::element element : list(key)) {
      std::uint64_t value = 0;
      if (element.get(value) != simdjson::SUCCESS || value >= size) fail(key, "points at something that is not there");
      result.push_back(static_cast<std::uint32_t>(value));
    }
    return result;
  }

 private:
  simdjson::dom::object object_;
  std::string where_;
};

}  // namespace polrt
