// Constant shares of one amount that are added up, or taken off one after another, and come to more than all of it.
#include <algorithm>
#include <map>
#include <set>

#include "base/exact.h"
#include "check/build.h"
#include "check/never.h"

namespace pol::check {

namespace {

constexpr int decimals = 9;
constexpr std::size_t deepest = 16;  // definitions in definitions

// A share of an amount that has a name.
struct Share {
  Int128 percent = 0;  // with `decimals`
  std::string of;
  Span span;
};

class AboveTheWhole {
 public:
  explicit AboveTheWhole(Wording& wording) : wording_(wording), policy_(wording.policy), whole_(100 * power_of_ten(decimals)) {}

  void run() {
    for (const ast::Expr* sum : wording_.sums) inner_.insert({left_of(*sum), right_of(*sum)});
    for (const ast::Expr* sum : wording_.sums) {
      if (inner_.contains(sum)) continue;
      shares_.clear();
      add(*sum, 1, 0);
      judge();
    }
    for (const ast::Clause* clause : wording_.clauses) taken_off(*clause);
  }

 private:
  static const ast::Expr* left_of(const ast::Expr& sum) { return std::get<ast::Arithmetic>(sum.node).left.get(); }
  static const ast::Expr* right_of(const ast::Expr& sum) { return std::get<ast::Arithmetic>(sum.node).right.get(); }

  // What is taken from the running amount, whatever else is.
  void taken_off(const ast::Clause& clause) {
    shares_.clear();
    for (const ast::Line& line : clause.lines) {
      const auto* less = std::get_if<ast::Less>(&line.node);
      if (less && !less->tails.when && less->tails.benefits.empty()) add(*less->amount, 1, 0);
    }
    judge();
  }

  void add(const ast::Expr& written, int sign, std::size_t depth) {
    const ast::Expr& expr = seen_through(written, depth);
    if (const auto* sum = std::get_if<ast::Arithmetic>(&expr.node)) {
      const bool is_sum = sum->op == ast::ArithmeticOp::add || sum->op == ast::ArithmeticOp::subtract;
      if (is_sum && depth < deepest) {
        add(*sum->left, sign, depth + 1);
        add(*sum->right, sum->op == ast::ArithmeticOp::add ? sign : -sign, depth + 1);
        return;
      }
    }
    if (std::optional<Share> share = share_of(expr)) {
      share->percent *= sign;
      share->span = written.span;
      shares_.push_back(*share);
    }
  }

  // Of an amount by its name alone: all of it.
  std::optional<Share> share_of(const ast::Expr& expr) const {
    if (const auto* path = std::get_if<ast::Path>(&expr.node)) return Share{whole_, text_of(*path), expr.span};
    const auto* product = std::get_if<ast::Arithmetic>(&expr.node);
    if (!product || (product->op != ast::ArithmeticOp::share_of && product->op != ast::ArithmeticOp::multiply)) return std::nullopt;
    for (const auto& [share, amount] : {std::pair{&product->left, &product->right}, {&product->right, &product->left}}) {
      const std::optional<Int128> percent = percent_of(**share);
      const auto* path = std::get_if<ast::Path>(&(*amount)->node);
      if (percent && path) return Share{*percent, text_of(*path), expr.span};
    }
    return std::nullopt;
  }

  std::optional<Int128> percent_of(const ast::Expr& written) const {
    const ast::Expr& expr = seen_through(written, 0);
    const auto* number = std::get_if<ast::Number>(&expr.node);
    if (!number || (number->unit != "%" && !number->unit.empty())) return std::nullopt;
    const auto exact = parse_exact(number->digits, decimals);
    const std::int64_t* value = std::get_if<std::int64_t>(&exact);
    if (!value) return std::nullopt;
    return number->unit.empty() ? Int128{*value} * 100 : Int128{*value};
  }

  // What a name without arguments stands for, where that is calculated; what is rounded.
  const ast::Expr& seen_through(const ast::Expr& expr, std::size_t depth) const {
    if (depth >= deepest) return expr;
    if (const auto* rounded = std::get_if<ast::Rounded>(&expr.node)) return seen_through(*rounded->operand, depth + 1);
    const auto* path = std::get_if<ast::Path>(&expr.node);
    if (!path || path->names.size() != 1) return expr;
    const auto found = wording_.declared.find(path->names.front().text);
    if (found == wording_.declared.end() || found->second.kind != DeclaredKind::define) return expr;
    const ast::Define& define = *wording_.defines.at(found->second.index);
    if (!define.body || !define.parameters.empty()) return expr;
    const ast::Expr& body = seen_through(*define.body, depth + 1);
    const bool is_calculated = std::holds_alternative<ast::Arithmetic>(body.node) || std::holds_alternative<ast::Number>(body.node);
    return is_calculated ? body : expr;
  }

  // Of several parts, none of them all of it: `a + 10% of a` adds something on top.
  void judge() {
    std::map<std::string, std::vector<Share>> by_amount;
    for (const Share& share : shares_) by_amount[share.of].push_back(share);
    for (const auto& [of, shares] : by_amount) {
      Int128 sum = 0;
      bool are_parts = shares.size() > 1;
      for (const Share& share : shares) {
        sum += share.percent;
        are_parts = are_parts && share.percent < whole_;
      }
      if (are_parts && sum > whole_ && narrow(sum)) report(of, shares, *narrow(sum));
    }
  }

  void report(const std::string& of, const std::vector<Share>& shares, std::int64_t sum) {
    Diagnostic& told = wording_.report(Message::parts_above_the_whole, shares.back().span, {print_shortest(sum, decimals) + "%", of});
    for (std::size_t k = 0; k + 1 < shares.size(); ++k) {
      if (shares[k].percent > 0) told.label(shares[k].span, "and this part");
    }
    if (wording_.find_witness) told.witness = witness_of(of);
  }

  // A record with some of the amount, where it is a field or a named value of one question.
  std::optional<Witness> witness_of(const std::string& of) const {
    const auto fact = std::find_if(policy_.facts.begin(), policy_.facts.end(), [&](const model::Fact& each) { return each.path == of; });
    if (fact == policy_.facts.end() || fact->list != none) return std::nullopt;
    const auto id = static_cast<FactId>(fact - policy_.facts.begin());
    std::vector<ExprPtr> parts;
    for (FactId at = id; at != none; at = policy_.facts[at].parent) {
      if (policy_.facts[at].presence == model::Presence::optional)
        parts.push_back(make(model::FactPresent{at}, truth_type(), {}, fact->span));
    }
    const ExprPtr amount = make(model::FactValue{id}, fact->type, fact->range, fact->span);
    parts.push_back(compare(model::CompareOp::less, constant(0, fact->type, fact->span), amount, fact->span));
    return wording_.find_witness(policy_, {question_of(id), all_of(parts, fact->span)});
  }

  std::uint32_t question_of(FactId fact) const {
    while (policy_.facts[fact].parent != none) fact = policy_.facts[fact].parent;
    for (std::uint32_t question = 0; question < policy_.questions.size(); ++question) {
      if (policy_.questions[question].block == fact) return question;
    }
    return 0;
  }

  Wording& wording_;
  const model::Policy& policy_;
  const Int128 whole_;
  std::set<const ast::Expr*> inner_;
  std::vector<Share> shares_;
};

}  // namespace

void check_parts(Wording& wording) { AboveTheWhole(wording).run(); }

}  // namespace pol::check
