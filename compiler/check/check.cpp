#include "check/check.h"

#include <algorithm>

#include "check/elaborate.h"
#include "check/questions.h"
#include "check/stages.h"

namespace pol::check {

namespace {

std::optional<model::Policy> check_whole(const ast::File& file, Sink& sink, const FindWitness& find_witness) {
  Wording wording(file, sink);
  wording.find_witness = find_witness;
  collect(wording);
  check_header(wording);
  if (wording.policy.currency.empty()) return std::nullopt;  // no heading, or one without which every amount would look wrong
  check_types(wording);
  check_laws(wording);
  check_records(wording);
  check_parameters(wording);
  check_tables(wording);
  collect_answers(wording);
  const Guards guards(wording.policy);
  Typing typing(wording, guards);
  typing.settle_definitions();
  typing.settle_laws();
  elaborate(wording, typing, guards);
  check_questions(wording, typing, guards);
  typing.report_cases_that_are_values();
  check_properties(wording, typing, guards);
  check_other_questions(wording);
  check_letters(wording);
  check_examples(wording, typing);
  check_exports(wording, typing);
  typing.try_out_unused();
  make_months_strict(wording, guards);
  check_labels(wording, guards);
  if (sink.has_errors()) return std::nullopt;
  check_what_can_never_be(wording);
  return std::move(wording.policy);
}

// Whether a message is true whatever else stands in the wording: a slip in a word, or things that do not go together. The others may only
// be the consequence of a part that could not be read and is left out of the ast.
bool stands_on_its_own(Message message) {
  if (message == Message::cases_missing || message == Message::otherwise_for_nothing) return false;
  if (message == Message::misspelt_number) return false;  // it may stand in a line that was not read
  if (message == Message::rounding_not_said || message == Message::months_not_said || message == Message::extreme_without_otherwise)
    return false;
  const bool of_types = message >= Message::not_yes_or_no && message <= Message::beyond_the_calendar;  // the catalogue's block of types
  return of_types || text_of(message).id.starts_with("misspelt-");
}

// What a part that could not be read would have declared is not misspelt where it is used.
bool is_lost(const Diagnostic& found, const ast::File& file) {
  if (!text_of(found.message).id.starts_with("misspelt-")) return false;
  return file.lacks_files || (!found.arguments.empty() && file.lost.contains(found.arguments.front()));
}

// `claim.delay between 3 and 5` was read up to the slip, and what was read asks nothing.
bool is_cut_short(const Diagnostic& found, const std::vector<Diagnostic>& slips) {
  const auto follows = [&](const Diagnostic& slip) { return slip.span.begin >= found.span.end && slip.span.begin <= found.span.end + 1; };
  return found.message == Message::not_yes_or_no && std::any_of(slips.begin(), slips.end(), follows);
}

// `€50`, `80 percent` was read without its currency or sign.
bool lacks_its_currency(const Diagnostic& found, const std::vector<Diagnostic>& slips) {
  const auto beside = [&](const Diagnostic& slip) {
    const bool is_of_it =
        slip.message == Message::currency_sign || slip.message == Message::unknown_unit || slip.message == Message::sign_of_habit;
    return is_of_it && slip.span.end + 1 >= found.span.begin && slip.span.begin <= found.span.end + 1;
  };
  return found.message == Message::number_without_currency && std::any_of(slips.begin(), slips.end(), beside);
}

}  // namespace

std::optional<model::Policy> check(const ast::File& file, Sink& sink, const FindWitness& find_witness) {
  if (!sink.has_errors()) return check_whole(file, sink, find_witness);
  // Without its heading what is left of a file says nothing about it.
  const auto is_heading = [](const ast::Declaration& each) { return std::holds_alternative<ast::PolicyHeader>(each); };
  if (std::none_of(file.declarations.begin(), file.declarations.end(), is_heading)) return std::nullopt;
  if (file.is_whole && !file.lacks_files) return check_whole(file, sink, find_witness);
  const std::vector<Diagnostic> slips = sink.sorted().diagnostics;
  Sink aside;
  check_whole(file, aside, {});
  for (const Diagnostic& found : aside.sorted().diagnostics) {
    if (!stands_on_its_own(found.message) || is_lost(found, file) || is_cut_short(found, slips) || lacks_its_currency(found, slips))
      continue;
    Diagnostic& told = sink.report(found.message, found.span, found.arguments);
    for (const Label& label : found.labels) told.label(label.span, label.text);
  }
  return std::nullopt;
}

}  // namespace pol::check
