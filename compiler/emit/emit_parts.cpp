// Lines too long for one function. Each part is a function of its own; what a later part reads is kept in a frame on the caller's stack. So
// the time to compile grows with the line and not faster, whatever LLVM does with long straight code. The frame takes some 16 bytes for
// each ground.
#include <algorithm>
#include <limits>

#include <llvm/IR/Constants.h>

#include "emit/line_emitter.h"
#include "ir/loops.h"

namespace pol::emit {

namespace {

constexpr std::size_t most_instructions_of_a_part = 600;
constexpr std::size_t nowhere = std::numeric_limits<std::size_t>::max();

// Calls visit(part) for each LLVM value that a value consists of, in a fixed order, constants and what is missing left out. It may replace
// them; ends that are one LLVM value stay one.
template <class Visit>
void visit_parts(Emitted& value, Visit visit) {
  const auto one = [&visit](llvm::Value*& part) {
    if (part != nullptr && !llvm::isa<llvm::Constant>(part)) visit(part);
  };
  const auto ends = [&one](llvm::Value*& low, llvm::Value*& high) {
    const bool single = low == high;
    one(low);
    if (single)
      high = low;
    else
      one(high);
  };
  if (auto* truth = std::get_if<Truth>(&value)) one(truth->yes), one(truth->no);
  if (auto* number = std::get_if<Number>(&value)) ends(number->low, number->high);
  if (auto* choice = std::get_if<Case>(&value)) one(choice->possible), one(choice->ordinal);
  if (auto* set = std::get_if<Set>(&value)) ends(set->must, set->may);
  if (auto* text = std::get_if<Text>(&value)) one(text->data), one(text->size), one(text->known);
  std::visit([&one](auto& any) { std::for_each(any.rests.begin(), any.rests.end(), one); }, value);
}

std::size_t words_of(llvm::Type* type) { return (type->getIntegerBitWidth() + 63) / 64; }

std::vector<std::size_t> find_last_readers(const ir::Line& line) {
  std::vector<std::size_t> readers(line.nodes.size(), 0), results(line.loops.size(), 0);
  for (std::size_t k = line.nodes.size(); k-- > 0;) {
    if (ir::closes_loop(line.nodes[k].op)) results.at(static_cast<std::size_t>(line.nodes[k].value)) = k;
    std::uint32_t loop = line.nodes[k].loop;
    while (loop != ir::no_loop && line.loops[loop].parent != ir::no_loop) loop = line.loops[loop].parent;
    const std::size_t reads_at = loop == ir::no_loop ? k : results[loop];
    for (const ir::NodeId operand : line.nodes[k].operands) readers[operand] = std::max(readers[operand], reads_at);
  }
  if (line.event != ir::no_event) readers[line.event] = nowhere;
  for (const ir::Ground& ground : line.grounds) readers[ground.condition] = nowhere;
  for (const ir::Step& step : line.steps) {
    readers[step.after] = nowhere;
    if (step.has_limit) readers[step.limit] = readers[step.used] = nowhere;
  }
  for (const ir::Output& output : line.outputs) {
    readers[output.value] = readers[output.present] = nowhere;
    for (const ir::NodeId member : output.members) readers[member] = nowhere;
  }
  return readers;
}

}  // namespace

llvm::Function* LineEmitter::declare(const std::string& name, bool with_frame) {
  const std::vector<llvm::Type*> types(with_frame ? 7 : 6, llvm::PointerType::getUnqual(context_));
  auto* type = llvm::FunctionType::get(llvm::Type::getVoidTy(context_), types, false);
  auto* function = llvm::Function::Create(type, llvm::GlobalValue::InternalLinkage, name, module_);
  function->setDoesNotThrow();
  const char* names[] = {"record", "known", "parameters", "history", "out", "collect", "frame"};
  for (unsigned k = 0; k < types.size(); ++k) {
    function->getArg(k)->setName(names[k]);
    function->addParamAttr(k, llvm::Attribute::NoAlias);
    function->addParamAttr(k, llvm::Attribute::getWithAlignment(context_, llvm::Align(8)));
    if (k != 4 && k != 6) function->addParamAttr(k, llvm::Attribute::ReadOnly);
  }
  return function;
}

void LineEmitter::begin(llvm::Function* function) {
  record_ = function->getArg(0);
  known_ = function->getArg(1);
  parameters_ = function->getArg(2);
  history_ = function->getArg(3);
  out_ = function->getArg(4);
  collect_ = function->getArg(5);
  frame_ = function->arg_size() == 7 ? function->getArg(6) : nullptr;
  builder_.SetInsertPoint(llvm::BasicBlock::Create(context_, "", function));
  if (frame_ == nullptr) return;
  if (parts_.empty()) read_last_by_ = find_last_readers(line_);
  parts_.push_back(function);
}

void LineEmitter::continue_in_next_part() {
  if (frame_ == nullptr || builder_.GetInsertBlock()->getParent()->getInstructionCount() < most_instructions_of_a_part) return;
  place_of_.resize(values_.size(), nowhere);
  for (std::size_t id = values_.size(); id-- > 0 && part_of_[id] == parts_.size();) {
    if (id >= read_last_by_.size() || read_last_by_[id] >= values_.size()) keep(static_cast<ir::NodeId>(id));
  }
  builder_.CreateRetVoid();
  begin(declare(parts_.front()->getName().str(), true));
}

// Whole words each: truths and masks as numbers of 64 bits, wider masks over several.
void LineEmitter::keep(ir::NodeId id) {
  if (place_of_[id] != nowhere) return;
  place_of_[id] = frame_words_;
  visit_parts(values_[id], [this](llvm::Value* part) {
    llvm::Value* place = builder_.CreateConstInBoundsGEP1_64(builder_.getInt64Ty(), frame_, frame_words_);
    const std::size_t words = words_of(part->getType());
    builder_.CreateAlignedStore(builder_.CreateZExt(part, builder_.getIntNTy(static_cast<unsigned>(64 * words))), place, llvm::Align(8));
    frame_words_ += words;
  });
}

// A node's value, fetched from the frame where an earlier part made it.
Emitted& LineEmitter::at(ir::NodeId id) {
  Emitted& value = values_.at(id);
  if (frame_ == nullptr || part_of_[id] == parts_.size()) return value;
  part_of_[id] = parts_.size();
  std::size_t word = place_of_[id];
  visit_parts(value, [this, &word](llvm::Value*& part) {
    llvm::Type* type = part->getType();
    llvm::Value* place = builder_.CreateConstInBoundsGEP1_64(builder_.getInt64Ty(), frame_, word);
    llvm::Value* kept = builder_.CreateAlignedLoad(builder_.getIntNTy(static_cast<unsigned>(64 * words_of(type))), place, llvm::Align(8));
    part = builder_.CreateTrunc(kept, type);
    word += words_of(type);
  });
  return value;
}

void LineEmitter::call_parts(llvm::Function* function) {
  begin(function);
  llvm::Value* frame = builder_.CreateAlloca(llvm::ArrayType::get(builder_.getInt64Ty(), frame_words_));
  for (llvm::Function* part : parts_) builder_.CreateCall(part, {record_, known_, parameters_, history_, out_, collect_, frame});
  builder_.CreateRetVoid();
}

}  // namespace pol::emit
