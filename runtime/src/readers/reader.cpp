// The reader's C interface, and what it keeps from line to line.
#include "reader.h"

#include <algorithm>
#include <cstring>

namespace polrt {

Reader::Reader(const Policy& policy)
    : policy_(policy), record_(policy.record.empty.size()), seen_(policy.record.plane_words), elements_(policy.lists.size()) {
  for (const List& list : policy.lists) element_words_ = std::max<std::size_t>(element_words_, list.element.plane_words);
  element_seen_.resize(most_lists_around * element_words_);
  seen_questions_.resize(policy.questions.size());
}

// Copies the line to where the parser finds it padded, and indexes it. False: the parser's objection is among the problems.
bool Reader::open(std::string_view line, Document& document) {
  if (line.size() > capacity_ || line_ == nullptr) {
    std::size_t capacity = 4096;
    while (capacity < line.size()) capacity *= 2;
    capacity_ = 0;
    line_ = std::make_unique<char[]>(capacity + simdjson::SIMDJSON_PADDING);
    if (parser_.allocate(capacity) != simdjson::SUCCESS) throw std::bad_alloc();
    capacity_ = capacity;
  }
  size_ = line.size();
  if (size_ > 0) std::memcpy(line_.get(), line.data(), size_);
  std::memset(line_.get() + size_, 0, simdjson::SIMDJSON_PADDING);  // a zero ends every structure: the parser never goes beyond it
  const simdjson::padded_string_view padded(line_.get(), size_, size_ + simdjson::SIMDJSON_PADDING);
  const simdjson::error_code error = parser_.iterate(padded).get(document);
  if (error != simdjson::SUCCESS) complain_structure(error);
  return error == simdjson::SUCCESS;
}

}  // namespace polrt

polrt_status polrt_reader_new(const polrt_policy* policy, polrt_reader** reader) {
  if (reader == nullptr) return POLRT_BAD_ARGUMENT;
  *reader = nullptr;
  if (policy == nullptr) return POLRT_BAD_ARGUMENT;
  return polrt::guarded(nullptr, [&] {
    *reader = new polrt_reader(policy->policy);
    return POLRT_OK;
  });
}

void polrt_reader_free(polrt_reader* reader) { delete reader; }

polrt_status polrt_reader_read(polrt_reader* reader, const char* line, size_t size, polrt_input* input) {
  if (reader == nullptr || input == nullptr || (line == nullptr && size > 0)) return POLRT_BAD_ARGUMENT;
  *input = {};
  if (!reader->reader.is_ready()) return POLRT_NOT_BOUND;
  return polrt::guarded(nullptr, [&] { return reader->reader.read({line, size}, *input); });
}

polrt_status polrt_reader_take(polrt_reader* reader, const void* record, size_t size, polrt_input* input) {
  if (reader == nullptr || input == nullptr || record == nullptr) return POLRT_BAD_ARGUMENT;
  if (size != reader->reader.record_size() || reinterpret_cast<std::uintptr_t>(record) % alignof(std::uint64_t) != 0)
    return POLRT_BAD_ARGUMENT;
  *input = {};
  if (!reader->reader.is_ready()) return POLRT_NOT_BOUND;
  return polrt::guarded(nullptr, [&] { return reader->reader.take(static_cast<const std::uint64_t*>(record), *input); });
}

int polrt_next_problem(const polrt_reader* reader, polrt_cursor* at, polrt_problem* problem) {
  if (reader == nullptr || at->place >= reader->reader.problems().size()) return 0;
  const polrt::Problem& next = reader->reader.problems()[at->place++];
  *problem = {polrt::text_of(next.path), polrt::text_of(next.expected), next.shows_got ? polrt::text_of(next.got) : polrt_text{}};
  return 1;
}

polrt_status polrt_reader_read_history(polrt_reader* reader, const char* line, size_t size, polrt_text* certificate,
                                       const polrt_entry** entries, size_t* count, polrt_error* error) {
  polrt::say(error, "");
  if (reader == nullptr || certificate == nullptr || entries == nullptr || count == nullptr || (line == nullptr && size > 0)) {
    polrt::say(error, "A reader, a line and places for what it holds are needed.");
    return POLRT_BAD_ARGUMENT;
  }
  *certificate = {};
  *entries = nullptr;
  *count = 0;
  return polrt::guarded(error, [&] {
    std::string sentence;
    const polrt_status status = reader->reader.read_history({line, size}, *certificate, sentence);
    polrt::say(error, sentence);
    if (status != POLRT_OK) return status;
    *entries = reader->reader.entries().data();
    *count = reader->reader.entries().size();
    return status;
  });
}
