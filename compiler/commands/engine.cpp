#include "commands/engine.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <stdexcept>
#include <system_error>

#include "commands/history_entries.h"
#include "emit/emit.h"
#include "emit/object.h"
#include "interpret/interpret.h"
#include "lower/lower.h"

namespace pol::commands {

namespace {

struct PolicyDeleter {
  void operator()(polrt_policy* policy) const { polrt_policy_close(policy); }
};
struct ReaderDeleter {
  void operator()(polrt_reader* reader) const { polrt_reader_free(reader); }
};
using PolicyHandle = std::shared_ptr<polrt_policy>;  // threads share one, which is bound before there are several
using ReaderHandle = std::unique_ptr<polrt_reader, ReaderDeleter>;

std::string_view text_of(polrt_text text) { return text.data ? std::string_view(text.data, text.size) : std::string_view(); }

// Of this certificate, oldest first.
std::span<const polrt_entry> earlier_of(const History& history, const polrt_input& input) {
  const auto found = history.find(text_of(input.certificate));
  return found == history.end() ? std::span<const polrt_entry>() : std::span<const polrt_entry>(found->second);
}

// Records without a certificate share nothing.
void forget_uncertified(History& history) {
  if (const auto found = history.find(std::string_view()); found != history.end()) found->second.clear();
}

std::vector<polrt_entry>& kept_for(History& history, polrt_text certificate) { return history[std::string(text_of(certificate))]; }

// Reads records and histories of an opened wording. A copy is for another thread.
class Records {
 public:
  // `record_size` of other than 0: each record goes through the door for C structs as well, and is what came out of it.
  explicit Records(PolicyHandle policy, std::uint32_t record_size = 0)
      : policy_(std::move(policy)), reader_(new_reader()), taker_(new_reader()), record_size_(record_size) {}
  Records(const Records& other) : Records(other.policy_, other.record_size_) {}
  Records& operator=(const Records&) = delete;

  const polrt_policy* policy() const { return policy_.get(); }

  std::string bind(std::string_view json) {
    polrt_error error{};
    const polrt_status status = polrt_policy_bind(policy_.get(), json.data(), json.size(), &error);
    return status == POLRT_OK ? "" : error.text;
  }

  std::string bound() {
    std::string values;
    append_written(values, [&](char* buffer, std::size_t capacity) { return polrt_write_parameters(policy_.get(), buffer, capacity); });
    return values;
  }

  bool read(std::string_view line, polrt_input& input) {
    if (polrt_reader_read(reader_.get(), line.data(), line.size(), &input) != POLRT_OK) return false;
    const polrt_input read = input;
    if (record_size_ > 0 && polrt_reader_take(taker_.get(), read.record, record_size_, &input) != POLRT_OK)
      throw std::logic_error("what is valid as JSON is refused as a struct");
    return true;
  }

  bool append_invalid(std::uint64_t number, std::string& out) {
    append_written(out, [&](char* buffer, std::size_t capacity) { return polrt_write_invalid(reader_.get(), number, buffer, capacity); });
    return false;
  }

  // A decision needs amounts that add up without leaving 64 bits; a certificate beyond that is refused, and no other with it.
  static bool refuses_history(const polrt_input& input, std::span<const polrt_entry> earlier, std::uint64_t number, std::string& out) {
    std::uint64_t room = POLRT_MOST_HISTORY;
    for (const polrt_entry& entry : earlier) {
      const std::uint64_t size = entry.amount < 0 ? 0 - static_cast<std::uint64_t>(entry.amount) : static_cast<std::uint64_t>(entry.amount);
      if (size <= room) {
        room -= size;
        continue;
      }
      const auto id = [](polrt_text text) {
        return text.data ? nlohmann::ordered_json(std::string(text_of(text))) : nlohmann::ordered_json();
      };
      const std::string expected =
          fmt::format("a certificate whose earlier amounts add up to at most {} of the smallest unit", POLRT_MOST_HISTORY);
      const nlohmann::ordered_json decision = {{"record", number},
                                               {"certificate", id(input.certificate)},
                                               {"claim", id(input.id)},
                                               {"status", "invalid"},
                                               {"errors", {{{"path", ""}, {"expected", expected}}}}};
      out += decision.dump();
      return true;
    }
    return false;
  }

  std::string take_history(std::string_view line, History& history) {
    polrt_error error{};
    polrt_text certificate{};
    const polrt_entry* entries = nullptr;
    std::size_t count = 0;
    if (polrt_reader_read_history(reader_.get(), line.data(), line.size(), &certificate, &entries, &count, &error) != POLRT_OK)
      return error.text;
    auto& known = kept_for(history, certificate);
    known.insert(known.end(), entries, entries + count);
    return {};
  }

  // Calls a polrt writer with a buffer that is grown once where it is too small.
  template <typename Write>
  void append_written(std::string& out, Write write) {
    std::size_t size = write(buffer_.data(), buffer_.size());
    if (size > buffer_.size()) {
      buffer_.resize(size);
      size = write(buffer_.data(), buffer_.size());
    }
    out.append(buffer_, 0, size);
  }

 private:
  ReaderHandle new_reader() const {
    polrt_reader* reader = nullptr;
    if (polrt_reader_new(policy_.get(), &reader) != POLRT_OK) throw std::bad_alloc();
    return ReaderHandle(reader);
  }

  PolicyHandle policy_;
  ReaderHandle reader_, taker_;
  std::uint32_t record_size_;
  std::string buffer_ = std::string(16 * 1024, '\0');
};

// Native code of a wording as the runtime sees it. It lives as long as the object.
class Code {
 public:
  virtual ~Code() = default;
  virtual PolicyHandle open() const = 0;
  virtual std::uint32_t record_size() const { return 0; }  // where records are to be handed over as structs
};

PolicyHandle opened(const polrt_artifact& artifact) {
  polrt_error error{};
  polrt_policy* policy = nullptr;
  if (polrt_policy_open(&artifact, nullptr, &policy, &error) != POLRT_OK) throw std::logic_error(error.text);
  return PolicyHandle(policy, PolicyDeleter());
}

class CodeInMemory : public Code {
 public:
  explicit CodeInMemory(const ir::Program& program) : compiled_(emit::Compiled::compile(program)) {}
  PolicyHandle open() const override { return opened(compiled_->artifact()); }

 private:
  std::unique_ptr<emit::Compiled> compiled_;
};

class CodeInLibrary : public Code {
 public:
  explicit CodeInLibrary(const ir::Program& program)
      : bytes_(emit::shared_library(program, emit::native_cpu)),
        record_size_(program.record_size),
        expected_{.schema = program.identity.schema, .policy = program.identity.policy, .build = {}} {}

  PolicyHandle open() const override {
    std::string path = (std::filesystem::temp_directory_path() / "polc.XXXXXX").string();
    const int file = ::mkstemp(path.data());
    if (file < 0 || ::close(file) != 0) throw std::system_error(errno, std::generic_category(), path);
    const bool written =
        static_cast<bool>(std::ofstream(path, std::ios::binary).write(bytes_.data(), static_cast<std::streamsize>(bytes_.size())));
    polrt_error error{};
    polrt_policy* policy = nullptr;
    const polrt_expected expected{expected_.schema.c_str(), expected_.policy.c_str()};
    const polrt_status status = written ? polrt_policy_load(path.c_str(), &expected, &policy, &error) : POLRT_CANNOT_LOAD;
    ::unlink(path.c_str());
    if (status != POLRT_OK) throw std::runtime_error(written ? error.text : "cannot write " + path);
    return PolicyHandle(policy, PolicyDeleter());
  }
  std::uint32_t record_size() const override { return record_size_; }

 private:
  std::string bytes_;
  std::uint32_t record_size_;
  ir::Identity expected_;
};

class NativeEngine : public Engine {
 public:
  explicit NativeEngine(std::shared_ptr<Code> code) : code_(std::move(code)), records_(code_->open(), code_->record_size()) {}

  std::string bind(std::string_view json) override { return records_.bind(json); }
  std::string bound() override { return records_.bound(); }

  bool append(std::string_view line, std::uint64_t number, History& history, std::string& out) override {
    polrt_input input{};
    if (!records_.read(line, input)) return records_.append_invalid(number, out);
    if (input.certificate.data == nullptr) forget_uncertified(history);
    const auto earlier = earlier_of(history, input);
    if (Records::refuses_history(input, earlier, number, out)) return false;
    const std::size_t words = polrt_arena_size(records_.policy(), &input, earlier.size()) / sizeof(std::uint64_t) + 1;
    if (words > arena_.size()) arena_.resize(words);
    const polrt_decision* decision = nullptr;
    const polrt_status status = polrt_decide(records_.policy(), &input, earlier.data(), earlier.size(), arena_.data(),
                                             arena_.size() * sizeof(std::uint64_t), &decision);
    if (status != POLRT_OK) throw std::logic_error("the runtime refused a valid record");
    records_.append_written(out,
                            [&](char* buffer, std::size_t capacity) { return polrt_write_decision(decision, number, buffer, capacity); });
    const polrt_entry* booked = nullptr;
    if (const std::size_t count = polrt_decision_entries(decision, &booked); count > 0) {
      auto& kept = kept_for(history, input.certificate);
      kept.insert(kept.end(), booked, booked + count);
    }
    return polrt_decision_outcome(decision) != POLRT_INVALID;
  }

  std::string take_history(std::string_view line, History& history) override { return records_.take_history(line, history); }
  std::unique_ptr<Engine> another() const override { return std::unique_ptr<Engine>(new NativeEngine(*this)); }

 private:
  NativeEngine(const NativeEngine&) = default;

  std::shared_ptr<Code> code_;
  Records records_;
  std::vector<std::uint64_t> arena_;
};

// The artifact of a wording without code: enough for the runtime to judge records.
class MetadataOnly {
 public:
  explicit MetadataOnly(ir::Program program)
      : program_(std::move(program)),
        decide_(program_.lines.size() + program_.questions.size(), nullptr),
        explain_(decide_.size(), nullptr),
        narrow_(decide_.size(), nullptr) {
    artifact_ = {.magic = POLRT_ARTIFACT_MAGIC,
                 .abi_version = POLRT_ABI_VERSION,
                 .line_count = static_cast<std::uint32_t>(program_.lines.size()),
                 .question_count = static_cast<std::uint32_t>(program_.questions.size()),
                 .needs = 0,
                 .metadata = program_.metadata.data(),
                 .metadata_size = program_.metadata.size(),
                 .shared_words = 0,
                 .share = nullptr,
                 .decide = decide_.data(),
                 .explain = explain_.data(),
                 .narrow = narrow_.data()};
  }
  const polrt_artifact& artifact() const { return artifact_; }

 private:
  ir::Program program_;
  std::vector<polrt_decide_function> decide_;
  std::vector<polrt_explain_function> explain_;
  std::vector<polrt_narrow_function> narrow_;
  polrt_artifact artifact_;
};

class InterpreterEngine : public Engine {
 public:
  explicit InterpreterEngine(const Wording& wording)
      : policy_(*wording.policy),
        identity_(identity_of(wording)),
        metadata_(std::make_shared<MetadataOnly>(to_program(wording))),
        records_(opened(metadata_->artifact())) {}

  std::string bind(std::string_view json) override {
    const std::string wrong = records_.bind(json);
    if (!wrong.empty() || policy_.parameter_root == model::none) return wrong;
    parameters_ = interpret::read_parameters(policy_, json);
    if (!parameters_) throw std::logic_error("the interpreter cannot read parameters that the runtime takes");
    return {};
  }
  std::string bound() override { return records_.bound(); }

  bool append(std::string_view line, std::uint64_t number, History& history, std::string& out) override {
    polrt_input input{};
    if (!records_.read(line, input)) return records_.append_invalid(number, out);
    if (input.certificate.data == nullptr) forget_uncertified(history);
    const auto earlier = earlier_of(history, input);
    if (Records::refuses_history(input, earlier, number, out)) return false;
    auto record = interpret::read_record(policy_, line);
    if (!record) throw std::logic_error("the interpreter cannot read a record that the runtime calls valid");
    record->parameters = parameters_;
    const interpret::Identity identity{identity_.hash, identity_.build, polrt_policy_parameters_hash(records_.policy())};
    const auto outcome = interpret::decide(policy_, identity, *record, entries_of(earlier), number);
    for (const auto& entry : outcome.booked) kept_for(history, input.certificate).push_back(entry_of(entry));
    out += outcome.json;
    return outcome.valid;
  }

  std::string take_history(std::string_view line, History& history) override { return records_.take_history(line, history); }
  std::unique_ptr<Engine> another() const override { return std::unique_ptr<Engine>(new InterpreterEngine(*this)); }

 private:
  InterpreterEngine(const InterpreterEngine&) = default;

  const model::Policy& policy_;
  Identity identity_;
  std::shared_ptr<const interpret::Record> parameters_;
  std::shared_ptr<MetadataOnly> metadata_;
  Records records_;
};

}  // namespace

class TakenByRun::Opened {
 public:
  explicit Opened(const model::Policy& policy) : metadata_(lower::lower(policy, {}, {})), records_(opened(metadata_.artifact())) {}

  bool takes(const Witness& witness) {
    if (!witness.parameters.empty() && !records_.bind(witness.parameters).empty()) return false;
    polrt_input input{};
    return witness.record.empty() || records_.read(witness.record, input);
  }

 private:
  MetadataOnly metadata_;
  Records records_;
};

bool TakenByRun::operator()(const model::Policy& policy, const Witness& witness) {
  if (!opened_) opened_ = std::make_shared<Opened>(policy);
  return opened_->takes(witness);
}

Decided Engine::decide(std::string_view line, std::uint64_t number, History& history) {
  Decided decided;
  decided.valid = append(line, number, history, decided.json);
  return decided;
}

std::unique_ptr<Engine> make_engine(const Wording& wording, EngineKind kind) {
  switch (kind) {
    case EngineKind::native: return make_native_engine(to_program(wording));
    case EngineKind::interpreter: return std::make_unique<InterpreterEngine>(wording);
    case EngineKind::artifact: return std::make_unique<NativeEngine>(std::make_shared<CodeInLibrary>(to_program(wording)));
  }
  throw std::logic_error("no such engine");
}

std::unique_ptr<Engine> make_native_engine(const ir::Program& program) {
  return std::make_unique<NativeEngine>(std::make_shared<CodeInMemory>(program));
}

}  // namespace pol::commands
