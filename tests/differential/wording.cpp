#include "wording.h"

#include "page.h"
#include "schema.h"

namespace pol::differential {

namespace {

void heading(Page& page, bool valid) {
  Random& random = page.random;
  page.limit = random.one_in(2);
  page.conduct = random.one_in(2);
  page.duplicates = random.one_in(3);
  page.text = fmt::format(
      "policy random en \"Random\" {{\n  edition \"1\" in force from 2000-01-01\n  currency {0}\n  rounding {1} to {2} {0}\n"
      "  months {3}\n  waterfall own lines{4}{5}{6}\n}}\n\n",
      page.currency, random.pick(std::vector<std::string>{"half_up", "half_up", "half_even", "down", "up"}),
      page.currency == "EUR" ? "0.01" : "1", random.pick(std::vector<std::string>{"clamp", "roll", "strict"}),
      page.limit ? ", overall" : "", page.duplicates ? ", other_contract" : "", page.conduct ? ", conduct" : "");
  page.text += random_schema(random, page.currency, valid);
}

}  // namespace

std::string random_wording(Random& random) {
  const std::string currency = random.one_in(3) ? "EUR" : "VND";
  Page page{random, currency, Expressions(random, currency), {}, {}, {}};
  for (std::uint64_t count = 2 + random.below(3); count > 0; --count) page.benefits.push_back(fmt::format("X{}", page.benefits.size() + 1));
  page.known.benefits = page.benefits;
  heading(page, random.one_in(3));
  write_terms(page);
  if (random.one_in(2)) write_outputs(page);
  if (random.one_in(2)) write_verdicts(page);
  write_general_clauses(page);
  for (std::size_t benefit = 0; benefit < page.benefits.size(); ++benefit) write_benefit(page, benefit);
  write_answers(page);
  return page.text;
}

}  // namespace pol::differential
