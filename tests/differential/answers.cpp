// The questions beside the claim: what they answer, with values of their own.
#include "page.h"

namespace pol::differential {

namespace {

std::string condition(Page& page) {
  return page.random.pick(std::vector<std::string>{
      "leaving.written", "leaving.by is insured", "leaving.used < leaving.term", "something already paid", "leaving.agreed_on is present",
      "leaving.agreed_on if any before leaving.asked_on + 30 days", "certificate.renewed", "(any e in leaving.fees where e.waived)",
      "certificate.plan is not basic", "left > 30", "leaving.asked_on after certificate.cover_end"});
}

}  // namespace

void write_answers(Page& page) {
  Random& random = page.random;
  const std::string currency = page.currency;
  page.text += fmt::format(R"(
answer leaving "IV.6" en "Leaving" {{
  define left = larger of (0, leaving.term - leaving.used)
  define returned = by leaving.by {{ insured: {0}%   insurer: 100% }}
)",
                           random.between(0, 100));
  if (page.verdicts && random.one_in(2))
    page.text += "  decided by parting\n  outcome parted = parting\n  shown parting_loss = parting.loss\n";
  if (random.one_in(2)) page.text += fmt::format("  refers when {}\n", condition(page));
  page.text += fmt::format(
      "  outcome agreed = first of {{ no \"IV.6.a\" when not leaving.written   no when {} as ends   otherwise yes }}\n", condition(page));
  page.text += fmt::format(
      "  {0} refund \"IV.6.b\" : {1} = first of {{\n    0 {1} when not agreed\n    0 {1} when {2}\n    otherwise returned of "
      "(leaving.premium "
      "* left / leaving.term) rounded\n  }}\n",
      random.one_in(3) ? "shown" : "outcome", currency, condition(page));
  page.text += fmt::format(
      "  shown ends_on : date = earlier of (leaving.asked_on + 15 days, leaving.agreed_on otherwise certificate.cover_end)   "
      "when agreed{}\n",
      random.one_in(2) ? " and " + condition(page) : "");
  page.text += fmt::format("  outcome fees : {} = sum of e.fee for e in leaving.fees where not e.waived\n", currency);
  page.text += fmt::format("  {} grade : one of low, middle, high = first of {{ low \"G.1\" when {}   high when {}   otherwise middle }}\n",
                           random.one_in(2) ? "shown" : "outcome", condition(page), condition(page));
  page.text += "}\n";
  const std::string benefit = random.pick(page.benefits);
  page.text +=
      fmt::format("\nanswer found \"IV.3\" {{\n  outcome debt : {0} = already paid for {1}\n  reverses {1}\n}}\n", currency, benefit);
}

}  // namespace pol::differential
