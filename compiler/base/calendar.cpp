#include "base/calendar.h"

#include <algorithm>
#include <cstdio>
#include <limits>

namespace pol::calendar {

namespace {

bool is_leap(std::int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int length_of_month(std::int64_t year, int month) {
  constexpr int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : lengths[month - 1];
}

constexpr std::int64_t days_in_cycle = 146'097;          // 400 years
constexpr std::int64_t epoch_from_march_of_0 = 719'468;  // days from 0000-03-01 to 1970-01-01

std::int64_t floor_divide(std::int64_t value, std::int64_t by) { return value / by - (value % by < 0 ? 1 : 0); }

// Years are counted from March, so that the leap day is the last of its year and month lengths follow one line: (153 m + 2) / 5.
std::int64_t days_from_civil(std::int64_t year, std::int64_t month, std::int64_t day) {
  year -= month <= 2 ? 1 : 0;
  const std::int64_t cycle = floor_divide(year, 400);
  const std::int64_t year_of_cycle = year - cycle * 400;
  const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const std::int64_t day_of_cycle = year_of_cycle * 365 + year_of_cycle / 4 - year_of_cycle / 100 + day_of_year;
  return cycle * days_in_cycle + day_of_cycle - epoch_from_march_of_0;
}

std::int32_t saturate(std::int64_t days) {
  using Limits = std::numeric_limits<std::int32_t>;
  return static_cast<std::int32_t>(std::clamp<std::int64_t>(days, Limits::min(), Limits::max()));
}

std::optional<std::int32_t> digits(std::string_view text) {
  std::int32_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::int32_t to_days(Civil date) { return saturate(days_from_civil(date.year, date.month, date.day)); }

Civil to_civil(std::int32_t days) {
  const std::int64_t from_march_of_0 = std::int64_t{days} + epoch_from_march_of_0;
  const std::int64_t cycle = floor_divide(from_march_of_0, days_in_cycle);
  const std::int64_t day_of_cycle = from_march_of_0 - cycle * days_in_cycle;
  const std::int64_t year_of_cycle = (day_of_cycle - day_of_cycle / 1460 + day_of_cycle / 36524 - day_of_cycle / 146096) / 365;
  const std::int64_t day_of_year = day_of_cycle - (365 * year_of_cycle + year_of_cycle / 4 - year_of_cycle / 100);
  const std::int64_t month_from_march = (5 * day_of_year + 2) / 153;
  const std::int64_t day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
  const std::int64_t month = month_from_march + (month_from_march < 10 ? 3 : -9);
  const std::int64_t year = year_of_cycle + cycle * 400 + (month <= 2 ? 1 : 0);
  return {static_cast<std::int32_t>(year), static_cast<std::int32_t>(month), static_cast<std::int32_t>(day)};
}

bool exists(Civil date) {
  if (date.month < 1 || date.month > 12 || date.day < 1) return false;
  return date.day <= length_of_month(date.year, date.month);
}

int days_in_month(std::int32_t year, std::int32_t month) { return length_of_month(year, month); }

std::optional<std::int32_t> parse(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text.substr(0, 4)), month = digits(text.substr(5, 2)), day = digits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  const Civil date{*year, *month, *day};
  if (!exists(date)) return std::nullopt;
  return to_days(date);
}

std::string print(std::int32_t days) {
  const Civil date = to_civil(days);
  char text[32];
  std::snprintf(text, sizeof text, "%s%04d-%02d-%02d", date.year < 0 ? "-" : "", date.year < 0 ? -date.year : date.year, date.month,
                date.day);
  return text;
}

std::int32_t add_months(std::int32_t days, std::int64_t months, MonthEnd end) {
  // Every day number lies within 6 million years of 1970: more months than these leave the range from anywhere, and the result saturates.
  constexpr std::int64_t beyond_any = 200'000'000;
  const Civil from = to_civil(days);
  const std::int64_t month_count = std::int64_t{from.year} * 12 + from.month - 1 + std::clamp(months, -beyond_any, beyond_any);
  const std::int64_t year = floor_divide(month_count, 12);
  const int month = static_cast<int>(month_count - year * 12) + 1;
  const int last = length_of_month(year, month);
  if (from.day <= last) return saturate(days_from_civil(year, month, from.day));
  const std::int64_t last_day = days_from_civil(year, month, last);
  return saturate(end == MonthEnd::clamp ? last_day : last_day + 1);
}

std::int64_t completed_years(std::int32_t birth, std::int32_t day, MonthEnd end) {
  const std::int64_t years = std::int64_t{to_civil(day).year} - to_civil(birth).year;
  return add_months(birth, years * 12, end) <= day ? years : years - 1;
}

}  // namespace pol::calendar
