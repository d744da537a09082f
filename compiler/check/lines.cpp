#include "check/lines.h"

#include <algorithm>
#include <array>

#include "check/words.h"

namespace pol::check {

namespace {

using model::Effect;

constexpr std::array<Effect, 8> effects{Effect::requires_it, Effect::excludes, Effect::limits,     Effect::ends,
                                        Effect::waits,       Effect::refers,   Effect::prior_paid, Effect::duplicates};

struct Keyword {
  std::string_view operator()(const ast::AppliesTo&) const { return "applies to"; }
  std::string_view operator()(const ast::About&) const { return "about"; }
  std::string_view operator()(const ast::Event&) const { return "event"; }
  std::string_view operator()(const ast::Claimable&) const { return "claimable"; }
  std::string_view operator()(const ast::When&) const { return "when"; }
  std::string_view operator()(const ast::Requires&) const { return "requires"; }
  std::string_view operator()(const ast::Excludes&) const { return "excludes"; }
  std::string_view operator()(const ast::AllUnless&) const { return "all unless"; }
  std::string_view operator()(const ast::Survival&) const { return "survival"; }
  std::string_view operator()(const ast::Waiting&) const { return "waiting"; }
  std::string_view operator()(const ast::Pends&) const { return "pends until"; }
  std::string_view operator()(const ast::Pays&) const { return "pays"; }
  std::string_view operator()(const ast::PaysEach&) const { return "pays each"; }
  std::string_view operator()(const ast::Counts&) const { return "counts"; }
  std::string_view operator()(const ast::Less&) const { return "less"; }
  std::string_view operator()(const ast::Leaves&) const { return "leaves"; }
  std::string_view operator()(const ast::UpTo&) const { return "up to"; }
  std::string_view operator()(const ast::RefersWhen&) const { return "refers when"; }
  std::string_view operator()(const ast::Reverses&) const { return "reverses"; }
  std::string_view operator()(const ast::Fails&) const { return "fails"; }
  std::string_view operator()(const ast::ByLines&) const { return "by"; }
  std::string_view operator()(const ast::DecidedBy&) const { return "decided by"; }
};

}  // namespace

std::optional<model::Effect> effect_named(Wording& wording, const ast::Name& name) {
  std::vector<std::string> names;
  for (const model::Effect effect : effects) names.emplace_back(name_of(effect));
  const auto found = std::find(names.begin(), names.end(), name.text);
  if (found != names.end()) return effects[static_cast<std::size_t>(found - names.begin())];
  wording.report_name(Message::misspelt_effect, Message::unknown_effect, name, names, {listed(names)});
  return std::nullopt;
}

std::string_view keyword_of(const ast::LineNode& node) { return std::visit(Keyword{}, node); }

std::string_view keyword_of(ast::ClauseKind kind) {
  switch (kind) {
    case ast::ClauseKind::benefit: return "a benefit";
    case ast::ClauseKind::condition: return "a condition";
    case ast::ClauseKind::exclusion: return "an exclusion";
    case ast::ClauseKind::limit: return "a limit";
  }
  return {};
}

bool check_tails(Wording& wording, const ast::Tails& tails, const AllowedTails& allowed, const ast::Line& line) {
  bool good = true;
  const auto refuse = [&](std::string_view tail, Span span) {
    wording.report(Message::tail_not_here, span, {std::string(tail), std::string(keyword_of(line.node))});
    good = false;
  };
  if (tails.when && !allowed.when) refuse("when", tails.when->span);
  for (const ast::Unless& unless : tails.unless) {
    if (!allowed.unless)
      refuse("unless", unless.span);
    else if (!allowed.benefits && !unless.benefits.empty())
      refuse("for", unless.benefits.front().span);
  }
  if (!tails.benefits.empty() && !allowed.benefits) refuse("for", tails.benefits.front().span);
  if (tails.otherwise != ast::ElseKind::decline && !allowed.otherwise) refuse("else", line.span);
  if (tails.effect && !allowed.effect) refuse("as", tails.effect->span);
  if (tails.without && !allowed.without) refuse("without", tails.without->span);
  if (tails.without && allowed.without && tails.without->text != "reason") {
    wording.report(Message::without_what, tails.without->span, {tails.without->text});
    good = false;
  }
  return good;
}

}  // namespace pol::check
