// Defined terms, with and without an item as their argument, and the outputs of the claim.
#include "page.h"

namespace pol::differential {

namespace {

void by_lines(Page& page, const Surroundings& around) {
  page.text +=
      fmt::format("  by claim.kind {{\n    none, cut: requires {}{}\n    burn: {}\n    otherwise: requires {}\n  }}\n", page.number(),
                  page.expressions.truth(around, 1), page.random.one_in(2) ? "fails" : "requires " + page.expressions.truth(around, 1),
                  page.expressions.truth(around, 2));
}

void term(Page& page) {
  Surroundings within = page.known;
  within.lists = page.random.one_in(2);
  const std::string name = fmt::format("Term{}", page.known.terms.size() + 1);
  page.text += fmt::format("\ndefine {} {}{{\n", name, page.random.one_in(4) ? "" : fmt::format("\"{}\" ", name));
  about(page, within, 3);
  for (std::uint64_t lines = 1 + page.random.below(2); lines > 0; --lines)
    page.text += fmt::format("  requires {}{}\n", page.number(), page.expressions.truth(within, 2));
  if (page.random.one_in(2)) by_lines(page, within);
  page.text += "}\n";
  page.known.terms.push_back(name);
  if (!within.lists) page.known.plain_terms.push_back(name);
}

void named_value(Page& page) {
  const std::string name = fmt::format("named{}", page.known.terms.size() + 1);
  page.text += fmt::format("\ndefine {} = {}\n", name, page.expressions.truth(page.known, 2));
  page.text += "define age_on(day) = completed years from certificate.born_on to day\n";
  page.known.terms.push_back(name);
  page.known.terms.push_back("age_on(claim.reported_on) >= 40");
}

// What is asked of whichever case is named where it is used; and the first case that somebody meets.
void of_cases(Page& page) {
  page.text += "\ndefine is_kind(k) = claim.kind is k or claim.kind = burn\n";
  page.text += "define either_kind(k, other) = claim.kind is not one of k, other, burn\n";
  page.text += "define wanted_kind(k) = is_kind(k) and claim.signs has any of form, bill\n";
  page.text += "define marked(c) = count of e in claim.items where e.marks has c\n";
  page.text += "define asked_for = (the p in Payee where claim.wants has p) if any is not claim.payee_kind\n";
  page.text +=
      "define coded = claim.injury is present and (the c in RateCode where any e in claim.injury.rows where e.code is c) if any is R2\n";
  const std::vector<std::string> terms{"is_kind(cut)", "either_kind(burn, none)", "wanted_kind(burn)", "asked_for"};
  page.known.terms.insert(page.known.terms.end(), terms.begin(), terms.end());
  page.known.plain_terms.insert(page.known.plain_terms.end(), terms.begin(), terms.end());
  page.known.terms.insert(page.known.terms.end(), {"marked(red) > 0", "coded"});
}

void item_terms(Page& page) {
  const Surroundings within = page.expressions.inside(page.known, List::items);
  page.text += fmt::format("\ndefine fine(e) = {}\n", page.expressions.element_truth(within, 1));
  page.text += fmt::format("\ndefine Fair(e) \"Fair\" {{\n  requires {}{}\n  requires {}{}\n", page.number(),
                           page.expressions.element_truth(within, 1), page.number(), page.expressions.element_truth(within, 2));
  if (page.random.one_in(2))
    page.text += fmt::format("  by e.kind {{\n    exam: requires {}\n    otherwise: {}\n  }}\n", page.expressions.element_truth(within, 1),
                             page.random.one_in(2) ? "fails" : "requires e.ordered");
  page.text += "}\n";
  page.known.item_terms = {"fine", "Fair"};
}

// Of a list of plain values.
void codes(Page& page) {
  page.text += "\ndefine coded_twice = any code, other in claim.codes where code = other and position of code < position of other\n";
  page.text += fmt::format("define codes_above = count of code in claim.codes where code > {}\n", page.random.between(0, 99));
  page.text += "shown codes for claim = list of first of { code when position of code < 2   otherwise nothing } for code in claim.codes\n";
  page.known.terms.insert(page.known.terms.end(), {"coded_twice", "(codes_above > 1)", "(no code in claim.codes where code < 7)"});
}

}  // namespace

void about(Page& page, Surroundings& within, int one_in) {
  within.injury = page.random.one_in(one_in);
  within.illness = !within.injury && page.random.one_in(one_in);
  if (within.injury) page.text += fmt::format("  about {}claim.injury\n", page.number());
  if (within.illness) page.text += fmt::format("  about {}claim.illness\n", page.number());
  within.owner = page.random.one_in(3 * one_in);
  if (within.owner) page.text += fmt::format("  about {}claim.damage.owner\n", page.number());
}

void write_terms(Page& page) {
  for (std::uint64_t number = 1 + page.random.below(3); number > 0; --number) term(page);
  if (page.random.one_in(2)) item_terms(page);
  if (page.random.one_in(2)) named_value(page);
  if (page.random.one_in(2)) codes(page);
  if (page.random.one_in(2)) of_cases(page);
}

void write_outputs(Page& page) {
  Expressions& expressions = page.expressions;
  const Surroundings& around = page.known;
  page.text += fmt::format(
      "\nshown payee \"IV.4\" en \"Payee\" : Payee for claim = first of {{\n  insured \"P.1\" when {}\n  written \"P.2\", \"P.3\" when {} "
      "as "
      "ends\n  otherwise heirs\n}}\n",
      expressions.truth(around, 2), expressions.truth(around, 1));
  page.text += fmt::format("outcome owed : {} for claim = {}\n", page.currency, expressions.money(around, 2));
  page.text += fmt::format("shown late_by for claim = days from {} to {}   when {}\n", expressions.plain_date(around),
                           expressions.plain_date(around), expressions.truth(around, 1));
  if (page.random.one_in(2)) page.text += fmt::format("outcome clear \"IV.5\" for claim = {}\n", expressions.truth(around, 2));
  if (page.random.one_in(2)) page.text += fmt::format("shown since : date for claim = {}\n", expressions.date(around, 1));
  page.known.outputs = true;
}

}  // namespace pol::differential
