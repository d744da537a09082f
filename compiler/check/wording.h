// What all parts of check/ read and add to while one wording is checked: the declarations by name, and the policy as far as it is made.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ast/ast.h"
#include "check/check.h"
#include "diagnostics/diagnostic.h"
#include "model/model.h"

namespace pol::check {

using model::BenefitId;
using model::EnumId;
using model::ExprPtr;
using model::FactId;
using model::none;
using model::NumberId;

// What a name declared at the top of the file stands for; `index` counts in the list of its kind (of a block: its FactId).
enum class DeclaredKind { block, table, define, benefit, clause, type, output, law, verdict, presume, parameter, split, exported };
struct Declared {
  DeclaredKind kind;
  std::size_t index;
  Span span;
};

// A `type` of the wording, or one that the rows of a table make.
struct NamedType {
  bool good = false;  // else it was said what is wrong
  model::Type type;
  model::Range range;
  std::string unit;
};

// A table whose rows are found by keys: for each value of the first key either a row or the table of the keys behind it.
struct KeyNode;
struct KeyPiece {
  std::vector<bool> cases;              // of a key with cases: those of the piece
  std::optional<std::int64_t> from;     // of a number or date: the first one; nothing: open below
  std::optional<std::size_t> row;       // the row, where no key is left
  std::shared_ptr<const KeyNode> rest;  // else
};
struct KeyNode {
  std::vector<KeyPiece> pieces;  // in order; together all values of the key
};
struct DownKey {
  std::string name;
  NamedType type;
};
enum class CellState { there, not_covered, unlimited };
struct DownColumn {
  std::string name;
  model::Type type;
  std::string unit;
  std::vector<std::int64_t> values;  // by row; of a cell that is not there: any
  std::vector<CellState> states;     // by row
};
struct DownTable {
  std::vector<DownKey> keys;
  std::vector<DownColumn> columns;
  std::shared_ptr<const KeyNode> rows;
};

struct WrittenTable {
  const ast::Table* written;
  bool good = false;                                // else it was said what is wrong
  FactId across = none;                             // the fact whose cases are the columns; none: down
  model::TableId id = none;                         // of a table across
  std::vector<std::vector<CellState>> states = {};  // of a table across: [row][case]
  std::optional<DownTable> down = {};
  std::set<std::size_t> rows_read = {};          // of a table across
  std::vector<std::vector<ExprPtr>> asked = {};  // of a table down: for which keys, each time
};

// An operand of `smaller of (a, b)` and the like.
struct WrittenPick {
  Span span;
  std::string_view word;  // "smaller"
  bool idle = true;       // never taken, wherever it is worked out
};

struct WrittenParameter {
  const ast::Parameter* written;
  FactId fact = none;  // none: it was said what is wrong
  std::vector<NamedType> keys = {};
};

// What stands behind an `unless`, and what it writes back: what else has to hold for the ground that it belongs to.
struct WrittenBack {
  ExprPtr condition;
  Span span;
  BenefitId benefit = none;
  ExprPtr from = {};
};

// What a result of a verdict carries, by its cases.
struct Carried {
  std::string name;
  NamedType type;
};

struct Wording {
  Wording(const ast::File& file_, Sink& sink_) : file(file_), sink(sink_) {}

  const ast::File& file;
  Sink& sink;
  FindWitness find_witness = {};
  model::Policy policy;

  const ast::PolicyHeader* header = nullptr;
  const ast::Certificate* certificate = nullptr;
  std::vector<const ast::Question*> questions;
  std::vector<WrittenTable> tables;
  std::vector<const ast::TypeName*> types;
  std::vector<WrittenParameter> parameters;
  std::map<std::string, NamedType> named_types;
  std::int64_t rounding_unit = 0;              // what `rounded` alone rounds an amount to; 0 where the heading does not say
  bool strict_months = false;                  // days are computed under `clamp`; see strict_months.cpp
  bool months_without_a_way = false;           // it was said that the heading does not say how months are added
  std::vector<WrittenBack> written_back;       // once for each benefit that it is judged for
  std::set<const ast::Expr*> sums;             // what is added up or taken off, as written
  std::map<std::uint32_t, WrittenPick> picks;  // by where they begin
  std::vector<const ast::Define*> defines;
  std::vector<const ast::Define*> unused;   // with arguments, and of no library
  std::vector<const ast::Output*> outputs;  // those at the top of the file, then those of answers
  std::vector<const ast::Split*> splits;
  std::vector<const ast::Answer*> answers;
  std::vector<std::map<std::string, Declared>> own_names;               // by answer: what only it and its own definitions call so
  std::map<std::size_t, std::uint32_t> define_answers, output_answers;  // of what is written in an answer, which one
  std::vector<const ast::Law*> laws;                                    // by index in policy.laws
  std::vector<const ast::Verdict*> verdicts;
  std::vector<const ast::Presume*> presumptions;
  std::map<EnumId, std::vector<std::vector<Carried>>> carried;  // of enums whose cases carry anything
  std::vector<const ast::Clause*> clauses;                      // all kinds, in the order of the file
  std::vector<const ast::Clause*> benefits;                     // by BenefitId
  std::vector<const ast::Letter*> letters;
  std::map<std::string, Span> labels;    // of the wording's own
  std::set<std::string> never_released;  // of these
  std::vector<const ast::Export*> exports;
  std::vector<const ast::Sample*> samples;
  std::vector<const ast::Example*> examples;
  std::vector<const ast::Property*> properties;

  std::map<std::string, Declared> declared;
  std::map<std::string, NumberId> number_ids;
  std::set<FactId> of_no_kind;                               // whose type could not be read: whatever reads them says nothing more
  std::map<std::pair<FactId, std::string>, FactId> members;  // of blocks, records and groups

  Diagnostic& report(Message message, Span span, std::vector<std::string> arguments = {}) {
    return sink.report(message, span, std::move(arguments));
  }
  // Of a name that does not exist. `misspelt`: {0} the name, {1} the nearest candidate, then `more`; `unknown`, where no candidate is near:
  // {0} the name, then `more`.
  Diagnostic& report_name(Message misspelt, Message unknown, const ast::Name& name, const std::vector<std::string>& candidates,
                          const std::vector<std::string>& more = {});

  // For a list expression; `around`: the item in which the list lies.
  model::ElementId new_element(FactId list, model::ElementId around = none);
  // Whether it is still worth the time to look for a name that an unknown one may be a slip of.
  bool still_compares_names();
  std::size_t names_compared = 0;

  NumberId number_of(const std::string& text);  // a new one where it is new
  std::vector<NumberId> numbers_of(const std::vector<ast::Text>& texts);
  std::vector<std::string> benefit_names() const;
  std::optional<BenefitId> benefit(const ast::Name& name);  // says so where there is none
  std::optional<BenefitId> find_benefit(const std::string& name) const;

  // What a name stands for at the top of the file, or in an answer (none: in none).
  const Declared* find(const std::string& name, std::uint32_t answer) const;

  std::optional<FactId> member(FactId parent, const std::string& name) const;
  std::vector<std::string> member_names(FactId parent) const;
  // certificate.x, claim.x.y; `path` is said to be wrong where it names nothing. The first `known` names are those of `start`.
  // `of_element`: `start` stands for one element of its list, so that the way may lead into it.
  std::optional<FactId> follow(FactId start, const std::vector<ast::Name>& names, std::size_t known, bool of_element = false);
  std::optional<FactId> block(const std::string& name) const;
  std::uint32_t question_named(const std::string& name) const;  // none where there is none
  // The question that asks for lines; none where there is none.
  std::uint32_t question_of_lines() const;
};

// Sorts the declarations and gives every name, clause number and benefit its place.
void collect(Wording& wording);
bool has_a_meaning(const std::string& name);  // of its own, so that nothing else can be called so

// A case of an enum by its name; says so where there is none.
std::optional<std::size_t> case_of(Wording& wording, EnumId id, const ast::Name& name);
// As a mask over the cases; nothing where one was wrong.
std::optional<std::vector<bool>> cases_of(Wording& wording, EnumId id, const std::vector<ast::Name>& names);

bool is_this_benefit(const ast::Path& path);
Span span_of(const ast::Path& path);
std::string text_of(const ast::Path& path);  // "claim.accident.date"

}  // namespace pol::check
