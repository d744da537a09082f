// Random expressions over one fixed schema (wording.cpp writes it out). Where a fact may be absent the text guards it.
#pragma once

#include <fmt/format.h>

#include <string>
#include <vector>

#include "trial/random.h"

namespace pol::differential {

using trial::Random;

// A list whose element an expression may read, by the name of its element.
enum class List { none, items, rows, others };

// What an expression may read where it stands.
struct Surroundings {
  bool injury = false;  // claim.injury is there (its clause is about it)
  bool illness = false;
  bool owner = false;  // claim.damage.owner
  bool event = false;  // the line's event
  bool this_benefit = false;
  bool claimable = false;
  bool amount = false;                   // the running amount of the waterfall
  bool reached = false;                  // lines above demand that `sums.reach` is covered
  bool banded = false;                   // lines above demand the cell of `bands`
  bool outputs = false;                  // those of the claim
  bool lists = true;                     // list expressions may stand here: not in the body of another, nor in what it uses
  List list = List::none;                // inside the body of a list expression over this list, whose element is `e`
  std::vector<std::string> terms;        // terms and named truths declared above
  std::vector<std::string> plain_terms;  // those without list expressions
  std::vector<std::string> item_terms;   // with an item as argument
  std::vector<std::string> benefits;
};

class Expressions {
 public:
  Expressions(Random& random, std::string currency) : random_(random), currency_(std::move(currency)) {}

  std::string truth(const Surroundings& around, int depth);
  std::string money(const Surroundings& around, int depth);
  std::string banded_money(const std::string& otherwise);
  std::string date(const Surroundings& around, int depth);
  std::string whole_number(const Surroundings& around, int depth);
  // `first of { ... }` of values of one kind; each written by `value`.
  template <typename Value>
  std::string first_of(const Surroundings& around, int depth, Value value) {
    std::string text = "first of {";
    for (std::uint64_t cases = 1 + random_.below(2); cases > 0; --cases)
      text += fmt::format(" {} when {}  ", value(), truth(around, depth - 1));
    return text + " otherwise " + value() + " }";
  }
  // Always whole: what may not be ends in `rounded`.
  std::string rounded_money(const Surroundings& around);
  std::string parameter_money(const Surroundings& around, const std::string& otherwise);
  std::string parameter_truth(const Surroundings& around);
  std::string percentage(const Surroundings& around);
  // A list over which an expression may go here; none where there is none.
  List some_list(const Surroundings& around);
  std::string path_of(List list) const;
  Surroundings inside(const Surroundings& around, List list) const;
  // What an element of `around.list` says.
  std::string element_truth(const Surroundings& around, int depth);
  std::string element_money(const Surroundings& around, int depth);
  // A date that is a plain fact or the event.
  std::string plain_date(const Surroundings& around);
  std::string amount_literal();
  std::string distance();

 private:
  // Each of a whole list; nothing can be asked of no list.
  std::string list_truth(const Surroundings& around, int depth);
  std::string list_money(const Surroundings& around, int depth);
  std::string list_number(const Surroundings& around);
  std::string list_date(const Surroundings& around);
  std::string fold(const Surroundings& around);
  std::string element_number(const Surroundings& around);
  std::string element_date(const Surroundings& around);
  std::string where(const Surroundings& within, int depth);
  std::string inner_truth();
  // What an item says of records and lists of its own (inner_lists.cpp).
  std::string record_truth();
  std::string pieces_truth(int depth);
  std::string pieces_money();
  std::string pieces_portion();
  std::string fold_of_pieces(const Surroundings& around);
  std::string halls_test();
  std::string item_truth(const Surroundings& around, int depth);
  std::string several_fractions(const std::string& of);
  std::string fraction_test(const Surroundings& around);
  bool is_widest();
  std::string wide_money(const Surroundings& around, const std::string& factor);
  std::string wide_rounded(const Surroundings& around);
  std::string wide_test(const Surroundings& around);
  std::string lookup_test(const Surroundings& around);
  std::string output_test();
  std::string list(const Surroundings& around, int depth, const char* word);
  std::string comparison(const Surroundings& around, int depth);
  std::string damage_test(const Surroundings& around);
  std::string optional_date();
  std::string case_test(const Surroundings& around);
  std::string timing(const Surroundings& around, int depth);
  std::string presence_test(const Surroundings& around, int depth);
  std::string history_test(const Surroundings& around);
  std::string some_benefit(const Surroundings& around);
  std::string date_literal();

  Random& random_;
  std::string currency_;
};

}  // namespace pol::differential
