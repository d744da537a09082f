#include "check/check.h"

#include "check/elaborate.h"
#include "check/stages.h"

namespace pol::check {

namespace {

std::optional<model::Policy> check_whole(const ast::File& file, Sink& sink) {
  Wording wording(file, sink);
  collect(wording);
  check_header(wording);
  if (wording.policy.currency.empty()) return std::nullopt;  // no heading, or one without which every amount would look wrong
  check_records(wording);
  check_tables(wording);
  const Guards guards(wording.policy);
  Typing typing(wording, guards);
  typing.settle_definitions();
  elaborate(wording, typing, guards);
  check_examples(wording);
  if (sink.has_errors()) return std::nullopt;
  return std::move(wording.policy);
}

// Whether a message is true whatever else stands in the wording: a slip in a word, or things that do not go together. The others may only
// be the consequence of a part that could not be read and is left out of the ast.
bool stands_on_its_own(Message message) {
  if (message == Message::cases_missing || message == Message::otherwise_for_nothing) return false;
  const bool of_types = message >= Message::not_yes_or_no && message <= Message::beyond_the_calendar;  // the catalogue's block of types
  return of_types || text_of(message).id.starts_with("misspelt-");
}

}  // namespace

std::optional<model::Policy> check(const ast::File& file, Sink& sink) {
  if (!sink.has_errors()) return check_whole(file, sink);
  Sink aside;
  check_whole(file, aside);
  for (const Diagnostic& found : aside.sorted().diagnostics) {
    if (!stands_on_its_own(found.message)) continue;
    Diagnostic& told = sink.report(found.message, found.span, found.arguments);
    for (const Label& label : found.labels) told.label(label.span, label.text);
  }
  return std::nullopt;
}

}  // namespace pol::check
