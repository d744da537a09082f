// Emits one line in one variant as an LLVM function of one of the types of abi.h: straight-line code, one short member for each
// operation, but for loops over lists. The members stand in emit_node_*.cpp by construct, what loops share in emit_loop.cpp, what is
// written at the end in emit_outputs.cpp, lines too long for one function in emit_parts.cpp; emit_line.cpp holds the rest.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include <llvm/ADT/APInt.h>
#include <llvm/IR/Function.h>
#include <llvm/IR/Module.h>

#include "emit/decided.h"
#include "emit/loop_code.h"
#include "emit/open_nodes.h"
#include "emit/shared_values.h"
#include "emit/values.h"
#include "ir/common_terms.h"
#include "ir/ir.h"
#include "ir/schedule.h"

namespace pol::emit {

// What a function writes: the line's decision; also what that rests on; what that is at most; or what other lines read of it.
enum class Variant { deciding, explaining, narrowing, sharing };

class LineEmitter {
 public:
  LineEmitter(llvm::Module& module, const ir::Program& program, const ir::Line& line, Variant variant);
  // The function of the variant, the one that it was made for: of line `index` of those that share; or what they share, for `shared.line`.
  llvm::Function* explain(const SharedValues& shared, std::size_t index);
  llvm::Function* narrow(const SharedValues& shared, std::size_t index);
  llvm::Function* decide(const SharedValues& shared, std::size_t index);
  void share(SharedValues& shared);

 private:
  enum class Sign { not_negative, not_positive, either };  // of every possible value
  using CompareNumbers = Truth (LineEmitter::*)(const Number& left, const Number& right);

  // A list, for one of the line's loops.
  struct Elements {
    std::uint32_t loop;
    const ir::Slot* slot;
    llvm::Value* first = nullptr;
    llvm::Value* count = nullptr;
    bool collects = false;          // whether what its elements rest on is told here: of an inner loop only while that is asked for
    llvm::Value* before = nullptr;  // where that is asked, of a list within elements: how many it has within those before
    llvm::Value* planes = nullptr;  // where to collect into, perhaps null when it runs; null here where nothing is ever collected
  };
  struct FoldCode {
    const ir::Node& node;
    Elements list;
    bool open = false;                       // whether the running value may be other than single
    std::vector<ir::NodeId> key_nodes = {};  // of the loop, in order
    llvm::Value* unordered = nullptr;        // the order of two elements or more is unknown; a constant where that cannot be
    Rests key_rests = {};
  };
  struct Folded {
    Number result;
    llvm::Value* counts_from;  // the first round whose element counts for what the result rests on
  };
  using Result = std::function<Emitted()>;  // to be asked for behind the loop
  struct Turn {
    llvm::Value *key, *index;
  };
  struct Running {
    llvm::PHINode *low, *high;
    Rests rests;
  };

  // A stretch of nodes that is being emitted.
  struct Stretch {
    std::size_t begins_at;                                    // in `made_`
    llvm::BasicBlock* before;                                 // where it is decided whether it matters
    llvm::BasicBlock* after;                                  // null where it always does
    std::vector<std::pair<ir::NodeId, std::size_t>> fetched;  // in it, and in which part they were before
  };

  // ---- emit_line.cpp ----
  llvm::Function* emit();
  void run(const std::vector<ir::Turn>& turns);
  void make(ir::NodeId id);
  void make_together(const std::vector<ir::NodeId>& ids);
  void take(ir::NodeId id, Emitted value);
  void tell(ir::NodeId id);
  Emitted emit_node(ir::NodeId id);

  // ---- emit_stretch.cpp ----
  llvm::Value* is_open(const ir::Gate& gate);
  void begin_stretch(const std::vector<ir::Gate>& gates);
  void end_stretch();
  void join_stretch(const Stretch& stretch);
  void join_values(ir::NodeId id, const Stretch& stretch, llvm::BasicBlock* end);
  static llvm::Constant* anything(const ir::Node& node, llvm::IntegerType* type);

  // ---- emit_outputs.cpp ----
  void store_outputs();
  void store_rests();
  void store_event(std::uint32_t word);
  void store_members(std::uint32_t word, const std::vector<ir::NodeId>& members);
  void store_output(std::uint32_t word, const ir::Output& output);
  void add_grounds(ir::NodeId id);
  void add_ground(const Truth& ground, std::uint32_t established, std::uint32_t open, std::uint32_t bit);
  void finish_grounds(std::uint32_t established, std::uint32_t open, std::uint32_t words);
  void add_bit(std::uint32_t first_word, std::uint32_t bit, llvm::Value* truth);
  void add_rests(std::uint32_t first_word, const Rests& rests);
  void add_bits(std::uint32_t word, llvm::Value* bits);
  llvm::Value* take_added(std::uint32_t word);
  void store_added();
  void finish_added(std::uint32_t begin, std::uint32_t end);
  void store_value(llvm::Value* base, std::uint32_t word, ir::NodeId present, ir::NodeId value);
  llvm::Value* bits_of(const Truth& truth);
  void store_number(std::uint32_t word, const Number& number);
  llvm::Value* word_at(llvm::Value* base, std::uint32_t word);
  void store_word(std::uint32_t word, llvm::Value* value) { store_word(out_, word, value); }
  void store_word(llvm::Value* base, std::uint32_t word, llvm::Value* value);

  // ---- emit_parts.cpp ----
  struct Parameter {
    const char* name;
    llvm::Argument* LineEmitter::* place;
    bool is_read_only;
    bool is_pointer = true;
  };
  llvm::ArrayRef<Parameter> parameters_of_variant() const;
  llvm::Function* declare(const std::string& name, bool with_frame);
  void begin(llvm::Function* function);
  void continue_in_next_part();  // where the part is long enough
  void begin_next_part();
  void keep(ir::NodeId id);
  std::size_t store_parts(Emitted& value, llvm::Value* base, std::size_t word);
  void load_parts(Emitted& value, llvm::Value* base, std::size_t word);
  Emitted& at(ir::NodeId id);
  void call_parts(llvm::Function* function);

  // ---- emit_decided.cpp ----
  void find_decided(const std::vector<ir::NodeId>* places);
  bool is_decided(ir::NodeId id) const;
  std::vector<bool> nodes_decided() const;
  Emitted decided(ir::NodeId id);
  static std::vector<llvm::Value*> parts_like(const Emitted& value, const Emitted& like);
  Emitted as_decided(ir::NodeId id, const Emitted& computed);
  Emitted decided_like(ir::NodeId id, const Emitted& like);

  // ---- emit_narrow.cpp ----
  using Open = std::vector<llvm::Value*>;  // by place; null where it is not asked yet
  void add_where_it_matters(std::size_t bit, const ir::Readings& readings, const std::vector<std::uint32_t>& places, Open& open);
  llvm::Value* is_open(const ir::Readings& readings, std::uint32_t place, Open& open);
  llvm::Value* may_be(ir::NodeId id, const ir::Mask& accepts, unsigned& steps);
  llvm::Value* may_all_or_any(const ir::Node& node, const ir::Mask& accepts, bool all, unsigned& steps);
  llvm::Value* may_choose(const ir::Node& node, const ir::Mask& accepts, unsigned& steps);
  llvm::Value* may_be_other_than_zero(ir::NodeId id, unsigned& steps);
  bool fetch_simple(const std::vector<ir::NodeId>& ids);

  // ---- emit_early.cpp ----
  void may_leave();
  void leave_where_asked();

  // ---- emit_shared.cpp ----
  void take_shared();
  void keep_for_others();
  void share_node(ir::NodeId id);
  std::vector<bool> kept_in_any_case() const;
  void add_shared_grounds();
  llvm::Value* fetch_grounds(std::uint32_t to, std::uint32_t from, std::uint32_t count);
  ir::NodeId shared_as(ir::NodeId id) const { return places_ == nullptr ? ir::not_shared : (*places_)[id]; }

  // ---- emit_node_leaf.cpp ----
  Emitted constant(const ir::Node& node);
  Emitted leaf(const ir::Node& node);
  Truth present(const ir::Node& node);
  llvm::Value* base_of(const ir::Slot& slot);
  llvm::Value* load_value(const ir::Slot& slot, llvm::Type* type);
  Case load_case(const ir::Slot& slot, std::uint32_t cases);
  Text load_text(const ir::Slot& slot);
  Emitted load_leaf(const ir::Node& node, const ir::Slot& slot);
  Emitted nothing_stored(const ir::Node& node);
  Emitted open_leaf(const ir::Node& node, const Emitted& given);
  Rests leaf_rests(const ir::Node& node, const ir::Slot& slot, llvm::Value* known);
  std::size_t rests_bit(const ir::Node& node, const ir::Slot& slot);
  llvm::Value* is_known(const ir::Slot& slot);
  llvm::Value* is_found(const ir::Slot& slot);
  llvm::Value* plane_bit(llvm::Value* words, std::uint32_t bit);

  // ---- emit_node_truth.cpp ----
  Truth negate(const ir::Node& node);
  Truth all_or_any(ir::NodeId id, bool all);
  Truth term(std::uint32_t term, bool all);
  Truth together(llvm::ArrayRef<std::uint32_t> terms, bool all);
  Truth proved(const ir::Node& node);
  Truth compare(const ir::Node& node, CompareNumbers compare);
  Truth is_less(const Number& left, const Number& right);
  Truth is_less_or_equal(const Number& left, const Number& right);
  Truth is_equal(const Number& left, const Number& right);
  Truth is_case(const ir::Node& node);
  Truth same_text(const ir::Node& node);
  Truth has_all(const ir::Node& node);
  Truth has_any(const ir::Node& node);

  // ---- emit_node_number.cpp ----
  using Calculate = Number (LineEmitter::*)(const ir::Node& node, const Number& left, const Number& right);
  Number calculated(const ir::Node& node, Calculate calculate);
  Number add(const ir::Node& node, const Number& left, const Number& right);
  Number subtract(const ir::Node& node, const Number& left, const Number& right);
  Number multiply(const ir::Node& node, const Number& left, const Number& right);
  static Sign sign_of(const ir::Node& node);
  Number times(const Number& left, Sign left_sign, const Number& right, Sign right_sign);
  Number smaller(const ir::Node& node, const Number& left, const Number& right);
  Number larger(const ir::Node& node, const Number& left, const Number& right);
  Number picked(llvm::CmpInst::Predicate order, const Number& left, const Number& right);
  Number add_months(const ir::Node& node);
  Number completed_years(const ir::Node& node);
  Number number_of_ends(llvm::Value* ends, const Rests& rests);
  Number history_amount(const ir::Node& node);
  Number first_event_date(const ir::Node& node);

  // ---- emit_node_exact.cpp ----
  Number remainder(const ir::Node& node);
  Truth compare_products(const ir::Node& node, CompareNumbers compare);
  Number rounded_quotient(const ir::Node& node);
  Number product(llvm::ArrayRef<ir::NodeId> factors, std::int64_t unit, llvm::IntegerType* type);
  Rests rests_of(llvm::ArrayRef<ir::NodeId> numbers);

  // ---- emit_loop.cpp ----
  Elements open_list(const ir::Node& result);
  void count_before(Elements& list);
  void fetch_for(std::uint32_t loop);
  void open_collection(std::uint32_t loop);
  bool is_within(std::uint32_t loop, std::uint32_t outer) const;
  llvm::Value* asked_planes(std::uint32_t loop);
  void emit_element(const Elements& list, llvm::Value* index);
  void emit_element(const Elements& list, llvm::Value* index, const std::vector<ir::NodeId>& nodes);
  void go_to_element(const Elements& list, llvm::Value* index);
  std::size_t line_words() const;
  std::size_t words_around(std::uint32_t loop) const;
  Rests rests_of_line(const Elements& list, const Rests& rests);
  Rests carry_rests(LoopCode& loop, const Rests& rests);
  void collect_members(const Elements& list, llvm::Value* index, llvm::Value* wanted, const Rests& rests);
  void collect(const Elements& list, llvm::Value* index, const Rests& rests, llvm::Value* where = nullptr);
  void collect_inner(const Elements& list, const Rests& rests, llvm::Value* where);
  void keep_for_telling();
  llvm::Value* inner_wanted(std::uint32_t loop, const Rests& rests);

  // ---- emit_node_list.cpp ----
  std::vector<Emitted> pass_over(llvm::ArrayRef<const ir::Node*> nodes);
  Result result_of(const ir::Node& node, const Elements& list, LoopCode& loop);
  Result any_element(const ir::Node& node, const Elements& list, LoopCode& loop);
  Result sum_elements(const ir::Node& node, const Elements& list, LoopCode& loop);
  Result extreme_element(const ir::Node& node, const Elements& list, LoopCode& loop, bool smallest);

  // ---- emit_node_rows.cpp ----
  Truth list_rows(const ir::Node& node);
  Truth one_row(const ir::Node& node);
  std::pair<llvm::Value*, Rests> write_row(const ir::Node& node, llvm::Value* row);
  struct AllElements {
    llvm::Value *first, *count;
  };
  llvm::Value* area_of(std::uint32_t area);
  void find_areas(std::uint32_t loop);
  AllElements all_elements(const ir::Slot& slot);
  AllElements list_at(llvm::Value* base, const ir::Slot& slot);
  llvm::Value* undecided(const Emitted& value);

  // ---- emit_node_fold.cpp ----
  Number fold(const ir::Node& node);
  void find_order(FoldCode& code);
  Turn next_turn(const FoldCode& code, llvm::Value* round, const Turn& before);
  llvm::Value* take_turn(const FoldCode& code, LoopCode& loop);
  Folded fold_elements(const FoldCode& code, llvm::Value* collecting, llvm::Value* first_counting);
  llvm::Value* tells_elements(const Elements& list);
  Running carry_running(const FoldCode& code, LoopCode& loop, const Number& start, llvm::Value* collecting);
  std::uint64_t bits_within(const Elements& list, std::size_t word) const;
  Rests with_loops_within(const Elements& list, const Rests& rests);
  void next_running(const FoldCode& code, LoopCode& loop, const Running& running, const Number& value);
  llvm::Value* hands_on(const Elements& list, const Rests& of_body);

  // ---- emit_node_choose.cpp ----
  Case band(const ir::Node& node);
  llvm::Value* band_of(const ir::Node& node, llvm::Value* number);
  Emitted choose(const ir::Node& node);
  llvm::Value* possible(const Emitted& subject, std::uint32_t cases, const ir::Mask& branch);
  llvm::Value* is_one_of(const Case& single, std::uint32_t cases, const ir::Mask& mask);
  bool is_table(const ir::Node& node) const;
  std::vector<std::int64_t> cells_of(const ir::Node& node, std::uint32_t cases);
  llvm::Value* look_up(const std::vector<std::int64_t>& cells, llvm::Value* ordinal);
  Number look_up_ends(const std::vector<std::int64_t>& cells, const Case& subject, std::uint32_t cases);
  bool is_subject_itself(const ir::Node& node, std::uint32_t cases) const;
  Truth pick_truth(const ir::Node& node, const Case& subject, std::uint32_t cases);
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

  // A number's type: i64, i128 or i256, whichever its proven range needs.
  llvm::IntegerType* type_of(const ir::Node& node);
  llvm::IntegerType* wider(const Number& left, const Number& right);
  Number in_type(const Number& number, llvm::IntegerType* type);  // cut off where the range is proved to fit
  Number operand_in_type(ir::NodeId id, llvm::IntegerType* type) { return in_type(number_at(id), type); }

  static llvm::ConstantInt* number_in(llvm::IntegerType* type, const Int256& value) {
    return llvm::ConstantInt::get(type->getContext(), llvm::APInt(256, value.words()).trunc(type->getBitWidth()));
  }
  static llvm::ConstantInt* least_of(llvm::IntegerType* type) {
    return llvm::ConstantInt::get(type->getContext(), llvm::APInt::getSignedMinValue(type->getBitWidth()));
  }
  static llvm::ConstantInt* greatest_of(llvm::IntegerType* type) {
    return llvm::ConstantInt::get(type->getContext(), llvm::APInt::getSignedMaxValue(type->getBitWidth()));
  }

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
  llvm::Argument* parameters_ = nullptr;
  llvm::Argument* history_ = nullptr;
  llvm::Argument* out_ = nullptr;
  llvm::Argument* collect_ = nullptr;
  llvm::Argument* shared_ = nullptr;
  llvm::Argument* wanted_ = nullptr;
  llvm::Argument* frame_ = nullptr;  // null where the line is one function

  ir::OutputLayout layout_;
  ir::Schedule schedule_;
  ir::CommonTerms common_;
  std::vector<std::vector<std::uint32_t>> grounds_of_;  // by node: those whose condition it is
  std::vector<llvm::Value*> added_;                     // by output word: bits that are not stored yet
  std::vector<bool> stored_;                            // by output word: an earlier part stored some
  std::vector<bool> stored_early_;                      // the same where the function may be left
  std::vector<bool> explains_;                          // of a sharing function, by node: kept for explaining only
  bool has_presumed_ = false;                           // of a deciding function: a presumption may decide some ground
  bool took_grounds_ = false;                           // those that are shared are added
  std::size_t leaves_behind_ = 0;                       // the part after which it may be left, counted from 1
  std::vector<bool> open_;                              // by node: may be other than single
  std::vector<std::vector<ir::NodeId>> bodies_;         // by loop
  std::vector<ir::NodeId> results_;                     // by loop
  std::vector<llvm::Value*> indices_;                   // by loop that is being emitted: which element it is
  std::vector<llvm::Value*> elements_;                  // by loop that is being emitted: where the element begins
  std::vector<llvm::Value*> firsts_;                    // by loop, with `before`: where the elements of all lists like its own begin
  std::vector<llvm::Value*> areas_;                     // of the loop that is emitted, by area: where its rows begin
  std::vector<Number> running_;                         // by loop, of a fold that is being emitted: the value so far
  std::vector<llvm::Value*> asked_;                     // by loop: where its planes are collected into, perhaps null when it runs
  std::uint32_t collecting_ = ir::no_loop;              // the inner loop that is emitted once more to tell what its elements rest on
  llvm::Value* own_plane_ = nullptr;                    // in a loop: `known` is the record's own
  llvm::Value* element_ = nullptr;                      // where the element begins of which a leaf is loaded

  SharedValues* shared_to_ = nullptr;                // of the function that writes them
  const SharedValues* shared_from_ = nullptr;        // of a deciding function that reads them
  const std::vector<ir::NodeId>* places_ = nullptr;  // by node: as which of them it is read
  const SharedValues* decided_from_ = nullptr;       // of an explaining function
  std::vector<Decided> decided_;                     // by node, of an explaining function
  std::vector<Emitted> values_;                      // of the nodes
  std::vector<std::size_t> part_of_;                 // by node: in which part its LLVM values are
  std::size_t turn_ = 0;                             // of the line, or of the loop that is being emitted
  bool in_loop_ = false;
  std::vector<ir::NodeId> made_;           // so far, in their order
  std::vector<std::size_t> read_last_by_;  // by node: see ir::find_last_turns; what other functions read is needed after all
  std::vector<Stretch> stretches_;         // that are being emitted, outermost first
  // Lines in parts only.
  std::vector<llvm::Function*> parts_;
  std::size_t part_begins_at_ = 0;     // in `made_`
  std::vector<std::size_t> place_of_;  // by node: where in the frame it is kept
  std::size_t frame_words_ = 0;
};

}  // namespace pol::emit
