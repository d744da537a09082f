// Civil dates for the compiler and the reference interpreter: proleptic Gregorian, no time of day, no time zone.
// A date is the number of days since 1970-01-01. (The runtime and generated code have calendars of their own; the differential test
// compares them, and each is tested against every date of a 400-year cycle.)
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pol::calendar {

struct Civil {
  std::int32_t year;
  std::int32_t month;  // 1 to 12
  std::int32_t day;    // 1 to 31

  bool operator==(const Civil&) const = default;
};

std::int32_t to_days(Civil date);  // the date must exist
Civil to_civil(std::int32_t days);
bool exists(Civil date);
int days_in_month(std::int32_t year, std::int32_t month);

// "YYYY-MM-DD" of a date that exists; nothing else.
std::optional<std::int32_t> parse(std::string_view text);
std::string print(std::int32_t days);

// What happens where the day does not exist in the later month: its last day (`clamp`), or the first of the next month (`roll`).
enum class MonthEnd { clamp, roll };
std::int32_t add_months(std::int32_t days, std::int64_t months, MonthEnd end);

// Age: birthdays from `birth` up to `day`, the birthday itself counted; somebody born on 29 February has it on 28 February in common years
// under `clamp`, on 1 March under `roll`. Negative where `day` lies before `birth`.
std::int64_t completed_years(std::int32_t birth, std::int32_t day, MonthEnd end);

}  // namespace pol::calendar
