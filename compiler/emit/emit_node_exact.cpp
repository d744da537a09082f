// Products that are compared or divided exactly. Where the proven ranges of all factors leave no doubt that 64 bits hold every product, it
// is made in 64 bits, else in 128.
#include <algorithm>
#include <optional>

#include <llvm/IR/Constants.h>

#include "emit/divide.h"
#include "emit/line_emitter.h"

namespace pol::emit {

namespace {

using Factors = llvm::ArrayRef<ir::NodeId>;

Factors first_product(const ir::Node& node) { return Factors(node.operands).take_front(node.split); }
Factors second_product(const ir::Node& node) { return Factors(node.operands).drop_front(node.split); }

struct Span {
  Int128 from, to;
};

// Nothing where it does not fit 64 bits.
std::optional<Span> multiplied(const Span& a, const Span& b) {
  const auto products = {a.from * b.from, a.from * b.to, a.to * b.from, a.to * b.to};  // of factors of 64 bits: these fit
  const Span span{std::min(products), std::max(products)};
  if (!narrow(span.from) || !narrow(span.to)) return std::nullopt;
  return span;
}

bool fits_64_bits(const ir::Line& line, Factors factors, std::int64_t unit) {
  std::optional<Span> product = Span{unit, unit};
  for (const ir::NodeId id : factors) {
    product = multiplied(*product, {line.nodes[id].from, line.nodes[id].to});
    if (!product) return false;
  }
  return true;
}

}  // namespace

// Starts with `unit`. `sign` then is that of the product so far.
Number LineEmitter::product(Factors factors, std::int64_t unit, llvm::Type* type) {
  llvm::Value* first = llvm::ConstantInt::getSigned(type, unit);
  Number product{first, first, {}};
  Sign sign = Sign::not_negative;
  bool first_alone = unit == 1;
  for (const ir::NodeId id : factors) {
    const Number& factor = number_at(id);
    llvm::Value* low = builder_.CreateSExt(factor.low, type);
    const Number widened{low, factor.single() ? low : builder_.CreateSExt(factor.high, type), factor.rests};
    const Sign sign_of_factor = sign_of(line_.nodes[id]);
    product = first_alone ? widened : times(product, sign, widened, sign_of_factor);
    first_alone = false;
    const bool either_sign = sign == Sign::either || sign_of_factor == Sign::either;
    sign = either_sign ? Sign::either : sign == sign_of_factor ? Sign::not_negative : Sign::not_positive;
  }
  return product;
}

Truth LineEmitter::compare_products(const ir::Node& node, CompareNumbers compare) {
  const bool narrow = fits_64_bits(line_, first_product(node), 1) && fits_64_bits(line_, second_product(node), 1);
  llvm::Type* type = narrow ? builder_.getInt64Ty() : builder_.getInt128Ty();
  Number left = product(first_product(node), 1, type), right = product(second_product(node), 1, type);
  // A product with a factor 0 is single; the comparison rests on its other factors all the same, which are operands of its own.
  left.rests = rests_of(first_product(node));
  right.rests = rests_of(second_product(node));
  return (this->*compare)(left, right);
}

Rests LineEmitter::rests_of(llvm::ArrayRef<ir::NodeId> numbers) {
  Rests rests{};
  for (const ir::NodeId id : numbers) rests = either(rests, number_at(id).rests);
  return rests;
}

// Of a numerator below 0 the greatest denominator gives the greatest quotient, of any other the least does.
Number LineEmitter::rounded_quotient(const ir::Node& node) {
  const bool narrow = fits_64_bits(line_, first_product(node), 1) && fits_64_bits(line_, second_product(node), node.value);
  llvm::Type* type = narrow ? builder_.getInt64Ty() : builder_.getInt128Ty();
  const Number above = product(first_product(node), 1, type);
  const Number below = product(second_product(node), node.value, type);
  const auto quotient = [&](llvm::Value* numerator, llvm::Value* denominator) -> llvm::Value* {
    llvm::Value* multiple = narrow ? round_quotient(builder_, numerator, denominator, node.mode)
                                   : builder_.CreateCall(round_quotient_function(module_, node.mode), {numerator, denominator});
    return builder_.CreateMul(multiple, i64(node.value));
  };
  if (above.single() && below.single()) return single_number(quotient(above.low, below.low));
  const auto denominator = [&](llvm::Value* numerator, llvm::Value* if_negative, llvm::Value* if_not) {
    return builder_.CreateSelect(builder_.CreateICmpSLT(numerator, llvm::ConstantInt::get(type, 0)), if_negative, if_not);
  };
  llvm::Value* low = quotient(above.low, denominator(above.low, below.low, below.high));
  llvm::Value* high = quotient(above.high, denominator(above.high, below.high, below.low));
  return make_number(low, high, either(above.rests, below.rests));
}

}  // namespace pol::emit
