// What is asked, and the outputs that answer it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/span.h"
#include "model/clauses.h"
#include "model/expr.h"
#include "model/record.h"

namespace pol::model {

enum class OutputKind { outcome, shown };
// Of an output that is a list: the fields of its rows; one without a name where the rows are plain values.
struct OutputField {
  std::string name;
  Type type;
};
struct RowValue {
  ExprPtr value;    // as that of an output
  ExprPtr present;  // a truth: no: null. Empty: always there
};
// A row for each element of the list for which `where` holds; without a list one, where it holds. Undecided while `where` is for an element
// of the list, or a field of a row that may be there, or where the list itself is unknown. Rests on what these rest on. Of a list within
// the items of others for each of these, in their order.
struct OutputRows {
  FactId list = none;
  ElementId element = none;
  ExprPtr where;
  std::vector<RowValue> fields;
  std::vector<std::pair<FactId, ElementId>> through = {};  // those others, the outermost first
  ExprPtr turn = {};  // which of the rows that are there comes first, from 0: decided as a field is. Empty: as the elements lie
};
// A value that a decision reports by name. Computed from the record and the history before this decision's own lines.
struct Output {
  std::string name;  // "payee"
  OutputKind kind;   // outcome: must be single, else the question pends; shown: null while it is not
  ExprPtr value;     // a truth, an enum of at most 64 cases, a number, amount or date, a text of the record (FactValue); of a set only the
                     // type counts; empty of a list
  ExprPtr present;   // a truth: no: the output is null (decided). Empty: always there
  Span span;
  // Of a set, by case of its enum: whether it is a member. Single where every one of them is.
  std::vector<ExprPtr> members = {};
  std::vector<Title> titles = {};
  std::vector<OutputField> fields = {};  // of a list, which has no value: decided once all of its rows are
  std::vector<OutputRows> rows = {};     // one after another
};

// What an output reads: its value, the truths of its members, or what its rows read.
std::vector<ExprPtr> values_of(const Output& output);

// `valid cover_start <= cover_end`: what an invalid record is told, the path of `block` and the condition as written. Of what lies in lists
// also which item is the first that breaks it for sure: its place in its own list, plus as many as that may have for each item of the list
// around that goes before, and so on.
struct Rule {
  FactId block;
  std::string condition;
  ExprPtr item = {};
};

// One question. With lines its status is that of its lines; without it is pended where an outcome is not single (or its presence is not);
// else referred where a referring ground is established; pended where one is open; else decided. `missing` then is what those rest on.
struct Question {
  std::string name;         // "claim"
  FactId block;             // the group of its fields
  FactId id;                // its key `id`
  FactId lines = none;      // the set of benefits asked for
  bool every_line = false;  // every benefit is asked for, whatever the record says
  FactId today = none;
  std::vector<Output> outputs;  // in the order of declaration
  std::vector<Ground> grounds;  // refers, decides, breaks; a `breaks` that is established makes the record invalid, an open one does not
  std::vector<Rule> rules;      // of each `breaks` ground in their order
  BenefitId reverses = none;    // a decided answer takes back what is paid for it: an entry for each event date with something left, net
  NumberId reverses_number = none;  // of the answer: the reason (requires) where something is taken back
  Span span;
};

bool asks_for_lines(const Question& question);

}  // namespace pol::model
