// The C interface of polrt.h for C++20: owners and spans, nothing more. Header only.
//
//   auto opened = polrt::Wording::load("lady.so", {aaa_lady_care_schema, nullptr});  // a Wording, or a Failure with a sentence
//   polrt::Session session(std::get<polrt::Wording>(opened));  // one for each thread; the wording may be shared
//   session.read(line);                                        // then session.input().certificate names the history
//   session.decide(history);                                   // does nothing to a record that could not be read
//   out << session.write(number) << '\n';                      // the decision line, of an invalid record too
//   remember(session.entries());
//
// Amounts are minor units, dates days since 1970-01-01. A Session throws std::bad_alloc where memory ends, and nothing else.
#pragma once

#include <cstdint>
#include <memory>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "polrt/polrt.h"

namespace polrt {

struct Failure {
  polrt_status status;
  std::string sentence;
};

// An opened wording. Immutable: many threads may use it at once.
class Wording {
 public:
  // A library that `polc build` made. `expected`: what the host was compiled against.
  static std::variant<Wording, Failure> load(const std::string& path, const polrt_expected& expected = {}) {
    polrt_policy* policy = nullptr;
    polrt_error error{};
    const polrt_status status = polrt_policy_load(path.c_str(), &expected, &policy, &error);
    if (status != POLRT_OK) return Failure{status, error.text};
    return Wording(policy);
  }

  // A wording that is linked into the program, or was compiled in memory. The artifact must outlive it.
  static std::variant<Wording, Failure> open(const polrt_artifact& artifact, const polrt_expected& expected = {}) {
    polrt_policy* policy = nullptr;
    polrt_error error{};
    const polrt_status status = polrt_policy_open(&artifact, &expected, &policy, &error);
    if (status != POLRT_OK) return Failure{status, error.text};
    return Wording(policy);
  }

  const polrt_policy* get() const noexcept { return policy_.get(); }

 private:
  struct Close {
    void operator()(polrt_policy* policy) const noexcept { polrt_policy_close(policy); }
  };
  explicit Wording(polrt_policy* policy) noexcept : policy_(policy) {}

  std::unique_ptr<polrt_policy, Close> policy_;
};

// Reads, decides and writes one record after another. Belongs to one thread at a time; the wording must outlive it. Everything it gives is
// good until its next read.
class Session {
 public:
  explicit Session(const Wording& wording) : policy_(wording.get()), arena_((polrt_policy_arena_size(policy_) + 7) / 8), buffer_(4096) {
    polrt_reader* reader = nullptr;
    if (polrt_reader_new(policy_, &reader) != POLRT_OK) throw std::bad_alloc();
    reader_.reset(reader);
  }

  // POLRT_OK or POLRT_INVALID_RECORD.
  polrt_status read(std::string_view line) {
    decision_ = nullptr;
    status_ = polrt_reader_read(reader_.get(), line.data(), line.size(), &input_);
    if (status_ == POLRT_NO_MEMORY) throw std::bad_alloc();
    return status_;
  }

  const polrt_input& input() const noexcept { return input_; }

  // `history`: the certificate's entries, oldest first. Gives what `read` gave where that was not POLRT_OK.
  polrt_status decide(std::span<const polrt_entry> history) {
    if (status_ == POLRT_OK) {
      const std::size_t words = (polrt_arena_size(policy_, &input_, history.size()) + 7) / 8;
      if (words > arena_.size()) arena_.resize(words);
      status_ =
          polrt_decide(policy_, &input_, history.data(), history.size(), arena_.data(), arena_.size() * sizeof(std::uint64_t), &decision_);
    }
    return status_;
  }

  // Null until a record is decided.
  const polrt_decision* decision() const noexcept { return decision_; }

  // What the host must add to the certificate's history.
  std::span<const polrt_entry> entries() const noexcept {
    const polrt_entry* entries = nullptr;
    const std::size_t count = polrt_decision_entries(decision_, &entries);
    return {entries, count};
  }

  // The decision line, without a line end. `number` counts records from 1.
  std::string_view write(std::uint64_t number) {
    for (;;) {
      const std::size_t size = decision_ != nullptr
                                   ? polrt_write_decision(policy_, &input_, decision_, number, buffer_.data(), buffer_.size())
                                   : polrt_write_invalid(reader_.get(), number, buffer_.data(), buffer_.size());
      if (size <= buffer_.size()) return {buffer_.data(), size};
      buffer_.resize(size);
    }
  }

 private:
  struct Free {
    void operator()(polrt_reader* reader) const noexcept { polrt_reader_free(reader); }
  };

  const polrt_policy* policy_;
  std::unique_ptr<polrt_reader, Free> reader_;
  std::vector<std::uint64_t> arena_;
  std::vector<char> buffer_;
  polrt_input input_{};
  polrt_status status_ = POLRT_BAD_ARGUMENT;
  const polrt_decision* decision_ = nullptr;
};

}  // namespace polrt
