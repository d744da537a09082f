#include "commands/decision_json.h"

namespace pol::commands {

namespace {

class ExactNumbers : public nlohmann::detail::json_sax_dom_parser<Json> {
 public:
  using json_sax_dom_parser::json_sax_dom_parser;
  bool number_float(number_float_t, const string_t& text) {
    string_t copy = text;
    return json_sax_dom_parser::string(copy);
  }
};

}  // namespace

Json read_decision(const std::string& json) {
  Json decision;
  ExactNumbers sax(decision);
  Json::sax_parse(json, &sax);
  return decision;
}

std::string amount_text(const Json& amount) { return amount.is_string() ? amount.get<std::string>() : amount.dump(); }

}  // namespace pol::commands
