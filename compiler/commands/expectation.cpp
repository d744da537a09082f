#include "commands/expectation.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/exact.h"
#include "interpret/interpret.h"
#include "model/print_expr.h"

namespace pol::commands {

namespace {

const Json* line_of(const Json& decision, const std::string& benefit) {
  if (!decision.contains("lines")) return nullptr;
  for (const auto& line : decision.at("lines"))
    if (line.at("benefit") == benefit) return &line;
  return nullptr;
}

std::vector<std::string> texts(const Json& list) { return list.get<std::vector<std::string>>(); }

bool gives_reason(const Json& decision, const std::string& number, const std::string& benefit) {
  if (!decision.contains("reasons")) return false;
  for (const auto& reason : decision.at("reasons")) {
    const auto benefits = reason.contains("benefits") ? texts(reason.at("benefits")) : std::vector<std::string>{};
    if (reason.at("clause") == number && (benefit.empty() || std::find(benefits.begin(), benefits.end(), benefit) != benefits.end()))
      return true;
  }
  return false;
}

std::vector<std::string> differences_of_status(const model::Policy& policy, const model::Expectation& expected, const Json& decision) {
  std::vector<std::string> found;
  const bool of_line = expected.benefit != model::none;
  const std::string benefit = of_line ? policy.enums[policy.benefits].cases[expected.benefit] : "";
  const Json* subject = of_line ? line_of(decision, benefit) : &decision;
  if (!subject) return {fmt::format("{} is not among the decided lines", benefit)};
  const auto status = subject->at("status").get<std::string>();
  if (status != expected.status)
    found.push_back(fmt::format("expected {}{}{}, got {}", expected.status, of_line ? " " : "", benefit, status));
  if (expected.amount) {
    const auto wanted = print_fixed(*expected.amount, policy.decimals);
    const auto got = amount_text(subject->at(of_line ? "amount" : "total"));
    if (wanted != got) found.push_back(fmt::format("expected {} {}, got {}", wanted, policy.currency, got));
  }
  for (const auto& number : expected.because)
    if (!gives_reason(decision, number, benefit)) found.push_back(fmt::format("\"{}\" is not among the reasons", number));
  if (!expected.missing.empty()) {
    const auto missing = subject->contains("missing") ? texts(subject->at("missing")) : std::vector<std::string>{};
    if (missing != expected.missing)
      found.push_back(fmt::format("expected to miss {}, got {}", fmt::join(expected.missing, ", "), fmt::join(missing, ", ")));
  }
  return found;
}

// ---- outputs ----

const model::Output* output_called(const model::Question& question, const std::string& name) {
  for (const auto& output : question.outputs)
    if (output.name == name) return &output;
  return nullptr;
}

bool is_plain_list(const Json& value) {
  return value.is_array() && std::all_of(value.begin(), value.end(), [](const Json& each) { return each.is_string(); });
}

// What a person writes for it: `written_beneficiary`, `12.5`, `2011-06-16`.
std::string shown(const Json& value) {
  if (value.is_null()) return "absent";
  if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
  if (is_plain_list(value)) return value.empty() ? "none" : fmt::format("{}", fmt::join(texts(value), ", "));
  return value.is_structured() ? value.dump() : amount_text(value);
}

// Numbers of the same value are the same, however many decimals they are written with.
bool is_same(const model::Type& type, const Json& wanted, const Json& got) {
  const bool is_plain_number = model::is_number(type.kind) && type.kind != model::Kind::date;
  if (!is_plain_number || wanted.is_null() || got.is_null()) return wanted == got;
  return parse_exact(amount_text(wanted), type.decimals) == parse_exact(amount_text(got), type.decimals);
}

// Rows are the same where the fields that are expected are.
bool is_same_list(const model::Output& output, const Json& wanted, const Json& got) {
  if (!wanted.is_array() || !got.is_array()) return wanted == got;
  if (wanted.size() != got.size()) return false;
  for (std::size_t k = 0; k < wanted.size(); ++k) {
    for (const model::OutputField& field : output.fields) {
      if (field.name.empty()) {
        if (!is_same(field.type, wanted[k], got[k])) return false;
      } else if (wanted[k].contains(field.name) && !is_same(field.type, wanted[k].at(field.name), got[k].at(field.name))) {
        return false;
      }
    }
  }
  return true;
}

std::vector<std::string> differences_of_output(const model::Question& question, const model::Expectation& expected, const Json& decision) {
  const model::Output* output = output_called(question, expected.output);
  if (!output || !decision.contains("outputs")) return {fmt::format("expected {} {}, got no such output", expected.output, expected.json)};
  const Json wanted = read_decision(expected.json);
  const Json& got = decision.at("outputs").at(expected.output);
  if (output->fields.empty() ? is_same(output->value->type, wanted, got) : is_same_list(*output, wanted, got)) return {};
  return {fmt::format("expected {} {}, got {}", expected.output, shown(wanted), shown(got))};
}

// ---- conditions that need no record ----

std::vector<std::string> differences_of_condition(const model::Policy& policy, const model::ExprPtr& condition) {
  if (interpret::constant(policy, condition) != 0) return {};
  const auto* compared = std::get_if<model::Compare>(&condition->node);
  if (!compared) return {"this does not hold"};
  const auto side = [&](const model::ExprPtr& expr) { return model::print_value(policy, expr->type, interpret::constant(policy, expr)); };
  return {fmt::format("this does not hold: {} and {}", side(compared->left), side(compared->right))};
}

}  // namespace

std::vector<std::string> differences(const model::Policy& policy, std::uint32_t question, const model::Expectation& expected,
                                     const Json& decision) {
  if (expected.that) return differences_of_condition(policy, expected.that);
  if (!expected.output.empty()) return differences_of_output(policy.questions.at(question), expected, decision);
  return differences_of_status(policy, expected, decision);
}

}  // namespace pol::commands
