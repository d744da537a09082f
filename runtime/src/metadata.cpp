// The metadata as a whole: names, enums, questions, lines. Nothing in it is believed unchecked.
#include "metadata.h"

#include "writers/output.h"

namespace polrt {

namespace {

constexpr std::size_t most_cases = 65536;  // an enum takes 2 bytes of a record
constexpr std::size_t most_members = 64;   // a set takes 64 bits

void read_names(const MetadataObject& root, Policy& policy) {
  const MetadataObject about = root.object("policy");
  policy.name = about.text("name");
  policy.currency = about.text("currency");
  policy.currency_json = quoted_json(policy.currency);
  policy.decimals = static_cast<int>(about.number("decimals", 0, 18));
  policy.tail_json = "\"policy\":{\"name\":" + quoted_json(policy.name) + ",\"edition\":" + quoted_json(about.text("edition")) +
                     ",\"hash\":" + quoted_json(about.text("hash")) + ",\"build\":" + quoted_json(about.text("build")) + "}}";
  for (const std::string& number : root.texts("numbers")) policy.numbers.push_back(quoted_json(number));
  for (const MetadataObject& clause : root.objects("clauses")) clause.index("number", policy.numbers.size());
}

void read_enums(const MetadataObject& root, Policy& policy) {
  for (const MetadataObject& object : root.objects("enums")) {
    Enum& made = policy.enums.emplace_back();
    made.name = object.text("name");
    made.cases = NameTable(object.texts("cases"));
    if (made.cases.size() > most_cases) object.fail("has more cases than a record can hold");
    if (made.cases.has_duplicates()) object.fail("has the same case twice");
  }
  policy.benefits = root.index_or_none("benefits", policy.enums.size());
  if (policy.benefits == none) return;
  const NameTable& benefits = policy.benefit_table();
  if (benefits.size() > most_members) root.fail("has more benefits than a set can hold");
  for (std::uint32_t benefit = 0; benefit < benefits.size(); ++benefit) policy.benefit_names.push_back(quoted_json(benefits[benefit]));
}

Ground read_ground(const MetadataObject& object, const Policy& policy) {
  static constexpr const char* roles[] = {"declines", "pends", "refers"};
  Ground ground{};
  ground.number = object.index("number", policy.numbers.size());
  ground.effect = object.choice("effect", effect_names);
  ground.role = static_cast<Role>(object.choice("role", roles));
  return ground;
}

Step read_step(const MetadataObject& object, const Policy& policy) {
  Step step{};
  step.number = object.index("number", policy.numbers.size());
  step.effect = object.choice("effect", step_effect_names);
  step.reason = object.choice("reason", effect_names);
  step.has_limit = object.flag("limit");
  step.limit_json = "{\"clause\":" + policy.numbers[step.number];
  step.json = step.limit_json + ",\"effect\":\"" + step_effect_names[step.effect] + "\",\"amount\":";
  step.limit_json += ",\"limit\":";
  return step;
}

Line read_line(const MetadataObject& object, const Policy& policy, const Question& question) {
  Line line{};
  line.benefit = object.index("benefit", policy.benefit_names.size());
  line.number = object.index("number", policy.numbers.size());
  line.leaves = object.indices("leaves", question.facts.size());
  for (const MetadataObject& ground : object.objects("grounds")) line.grounds.push_back(read_ground(ground, policy));
  for (const MetadataObject& step : object.objects("steps")) line.steps.push_back(read_step(step, policy));
  if (line.steps.empty()) object.fail("has no steps");
  return line;
}

// Every question describes all lines; only one that asks for benefits uses them.
void read_lines(const MetadataObject& object, const Policy& policy, Question& question) {
  if (question.lines_fact == none) return;
  for (const MetadataObject& line : object.objects("lines")) question.lines.push_back(read_line(line, policy, question));
  if (question.lines.size() != policy.benefit_names.size()) object.fail("does not have one line for each benefit");
  for (std::uint32_t k = 0; k < question.lines.size(); ++k) {
    if (question.lines[k].benefit != k) object.fail("does not have its lines in the order of the benefits");
  }
}

void read_question(const MetadataObject& object, Policy& policy) {
  Question& question = policy.questions.emplace_back();
  question.name = object.text("name");
  for (const Question& other : policy.questions) {
    if (&other != &question && other.name == question.name) object.fail("has the name of another question");
  }
  read_facts(object, policy, question);
  read_lines(object, policy, question);
}

}  // namespace

void read_metadata(std::string_view json, Policy& policy) {
  simdjson::dom::parser parser;
  simdjson::dom::element element;
  const simdjson::error_code error = parser.parse(json.data(), json.size(), true).get(element);
  if (error == simdjson::MEMALLOC) throw std::bad_alloc();
  if (error != simdjson::SUCCESS) throw BadArtifact("The metadata of the artifact are not JSON.");
  const MetadataObject root(element, "the whole");
  root.number("abi", POLRT_ABI_VERSION, POLRT_ABI_VERSION);
  read_names(root, policy);
  read_enums(root, policy);
  for (const MetadataObject& question : root.objects("questions")) read_question(question, policy);
  if (policy.questions.empty()) root.fail("has no question");
}

}  // namespace polrt
