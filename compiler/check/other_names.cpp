#include "check/other_names.h"

#include <algorithm>
#include <array>

#include "base/similar.h"

namespace pol::check {

namespace {

struct Group {
  std::string_view meant;
  std::string_view written;  // with spaces around each
};

constexpr std::array<Group, 24> groups{{
    {"text", " string str varchar char name "},
    {"bool", " boolean flag logical yesno truth "},
    {"int", " integer number whole count "},
    {"decimal", " float double real number "},
    {"percent", " percentage rate share "},
    {"date", " datetime day timestamp time "},
    {"record", " object struct "},
    {"list", " array "},
    {"one", " enum "},
    {"deductible", " excess franchise "},
    {"coinsurance", " copay copayment retention "},
    {"prior_paid", " paid already_paid "},
    {"paid", " accepted approved payable settled payed "},
    {"declined", " rejected refused denied excluded "},
    {"pended", " pending waiting open "},
    {"referred", " manual escalated "},
    {"clamp", " last_day end_of_month end last "},
    {"roll", " next next_day first "},
    {"half_up", " nearest commercial normal half "},
    {"half_even", " bankers banker even "},
    {"down", " floor truncate "},
    {"up", " ceiling ceil "},
    {"EUR", " euro euros Euro "},
    {"USD", " dollar dollars Dollar "},
}};

constexpr std::array<Group, 2> states{{
    {"present", " known given set there available filled provided "},
    {"absent", " null none nothing missing empty unknown nil "},
}};

bool says(const Group& group, std::string_view name) {
  return !name.empty() && group.written.find(" " + std::string(name) + " ") != std::string_view::npos;
}

}  // namespace

std::optional<std::string> in_other_words(std::string_view name, const std::vector<std::string>& candidates) {
  for (const Group& group : groups) {
    const auto found = std::find(candidates.begin(), candidates.end(), group.meant);
    if (found != candidates.end() && says(group, name)) return *found;
  }
  return std::nullopt;
}

void report_no_truth(Wording& wording, const ast::Name& name) {
  if (name.text == "true" || name.text == "false")
    wording.report(Message::said_otherwise, name.span, {name.text, name.text == "true" ? "yes" : "no"});
  else
    wording.report(Message::neither_yes_nor_no, name.span, {name.text});
}

std::optional<std::string> state_meant(std::string_view name) {
  for (const Group& state : states)
    if (says(state, name)) return std::string(state.meant);
  return nearest(name, {"present", "absent", "covered", "limited"});
}

}  // namespace pol::check
