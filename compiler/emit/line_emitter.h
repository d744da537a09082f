// Emits one line in one variant as an LLVM function of the type polrt_line_function: straight-line code, one short member for each
// operation. The members stand in emit_node_*.cpp by construct, those for lines too long for one function in emit_parts.cpp; emit_line.cpp
// holds the rest.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <llvm/ADT/APInt.h>
#include <llvm/IR/Function.h>
#include <llvm/IR/Module.h>

#include "emit/values.h"
#include "ir/ir.h"

namespace pol::emit {

enum class Variant { when_known, when_open };

class LineEmitter {
 public:
  LineEmitter(llvm::Module& module, const ir::Program& program, const ir::Line& line, Variant variant);
  llvm::Function* emit();

 private:
  // ---- emit_line.cpp ----
  Emitted emit_node(const ir::Node& node);
  void store_outputs();
  Rests store_grounds(const ir::OutputLayout& layout, std::uint32_t word, Rests rests);
  void store_number(std::uint32_t word, const Number& number);
  void store_rests(std::uint32_t word, const Rests& rests);
  void store_word(std::uint32_t word, llvm::Value* value);

  // ---- emit_parts.cpp ----
  llvm::Function* declare(const std::string& name, bool with_frame);
  void begin(llvm::Function* function);
  void continue_in_next_part();  // where the part is long enough
  void keep(ir::NodeId id);
  Emitted& at(ir::NodeId id);
  void call_parts(llvm::Function* function);

  // ---- emit_node_leaf.cpp ----
  Emitted constant(const ir::Node& node);
  Emitted leaf(const ir::Node& node);
  Truth present(const ir::Node& node);
  llvm::Value* load_value(const ir::Slot& slot, llvm::Type* type);
  Case load_case(const ir::Slot& slot, std::uint32_t cases);
  Emitted load_leaf(const ir::Node& node, const ir::Slot& slot);
  Emitted open_leaf(const ir::Node& node, const Emitted& given);
  llvm::Value* plane_bit(llvm::Value* words, std::uint32_t fact);

  // ---- emit_node_truth.cpp ----
  Truth negate(const ir::Node& node);
  Truth all_or_any(const ir::Node& node, bool all);
  Truth proved(const ir::Node& node);
  Truth less(const ir::Node& node, llvm::CmpInst::Predicate less, llvm::CmpInst::Predicate opposite);
  Truth equal(const ir::Node& node);
  Truth is_case(const ir::Node& node);
  Truth has_all(const ir::Node& node);
  Truth has_any(const ir::Node& node);

  // ---- emit_node_number.cpp ----
  Number add(const ir::Node& node);
  Number subtract(const ir::Node& node);
  Number multiply(const ir::Node& node);
  Number smaller_or_larger(const ir::Node& node, bool smaller);
  Number add_months(const ir::Node& node);
  Number completed_years(const ir::Node& node);
  Number history_amount(const ir::Node& node);
  Number first_event_date(const ir::Node& node);

  // ---- emit_node_choose.cpp ----
  Emitted choose(const ir::Node& node);
  llvm::Value* possible(const Emitted& subject, std::uint32_t cases, const ir::Mask& branch);
  llvm::Value* is_one_of(const Case& single, std::uint32_t cases, const ir::Mask& mask);
  Number look_up(const ir::Node& node, const Case& subject, std::uint32_t cases);
  bool is_table(const ir::Node& node) const;
  Truth join_truths(const ir::Node& node, llvm::ArrayRef<llvm::Value*> possible, bool subject_single, const Rests& rests);
  Number join_numbers(const ir::Node& node, llvm::ArrayRef<llvm::Value*> possible, bool subject_single, const Rests& rests);
  Case join_cases(const ir::Node& node, llvm::ArrayRef<llvm::Value*> possible, bool subject_single, const Rests& rests);
  Set join_sets(const ir::Node& node, llvm::ArrayRef<llvm::Value*> possible, const Rests& rests);

  // ---- shared, emit_line.cpp ----
  const Truth& truth_at(ir::NodeId id) { return std::get<Truth>(at(id)); }
  const Number& number_at(ir::NodeId id) { return std::get<Number>(at(id)); }
  const Case& case_at(ir::NodeId id) { return std::get<Case>(at(id)); }
  const Set& set_at(ir::NodeId id) { return std::get<Set>(at(id)); }
  const Rests& rests_of(ir::NodeId id);

  Truth make_truth(llvm::Value* yes, llvm::Value* no, const Rests& rests);  // of what may be open: `rests` counts where it is
  Number make_number(llvm::Value* low, llvm::Value* high, const Rests& rests);
  Number single_number(llvm::Value* value) { return {value, value, {}}; }
  Case make_case(llvm::Value* possible, const Rests& rests);
  Set make_set(llvm::Value* must, llvm::Value* may, const Rests& rests);
  llvm::Value* no_of(const Truth& truth);
  llvm::Value* possible_of(const Case& value, std::uint32_t cases);
  Rests either(const Rests& rests, const Rests& more);
  Rests where(llvm::Value* condition, const Rests& rests);

  llvm::Value* least(llvm::Value* a, llvm::Value* b) { return pick(builder_, llvm::CmpInst::ICMP_SLT, a, b); }
  llvm::Value* greatest(llvm::Value* a, llvm::Value* b) { return pick(builder_, llvm::CmpInst::ICMP_SGT, a, b); }

  llvm::ConstantInt* i64(std::int64_t value);
  llvm::ConstantInt* mask(const ir::Mask& mask, std::uint32_t cases);
  llvm::ConstantInt* all_cases(std::uint32_t cases);
  llvm::Type* mask_type(std::uint32_t cases) { return llvm::Type::getIntNTy(context_, mask_width(cases)); }
  static unsigned mask_width(std::uint32_t cases);
  llvm::GlobalVariable* table(llvm::Constant* content);

  llvm::Module& module_;
  llvm::LLVMContext& context_;
  const ir::Program& program_;
  const ir::Line& line_;
  Variant variant_;
  CodeBuilder builder_;
  llvm::Argument* record_ = nullptr;
  llvm::Argument* known_ = nullptr;
  llvm::Argument* history_ = nullptr;
  llvm::Argument* out_ = nullptr;
  llvm::Argument* frame_ = nullptr;  // null where the line is one function

  std::vector<Emitted> values_;  // of the nodes; after them, for each word of grounds, what the grounds so far rest on
  // Lines in parts only.
  std::vector<llvm::Function*> parts_;
  std::vector<std::size_t> part_of_;       // by value: in which part its LLVM values are
  std::vector<std::size_t> place_of_;      // by value: where in the frame it is kept
  std::vector<std::size_t> read_last_by_;  // by node: the last node that reads it; beyond all nodes: an output does
  std::size_t frame_words_ = 0;
};

}  // namespace pol::emit
