// What the certificate's history says.
#include <algorithm>
#include <map>
#include <optional>

#include "interpret/evaluate.h"

namespace pol::interpret {

namespace {

using NetByEvent = std::map<std::optional<std::int32_t>, Int128>;  // entries without an event date first

NetByEvent paid_by_event(const std::vector<Entry>& history, const std::vector<model::BenefitId>& benefits) {
  NetByEvent net;
  for (const Entry& entry : history) {
    if (std::find(benefits.begin(), benefits.end(), entry.benefit) != benefits.end()) net[entry.event_date] += entry.amount;
  }
  return net;
}

Int128 not_below_0(Int128 net) { return std::max<Int128>(net, 0); }

Bounds paid_in_all(const NetByEvent& net) {
  Int128 sum = 0;
  for (const auto& [date, amount] : net) sum += amount;
  return {fit(not_below_0(sum)), fit(not_below_0(sum))};
}

// What was paid for one of the days from..to. Entries without a date may be of that day, or not.
Bounds paid_on(const NetByEvent& net, const Bounds& days) {
  std::optional<Int128> least, greatest;
  const auto may_be = [&](Int128 amount) {
    least = std::min(least.value_or(amount), amount);
    greatest = std::max(greatest.value_or(amount), amount);
  };
  Int128 days_without_entries = Int128{fit_date(days.to)} - fit_date(days.from) + 1;
  for (const auto& [date, amount] : net) {
    if (!date || *date < days.from || *date > days.to) continue;
    may_be(not_below_0(amount));
    --days_without_entries;
  }
  if (days_without_entries > 0) may_be(0);
  const auto undated = net.find(std::nullopt);
  const Int128 of_any_day = undated == net.end() ? 0 : not_below_0(undated->second);
  return {fit(least.value()), fit(greatest.value() + of_any_day)};
}

}  // namespace

Value Evaluator::of(const model::HistoryAmount& node, const model::Expr&) {
  const NetByEvent net = paid_by_event(known_.history, node.benefits);
  if (!node.event) return {paid_in_all(net), {}};
  const Value& event = (*this)(node.event);
  return {paid_on(net, event.bounds()), event.rests_on()};
}

Value Evaluator::of(const model::FirstEventDate& node, const model::Expr& expr) {
  const NetByEvent net = paid_by_event(known_.history, {node.benefit});
  // What was paid without a date may have been for any day, so also for one before all others. No fact of this record could tell.
  if (const auto undated = net.find(std::nullopt); undated != net.end() && undated->second > 0) {
    return {Bounds{expr.range.from, expr.range.to}, {}};
  }
  for (const auto& [date, amount] : net) {
    if (date && amount > 0) return {Bounds{*date, *date}, {}};
  }
  return {Bounds{expr.range.from, expr.range.from}, {}};  // not judged: nothing is left paid
}

}  // namespace pol::interpret
