// Lines too long for one function. Each part is a function of its own; what a later part reads is kept in a frame on the caller's stack. So
// the time to compile grows with the line and not faster, whatever LLVM does with long straight code.
#include <algorithm>
#include <limits>

#include <llvm/IR/Constants.h>

#include "emit/line_emitter.h"
#include "emit/module.h"
#include "emit/value_parts.h"

namespace pol::emit {

namespace {

// What crosses from part to part is stored and loaded again: a seventh of the time of deciding goes there. LLVM's scheduler takes the
// square of a long part, which lines of a usual length can afford, and they are one function.
constexpr std::size_t most_instructions_of_a_part = 600;

constexpr std::size_t nowhere = std::numeric_limits<std::size_t>::max();  // in the frame

std::size_t words_of(llvm::Type* type) { return (type->getIntegerBitWidth() + 63) / 64; }

}  // namespace

// What functions of each kind, as abi.h has it.
llvm::ArrayRef<LineEmitter::Parameter> LineEmitter::parameters_of_variant() const {
  using Self = LineEmitter;
  static constexpr Parameter record{"record", &Self::record_, true}, known{"known", &Self::known_, true},
      parameters{"parameters", &Self::parameters_, true}, history{"history", &Self::history_, true}, out{"out", &Self::out_, false},
      wanted{"wanted", &Self::wanted_, false, false};
  static constexpr Parameter shared{"shared", &Self::shared_, true};
  static constexpr Parameter deciding[] = {record, known, parameters, history, shared, out, wanted};
  static constexpr Parameter explaining[] = {record, known, parameters, history, shared, out, {"collect", &Self::collect_, true}};
  static constexpr Parameter narrowing[] = {record, known, parameters, history, shared, out};
  static constexpr Parameter sharing[] = {record, known, parameters, out};
  switch (variant_) {
    case Variant::deciding: return deciding;
    case Variant::explaining: return explaining;
    case Variant::narrowing: return narrowing;
    case Variant::sharing: return sharing;
  }
  llvm_unreachable("every variant is listed");
}

llvm::Function* LineEmitter::declare(const std::string& name, bool with_frame) {
  llvm::SmallVector<Parameter, 8> parameters(parameters_of_variant());
  if (with_frame) parameters.push_back({"frame", &LineEmitter::frame_, false});
  std::vector<llvm::Type*> types;
  for (const Parameter& parameter : parameters)
    types.push_back(parameter.is_pointer ? static_cast<llvm::Type*>(builder_.getPtrTy()) : builder_.getInt32Ty());
  auto* type = llvm::FunctionType::get(llvm::Type::getVoidTy(context_), types, false);
  auto* function = llvm::Function::Create(type, llvm::GlobalValue::InternalLinkage, name, module_);
  function->setDoesNotThrow();
  // Called only where a line is not decided.
  if ((variant_ == Variant::explaining || variant_ == Variant::narrowing) && !is_small(program_))
    function->addFnAttr(llvm::Attribute::Cold);
  for (unsigned k = 0; k < parameters.size(); ++k) {
    function->getArg(k)->setName(parameters[k].name);
    if (!parameters[k].is_pointer) continue;
    function->addParamAttr(k, llvm::Attribute::NoAlias);
    function->addParamAttr(k, llvm::Attribute::getWithAlignment(context_, llvm::Align(8)));
    if (parameters[k].is_read_only) function->addParamAttr(k, llvm::Attribute::ReadOnly);
  }
  return function;
}

void LineEmitter::begin(llvm::Function* function) {
  const llvm::ArrayRef<Parameter> parameters = parameters_of_variant();
  for (unsigned k = 0; k < parameters.size(); ++k) this->*parameters[k].place = function->getArg(k);
  frame_ = function->arg_size() > parameters.size() ? function->getArg(static_cast<unsigned>(parameters.size())) : nullptr;
  builder_.SetInsertPoint(llvm::BasicBlock::Create(context_, "", function));
  if (frame_ == nullptr) return;
  parts_.push_back(function);
  part_begins_at_ = made_.size();
}

void LineEmitter::continue_in_next_part() {
  if (frame_ == nullptr || !stretches_.empty() || in_loop_) return;
  if (builder_.GetInsertBlock()->getParent()->getInstructionCount() >= most_instructions_of_a_part) begin_next_part();
}

void LineEmitter::begin_next_part() {
  place_of_.resize(values_.size(), nowhere);
  for (std::size_t k = made_.size(); k-- > part_begins_at_;) {
    if (read_last_by_[made_[k]] >= turn_) keep(made_[k]);
  }
  store_added();
  builder_.CreateRetVoid();
  begin(declare(parts_.front()->getName().str(), true));
}

void LineEmitter::keep(ir::NodeId id) {
  if (place_of_[id] != nowhere || shared_as(id) != ir::not_shared) return;
  place_of_[id] = frame_words_;
  frame_words_ = store_parts(values_[id], frame_, frame_words_);
}

// Whole words each: truths and masks as numbers of 64 bits, wider masks over several. Gives the word behind them.
std::size_t LineEmitter::store_parts(Emitted& value, llvm::Value* base, std::size_t word) {
  visit_parts(value, [&](llvm::Value* part) {
    llvm::Value* place = builder_.CreateConstInBoundsGEP1_64(builder_.getInt64Ty(), base, word);
    const std::size_t words = words_of(part->getType());
    builder_.CreateAlignedStore(builder_.CreateZExt(part, builder_.getIntNTy(static_cast<unsigned>(64 * words))), place, llvm::Align(8));
    word += words;
  });
  return word;
}

void LineEmitter::load_parts(Emitted& value, llvm::Value* base, std::size_t word) {
  visit_parts(value, [&](llvm::Value*& part) {
    llvm::Type* type = part->getType();
    llvm::Value* place = builder_.CreateConstInBoundsGEP1_64(builder_.getInt64Ty(), base, word);
    llvm::Value* kept = builder_.CreateAlignedLoad(builder_.getIntNTy(static_cast<unsigned>(64 * words_of(type))), place, llvm::Align(8));
    part = builder_.CreateTrunc(kept, type);
    word += words_of(type);
  });
}

// A node's value, fetched where an earlier part of the function left it, or the one that computes what lines share.
Emitted& LineEmitter::at(ir::NodeId id) {
  Emitted& value = values_.at(id);
  if (part_of_[id] == parts_.size()) return value;
  if (!stretches_.empty()) stretches_.back().fetched.emplace_back(id, part_of_[id]);
  part_of_[id] = parts_.size();
  const ir::NodeId shared = shared_as(id);
  if (shared != ir::not_shared)
    load_parts(value, shared_, shared_from_->places[shared]);
  else
    load_parts(value, frame_, place_of_[id]);
  return value;
}

void LineEmitter::call_parts(llvm::Function* function) {
  begin(function);
  llvm::Value* frame = builder_.CreateAlloca(llvm::ArrayType::get(builder_.getInt64Ty(), frame_words_));
  std::vector<llvm::Value*> given;
  for (const Parameter& parameter : parameters_of_variant()) given.push_back(this->*parameter.place);
  given.push_back(frame);
  for (std::size_t k = 0; k < parts_.size(); ++k) {
    builder_.CreateCall(parts_[k], given);
    if (k + 1 == leaves_behind_) leave_where_asked();
  }
  builder_.CreateRetVoid();
}

}  // namespace pol::emit
