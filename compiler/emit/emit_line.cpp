#include "emit/line_emitter.h"

#include <algorithm>
#include <bit>

#include <llvm/IR/Constants.h>

#include "ir/mask.h"

namespace pol::emit {

namespace {

// Above it a line becomes several functions. LLVM takes more than linear time for long straight code; this is the length from which that
// shows.
constexpr std::size_t most_nodes_of_a_function = 400;

}  // namespace

LineEmitter::LineEmitter(llvm::Module& module, const ir::Program& program, const ir::Line& line, Variant variant)
    : module_(module),
      context_(module.getContext()),
      program_(program),
      line_(line),
      variant_(variant),
      builder_(context_, llvm::InstSimplifyFolder(module.getDataLayout())) {}

llvm::Function* LineEmitter::emit() {
  const std::string name = line_.name + (variant_ == Variant::when_known ? ".when_known" : ".when_open");
  llvm::Function* function = declare(name, false);
  const bool in_parts = line_.nodes.size() > most_nodes_of_a_function;
  begin(in_parts ? declare(name + ".part", true) : function);
  values_.reserve(line_.nodes.size() + ir::layout_of(line_).ground_words);
  for (const ir::Node& node : line_.nodes) {
    continue_in_next_part();
    Emitted value = emit_node(node);
    values_.push_back(std::move(value));
    part_of_.push_back(parts_.size());
  }
  store_outputs();
  builder_.CreateRetVoid();
  if (in_parts) call_parts(function);
  return function;
}

Emitted LineEmitter::emit_node(const ir::Node& node) {
  using llvm::CmpInst;
  switch (node.op) {
    case ir::Op::constant: return constant(node);
    case ir::Op::leaf: return leaf(node);
    case ir::Op::present: return present(node);
    case ir::Op::logical_not: return negate(node);
    case ir::Op::logical_and: return all_or_any(node, true);
    case ir::Op::logical_or: return all_or_any(node, false);
    case ir::Op::proved: return proved(node);
    case ir::Op::less: return less(node, CmpInst::ICMP_SLT, CmpInst::ICMP_SGE);
    case ir::Op::less_equal: return less(node, CmpInst::ICMP_SLE, CmpInst::ICMP_SGT);
    case ir::Op::equal: return equal(node);
    case ir::Op::is_case: return is_case(node);
    case ir::Op::has_all: return has_all(node);
    case ir::Op::has_any: return has_any(node);
    case ir::Op::add: return add(node);
    case ir::Op::subtract: return subtract(node);
    case ir::Op::multiply: return multiply(node);
    case ir::Op::smaller: return smaller_or_larger(node, true);
    case ir::Op::larger: return smaller_or_larger(node, false);
    case ir::Op::add_months: return add_months(node);
    case ir::Op::completed_years: return completed_years(node);
    case ir::Op::choose: return choose(node);
    case ir::Op::history_amount: return history_amount(node);
    case ir::Op::first_event_date: return first_event_date(node);
  }
  llvm_unreachable("every operation is listed");
}

// ---- outputs -------------------------------------------------------------------------------------------------------------------------

void LineEmitter::store_outputs() {
  const ir::OutputLayout layout = ir::layout_of(line_);
  Rests rests;
  for (std::uint32_t word = 0; word < layout.ground_words; ++word) rests = store_grounds(layout, word, rests);
  store_rests(layout.status_rests, rests);
  store_rests(layout.amount_rests, line_.steps.empty() ? Rests() : rests_of(line_.steps.back().after));
  store_number(layout.event, number_at(line_.event));
  std::uint32_t limit = layout.limits;
  for (std::size_t k = 0; k < line_.steps.size(); ++k) {
    const ir::Step& step = line_.steps[k];
    continue_in_next_part();
    store_number(layout.steps + 2 * static_cast<std::uint32_t>(k), number_at(step.after));
    if (!step.has_limit) continue;
    store_number(limit, number_at(step.limit));
    store_number(limit + 2, number_at(step.used));
    limit += 4;
  }
}

// One word of grounds; gives what the grounds up to its last rest on. That is kept like a node's value, since it outlives a part.
Rests LineEmitter::store_grounds(const ir::OutputLayout& layout, std::uint32_t word, Rests rests) {
  continue_in_next_part();
  if (word > 0) rests = rests_of(static_cast<ir::NodeId>(values_.size() - 1));
  llvm::Value* established = i64(0);
  llvm::Value* open = i64(0);
  const std::size_t end = std::min<std::size_t>(line_.grounds.size(), (word + 1) * 64);
  for (std::size_t k = word * 64; k < end; ++k) {
    const Truth& ground = truth_at(line_.grounds[k].condition);
    llvm::Value* sure = ground.single() ? ground.yes : builder_.CreateAnd(ground.yes, builder_.CreateNot(ground.no));
    established = builder_.CreateOr(established, builder_.CreateShl(builder_.CreateZExt(sure, builder_.getInt64Ty()), k % 64));
    if (ground.single()) continue;
    llvm::Value* both = builder_.CreateAnd(ground.yes, ground.no);
    open = builder_.CreateOr(open, builder_.CreateShl(builder_.CreateZExt(both, builder_.getInt64Ty()), k % 64));
    rests = either(rests, ground.rests);
  }
  store_word(layout.established + word, established);
  store_word(layout.open + word, open);
  values_.push_back(Truth{builder_.getTrue(), nullptr, rests});
  part_of_.push_back(parts_.size());
  return rests;
}

void LineEmitter::store_number(std::uint32_t word, const Number& number) {
  store_word(word, number.low);
  store_word(word + 1, number.high);
}

void LineEmitter::store_rests(std::uint32_t word, const Rests& rests) {
  const auto words = static_cast<std::uint32_t>(ir::words_for(line_.leaves.size()));
  for (std::uint32_t k = 0; k < words; ++k) {
    const bool any = k < rests.size() && rests[k] != nullptr;
    store_word(word + k, any ? rests[k] : i64(0));
  }
}

void LineEmitter::store_word(std::uint32_t word, llvm::Value* value) {
  builder_.CreateAlignedStore(value, builder_.CreateConstInBoundsGEP1_32(builder_.getInt64Ty(), out_, word), llvm::Align(8));
}

// ---- shared --------------------------------------------------------------------------------------------------------------------------

const Rests& LineEmitter::rests_of(ir::NodeId id) {
  return std::visit([](const auto& value) -> const Rests& { return value.rests; }, at(id));
}

Truth LineEmitter::make_truth(llvm::Value* yes, llvm::Value* no, const Rests& rests) {
  return {yes, no, where(builder_.CreateAnd(yes, no), rests)};
}

Number LineEmitter::make_number(llvm::Value* low, llvm::Value* high, const Rests& rests) {
  if (low == high) return single_number(low);
  return {low, high, where(builder_.CreateICmpNE(low, high), rests)};
}

Case LineEmitter::make_case(llvm::Value* possible, const Rests& rests) {
  llvm::Value* without_lowest = builder_.CreateAnd(possible, builder_.CreateSub(possible, llvm::ConstantInt::get(possible->getType(), 1)));
  return {possible, nullptr, where(builder_.CreateIsNotNull(without_lowest), rests)};
}

Set LineEmitter::make_set(llvm::Value* must, llvm::Value* may, const Rests& rests) {
  if (must == may) return {must, may, {}};
  return {must, may, where(builder_.CreateICmpNE(must, may), rests)};
}

llvm::Value* LineEmitter::no_of(const Truth& truth) { return truth.single() ? builder_.CreateNot(truth.yes) : truth.no; }

llvm::Value* LineEmitter::possible_of(const Case& value, std::uint32_t cases) {
  if (!value.single()) return value.possible;
  llvm::Type* type = mask_type(cases);
  return builder_.CreateShl(llvm::ConstantInt::get(type, 1), builder_.CreateZExtOrTrunc(value.ordinal, type));
}

Rests LineEmitter::either(const Rests& rests, const Rests& more) {
  Rests joined = rests;
  if (joined.size() < more.size()) joined.resize(more.size(), nullptr);
  for (std::size_t k = 0; k < more.size(); ++k) {
    if (more[k] == nullptr) continue;
    joined[k] = joined[k] == nullptr ? more[k] : builder_.CreateOr(joined[k], more[k]);
  }
  return joined;
}

Rests LineEmitter::where(llvm::Value* condition, const Rests& rests) {
  Rests counted = rests;
  for (llvm::Value*& word : counted) {
    if (word != nullptr) word = builder_.CreateSelect(condition, word, i64(0));
  }
  return counted;
}

llvm::ConstantInt* LineEmitter::i64(std::int64_t value) { return builder_.getInt64(static_cast<std::uint64_t>(value)); }

// A power of two, so that an ordinal can be kept below it with one `and`, whatever a caller's record holds.
unsigned LineEmitter::mask_width(std::uint32_t cases) { return std::max(8u, std::bit_ceil(cases)); }

llvm::ConstantInt* LineEmitter::mask(const ir::Mask& mask, std::uint32_t cases) {
  return llvm::ConstantInt::get(context_, llvm::APInt(mask_width(cases), llvm::ArrayRef<std::uint64_t>(mask.words)));
}

llvm::ConstantInt* LineEmitter::all_cases(std::uint32_t cases) {
  return llvm::ConstantInt::get(context_, llvm::APInt::getLowBitsSet(mask_width(cases), cases));
}

llvm::GlobalVariable* LineEmitter::table(llvm::Constant* content) {
  auto* global = new llvm::GlobalVariable(module_, content->getType(), true, llvm::GlobalValue::PrivateLinkage, content, "table");
  global->setUnnamedAddr(llvm::GlobalValue::UnnamedAddr::Global);  // equal ones may become one
  return global;
}

}  // namespace pol::emit
