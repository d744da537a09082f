// A split among named parties: by shares that are written one by one, of which one may get the rest.
#include <algorithm>

#include "check/build.h"
#include "check/literals.h"
#include "check/quota.h"
#include "check/typing.h"
#include "check/words.h"

namespace pol::check {

using model::ArithmeticOp;
using model::CompareOp;
using model::Kind;

namespace {

// With the digits that the shares are written with: 0.10, 0.20 and 0.60 add up to 0.90.
std::string share_in_words(const model::Type& type, std::int64_t value) {
  return type.kind == Kind::decimal ? print_fixed(value, type.decimals) : value_in_words(type, value);
}

}  // namespace

// All at the same decimals; the share of `the rest` is empty.
std::optional<std::vector<ExprPtr>> Typing::shares_of(const ast::Split& written, int& decimals) {
  std::vector<ExprPtr> shares;
  bool is_percent = false;
  for (const ast::SplitParty& party : written.parties) {
    Scope scope;
    shares.push_back(party.share ? as_value(infer(*party.share, scope), party.share->span) : ExprPtr{});
    if (!party.share) continue;
    if (!shares.back()) return std::nullopt;
    const Kind kind = shares.back()->type.kind;
    const bool fits = is_weight(shares.back()) && kind != Kind::money;
    is_percent = is_percent || kind == Kind::percent;
    if (!fits || is_percent != (kind == Kind::percent)) {
      report(Message::split_weight_of_what, party.share->span, {in_words(wording_.policy, shares.back()->type)});
      return std::nullopt;
    }
    decimals = std::max(decimals, shares.back()->type.decimals);
  }
  for (ExprPtr& share : shares) {
    if (!share) continue;
    model::Type type = type_of(is_percent ? Kind::percent : Kind::decimal);
    type.decimals = decimals;
    const ExprPtr exact = scaled(share, decimals, share->span);
    if (!exact) return std::nullopt;
    share = make(exact->node, type, exact->range, share->span);
  }
  return shares;
}

bool Typing::split_parties(const ast::Split& written, SettledSplit& split) {
  int decimals = 0;
  std::optional<std::vector<ExprPtr>> shares = shares_of(written, decimals);
  if (!shares) return false;
  const Span span = written.span;
  const auto rest = std::find(shares->begin(), shares->end(), nullptr);
  const auto first = std::find_if(shares->begin(), shares->end(), [](const ExprPtr& share) { return share != nullptr; });
  if (first == shares->end() || std::count(shares->begin(), shares->end(), nullptr) > 1) {
    report(Message::split_of_one_rest, written.name.span, {written.name.text});
    return false;
  }
  const model::Type type = (*first)->type;
  const ExprPtr whole = constant(whole_of(type), type, span);
  ExprPtr sum = constant(0, type, span);
  for (const ExprPtr& share : *shares) {
    if (share && sum) sum = arithmetic(ArithmeticOp::add, sum, share, type, span);
  }
  if (!sum) return false;
  if (rest != shares->end()) {
    *rest = arithmetic(ArithmeticOp::subtract, whole, sum, type, span);
    if (sum->range.to > whole->range.to) {
      report(Message::split_rest_below_zero, written.name.span, {share_in_words(type, model::nearest(sum->range.to))});
      return false;
    }
    sum = whole;
  }
  if (sum->range.from == sum->range.to && sum->range.from != whole->range.from) {
    report(Message::split_does_not_add_up, written.name.span,
           {share_in_words(type, model::nearest(sum->range.from)), value_in_words(type, model::nearest(whole->range.from))});
    return false;
  }
  const bool sure = sum->range.from == sum->range.to;
  if (!sure && written.otherwise == ast::SplitElse::unsaid) {
    report(Message::split_may_not_add_up, written.name.span, {written.name.text});
    return false;
  }
  return share_out(written, split, *shares, sure ? truth(true, span) : compare(CompareOp::equal, sum, whole, span), whole);
}

bool Typing::share_out(const ast::Split& written, SettledSplit& split, const std::vector<ExprPtr>& shares, const ExprPtr& fits,
                       const ExprPtr& whole) {
  const Span span = written.span;
  const model::Type& type = whole->type;
  const bool equally = written.otherwise == ast::SplitElse::equally;
  const ExprPtr otherwise = constant(equally ? 1 : 0, type, span);
  const ExprPtr over = equally ? constant(static_cast<std::int64_t>(shares.size()), type, span) : whole;
  split.total = shared(written.name.text + " total", either(fits, whole, over, span));
  std::vector<Quota> quotas;
  ExprPtr left = split.amount;
  for (const ExprPtr& share : shares) {
    quotas.emplace_back(split.amount, shared(written.name.text + " share", either(fits, share, otherwise, span)), split.total, span);
    if (!quotas.back().fits()) return !too_wide({split.amount, share}, span).failed();
    if (left) left = arithmetic(ArithmeticOp::subtract, left, quotas.back().rounded(RoundingMode::down), split.amount->type, span);
  }
  if (!left) return !too_wide({split.amount}, span).failed();
  split.left = shared(written.name.text + " left", left);
  const model::Type count = type_of(Kind::integer);
  for (std::size_t k = 0; k < quotas.size(); ++k) {
    ExprPtr rank = constant(0, count, span);
    const ExprPtr mine = quotas[k].remainder();
    for (std::size_t other = 0; other < quotas.size(); ++other) {
      if (other == k) continue;
      const CompareOp order = other < k ? CompareOp::less_equal : CompareOp::less;  // of equal ones the earlier comes first
      const ExprPtr before = compare(order, mine, quotas[other].remainder(), span);
      rank = arithmetic(ArithmeticOp::add, rank, one_or_none(before, count, span), count, span);
    }
    const ExprPtr made = part_of_quota(quotas[k], rank, split.left, split.amount, span);
    split.parties.push_back(shared(written.name.text + "." + written.parties[k].name.text, made));
  }
  return true;
}

Operand Typing::party_of(std::size_t index, const ast::Path& path, Span span) {
  SettledSplit* split = split_at(index, span);
  if (!split) return {};
  const ast::Split& written = *wording_.splits[index];
  std::vector<std::string> names;
  for (const ast::SplitParty& party : written.parties) names.push_back(party.name.text);
  if (names.empty()) return part_of(index, {}, span);
  if (path.names.size() == 2) {
    const auto found = std::find(names.begin(), names.end(), path.names[1].text);
    if (found != names.end()) {
      const ExprPtr& made = split->parties[static_cast<std::size_t>(found - names.begin())];
      return {make(made->node, made->type, made->range, span)};
    }
  }
  report(Message::split_party, path.names.back().span, {written.name.text, listed(names)});
  return {};
}

}  // namespace pol::check
