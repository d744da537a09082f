#include "diagnostics/messages.h"

#include <cstdlib>
#include <iterator>

namespace pol {

namespace {

// The enumerator's name with dashes. As a template argument it has static storage, so that views of it live as long as the program.
template <std::size_t N>
struct DashedId {
  char text[N] = {};

  consteval DashedId(const char (&name)[N]) {
    for (std::size_t i = 0; i < N; ++i) text[i] = name[i] == '_' ? '-' : name[i];
  }
};

template <DashedId id>
constexpr std::string_view dashed() {
  return {id.text, std::size(id.text) - 1};
}

constexpr MessageText catalogue[] = {
#define POL_MESSAGE(id, severity, sentence, hint) {dashed<#id>(), Severity::severity, sentence, hint},
#include "diagnostics/messages.def"
#undef POL_MESSAGE
};

}  // namespace

std::size_t message_count() { return std::size(catalogue); }

const MessageText& text_of(Message message) {
  const auto index = static_cast<std::size_t>(message);
  if (index >= std::size(catalogue)) std::abort();
  return catalogue[index];
}

}  // namespace pol
