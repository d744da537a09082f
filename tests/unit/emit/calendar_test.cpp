// Generated calendars against base/calendar.h, through a small program: every day of 400 years and more, both ways a month may end.
#include <doctest/doctest.h>

#include "base/calendar.h"
#include "machine.h"

namespace pol::emit::test {

namespace {

const std::int32_t first_day = calendar::to_days({1900, 1, 1});
const std::int32_t last_day = calendar::to_days({2400, 12, 31});

calendar::MonthEnd same(ir::MonthEnd end) { return end == ir::MonthEnd::clamp ? calendar::MonthEnd::clamp : calendar::MonthEnd::roll; }

// Both days are read from a record, so that nothing is folded while compiling.
struct TwoNumbers {
  Machine machine;
  std::uint32_t left, right;

  TwoNumbers() : left(machine.add_fact(ir::Storage::date)), right(machine.add_fact(ir::Storage::number)) {}
  ir::NodeId left_leaf() { return machine.build.number_leaf(left, -200'000, 200'000); }
  ir::NodeId right_leaf() { return machine.build.number_leaf(right, -200'000, 200'000); }
  std::int64_t of(std::int32_t a, std::int64_t b) {
    machine.give(left, a);
    machine.give(right, b);
    return machine.run(Variant::deciding).least(0);
  }
};

}  // namespace

TEST_CASE("added months are the calendar's for every day of 500 years") {
  for (const ir::MonthEnd end : {ir::MonthEnd::clamp, ir::MonthEnd::roll}) {
    TwoNumbers numbers;
    numbers.machine.compile_number(numbers.machine.build.add_months(numbers.left_leaf(), numbers.right_leaf(), end, -999'999, 999'999));
    int wrong = 0;
    for (const std::int64_t months : {0, 1, 2, 6, 11, 12, 13, 24, 48, 1200, 6000, -1, -12, -13, -48, -600}) {
      for (std::int32_t day = first_day; day <= last_day; ++day) {
        wrong += numbers.of(day, months) != calendar::add_months(day, months, same(end)) ? 1 : 0;
      }
    }
    CHECK(wrong == 0);
  }
}

TEST_CASE("completed years are the calendar's for many pairs of days") {
  for (const ir::MonthEnd end : {ir::MonthEnd::clamp, ir::MonthEnd::roll}) {
    TwoNumbers numbers;
    numbers.machine.compile_number(numbers.machine.build.completed_years(numbers.left_leaf(), numbers.right_leaf(), end, -999, 999));
    int wrong = 0;
    const auto check = [&](std::int32_t birth, std::int32_t day) {
      wrong += numbers.of(birth, day) != calendar::completed_years(birth, day, same(end)) ? 1 : 0;
    };
    for (std::int32_t birth = first_day; birth <= last_day; birth += 7) {
      for (const std::int32_t apart : {-800, -366, -365, -1, 0, 1, 27, 364, 365, 366, 1460, 1461, 36'524, 36'525, 146'097})
        check(birth, birth + apart);
    }
    // Around the birthdays of those born at the ends of February, in common years, leap years and centuries.
    for (const int year : {1904, 1999, 2000, 2096, 2100}) {
      for (std::int32_t birth = calendar::to_days({year, 2, 26}); birth <= calendar::to_days({year, 3, 3}); ++birth) {
        for (int later = year - 3; later <= year + 110; ++later) {
          for (std::int32_t day = calendar::to_days({later, 2, 25}); day <= calendar::to_days({later, 3, 4}); ++day) check(birth, day);
        }
      }
    }
    CHECK(wrong == 0);
  }
}

TEST_CASE("months beyond every calendar do no harm") {
  TwoNumbers numbers;
  numbers.machine.compile_number(numbers.machine.build.add_months(numbers.left_leaf(), numbers.right_leaf(), ir::MonthEnd::clamp, 0, 0));
  CHECK(numbers.of(0, INT64_MAX) > numbers.of(0, 1'000'000));
  CHECK(numbers.of(0, INT64_MIN) < numbers.of(0, -1'000'000));
}

TEST_CASE("an unknown day gives the bounds of the earliest and the latest") {
  TwoNumbers numbers;
  numbers.machine.compile_number(
      numbers.machine.build.add_months(numbers.left_leaf(), numbers.machine.build.number(1), ir::MonthEnd::clamp, 0, 0));
  numbers.machine.forget(numbers.left);
  const Output output = numbers.machine.run();
  CHECK(output.least(0) == calendar::add_months(-200'000, 1, calendar::MonthEnd::clamp));
  CHECK(output.most(0) == calendar::add_months(200'000, 1, calendar::MonthEnd::clamp));
  CHECK(output.amount_rests_on(0));
}

TEST_CASE("an age between unknown days spans the least and the greatest") {
  TwoNumbers numbers;
  ir::Builder& build = numbers.machine.build;
  const ir::NodeId birth = build.number_leaf(numbers.left, 0, 365), day = build.number_leaf(numbers.right, 3653, 4018);
  numbers.machine.compile_number(build.completed_years(birth, day, ir::MonthEnd::clamp, 0, 99));
  const Output output = numbers.machine.run();
  CHECK(output.least(0) == calendar::completed_years(365, 3653, calendar::MonthEnd::clamp));
  CHECK(output.most(0) == calendar::completed_years(0, 4018, calendar::MonthEnd::clamp));
  CHECK(output.amount_rests_on(0));
  CHECK(output.amount_rests_on(1));
}

}  // namespace pol::emit::test
