// Ways to decide records: native code, made in memory or loaded from a library file, and the reference interpreter. All give the same
// bytes; tests hold them to it.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "commands/pipeline.h"
#include "polrt/polrt.h"

namespace pol::commands {

// Earlier decision entries by certificate id, oldest first. The host keeps it; the engines only read.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};
using History = std::unordered_map<std::string, std::vector<polrt_entry>, TextHash, std::equal_to<>>;

struct Decided {
  std::string json;   // the decision line, without a line end
  bool valid = true;  // false: the record was invalid, and json says why
};

class Engine {
 public:
  virtual ~Engine() = default;
  // Binds the parameters that the wording declares, before anything is decided: a JSON object. What is wrong, a line each; else empty.
  virtual std::string bind(std::string_view json) = 0;
  // What is bound, as one line of JSON; empty where nothing is.
  virtual std::string bound() = 0;
  // Decides one JSON line, appends the decision line to `out`, without a line end, and adds what it books to `history`. `number` counts
  // records from 1. False: the record was invalid, and the decision says why.
  virtual bool append(std::string_view line, std::uint64_t number, History& history, std::string& out) = 0;
  Decided decide(std::string_view line, std::uint64_t number, History& history);
  // Takes the entries of an earlier decision line into `history`; a sentence where the line is not one.
  virtual std::string take_history(std::string_view line, History& history) = 0;
  // The same for another thread: an engine serves one at a time.
  virtual std::unique_ptr<Engine> another() const = 0;
};

// artifact: native code by way of a temporary file, as a host would load it, and records by way of C structs; for tests.
enum class EngineKind { native, interpreter, artifact };

// The wording must have a policy and outlive the engine.
std::unique_ptr<Engine> make_engine(const Wording& wording, EngineKind kind);
// Whether a run takes a record, and the values bound to the parameters; without a record: these. For one wording, in check already.
class TakenByRun {
 public:
  bool operator()(const model::Policy& policy, const Witness& witness);

 private:
  class Opened;
  std::shared_ptr<Opened> opened_;
};
// Native code of any program: tests hand in one that they broke on purpose.
std::unique_ptr<Engine> make_native_engine(const ir::Program& program);

}  // namespace pol::commands
