#include "wording.h"

#include <fmt/format.h>

#include <algorithm>

#include "expressions.h"

namespace pol::differential {

namespace {

// The record of every random wording. Only presences and the currency change.
constexpr const char* schema = R"(
certificate {{
  id          : text key
  plan        : one of basic, better, best
  cover_start : date
  cover_end   : date {0}
  born_on     : date
  renewed     : bool {1}
}}

question claim {{
  id           : text key
  benefits     : set of Benefit key
  decided_on   : date
  reported_on  : date
  honest       : bool presumed yes
  excused      : bool {2}
  kind         : one of none, cut, burn, fracture {3}
  cost         : {4}
  other_paid   : {4} presumed 0 {4}
  agreed_cost  : {4} optional absent "nothing agreed"
  recovered_on : date optional absent "not recovered"
  share        : percent 0% to 100% with 2 decimals
  depth        : decimal 0 to 1_000 m with 2 decimals optional absent "no diving"
  visits       : int 0 to 40 presumed 1
  score        : int -9 to 12
  papers       : set of form, bill, report optional absent "none"
  signs        : set of form, bill, report
  causes       : group {{
    reckless : bool presumed no
    drunk    : bool
  }}
  injury       : record optional absent "no injury" {{
    happened_on : date
    serious     : bool
    bill        : {4}
  }}
  illness      : record optional absent "no illness" {{
    found_on : date
    stage    : one of early, late
    died_on  : date optional absent "alive"
  }}
  lines benefits
  today decided_on
}}

table sums "Table" in {4} across certificate.plan {{
  columns         basic       better         best
  cap        {5}_000_000   90_000_000  200_000_000
  basic       5_000_000   10_000_000   20_000_000
}}
)";

class Wording {
 public:
  explicit Wording(Random& random) : random_(random), currency_(random.one_in(3) ? "EUR" : "VND"), expressions_(random, currency_) {
    for (std::uint64_t count = 2 + random_.below(3); count > 0; --count) benefits_.push_back(fmt::format("X{}", benefits_.size() + 1));
  }

  std::string write() {
    heading();
    for (std::uint64_t number = 1 + random_.below(3); number > 0; --number) term();
    if (random_.one_in(2)) named_value();
    for (std::uint64_t number = random_.below(3); number > 0; --number) condition();
    for (std::size_t benefit = 0; benefit < benefits_.size(); ++benefit) this->benefit(benefit);
    for (std::uint64_t number = random_.below(3); number > 0; --number) exclusion();
    if (limit_) text_ += "\nlimit overall \"Cap\" {\n  applies to every benefit together\n  at most sums.cap per certificate\n}\n";
    return text_;
  }

 private:
  void heading() {
    limit_ = random_.one_in(2);
    text_ = fmt::format(
        "policy random en \"Random\" {{\n  edition \"1\" in force from 2000-01-01\n  currency {0}\n  rounding half_up to {1} {0}\n"
        "  months {2}\n  waterfall own lines{3}\n}}\n",
        currency_, currency_ == "EUR" ? "0.01" : "1", random_.one_in(2) ? "clamp" : "roll", limit_ ? ", overall" : "");
    text_ += fmt::format(schema, random_.one_in(2) ? "" : "presumed 2011-09-30", random_.one_in(2) ? "presumed no" : "",
                         random_.one_in(2) ? "presumed yes" : "", random_.one_in(2) ? "presumed none" : "", currency_,
                         random_.pick(std::vector<int>{0, 30}));
  }

  Surroundings around() const {
    Surroundings around;
    around.terms = terms_;
    around.benefits = benefits_;
    return around;
  }

  std::string number() { return random_.one_in(3) ? fmt::format("\"N{}\" ", ++numbers_) : ""; }

  std::string tails(const Surroundings& around) {
    std::string text;
    if (random_.one_in(4)) text += "   when " + expressions_.truth(around, 2);
    if (random_.one_in(4)) text += "   unless " + expressions_.truth(around, 2);
    if (random_.one_in(8)) text += random_.one_in(2) ? "   else pend" : "   else refer";
    return text;
  }

  void by_lines(const Surroundings& around) {
    text_ += fmt::format("  by claim.kind {{\n    none, cut: requires {}{}\n    burn: {}\n    otherwise: requires {}\n  }}\n", number(),
                         expressions_.truth(around, 1), random_.one_in(2) ? "fails" : "requires " + expressions_.truth(around, 1),
                         expressions_.truth(around, 2));
  }

  void term() {
    Surroundings within = around();
    const std::string name = fmt::format("Term{}", terms_.size() + 1);
    text_ += fmt::format("\ndefine {} {}{{\n", name, random_.one_in(4) ? "" : fmt::format("\"{}\" ", name));
    within.injury = random_.one_in(3);
    within.illness = !within.injury && random_.one_in(3);
    if (within.injury) text_ += fmt::format("  about {}claim.injury\n", number());
    if (within.illness) text_ += fmt::format("  about {}claim.illness\n", number());
    for (std::uint64_t lines = 1 + random_.below(2); lines > 0; --lines)
      text_ += fmt::format("  requires {}{}\n", number(), expressions_.truth(within, 2));
    if (random_.one_in(2)) by_lines(within);
    text_ += "}\n";
    terms_.push_back(name);
  }

  void named_value() {
    const std::string name = fmt::format("named{}", terms_.size() + 1);
    text_ += fmt::format("\ndefine {} = {}\n", name, expressions_.truth(around(), 2));
    text_ += "define age_on(day) = completed years from certificate.born_on to day\n";
    terms_.push_back(name);
    terms_.push_back("age_on(claim.reported_on) >= 40");
  }

  std::string applies_to() {
    if (random_.one_in(2)) return "  applies to every benefit\n";
    return fmt::format("  applies to {}\n", random_.pick(benefits_));
  }

  void condition() {
    Surroundings within = around();
    within.event = within.this_benefit = true;
    text_ += fmt::format("\ncondition condition{0} \"Condition {0}\" {{\n{1}", ++conditions_, applies_to());
    text_ += fmt::format("  requires {}{}{}\n", number(), expressions_.truth(within, 2), tails(within));
    if (random_.one_in(3)) text_ += fmt::format("  pends until {} + {}\n", expressions_.plain_date(within), expressions_.distance());
    text_ += "}\n";
  }

  void benefit(std::size_t index) {
    Surroundings within = around();
    within.this_benefit = true;
    text_ += fmt::format("\nbenefit {0} \"II.{0}\" en \"Benefit {0}\" {{\n", benefits_[index]);
    within.injury = random_.one_in(2);
    within.illness = !within.injury && random_.one_in(2);
    if (within.injury) text_ += fmt::format("  about {}claim.injury\n", number());
    if (within.illness) text_ += fmt::format("  about {}claim.illness\n", number());
    text_ += fmt::format("  event {}\n", expressions_.date(within, random_.one_in(4) ? 1 : 0));
    within.event = true;
    for (std::uint64_t lines = random_.below(3); lines > 0; --lines)
      text_ += fmt::format("  requires {}{}{}\n", number(), expressions_.truth(within, 2), tails(within));
    if (random_.one_in(4)) text_ += fmt::format("  excludes {}{}\n", number(), expressions_.truth(within, 2));
    if (within.illness && random_.one_in(2))
      text_ += "  survival \"Survival\" 28 days after claim.illness.found_on   death on claim.illness.died_on\n";
    if (random_.one_in(4)) text_ += fmt::format("  waiting {} from certificate.cover_start\n", expressions_.distance());
    waterfall(within);
    text_ += "}\n";
  }

  void waterfall(const Surroundings& within) {
    text_ += fmt::format("  pays {}\n", expressions_.money(within, 2));
    for (std::uint64_t lines = random_.below(3); lines > 0; --lines)
      text_ += fmt::format("  less {}larger of (0 {}, {}) as {}{}\n", number(), currency_, expressions_.money(within, 1),
                           random_.pick(std::vector<std::string>{"other_insurance", "deductible", "prior_paid"}),
                           random_.one_in(2) ? "   when " + expressions_.truth(within, 2) : "");
    if (random_.one_in(2))
      text_ += fmt::format("  up to \"Table\" {} per certificate\n", random_.one_in(2) ? "sums.basic" : expressions_.amount_literal());
  }

  void exclusion() {
    Surroundings within = around();
    within.event = within.this_benefit = true;
    text_ += fmt::format("\nexclusion exclusion{0} \"III.{0}\" {{\n{1}", ++conditions_, applies_to());
    text_ += fmt::format("  excludes {}, {}{}\n", expressions_.truth(within, 1), expressions_.truth(within, 2),
                         random_.one_in(2) ? "   unless " + expressions_.truth(within, 2) : "");
    if (random_.one_in(3)) text_ += fmt::format("  all unless {}\n", expressions_.truth(within, 1));
    text_ += "}\n";
  }

  Random& random_;
  std::string currency_;
  Expressions expressions_;
  std::vector<std::string> benefits_, terms_;
  std::string text_;
  bool limit_ = false;
  int numbers_ = 0, conditions_ = 0;
};

}  // namespace

std::string random_wording(Random& random) { return Wording(random).write(); }

}  // namespace pol::differential
