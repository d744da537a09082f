// Definitions with arguments that nothing uses: what their arguments are is said only where they are used, so that such a definition is
// read once with arguments of which nothing is known. Whatever is wrong without them is said; what rests on them stays unsaid, and a
// warning says that it does.
#include <algorithm>

#include "ast/operands.h"
#include "check/build.h"
#include "check/typing.h"

namespace pol::check {

namespace {

// The files of the wording proper: that with the heading, and those with facts or clauses. Any other may be a library, of which nobody uses
// all; it is tried out where it is checked by itself.
class OwnFiles {
 public:
  explicit OwnFiles(const Wording& wording) : files_(wording.file.files) {
    if (!files_.empty() && wording.policy.name.empty()) own_.insert(files_.front().begin);
    for (const ast::Declaration& declaration : wording.file.declarations) {
      if (const auto* heading = std::get_if<ast::PolicyHeader>(&declaration)) own_.insert(file_of(heading->name.span));
      if (const auto* certificate = std::get_if<ast::Certificate>(&declaration)) own_.insert(file_of(certificate->span));
      if (const auto* question = std::get_if<ast::Question>(&declaration)) own_.insert(file_of(question->span));
      if (const auto* clause = std::get_if<ast::Clause>(&declaration)) own_.insert(file_of(clause->span));
      if (const auto* output = std::get_if<ast::Output>(&declaration)) own_.insert(file_of(output->span));
      if (const auto* answer = std::get_if<ast::Answer>(&declaration)) own_.insert(file_of(answer->span));
    }
  }

  bool hold(Span span) const { return files_.empty() || own_.contains(file_of(span)); }

 private:
  std::uint32_t file_of(Span span) const {
    for (const Span& file : files_) {
      if (span.begin >= file.begin && span.begin <= file.end) return file.begin;
    }
    return 0;
  }

  const std::vector<Span>& files_;
  std::set<std::uint32_t> own_;  // by where they begin
};

}  // namespace

void Typing::try_out_unused() {
  const OwnFiles own(wording_);
  const std::size_t elements = wording_.policy.elements.size(), definitions = wording_.policy.definitions.size(),
                    releases = wording_.policy.releases.size();
  const auto picks = wording_.picks;
  const auto sums = wording_.sums;
  trial_.running = true;
  for (std::size_t i = 0; i < wording_.defines.size(); ++i) {
    if (!trial_.used.contains(i) && own.hold(wording_.defines[i]->name.span)) try_out(i);
  }
  trial_.running = false;
  wording_.policy.elements.resize(elements);  // nothing of what was read is part of the policy
  wording_.policy.definitions.resize(definitions);
  wording_.policy.releases.resize(releases);
  wording_.picks = picks;
  wording_.sums = sums;
  const bool is_policy = !wording_.policy.name.empty();
  for (const std::size_t define : trial_.tried) {
    if (is_policy && !trial_.called.contains(define)) wording_.unused.push_back(wording_.defines[define]);
  }
}

void Typing::try_out(std::size_t define) {
  const ast::Define& written = *wording_.defines[define];
  if (written.parameters.empty() || !trial_.tried.insert(define).second) return;
  std::map<std::string, Operand> unknown;
  for (const ast::Name& parameter : written.parameters) unknown.emplace(parameter.text, Operand{});
  Scope scope;
  scope.amount = any_amount(written.name.span);
  std::vector<Span> calls_around;
  calls_.swap(calls_around);
  write_out(define, std::move(unknown), written.name.span, scope);
  calls_.swap(calls_around);
}

// A call with arguments of which nothing is known.
void Typing::try_call(std::size_t define, std::size_t arguments, Span span) {
  if (is_circle(define, span) || !takes(define, arguments, span)) return;
  trial_.called.insert(define);
  try_out(define);
}

// Of what could not be read each part, as far as it was not: a value of which nothing is known says nothing of those beside it.
void Typing::try_operands(const ast::Expr& expr, Scope& scope) {
  if (std::holds_alternative<ast::Call>(expr.node)) return;  // its arguments were read, or are names of cases
  const auto parameters = scope.parameters;
  for (const ast::Name& name : ast::names_bound_by(expr)) scope.parameters.insert_or_assign(name.text, Operand{});
  ast::for_each_operand(expr, [&](const ast::Expr& operand) {
    const auto* path = std::get_if<ast::Path>(&operand.node);
    const bool may_be_case = path && path->names.size() == 1 && !types_with_case(path->names.front().text).empty();
    const auto* list = std::get_if<ast::OfList>(&operand.node);  // the least of a list has its `otherwise` around it
    if (list && std::holds_alternative<ast::Otherwise>(expr.node))
      try_operands(operand, scope);
    else if (!trial_.read.contains(&operand) && !may_be_case)
      infer_or_period(operand, scope);
  });
  scope.parameters = parameters;
}

}  // namespace pol::check
