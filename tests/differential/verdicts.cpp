// Laws, presumptions and verdicts, and what speaks of them: outputs, and benefits that a verdict decides.
#include "page.h"

namespace pol::differential {

namespace {

std::string when(Page& page) { return page.expressions.truth(page.known, 2); }

void law(Page& page) {
  page.text += fmt::format(
      "\nlaw rule \"L\" en \"Rule\" in XX chosen by {} {{\n  nothing  through 2000-12-31\n  first    2001-01-01 through 2010-06-30  "
      "enacted  "
      "\"Act 1\"\n  second   from 2010-07-01                  enacted  en \"The second\"\n  draft    never in force                  "
      "proposed\n}}\n",
      page.expressions.plain_date({}));
  page.known.terms.insert(page.known.terms.end(), {"rule is first", "rule is not one of nothing, second"});
}

void presumptions(Page& page) {
  page.text += fmt::format(
      "\npresume blame \"PR\" en \"Blame\"\n  from each party in claim.wants\n    when by party {{ insured: {}   otherwise: {} }}\n  "
      "rebutted "
      "\"PR.2\" by "
      "proved ({})\n    when party is not heirs\n",
      when(page), page.random.one_in(2) ? "yes" : when(page), when(page));
  page.text += fmt::format("\npresume neglect \"PN\"\n  when {}\n  rebutted by {}\n", when(page), when(page));
  page.known.terms.insert(page.known.terms.end(), {"blame is presumed", "blame is rebutted", "neglect is not presumed"});
}

std::string result(Page& page) {
  Random& random = page.random;
  switch (random.below(4)) {
    case 0:  // a loss keeps to the bounds of its currency
      return fmt::format("Partly(smaller of (larger of ({}, 0 {}), 9_000_000_000_000 {}), {}%)", page.expressions.money(page.known, 1),
                         page.currency, page.currency, random.between(0, 100));
    case 1: return fmt::format("Wholly({})", page.expressions.amount_literal());
    case 2: return fmt::format("Not({})", random.one_in(2) ? "early" : "late");
    default: return "Nothing";
  }
}

void verdict(Page& page) {
  Random& random = page.random;
  const std::vector<std::string> kinds{"declines", "pays", "refers"};
  page.text += "\nverdict finding \"V\" en \"Finding\" : Finding = first of {\n";
  for (std::uint64_t gates = 1 + random.below(4); gates > 0; --gates)
    page.text += fmt::format("  {} {}{} when {}{}\n", random.pick(kinds), page.number(), result(page), when(page),
                             random.one_in(6) ? " as ends" : "");
  page.text += fmt::format("  {} \"V.not\" Not(late) when {}\n", random.pick(kinds), when(page));
  page.text += fmt::format("  otherwise pays \"V.last\" Wholly(5 {})\n}}\n", page.currency);
}

// Of the question that is left; it reads nothing of the claim.
void verdict_of_an_answer(Page& page) {
  Random& random = page.random;
  const std::vector<std::string> conditions{
      "leaving.written",     "leaving.by is insured",        "leaving.used < leaving.term", "leaving.agreed_on is present",
      "certificate.renewed", "certificate.plan is not basic"};
  page.text += "\nverdict parting \"VP\" : Finding = first of {\n";
  for (std::uint64_t gates = 1 + random.below(4); gates > 0; --gates)
    page.text += fmt::format("  {} {}{} when {}\n", random.one_in(3) ? "refers" : "decides", page.number(),
                             random.pick(std::vector<std::string>{"Nothing", "Not(early)", "Not(late)", "Wholly(leaving.premium)"}),
                             random.pick(conditions));
  page.text += fmt::format("  otherwise decides \"VP.last\" Wholly(5 {})\n}}\n", page.currency);
}

// What is labelled is shown where it is released in writing: by an output, by what a benefit is made of, and to others.
void releases(Page& page) {
  Random& random = page.random;
  const std::string years = "completed years from certificate.signed_on to certificate.cover_start";
  page.text +=
      fmt::format("shown age_then for claim = declassify ({}) for research{}{} under rule{}\n", years, random.one_in(2) ? " to others" : "",
                  random.one_in(2) ? " for 3 years" : "", random.one_in(2) ? "   when " + when(page) : "");
  page.text += fmt::format(
      "shown rated_if for claim = declassify (first of {{ certificate.rating when claim.honest or ({})   otherwise 7 }}) for research "
      "under rule\n",
      when(page));
  page.text += "shown rated for claim = declassify certificate.rating for research under rule\n";
  page.text += fmt::format(
      "define rated_amount = declassify (certificate.rating * {0} + {1} * certificate.rating * {0}) for settlement under rule otherwise "
      "{0}\n",
      page.expressions.amount_literal(), random.one_in(2) ? "0" : "(by claim.honest { yes: 1   no: 0 })");
  page.text += "export yearly \"E\" en \"Yearly\" to others { years = age_then   finding_is   certificate.plan   paid = X1 }\n";
  page.known.terms.insert(page.known.terms.end(), {"certificate.rating > 50", "certificate.signed_on before 2000-01-01"});
  page.releases = true;
}

}  // namespace

void write_verdicts(Page& page) {
  Random& random = page.random;
  law(page);
  presumptions(page);
  page.text += fmt::format(
      "\ntype Moment = one of early, late\ntype Finding = one of Nothing, Not(moment : Moment), Partly(loss : {0}, part : percent), "
      "Wholly(loss : {0})\ntype Remark = one of odd, old, new\n",
      page.currency);
  verdict(page);
  page.known.terms.insert(page.known.terms.end(), {"finding is Wholly", "finding pays", "finding refers"});
  verdict_of_an_answer(page);
  page.verdicts = true;
  page.text += "\nshown finding_is for claim = finding\nshown moment for claim = finding.moment\nshown loss for claim = finding.loss\n";
  page.text += "shown law_status for claim = rule.status\nshown blamed : set of Payee for claim = blame.presumed_from\n";
  page.text += fmt::format("{} remarks : set of Remark for claim = set of {{ odd when ({})   old, new when ({})   new }}\n",
                           random.one_in(2) ? "shown" : "outcome", when(page), when(page));
  releases(page);
}

}  // namespace pol::differential
