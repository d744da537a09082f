// The sentence of a failure, copied into the caller's error without cutting a character.
#include "api.h"

namespace polrt {

void say(polrt_error* error, std::string_view sentence) noexcept {
  if (error == nullptr) return;
  std::size_t size = sentence.size();
  if (size >= sizeof error->text) {
    size = sizeof error->text - 1;
    while (size > 0 && (static_cast<unsigned char>(sentence[size]) & 0xc0) == 0x80) --size;
  }
  sentence.copy(error->text, size);
  error->text[size] = '\0';
}

}  // namespace polrt
