#include "interpret/value.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <type_traits>
#include <utility>

namespace pol::interpret {

namespace {

bool single(const Truth& truth) { return truth.may_be_yes != truth.may_be_no; }
bool single(const Cases& cases) { return std::count(cases.possible.begin(), cases.possible.end(), true) == 1; }
bool single(const Bounds& bounds) { return bounds.from == bounds.to; }
bool single(const Members& members) { return members.must == members.may; }

std::vector<bool> either(std::vector<bool> a, const std::vector<bool>& b) {
  for (std::size_t i = 0; i < a.size(); ++i) a[i] = a[i] || b.at(i);
  return a;
}

std::vector<bool> both(std::vector<bool> a, const std::vector<bool>& b) {
  for (std::size_t i = 0; i < a.size(); ++i) a[i] = a[i] && b.at(i);
  return a;
}

Truth joined(const Truth& a, const Truth& b) { return {a.may_be_yes || b.may_be_yes, a.may_be_no || b.may_be_no}; }
Cases joined(const Cases& a, const Cases& b) { return {either(a.possible, b.possible)}; }
Bounds joined(const Bounds& a, const Bounds& b) { return {std::min(a.from, b.from), std::max(a.to, b.to)}; }
Members joined(const Members& a, const Members& b) { return {both(a.must, b.must), either(a.may, b.may)}; }

std::size_t case_count(const model::Policy& policy, const model::Type& type) { return policy.enums.at(type.enum_id).cases.size(); }

Cases one_case(std::size_t count, std::int64_t ordinal) {
  Cases cases{std::vector<bool>(count, false)};
  cases.possible.at(static_cast<std::size_t>(ordinal)) = true;
  return cases;
}

Members members_of_bits(std::size_t count, std::uint64_t bits) {
  constexpr std::size_t most_members = 64;
  std::vector<bool> members(count, false);
  for (std::size_t i = 0; i < std::min(count, most_members); ++i) members[i] = (bits >> i & 1) != 0;
  return {members, members};
}

[[noreturn]] void text_has_no_value() { throw BrokenPromise("an expression reads a text"); }

}  // namespace

bool is_single(const Possible& possible) {
  return std::visit([](const auto& set) { return single(set); }, possible);
}

Possible join(const Possible& a, const Possible& b) {
  return std::visit([&](const auto& set) -> Possible { return joined(set, std::get<std::decay_t<decltype(set)>>(b)); }, a);
}

Value::Value(Possible possible, Leaves rests_on) : possible_(std::move(possible)), rests_on_(std::move(rests_on)) {
  if (single()) rests_on_.clear();
}

std::vector<bool> Value::cases() const {
  if (const Truth* truth = std::get_if<Truth>(&possible_)) return {truth->may_be_no, truth->may_be_yes};
  return std::get<Cases>(possible_).possible;
}

std::int64_t Value::raw() const {
  if (const Bounds* bounds = std::get_if<Bounds>(&possible_)) return fit(bounds->from);
  const std::vector<bool> possible = cases();
  return std::find(possible.begin(), possible.end(), true) - possible.begin();
}

Leaves rests_on(const Value& a, const Value& b) {
  Leaves leaves = a.rests_on();
  leaves.insert(b.rests_on().begin(), b.rests_on().end());
  return leaves;
}

Possible known(const model::Policy& policy, const model::Type& type, std::int64_t raw) {
  switch (type.kind) {
    case model::Kind::boolean: return Truth{raw != 0, raw == 0};
    case model::Kind::enumeration: return one_case(case_count(policy, type), raw);
    case model::Kind::set: return members_of_bits(case_count(policy, type), static_cast<std::uint64_t>(raw));
    case model::Kind::integer:
    case model::Kind::decimal:
    case model::Kind::percent:
    case model::Kind::money:
    case model::Kind::date:
    case model::Kind::days:
    case model::Kind::months: return Bounds{raw, raw};
    case model::Kind::text: break;
  }
  text_has_no_value();
}

Possible anything(const model::Policy& policy, const model::Type& type, const model::Extent& range) {
  switch (type.kind) {
    case model::Kind::boolean: return Truth{true, true};
    case model::Kind::enumeration: return Cases{std::vector<bool>(case_count(policy, type), true)};
    case model::Kind::set:
      return Members{std::vector<bool>(case_count(policy, type), false), std::vector<bool>(case_count(policy, type), true)};
    case model::Kind::integer:
    case model::Kind::decimal:
    case model::Kind::percent:
    case model::Kind::money:
    case model::Kind::date:
    case model::Kind::days:
    case model::Kind::months: return Bounds{range.from, range.to};
    case model::Kind::text: break;
  }
  text_has_no_value();
}

namespace {

Int256 proved(const std::optional<Int256>& result, const char* otherwise) {
  if (!result) throw BrokenPromise(otherwise);
  return *result;
}

}  // namespace

Int256 exact_sum(const Int256& a, const Int256& b) { return proved(add(a, b), "a sum does not fit 256 bits"); }

Int256 exact_difference(const Int256& a, const Int256& b) { return proved(subtract(a, b), "a difference does not fit 256 bits"); }

Int256 exact_product(const Int256& a, const Int256& b) { return proved(multiply(a, b), "a product does not fit 256 bits"); }

std::int64_t fit(const Int256& number) {
  if (const std::optional<std::int64_t> narrowed = narrow(number)) return *narrowed;
  throw BrokenPromise("a number does not fit 64 bits");
}

std::int32_t fit_date(const Int256& number) {
  const std::int64_t days = fit(number);
  using Limits = std::numeric_limits<std::int32_t>;
  if (days >= Limits::min() && days <= Limits::max()) return static_cast<std::int32_t>(days);
  throw BrokenPromise("a date does not fit 32 bits");
}

}  // namespace pol::interpret
