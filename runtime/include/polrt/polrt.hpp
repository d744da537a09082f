// The C interface of polrt.h for C++20: owners, spans and ranges, nothing more. Header only.
//
//   const polrt_expected expected{aaa_lady_care_schema, nullptr};      // from the header that `polc build` wrote
//   auto loaded = polrt::Wording::load("lady.so", expected);           // a Wording, or a Failure with a sentence
//   polrt::Session session(std::get<polrt::Wording>(loaded));          // one for each thread; the wording may be shared
//   session.read(line);                                                // then session.input().certificate names the history
//   session.decide(history);                                           // does nothing to a record that could not be read
//   for (const polrt_line& line : session.decision().lines()) pay(line.benefit, line.amount);
//   out << session.write(number) << '\n';                              // the decision line, of an invalid record too
//   remember(session.entries());
//
// Amounts are minor units, dates days since 1970-01-01. A Session throws std::bad_alloc where memory ends, and nothing else.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <new>
#include <optional>
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

inline std::string_view view(polrt_text text) noexcept { return {text.data, static_cast<std::size_t>(text.size)}; }

// A range over what one of the polrt_next_ functions gives. `Next` moves a cursor and fills an item; items are good until the next one.
template <class Item, class Next>
class Walk {
 public:
  explicit Walk(Next next) noexcept : next_(next) {}

  class iterator {
   public:
    using value_type = Item;
    using difference_type = std::ptrdiff_t;

    explicit iterator(const Next& next) noexcept : next_(&next) { ++*this; }
    const Item& operator*() const noexcept { return item_; }
    const Item* operator->() const noexcept { return &item_; }
    iterator& operator++() noexcept {
      there_ = (*next_)(at_, item_) != 0;
      return *this;
    }
    void operator++(int) noexcept { ++*this; }
    bool operator==(std::default_sentinel_t) const noexcept { return !there_; }

   private:
    const Next* next_;
    polrt_cursor at_ = POLRT_START;
    Item item_{};
    bool there_ = false;
  };

  iterator begin() const noexcept { return iterator(next_); }
  std::default_sentinel_t end() const noexcept { return {}; }

 private:
  Next next_;
};

template <class Item, class Next>
Walk<Item, Next> walk(Next next) noexcept {
  return Walk<Item, Next>(next);
}

// A decision as it lies in an arena, to be looked at; good as long as that is.
class Decision {
 public:
  explicit Decision(const polrt_decision* decision = nullptr) noexcept : decision_(decision) {}
  explicit operator bool() const noexcept { return decision_ != nullptr; }
  const polrt_decision* get() const noexcept { return decision_; }

  polrt_outcome outcome() const noexcept { return polrt_decision_outcome(decision_); }
  std::int64_t total() const noexcept { return polrt_decision_total(decision_); }
  std::uint32_t question() const noexcept { return polrt_decision_question(decision_); }
  // What the host must add to the certificate's history.
  std::span<const polrt_entry> entries() const noexcept {
    const polrt_entry* entries = nullptr;
    const std::size_t count = polrt_decision_entries(decision_, &entries);
    return {entries, count};
  }

  auto lines() const noexcept {
    return walk<polrt_line>([d = decision_](polrt_cursor& at, polrt_line& line) { return polrt_next_line(d, &at, &line); });
  }
  auto steps(const polrt_line& line) const noexcept {
    return walk<polrt_step>([d = decision_, line](polrt_cursor& at, polrt_step& step) { return polrt_next_step(d, &line, &at, &step); });
  }
  auto reasons() const noexcept {
    return walk<polrt_reason>([d = decision_](polrt_cursor& at, polrt_reason& reason) { return polrt_next_reason(d, &at, &reason); });
  }
  // The unknown facts that all of it rests on, or one pended line.
  auto missing() const noexcept {
    return walk<polrt_missing>(
        [d = decision_](polrt_cursor& at, polrt_missing& missing) { return polrt_next_missing(d, nullptr, &at, &missing); });
  }
  auto missing(const polrt_line& line) const noexcept {
    return walk<polrt_missing>(
        [d = decision_, line](polrt_cursor& at, polrt_missing& missing) { return polrt_next_missing(d, &line, &at, &missing); });
  }
  auto limits() const noexcept {
    return walk<polrt_limit>([d = decision_](polrt_cursor& at, polrt_limit& limit) { return polrt_next_limit(d, &at, &limit); });
  }
  auto declassified() const noexcept {
    return walk<polrt_declassified>(
        [d = decision_](polrt_cursor& at, polrt_declassified& found) { return polrt_next_declassified(d, &at, &found); });
  }
  auto outputs() const noexcept {
    return walk<polrt_output>([d = decision_](polrt_cursor& at, polrt_output& output) { return polrt_next_output(d, &at, &output); });
  }
  // Of a set that has its value.
  auto members(const polrt_output& output) const noexcept {
    return walk<polrt_text>(
        [d = decision_, output](polrt_cursor& at, polrt_text& name) { return polrt_next_member(d, &output, &at, &name); });
  }
  // Of a list that has its value, row by row.
  struct Field {
    std::uint64_t row;
    polrt_output value;
  };
  auto fields(const polrt_output& list) const noexcept {
    return walk<Field>(
        [d = decision_, list](polrt_cursor& at, Field& field) { return polrt_next_field(d, &list, &at, &field.row, &field.value); });
  }

 private:
  const polrt_decision* decision_;
};

// "claim.expenses[3].amount"
inline std::string path_of(const polrt_missing& missing) {
  std::string path(polrt_write_path(&missing, nullptr, 0), '\0');
  polrt_write_path(&missing, path.data(), path.size());
  return path;
}

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

  // The values of the parameters that the wording declares, as one JSON object; before any session reads, and not while one does. Says what
  // is wrong, a line each.
  std::optional<Failure> bind(std::string_view parameters) {
    polrt_error error{};
    const polrt_status status = polrt_policy_bind(policy_.get(), parameters.data(), parameters.size(), &error);
    if (status == POLRT_OK) return std::nullopt;
    return Failure{status, error.text};
  }
  // `params_hash` of decisions; empty where nothing is bound. Good until the next `bind`.
  std::string_view parameters_hash() const noexcept { return polrt_policy_parameters_hash(policy_.get()); }

  const polrt_policy* get() const noexcept { return policy_.get(); }

  polrt_about about() const noexcept {
    polrt_about about{};
    polrt_policy_about(policy_.get(), &about);
    return about;
  }
  std::string_view benefit(std::uint32_t benefit) const noexcept { return view(polrt_benefit_name(policy_.get(), benefit)); }
  std::string_view question(std::uint32_t question) const noexcept { return view(polrt_question_name(policy_.get(), question)); }
  std::string_view clause(std::uint32_t clause) const noexcept { return view(polrt_clause_number(policy_.get(), clause)); }
  // Empty where the wording has none in this language.
  std::string_view title(std::uint32_t clause, const char* language) const noexcept {
    return view(polrt_clause_title(policy_.get(), clause, language));
  }

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

  // POLRT_OK, POLRT_INVALID_RECORD, or POLRT_NOT_BOUND.
  polrt_status read(std::string_view line) {
    decision_ = nullptr;
    status_ = polrt_reader_read(reader_.get(), line.data(), line.size(), &input_);
    if (status_ == POLRT_NO_MEMORY) throw std::bad_alloc();
    return status_;
  }

  // A record that the host filled; its texts must stay until it is decided and written.
  template <class Record>
  polrt_status take(const Record& record) {
    decision_ = nullptr;
    status_ = polrt_reader_take(reader_.get(), &record, sizeof record, &input_);
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

  // False until a record is decided.
  Decision decision() const noexcept { return Decision(decision_); }
  std::span<const polrt_entry> entries() const noexcept { return decision().entries(); }

  // What is wrong with the record that was read or decided last; nothing where it is valid.
  auto problems() const noexcept {
    return walk<polrt_problem>([d = decision_, r = reader_.get()](polrt_cursor& at, polrt_problem& problem) {
      return d != nullptr ? polrt_next_broken(d, &at, &problem) : polrt_next_problem(r, &at, &problem);
    });
  }

  // The decision line, without a line end. `number` counts records from 1.
  std::string_view write(std::uint64_t number) {
    for (;;) {
      const std::size_t size = decision_ != nullptr ? polrt_write_decision(decision_, number, buffer_.data(), buffer_.size())
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
