// Random expressions over one fixed schema (wording.cpp writes it out). Where a fact may be absent the text guards it.
#pragma once

#include <string>
#include <vector>

#include "random.h"

namespace pol::differential {

// What an expression may read where it stands.
struct Surroundings {
  bool injury = false;  // claim.injury is there (its clause is about it)
  bool illness = false;
  bool event = false;  // the line's event
  bool this_benefit = false;
  std::vector<std::string> terms;  // terms and named truths declared above
  std::vector<std::string> benefits;
};

class Expressions {
 public:
  Expressions(Random& random, std::string currency) : random_(random), currency_(std::move(currency)) {}

  std::string truth(const Surroundings& around, int depth);
  std::string money(const Surroundings& around, int depth);
  std::string date(const Surroundings& around, int depth);
  std::string whole_number(const Surroundings& around, int depth);
  // A date that is a plain fact or the event.
  std::string plain_date(const Surroundings& around);
  std::string amount_literal();
  std::string distance();

 private:
  std::string list(const Surroundings& around, int depth, const char* word);
  std::string comparison(const Surroundings& around, int depth);
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
