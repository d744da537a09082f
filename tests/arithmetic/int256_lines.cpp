// What Int256 makes of pairs of numbers: for int256_test.py, which knows from Python what it should be. A line has two numbers, each in
// four words of hexadecimal digits, lowest first; what comes out is in the order below, `none` where it does not fit.
#include <array>
#include <iostream>

#include "base/int256.h"

using namespace pol;

namespace {

bool read(std::istream& in, Int256& number) {
  std::array<std::uint64_t, 4> words{};
  for (std::uint64_t& word : words) in >> word;
  number = Int256(words);
  return static_cast<bool>(in);
}

template <typename Number>
void write(const std::optional<Number>& number) {
  std::cout << ' ' << (number ? print_whole(*number) : "none");
}

}  // namespace

int main() {
  std::cin >> std::hex;
  for (Int256 a, b; read(std::cin, a) && read(std::cin, b);) {
    std::cout << print_whole(a) << ' ' << (a < b) << (a == b) << (a > b) << a.fits_64() << a.fits_128();
    for (const auto& result : {narrow(a) ? std::optional<Int256>(*narrow(a)) : std::nullopt, add(a, b), subtract(a, b), multiply(a, b)})
      write(result);
    for (const RoundingMode mode : {RoundingMode::half_up, RoundingMode::half_even, RoundingMode::up, RoundingMode::down})
      write(round_ratio(a, b, mode));
    std::cout << '\n';
  }
}
