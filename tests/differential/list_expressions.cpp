// What is asked of lists, and of the element of one.
#include <fmt/format.h>

#include "expressions.h"

namespace pol::differential {

namespace {

const std::vector<std::string> signs = {"<", "<=", ">", ">=", "=", "!="};

}  // namespace

List Expressions::some_list(const Surroundings& around) {
  if (!around.lists || around.list != List::none) return List::none;
  std::vector<List> lists = {List::items, List::items, List::others};
  if (around.injury) lists.insert(lists.end(), 2, List::rows);
  return random_.pick(lists);
}

std::string Expressions::path_of(List list) const {
  if (list == List::rows) return "claim.injury.rows";
  return list == List::items ? "claim.items" : "claim.others";
}

Surroundings Expressions::inside(const Surroundings& around, List list) const {
  Surroundings within = around;
  within.list = list;
  within.lists = false;
  return within;
}

std::string Expressions::where(const Surroundings& within, int depth) {
  return random_.one_in(3) ? "" : " where " + element_truth(within, depth - 1);
}

std::string Expressions::list_truth(const Surroundings& around, int depth) {
  const List list = some_list(around);
  if (list == List::none) return truth(around, depth - 1);
  const Surroundings within = inside(around, list);
  const std::string path = path_of(list), sign = random_.pick(signs);
  switch (random_.below(8)) {
    case 6: return fold_of_pieces(around);
    case 7: return halls_test();
    case 0: return fmt::format("(any e in {} where {})", path, element_truth(within, depth));
    case 1: return fmt::format("(no e in {} where {})", path, element_truth(within, depth));
    case 2: return fmt::format("(all e in {} where {})", path, element_truth(within, depth));
    case 3: return fmt::format("(count of e in {}{}) {} {}", path, where(within, depth), sign, random_.below(4));
    case 4: return fmt::format("{} {} {}", list_money(around, depth), sign, money(around, 0));
    default: return around.injury ? fmt::format("{} {} 40%", fold(around), sign) : "(no e in claim.others where e.older)";
  }
}

std::string Expressions::list_money(const Surroundings& around, int depth) {
  const List list = some_list(around);
  if (list == List::none) return money(around, 0);
  const Surroundings within = inside(around, list);
  const std::string path = path_of(list), value = element_money(within, 1), filter = where(within, depth);
  switch (random_.below(4)) {
    case 0: return fmt::format("(smallest of {} for e in {}{} otherwise {})", value, path, filter, money(around, 0));
    case 1: return fmt::format("(largest of {} for e in {}{} otherwise {})", value, path, filter, money(around, 0));
    default: return fmt::format("(sum of {} for e in {}{})", value, path, filter);
  }
}

std::string Expressions::list_number(const Surroundings& around) {
  const List list = some_list(around);
  if (list == List::none || list == List::others) return "claim.visits";
  const Surroundings within = inside(around, list);
  const std::string path = path_of(list), filter = where(within, 1);
  switch (random_.below(4)) {
    case 0: return fmt::format("(count of e in {}{})", path, filter);
    case 1: return fmt::format("(sum of e.times for e in {}{})", path, filter);
    case 2: return fmt::format("(smallest of e.times for e in {}{} otherwise claim.parts)", path, filter);
    default: return fmt::format("(largest of e.times for e in {}{} otherwise 0)", path, filter);
  }
}

std::string Expressions::list_date(const Surroundings& around) {
  if (some_list(around) == List::none) return plain_date(around);
  const Surroundings within = inside(around, List::items);
  return fmt::format("({} of e.bought_on for e in claim.items{} otherwise {})", random_.one_in(2) ? "earliest" : "latest", where(within, 1),
                     plain_date(around));
}

// Shares of the injury's rows, one after another.
std::string Expressions::fold(const Surroundings& around) {
  const Surroundings within = inside(around, List::rows);
  static const std::vector<std::string> orders = {"",
                                                  " sorted by e.share",
                                                  " sorted by e.share descending",
                                                  " sorted by (by rates[e.code].counted { never: 1   once: 2   each: 1 })",
                                                  " sorted by rates[e.code].rate descending",
                                                  " sorted by (e.seen_on otherwise claim.reported_on)"};
  static const std::vector<std::string> bodies = {
      "smaller of (100%, total + e.share)", "smaller of (100%, total + (e.share of (100% - total) rounded to 0.01%))",
      "larger of (total, rates[e.code].rate)", "((total + e.share) / 2 rounded to 0.01%)",
      "by rates[e.code].counted { never: total   once: e.share   each: larger of (0%, total - e.share) }"};
  const std::string start = random_.one_in(3) ? "claim.portion" : random_.one_in(2) ? "0%" : "25%";
  return fmt::format("(fold total : percent 0% to 100% with 2 decimals from {} for e in claim.injury.rows{}{} {{ {} }})", start,
                     random_.pick(orders), where(within, 1), random_.pick(bodies));
}

std::string Expressions::element_number(const Surroundings& around) { return around.list == List::others ? "claim.visits" : "e.times"; }

std::string Expressions::element_date(const Surroundings& around) {
  if (around.list == List::items) return random_.one_in(3) ? "(e.bought_on + 30 days)" : "e.bought_on";
  return around.list == List::rows ? "(e.seen_on otherwise claim.reported_on)" : "claim.reported_on";
}

std::string Expressions::element_money(const Surroundings& around, int depth) {
  if (around.list == List::others) return random_.one_in(3) ? "smaller of (e.payable, claim.cost)" : "e.payable";
  if (around.list == List::rows) {
    if (depth > 0 && random_.one_in(2))
      return fmt::format("(by rates[e.code].counted {{ never: 0%   once: 100%   each: e.share }} of {} rounded)", "sums.basic");
    return random_.one_in(2) ? "(rates[e.code].rate of sums.cap rounded)" : "(e.share of sums.basic * e.times rounded)";
  }
  if (depth <= 0) return "e.cost";
  switch (random_.below(9)) {
    case 7: return pieces_money();
    case 8: return "smaller of (e.cost, e.doctor.fee)";
    case 0: return "smaller of (e.cost, e.agreed otherwise e.cost)";
    case 1: return "(e.cost * e.times)";
    case 2: return "(e.part of e.cost rounded)";
    case 3: return fmt::format("(e.cost / e.times rounded down to 1 {})", currency_);
    case 4: return "by e.kind { exam: e.cost   otherwise: sums.basic }";
    case 5: return "(" + first_of(around, 1, [] { return std::string("e.cost"); }) + ")";
    default: return "e.cost";
  }
}

// Asked of a list for each element of another, of the same or of itself; the last reads nothing of the item.
std::string Expressions::inner_truth() {
  const std::string sign = random_.pick(signs);
  switch (random_.below(7)) {
    case 0: return fmt::format("(any n in claim.items where (n.cost {} e.cost and n.maker is e.maker))", sign);
    case 1: return fmt::format("(count of n in claim.items where n.maker is not e.maker) {} {}", sign, random_.below(3));
    case 2: return fmt::format("(sum of n.payable for n in claim.others where n.payable {} e.cost) > e.cost", sign);
    case 3: return fmt::format("(largest of n.cost for n in claim.items where n.times {} e.times otherwise e.cost) > sums.basic", sign);
    case 4: return fmt::format("(no n, m in claim.items where ((n.kind is e.kind or m.urgent) and n.times {} m.times))", sign);
    case 5: return "(all n in claim.items where (any m in claim.others where (m.older or (n.ordered and e.dental))))";
    default: return fmt::format("(sum of n.cost for n in claim.items where n.times {} 2) > e.cost", sign);
  }
}

std::string Expressions::item_truth(const Surroundings& around, int depth) {
  if (depth > 0 && random_.one_in(6)) return inner_truth();
  if (random_.one_in(5)) return random_.one_in(3) ? record_truth() : pieces_truth(depth);
  switch (random_.below(14)) {
    case 0: return "e.ordered";
    case 1: return "not e.dental";
    case 2: return fmt::format("e.kind {}", random_.pick(std::vector<std::string>{"is exam", "is not drug", "is one of exam, surgery"}));
    case 3: return fmt::format("e.cost {} {}", random_.pick(signs), money(around, 0));
    case 4: return fmt::format("e.agreed if any {} e.cost", random_.pick(signs));
    case 5: return fmt::format("e.bought_on within {} after {}", distance(), plain_date(around));
    case 6: return fmt::format("e.times {} {}", random_.pick(signs), random_.between(1, 4));
    case 7: return fmt::format("e.part {} 50%", random_.pick(signs));
    case 8: return fmt::format("e.marks has {}", random_.pick(std::vector<std::string>{"red", "all of red, blue", "any of blue, white"}));
    case 9: return fmt::format("e.place.grade {} 5", random_.pick(signs));
    case 10: return fmt::format("(e.healed is {} or e.place.floor if any >= 2)", random_.one_in(2) ? "present" : "absent");
    case 11: return "e.healed if any after e.bought_on";
    case 12: return "e.place.abroad";
    default: return around.item_terms.empty() || depth <= 0 ? "e.urgent" : random_.pick(around.item_terms) + "(e)";
  }
}

std::string Expressions::element_truth(const Surroundings& around, int depth) {
  if (depth > 0 && random_.one_in(4))
    return fmt::format("({} {} {})", element_truth(around, depth - 1), random_.one_in(2) ? "and" : "or", truth(around, depth - 1));
  if (around.list == List::items) return item_truth(around, depth);
  if (around.list == List::rows) {
    switch (random_.below(5)) {
      case 0: return fmt::format("e.share {} {}%", random_.pick(signs), random_.between(0, 100));
      case 1: return fmt::format("e.code is {}", random_.pick(std::vector<std::string>{"R1", "not R2", "one of R3, R4"}));
      case 2: return "rates[e.code].counted is not never";
      case 3: return fmt::format("e.seen_on if any on or before {}", plain_date(around));
      default: return fmt::format("rates[e.code].rate {} e.share", random_.pick(signs));
    }
  }
  switch (random_.below(4)) {
    case 0: return "e.older";
    case 1: return fmt::format("e.benefit is {}", some_benefit(around));
    case 2: return fmt::format("e.benefit is not {}", random_.pick(around.benefits));
    default: return fmt::format("e.payable {} {}", random_.pick(signs), around.amount && random_.one_in(2) ? "amount" : money(around, 0));
  }
}

}  // namespace pol::differential
