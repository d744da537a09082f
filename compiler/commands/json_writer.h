// JSON written piece by piece, for documents whose numbers are exact decimal texts and never binary floating point.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pol::commands {

// A text as JSON writes it, quotation marks included. Bytes of no character become U+FFFD.
std::string json_text(std::string_view text);

// Two spaces a level, keys in the order in which they come.
class JsonWriter {
 public:
  void begin_object() { begin('{'); }
  void begin_array() { begin('['); }
  void end();
  void key(std::string_view name);                    // the value comes next
  void token(std::string_view json);                  // a whole value, as JSON writes it: `0.01`, `null`, `"text"`
  void list(const std::vector<std::string>& tokens);  // on one line

  void member(std::string_view name, std::string_view json) {
    key(name);
    token(json);
  }
  void text_member(std::string_view name, std::string_view text) { member(name, json_text(text)); }
  void list_member(std::string_view name, const std::vector<std::string>& tokens) {
    key(name);
    list(tokens);
  }
  void object_member(std::string_view name) {
    key(name);
    begin_object();
  }
  void array_member(std::string_view name) {
    key(name);
    begin_array();
  }

  // The document, once everything that began has ended.
  std::string take() { return std::move(text_) + "\n"; }

 private:
  struct Open {
    char closing;
    bool empty;
  };
  void begin(char opening);
  void next();  // before a key, or a value that has none
  void line();

  std::string text_;
  std::vector<Open> open_;
  bool after_key_ = false;
};

}  // namespace pol::commands
