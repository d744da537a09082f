// Products that are compared or divided exactly. Each is made in 64, 128 or 256 bits, whichever the proven ranges of all factors leave no
// doubt about.
#include <algorithm>
#include <optional>

#include <llvm/IR/Constants.h>

#include "emit/divide.h"
#include "emit/functions.h"
#include "emit/line_emitter.h"

namespace pol::emit {

namespace {

using Factors = llvm::ArrayRef<ir::NodeId>;

Factors first_product(const ir::Node& node) { return Factors(node.operands).take_front(node.split); }
Factors second_product(const ir::Node& node) { return Factors(node.operands).drop_front(node.split); }

struct Span {
  Int256 from, to;
};

// Nothing where it does not fit 256 bits.
std::optional<Span> multiplied(const Span& a, const Span& b) {
  std::optional<Span> span;
  for (const auto& product : {multiply(a.from, b.from), multiply(a.from, b.to), multiply(a.to, b.from), multiply(a.to, b.to)}) {
    if (!product) return std::nullopt;
    span = span ? Span{std::min(span->from, *product), std::max(span->to, *product)} : Span{*product, *product};
  }
  return span;
}

// Of the product and of all on the way to it. Nothing where they do not fit 256 bits.
struct Reach {
  Span product;
  unsigned bits;
};

unsigned bits_of(const Span& span) {
  if (span.from.fits_64() && span.to.fits_64()) return 64;
  return span.from.fits_128() && span.to.fits_128() ? 128 : 256;
}

std::optional<Reach> reach_of(const ir::Line& line, Factors factors, std::int64_t unit) {
  Reach reach{{unit, unit}, 64};
  for (const ir::NodeId id : factors) {
    const std::optional<Span> product = multiplied(reach.product, {line.nodes[id].from, line.nodes[id].to});
    if (!product) return std::nullopt;
    reach = {*product, std::max(reach.bits, bits_of(*product))};
  }
  return reach;
}

unsigned bits_for(const ir::Line& line, Factors factors, std::int64_t unit) {
  const std::optional<Reach> reach = reach_of(line, factors, unit);
  return reach ? reach->bits : 256;
}

// Whether bounds of the factors, each taken by itself, may give a quotient outside of the range that was proved of all together.
bool may_leave_range(const ir::Line& line, const ir::Node& node) {
  const std::optional<Reach> above = reach_of(line, first_product(node), 1);
  const std::optional<Reach> below = reach_of(line, second_product(node), node.value);
  if (!above || !below) return true;
  const std::int64_t from = *narrow(node.from) / node.value, to = *narrow(node.to) / node.value;
  for (const Int256& numerator : {above->product.from, above->product.to}) {
    for (const Int256& denominator : {below->product.from, below->product.to}) {
      const std::optional<Int256> units = denominator > 0 ? round_ratio(numerator, denominator, node.mode) : std::nullopt;
      if (!units || *units < from || *units > to) return true;
    }
  }
  return false;
}

}  // namespace

// Starts with `unit`. `sign` then is that of the product so far. What needs 256 bits at its end is made of less as long as that holds it.
Number LineEmitter::product(Factors factors, std::int64_t unit, llvm::IntegerType* type) {
  llvm::Value* first = llvm::ConstantInt::getSigned(type, unit);
  Number product{first, first, {}};
  Sign sign = Sign::not_negative;
  bool first_alone = unit == 1;
  llvm::IntegerType* so_far = type;
  std::size_t taken = 0;
  for (const ir::NodeId id : factors) {
    if (type->getBitWidth() == 256) so_far = builder_.getIntNTy(bits_for(line_, factors.take_front(++taken), unit));
    const Number widened = operand_in_type(id, so_far);
    const Sign sign_of_factor = sign_of(line_.nodes[id]);
    product = first_alone ? widened : times(in_type(product, so_far), sign, widened, sign_of_factor);
    first_alone = false;
    const bool either_sign = sign == Sign::either || sign_of_factor == Sign::either;
    sign = either_sign ? Sign::either : sign == sign_of_factor ? Sign::not_negative : Sign::not_positive;
  }
  return in_type(product, type);
}

Truth LineEmitter::compare_products(const ir::Node& node, CompareNumbers compare) {
  llvm::IntegerType* type = builder_.getIntNTy(std::max(bits_for(line_, first_product(node), 1), bits_for(line_, second_product(node), 1)));
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

// The quotient is there, and what is left lies below the divisor: so 64 bits are enough, whatever the product has above them.
Number LineEmitter::remainder(const ir::Node& node) {
  const Number& factor = number_at(node.operands[0]);
  const Number& other = number_at(node.operands[1]);
  const Number& divisor = number_at(node.operands[2]);
  const Number& whole = number_at(node.operands[3]);
  llvm::Value* left = builder_.CreateSub(builder_.CreateMul(factor.low, other.low), builder_.CreateMul(whole.low, divisor.low));
  if (factor.single() && other.single() && divisor.single()) return single_number(left);
  llvm::Value* none = builder_.CreateOr(builder_.CreateIsNull(factor.high), builder_.CreateIsNull(other.high));
  llvm::Value* single = builder_.getTrue();
  for (const Number* number : {&factor, &other, &divisor})
    single = builder_.CreateAnd(single, builder_.CreateICmpEQ(number->low, number->high));
  const auto end = [&](const Int256& otherwise) {
    return builder_.CreateSelect(none, i64(0), builder_.CreateSelect(single, left, number_in(type_of(node), otherwise)));
  };
  return make_number(end(0), end(node.to), either(factor.rests, either(other.rests, divisor.rests)));
}

// Of a numerator below 0 the greatest denominator gives the greatest quotient, of any other the least does.
Number LineEmitter::rounded_quotient(const ir::Node& node) {
  const unsigned bits = std::max(bits_for(line_, first_product(node), 1), bits_for(line_, second_product(node), node.value));
  const bool held = may_leave_range(line_, node);
  llvm::IntegerType* type = builder_.getIntNTy(bits);
  const Number above = product(first_product(node), 1, type);
  const Number below = product(second_product(node), node.value, type);
  llvm::Function* function = round_quotient_function(module_, type, node.mode);
  const auto amount = [&](llvm::Value* multiple) -> llvm::Value* {
    const auto end = [&](const Int256& of_range) { return i64(*pol::narrow(of_range) / node.value); };
    if (held) multiple = least(greatest(multiple, end(node.from)), end(node.to));
    return builder_.CreateMul(multiple, i64(node.value));
  };
  if (above.single() && below.single()) return single_number(amount(builder_.CreateCall(function, {above.low, below.low})));
  const auto denominator = [&](llvm::Value* numerator, llvm::Value* if_negative, llvm::Value* if_not) {
    return builder_.CreateSelect(builder_.CreateICmpSLT(numerator, llvm::ConstantInt::get(type, 0)), if_negative, if_not);
  };
  llvm::Value* ends =
      builder_.CreateCall(both_ends_function(module_, function), {above.low, denominator(above.low, below.low, below.high),  //
                                                                  above.high, denominator(above.high, below.high, below.low)});
  llvm::Value* low = amount(builder_.CreateExtractValue(ends, 0));
  return make_number(low, amount(builder_.CreateExtractValue(ends, 1)), either(above.rests, below.rests));
}

}  // namespace pol::emit
