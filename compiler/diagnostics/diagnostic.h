// One thing to say about a wording, and the sink that collects them. Every stage reports here, none reads; render.h turns them into text,
// JSON or SARIF.
#pragma once

#include <functional>
#include <optional>
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

// The clause that the words stand in.
struct InClause {
  std::string name;
  std::string number;  // of the line, else of the clause: under which a decision reports it; empty where neither has one
  std::string title;   // empty where it has none
};

// Something that can happen, as a record for `polc run`: one line of JSON, and the parameters to bind (empty where none are declared).
struct Witness {
  std::string record;
  std::string parameters;
};

struct Diagnostic {
  Message message;
  Span span;                           // the narrowest wrong words
  std::vector<std::string> arguments;  // for the holes of the sentence and the hint
  std::vector<Label> labels;
  std::optional<InClause> clause = {};
  std::optional<Witness> witness = {};

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
  // Says of everything reported so far in which clause it stands.
  void name_clauses(const std::function<std::optional<InClause>(Span)>& clause_of);
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
