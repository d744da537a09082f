// What lies between facts and an answer and is wider than 64 bits, or than 128, by its bounds and mostly also in fact.
#include <fmt/format.h>

#include "expressions.h"

namespace pol::differential {

namespace {

constexpr const char* large = "100_000_000_000";
constexpr const char* larger_than_128_bits = "100_000_000_000 * 100_000_000_000 * 100_000_000_000";

}  // namespace

std::string Expressions::wide_money(const Surroundings& around, const std::string& factor) {
  const std::vector<std::string> amounts = {"claim.cost", "claim.other_paid", "sums.cap", "claim.damage.estimate"};
  const std::string one = random_.pick(amounts), other = random_.pick(amounts);
  switch (random_.below(around.lists && around.list == List::none ? 9 : 6)) {
    case 0: return fmt::format("({} * {} - {} * {} * 2)", one, factor, other, factor);
    case 1:
    case 4: return fmt::format("by claim.kind {{ cut, burn: {} * {}   otherwise: {} }}", one, factor, other);
    case 2: return fmt::format("{} of ({} * {}, {} * {} * 2)", random_.one_in(2) ? "smaller" : "larger", one, factor, other, factor);
    case 3: return fmt::format("({} * {} + {} * claim.visits * {})", one, factor, other, factor);
    case 6: return fmt::format("(sum of e.cost * {} for e in claim.items{})", factor, where(inside(around, List::items), 1));
    case 7: return fmt::format("(smallest of e.cost * {} for e in claim.items otherwise {})", factor, one);
    case 8: return fmt::format("(largest of e.payable * {} for e in claim.others otherwise {} * {})", factor, one, factor);
    default: return fmt::format("({} * {})", one, factor);
  }
}

// 128 bits are enough for most of them.
bool Expressions::is_widest() { return random_.one_in(3); }

std::string Expressions::wide_rounded(const Surroundings& around) {
  const bool widest = is_widest();
  const std::string amount = random_.one_in(2) ? "claim.cost" : "sums.cap", factor = widest ? larger_than_128_bits : large;
  const std::string over = widest ? fmt::format("{0} / {0} / {0}_000", large) : fmt::format("{}_000", large);
  switch (random_.below(6)) {
    case 0: return "((part * claim.cost + claim.share of claim.other_paid) rounded)";
    case 1: return fmt::format("(part * {} / {} rounded)", wide_money(around, factor), over);
    case 2: return fmt::format("(part * part * part * {} rounded)", amount);
    case 3: return fmt::format("((part * claim.parts / claim.whole) * part * (part * {}) rounded down to 1 {})", amount, currency_);
    default:
      return fmt::format("({} / {} rounded{})", wide_money(around, factor), over, random_.one_in(2) ? " down to 1 " + currency_ : "");
  }
}

std::string Expressions::wide_test(const Surroundings& around) {
  const std::string sign = random_.pick(std::vector<std::string>{"<", "<=", ">", ">=", "=", "!="});
  if (random_.one_in(6)) return fmt::format("part * part * part * claim.cost {} part * claim.other_paid / claim.whole", sign);
  const std::string factor = is_widest() ? larger_than_128_bits : large;
  const std::string other = random_.one_in(3) ? "claim.cost * " + factor : wide_money(around, factor);
  return fmt::format("{} {} {}", wide_money(around, factor), sign, other);
}

}  // namespace pol::differential
