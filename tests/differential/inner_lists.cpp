// Records and lists within the items of a list, what is asked of them item by item, and folds around and within that.
#include <fmt/format.h>

#include "expressions.h"

namespace pol::differential {

namespace {

const std::vector<std::string> signs = {"<", "<=", ">", ">=", "=", "!="};

}  // namespace

std::string Expressions::record_truth() {
  switch (random_.below(7)) {
    case 0: return "e.doctor.known";
    case 1: return fmt::format("e.doctor.fee {} e.cost", random_.pick(signs));
    case 2: return "e.doctor.since if any before e.bought_on";
    case 3: return fmt::format("(e.repair is {} or e.ordered)", random_.one_in(2) ? "present" : "absent");
    case 4: return "(e.repair is present and (e.repair.by_us or e.repair.owner.insured))";
    case 5: return fmt::format("e.doctor.since is {}", random_.one_in(2) ? "present" : "absent");
    default: return fmt::format("(count of s in e.doctor.stays where s.nights {} 7) {} 1", random_.pick(signs), random_.pick(signs));
  }
}

std::string Expressions::pieces_truth(int depth) {
  const std::string sign = random_.pick(signs);
  switch (random_.below(depth > 0 ? 9 : 6)) {
    case 0: return fmt::format("(any p in e.pieces where (p.price {} e.cost and not p.worn))", sign);
    case 1: return fmt::format("(no p in e.pieces where (p.brand is e.maker or p.rank {} e.times))", sign);
    case 2: return fmt::format("{} {} e.cost", pieces_money(), sign);
    case 3: return fmt::format("(sum of h for h in e.repair.hours where h > e.times) {} 9", sign);
    case 4: return fmt::format("{} {} {}", pieces_portion(), sign, random_.one_in(2) ? "e.part" : "50%");
    case 5: return fmt::format("(count of p in e.pieces where position of p {} position of e) {} 1", sign, random_.pick(signs));
    case 6: return fmt::format("(all p in e.pieces where (any t in p.tested where t {} e.bought_on))", sign);
    case 7: return fmt::format("(any p in e.pieces where (no n in claim.items where n.maker is p.brand and n.times {} p.rank))", sign);
    default:
      return fmt::format("(any p in e.pieces where {}p.rank {} (largest of q.rank for q in e.pieces where q.worn otherwise 3))",
                         random_.one_in(2) ? "p.worn or " : "", sign);
  }
}

std::string Expressions::pieces_money() {
  switch (random_.below(3)) {
    case 0: return "(sum of p.price for p in e.pieces where not p.worn)";
    case 1: return fmt::format("({} of p.price for p in e.pieces otherwise e.doctor.fee)", random_.one_in(2) ? "largest" : "smallest");
    default:
      return fmt::format("(fold f : {0} 0 {0} to 9_000_000 {0} from e.doctor.fee for p in e.pieces{1} {{ {2} }})", currency_,
                         random_.one_in(2) ? " sorted by p.rank" : "",
                         random_.one_in(2) ? "smaller of (f, p.price)" : "(f + p.price) / 2 rounded");
  }
}

std::string Expressions::pieces_portion() {
  static const std::vector<std::string> orders = {"", " sorted by p.rank", " sorted by p.price descending",
                                                  " sorted by (count of t in p.tested where t after claim.decided_on)"};
  static const std::vector<std::string> bodies = {"smaller of (100%, f + p.part)", "larger of (f, p.part)",
                                                  "by (p.rank > 4) { yes: f   no: p.part }"};
  return fmt::format("(fold f : Portion from {} for p in e.pieces{} {{ {} }})", random_.one_in(2) ? "0%" : "e.part", random_.pick(orders),
                     random_.pick(bodies));
}

// A value carried through the items, by way of their pieces.
std::string Expressions::fold_of_pieces(const Surroundings& around) {
  if (some_list(around) == List::none) return "claim.damage.total";
  static const std::vector<std::string> orders = {"", " sorted by e.cost", " sorted by (sum of p.rank for p in e.pieces) descending"};
  static const std::vector<std::string> bodies = {
      "smaller of (100%, total + (largest of p.part for p in e.pieces otherwise 0%))",
      "by (any p in e.pieces where p.part > total) { yes: e.part   no: total }",
      "fold g : Portion from total for p in e.pieces sorted by p.rank { smaller of (100%, g + p.part) }",
      "larger of (0%, total - (fold g : Portion from e.part for p in e.pieces { larger of (g, p.part) }))",
      "by ((count of p in e.pieces where not p.worn) > 1) { yes: total   no: e.part }"};
  return fmt::format("(fold total : Portion from {} for e in claim.items{}{} {{ {} }}) {} 40%", random_.one_in(2) ? "0%" : "claim.portion",
                     random_.pick(orders), where(inside(around, List::items), 1), random_.pick(bodies), random_.pick(signs));
}

// Of a list in a required record, and of those in all items of a list.
std::string Expressions::halls_test() {
  const std::string sign = random_.pick(signs);
  switch (random_.below(11)) {
    case 9:
      return fmt::format(
          "(fold most : Portion from claim.portion for p in claim.items.pieces where p.rank {} 4 {{ larger of (most, p.part) }}) > 50%",
          sign);
    case 10:
      return "(fold day : date from claim.reported_on for t in claim.items.pieces.tested { later of (day, t) }) after claim.decided_on";
    case 7:
      return fmt::format("(smallest of p.price for p in claim.items.pieces where not p.worn otherwise claim.cost) {} claim.other_paid",
                         sign);
    case 8:
      return fmt::format(
          "(latest of t for t in claim.items.pieces.tested where t before claim.reported_on otherwise claim.reported_on) {} "
          "certificate.cover_start",
          sign);
    case 3: return fmt::format("(any p in claim.items.pieces where (p.worn or p.rank {} 4))", sign);
    case 4: return fmt::format("(sum of p.price for p in claim.items.pieces where not p.worn) {} claim.cost", sign);
    case 5: return fmt::format("(count of t in claim.items.pieces.tested where t before claim.reported_on) {} 2", sign);
    case 6: return fmt::format("(all s in claim.items.doctor.stays where s.nights {} 7)", sign);
    case 0: return fmt::format("(any h in claim.damage.halls where (h.wet or h.area {} 4))", sign);
    case 1: return fmt::format("(sum of h.area for h in claim.damage.halls) {} 9", sign);
    default: return fmt::format("(smallest of h.area for h in claim.damage.halls where not h.wet otherwise 5) {} 2", sign);
  }
}

}  // namespace pol::differential
