// What a wording means: every name resolved, every expression typed and bounded, every clause taken apart into what it does to a line.
// Made by check/, read by interpret/ and lower/ (which share nothing else), printed by model/print.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "base/exact.h"
#include "model/clauses.h"
#include "model/examples.h"
#include "model/expr.h"
#include "model/laws.h"
#include "model/questions.h"
#include "model/record.h"

namespace pol::model {

// ---- letters ----

// What the wording itself calls one of its numbers that is no clause's own, or that several clauses share.
struct NumberTitle {
  NumberId number;
  Title title;
  std::string shown;  // how the number itself is written in that language; empty: as it is
};
// A sentence under the letters about a question's decisions with one of these statuses (none: with any).
struct LetterSentence {
  NumberId number;
  std::uint32_t question;
  std::vector<std::string> statuses;
  Title text;
};

struct Policy {
  std::string name;
  std::vector<Title> titles;
  std::string edition;
  std::optional<std::int32_t> in_force_from;
  std::string currency;
  int decimals = 0;  // of the currency
  RoundingMode rounding = RoundingMode::half_up;
  calendar::MonthEnd months = calendar::MonthEnd::clamp;
  std::vector<Enum> enums;
  EnumId benefits = none;  // the enum of benefits, in the order of the file
  std::vector<Fact> facts;
  FactId certificate = none;  // the group; none where the policy needs no certificate
  FactId certificate_id = none;
  bool certificate_optional = false;  // a record may come without one
  FactId parameter_root = none;       // the group of all parameters; none where there are none
  std::vector<Parameter> parameters;  // in the order of declaration
  std::vector<Question> questions;
  std::vector<std::string> numbers;  // by NumberId
  std::vector<Clause> clauses;       // in the order of the file
  std::vector<Table> tables;
  std::vector<NamedValue> definitions;
  std::vector<Element> elements = {};  // by ElementId
  std::vector<Line> lines;             // one for each benefit, in order
  std::vector<Law> laws;
  std::vector<std::string> labels;  // of the wording's own
  std::vector<Release> releases;
  std::vector<Lifted> lifted;
  std::vector<Export> exports;
  std::vector<Example> examples;
  std::vector<Property> properties;
  std::vector<NumberTitle> number_titles;
  std::vector<LetterSentence> letter_sentences;
};

ElementId element_around(const Policy& policy, ElementId element);  // in which the list lies whose element it is; none: in no other list
bool is_plain_list(const Policy& policy, FactId list);              // its items are plain values: that of the fact behind it

}  // namespace pol::model
