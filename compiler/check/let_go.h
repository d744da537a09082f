// What a decision lets go of what is labelled (`declassify`), and where: a branch that is not taken shows nothing, nor what is multiplied
// by 0, nor the items of an empty list.
#pragma once

#include <map>
#include <unordered_map>
#include <vector>

#include "check/guards.h"
#include "model/model.h"

namespace pol::check {

struct LetGo {
  std::uint32_t release;  // none: labelled, and not released here
  FactId fact;
  ExprPtr when;  // a truth; what it reads is there, or it is no
};

class LettingGo {
 public:
  LettingGo(Wording& wording, const Guards& guards) : wording_(wording), policy_(wording.policy), guards_(guards) {}

  // Of each release and fact once, in their order.
  std::vector<LetGo> of(const std::vector<ExprPtr>& shown);
  std::vector<LetGo> of(const model::OutputRows& rows);

 private:
  using Key = std::pair<std::uint32_t, FactId>;
  using Flow = std::map<Key, ExprPtr>;

  static void add(const Key& key, const ExprPtr& when, Flow& flow);
  static void add_all(const Flow& more, const ExprPtr& when, Flow& flow);
  void add_labelled(FactId fact, Span span, Flow& flow) const;
  const Flow& flow_of(const ExprPtr& expr);
  Flow made(const model::Expr& expr);
  void in(const model::Choice& choice, const model::Expr& expr, Flow& flow);
  void factors(const std::vector<ExprPtr>& factors, Flow& flow);
  void elements(FactId list, model::ElementId element, const std::vector<ExprPtr>& bodies, Span span, Flow& flow);
  ExprPtr is_not_zero(const ExprPtr& factor);
  ExprPtr has_elements(FactId list, Span span);
  ExprPtr guarded(const ExprPtr& test) const;
  ExprPtr without_element(const ExprPtr& test, model::ElementId element) const;
  static std::vector<LetGo> released(const Flow& flow);

  Wording& wording_;
  const model::Policy& policy_;
  const Guards& guards_;
  std::unordered_map<ExprPtr, Flow> known_;
  std::map<FactId, ExprPtr> has_elements_;
};

}  // namespace pol::check
