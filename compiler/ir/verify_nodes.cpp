// Each node by itself: its operands stand before it, fit it, and belong to its loop or to none.
#include <algorithm>
#include <array>
#include <optional>

#include "base/exact.h"
#include "ir/loops.h"
#include "ir/mask.h"
#include "ir/verify_parts.h"

namespace pol::ir {

namespace {

bool holds(Storage storage, Shape shape) {
  switch (storage) {
    case Storage::truth: return shape == Shape::truth;
    case Storage::ordinal: return shape == Shape::choice_case;
    case Storage::date:
    case Storage::number: return shape == Shape::number;
    case Storage::set: return shape == Shape::set;
    case Storage::text: return shape == Shape::text;
    case Storage::nothing:
    case Storage::list: return false;
  }
  return false;
}

bool fits(const Mask& mask, std::size_t cases) {
  if (mask.words.size() != words_for(cases)) return false;
  return cases % 64 == 0 ? cases != 0 : mask.words.back() >> (cases % 64) == 0;
}

class NodeVerifier {
 public:
  NodeVerifier(const Program& program, const Line& line, std::vector<std::string>& sentences)
      : program_(program), line_(line), sentences_(sentences) {}

  bool run() {
    bool readable = true;
    for (std::size_t k = 0; k < line_.nodes.size(); ++k) {
      const Node& node = line_.nodes[k];
      at_ = "node %" + std::to_string(k);
      if (!verify_operands(node, k)) {
        readable = false;
        continue;
      }
      verify_loop(node);
      verify_shape(node);
      verify_node(node);
    }
    return readable;
  }

 private:
  void say(const std::string& what) { sentences_.push_back("Line " + line_.name + ", " + at_ + ": " + what); }
  void require(bool holds, const char* what) {
    if (!holds) say(what);
  }
  const Node& operand(const Node& node, std::size_t k) const { return line_.nodes[node.operands[k]]; }

  bool verify_operands(const Node& node, std::size_t place) {
    for (const NodeId id : node.operands) {
      if (id < place) continue;
      say("an operand does not stand before its reader.");
      return false;
    }
    return true;
  }

  void verify_loop(const Node& node) {
    if (node.loop != no_loop) require(node.loop < line_.loops.size(), "there is no such loop.");
    std::uint32_t may_read = node.loop;
    if (closes_loop(node.op)) {
      if (node.value < 0 || static_cast<std::size_t>(node.value) >= line_.loops.size()) return say("there is no such loop.");
      may_read = static_cast<std::uint32_t>(node.value);
      require(node.loop == line_.loops[may_read].parent, "the result of a loop does not stand in the loop around it.");
    }
    for (std::size_t k = 0; k < node.operands.size(); ++k)
      require(is_within(may_read, operand(node, k).loop), "an operand belongs to another loop.");
  }

  // No loop is within one that is not there; parents rise, so that going up ends.
  bool is_within(std::uint32_t loop, std::uint32_t outer) const {
    return ir::is_within(loop, outer, [this](std::uint32_t k) {
      const bool rises = k < line_.loops.size() && line_.loops[k].parent > k;
      return rises ? line_.loops[k].parent : no_loop;
    });
  }

  // Exactly `count` operands of a shape, and a result of one.
  void expect(const Node& node, Shape result, Shape operands, std::size_t count) {
    require(node.shape == result, "its shape does not fit the operation.");
    require(node.operands.size() == count, "it has the wrong number of operands.");
    for (std::size_t k = 0; k < node.operands.size(); ++k) require(operand(node, k).shape == operands, "an operand has the wrong shape.");
  }

  void verify_shape(const Node& node) {
    if (node.shape == Shape::number) require(node.from <= node.to, "its range is empty.");
    require(may_be_wide(node.op) || !is_wide(node), "it is wider than 64 bits.");
    if (node.shape == Shape::choice_case || node.shape == Shape::set) require(node.cases > 0, "its enum has no cases.");
    if (node.shape == Shape::set) require(node.cases <= 64, "a set has at most 64 cases in a record.");
  }

  static bool may_be_wide(Op op) {
    constexpr std::array wide = {Op::leaf,   Op::add,    Op::subtract,     Op::multiply,         Op::smaller,
                                 Op::larger, Op::choose, Op::sum_elements, Op::smallest_element, Op::largest_element};
    return std::find(wide.begin(), wide.end(), op) != wide.end();
  }

  void require_narrow_operands(const Node& node) {
    for (const NodeId id : node.operands) require(!is_wide(line_.nodes[id]), "an operand is wider than 64 bits.");
  }

  void verify_node(const Node& node) {
    switch (node.op) {
      case Op::constant: return verify_constant(node);
      case Op::leaf: return verify_leaf(node);
      case Op::present: expect(node, Shape::truth, Shape::truth, 0); return verify_place(node);
      case Op::logical_not:
      case Op::proved: return expect(node, Shape::truth, Shape::truth, 1);
      case Op::logical_and:
      case Op::logical_or:
        expect(node, Shape::truth, Shape::truth, node.operands.size());
        return require(node.operands.size() >= 2, "it needs two operands or more.");
      case Op::less:
      case Op::less_equal:
      case Op::equal: return expect(node, Shape::truth, Shape::number, 2);
      case Op::is_case: return verify_member_test(node, Shape::choice_case);
      case Op::has_all:
      case Op::has_any: return verify_member_test(node, Shape::set);
      case Op::add:
      case Op::subtract:
      case Op::multiply:
      case Op::smaller:
      case Op::larger: return expect(node, Shape::number, Shape::number, 2);
      case Op::add_months:
      case Op::completed_years: require_narrow_operands(node); return expect(node, Shape::number, Shape::number, 2);
      case Op::choose: return verify_choose(node);
      case Op::history_amount:
        expect(node, Shape::number, Shape::number, node.operands.empty() ? 0 : 1);
        return require(fits(node.mask, program_.lines.size()), "its mask is not as wide as the enum of benefits.");
      case Op::first_event_date:
        expect(node, Shape::number, Shape::number, 0);
        return require(node.value >= 0 && static_cast<std::size_t>(node.value) < program_.lines.size(), "there is no such benefit.");
      case Op::band: return verify_band(node);
      case Op::any_element: return expect(node, Shape::truth, Shape::truth, 1);
      case Op::sum_elements: return expect(node, Shape::number, Shape::number, 1);
      case Op::smallest_element:
      case Op::largest_element: return verify_extreme(node);
      case Op::fold: return verify_fold(node);
      case Op::running: expect(node, Shape::number, Shape::number, 0); return verify_running(node);
      case Op::round_quotient:
        require(node.value > 0, "it rounds to a multiple of nothing.");
        return verify_products(node, Shape::number, 0);
      case Op::less_product:
      case Op::less_equal_product:
      case Op::equal_product: return verify_products(node, Shape::truth, 1);
      case Op::list_rows:
      case Op::one_row: return verify_rows(node);
      case Op::element_index: expect(node, Shape::number, Shape::number, 0); return require(node.loop != no_loop, "it belongs to no loop.");
      case Op::remainder: return verify_remainder(node);
      case Op::same_text: return expect(node, Shape::truth, Shape::text, 2);
    }
  }

  void verify_constant(const Node& node) {
    require(node.operands.empty(), "it has the wrong number of operands.");
    require(node.loop == no_loop, "a constant belongs to no loop.");
    switch (node.shape) {
      case Shape::truth: return require(node.value == 0 || node.value == 1, "a truth is 0 or 1.");
      case Shape::choice_case: return require(node.value >= 0 && node.value < node.cases, "there is no such case.");
      case Shape::number: return require(node.from <= node.value && node.value <= node.to, "its value lies outside its range.");
      case Shape::set:
      case Shape::text: return say("there are no constant sets and texts.");
    }
  }

  void verify_leaf(const Node& node) {
    require(node.operands.empty(), "it has the wrong number of operands.");
    verify_place(node);
    if (node.fact >= program_.slots.size()) return;
    const Slot& slot = program_.slots[node.fact];
    // A record stands for any of its members, a list for anything that is asked of it.
    const bool is_whole = (slot.storage == Storage::nothing || slot.storage == Storage::list) && slot.may_be_unknown;
    require(is_whole || holds(slot.storage, node.shape), "its shape does not fit what the record stores.");
  }

  // A member of a list is read in a loop over that list, everything else in none.
  void verify_place(const Node& node) {
    if (node.fact >= program_.slots.size()) return say("there is no such fact.");
    const std::uint32_t list = program_.slots[node.fact].list;
    if (node.loop == no_loop) return require(list == no_list, "a member of a list is read outside a loop.");
    if (node.loop < line_.loops.size()) require(list == line_.loops[node.loop].list, "it is no member of the list of its loop.");
  }

  void verify_member_test(const Node& node, Shape subject) {
    expect(node, Shape::truth, subject, 1);
    if (node.operands.size() == 1) require(fits(node.mask, operand(node, 0).cases), "its mask is not as wide as its enum.");
  }

  void verify_choose(const Node& node) {
    if (node.operands.size() < 2 || node.branches.size() + 1 != node.operands.size()) return say("it needs a value for each branch.");
    const Node& subject = operand(node, 0);
    require(subject.shape == Shape::truth || subject.shape == Shape::choice_case, "its subject is neither a truth nor a case.");
    const std::size_t cases = subject.shape == Shape::truth ? 2 : subject.cases;
    Mask seen{std::vector<std::uint64_t>(words_for(cases))};
    for (std::size_t k = 0; k < node.branches.size(); ++k) {
      const Node& value = operand(node, k + 1);
      require(value.shape == node.shape && value.cases == node.cases, "a branch has another shape than the choice.");
      if (!fits(node.branches[k], cases)) return say("a branch's mask is not as wide as its enum.");
      require(!meets(seen, node.branches[k]), "two branches share a case.");
      seen = join(seen, node.branches[k]);
    }
    require(count(seen) == cases, "a case has no branch.");
  }

  void verify_band(const Node& node) {
    require(node.shape == Shape::choice_case, "its shape does not fit the operation.");
    require(node.operands.size() == 1 && operand(node, 0).shape == Shape::number, "it needs one number.");
    require_narrow_operands(node);
    require(node.starts.size() == node.cases, "it does not have a start for each band.");
    for (std::size_t k = 2; k < node.starts.size(); ++k) require(node.starts[k - 1] < node.starts[k], "its bands do not rise.");
  }

  void verify_extreme(const Node& node) {
    require(node.shape == Shape::number, "its shape does not fit the operation.");
    if (node.operands.size() != 3) return say("it has the wrong number of operands.");
    require(operand(node, 0).shape == Shape::truth, "its condition is not a truth.");
    require(operand(node, 1).shape == Shape::number && operand(node, 2).shape == Shape::number, "an operand has the wrong shape.");
    require(is_within(node.loop, operand(node, 2).loop), "what holds where no element is there reads an element.");
  }

  void verify_fold(const Node& node) {
    expect(node, Shape::number, Shape::number, node.sorted == Sorted::no ? 2 : 3);
    require_narrow_operands(node);
    if (!node.operands.empty()) require(is_within(node.loop, operand(node, 0).loop), "what it starts with reads an element.");
    if (node.operands.size() == 3 && operand(node, 2).loop == node.value) sorted_by_running(node);
  }

  // The key is known before the fold runs, so it cannot read the value so far.
  void sorted_by_running(const Node& fold) {
    std::vector<bool> read(line_.nodes.size());
    read[fold.operands[2]] = true;
    for (NodeId k = fold.operands[2] + 1; k-- > 0;) {
      if (!read[k]) continue;
      if (line_.nodes[k].op == Op::running && line_.nodes[k].loop == fold.value) return say("its key reads the value so far.");
      for (const NodeId operand : line_.nodes[k].operands) {
        if (operand < k) read[operand] = true;
      }
    }
  }

  void verify_running(const Node& node) {
    bool of_fold = false;
    for (const Node& other : line_.nodes) {
      if (other.op == Op::fold && other.value >= 0 && static_cast<std::uint32_t>(other.value) == node.loop) of_fold = true;
    }
    require(of_fold, "it stands in no fold.");
  }

  void verify_rows(const Node& node) {
    require(node.shape == Shape::truth, "its shape does not fit the operation.");
    verify_written_once(node);
    if (node.split >= line_.areas.size()) return say("there is no such area of rows.");
    const RowArea& area = line_.areas[node.split];
    require((area.list == no_list) == (node.op == Op::one_row), "its area is of another kind.");
    if (node.operands.size() != 1 + 2 * std::size_t{area.fields}) return say("it does not have the fields of its area.");
    for (std::size_t k = 0; k < node.operands.size(); ++k) {
      const Node& value = operand(node, k);
      const bool is_truth = k == 0 || k % 2 == 1;
      require(is_truth ? value.shape == Shape::truth : value.shape != Shape::set, "an operand has the wrong shape.");
      if (value.shape == Shape::choice_case) require(value.cases <= 64, "it has more cases than a word has bits.");
    }
  }

  // Each loop around it goes over the list in whose elements the next one lies.
  void verify_written_once(const Node& node) {
    if (node.op == Op::one_row) return require(node.loop == no_loop, "rows are written once.");
    auto loop = static_cast<std::uint32_t>(node.value);
    for (; loop < line_.loops.size(); loop = line_.loops[loop].parent) {
      require(line_.loops[loop].holder == line_.loops[loop].parent, "rows are written once.");
    }
  }

  void verify_remainder(const Node& node) {
    expect(node, Shape::number, Shape::number, 4);
    if (node.operands.size() != 4) return;
    for (std::size_t k = 0; k < 4; ++k) require(operand(node, k).from >= (k == 2 ? 1 : 0), "an operand may be below what it can be.");
    require_narrow_operands(node);
    require(node.from == 0 && *add(node.to, 1) >= operand(node, 2).to, "its range is too small.");
    const Node& whole = operand(node, 3);
    const bool of_the_same =
        whole.op == Op::constant || (whole.op == Op::round_quotient && whole.mode == RoundingMode::down && whole.value == 1);
    require(of_the_same, "its last operand is no quotient rounded down.");
  }

  void verify_products(const Node& node, Shape shape, std::size_t least_second) {
    expect(node, shape, Shape::number, node.operands.size());
    const bool whole = node.split >= 1 && node.split + least_second <= node.operands.size();
    require(whole, "a product has no factor.");
    if (!whole) return;
    const std::int64_t unit = node.op == Op::round_quotient ? node.value : 1;
    require(fits_256_bits(node, 0, node.split, 1) && fits_256_bits(node, node.split, node.operands.size(), unit),
            "a product does not fit 256 bits.");
  }

  // Of factors within their ranges, from the left, as it is computed.
  bool fits_256_bits(const Node& node, std::size_t begin, std::size_t end, std::int64_t unit) const {
    std::optional<Int256> farthest = unit;  // from 0
    for (std::size_t k = begin; k < end && farthest; ++k) {
      const std::optional<Int256> below = multiply(operand(node, k).from, -1);
      farthest = below ? multiply(*farthest, std::max({operand(node, k).to, operand(node, k).from, *below})) : std::nullopt;
    }
    return farthest.has_value();
  }

  const Program& program_;
  const Line& line_;
  std::vector<std::string>& sentences_;
  std::string at_;
};

}  // namespace

bool verify_nodes(const Program& program, const Line& line, std::vector<std::string>& sentences) {
  return NodeVerifier(program, line, sentences).run();
}

}  // namespace pol::ir
