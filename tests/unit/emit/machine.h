// A hand-made program of one line, compiled, and a record for it: what the tests of emit/ have in common.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <vector>

#include "emit/emit.h"
#include "ir/build.h"
#include "ir/verify.h"
#include "polrt/abi.h"

namespace pol::emit::test {

enum class Variant { deciding, explaining, narrowing };

// What a line function wrote, taken apart.
struct Output {
  std::vector<std::int64_t> words;
  ir::OutputLayout layout;

  bool bit(std::uint32_t from, std::size_t k) const { return (words.at(from + k / 64) >> (k % 64) & 1) != 0; }
  bool established(std::size_t ground) const { return bit(layout.established, ground); }
  bool open(std::size_t ground) const { return bit(layout.open, ground); }
  bool status_rests_on(std::size_t leaf) const { return bit(layout.status_rests, leaf); }
  bool amount_rests_on(std::size_t leaf) const { return bit(layout.amount_rests, leaf); }
  std::int64_t least(std::size_t step) const { return words.at(layout.steps + 2 * step); }
  std::int64_t most(std::size_t step) const { return words.at(layout.steps + 2 * step + 1); }
  std::int64_t limit_word(std::size_t k) const { return words.at(layout.limits + k); }
  std::int64_t output_word(std::size_t output, std::size_t k) const { return words.at(layout.outputs + 3 * output + k); }
};

// What a line function collected for one loop: a word for each element (lists of the tests have fewer than 65 members).
using Planes = std::vector<std::uint64_t>;

// What is believed of presumptions.
enum class Believed { as_given, lifted };

class Machine {
 public:
  ir::Builder build;

  // Facts are laid out at 16 bytes each, after the planes.
  std::uint32_t add_fact(ir::Storage storage, bool may_be_unknown = true) {
    return add_slot({.storage = storage, .may_be_unknown = may_be_unknown}, ir::no_list);
  }
  std::uint32_t add_list() { return add_slot({.storage = ir::Storage::list}, ir::no_list); }
  std::uint32_t add_member(std::uint32_t list, ir::Storage storage, bool may_be_unknown = true, bool presumed = false) {
    return add_slot({.storage = storage, .may_be_unknown = may_be_unknown, .presumed = presumed}, list);
  }

  // `lines` lines, all the same: benefits that the history may speak of.
  void compile(const std::vector<ir::Ground>& grounds, const std::vector<ir::Step>& steps, ir::NodeId event, std::size_t lines) {
    program_.lines.assign(lines, build.finish("line", event, grounds, steps, program_.slots));
    finish();
  }
  void compile(const std::vector<ir::NodeId>& grounds, const std::vector<ir::Step>& steps, ir::NodeId event, std::size_t lines = 1) {
    std::vector<ir::Ground> conditions;
    for (const ir::NodeId ground : grounds) conditions.push_back({ground});
    compile(conditions, steps, event, lines);
  }
  void compile(const std::vector<ir::NodeId>& grounds) { compile(grounds, {ir::Step{build.number(1)}}, build.number(0)); }
  void compile_number(ir::NodeId number) { compile(std::vector<ir::NodeId>(), {ir::Step{number}}, build.number(0)); }
  // A question behind one benefit; run() then runs the question.
  void compile_question(const std::vector<ir::Ground>& grounds, const std::vector<ir::Output>& outputs) {
    program_.questions.assign(1, build.finish("question", build.number(0), grounds, {}, program_.slots, outputs));
    ir::Builder nothing;
    const ir::NodeId amount = nothing.number(1), day = nothing.number(0);
    program_.lines.assign(1, nothing.finish("line", day, {}, {ir::Step{amount}}, program_.slots));
    finish();
  }

  template <class Value>
  void give(std::uint32_t fact, Value value) {
    put(reinterpret_cast<std::uint8_t*>(record_.data()), fact, value);
    set_bits(record_.data(), program_.plane_words, fact, true, true);
  }
  void forget(std::uint32_t fact) { set_bits(record_.data(), program_.plane_words, fact, false, false); }

  // The elements of a list; all of them unknown where the list changes its length.
  void resize(std::uint32_t list, std::size_t count) {
    const ir::Slot& slot = program_.slots.at(list);
    elements_[list].assign(count * slot.element_size / 8, 0);
    place_list(list, count);
  }
  template <class Value>
  void give(std::uint32_t member, std::size_t index, Value value) {
    put(reinterpret_cast<std::uint8_t*>(element(member, index)), member, value);
    set_bits(element(member, index), list_of(member).element_words, member, true, true);
  }
  // Presumed: believed, but not in the record.
  template <class Value>
  void presume(std::uint32_t member, std::size_t index, Value value) {
    give(member, index, value);
    set_bits(element(member, index), list_of(member).element_words, member, true, false);
  }
  void forget(std::uint32_t member, std::size_t index) {
    set_bits(element(member, index), list_of(member).element_words, member, false, false);
  }

  // Both efforts must agree, and the variants, but for what the deciding one leaves out: it reads as 0. What is rested on, narrowing does
  // not exclude.
  Output run(Variant variant = Variant::explaining, const polrt_history& history = {}, Believed believed = Believed::as_given) const {
    Output explained = run(*compiled_[0], Variant::explaining, history, believed, nullptr);
    if (run(*compiled_[1], Variant::explaining, history, believed, nullptr).words != explained.words)
      throw std::logic_error("the two efforts differ");
    const Output narrowed = narrow(history, believed);
    for (std::uint32_t k = 0; k < explained.layout.amount_rests - explained.layout.status_rests; ++k) {
      const std::int64_t rests = explained.words[explained.layout.status_rests + k] | explained.words[explained.layout.amount_rests + k];
      if ((rests & ~narrowed.words[narrowed.layout.status_rests + k]) != 0) throw std::logic_error("narrowing excludes what is rested on");
    }
    Output decided = explained;
    for (std::uint32_t k = decided.layout.status_rests; k < decided.layout.event; ++k) decided.words[k] = untouched;
    for (const auto& compiled : compiled_) {
      if (run(*compiled, Variant::deciding, history, believed, nullptr).words != decided.words)
        throw std::logic_error("deciding and explaining differ");
    }
    for (std::uint32_t k = decided.layout.status_rests; k < decided.layout.event; ++k) decided.words[k] = 0;
    return variant == Variant::explaining ? explained : decided;
  }

  // What the line may rest on at most, in the words of status_rests.
  Output narrow(const polrt_history& history = {}, Believed believed = Believed::as_given) const {
    Output narrowed = run(*compiled_[0], Variant::narrowing, history, believed, nullptr);
    if (run(*compiled_[1], Variant::narrowing, history, believed, nullptr).words != narrowed.words)
      throw std::logic_error("the two efforts narrow differently");
    return narrowed;
  }

  // What loop `loop` of the line rests on, element by element.
  Planes collect(std::uint32_t loop, Believed believed = Believed::as_given) const {
    Planes quick = collect(*compiled_[0], loop, believed);
    if (collect(*compiled_[1], loop, believed) != quick) throw std::logic_error("the two efforts collect differently");
    return quick;
  }

  ir::Program& program() { return program_; }
  const ir::Line& line() const { return program_.questions.empty() ? program_.lines.front() : program_.questions.front(); }
  const polrt_artifact& artifact() const { return compiled_[0]->artifact(); }

 private:
  static constexpr std::int64_t untouched = 0x5a5a5a5a5a5a5a5a;

  std::uint32_t add_slot(ir::Slot slot, std::uint32_t list) {
    slot.list = list;
    slot.bit = static_cast<std::uint32_t>(
        std::count_if(program_.slots.begin(), program_.slots.end(), [list](const ir::Slot& other) { return other.list == list; }));
    program_.slots.push_back(slot);
    return static_cast<std::uint32_t>(program_.slots.size()) - 1;
  }

  // Gives the facts of the record, or of the elements of a list, their places.
  void lay_out(std::uint32_t list, std::uint32_t& words, std::uint32_t& size) {
    const auto count = static_cast<std::uint32_t>(
        std::count_if(program_.slots.begin(), program_.slots.end(), [list](const ir::Slot& slot) { return slot.list == list; }));
    words = (count + 63) / 64;
    size = 16 * words;
    for (ir::Slot& slot : program_.slots) {
      if (slot.list != list) continue;
      slot.offset = size;
      size += 16;
    }
  }

  void finish() {
    program_.name = "machine";
    program_.metadata = "{}";
    lay_out(ir::no_list, program_.plane_words, program_.record_size);
    elements_.resize(program_.slots.size());
    for (std::size_t k = 0; k < program_.slots.size(); ++k) {
      ir::Slot& slot = program_.slots[k];
      if (slot.storage == ir::Storage::list) lay_out(static_cast<std::uint32_t>(k), slot.element_words, slot.element_size);
    }
    for (const std::string& sentence : ir::verify(program_)) throw std::logic_error(sentence);
    compiled_[0] = Compiled::compile(program_, Effort::quick);
    compiled_[1] = Compiled::compile(program_, Effort::full);
    record_.assign(std::max<std::size_t>(1, program_.record_size / 8), 0);
  }

  template <class Value>
  void put(std::uint8_t* base, std::uint32_t fact, Value value) {
    std::memcpy(base + program_.slots.at(fact).offset, &value, sizeof value);
  }
  void set_bits(std::uint64_t* base, std::uint32_t words, std::uint32_t fact, bool known, bool found) {
    const std::uint32_t bit = program_.slots.at(fact).bit;
    const auto set = [bit](std::uint64_t& word, bool to) {
      word = to ? word | std::uint64_t{1} << (bit % 64) : word & ~(std::uint64_t{1} << (bit % 64));
    };
    set(base[bit / 64], known);
    set(base[words + bit / 64], found);
  }
  const ir::Slot& list_of(std::uint32_t member) const { return program_.slots.at(program_.slots.at(member).list); }
  std::uint64_t* element(std::uint32_t member, std::size_t index) {
    return elements_.at(program_.slots.at(member).list).data() + index * list_of(member).element_size / 8;
  }
  void place_list(std::uint32_t list, std::size_t count) {
    put(reinterpret_cast<std::uint8_t*>(record_.data()), list,
        polrt_list{reinterpret_cast<const std::uint8_t*>(elements_[list].data()), count});
  }

  Output run(const Compiled& compiled, Variant variant, const polrt_history& history, Believed believed,
             const polrt_collect* collect) const {
    const ir::OutputLayout layout = ir::layout_of(line());
    Output out{std::vector<std::int64_t>(layout.size + 1, untouched), layout};
    const polrt_artifact& artifact = compiled.artifact();
    const std::vector<std::uint64_t> lifted(record_.begin(), record_.begin() + program_.plane_words);
    const auto* const record = reinterpret_cast<const std::uint8_t*>(record_.data());
    const std::uint64_t* const known = believed == Believed::lifted ? lifted.data() : record_.data();
    const std::size_t function = program_.questions.empty() ? 0 : artifact.line_count;
    std::vector<std::int64_t> shared(artifact.shared_words + 1, untouched);
    if (artifact.share != nullptr) artifact.share(record, known, nullptr, shared.data());
    if (shared.back() != untouched) throw std::logic_error("what lines share lies beyond its words");
    artifact.decide[function](record, known, nullptr, &history, shared.data(), out.words.data(), POLRT_WANTS_ALL);
    if (variant == Variant::explaining)
      artifact.explain[function](record, known, nullptr, &history, shared.data(), out.words.data(), collect);
    if (variant == Variant::narrowing) artifact.narrow[function](record, known, nullptr, &history, shared.data(), out.words.data());
    if (out.words.back() != untouched) throw std::logic_error("a line function wrote beyond its words");
    out.words.pop_back();
    return out;
  }

  // Every other loop is not asked for and has no plane; what the function writes otherwise must be the same.
  Planes collect(const Compiled& compiled, std::uint32_t loop, Believed believed) const {
    const std::uint32_t list = line().loops.at(loop).list;
    std::uint64_t count = 0;
    std::memcpy(&count, reinterpret_cast<const std::uint8_t*>(record_.data()) + program_.slots[list].offset + 8, sizeof count);
    Planes plane(count + 1, 0);
    plane.back() = 0x5a5a5a5a5a5a5a5a;
    std::vector<std::uint64_t> loops(line().loops.size() / 64 + 1, 0);
    loops[loop / 64] = std::uint64_t{1} << (loop % 64);
    std::vector<std::uint64_t*> planes(line().loops.size(), nullptr);
    planes[loop] = plane.data();
    const polrt_collect asked{loops.data(), planes.data()};
    const Output output = run(compiled, Variant::explaining, {}, believed, &asked);
    if (output.words != run(compiled, Variant::explaining, {}, believed, nullptr).words) throw std::logic_error("collecting decides");
    if (plane.back() != 0x5a5a5a5a5a5a5a5a) throw std::logic_error("a line function collected beyond the list");
    plane.pop_back();
    return plane;
  }

  ir::Program program_;
  std::unique_ptr<Compiled> compiled_[2];
  std::vector<std::uint64_t> record_;
  std::vector<std::vector<std::uint64_t>> elements_;  // by fact
};

}  // namespace pol::emit::test
