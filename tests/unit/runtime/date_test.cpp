#include <doctest/doctest.h>

#include <cstdint>
#include <string>

#include "../../runtime/src/date.h"

namespace {

// The obvious calendar, a day at a time.
struct SlowCounter {
  int year, month, day;

  static int length(int year, int month) {
    static constexpr int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : lengths[month - 1];
  }

  void next() {
    if (++day <= length(year, month)) return;
    day = 1;
    if (++month <= 12) return;
    month = 1;
    ++year;
  }

  std::string text() const {
    const auto digits = [](int value, std::size_t width) {
      std::string text = std::to_string(value);
      return std::string(width - text.size(), '0') + text;
    };
    return digits(year, 4) + "-" + digits(month, 2) + "-" + digits(day, 2);
  }
};

std::string printed(std::int32_t days) {
  char text[polrt::most_date_bytes];
  return {text, polrt::print_date(days, text)};
}

bool is_refused(const std::string& text) {
  std::int32_t days = 4711;
  return !polrt::parse_date(text, days) && days == 4711;
}

}  // namespace

TEST_CASE("runtime dates: every day of years 0 to 9999 counts one further than the day before") {
  SlowCounter slow{0, 1, 1};
  std::int64_t wrong = 0;
  std::int32_t days = -719528;
  for (; slow.year < 10000; ++days, slow.next()) {
    const std::string text = slow.text();
    std::int32_t parsed = 0;
    const bool good = polrt::days_of({slow.year, slow.month, slow.day}) == days &&
                      polrt::civil_of(days) == polrt::Civil{slow.year, slow.month, slow.day} && polrt::parse_date(text, parsed) &&
                      parsed == days && printed(days) == text &&
                      polrt::days_in_month(slow.year, slow.month) == SlowCounter::length(slow.year, slow.month);
    if (!good) ++wrong;
  }
  CHECK(wrong == 0);
  CHECK(days == 2932897);
  CHECK(polrt::days_of({1970, 1, 1}) == 0);
  CHECK(polrt::days_of({2000, 2, 29}) == 11016);
}

TEST_CASE("runtime dates: what is no date is refused") {
  for (const char* text :
       {"", "2011-1-20", "2011-01-2", "2011-01-200", "2011/01/20", "2011-02-29", "1900-02-29", "2011-00-10", "2011-13-10", "2011-01-00",
        "2011-01-32", "2011-04-31", "+011-01-20", " 2011-01-20", "2011-01-20 ", "20110120", "2o11-01-20", "-001-01-01"}) {
    CAPTURE(text);
    CHECK(is_refused(text));
  }
}

TEST_CASE("runtime dates: far beyond any record they still print") {
  CHECK(printed(2932897) == "10000-01-01");
  CHECK(printed(-719529) == "-0001-12-31");
  CHECK(printed(INT32_MAX) == "5881580-07-11");
  CHECK(printed(INT32_MIN) == "-5877641-06-23");
}
