// The facts that a sample or an example gives, one setting over the other, each as a record would write it.
#pragma once

#include <map>
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
  std::vector<model::Setting> in_order() const;

 private:
  void start_from(const ast::Name& sample, std::vector<const ast::Sample*>& open);
  void apply(const ast::Setting& setting, FactId block, bool within_bounds);
  void set(FactId fact, model::SettingKind kind, std::string json);
  void make_absent(const ast::Setting& setting, FactId fact);
  void make_unknown(const ast::Setting& setting, FactId fact);
  std::optional<std::string> json_of(const ast::Setting& setting, const model::Fact& fact, bool within_bounds);
  std::optional<std::string> json_of_set(const ast::Setting& setting, const model::Fact& fact);
  std::optional<std::string> json_of_value(const ast::Expr& value, const model::Fact& fact, bool within_bounds);
  bool is_inside(FactId fact, FactId outer) const;

  Wording* wording_;
  std::map<FactId, model::Setting> by_fact_;
};

}  // namespace pol::check
