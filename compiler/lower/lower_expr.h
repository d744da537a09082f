// Expressions of one line as nodes.
#pragma once

#include <unordered_map>
#include <vector>

#include "ir/build.h"
#include "model/model.h"

namespace pol::lower {

// Lowers each shared expression once, and where it reads an element once for each loop. Recursion goes as deep as expressions nest, which
// parse bounds.
class ExprLowering {
 public:
  ExprLowering(const model::Policy& policy, ir::Builder& builder) : policy_(policy), builder_(builder) {}

  ir::NodeId operator()(const model::ExprPtr& expr);
  // The rows of an output: a truth, see Op::list_rows.
  ir::NodeId operator()(const model::OutputRows& rows);
  // What StepAmount refers to: steps are lowered in their order, each before anything that reads it.
  void add_step(ir::NodeId after) { steps_.push_back(after); }

 private:
  ir::NodeId of(const model::Constant& node, const model::Expr& expr);
  ir::NodeId of(const model::FactValue& node, const model::Expr& expr);
  ir::NodeId of(const model::FactPresent& node, const model::Expr& expr);
  ir::NodeId of(const model::Definition& node, const model::Expr& expr);
  ir::NodeId of(const model::Not& node, const model::Expr& expr);
  ir::NodeId of(const model::And& node, const model::Expr& expr);
  ir::NodeId of(const model::Or& node, const model::Expr& expr);
  ir::NodeId of(const model::Proved& node, const model::Expr& expr);
  ir::NodeId of(const model::Compare& node, const model::Expr& expr);
  ir::NodeId of(const model::IsCase& node, const model::Expr& expr);
  ir::NodeId of(const model::Has& node, const model::Expr& expr);
  ir::NodeId of(const model::Arithmetic& node, const model::Expr& expr);
  ir::NodeId of(const model::AddMonths& node, const model::Expr& expr);
  ir::NodeId of(const model::CompletedYears& node, const model::Expr& expr);
  ir::NodeId of(const model::Choice& node, const model::Expr& expr);
  ir::NodeId of(const model::TableCell& node, const model::Expr& expr);
  ir::NodeId of(const model::Band& node, const model::Expr& expr);
  ir::NodeId of(const model::OfList& node, const model::Expr& expr);
  ir::NodeId of(const model::Extreme& node, const model::Expr& expr);
  ir::NodeId of(const model::Fold& node, const model::Expr& expr);
  ir::NodeId of(const model::Running& node, const model::Expr& expr);
  ir::NodeId of(const model::RoundedQuotient& node, const model::Expr& expr);
  ir::NodeId of(const model::CompareProducts& node, const model::Expr& expr);
  ir::NodeId of(const model::ElementIndex& node, const model::Expr& expr);
  ir::NodeId of(const model::Remainder& node, const model::Expr& expr);
  ir::NodeId of(const model::SameText& node, const model::Expr& expr);
  ir::NodeId of(const model::HistoryAmount& node, const model::Expr& expr);
  ir::NodeId of(const model::FirstEventDate& node, const model::Expr& expr);
  ir::NodeId of(const model::StepAmount& node, const model::Expr& expr);
  ir::NodeId of(const model::Released& node, const model::Expr& expr);

  std::vector<ir::NodeId> all(const std::vector<model::ExprPtr>& exprs);
  std::uint32_t case_count(const model::Type& type) const;
  ir::NodeId constant(const model::Type& type, std::int64_t value);
  // What the record holds at `place`, in the shape of the leaf `like`.
  ir::NodeId leaf(const model::Fact& like, model::FactId place, std::uint32_t loop);
  // `value`, of a member or of its presence, unless a required record around it is absent: then anything of its shape.
  template <class StandIn>
  ir::NodeId unless_unknown_as_a_whole(model::FactId member, std::uint32_t loop, ir::NodeId value, const model::Extent& range,
                                       StandIn stand_in);
  ir::NodeId written_rows(std::uint32_t loop, const model::OutputRows& rows);
  ir::NodeId rows_through(const model::OutputRows& rows, std::size_t depth);
  // Which loop an element belongs to here; of `none` that of no loop.
  std::uint32_t loop_of(model::ElementId element) const;
  // What a list expression is: `result`, unless the list itself is unknown.
  ir::NodeId unless_list_unknown(model::FactId list, model::ElementId element, ir::NodeId result, const model::Extent& range);

  const model::Policy& policy_;
  ir::Builder& builder_;
  using Lowered = std::unordered_map<const model::Expr*, ir::NodeId>;
  // A list expression while its body is lowered. What is lowered in it and reads an element is known in it only.
  struct OpenLoop {
    model::ElementId element;
    std::uint32_t loop;
    model::Extent running;  // of a fold
    Lowered lowered;
  };
  class Loop;
  Lowered& known_in(std::uint32_t loop);

  Lowered lowered_;
  std::vector<OpenLoop> loops_;  // the innermost last
  std::vector<ir::NodeId> steps_;
};

}  // namespace pol::lower
