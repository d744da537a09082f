// A wording while it is written: what its parts share. Each part appends to the text and notes the names that it declares.
#pragma once

#include <fmt/format.h>

#include <string>
#include <vector>

#include "expressions.h"

namespace pol::differential {

struct Page {
  Random& random;
  std::string currency;
  Expressions expressions;
  std::vector<std::string> benefits;
  Surroundings known;  // terms and outputs declared so far
  std::string text;
  bool limit = false, conduct = false, duplicates = false;  // general clauses that the waterfall names
  bool verdicts = false;                                    // `finding` and `parting` were declared
  bool releases = false;                                    // `rated_amount` was
  int numbers = 0, conditions = 0;

  // `"N3" ` of a line, or nothing.
  std::string number() { return random.one_in(3) ? fmt::format("\"N{}\" ", ++numbers) : ""; }
};

void write_terms(Page& page);
void write_outputs(Page& page);  // of the claim
void write_verdicts(Page& page);
void write_general_clauses(Page& page);
void write_benefit(Page& page, std::size_t benefit);
void write_answers(Page& page);

// What a line requires: often so that an honest claim has it, or hardly anything would be paid.
std::string demand(Page& page, const Surroundings& around);
// `when`, `unless`, `else`, `as`, or nothing.
std::string tails(Page& page, const Surroundings& around);
// `about` lines that let the clause read an optional record; says so in `within`.
void about(Page& page, Surroundings& within, int one_in);

}  // namespace pol::differential
