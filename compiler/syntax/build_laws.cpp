// Laws, verdicts and presumptions; sets written out.
#include "syntax/build_ast.h"

namespace pol::syntax {

namespace {

ast::LawStatus status_of(Grammar::LawStatusContext* context) {
  if (context->ENACTED()) return ast::LawStatus::enacted;
  if (context->MODEL()) return ast::LawStatus::model;
  return context->PROPOSED() ? ast::LawStatus::proposed : ast::LawStatus::repealed;
}

ast::GateKind kind_of(Grammar::GateKindContext* context) {
  if (context->DECLINES()) return ast::GateKind::declines;
  if (context->REFERS()) return ast::GateKind::refers;
  return context->PAYS() ? ast::GateKind::pays : ast::GateKind::decides;
}

}  // namespace

// ---- law ----

std::optional<ast::Declaration> Builder::law(Grammar::LawContext* context) {
  auto* heading = context->clauseHeading();
  if (heading == nullptr || !whole(heading->name()) || !whole(context->jurisdiction()) || !whole(context->lawBlock())) return std::nullopt;
  ast::Law law;
  law.name = bare_name(heading->name());
  law.number = optional_text(heading->number);
  law.titles = titles(heading->title());
  law.jurisdiction = name(context->jurisdiction()->name());
  law.chosen_by = operand(context->operand());
  law.span = span_of(context);
  for (auto* written : context->lawBlock()->version()) {
    auto built = whole(written) ? unless_broken(written, [&] { return version(written); }) : std::nullopt;
    if (!built) return std::nullopt;  // the time of a version that is left out would seem to be a gap
    law.versions.push_back(std::move(*built));
  }
  return law;
}

ast::Version Builder::version(Grammar::VersionContext* context) {
  ast::Version version;
  version.name = name(context->versionName());
  version.span = span_of(context);
  if (context->interval()) interval(context->interval(), version);
  if (context->lawStatus()) version.status = status_of(context->lawStatus());
  version.source = optional_text(context->source);
  version.titles = titles(context->title());
  return version;
}

void Builder::interval(Grammar::IntervalContext* context, ast::Version& version) {
  version.has_interval = true;
  version.never = as<Grammar::NeverInForceContext>(context) != nullptr;
  if (auto* c = as<Grammar::FromDateContext>(context)) version.from = date(c->ISO_DATE());
  auto* through = as<Grammar::ThroughDateContext>(context);
  if (through == nullptr) return;
  const auto dates = through->ISO_DATE();
  if (dates.size() > 1) version.from = date(dates.front());
  version.through = date(dates.back());
}

// ---- verdict ----

std::optional<ast::Declaration> Builder::verdict(Grammar::VerdictContext* context) {
  auto* heading = context->verdictHeading();
  if (!whole(heading) || !whole(heading->name()) || !whole(heading->outputType()) || !whole(context->gateBlock())) return std::nullopt;
  ast::Verdict verdict;
  verdict.name = bare_name(heading->name());
  verdict.number = optional_text(heading->number);
  verdict.titles = titles(heading->title());
  if (whole(heading->parameters())) verdict.parameters = names(heading->parameters()->name());
  verdict.type = plain_type(heading->outputType()->plainType());
  verdict.span = span_of(context);
  for (auto* written : context->gateBlock()->gate()) {
    auto built = whole(written) ? unless_broken(written, [&] { return gate(written); }) : std::nullopt;
    if (!built) return std::nullopt;  // a verdict with a case missing would mean something else
    verdict.gates.push_back(std::move(*built));
  }
  return verdict;
}

ast::Gate Builder::gate(Grammar::GateContext* context) {
  ast::Gate gate;
  gate.kind = kind_of(context->gateKind());
  gate.numbers = numbers(context->numbers());
  gate.result = name(context->result()->name());
  if (context->result()->arguments()) gate.carried = expressions(context->result()->arguments()->expression());
  gate.otherwise = context->ELSE_VALUE() != nullptr;
  gate.when = when(context->whenLine());
  if (context->name()) gate.effect = name(context->name());
  gate.span = span_of(context);
  return gate;
}

// ---- presume ----

std::optional<ast::Declaration> Builder::presume(Grammar::PresumeContext* context) {
  auto* heading = context->clauseHeading();
  if (heading == nullptr || !whole(heading->name())) return std::nullopt;
  ast::Presume presume;
  presume.name = bare_name(heading->name());
  presume.number = optional_text(heading->number);
  presume.titles = titles(heading->title());
  presume.span = span_of(context);
  if (auto* each = context->fromEach()) {
    presume.element = name(each->WORD());
    presume.set = make(each->path(), path(each->path()));
  }
  presume.when = when(context->whenLine());
  auto* rebuttal = context->rebuttal();
  if (rebuttal == nullptr) return presume;
  presume.rebuttal_numbers = numbers(rebuttal->numbers());
  presume.rebutted_by = expression(rebuttal->expression());
  presume.rebutted_when = when(rebuttal->whenLine());
  return presume;
}

// ---- sets ----

ast::SetOf Builder::set_of(Grammar::SetOfContext* context) {
  ast::SetOf result;
  if (!whole(context->memberBlock())) {
    broken_ = true;
    return result;
  }
  for (auto* written : context->memberBlock()->memberCase()) {
    if (!whole(written)) {
      broken_ = true;
      continue;
    }
    ast::MemberCase& one = result.cases.emplace_back();
    one.names = names(written->head());
    one.when = when(written->whenLine());
    one.span = span_of(written);
  }
  return result;
}

}  // namespace pol::syntax
