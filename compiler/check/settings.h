// The facts that a sample or an example gives, one setting over the other, each as a record would write it.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "check/wording.h"

namespace pol::check {

class Settings {
 public:
  explicit Settings(Wording& wording) : wording_(&wording) {}

  // Those of a sample, of what it starts from, and so on.
  void start_from(const ast::Name& sample);
  // `within_bounds`: values outside of their declared bounds are said to be wrong.
  void apply(const std::vector<ast::SettingBlock>& blocks, bool within_bounds);
  // Those of the certificate and of one question.
  std::vector<model::Setting> in_order(std::uint32_t question) const;
  // The values of all parameters as JSON, one for each; the names of those without a value in `unbound`.
  std::string parameters(std::vector<std::string>& unbound) const;
  const std::set<std::uint32_t>& questions() const { return questions_; }  // of which something was given

 private:
  // Of the record, or of an item.
  struct Given {
    std::map<FactId, model::Setting> facts;
    std::map<FactId, std::vector<Given>> lists;
  };

  void start_from(const ast::Name& sample, std::vector<const ast::Sample*>& open);
  std::optional<FactId> block(const ast::Name& name);
  void apply(Given& given, const ast::Setting& setting, std::size_t from, FactId start, bool within_bounds);
  void apply_to_item(Given& given, const ast::Setting& setting, std::size_t from, std::size_t at, FactId start, bool within_bounds);
  void apply_to(Given& given, const ast::Setting& setting, FactId fact, bool within_bounds);
  std::vector<Given> plain_items(const ast::Setting& setting, FactId list, bool within_bounds);
  void set_items(Given& given, const ast::Setting& setting, FactId list, bool within_bounds);
  void set(Given& given, FactId fact, model::SettingKind kind, std::string json);
  void make_absent(Given& given, const ast::Setting& setting, FactId fact);
  void make_unknown(Given& given, const ast::Setting& setting, FactId fact);
  std::optional<std::string> json_of(const ast::Setting& setting, const model::Fact& fact, bool within_bounds);
  std::optional<std::string> json_of_set(const ast::Setting& setting, const model::Fact& fact);
  std::optional<std::string> json_of_value(const ast::Expr& value, const model::Fact& fact, bool within_bounds);
  bool says_none(const ast::Setting& setting, const model::Fact& fact) const;
  std::string json_of_parameter(FactId parameter) const;
  std::string json_of_rows(FactId list) const;
  std::string json_of_item(const Given& given, FactId parent) const;
  std::string json_of_list(const std::vector<Given>& items, FactId list) const;
  bool is_inside(FactId fact, FactId outer) const;

  Wording* wording_;
  Given given_;
  std::set<std::uint32_t> questions_;
};

// Whether the way leads through a list without saying which of its items is meant; then it is said. `of_item`: `start` is a list, and an
// item of it is meant.
bool leads_into_a_list(Wording& wording, FactId start, const std::vector<ast::Name>& names, bool of_item = false);

// A value as a record or a decision writes it; of everything but texts and sets.
std::string json_of_text(const std::string& text);
std::string json_of_literal(const model::Policy& policy, const model::Type& type, std::int64_t value);

}  // namespace pol::check
