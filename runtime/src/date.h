// Civil dates: proleptic Gregorian, no time of day, no time zone. A date is the number of days since 1970-01-01. The runtime's own
// calendar: it shares nothing with the compiler's, so that comparing the two tests both.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace polrt {

struct Civil {
  std::int64_t year;
  int month;  // 1 to 12
  int day;    // 1 to 31

  bool operator==(const Civil&) const = default;
};

inline constexpr std::size_t most_date_bytes = 24;

// Days of a date that exists; the year must lie within 0 to 9999.
std::int32_t days_of(Civil date) noexcept;
// For every 32-bit number of days.
Civil civil_of(std::int32_t days) noexcept;
int days_in_month(std::int64_t year, int month) noexcept;

// Reads "YYYY-MM-DD" of a date that exists, nothing else. False leaves `days` as it was.
bool parse_date(std::string_view text, std::int32_t& days) noexcept;
// Writes "YYYY-MM-DD" (a sign or more digits where the year does not lie within 0 to 9999) into `out`, which holds at least
// most_date_bytes; gives the bytes written.
std::size_t print_date(std::int32_t days, char* out) noexcept;

}  // namespace polrt
