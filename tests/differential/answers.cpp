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

// Shares of the premium, and lists of what each fee has of it.
void write_splits(Page& page) {
  Random& random = page.random;
  const std::string otherwise = random.one_in(2) ? "equally" : "nothing";
  page.text += fmt::format("\nsplit dues \"IV.6.c\" of leaving.premium among e in leaving.fees{} pro rata to e.fee otherwise {}\n",
                           random.one_in(2) ? " where not e.waived" : "", otherwise);
  page.text += fmt::format("split weighed of leaving.premium among e in leaving.fees by e.weight otherwise {}\n", otherwise);
  page.text += "split borne of leaving.premium among e in leaving.fees equally with at most e.fee each\n";
  page.text += fmt::format("split parts of leaving.premium among agent by {0}%, broker by {1}%, insurer the rest\n", random.between(0, 40),
                           random.between(0, 60));
  page.text += fmt::format("split of_all of leaving.premium among p in leaving.fees.parts where not p.barred {} otherwise {}\n",
                           random.one_in(2) ? "pro rata to p.part" : "by p.share", otherwise);
  page.text += "split borne_by_all of leaving.premium among p in leaving.fees.parts equally with at most p.part each\n";
  page.text += fmt::format("split in_turn of leaving.premium among first_one by leaving.cut, second_one by 25% otherwise {}\n", otherwise);
}

void write_rows(Page& page) {
  Random& random = page.random;
  const std::string amount = random.pick(std::vector<std::string>{"dues(d)", "weighed(d)", "borne(d)", "d.fee"});
  page.text += fmt::format(
      "  {0} each : list of record {{ payer : text  amount : {1}  due : date  late : bool  kind : Kind }}\n"
      "    = list of {{ payer d.payer  amount {2}  due d.due_on  late d.due_on if any before leaving.asked_on  kind d.kind }} for d in "
      "leaving.fees{5} "
      "where {3} then list of {{ payer leaving.id  amount leaving.premium  kind burn }} where {4} then list of {{ payer leaving.id  late "
      "yes }}\n",
      random.one_in(2) ? "shown" : "outcome", page.currency, amount, random.one_in(2) ? "not d.waived" : condition(page), condition(page),
      random.pick(std::vector<std::string>{"", " sorted by d.fee", " sorted by d.weight descending"}));
  page.text += fmt::format(
      "  {} of_parts = list of {{ payee p.payee  amount {} }} for p in leaving.fees.parts{}\n", random.one_in(2) ? "shown" : "outcome",
      random.pick(std::vector<std::string>{"of_all(p)", "borne_by_all(p)", "p.part"}), random.one_in(2) ? " where not p.barred" : "");
  page.text += fmt::format(
      "  shown plain : list of int = list of 1 for d in leaving.fees where d.fee > 5 {0} then list of (by n.kind {{ none, cut: 2   burn, "
      "fracture: 3 }}) for n in leaving.fees where n.waived\n",
      page.currency);
  if (random.one_in(2))
    page.text += fmt::format(
        "  shown by_kind = list of {{ kind k  fees sum of w.fee for w in leaving.fees where w.kind is k }} for k in Kind where {}\n",
        random.one_in(2) ? "any x in leaving.fees where x.kind is k" : "k is not burn");
  page.text += "  shown agents = parts.agent + in_turn.first_one\n  shown theirs = parts.insurer + in_turn.second_one\n";
}

}  // namespace

void write_answers(Page& page) {
  write_splits(page);
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
  write_rows(page);
  page.text += "}\n";
  const std::string benefit = random.pick(page.benefits);
  page.text +=
      fmt::format("\nanswer found \"IV.3\" {{\n  outcome debt : {0} = already paid for {1}\n  reverses {1}\n}}\n", currency, benefit);
}

}  // namespace pol::differential
