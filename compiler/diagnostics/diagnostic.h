// One thing to say about a wording, and the sink that collects them. Every stage reports here, none reads; render.h turns them into text,
// JSON or SARIF.
#pragma once

#include <string>
#include <vector>

#include "base/span.h"
#include "diagnostics/messages.h"

namespace pol {

// A second place that the sentence needs: "amounts here are in VND".
struct Label {
  Span span;
  std::string text;
};

struct Diagnostic {
  Message message;
  Span span;                           // the narrowest wrong words
  std::vector<std::string> arguments;  // for the holes of the sentence and the hint
  std::vector<Label> labels;

  Diagnostic& label(Span place, std::string text) {
    labels.push_back({place, std::move(text)});
    return *this;
  }
};

// Collects diagnostics of one wording. Not thread safe: one sink, one thread.
class Sink {
 public:
  // The reference is good for adding labels until the next report.
  Diagnostic& report(Message message, Span span, std::vector<std::string> arguments = {});

  bool has_errors() const { return errors_ > 0; }
  // Sorted by place, the same thing said once for the same place, at most `limit` errors (the rest is counted in `left_out`).
  struct Sorted {
    std::vector<Diagnostic> diagnostics;
    std::size_t left_out = 0;
  };
  Sorted sorted(std::size_t limit = 50) const;

 private:
  std::vector<Diagnostic> diagnostics_;
  std::size_t errors_ = 0;
};

}  // namespace pol
