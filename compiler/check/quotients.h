// Products of numbers, and their quotients: written-out numbers taken together and cancelled, bounds proved to fit 256 bits. Nothing is
// reported here.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "base/exact.h"
#include "model/model.h"

namespace pol::check {

using model::ExprPtr;

// Some numbers multiplied with each other; those that are written out are one.
struct Product {
  std::vector<ExprPtr> factors;
  std::int64_t number = 1;
};

// What `rounded` rounds to: a multiple of `unit`, in units of the type.
struct Rounding {
  RoundingMode mode;
  std::int64_t unit;
  model::Type type;
};

// Numerators over denominators, what is written out cancelled. Written-out denominators are above 0.
std::pair<Product, Product> reduced(const std::vector<ExprPtr>& over, const std::vector<ExprPtr>& under);
std::optional<model::Extent> range_of(const Product& product);                   // nothing where it does not fit 256 bits
ExprPtr multiplied(const Product& product, const model::Type& type, Span span);  // empty where it does not fit 256 bits
std::vector<ExprPtr> all_factors(const Product& product, Span span);             // at least one
// Every denominator is above 0. Nothing where a product does not fit 256 bits, or the result 64; what lies above `most` is held there.
std::optional<model::Range> range_of_quotient(const model::Policy& policy, const Product& over, const Product& under,
                                              const Rounding& rounding, std::optional<std::int64_t> most);

}  // namespace pol::check
