// The identity of every message polc can say about a wording. The sentences themselves stand in messages.def, the one catalogue.
#pragma once

#include <cstddef>
#include <string_view>

namespace pol {

enum class Severity { error, warning };

enum class Message {
#define POL_MESSAGE(id, severity, sentence, hint) id,
#include "diagnostics/messages.def"
#undef POL_MESSAGE
};

struct MessageText {
  std::string_view id;  // as quoted in output: the enumerator's name with dashes: `unknown-name`
  Severity severity;
  std::string_view sentence;  // with holes {0}, {1} ...
  std::string_view hint;      // what to write instead, with the same holes; empty where the sentence says it all
};

std::size_t message_count();
const MessageText& text_of(Message message);

}  // namespace pol
