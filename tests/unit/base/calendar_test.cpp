#include "base/calendar.h"

#include <limits>
#include <string>

#include <doctest/doctest.h>

#include "slow_calendar.h"

using namespace pol::calendar;

namespace {

const slow::Calendar& counted() {
  static const slow::Calendar calendar;
  return calendar;
}

std::string digits(int value, std::size_t places) {
  std::string text = std::to_string(value);
  return std::string(places - text.size(), '0') + text;
}

// One month at a time, then one day at a time.
std::int32_t slow_add_months(std::int32_t days, int months, MonthEnd end) {
  Civil date = counted().civil(days);
  for (; months > 0; --months) date = date.month == 12 ? Civil{date.year + 1, 1, date.day} : Civil{date.year, date.month + 1, date.day};
  for (; months < 0; ++months) date = date.month == 1 ? Civil{date.year - 1, 12, date.day} : Civil{date.year, date.month - 1, date.day};
  const bool moved = !counted().has(date);
  while (!counted().has(date)) --date.day;
  const std::int32_t result = counted().days(date);
  return moved && end == MonthEnd::roll ? result + 1 : result;
}

std::int64_t slow_completed_years(std::int32_t birth, std::int32_t day, MonthEnd end) {
  const auto birthday = [&](int nth) { return slow_add_months(birth, 12 * nth, end); };
  int age = 0;
  while (birthday(age + 1) <= day) ++age;
  while (birthday(age) > day) --age;
  return age;
}

}  // namespace

TEST_CASE("every date from 0000-01-01 to 9999-12-31 has the number that counting gives, and back") {
  std::int64_t wrong = 0;
  for (std::int32_t days = counted().first(); days <= counted().last(); ++days) {
    const Civil& date = counted().civil(days);
    if (to_days(date) != days || !(to_civil(days) == date) || !exists(date)) ++wrong;
  }
  CHECK(wrong == 0);
  CHECK(to_days({1970, 1, 1}) == 0);
  CHECK(to_days({2000, 2, 29}) == 11'016);
  CHECK(to_days({1969, 12, 31}) == -1);
}

TEST_CASE("every date of a 400-year cycle is printed as written and read back") {
  std::int64_t wrong = 0, seen = 0;
  for (std::int32_t days = counted().days({1801, 1, 1}); days < counted().days({2201, 1, 1}); ++days, ++seen) {
    const Civil& date = counted().civil(days);
    const std::string text = digits(date.year, 4) + "-" + digits(date.month, 2) + "-" + digits(date.day, 2);
    if (print(days) != text || parse(text) != days) ++wrong;
  }
  CHECK(seen == 146'097);
  CHECK(wrong == 0);
}

TEST_CASE("no other month and day of a 400-year cycle exists") {
  std::int64_t wrong = 0;
  for (std::int32_t year = 1801; year < 2201; ++year) {
    for (std::int32_t month = -1; month <= 14; ++month) {
      for (std::int32_t day = -1; day <= 33; ++day) {
        if (exists({year, month, day}) != counted().has({year, month, day})) ++wrong;
      }
    }
    for (std::int32_t month = 1; month <= 12; ++month) {
      if (days_in_month(year, month) != slow::month_length(year, month)) ++wrong;
    }
  }
  CHECK(wrong == 0);
}

TEST_CASE("text that is no date is refused") {
  for (const char* text :
       {"", "2010-8-17", "2010-08-17 ", " 2010-08-17", "2010/08/17", "2010-02-29", "1900-02-29", "2010-13-01", "2010-00-10", "2010-01-00",
        "2010-04-31", "20100817", "+010-08-17", "-010-08-17", "2010-08-1x", "2010-08--1", "10-08-2010"}) {
    CAPTURE(text);
    CHECK_FALSE(parse(text).has_value());
  }
  CHECK(parse("0000-02-29") == to_days({0, 2, 29}));
  CHECK(parse("9999-12-31") == counted().last());
}

TEST_CASE("the ends of the range hold their own dates") {
  using Limits = std::numeric_limits<std::int32_t>;
  for (const std::int32_t days : {Limits::min(), Limits::max()}) CHECK(to_days(to_civil(days)) == days);
  CHECK(to_civil(Limits::max()) == Civil{5881580, 7, 11});
  CHECK(print(to_days({-44, 3, 15})) == "-0044-03-15");
}

TEST_CASE("months are added as one would count them") {
  std::int64_t wrong = 0;
  const auto compare = [&](std::int32_t days, int months) {
    for (const MonthEnd end : {MonthEnd::clamp, MonthEnd::roll}) {
      if (add_months(days, months, end) != slow_add_months(days, months, end)) ++wrong;
    }
  };
  for (std::int32_t days = counted().days({1801, 1, 1}); days < counted().days({2201, 1, 1}); ++days) {
    compare(days, days % 25 - 12);
  }
  for (std::int32_t days = counted().days({1899, 1, 1}); days < counted().days({1901, 3, 2}); ++days) {
    for (int months = -30; months <= 30; ++months) compare(days, months);
  }
  CHECK(wrong == 0);
}

TEST_CASE("the end of a month is clamped or rolled") {
  const auto added = [](const char* date, int months, MonthEnd end) { return print(add_months(*parse(date), months, end)); };
  CHECK(added("2010-01-31", 1, MonthEnd::clamp) == "2010-02-28");
  CHECK(added("2010-01-31", 1, MonthEnd::roll) == "2010-03-01");
  CHECK(added("2012-01-31", 1, MonthEnd::clamp) == "2012-02-29");
  CHECK(added("2010-01-29", 1, MonthEnd::roll) == "2010-03-01");
  CHECK(added("2012-02-29", 48, MonthEnd::roll) == "2016-02-29");
  CHECK(added("2010-12-31", 2, MonthEnd::roll) == "2011-03-01");
  CHECK(added("2010-03-31", -1, MonthEnd::roll) == "2010-03-01");
}

TEST_CASE("more months than the range holds end at its ends") {
  using Days = std::numeric_limits<std::int32_t>;
  using Months = std::numeric_limits<std::int64_t>;
  for (const MonthEnd end : {MonthEnd::clamp, MonthEnd::roll}) {
    CHECK(add_months(0, Months::max(), end) == Days::max());
    CHECK(add_months(0, Months::min(), end) == Days::min());
    CHECK(add_months(Days::min(), Months::max(), end) == Days::max());
    CHECK(add_months(Days::max(), 1, end) == Days::max());
  }
}

TEST_CASE("completed years are birthdays counted one by one") {
  std::int64_t wrong = 0;
  for (std::int32_t birth = counted().days({1995, 12, 30}); birth < counted().days({2000, 3, 3}); ++birth) {
    for (int year = -3; year <= 6; ++year) {
      for (const MonthEnd end : {MonthEnd::clamp, MonthEnd::roll}) {
        const std::int32_t birthday = slow_add_months(birth, 12 * year, end);
        for (std::int32_t day = birthday - 2; day <= birthday + 2; ++day) {
          if (completed_years(birth, day, end) != slow_completed_years(birth, day, end)) ++wrong;
        }
      }
    }
  }
  CHECK(wrong == 0);
}

TEST_CASE("who was born on 29 February has a birthday every year") {
  const std::int32_t birth = to_days({1996, 2, 29});
  const auto age = [&](Civil day, MonthEnd end) { return completed_years(birth, to_days(day), end); };
  CHECK(age({2014, 2, 27}, MonthEnd::clamp) == 17);
  CHECK(age({2014, 2, 28}, MonthEnd::clamp) == 18);
  CHECK(age({2014, 2, 28}, MonthEnd::roll) == 17);
  CHECK(age({2014, 3, 1}, MonthEnd::roll) == 18);
  for (const MonthEnd end : {MonthEnd::clamp, MonthEnd::roll}) {
    CHECK(age({2016, 2, 28}, end) == 19);
    CHECK(age({2016, 2, 29}, end) == 20);
    CHECK(age({1996, 2, 29}, end) == 0);
    CHECK(age({1996, 2, 28}, end) == -1);
  }
  CHECK(age({1995, 2, 28}, MonthEnd::clamp) == -1);
  CHECK(age({1995, 2, 28}, MonthEnd::roll) == -2);
}
