// A calendar that counts on its fingers: every date from 0000-01-01 to 9999-12-31 in one list, made by going from each day to the next.
// It shares no formula with base/calendar and is what that is tested against.
#pragma once

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <vector>

#include "base/calendar.h"

namespace slow {

using pol::calendar::Civil;

inline int month_length(int year, int month) {
  if (month == 4 || month == 6 || month == 9 || month == 11) return 30;
  if (month != 2) return 31;
  if (year % 400 == 0) return 29;
  if (year % 100 == 0) return 28;
  return year % 4 == 0 ? 29 : 28;
}

inline bool before(const Civil& a, const Civil& b) { return std::tie(a.year, a.month, a.day) < std::tie(b.year, b.month, b.day); }

class Calendar {
 public:
  Calendar() {
    for (Civil date{0, 1, 1}; date.year < 10'000; date = next(date)) dates_.push_back(date);
    epoch_ = index_of({1970, 1, 1});
  }

  std::int32_t first() const { return static_cast<std::int32_t>(-epoch_); }
  std::int32_t last() const { return static_cast<std::int32_t>(static_cast<std::int64_t>(dates_.size()) - 1 - epoch_); }
  const Civil& civil(std::int32_t days) const { return dates_.at(static_cast<std::size_t>(days + epoch_)); }
  std::int32_t days(const Civil& date) const { return static_cast<std::int32_t>(index_of(date) - epoch_); }
  bool has(const Civil& date) const { return std::binary_search(dates_.begin(), dates_.end(), date, before); }

  static Civil next(Civil date) {
    if (++date.day > month_length(date.year, date.month)) date = {date.year, date.month + 1, 1};
    return date.month > 12 ? Civil{date.year + 1, 1, 1} : date;
  }

 private:
  std::int64_t index_of(const Civil& date) const { return std::lower_bound(dates_.begin(), dates_.end(), date, before) - dates_.begin(); }

  std::vector<Civil> dates_;
  std::int64_t epoch_ = 0;
};

}  // namespace slow
