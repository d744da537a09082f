#include "emit/line_emitter.h"

#include <algorithm>
#include <bit>

#include <llvm/IR/Constants.h>
#include <llvm/IR/GlobalVariable.h>

#include "ir/last_turns.h"
#include "ir/loops.h"
#include "ir/mask.h"

namespace pol::emit {

LineEmitter::LineEmitter(llvm::Module& module, const ir::Program& program, const ir::Line& line, Variant variant)
    : module_(module),
      context_(module.getContext()),
      program_(program),
      line_(line),
      variant_(variant),
      builder_(context_, llvm::InstSimplifyFolder(module.getDataLayout())),
      layout_(ir::layout_of(line)),
      grounds_of_(line.nodes.size()),
      added_(layout_.event),
      stored_(layout_.event),
      open_(find_open_nodes(program, line)),
      bodies_(line.loops.size()),
      results_(ir::results_of_loops(line)),
      indices_(line.loops.size()),
      elements_(line.loops.size()),
      firsts_(line.loops.size()),
      running_(line.loops.size()),
      asked_(line.loops.size()),
      values_(line.nodes.size()),
      part_of_(line.nodes.size()) {
  for (std::uint32_t k = 0; k < line.grounds.size(); ++k) grounds_of_.at(line.grounds[k].condition).push_back(k);
  for (std::size_t k = 0; k < line.nodes.size(); ++k) {
    if (line.nodes[k].loop != ir::no_loop) bodies_.at(line.nodes[k].loop).push_back(static_cast<ir::NodeId>(k));
  }
}

llvm::Function* LineEmitter::emit() {
  static constexpr const char* endings[] = {".decide", ".explain", ".narrow", ".share"};
  const std::string name = line_.name + endings[static_cast<std::size_t>(variant_)];
  llvm::Function* function = declare(name, false);
  // LLVM takes more than linear time for long straight code.
  const bool in_parts = line_.nodes.size() > ir::most_nodes_of_a_usual_line;
  read_last_by_ = ir::find_last_turns(line_, schedule_);
  if (variant_ == Variant::sharing) keep_for_others();
  if (variant_ == Variant::explaining) keep_for_telling();
  begin(in_parts ? declare(name + ".part", true) : function);
  run(schedule_.line);
  if (turn_ == schedule_.first_ones) may_leave();
  switch (variant_) {
    case Variant::deciding: store_outputs(); break;
    case Variant::explaining: store_rests(); break;
    case Variant::narrowing: break;  // has no schedule
    case Variant::sharing: finish_grounds(0, shared_to_->ground_words, shared_to_->ground_words); break;
  }
  builder_.CreateRetVoid();
  if (in_parts) call_parts(function);
  return function;
}

void LineEmitter::run(const std::vector<ir::Turn>& turns) {
  for (turn_ = 0; turn_ < turns.size(); ++turn_) {
    const ir::Turn& turn = turns[turn_];
    if (!in_loop_ && turn_ == schedule_.first_ones) may_leave();
    switch (turn.kind) {
      case ir::Turn::Kind::node: make(turn.index); break;
      case ir::Turn::Kind::together: make_together(schedule_.together[turn.index]); break;
      case ir::Turn::Kind::begin: begin_stretch(schedule_.stretches[turn.index]); break;
      case ir::Turn::Kind::end: end_stretch(); break;
    }
  }
}

void LineEmitter::make(ir::NodeId id) {
  continue_in_next_part();
  take(id, emit_node(id));
}

// Loops over one list, as one.
void LineEmitter::make_together(const std::vector<ir::NodeId>& ids) {
  continue_in_next_part();
  std::vector<const ir::Node*> nodes;
  for (const ir::NodeId id : ids) nodes.push_back(&line_.nodes[id]);
  std::vector<Emitted> values = pass_over(nodes);
  for (std::size_t k = 0; k < ids.size(); ++k) take(ids[k], std::move(values[k]));
}

void LineEmitter::take(ir::NodeId id, Emitted value) {
  values_[id] = is_decided(id) ? as_decided(id, value) : std::move(value);
  part_of_[id] = parts_.size();
  made_.push_back(id);
  if (stretches_.empty()) tell(id);
}

// What a node is for beside being read; behind the stretches in which it stands.
void LineEmitter::tell(ir::NodeId id) {
  share_node(id);
  add_grounds(id);
}

Emitted LineEmitter::emit_node(ir::NodeId id) {
  const ir::Node& node = line_.nodes[id];
  switch (node.op) {
    case ir::Op::constant: return constant(node);
    case ir::Op::leaf: return leaf(node);
    case ir::Op::present: return present(node);
    case ir::Op::logical_not: return negate(node);
    case ir::Op::logical_and: return all_or_any(id, true);
    case ir::Op::logical_or: return all_or_any(id, false);
    case ir::Op::proved: return proved(node);
    case ir::Op::less: return compare(node, &LineEmitter::is_less);
    case ir::Op::less_equal: return compare(node, &LineEmitter::is_less_or_equal);
    case ir::Op::equal: return compare(node, &LineEmitter::is_equal);
    case ir::Op::is_case: return is_case(node);
    case ir::Op::has_all: return has_all(node);
    case ir::Op::has_any: return has_any(node);
    case ir::Op::add: return calculated(node, &LineEmitter::add);
    case ir::Op::subtract: return calculated(node, &LineEmitter::subtract);
    case ir::Op::multiply: return calculated(node, &LineEmitter::multiply);
    case ir::Op::smaller: return calculated(node, &LineEmitter::smaller);
    case ir::Op::larger: return calculated(node, &LineEmitter::larger);
    case ir::Op::add_months: return add_months(node);
    case ir::Op::completed_years: return completed_years(node);
    case ir::Op::choose: return choose(node);
    case ir::Op::history_amount: return history_amount(node);
    case ir::Op::first_event_date: return first_event_date(node);
    case ir::Op::band: return band(node);
    case ir::Op::any_element:
    case ir::Op::sum_elements:
    case ir::Op::smallest_element:
    case ir::Op::largest_element: return pass_over({&node}).front();
    case ir::Op::fold: return fold(node);
    case ir::Op::running: return running_.at(node.loop);
    case ir::Op::round_quotient: return rounded_quotient(node);
    case ir::Op::less_product: return compare_products(node, &LineEmitter::is_less);
    case ir::Op::less_equal_product: return compare_products(node, &LineEmitter::is_less_or_equal);
    case ir::Op::equal_product: return compare_products(node, &LineEmitter::is_equal);
    case ir::Op::same_text: return same_text(node);
    case ir::Op::list_rows: return list_rows(node);
    case ir::Op::one_row: return one_row(node);
    case ir::Op::element_index: return single_number(indices_.at(node.loop));
    case ir::Op::remainder: return remainder(node);
  }
  llvm_unreachable("every operation is listed");
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

llvm::IntegerType* LineEmitter::type_of(const ir::Node& node) { return builder_.getIntNTy(ir::bits_of(node)); }

llvm::IntegerType* LineEmitter::wider(const Number& left, const Number& right) {
  auto* of_left = llvm::cast<llvm::IntegerType>(left.low->getType());
  auto* of_right = llvm::cast<llvm::IntegerType>(right.low->getType());
  return of_left->getBitWidth() < of_right->getBitWidth() ? of_right : of_left;
}

Number LineEmitter::in_type(const Number& number, llvm::IntegerType* type) {
  if (number.low->getType() == type) return number;
  llvm::Value* low = builder_.CreateSExtOrTrunc(number.low, type);
  return {low, number.single() ? low : builder_.CreateSExtOrTrunc(number.high, type), number.rests};
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

// Equal ones are one: loads from it that are equal too can be found.
llvm::GlobalVariable* LineEmitter::table(llvm::Constant* content) {
  for (llvm::User* user : content->users()) {
    if (auto* same = llvm::dyn_cast<llvm::GlobalVariable>(user); same != nullptr && same->getParent() == &module_) return same;
  }
  auto* global = new llvm::GlobalVariable(module_, content->getType(), true, llvm::GlobalValue::PrivateLinkage, content, "table");
  global->setUnnamedAddr(llvm::GlobalValue::UnnamedAddr::Global);
  return global;
}

}  // namespace pol::emit
