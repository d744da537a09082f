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

enum class Variant { when_known, when_open };

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
};

class Machine {
 public:
  ir::Builder build;

  // Facts are laid out at 16 bytes each, after the planes.
  std::uint32_t add_fact(ir::Storage storage, bool may_be_unknown = true) {
    const auto fact = static_cast<std::uint32_t>(program_.slots.size());
    program_.slots.push_back({storage, 0, may_be_unknown});
    return fact;
  }

  // `lines` lines, all the same: benefits that the history may speak of.
  void compile(const std::vector<ir::NodeId>& grounds, const std::vector<ir::Step>& steps, ir::NodeId event, std::size_t lines = 1) {
    program_.name = "machine";
    program_.metadata = "{}";
    program_.plane_words = static_cast<std::uint32_t>((program_.slots.size() + 63) / 64);
    program_.record_size = 16 * program_.plane_words;
    for (ir::Slot& slot : program_.slots) {
      slot.offset = program_.record_size;
      program_.record_size += 16;
    }
    std::vector<ir::Ground> conditions;
    for (const ir::NodeId ground : grounds) conditions.push_back({ground});
    program_.lines.assign(lines, build.finish("line", event, conditions, steps, program_.slots));
    for (const std::string& sentence : ir::verify(program_)) throw std::logic_error(sentence);
    compiled_[0] = Compiled::compile(program_, Effort::quick);
    compiled_[1] = Compiled::compile(program_, Effort::full);
    record_.assign(std::max<std::size_t>(1, program_.record_size / 8), 0);
  }
  void compile(const std::vector<ir::NodeId>& grounds) { compile(grounds, {ir::Step{build.number(1)}}, build.number(0)); }
  void compile_number(ir::NodeId number) { compile({}, {ir::Step{number}}, build.number(0)); }

  template <class Value>
  void give(std::uint32_t fact, Value value) {
    std::memcpy(reinterpret_cast<std::uint8_t*>(record_.data()) + program_.slots.at(fact).offset, &value, sizeof value);
    known_word(fact) |= std::uint64_t{1} << (fact % 64);
    found_word(fact) |= std::uint64_t{1} << (fact % 64);
  }
  void forget(std::uint32_t fact) {
    known_word(fact) &= ~(std::uint64_t{1} << (fact % 64));
    found_word(fact) &= ~(std::uint64_t{1} << (fact % 64));
  }

  // Both efforts must agree; what they say is returned.
  Output run(Variant variant = Variant::when_open, const polrt_history& history = {}) const {
    Output quick = run(*compiled_[0], variant, history);
    if (run(*compiled_[1], variant, history).words != quick.words) throw std::logic_error("the two efforts differ");
    return quick;
  }

  ir::Program& program() { return program_; }
  const polrt_artifact& artifact() const { return compiled_[0]->artifact(); }

 private:
  std::uint64_t& known_word(std::uint32_t fact) { return record_.at(fact / 64); }
  std::uint64_t& found_word(std::uint32_t fact) { return record_.at(program_.plane_words + fact / 64); }

  Output run(const Compiled& compiled, Variant variant, const polrt_history& history) const {
    const ir::OutputLayout layout = ir::layout_of(program_.lines.front());
    constexpr std::int64_t untouched = 0x5a5a5a5a5a5a5a5a;
    Output out{std::vector<std::int64_t>(layout.size + 1, untouched), layout};
    const polrt_artifact& artifact = compiled.artifact();
    const polrt_line_function* functions = variant == Variant::when_known ? artifact.when_known : artifact.when_open;
    functions[0](reinterpret_cast<const std::uint8_t*>(record_.data()), record_.data(), &history, out.words.data());
    if (out.words.back() != untouched) throw std::logic_error("a line function wrote beyond its words");
    out.words.pop_back();
    return out;
  }

  ir::Program program_;
  std::unique_ptr<Compiled> compiled_[2];
  std::vector<std::uint64_t> record_;
};

}  // namespace pol::emit::test
