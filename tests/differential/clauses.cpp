// Benefits, conditions, exclusions and limits.
#include "page.h"

namespace pol::differential {

namespace {

constexpr const char* everywhere = "  applies to every benefit\n";

std::string applies_to(Page& page) {
  if (page.random.one_in(2)) return everywhere;
  if (page.benefits.size() > 1 && page.random.one_in(3))
    return fmt::format("  applies to every benefit except {}\n", page.random.pick(page.benefits));
  return fmt::format("  applies to {}\n", page.random.pick(page.benefits));
}

Surroundings of_a_line(const Page& page) {
  Surroundings within = page.known;
  within.event = within.this_benefit = true;
  return within;
}

void condition(Page& page) {
  Surroundings within = of_a_line(page);
  within.claimable = page.random.one_in(3);
  const std::string scope = applies_to(page);
  page.text += fmt::format("\ncondition condition{0} \"Condition {0}\" {{\n{1}", ++page.conditions, scope);
  if (page.random.one_in(4)) page.text += fmt::format("  when {}\n", page.expressions.truth(within, 1));
  page.text += fmt::format("  requires {}{}{}\n", page.number(), demand(page, within), tails(page, within));
  if (scope == everywhere && page.random.one_in(3))
    page.text +=
        fmt::format("  requires {}{}   for {}   else refer\n", page.number(), demand(page, within), page.random.pick(page.benefits));
  if (page.random.one_in(3))
    page.text += fmt::format("  pends until {} + {}\n", page.expressions.plain_date(within), page.expressions.distance());
  page.text += "}\n";
}

std::string written_back(Page& page, const Surroundings& within) {
  std::string condition = page.expressions.truth(within, 1);
  if (page.random.one_in(3)) condition += " except " + page.expressions.truth(within, 1);
  return condition;
}

void exclusion(Page& page) {
  const Surroundings within = of_a_line(page);
  Expressions& expressions = page.expressions;
  const std::string scope = applies_to(page);
  page.text += fmt::format("\nexclusion exclusion{0} \"III.{0}\" {{\n{1}", ++page.conditions, scope);
  page.text += fmt::format("  excludes {} and claim.causes.reckless, {}{}\n", expressions.truth(within, 1), expressions.truth(within, 2),
                           page.random.one_in(2) ? "   unless claim.honest   unless " + written_back(page, within) : "");
  if (page.random.one_in(3))
    page.text += fmt::format("  all unless {}{}\n", written_back(page, within),
                             scope == everywhere && page.random.one_in(3) ? " for " + page.benefits[0] : "");
  page.text += "}\n";
}

// A condition that takes money, or declines by it, when the waterfall comes to it.
void conduct(Page& page) {
  Surroundings within = of_a_line(page);
  const bool named = page.random.one_in(3);
  if (named) page.text += fmt::format("\ndefine part_left = smaller of (amount, {}) - claim.cost\n", page.expressions.amount_literal());
  page.text += fmt::format("\ncondition conduct \"IV.5\" {{\n{}", applies_to(page));
  if (page.random.one_in(2)) page.text += fmt::format("  when {}\n", page.expressions.truth(within, 1));
  if (page.random.one_in(2)) page.text += "  requires claim.refused is present   else refer\n";
  within.amount = true;
  page.text += fmt::format("  leaves {}(100% - (claim.refused otherwise 0%)) of amount rounded   as share{}\n", page.number(),
                           page.random.one_in(2) ? "   when " + page.expressions.truth(within, 1) : "");
  if (page.random.one_in(3))
    page.text += fmt::format("  less {}smaller of (amount, {}) as deductible\n", page.number(), page.expressions.money(within, 0));
  if (page.random.one_in(3)) page.text += fmt::format("  up to sums.basic per {}\n", page.random.one_in(2) ? "event" : "certificate");
  if (named) page.text += fmt::format("  less larger of (0 {}, part_left) as deductible\n", page.currency);
  page.text += "}\n";
}

void other_contract(Page& page) {
  Surroundings within = of_a_line(page);
  within.amount = true;
  page.text += fmt::format("\ncondition other_contract \"IV.7\" {{\n{}  requires no e in claim.others where {}   as {}\n}}\n",
                           applies_to(page), page.expressions.element_truth(page.expressions.inside(within, List::others), 1),
                           page.random.pick(std::vector<std::string>{"duplicates", "limits", "ends", "prior_paid"}));
}

void first_lines(Page& page, Surroundings& within) {
  Expressions& expressions = page.expressions;
  Surroundings without_lists = within;  // an event stands in the bodies of list expressions too
  without_lists.lists = false;
  page.text += fmt::format("  event {}\n", expressions.date(without_lists, page.random.one_in(4) ? 1 : 0));
  within.event = true;
  if (page.random.one_in(3))
    page.text += fmt::format("  claimable first of {{ {} when {}   {} }}\n", expressions.plain_date(within), expressions.truth(within, 1),
                             page.random.one_in(2) ? "otherwise nothing" : "otherwise " + expressions.plain_date(within));
  within.banded = page.random.one_in(4);
  const char* const asked = page.random.one_in(3) ? "  excludes {}bands[claim.kind, claim.age].most is absent\n"
                                                  : "  requires {}bands[claim.kind, claim.age].most is present\n";
  if (within.banded) page.text += fmt::format(fmt::runtime(asked), page.number());
  within.reached = page.random.one_in(4);
  if (within.reached) page.text += fmt::format("  requires {}sums.reach is covered\n", page.number());
  for (std::uint64_t lines = page.random.below(3); lines > 0; --lines)
    page.text += fmt::format("  requires {}{}{}\n", page.number(), demand(page, within), tails(page, within));
  if (page.random.one_in(4)) page.text += fmt::format("  excludes {}{}\n", page.number(), expressions.truth(within, 2));
  if (within.illness && page.random.one_in(2))
    page.text += "  survival \"Survival\" 28 days after claim.illness.found_on   death on claim.illness.died_on\n";
  if (page.random.one_in(4)) page.text += fmt::format("  waiting {} from certificate.cover_start\n", expressions.distance());
}

void pays_each(Page& page, const Surroundings& around) {
  const List list = around.injury && page.random.one_in(2) ? List::rows : List::items;
  const Surroundings within = page.expressions.inside(around, list);
  Expressions& expressions = page.expressions;
  const bool without_reason = page.random.one_in(4);  // then another line says that no item counts
  if (without_reason)
    page.text +=
        fmt::format("  requires {}any e in {} where {}\n", page.number(), expressions.path_of(list), expressions.element_truth(within, 1));
  page.text += fmt::format("  pays {}each e in {} {{\n", page.number(), expressions.path_of(list));
  for (std::uint64_t lines = page.random.below(3); lines > 0; --lines)
    page.text += fmt::format("    requires {}{}{}\n", page.number(), expressions.element_truth(within, 1),
                             page.random.one_in(3) ? "   when " + expressions.element_truth(within, 1) : "");
  if (page.random.one_in(2))
    page.text += fmt::format("    excludes {}{}{}\n", page.number(), expressions.element_truth(within, 1),
                             page.random.one_in(2) ? "   unless " + expressions.element_truth(within, 1) : "");
  if (page.random.one_in(4)) page.text += fmt::format("    all unless {}\n", expressions.element_truth(within, 0));
  page.text += fmt::format("    counts {}{}\n", expressions.element_money(within, 1), without_reason ? "   without reason" : "");
  if (page.random.one_in(3)) page.text += fmt::format("    up to {}{} per item\n", page.number(), expressions.amount_literal());
  page.text += "  }\n";
}

// Of all items: a piece knows nothing of the item that it is of.
void pays_each_piece(Page& page) {
  page.text += fmt::format("  pays {}each p in claim.items.pieces {{\n    requires {}not p.worn\n", page.number(), page.number());
  if (page.random.one_in(2))
    page.text += fmt::format("    excludes {}p.rank > 4   unless any t in p.tested where t before claim.reported_on\n", page.number());
  page.text += fmt::format("    counts {}\n", page.random.one_in(2) ? "p.price" : "(p.part of p.price rounded)");
  if (page.random.one_in(3)) page.text += fmt::format("    up to {}{} per item\n", page.number(), page.expressions.amount_literal());
  page.text += "  }\n";
}

void waterfall(Page& page, const Surroundings& within) {
  Expressions& expressions = page.expressions;
  if (page.random.one_in(3)) {
    if (page.random.one_in(3))
      pays_each_piece(page);
    else
      pays_each(page, within);
  } else {
    const auto reason = [&] { return page.random.one_in(4) ? "   without reason" : ""; };
    if (page.random.one_in(4))
      page.text +=
          fmt::format("  pays {}{}   when {}{}\n", page.number(), expressions.money(within, 1), expressions.truth(within, 1), reason());
    page.text += fmt::format("  pays {}{}{}\n", expressions.money(within, 2),
                             page.releases && page.random.one_in(4) ? " + rated_amount" : "", reason());
  }
  for (std::uint64_t lines = page.random.below(3); lines > 0; --lines) {
    const std::string when = page.random.one_in(2) ? "   when " + expressions.truth(within, 2) : "";
    if (page.random.one_in(3))
      page.text += fmt::format("  leaves {}{} of {} rounded as coinsurance{}{}\n", page.number(), expressions.percentage(within),
                               page.random.one_in(2) ? "claim.cost" : "smaller of (sums.cap, claim.cost)", when,
                               page.random.one_in(3) ? "   without reason" : "");
    else
      page.text += fmt::format("  less {}larger of (0 {}, {}) as {}{}\n", page.number(), page.currency, expressions.money(within, 1),
                               page.random.pick(std::vector<std::string>{"other_insurance", "deductible", "prior_paid"}), when);
  }
  if (page.random.one_in(2))
    page.text +=
        fmt::format("  up to \"Table\" {} per {}{}{}\n", page.random.one_in(2) ? "sums.basic" : expressions.amount_literal(),
                    page.random.one_in(3) ? "event" : "certificate", page.random.one_in(3) ? "   when " + expressions.truth(within, 1) : "",
                    page.random.one_in(4) ? "   as aggregate" : "");
  if (page.random.one_in(5)) page.text += "  up to \"Top\" top per certificate   when top is present\n";
  if (within.reached) page.text += "  up to \"Reach\" sums.reach per certificate\n";
  if (page.random.one_in(3)) page.text += "  up to \"Bands\" bands[claim.kind, claim.age].most per certificate\n";
}

}  // namespace

std::string demand(Page& page, const Surroundings& around) {
  const std::string condition = page.expressions.truth(around, 2);
  return page.random.one_in(2) ? condition : fmt::format("(({}) or claim.honest)", condition);
}

std::string tails(Page& page, const Surroundings& around) {
  std::string text;
  if (page.random.one_in(4)) text += "   when " + page.expressions.truth(around, 2);
  if (page.random.one_in(4)) text += "   unless " + page.expressions.truth(around, 2);
  if (page.random.one_in(8)) return text + (page.random.one_in(2) ? "   else pend" : "   else refer");
  if (page.random.one_in(8)) text += "   as " + page.random.pick(std::vector<std::string>{"ends", "limits", "prior_paid", "duplicates"});
  return text;
}

void write_general_clauses(Page& page) {
  for (std::uint64_t number = page.random.below(3); number > 0; --number) condition(page);
  for (std::uint64_t number = page.random.below(3); number > 0; --number) exclusion(page);
  if (page.conduct) conduct(page);
  if (page.duplicates) other_contract(page);
  if (page.limit)
    page.text += fmt::format("\nlimit overall \"Cap\" {{\n  applies to every benefit together\n  at most sums.cap per {}\n}}\n",
                             page.random.one_in(3) ? "event" : "certificate");
}

void write_benefit(Page& page, std::size_t benefit) {
  Surroundings within = page.known;
  within.this_benefit = true;
  page.text += fmt::format("\nbenefit {0} \"II.{0}\" en \"Benefit {0}\" {{\n", page.benefits[benefit]);
  about(page, within, 2);
  if (page.verdicts && page.random.one_in(3)) page.text += "  decided by finding\n";
  first_lines(page, within);
  waterfall(page, within);
  page.text += "}\n";
}

}  // namespace pol::differential
