// The metadata as a whole: names, enums, facts, lines, questions. Nothing in it is believed unchecked.
#include "metadata.h"

#include "writers/output.h"

namespace polrt {

namespace {

constexpr std::size_t most_cases = 65536;  // an enum takes 2 bytes of a record
constexpr std::size_t most_members = 64;   // a set takes 64 bits

void read_titles(const MetadataObject& clause, Policy& policy) {
  const std::uint32_t number = clause.index("number", policy.numbers.size());
  const MetadataObject titles = clause.object("titles");
  for (const std::string& language : titles.keys()) policy.titles.push_back({number, language, titles.text(language)});
}

void read_names(const MetadataObject& root, Policy& policy) {
  const MetadataObject about = root.object("policy");
  policy.name = about.text("name");
  policy.edition = about.text("edition");
  policy.schema = about.text("schema");
  policy.hash = about.text("hash");
  policy.build = about.text("build");
  policy.currency = about.text("currency");
  policy.currency_json = quoted_json(policy.currency);
  policy.decimals = static_cast<int>(about.number("decimals", 0, 18));
  policy.policy_json = "\"policy\":{\"name\":" + quoted_json(policy.name) + ",\"edition\":" + quoted_json(policy.edition) +
                       ",\"hash\":" + quoted_json(policy.hash) + ",\"build\":" + quoted_json(policy.build) + "}}";
  policy.tail_json = policy.policy_json;
  policy.numbers = root.texts("numbers");
  for (const std::string& number : policy.numbers) policy.numbers_json.push_back(quoted_json(number));
  for (const MetadataObject& clause : root.objects("clauses")) read_titles(clause, policy);
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

std::string text_if_there(const MetadataObject& object, const char* name) { return object.has(name) ? object.text(name) : std::string(); }

void read_lifted(const MetadataObject& root, Policy& policy) {
  if (!root.has("lifted")) return;
  for (const MetadataObject& each : root.objects("lifted")) {
    Lifted lifted{
        each.text("field"), each.text("purpose"), each.text("law"), text_if_there(each, "recipient"), text_if_there(each, "period"), {}};
    lifted.json =
        "{\"field\":" + quoted_json(lifted.field) + ",\"purpose\":" + quoted_json(lifted.purpose) + ",\"law\":" + quoted_json(lifted.law);
    if (!lifted.recipient.empty()) lifted.json += ",\"recipient\":" + quoted_json(lifted.recipient);
    if (!lifted.period.empty()) lifted.json += ",\"period\":" + quoted_json(lifted.period);
    lifted.json += "}";
    policy.lifted.push_back(std::move(lifted));
  }
}

void read_lines(const MetadataObject& root, Policy& policy) {
  for (const MetadataObject& line : root.objects("lines")) policy.lines.push_back(read_line(line, policy));
  if (policy.lines.size() != policy.benefit_names.size()) root.fail("does not have one line for each benefit");
  for (std::uint32_t k = 0; k < policy.lines.size(); ++k) {
    if (policy.lines[k].benefit != k) root.fail("does not have its lines in the order of the benefits");
  }
}

void read_questions(const MetadataObject& root, Policy& policy) {
  for (const MetadataObject& object : root.objects("questions")) {
    Question question = read_question(object, policy);
    for (const Question& other : policy.questions) {
      if (other.name == question.name) object.fail("has the name of another question");
    }
    policy.questions.push_back(std::move(question));
  }
  if (policy.questions.empty()) root.fail("has no question");
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
  read_facts(root, policy);
  read_lifted(root, policy);
  read_lines(root, policy);
  read_questions(root, policy);
}

}  // namespace polrt
