// A value is the set of what it may be (language, section 4); a known value is the set of one.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <set>
#include <stdexcept>
#include <variant>
#include <vector>

#include "base/exact.h"
#include "model/model.h"

namespace pol::interpret {

// Something that check proves of every model, or that the reader proves of every record, does not hold: a bug of ours, never the user's.
struct BrokenPromise : std::logic_error {
  using std::logic_error::logic_error;
};

struct Truth {
  bool may_be_yes = false;
  bool may_be_no = false;
};

struct Cases {
  std::vector<bool> possible;  // by ordinal
};

// Numbers, amounts and dates: everything from one end to the other, both included, in the units of the type. What is kept, paid or shown
// fits 64 bits; what lies between may be wider.
struct Bounds {
  Int256 from = 0;
  Int256 to = 0;
};

struct Members {
  std::vector<bool> must;  // by ordinal: in the set for sure
  std::vector<bool> may;   // in the set perhaps; every member of `must` is one of `may`
};

using Possible = std::variant<Truth, Cases, Bounds, Members>;

// What a value may rest on: a fact of the record, or of one element of a list. In the order of the schema, elements one after another.
struct Leaf {
  // Of each list around the fact, the outermost first, itself and the index of the element; then the fact.
  std::array<std::uint32_t, 2 * model::most_lists_around + 1> way{};
  std::size_t size = 0;

  void add(std::uint32_t step) { way.at(size++) = step; }
  model::FactId fact() const { return way.at(size - 1); }
  auto operator<=>(const Leaf&) const = default;
};
using Leaves = std::set<Leaf>;

bool is_single(const Possible& possible);
Possible join(const Possible& a, const Possible& b);  // whatever either may be; both of one kind

class Value {
 public:
  // A single value rests on nothing, whatever its operands rest on.
  Value(Possible possible, Leaves rests_on);

  bool single() const { return is_single(possible_); }
  const Possible& possible() const { return possible_; }
  const Leaves& rests_on() const { return rests_on_; }
  const Truth& truth() const { return std::get<Truth>(possible_); }
  const Bounds& bounds() const { return std::get<Bounds>(possible_); }
  const Members& members() const { return std::get<Members>(possible_); }
  std::vector<bool> cases() const;  // of an enum its cases; of a truth: 0 no, 1 yes
  std::int64_t raw() const;         // of a single value that is no set: truth 0 or 1, ordinal, number in its units

  bool is_yes() const { return !truth().may_be_no; }
  bool is_open() const { return truth().may_be_yes && truth().may_be_no; }

 private:
  Possible possible_;
  Leaves rests_on_;
};

Leaves rests_on(const Value& a, const Value& b);  // what either rests on

// The one value that `raw` stands for: truth 0 or 1, ordinal, number in its units, members of a set as bits.
Possible known(const model::Policy& policy, const model::Type& type, std::int64_t raw);
// Whatever a value of the type may be; of a number, what lies in the range.
Possible anything(const model::Policy& policy, const model::Type& type, const model::Extent& range);

// Check proved that what comes out fits.
Int256 exact_sum(const Int256& a, const Int256& b);
Int256 exact_difference(const Int256& a, const Int256& b);
Int256 exact_product(const Int256& a, const Int256& b);
std::int64_t fit(const Int256& number);
std::int32_t fit_date(const Int256& days);

}  // namespace pol::interpret
