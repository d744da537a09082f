// What each line and question reads, decides and reports.
#include <algorithm>
#include <initializer_list>
#include <utility>

#include "metadata.h"
#include "writers/output.h"

namespace polrt {

namespace {

constexpr std::uint32_t most_output_cases = 64;  // one word of the function's output
constexpr std::size_t most_outputs = 1'000'000;
constexpr std::size_t most_grounds = 1'000'000;

constexpr const char* role_names[] = {"declines", "pends", "refers", "drops", "decides", "breaks", "declassifies", "presumption"};
static_assert(std::size(role_names) == role_count);

// Those that a path goes through, the outermost first.
std::vector<std::uint32_t> read_lists(const MetadataObject& object, const Policy& policy) {
  std::vector<std::uint32_t> lists = object.indices("lists", policy.facts.size());
  if (lists.size() > most_lists_around) object.fail("lies in more lists than can be told apart");
  for (std::uint32_t& list : lists) {
    list = policy.facts[list].list;
    if (list == none) object.fail("lies in something that is no list");
  }
  return lists;
}

std::vector<std::vector<std::uint32_t>> read_needed(const MetadataObject& object, const Policy& policy) {
  std::vector<std::vector<std::uint32_t>> needed;
  for (const MetadataObject& entry : object.objects("needs")) {
    needed.push_back(entry.indices("facts", policy.facts.size()));
    if (needed.back().empty()) object.fail("needs nothing");
    for (const std::uint32_t fact : needed.back()) {
      if (policy.facts[fact].in_list != none || policy.facts[fact].parameter) object.fail("needs something that is no fact of the record");
    }
  }
  return needed;
}

Ground read_ground(const MetadataObject& object, const Policy& policy) {
  Ground ground{};
  ground.role = static_cast<Role>(object.choice("role", role_names));
  if (ground.role == Role::declassifies) {
    ground.lifted = object.index("lifted", policy.lifted.size());
    if (object.has("output")) ground.output = object.index("output", most_outputs);
    return ground;
  }
  if (ground.role == Role::presumption) return ground;
  ground.number = object.index("number", policy.numbers.size());
  ground.effect = object.choice("effect", effect_names);
  ground.presumed = object.flag_if_there("presumed");
  ground.presumed_facts = object.indices("presumptions", policy.facts.size());
  for (const std::uint32_t fact : ground.presumed_facts) {
    if (policy.facts[fact].presence != Presence::presumed) object.fail("reads a presumption of something that is not presumed");
  }
  if (object.has("needs")) ground.needed_facts = read_needed(object, policy);
  ground.silent = object.flag_if_there("silent");
  if (object.has("presumption")) ground.presumption = object.index("presumption", most_grounds);
  if (ground.role == Role::breaks) {
    ground.path = object.text("path");
    ground.expected = object.text("expected");
    if (object.has("lists")) ground.lists = read_lists(object, policy);
  }
  return ground;
}

Loop read_loop(const MetadataObject& object, const Policy& policy) {
  Loop loop;
  loop.list = policy.facts[object.index("list", policy.facts.size())].list;
  if (loop.list == none) object.fail("goes over something that is no list");
  loop.leaves = object.indices("leaves", policy.facts.size());
  for (const std::uint32_t leaf : loop.leaves) {
    if (policy.facts[leaf].in_list != loop.list || policy.facts[leaf].parameter)
      object.fail("reads something that is no member of its list");
  }
  return loop;
}

Code read_code(const MetadataObject& object, const Policy& policy, std::initializer_list<Role> roles) {
  Code code;
  code.leaves = object.indices("leaves", policy.facts.size());
  for (const std::uint32_t leaf : code.leaves) {
    if (policy.facts[leaf].in_list != none) object.fail("reads a member of a list as if it were of no list");
    if (policy.facts[leaf].parameter) object.fail("rests on a parameter");
  }
  for (const MetadataObject& loop : object.objects("loops")) code.loops.push_back(read_loop(loop, policy));
  for (const MetadataObject& ground : object.objects("grounds")) {
    code.grounds.push_back(read_ground(ground, policy));
    if (std::find(roles.begin(), roles.end(), code.grounds.back().role) == roles.end()) ground.fail("has a role that does not belong here");
  }
  for (const Ground& ground : code.grounds) {
    if (ground.presumption != none &&
        (ground.presumption >= code.grounds.size() || code.grounds[ground.presumption].role != Role::presumption))
      object.fail("has a presumption that is none");
  }
  return code;
}

Step read_step(const MetadataObject& object, const Policy& policy) {
  Step step{};
  step.number = object.index("number", policy.numbers.size());
  step.effect = object.choice("effect", step_effect_names);
  step.reason = object.choice("reason", effect_names);
  step.has_limit = object.flag("limit");
  step.of_items = object.flag_if_there("of_items");
  step.silent = object.flag_if_there("silent");
  step.opens_silently = step.silent && step.effect == step_effect_benefit;
  return step;
}

// `list`: where the element lies of which a text is a member; none where it is no row.
DeclaredOutput read_shown(const MetadataObject& object, const Policy& policy, std::uint32_t list) {
  static constexpr const char* types[] = {"truth", "enum", "number", "date", "set", "text"};
  static constexpr ValueType values[] = {ValueType::truth, ValueType::enumeration, ValueType::number,
                                         ValueType::date,  ValueType::set,         ValueType::text};
  DeclaredOutput output;
  output.name = object.text("name");
  output.json = output.name.empty() ? "" : quoted_json(output.name) + ":";
  output.type = values[object.choice("type", types)];
  if (output.type == ValueType::number) {
    output.decimals = static_cast<int>(object.number("decimals", 0, 18));
    output.is_money = static_cast<Measure>(object.choice("what", measure_names)) == Measure::money;
  } else if (output.type == ValueType::enumeration || output.type == ValueType::set) {
    output.enum_id = object.index("enum", policy.enums.size());
    const NameTable& cases = policy.enums[output.enum_id].cases;
    if (cases.size() == 0 || cases.size() > most_output_cases) object.fail("has an enum of the wrong size");
    for (std::uint32_t k = 0; k < cases.size(); ++k) output.cases_json.push_back(quoted_json(cases[k]));
  } else if (output.type == ValueType::text) {
    output.text = object.index("fact", policy.facts.size());
    const Fact& fact = policy.facts[output.text];
    const bool fits =
        fact.kind == FactKind::leaf && !fact.parameter && fact.type == ValueType::text && (fact.in_list == none || fact.in_list == list);
    if (!fits) object.fail("is a text that is not there");
  }
  return output;
}

DeclaredOutput read_output(const MetadataObject& object, const Policy& policy, std::vector<RowArea>& areas) {
  DeclaredOutput output;
  if (object.text("type") != "list") {
    output = read_shown(object, policy, none);
  } else {
    output.name = object.text("name");
    output.json = quoted_json(output.name) + ":";
    output.is_list = true;
    output.first_area = static_cast<std::uint32_t>(areas.size());
    for (const MetadataObject& rows : object.objects("rows")) {
      const std::uint32_t fact = rows.index_or_none("list", policy.facts.size());
      const std::uint32_t list = fact == none ? none : policy.facts[fact].list;
      if (fact != none && list == none) rows.fail("has rows of something that is no list");
      std::vector<DeclaredOutput>& fields = output.rows.emplace_back();
      for (const MetadataObject& field : rows.objects("fields")) {
        fields.push_back(read_shown(field, policy, list));
        fields.back().at = static_cast<std::uint32_t>(3 * fields.size()) - 2;
      }
      const bool sorted = rows.flag_if_there("sorted");
      areas.push_back({list, static_cast<std::uint32_t>(1 + 3 * (fields.size() + (sorted ? 1 : 0))), sorted});
    }
    if (output.rows.empty()) object.fail("is a list of nothing");
  }
  output.is_outcome = object.flag("outcome");
  return output;
}

// A fact that a question points at: a leaf of this type, in this block.
void check_pointer(const MetadataObject& object, const Policy& policy, std::uint32_t pointer, std::uint32_t root, ValueType type) {
  if (pointer == none) return;
  const Fact& fact = policy.facts[pointer];
  if (fact.kind != FactKind::leaf || fact.type != type || fact.parent != root) object.fail("points at the wrong fact");
}

void read_pointers(const MetadataObject& object, const Policy& policy, Question& question) {
  const std::size_t count = policy.facts.size();
  question.block = object.index("block", count);
  question.id = object.index("id", count);
  question.lines_fact = object.index_or_none("asked_for", count);
  question.every_line = object.flag_if_there("every_line");
  question.today = object.index_or_none("today", count);
  const Fact& block = policy.facts[question.block];
  if (block.parent != none || block.kind != FactKind::group || question.block == policy.certificate)
    object.fail("points at the wrong fact");
  check_pointer(object, policy, question.id, question.block, ValueType::text);
  check_pointer(object, policy, question.lines_fact, question.block, ValueType::set);
  if (question.lines_fact != none && policy.facts[question.lines_fact].enum_id != policy.benefits)
    object.fail("has lines that are not benefits");
  if (question.today == none) return;
  const Fact& today = policy.facts[question.today];
  if (today.kind != FactKind::leaf || today.type != ValueType::date || today.in_list != none)
    object.fail("points at a `today` that is not a date");
}

// Keys of the certificate and of the question's own block.
void find_keys(const Policy& policy, Question& question) {
  for (std::uint32_t k = 0; k < policy.facts.size(); ++k) {
    const Fact& fact = policy.facts[k];
    if (fact.kind != FactKind::leaf || fact.presence != Presence::key || fact.in_list != none) continue;
    std::uint32_t root = k;
    while (policy.facts[root].parent != none) root = policy.facts[root].parent;
    if (root == policy.certificate || root == question.block) question.keys.push_back(k);
  }
}

}  // namespace

Line read_line(const MetadataObject& object, const Policy& policy) {
  Line line{};
  line.benefit = object.index("benefit", policy.benefit_names.size());
  line.number = object.index("number", policy.numbers.size());
  line.code = read_code(object, policy,
                        {Role::declines, Role::pends, Role::refers, Role::drops, Role::decides, Role::declassifies, Role::presumption});
  for (const MetadataObject& step : object.objects("steps")) line.steps.push_back(read_step(step, policy));
  if (line.steps.empty()) object.fail("has no steps");
  return line;
}

Question read_question(const MetadataObject& object, const Policy& policy) {
  Question question;
  question.name = object.text("name");
  read_pointers(object, policy, question);
  find_keys(policy, question);
  question.answer = read_code(object, policy, {Role::refers, Role::decides, Role::breaks, Role::declassifies, Role::presumption});
  for (const MetadataObject& output : object.objects("outputs")) question.outputs.push_back(read_output(output, policy, question.areas));
  for (const Ground& ground : question.answer.grounds) {
    if (ground.output != none && ground.output >= question.outputs.size()) object.fail("lifts a label for an output that is not there");
  }
  question.has_answer = !question.outputs.empty() || !question.answer.grounds.empty();
  question.reverses = object.index_or_none("reverses", policy.benefit_names.size());
  question.reverses_number = object.index_or_none("reverses_number", policy.numbers.size());
  if (question.reverses != none && (question.reverses_number == none || question.has_lines()))
    object.fail("takes payments back without a number, or has lines as well");
  return question;
}

}  // namespace polrt
