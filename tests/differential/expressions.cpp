#include "expressions.h"

#include <fmt/format.h>

#include "base/calendar.h"

namespace pol::differential {

std::string Expressions::amount_literal() { return fmt::format("{}_000_000 {}", random_.between(1, 300), currency_); }

std::string Expressions::distance() {
  switch (random_.below(4)) {
    case 3: return random_.one_in(2) ? "3 months and 10 days" : "1 year and 1 month and 30 days";
    case 0: return fmt::format("{} days", random_.pick(std::vector<int>{1, 28, 30, 90, 365}));
    case 1: return fmt::format("{} months", random_.pick(std::vector<int>{1, 9, 12, 13}));
    default: return "1 year";
  }
}

std::string Expressions::date_literal() {
  return calendar::print(calendar::to_days({2010, 8, 30}) + static_cast<std::int32_t>(random_.between(0, 500)));
}

std::string Expressions::some_benefit(const Surroundings& around) {
  return around.this_benefit && random_.one_in(3) ? "this benefit" : random_.pick(around.benefits);
}

std::string Expressions::plain_date(const Surroundings& around) {
  std::vector<std::string> dates = {"certificate.cover_start", "certificate.cover_end", "claim.reported_on", "claim.damage.found_on"};
  if (random_.one_in(4)) dates.emplace_back("certificate.sale.sold_on");
  if (around.owner) dates.push_back("claim.damage.owner.born_on");
  if (around.injury) dates.push_back("claim.injury.treatment.began_on");
  if (around.event) dates.insert(dates.end(), 3, "event");
  if (around.injury) dates.insert(dates.end(), 2, "claim.injury.happened_on");
  if (around.illness) dates.push_back("claim.illness.found_on");
  if (around.claimable) dates.push_back("claimable");
  return random_.pick(dates);
}

std::string Expressions::optional_date() {
  return random_.pick(std::vector<std::string>{"claim.recovered_on", "claim.damage.fixed_on", "claim.damage.finder.seen_on"});
}

std::string Expressions::date(const Surroundings& around, int depth) {
  if (around.list != List::none && random_.one_in(2)) return element_date(around);
  if (depth <= 0) return plain_date(around);
  switch (random_.below(10)) {
    case 0: return date_literal();
    case 1:
      if (random_.one_in(3)) return fmt::format("({} + 3 months {})", date(around, depth - 1), random_.one_in(2) ? "clamped" : "rolled");
      return fmt::format("({} + {})", date(around, depth - 1), distance());
    case 2: return fmt::format("earlier of ({}, {})", date(around, depth - 1), date(around, depth - 1));
    case 3: return fmt::format("later of ({}, {})", date(around, depth - 1), date(around, depth - 1));
    case 4: return fmt::format("({} otherwise {})", optional_date(), plain_date(around));
    case 5: return fmt::format("by certificate.renewed {{ yes: {}   no: {} }}", date(around, depth - 1), plain_date(around));
    case 6: return list_date(around);
    case 7: return "(" + first_of(around, depth, [&] { return plain_date(around); }) + ")";
    case 8: return fmt::format("(from_day otherwise {})", plain_date(around));
    default: return plain_date(around);
  }
}

std::string Expressions::money(const Surroundings& around, int depth) {
  std::vector<std::string> plain = {"claim.cost", "claim.other_paid", "sums.cap", "sums.basic", amount_literal()};
  plain.push_back(random_.one_in(2) ? "claim.damage.estimate" : "claim.damage.finder.reward");
  if (around.injury) plain.push_back(random_.one_in(2) ? "claim.injury.bill" : "claim.injury.treatment.cost");
  if (around.amount) plain.push_back("amount");
  if (around.banded) plain.push_back("bands[claim.kind, claim.age].most");
  if (around.list != List::none && random_.one_in(2)) return element_money(around, depth);
  if (depth <= 0) return random_.pick(plain);
  switch (random_.below(14)) {
    case 0: return fmt::format("smaller of ({}, {})", money(around, depth - 1), money(around, depth - 1));
    case 1: return fmt::format("larger of ({}, {})", money(around, depth - 1), money(around, depth - 1));
    case 2: return fmt::format("({} + {})", money(around, depth - 1), money(around, depth - 1));
    case 3: return fmt::format("({} - {})", money(around, depth - 1), random_.pick(plain));
    case 4: return fmt::format("(claim.agreed_cost otherwise {})", random_.pick(plain));
    case 5:
      return fmt::format("by claim.kind {{ cut, burn: {}   fracture: {}   otherwise: {} }}", money(around, depth - 1), random_.pick(plain),
                         random_.pick(plain));
    case 6: return fmt::format("already paid for {}{}", some_benefit(around), around.event && random_.one_in(2) ? " on this event" : "");
    case 7: return rounded_money(around);
    case 8: return list_money(around, depth);
    case 9: return "(" + first_of(around, depth, [&] { return random_.pick(plain); }) + ")";
    case 10: return banded_money(random_.pick(plain));
    case 11: return parameter_money(around, random_.pick(plain));
    default: return random_.pick(plain);
  }
}

std::string Expressions::banded_money(const std::string& otherwise) {
  const std::string cell = "bands[claim.kind, claim.age].most";
  switch (random_.below(3)) {
    case 0: return fmt::format("first of {{ {0} when {0} is present   otherwise {1} }}", cell, otherwise);
    case 1: return fmt::format("by ({0} is present) {{ yes: {0}   no: {1} }}", cell, otherwise);
    default: return fmt::format("({} otherwise {})", cell, otherwise);
  }
}

std::string Expressions::parameter_money(const Surroundings& around, const std::string& otherwise) {
  switch (random_.below(around.lists ? 8 : 6)) {
    case 0: return fmt::format("(top otherwise {})", otherwise);
    case 3: return "((lots[claim.kind] otherwise part) * fee rounded)";
    case 4: return "(parties[claim.payee_kind] * claim.cost rounded)";
    case 5: return "steps[larger of (1, smaller of (12, claim.age))]";
    case 6: return fmt::format("(income[claim.kind, claim.age] otherwise {})", otherwise);
    case 7: return fmt::format("((fee * rate[claim.reported_on] / rate[certificate.cover_end]) rounded otherwise {})", otherwise);
    case 1: return "(fee * turns)";
    case 2: return "(part * fee rounded)";
    default: return "fee";
  }
}

std::string Expressions::parameter_truth(const Surroundings& around) {
  std::vector<std::string> tests = {"mode is strict",
                                    "harsh",
                                    "top is present",
                                    "(top is present and top > fee)",
                                    "part > 0.5",
                                    "turns <= 6",
                                    "ways is present",
                                    "(ways is present and ways.first > 50%)",
                                    "rate is absent",
                                    "bands_of[claim.kind] is present",
                                    "claim.portion_used if any in bands_of[claim.kind]",
                                    "(the k in Kind where claim.portion_used if any in bands_of[k]) if any is cut"};
  if (around.lists) tests.emplace_back("income[claim.kind, claim.age] is present");
  if (random_.one_in(3)) return "claim.portion_used if any in bands_of[claim.kind]";
  if (random_.one_in(3)) return "(the k in Kind where claim.portion_used if any in bands_of[k]) if any is cut";
  return random_.pick(tests);
}

std::string Expressions::percentage(const Surroundings& around) {
  if (around.lists && around.injury && random_.one_in(2)) return fold(around);
  switch (random_.below(6)) {
    case 0: return "claim.portion";
    case 1: return fmt::format("{}%", random_.pick(std::vector<std::string>{"80", "12.5", "33.33", "100"}));
    case 2: return "(100% - (claim.refused otherwise 0%))";
    case 3: return "(bands[claim.kind, claim.age].share otherwise 10%)";
    case 4:
      return fmt::format("(rising[{}, claim.cost].factor otherwise 5%)", random_.one_in(2) ? "claim.reported_on" : "certificate.cover_end");
    default: return "claim.share";
  }
}

std::string Expressions::rounded_money(const Surroundings& around) {
  const std::string of = random_.one_in(2) ? "claim.cost" : "sums.cap";
  const std::string mode = random_.pick(std::vector<std::string>{"", " up", " down", " half_even", " half_up"});
  const std::string unit = mode.empty() && random_.one_in(2) ? "" : fmt::format(" to {} {}", random_.one_in(2) ? "1_000" : "1", currency_);
  switch (random_.below(11)) {
    case 5:
    case 6:
    case 7:
    case 8: return wide_rounded(around);
    case 9: return fmt::format("({} rounded{}{})", several_fractions(of), mode, unit);
    case 0: return fmt::format("({} * claim.parts / claim.whole rounded{}{})", of, mode, unit);
    case 10: return fmt::format("({} / (1 + claim.parts / claim.whole) rounded{}{})", of, mode, unit);
    case 1: return fmt::format("({} / claim.whole rounded{}{})", of, mode, unit);
    case 2: return fmt::format("((claim.visits / claim.whole) * {} rounded{}{})", of, mode, unit);
    default: return fmt::format("({} of {} rounded{}{})", percentage(around), of, mode, unit);
  }
}

// Divided by different things.
std::string Expressions::several_fractions(const std::string& of) {
  const std::string share = "claim.parts / claim.whole";
  const std::string part = of + " * (" + share + ")", other = "claim.other_paid / larger of (1, claim.visits)";
  switch (random_.below(9)) {
    case 5: return fmt::format("({} / larger of ({}, 1 / larger of (1, claim.visits)))", of, share);
    case 6: return fmt::format("(({} - claim.other_paid) / smaller of (1 + {}, 4 / larger of (3, claim.visits)))", of, share);
    case 7: return fmt::format("({} / (by claim.kind {{ cut, burn: 1 + {}   otherwise: 1 / larger of (1, claim.visits) }}))", of, share);
    case 8: return fmt::format("(({} - claim.other_paid) * larger of ({}, 2 / larger of (1, claim.visits)))", of, share);
    case 0: return fmt::format("{} * smaller of (100%, claim.parts / claim.whole)", of);
    case 1: return fmt::format("larger of ({}, {})", part, other);
    case 2: return fmt::format("(by claim.kind {{ cut, burn: {}   otherwise: {} }})", part, other);
    case 3: return fmt::format("larger of (0 {}, {} * (1 - claim.parts / claim.whole))", currency_, of);
    default: return fmt::format("({} + {})", part, other);
  }
}

std::string Expressions::fraction_test(const Surroundings& around) {
  const std::string sign = random_.pick(std::vector<std::string>{"<", "<=", ">", ">=", "=", "!="});
  switch (random_.below(6)) {
    case 3: return wide_test(around);
    case 0: return fmt::format("claim.parts / claim.whole {} {}", sign, random_.one_in(2) ? "1 / 3" : "claim.visits / 9");
    case 4: return fmt::format("claim.parts / claim.whole {} 1 / larger of (1, claim.visits) {} part", random_.one_in(2) ? "+" : "-", sign);
    case 5: return fmt::format("claim.cost / claim.whole + claim.other_paid / 7 {} claim.cost / larger of (1, claim.visits)", sign);
    case 1: return fmt::format("claim.cost / claim.whole {} {} of claim.other_paid", sign, percentage(around));
    default: return fmt::format("{} of claim.cost {} claim.other_paid", percentage(around), sign);
  }
}

std::string Expressions::lookup_test(const Surroundings& around) {
  switch (random_.below(6)) {
    case 5: return "sums.reach is " + random_.pick(std::vector<std::string>{"covered", "unlimited", "limited", "not covered"});
    case 0: return fmt::format("bands[claim.kind, claim.age].share is {}", random_.one_in(2) ? "present" : "absent");
    case 1: return "bands[claim.kind, claim.age].share if any >= 20%";
    case 2: return fmt::format("bands[claim.kind, claim.age].worst is {}", random_.one_in(2) ? "early" : "not late");
    case 3: return fmt::format("bands[claim.kind, claim.age].most if any < {}", money(around, 0));
    default:
      return fmt::format("rising[{}, claim.other_paid].factor is {}", random_.one_in(2) ? "claim.decided_on" : "certificate.cover_start",
                         random_.one_in(2) ? "present" : "absent");
  }
}

std::string Expressions::output_test() {
  return random_.pick(std::vector<std::string>{"payee is heirs", "payee is not insured", "payee is one of written, heirs",
                                               "owed > claim.cost", "late_by if any >= 30 days", "late_by is present"});
}

std::string Expressions::whole_number(const Surroundings& around, int depth) {
  if (around.list != List::none && random_.one_in(2)) return element_number(around);
  switch (depth <= 0 ? random_.below(2) : random_.below(7)) {
    case 0: return "claim.visits";
    case 1: return random_.pick(std::vector<std::string>{"claim.score", "claim.score", "claim.damage.hits", "claim.damage.place.floor"});
    case 2: return fmt::format("({} * {})", whole_number(around, 0), whole_number(around, depth - 1));
    case 3: return fmt::format("({} + {})", whole_number(around, depth - 1), whole_number(around, depth - 1));
    case 4: return fmt::format("({} - {})", whole_number(around, depth - 1), whole_number(around, 0));
    case 5: return list_number(around);
    default: return fmt::format("completed years from certificate.born_on to {}", plain_date(around));
  }
}

std::string Expressions::list(const Surroundings& around, int depth, const char* word) {
  std::string text = "(" + truth(around, depth - 1);
  for (std::uint64_t more = 1 + random_.below(2); more > 0; --more) text += fmt::format(" {} {}", word, truth(around, depth - 1));
  return text + ")";
}

std::string Expressions::comparison(const Surroundings& around, int depth) {
  const std::string sign = random_.pick(std::vector<std::string>{"<", "<=", ">", ">=", "=", "!="});
  switch (random_.below(6)) {
    case 5: return fmt::format("{} {} claim.agreed_cost if any", money(around, depth - 1), sign);
    case 0: return fmt::format("{} {} {}", whole_number(around, depth), sign, random_.between(0, 60));
    case 1: return fmt::format("claim.share {} {}%", sign, random_.pick(std::vector<std::string>{"5", "12.5", "50", "99.99"}));
    case 2: return fmt::format("claim.depth if any {} {}", sign, random_.pick(std::vector<std::string>{"20", "20.5", "0.01"}));
    case 3: return fmt::format("days from {} to {} {} {} days", plain_date(around), plain_date(around), sign, random_.between(-30, 400));
    default: return fmt::format("{} {} {}", money(around, depth - 1), sign, money(around, depth - 1));
  }
}

// What is asked of records that are unknown where they are not given.
std::string Expressions::damage_test(const Surroundings& around) {
  std::vector<std::string> tests = {"claim.damage.extent is partial",
                                    "claim.damage.extent is not great",
                                    "claim.damage.marks has form",
                                    "claim.damage.notes has any of form, bill",
                                    "claim.damage.notes has bill",
                                    "claim.wants has claim.payee_kind",
                                    "claim.damage.notes if any has bill",
                                    "claim.damage.fixed_on if any <= claim.damage.finder.seen_on if any",
                                    "claim.damage.owner is absent",
                                    "claim.damage.fixed_on is present",
                                    "claim.damage.finder.seen_on is present",
                                    "claim.damage.place.abroad",
                                    "claim.damage.total",
                                    "claim.damage.finder.honest",
                                    "proved claim.damage.finder.honest",
                                    "(claim.damage.owner is present and claim.damage.owner.insured)",
                                    "(claim.damage.owner is present and claim.damage.owner.broker.honest)",
                                    "claim.damage.owner.part if any >= 50%",
                                    "claim.damage.resting < 28 days",
                                    "claim.decided_on at least claim.damage.resting after claim.damage.found_on",
                                    "certificate.cover_start <= claim.damage.found_on + claim.damage.serves",
                                    "certificate.sale.online"};
  if (around.injury) tests.insert(tests.end(), {"claim.injury.treatment.in_ward", "claim.injury.treatment.ended_on is absent"});
  if (around.owner)
    tests.insert(tests.end(), {"claim.damage.owner.insured", "claim.damage.owner.broker.honest", "claim.damage.owner.part is present"});
  return random_.pick(tests);
}

std::string Expressions::case_test(const Surroundings& around) {
  static const std::vector<std::string> tests = {"is cut", "is not cut", "is one of burn, fracture", "is not one of burn, none", "is none"};
  if (around.illness && random_.one_in(2))
    return fmt::format("claim.illness.stage is {}", random_.pick(std::vector<std::string>{"early", "late", "not early"}));
  if (random_.one_in(4)) return fmt::format("certificate.plan is {}", random_.pick(std::vector<std::string>{"basic", "better", "best"}));
  if (random_.one_in(3))
    return fmt::format(
        "claim.{} {}", random_.one_in(2) ? "papers" : "signs",
        random_.pick(std::vector<std::string>{"has form", "has all of form, bill", "has any of bill, report", "has report"}));
  return fmt::format("claim.kind {}", random_.pick(tests));
}

std::string Expressions::timing(const Surroundings& around, int depth) {
  const std::string subject = random_.one_in(4) ? optional_date() + " if any" : date(around, depth - 1);
  const std::string anchor = random_.one_in(4) ? optional_date() + " if any" : date(around, depth - 1);
  switch (random_.below(8)) {
    case 0: return fmt::format("{} within {} after {}", subject, distance(), anchor);
    case 1: return fmt::format("{} at least {} after {}", subject, distance(), anchor);
    case 2: return fmt::format("{} no later than {} after {}", subject, distance(), anchor);
    case 3: return fmt::format("{} more than {} after {}", subject, distance(), anchor);
    case 4: return fmt::format("{} on or before {}", subject, anchor);
    case 5: return fmt::format("{} on or after {}", subject, anchor);
    case 6: return fmt::format("{} {} {}", subject, random_.one_in(2) ? "before" : "after", anchor);
    default: {
      const std::string through = random_.one_in(3) ? optional_date() + " if any" : date(around, depth - 1);
      return fmt::format("{} in {} through {}", subject, anchor, through);
    }
  }
}

std::string Expressions::presence_test(const Surroundings& around, int depth) {
  switch (random_.below(4)) {
    case 0:
      return fmt::format("claim.{} is {}", random_.pick(std::vector<std::string>{"injury", "illness", "recovered_on", "depth"}),
                         random_.one_in(2) ? "present" : "absent");
    case 1: return fmt::format("(claim.injury is present and claim.injury.serious)");
    case 2: return fmt::format("(claim.illness is present and claim.illness.found_on before {})", date(around, depth - 1));
    default:
      return fmt::format("proved {}", random_.pick(std::vector<std::string>{"claim.excused", "certificate.renewed", "claim.honest"}));
  }
}

std::string Expressions::history_test(const Surroundings& around) {
  const std::string benefit = some_benefit(around);
  const std::string on_this_event = around.event && random_.one_in(2) ? " on this event" : "";
  switch (random_.below(5)) {
    case 0: return fmt::format("something already paid for {}{}", benefit, on_this_event);
    case 1: return fmt::format("nothing already paid for {}{}", benefit, on_this_event);
    case 2: return "something already paid";
    case 3: return "nothing already paid" + on_this_event;
    default:
      return fmt::format("(something already paid for {0} and {1} within {2} after first event date of {0})", random_.pick(around.benefits),
                         plain_date(around), distance());
  }
}

std::string Expressions::truth(const Surroundings& around, int depth) {
  if (depth <= 0)
    return random_.pick(
        std::vector<std::string>{"claim.honest", "claim.excused", "claim.causes.reckless", "claim.causes.drunk", "certificate.renewed"});
  if (around.list != List::none && random_.one_in(2)) return element_truth(around, depth);
  switch (random_.below(17)) {
    case 0: return list(around, depth, "and");
    case 1: return list(around, depth, "or");
    case 2: return fmt::format("not {}", truth(around, depth - 1));
    case 3:
    case 4: return comparison(around, depth);
    case 5: return case_test(around);
    case 6:
    case 7: return timing(around, depth);
    case 8: return presence_test(around, depth);
    case 9: return history_test(around);
    case 10:
      return fmt::format("by claim.kind {{ none: {}   cut: {}   otherwise: {} }}", truth(around, depth - 1), truth(around, 0),
                         truth(around, depth - 1));
    case 11: return list_truth(around, depth);
    case 12: return random_.one_in(3) ? fraction_test(around) : parameter_truth(around);
    case 13: return lookup_test(around);
    case 15: return damage_test(around);
    case 14:
      if (around.this_benefit && random_.one_in(2))
        return fmt::format("by this benefit {{ X1: {}   otherwise: {} }}", truth(around, 0), truth(around, depth - 1));
      return around.outputs && around.lists ? output_test() : "proved " + truth(around, 0);
    default: {
      const std::vector<std::string>& terms = around.lists ? around.terms : around.plain_terms;
      return terms.empty() ? truth(around, depth - 1) : random_.pick(terms);
    }
  }
}

}  // namespace pol::differential
