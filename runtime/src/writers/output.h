// Where a decision is written: a buffer of the caller. Counts what does not fit instead of writing it, so that the caller learns the size.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "../api.h"

namespace polrt {

class Output {
 public:
  Output(char* buffer, std::size_t capacity) noexcept : buffer_(buffer), capacity_(capacity) {}

  std::size_t size() const noexcept { return size_; }  // bytes needed, whether they fitted or not

  void raw(std::string_view text) noexcept {
    if (!text.empty() && text.size() <= capacity_ && size_ <= capacity_ - text.size())
      std::memcpy(buffer_ + size_, text.data(), text.size());
    size_ += text.size();
  }
  void raw(char c) noexcept {
    if (size_ < capacity_) buffer_[size_] = c;
    ++size_;
  }
  void comma(bool& first) noexcept {
    if (!first) raw(',');
    first = false;
  }
  void quoted(std::string_view text) noexcept;          // as a JSON string
  void text_or_null(polrt_text text) noexcept;          // null where there is no data
  void problem(const polrt_problem& problem) noexcept;  // an item of `errors`
  void count(std::uint64_t value) noexcept;
  void path(std::string_view path, const polrt_missing& missing) noexcept;  // `path` as of the schema, with the positions
  void amount(std::int64_t scaled, int decimals) noexcept;                  // with all its decimals
  void number(std::int64_t scaled, int decimals) noexcept;                  // in the fewest characters
  void date(std::int32_t days) noexcept;                                    // as a JSON string

 private:
  char* buffer_;
  std::size_t capacity_;
  std::size_t size_ = 0;
};

std::string quoted_json(std::string_view text);

}  // namespace polrt
