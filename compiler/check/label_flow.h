// What of the labelled facts a value would show: labels go with values through calculations, choices and lists, a test takes them off
// (language, section 9), and so does `declassify`.
#pragma once

#include <unordered_map>
#include <vector>

#include "model/model.h"

namespace pol::check {

struct Shown {
  model::FactId fact;
  Span read_at;
};

bool takes_labels_off(const model::Expr& expr);  // a test

class LabelFlow {
 public:
  explicit LabelFlow(const model::Policy& policy) : policy_(policy) {}

  struct Flow {
    std::vector<Shown> shown;             // each fact once, by its place in the schema
    std::vector<std::uint32_t> releases;  // through which something was let go, rising
  };

  const Flow& of(const model::ExprPtr& expr);
  Flow of_all(const std::vector<model::ExprPtr>& exprs);

 private:
  static void add(const Flow& more, Flow& flow);
  void add(model::FactId fact, Span read_at, Flow& flow) const;
  Flow made(const model::Expr& expr);

  const model::Policy& policy_;
  std::unordered_map<model::ExprPtr, Flow> known_;
};

}  // namespace pol::check
