// What all parts of check/ read and add to while one wording is checked: the declarations by name, and the policy as far as it is made.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ast/ast.h"
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
enum class DeclaredKind { block, table, define, benefit, clause };
struct Declared {
  DeclaredKind kind;
  std::size_t index;
  Span span;
};

struct Wording {
  Wording(const ast::File& file_, Sink& sink_) : file(file_), sink(sink_) {}

  const ast::File& file;
  Sink& sink;
  model::Policy policy;

  const ast::PolicyHeader* header = nullptr;
  const ast::Certificate* certificate = nullptr;
  const ast::Question* question = nullptr;
  std::vector<const ast::Table*> tables;  // by TableId
  std::vector<FactId> table_keys;         // by TableId: the fact across; none where the table is wrong
  std::vector<const ast::Define*> defines;
  std::vector<const ast::Clause*> clauses;   // all kinds, in the order of the file
  std::vector<const ast::Clause*> benefits;  // by BenefitId
  std::vector<const ast::Sample*> samples;
  std::vector<const ast::Example*> examples;

  std::map<std::string, Declared> declared;
  std::map<std::string, NumberId> number_ids;
  std::map<std::pair<FactId, std::string>, FactId> members;  // of blocks, records and groups

  Diagnostic& report(Message message, Span span, std::vector<std::string> arguments = {}) {
    return sink.report(message, span, std::move(arguments));
  }
  // Of a name that does not exist. `misspelt`: {0} the name, {1} the nearest candidate, then `more`; `unknown`, where no candidate is near:
  // {0} the name, then `more`.
  Diagnostic& report_name(Message misspelt, Message unknown, const ast::Name& name, const std::vector<std::string>& candidates,
                          const std::vector<std::string>& more = {});

  NumberId number_of(const std::string& text);  // a new one where it is new
  std::vector<NumberId> numbers_of(const std::vector<ast::Text>& texts);
  std::vector<std::string> benefit_names() const;
  std::optional<BenefitId> benefit(const ast::Name& name);  // says so where there is none
  std::optional<BenefitId> find_benefit(const std::string& name) const;

  std::optional<FactId> member(FactId parent, const std::string& name) const;
  std::vector<std::string> member_names(FactId parent) const;
  // certificate.x, claim.x.y; `path` is said to be wrong where it names nothing. The first `known` names are those of `start`.
  std::optional<FactId> follow(FactId start, const std::vector<ast::Name>& names, std::size_t known);
  std::optional<FactId> block(const std::string& name) const;
};

// Sorts the declarations and gives every name, clause number and benefit its place.
void collect(Wording& wording);

// A case of an enum by its name; says so where there is none.
std::optional<std::size_t> case_of(Wording& wording, EnumId id, const ast::Name& name);
// As a mask over the cases; nothing where one was wrong.
std::optional<std::vector<bool>> cases_of(Wording& wording, EnumId id, const std::vector<ast::Name>& names);

Span span_of(const ast::Path& path);
std::string text_of(const ast::Path& path);  // "claim.accident.date"

}  // namespace pol::check
