#include "syntax/characters.h"

#include "base/utf8.h"

namespace pol::syntax {

std::variant<Characters, std::uint32_t> Characters::of(std::string_view text) {
  Characters result;
  if (text.starts_with("\xEF\xBB\xBF")) result.start_ = 3;
  std::size_t at = result.start_;
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  result.plain_ = static_cast<std::uint32_t>(at - result.start_);
  while (at < text.size()) {
    const std::size_t length = character_length(text, at);
    if (length == 0) return static_cast<std::uint32_t>(at);
    result.offsets_.push_back(static_cast<std::uint32_t>(at));
    at += length;
  }
  result.offsets_.push_back(static_cast<std::uint32_t>(at));
  return result;
}

std::uint32_t Characters::byte_of(std::size_t character) const {
  if (character < plain_) return start_ + static_cast<std::uint32_t>(character);
  const std::size_t beyond = character - plain_;
  return beyond < offsets_.size() ? offsets_[beyond] : offsets_.back();
}

}  // namespace pol::syntax
