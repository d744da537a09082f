#include "schema.h"

#include <fmt/format.h>

#include <vector>

namespace pol::differential {

namespace {

std::string either(Random& random, const char* one, const char* other = "") { return random.one_in(2) ? one : other; }

// A type of its own or the same written out.
std::string types(Random& random) {
  return fmt::format(
      "type Payee = one of insured, written, heirs\ntype Kind = one of none, cut, burn, fracture\ntype Grade = int 0 to {}\ntype Portion = "
      "percent 0% to 100% with 2 decimals\nlabel private, shared never released\n",
      random.one_in(2) ? 9 : 17);
}

std::string certificate(Random& random, bool valid) {
  return fmt::format(R"(
certificate {{
  id          : text key
  plan        : one of basic, better, best
  cover_start : date
  cover_end   : date {}
  born_on     : date
  signed_on   : date personal
  rating      : int 0 to 99 labelled private {}
  renewed     : bool {}
  sale        : record {{
    sold_on : date
    online  : bool presumed no
  }}
{}}}
)",
                     either(random, "presumed 2011-09-30"), either(random, "presumed 7"), either(random, "presumed no"),
                     valid ? "  valid renewed or plan is not basic or cover_start <= cover_end\n" : "");
}

std::string lists(Random& random, const std::string& currency, bool valid) {
  return fmt::format(R"(  items        : list of record {0}at most {1} items {{
    kind           : one of exam, surgery, drug {2}
    cost           : {3}
    agreed         : {3} optional absent "nothing agreed"
    ordered        : bool
    dental, urgent : bool presumed no
    bought_on      : date {4}
    times          : int 1 to 4 {5}
    part           : Portion
    marks          : set of red, blue, white {6}
    place          : group {{
      abroad : bool presumed no
      grade  : Grade
      floor  : int -2 to 40 optional absent "on the ground"
    }}
    healed         : date optional absent "not healed"
    maker          : text
    doctor         : record {{
      known : bool
      fee   : {3} 0 {3} to 9_000_000 {3}
      since : date optional absent "never seen before"
      stays : list of record at most 3 items {{ nights : int 0 to 30 }}
    }}
    repair         : record optional absent "not repaired" {{
      by_us : bool presumed no
      owner : record {{ insured : bool }}
      hours : list of int 0 to 24 at most 3 items
    }}
    pieces         : list of record {8}at most 4 items {{
      price  : {3} 0 {3} to 9_000_000 {3}
      worn   : bool presumed no
      part   : Portion
      rank   : int 0 to 9 {5}
      brand  : text
      tested : list of date {7}at most 3 items
{9}    }}
{10}  }}
  codes        : list of int 0 to 99 {7}at most 8 items
  others       : list of record optional absent "no other contract" {{
    benefit : Benefit
    payable : {3}
    older   : bool presumed no
  }}
)",
                     either(random, "optional absent \"none\" "), random.pick(std::vector<int>{3, 6, 200}), either(random, "presumed exam"),
                     currency, either(random, "presumed 2011-01-20"), either(random, "presumed 1"),
                     either(random, "optional absent \"none\""), either(random, "optional absent \"no codes\" "),
                     either(random, "optional absent \"in one piece\" "), valid ? "      valid not worn or part <= 90%\n" : "",
                     valid ? "    valid times <= 3 or not dental\n" : "");
}

// Required records: alone, in one another, in an optional one and around one.
std::string damage(Random& random, const std::string& currency) {
  return fmt::format(R"(  damage       : record {{
    found_on : date 1990-01-01 to 2030-06-30
    estimate : {0}
    extent   : one of slight, partial, great {1}
    hits     : int -5 to 9
    resting  : days 0 to 120 {3}
    serves   : months
    total    : bool presumed no
    marks    : set of form, bill
    notes    : set of form, bill optional absent "none"
    fixed_on : date optional absent "not repaired"
    place    : group {{
      abroad : bool
      floor  : int 1 to 9 {2}
    }}
    owner    : record optional absent "nobody's" {{
      born_on : date
      insured : bool
      part    : Portion optional absent "alone"
      broker  : record {{
        honest : bool
      }}
    }}
    halls    : list of record {4}at most 3 items {{
      area : int 0 to 9
      wet  : bool presumed no
    }}
    finder   : record {{
      honest  : bool
      reward  : {0}
      seen_on : date optional absent "not seen"
    }}
  }}
)",
                     currency, either(random, "presumed slight"), either(random, "presumed 2"), either(random, "presumed 3 days"),
                     either(random, "optional absent \"none\" "));
}

std::string claim(Random& random, const std::string& currency, bool valid) {
  return fmt::format(R"(
question claim {{
  id           : text key
  benefits     : set of Benefit key
  decided_on   : date
  reported_on  : date
  honest       : bool presumed yes
  excused      : bool {0}
  kind         : Kind {1}
  payee_kind   : Payee
  cost         : {2}
  other_paid   : {2} presumed 0 {2}
  agreed_cost  : {2} optional absent "nothing agreed"
  recovered_on : date optional absent "not recovered"
  share        : percent 0% to 100% with 2 decimals
  portion      : Portion presumed 50%
  portion_used : ratio optional absent "none used"
  refused      : Portion optional absent "nothing refused"
  depth        : decimal 0 to 1_000 m with 2 decimals optional absent "no diving"
  visits       : int 0 to 40 presumed 1
  parts        : int 0 to 12
  whole        : int 1 to 12
  age          : int 0 to 120
  score        : int -9 to 12
  papers       : set of form, bill, report optional absent "none"
  signs        : set of form, bill, report {7}
  wants        : set of Payee {8}
  causes       : group {{
    reckless : bool presumed no
    drunk    : bool
  }}
{3}  injury       : record optional absent "no injury" {{
    happened_on : date
    serious     : bool
    bill        : {2}
    treatment   : record {{
      began_on : date
      cost     : {2}
      in_ward  : bool presumed yes
      ended_on : date optional absent "not ended"
    }}
    rows        : list of record optional absent "none" at most 5 items {{
      code    : RateCode
      times   : int 1 to 3 presumed 1
      share   : percent 0% to 100% with 2 decimals
      seen_on : date optional absent "not seen"
    }}
{4}  }}
  illness      : record optional absent "no illness" {{
    found_on : date
    stage    : one of early, late
    died_on  : date optional absent "alive"
  }}
{6}{5}  lines benefits
  today decided_on
}}
)",
                     either(random, "presumed yes"), either(random, "presumed none"), currency, lists(random, currency, valid),
                     valid ? "    valid bill >= 1 " + currency + "\n" : "", valid ? "  valid not (causes.reckless and causes.drunk)\n" : "",
                     damage(random, currency), either(random, "presumed form, report"), either(random, "presumed none"));
}

std::string other_questions(Random& random, const std::string& currency, bool valid) {
  return fmt::format(R"(
question leaving {{
  id        : text key
  asked_on  : date
  written   : bool
  by        : one of insured, insurer {0}
  premium   : {1}
  cut       : percent 0% to 100% with 2 decimals
  term      : int 1 to 366
  used      : int 0 to 366
  agreed_on : date optional absent "not agreed"
  fees      : list of record at most 4 items {{
    fee    : {1}
    waived : bool presumed no
    payer  : text
    due_on : date optional absent "at once"
    kind   : Kind
    weight : decimal 0 to 1 with 2 decimals
    parts  : list of record {3}at most 3 items {{
      part   : {1} 0 to 1_000
      payee  : text
      share  : percent 0% to 100% with 2 decimals
      barred : bool presumed no
    }}
  }}
{2}  today asked_on
}}

question found {{
  id       : text key
  found_on : date
  alive    : bool
  today found_on
}}
)",
                     either(random, "presumed insured"), currency, valid ? "  valid used <= term or written\n" : "",
                     random.one_in(2) ? "optional absent \"none\" " : "");
}

std::string parameters(const std::string& currency) {
  return fmt::format(R"(
parameter fee "P 1" en "Fee" : {0} 0 {0} to 9_000_000 {0}   source "the contract"
parameter top : {0}, or none
parameter mode : one of strict, lenient
parameter harsh : bool
parameter part : ratio
parameter from_day : date or none
parameter turns : int 1 to 12
parameter lots : Kind -> ratio, some only, or none unless mode is strict
parameter steps : int 1 to 12 -> {0}
parameter bands_of : Kind -> range of ratio, or none
parameter parties : Payee -> ratio   adds up to 1
parameter income : Kind, int 0 to 120 -> {0}, some only, or none
parameter rate : date -> KRW per {0}, some only, or none
parameter ways : record {{ first, second : Portion   third : Portion optional }} or none
)",
                     currency);
}

std::string tables(Random& random, const std::string& currency) {
  const int middle = static_cast<int>(random.between(18, 70));
  const std::string cap = random.one_in(2) ? "5_000_000" : "unlimited", share = random.one_in(2) ? "not covered" : "12.5%";
  return fmt::format(R"(
table sums "Table" in {0} across certificate.plan {{
  columns         basic       better         best
  cap        {1}_000_000   90_000_000  200_000_000
  basic       5_000_000   10_000_000   20_000_000
  reach     not covered    {7}_000_000    unlimited
}}

table rates "Rates" down RateCode {{
  columns  rate   counted
  R1       100%   never    en "All of it"
  R2        50%   once
  R3       7.5%   each
  R4         0%   each
}}

table bands "Bands" in {0} down kind : Kind, age : int 0 to 120 {{
  columns          share        most       worst
  none, cut under {2}   20%          {3}        early
  none, cut {2} to {4}   {5}      7_000_000   late
  none, cut over {4}    40%        unlimited   late
  burn any              not covered  1_000_000   early
  fracture 0 to 17      33.33%       0           late
  fracture 18 to 120    66.67%       unlimited   early
}}

table rising "Rising" down day : date, sum : {0} {{
  columns factor
  under 2011-01-01  any                   10%
  2011-01-01 to 2011-06-30  under {6}_000_000 {0}    20%
  2011-01-01 to 2011-06-30  {6}_000_000 {0} to {6}0_000_000 {0}  30%
  2011-01-01 to 2011-06-30  over {6}0_000_000 {0}    not covered
  over 2011-06-30   any                   50%
}}
)",
                     currency, random.pick(std::vector<int>{0, 30}), middle, cap, middle + static_cast<int>(random.between(1, 40)), share,
                     random.between(1, 9), random.between(1, 9));
}

}  // namespace

std::string random_schema(Random& random, const std::string& currency, bool valid) {
  return types(random) + parameters(currency) + certificate(random, valid) + claim(random, currency, valid) +
         other_questions(random, currency, valid) + tables(random, currency);
}

}  // namespace pol::differential
