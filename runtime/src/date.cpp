#include "date.h"

namespace polrt {

namespace {

constexpr std::int64_t days_in_400_years = 146097;
constexpr std::int64_t days_from_0000_03_01_to_1970_01_01 = 719468;

bool is_leap(std::int64_t year) noexcept { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

// Two digits, or a value above 99 where they are none.
int two_digits(const char* text) noexcept {
  const unsigned tens = static_cast<unsigned char>(text[0]) - '0';
  const unsigned ones = static_cast<unsigned char>(text[1]) - '0';
  return tens > 9 || ones > 9 ? 100 : static_cast<int>(tens * 10 + ones);
}

char* put_two(char* out, int value) noexcept {
  out[0] = static_cast<char>('0' + value / 10);
  out[1] = static_cast<char>('0' + value % 10);
  return out + 2;
}

}  // namespace

// Years are counted from 1 March, so that the leap day is the last of its year and every month before it has a fixed place.
std::int32_t days_of(Civil date) noexcept {
  const std::int64_t year = date.year - (date.month <= 2 ? 1 : 0);
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t month = date.month + (date.month > 2 ? -3 : 9);
  const std::int64_t day_of_year = (153 * month + 2) / 5 + date.day - 1;
  const std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return static_cast<std::int32_t>(era * days_in_400_years + day_of_era - days_from_0000_03_01_to_1970_01_01);
}

Civil civil_of(std::int32_t days) noexcept {
  const std::int64_t shifted = days + days_from_0000_03_01_to_1970_01_01;
  const std::int64_t era = (shifted >= 0 ? shifted : shifted - (days_in_400_years - 1)) / days_in_400_years;
  const std::int64_t day_of_era = shifted - era * days_in_400_years;
  const std::int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int month_from_march = static_cast<int>((5 * day_of_year + 2) / 153);
  const int day = static_cast<int>(day_of_year) - (153 * month_from_march + 2) / 5 + 1;
  const int month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day};
}

int days_in_month(std::int64_t year, int month) noexcept {
  if (month == 2) return is_leap(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

bool parse_date(std::string_view text, std::int32_t& days) noexcept {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const int century = two_digits(text.data());
  const int year_of_century = two_digits(text.data() + 2);
  const int month = two_digits(text.data() + 5);
  const int day = two_digits(text.data() + 8);
  if (century > 99 || year_of_century > 99 || month < 1 || month > 12) return false;
  const int year = century * 100 + year_of_century;
  if (day < 1 || day > days_in_month(year, month)) return false;
  days = days_of({year, month, day});
  return true;
}

std::size_t print_date(std::int32_t days, char* out) noexcept {
  const Civil date = civil_of(days);
  char* at = out;
  std::int64_t year = date.year;
  if (year < 0) {
    *at++ = '-';
    year = -year;
  }
  if (year > 9999) {
    char digits[20];
    int count = 0;
    for (std::int64_t rest = year / 10000; rest > 0; rest /= 10) digits[count++] = static_cast<char>('0' + rest % 10);
    while (count > 0) *at++ = digits[--count];
  }
  at = put_two(at, static_cast<int>(year / 100 % 100));
  at = put_two(at, static_cast<int>(year % 100));
  *at++ = '-';
  at = put_two(at, date.month);
  *at++ = '-';
  at = put_two(at, date.day);
  return static_cast<std::size_t>(at - out);
}

}  // namespace polrt
