// What lies between facts and an answer and is wider than 64 bits, by its bounds and mostly also in fact.
#include <fmt/format.h>

#include "expressions.h"

namespace pol::differential {

namespace {

constexpr const char* large = "100_000_000_000";

}  // namespace

std::string Expressions::wide_money(const Surroundings& around) {
  const std::vector<std::string> amounts = {"claim.cost", "claim.other_paid", "sums.cap", "claim.damage.estimate"};
  const std::string one = random_.pick(amounts), other = random_.pick(amounts);
  switch (random_.below(around.lists && around.list == List::none ? 8 : 5)) {
    case 0: return fmt::format("({} * {} - {} * 90_000_000_000)", one, large, other);
    case 1: return fmt::format("by claim.kind {{ cut, burn: {} * {}   otherwise: {} }}", one, large, other);
    case 2: return fmt::format("{} of ({} * {}, {} * 200_000_000_000)", random_.one_in(2) ? "smaller" : "larger", one, large, other);
    case 3: return fmt::format("({} * {} + {} * claim.visits * {})", one, large, other, large);
    case 5: return fmt::format("(sum of e.cost * {} for e in claim.items{})", large, where(inside(around, List::items), 1));
    case 6: return fmt::format("(smallest of e.cost * {} for e in claim.items otherwise {})", large, one);
    case 7: return fmt::format("(largest of e.payable * {} for e in claim.others otherwise {} * {})", large, one, large);
    default: return fmt::format("({} * {})", one, large);
  }
}

std::string Expressions::wide_rounded(const Surroundings& around) {
  switch (random_.below(4)) {
    case 0: return "((part * claim.cost + claim.share of claim.other_paid) rounded)";
    case 1: return fmt::format("(part * {} / {}_000 rounded)", wide_money(around), large);
    default: return fmt::format("({} / {}_000 rounded{})", wide_money(around), large, random_.one_in(2) ? " down to 1 " + currency_ : "");
  }
}

std::string Expressions::wide_test(const Surroundings& around) {
  const std::string sign = random_.pick(std::vector<std::string>{"<", "<=", ">", ">=", "=", "!="});
  return fmt::format("{} {} {}", wide_money(around), sign, random_.one_in(3) ? fmt::format("claim.cost * {}", large) : wide_money(around));
}

}  // namespace pol::differential
