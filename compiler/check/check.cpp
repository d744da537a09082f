#include "check/check.h"

#include "check/elaborate.h"
#include "check/stages.h"

namespace pol::check {

std::optional<model::Policy> check(const ast::File& file, Sink& sink) {
  // What could not be read is left out of the ast, and everything that speaks of it would look wrong.
  if (sink.has_errors()) return std::nullopt;
  Wording wording(file, sink);
  collect(wording);
  check_header(wording);
  if (wording.policy.currency.empty()) return std::nullopt;      // no heading, or one without which every amount would look wrong
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

}  // namespace pol::check
