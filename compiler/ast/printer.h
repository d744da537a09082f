// The printer of print.h, in one file a family: print.cpp (declarations), print_records.cpp, print_lines.cpp, print_values.cpp.
#pragma once

#include <initializer_list>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "ast/ast.h"

namespace pol::ast {

// ---- parts of a line ----

std::string quoted(std::string_view text);
std::string listed(const std::vector<Name>& names);
std::string dotted(const Path& path);
std::string texts(const std::vector<Text>& all);
std::string titled(const std::optional<Text>& number, const std::vector<Title>& titles);
std::string case_head(const std::vector<Name>& names, bool otherwise);
inline std::string_view when(bool set, std::string_view words) { return set ? words : std::string_view(); }

class Printer {
 public:
  std::string print(const File& file);

 private:
  template <typename... Arguments>
  void line(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    out_.append(depth_ * 2, ' ');
    fmt::format_to(std::back_inserter(out_), format, std::forward<Arguments>(arguments)...);
    out_.push_back('\n');
  }
  template <typename Body>
  void inside(Body body) {
    ++depth_;
    body();
    --depth_;
  }

  // print.cpp: declarations
  void show(const PolicyHeader& header);
  void show(const Use& use);
  void show(const TypeName& type);
  void show(const Parameter& parameter);
  void show(const Certificate& certificate);
  void show(const Question& question);
  void show(const Define& define);
  void show(const Law& law);
  void show(const Version& version);
  void show(const Verdict& verdict);
  void show(const Gate& gate);
  void show(const Presume& presume);
  void show(const Clause& clause);
  void show(const Output& output);
  void show(const Split& split);
  void show(const ListPart& part);
  void show(const Answer& answer);
  void show(const Letter& letter);
  void show(const LabelNames& labels);
  void show(const Export& each);
  void show(const Sample& sample);
  void show(const Example& example);
  void show(const Property& property);
  void show(const std::vector<SettingBlock>& blocks);
  void show(const std::vector<Setting>& settings);
  void show(const Expectation& expectation);

  // print_records.cpp: fields, types, tables
  void show(const std::vector<Field>& fields);
  void show(const std::vector<Valid>& valid);
  void show_bounds(const FieldType& type);
  void show(const Table& table);
  void show(const DownKey& key);
  void show(const TableRow& row);
  void show(const RowKey& key);
  void show(const Cell& cell);

  // print_lines.cpp
  void show(const std::vector<Line>& lines);
  void show_line(const AppliesTo& node, const std::string& numbers);
  void show_line(const About& node, const std::string& numbers);
  void show_line(const Event& node, const std::string& numbers);
  void show_line(const Claimable& node, const std::string& numbers);
  void show_line(const When& node, const std::string& numbers);
  void show_line(const Requires& node, const std::string& numbers);
  void show_line(const Excludes& node, const std::string& numbers);
  void show_line(const AllUnless& node, const std::string& numbers);
  void show_line(const Survival& node, const std::string& numbers);
  void show_line(const Waiting& node, const std::string& numbers);
  void show_line(const Pends& node, const std::string& numbers);
  void show_line(const Pays& node, const std::string& numbers);
  void show_line(const PaysEach& node, const std::string& numbers);
  void show_line(const Counts& node, const std::string& numbers);
  void show_line(const Less& node, const std::string& numbers);
  void show_line(const Leaves& node, const std::string& numbers);
  void show_line(const UpTo& node, const std::string& numbers);
  void show_line(const RefersWhen& node, const std::string& numbers);
  void show_line(const Reverses& node, const std::string& numbers);
  void show_line(const Fails& node, const std::string& numbers);
  void show_line(const ByLines& node, const std::string& numbers);
  void show_line(const DecidedBy& node, const std::string& numbers);
  void show_parts(std::string_view keyword, const std::string& numbers, std::initializer_list<const ExprPtr*> parts);
  void show_ground(std::string_view keyword, const std::string& numbers, const std::vector<ExprPtr>& conditions, const Tails& tails);
  void show_amount(std::string_view keyword, const std::string& numbers, const ExprPtr& amount, const Tails& tails);
  void show(const Tails& tails);
  void show_for(const std::vector<Name>& benefits);

  // print_values.cpp
  void show(std::string_view role, const ExprPtr& expr);
  void show(const std::vector<ExprPtr>& all);
  void show(const ExprPtr& expr);
  void show_all(std::string_view head, std::initializer_list<const ExprPtr*> parts);
  void show_all(std::string_view head, const std::vector<ExprPtr>& parts);
  void show_node(const Truth& node);
  void show_node(const Number& node);
  void show_node(const Period& node);
  void show_node(const Date& node);
  void show_node(const Text& node);
  void show_node(const Path& node);
  void show_node(const Call& node);
  void show_node(const Not& node);
  void show_node(const And& node);
  void show_node(const Or& node);
  void show_node(const Compare& node);
  void show_node(const Arithmetic& node);
  void show_node(const IsOneOf& node);
  void show_node(const IsPresent& node);
  void show_node(const Has& node);
  void show_node(const Between& node);
  void show_node(const InRange& node);
  void show_node(const TheCase& node);
  void show_node(const Timing& node);
  void show_node(const Otherwise& node);
  void show_node(const Proved& node);
  void show_node(const Declassify& node);
  void show_node(const Position& node);
  void show_node(const Choice& node);
  void show_node(const Pick& node);
  void show_node(const CompletedYears& node);
  void show_node(const DaysBetween& node);
  void show_node(const History& node);
  void show_node(const FirstOf& node);
  void show_node(const Rounded& node);
  void show_node(const OfList& node);
  void show_node(const Fold& node);
  void show_node(const Lookup& node);
  void show_node(const VerdictState& node);
  void show_node(const SetOf& node);
  void show_node(const MonthEnd& node);

  std::string out_;
  std::size_t depth_ = 0;
};

// The type in one line; its bounds and fields are printed below it.
std::string type_head(const FieldType& type);

}  // namespace pol::ast
