// What the record holds, and what is bound to parameters.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/span.h"
#include "model/expr.h"

namespace pol::model {

// What something is called in one language.
struct Title {
  std::string language, text;
};

struct Enum {
  std::string name;  // "Benefit", or the path of the field that lists the cases
  std::vector<std::string> cases;
  std::vector<std::vector<Title>> titles = {};  // by case; empty where no letter calls any
};

enum class FactKind { leaf, record, group, list };
inline constexpr std::size_t most_lists_around = 3;  // of a fact
// List expressions, each of which doubles the code that explains: a split among the items of all items asks of each item about all others.
inline constexpr std::size_t most_lists_in_each_other = 4;
inline constexpr std::uint32_t most_elements = 1'000;  // of a list that does not say `at most N items`; the widths of sums rest on it
inline constexpr std::int64_t most_rows = 200'000;     // of a parameter by date or by two keys
enum class Presence { key, required, presumed, optional };

// A field, record, group or list of records, in the order of the schema: certificate first, then the questions; a parent stands before its
// members. Reading a list needs no guard (OfList). Of the records around a fact that are not
// given the outermost decides: a required one makes the fact, and whether it is present, unknown, resting on that record; an optional one
// not judged.
// The items of a list of plain values have one member, which has no name: "use_request.cells[]".
struct Fact {
  std::string name;
  std::string path;  // "claim.tumour.organ", "claim.expenses[].amount"
  FactKind kind;
  Presence presence;          // of a group: required, and never unknown itself
  Type type;                  // leaf only
  Range range;                // numbers only: what the record may give and an unknown one may be
  std::int64_t presumed = 0;  // presumed: truth, ordinal, number, or the members of a set as bits
  FactId parent = none;
  FactId list = none;      // the nearest list around it: then it has a value for each element
  std::uint32_t most = 0;  // of a list: it has no more elements, else the record is invalid
  std::string unit;        // "m"
  std::string absent;      // what absence says: "not cancelled"
  // May decide, and is not shown: `personal`, or of the wording's own. Those of what is around it too.
  std::vector<std::string> labels = {};
  bool parameter = false;  // not of the record: bound before, never unknown (key or optional), and nothing rests on it
  Span span;
  std::vector<Title> titles = {};
};

// What whoever decides has to bind. Its facts stand behind those of the record under one group; the fact of one with keys holds a member
// for each of their values.
struct Parameter {
  FactId fact;
  std::vector<Title> titles = {};
  std::string number = {}, source = {};  // as written; empty where nothing stands
  bool has_keys = false;
  bool no_overlaps = false;  // the bands of its rows
  bool adds_up = false;      // its values, to 1
  // It may not be none where that parameter, which has cases, is bound to this one.
  FactId not_none_with = none;
  std::uint32_t not_none_case = 0;
};

// Which list a list expression goes over: of one within the items of another list, that of which item.
struct Element {
  FactId list = none;
  ElementId around = none;
};

}  // namespace pol::model
