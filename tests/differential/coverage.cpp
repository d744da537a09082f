#include "coverage.h"

#include <algorithm>

namespace pol::differential {

namespace {

using Counts = std::map<std::string, std::uint64_t>;

template <typename Variant, std::size_t... Index>
void expect_members(Counts& counts, std::index_sequence<Index...>) {
  (counts.try_emplace(name_of_form<std::variant_alternative_t<Index, Variant>>(), 0), ...);
}
template <typename Variant>
void expect_variant(Counts& counts) {
  expect_members<Variant>(counts, std::make_index_sequence<std::variant_size_v<Variant>>{});
}

template <typename Enum>
void expect_cases(Counts& counts, Enum last) {
  for (int k = 0; k <= static_cast<int>(last); ++k) counts.try_emplace(name_of_form<Enum>() + " " + std::to_string(k), 0);
}

Counts expected() {
  Counts counts;
  expect_variant<ast::ExprNode>(counts);
  expect_variant<ast::LineNode>(counts);
  expect_variant<ast::Declaration>(counts);
  expect_variant<model::ExprNode>(counts);
  expect_cases(counts, ast::CompareOp::greater_equal);
  expect_cases(counts, ast::ArithmeticOp::share_of);
  expect_cases(counts, ast::HasKind::any);
  expect_cases(counts, ast::TimingKind::after);
  expect_cases(counts, ast::PickKind::later);
  expect_cases(counts, ast::HistoryKind::first_event_date);
  expect_cases(counts, ast::ListKind::largest);
  expect_cases(counts, ast::ElseKind::refer);
  expect_cases(counts, ast::Per::item);
  expect_cases(counts, ast::TypeKind::named);
  expect_cases(counts, ast::Presence::optional);
  expect_cases(counts, ast::CellKind::name);
  expect_cases(counts, ast::OutputKind::shown);
  expect_cases(counts, model::CompareOp::equal);
  expect_cases(counts, model::ArithmeticOp::larger);
  expect_cases(counts, model::ListKind::sum);
  expect_cases(counts, model::Effect::duplicates);
  expect_cases(counts, model::Role::declassifies);
  expect_cases(counts, model::OutputKind::shown);
  for (const char* use : {reads_in_a_required_record,
                          presence_in_a_required_record,
                          pays_under_a_condition,
                          every_benefit_but_some,
                          sorted_rows,
                          list_in_an_item,
                          record_in_an_item,
                          list_in_a_required_record,
                          fold_in_a_list,
                          list_in_a_fold,
                          state_of_a_cell,
                          dates_with_bounds,
                          fields_of_days_or_months,
                          if_any_on_the_right,
                          if_any_of_a_set,
                          several_members_presumed,
                          no_member_presumed,
                          without_reason,
                          never_released,
                          released_to_somebody,
                          wide_sum,
                          wide_product,
                          wide_pick,
                          wide_choice,
                          wide_in_a_list,
                          widest_sum,
                          widest_product,
                          widest_pick,
                          widest_choice,
                          widest_in_a_list,
                          widest_quotient,
                          widest_comparison})
    counts.try_emplace(use, 0);
  // What decides no record: other files, samples, examples and properties, and the texts in them.
  for (const char* form : {"ast::Use", "ast::Letter", "ast::Sample", "ast::Example", "ast::Property", "ast::Text"}) counts.erase(form);
  return counts;
}

}  // namespace

void Coverage::add(const ast::File& file) {
  Tally tally(seen_);
  walk(file, tally);
}

void Coverage::add(const model::Policy& policy) {
  Tally tally(seen_);
  walk(policy, tally);
}

Counts Coverage::counts() const {
  Counts counts = expected();
  for (const auto& [form, times] : seen_) counts[form] = times;
  return counts;
}

std::vector<std::string> Coverage::missing() const {
  std::vector<std::string> forms;
  for (const auto& [form, times] : counts())
    if (times == 0) forms.push_back(form);
  return forms;
}

}  // namespace pol::differential
