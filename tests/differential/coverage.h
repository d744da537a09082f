// Which forms of the language and of the model some wordings use. A form that chance never makes is not tested, so the test fails where one
// of the variants in ast.h or model.h has a member that no random wording has.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "ast/ast.h"
#include "model/model.h"

namespace pol::differential {

class Coverage {
 public:
  void add(const ast::File& file);
  void add(const model::Policy& policy);
  // How often each form was used, those that must be used and never were included with 0.
  std::map<std::string, std::uint64_t> counts() const;
  // Forms that must be used and never were.
  std::vector<std::string> missing() const;

 private:
  std::map<std::string, std::uint64_t> seen_;
};

// "ast::Timing" of the type itself.
template <typename Form>
std::string name_of_form() {
  const std::string text = __PRETTY_FUNCTION__;
  const std::string mark = "Form = pol::";
  const std::size_t from = text.find(mark) + mark.size();
  return text.substr(from, text.find_first_of(";]", from) - from);
}

// What a walk over a tree counts: the members of a variant by their type, those of an enum by their number.
class Tally {
 public:
  explicit Tally(std::map<std::string, std::uint64_t>& seen) : seen_(seen) {}

  template <typename Form>
  void saw(const Form&) {
    ++seen_[name_of_form<Form>()];
  }
  template <typename Enum>
  void saw_case(Enum value) {
    ++seen_[name_of_form<Enum>() + " " + std::to_string(static_cast<int>(value))];
  }

  void saw_use(const char* what) { ++seen_[what]; }

 private:
  std::map<std::string, std::uint64_t>& seen_;
};

// What a required record makes unknown: a member, whether one is present.
inline constexpr const char* reads_in_a_required_record = "a member of a required record";
inline constexpr const char* presence_in_a_required_record = "presence in a required record";
inline constexpr const char* state_of_a_cell = "the state of a cell";
inline constexpr const char* fields_of_days_or_months = "fields of days or months";
inline constexpr const char* dates_with_bounds = "dates with bounds";
// Lists in each other, and where they lie.
inline constexpr const char* list_in_an_item = "a list in an item";
inline constexpr const char* record_in_an_item = "a member of a required record in an item";
inline constexpr const char* list_in_a_required_record = "a list in a required record";
inline constexpr const char* fold_in_a_list = "a fold in a list expression";
inline constexpr const char* list_in_a_fold = "a list expression in a fold";
inline constexpr const char* if_any_on_the_right = "if any on the right";
inline constexpr const char* if_any_of_a_set = "if any of a set";
inline constexpr const char* several_members_presumed = "several members presumed";
inline constexpr const char* no_member_presumed = "no member presumed";
inline constexpr const char* without_reason = "without reason";
inline constexpr const char* never_released = "never released";
inline constexpr const char* released_to_somebody = "declassify to somebody";
inline constexpr const char* sorted_rows = "sorted rows";
inline constexpr const char* every_benefit_but_some = "every benefit except some";
inline constexpr const char* pays_under_a_condition = "pays under a condition";
// Numbers of more than 64 bits.
inline constexpr const char* wide_sum = "a wide sum";
inline constexpr const char* wide_product = "a wide product";
inline constexpr const char* wide_pick = "a wide smaller or larger";
inline constexpr const char* wide_choice = "a wide choice";
inline constexpr const char* wide_in_a_list = "a wide result of a list";
// Of more than 128.
inline constexpr const char* widest_sum = "a sum of 256 bits";
inline constexpr const char* widest_product = "a product of 256 bits";
inline constexpr const char* widest_pick = "a smaller or larger of 256 bits";
inline constexpr const char* widest_choice = "a choice of 256 bits";
inline constexpr const char* widest_in_a_list = "a result of a list of 256 bits";
inline constexpr const char* widest_quotient = "a quotient of 256 bits";
inline constexpr const char* widest_comparison = "a comparison of products of 256 bits";

// Of coverage_ast.cpp and coverage_model.cpp.
void walk(const ast::File& file, Tally& tally);
void walk(const model::Policy& policy, Tally& tally);

}  // namespace pol::differential
