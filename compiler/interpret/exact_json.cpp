#include "interpret/exact_json.h"

#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>

namespace pol::interpret {

namespace {

constexpr std::size_t deepest = 64;

// The functions that nlohmann::json::sax_parse calls, in the order of the text. Each says whether to go on.
class Builder {
 public:
  bool null() { return add({}); }
  bool boolean(bool value) { return add({value}); }
  bool number_integer(std::int64_t value) { return add({JsonNumber{std::to_string(value)}}); }
  bool number_unsigned(std::uint64_t value) { return add({JsonNumber{std::to_string(value)}}); }
  bool number_float(nlohmann::json::number_float_t, const std::string& text) { return add({JsonNumber{text}}); }
  bool string(std::string& text) { return add({std::move(text)}); }
  bool binary(nlohmann::json::binary_t&) { return false; }
  bool start_object(std::size_t) { return open({JsonObject{}}); }
  bool start_array(std::size_t) { return open({JsonArray{}}); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool key(std::string& name) {
    keys_.push_back(std::move(name));
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&) { return false; }

  Json take() { return std::move(result_); }

 private:
  bool open(Json container) {
    open_.push_back(std::move(container));
    return open_.size() <= deepest;
  }

  bool close() {
    Json done = std::move(open_.back());
    open_.pop_back();
    return add(std::move(done));
  }

  bool add(Json value) {
    if (open_.empty()) {
      result_ = std::move(value);
    } else if (JsonArray* array = std::get_if<JsonArray>(&open_.back().node)) {
      array->push_back(std::move(value));
    } else {
      std::get<JsonObject>(open_.back().node).emplace_back(std::move(keys_.back()), std::move(value));
      keys_.pop_back();
    }
    return true;
  }

  Json result_;
  std::vector<Json> open_;         // containers whose end has not come, outermost first
  std::vector<std::string> keys_;  // of the members whose value has not come
};

}  // namespace

std::optional<Json> parse_json(std::string_view text) {
  Builder builder;
  if (!nlohmann::json::sax_parse(text.begin(), text.end(), &builder)) return std::nullopt;
  return builder.take();
}

}  // namespace pol::interpret
