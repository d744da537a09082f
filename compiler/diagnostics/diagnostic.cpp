#include "diagnostics/diagnostic.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace pol {

namespace {

// What is said and where. Labels are no part of it: they only explain.
auto identity(const Diagnostic& d) { return std::tie(d.span.begin, d.span.end, d.message, d.arguments); }

}  // namespace

Diagnostic& Sink::report(Message message, Span span, std::vector<std::string> arguments) {
  if (text_of(message).severity == Severity::error) ++errors_;
  return diagnostics_.emplace_back(Diagnostic{message, span, std::move(arguments), {}});
}

void Sink::name_clauses(const std::function<std::optional<InClause>(Span)>& clause_of) {
  for (Diagnostic& each : diagnostics_) each.clause = clause_of(each.span);
}

Sink::Sorted Sink::sorted(std::size_t limit) const {
  std::vector<const Diagnostic*> order;
  order.reserve(diagnostics_.size());
  for (const Diagnostic& diagnostic : diagnostics_) order.push_back(&diagnostic);
  std::stable_sort(order.begin(), order.end(), [](const Diagnostic* a, const Diagnostic* b) { return identity(*a) < identity(*b); });
  const auto same = [](const Diagnostic* a, const Diagnostic* b) { return identity(*a) == identity(*b); };
  order.erase(std::unique(order.begin(), order.end(), same), order.end());

  Sorted result;
  std::size_t errors = 0;
  for (const Diagnostic* diagnostic : order) {
    if (text_of(diagnostic->message).severity == Severity::error && ++errors > limit) {
      ++result.left_out;
      continue;
    }
    result.diagnostics.push_back(*diagnostic);
  }
  return result;
}

}  // namespace pol
