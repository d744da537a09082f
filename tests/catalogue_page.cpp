#include "catalogue_page.h"

#include <string_view>
#include <vector>

#include "diagnostics/render.h"

namespace pol::test {

namespace {

// A hole is what the wording says there; a reader of the page sees an ellipsis.
std::string without_holes(std::string_view sentence) { return fill(sentence, std::vector<std::string>(10, "…")); }

}  // namespace

std::string catalogue_page() {
  std::string page =
      "# What polc says about a wording\n\n"
      "Made from `compiler/diagnostics/messages.def` by `./dev golden`; do not edit. In the order of the stages; `…` is filled from the "
      "wording.\n"
      "A wording with an error is not compiled; a warning is only said.\n";
  for (std::size_t i = 0; i < message_count(); ++i) {
    const MessageText& message = text_of(static_cast<Message>(i));
    page += "\n## " + std::string(message.id) + "\n\n";
    page += std::string(message.severity == Severity::error ? "Error" : "Warning") + ": " + without_holes(message.sentence) + ".\n";
    if (!message.hint.empty()) page += "\nWhat to do: " + without_holes(message.hint) + ".\n";
  }
  return page;
}

}  // namespace pol::test
