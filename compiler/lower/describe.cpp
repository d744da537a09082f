// The metadata of an artifact: everything about a policy that is not code. docs/decisions/0002 describes the members; the runtime checks
// them all.
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/hash.h"
#include "ir/needed.h"
#include "ir/presumed.h"
#include "lower/describe_facts.h"
#include "lower/lower.h"
#include "polrt/abi.h"

namespace pol::lower {

namespace {

std::string_view name_of(model::ClauseKind kind) {
  switch (kind) {
    case model::ClauseKind::term: return "term";
    case model::ClauseKind::benefit: return "benefit";
    case model::ClauseKind::condition: return "condition";
    case model::ClauseKind::exclusion: return "exclusion";
    case model::ClauseKind::limit: return "limit";
    case model::ClauseKind::table: return "table";
    case model::ClauseKind::output: return "output";
    case model::ClauseKind::answer: return "answer";
    case model::ClauseKind::law: return "law";
    case model::ClauseKind::verdict: return "verdict";
    case model::ClauseKind::presumption: return "presumption";
  }
  throw std::logic_error("no such kind of clause");
}

Json describe_policy(const model::Policy& policy, const ir::Identity& identity) {
  return {{"name", policy.name},     {"edition", policy.edition},   {"schema", identity.schema},  {"hash", identity.policy},
          {"build", identity.build}, {"currency", policy.currency}, {"decimals", policy.decimals}};
}

Json describe_enums(const model::Policy& policy) {
  Json enums = Json::array();
  for (const model::Enum& each : policy.enums) enums.push_back({{"name", each.name}, {"cases", each.cases}});
  return enums;
}

Json describe_clauses(const model::Policy& policy) {
  Json clauses = Json::array();
  for (const model::Clause& clause : policy.clauses) {
    Json titles = Json::object();
    for (const model::Title& title : clause.titles) titles[title.language] = title.text;
    clauses.push_back({{"kind", name_of(clause.kind)}, {"name", clause.name}, {"number", clause.number}, {"titles", std::move(titles)}});
  }
  return clauses;
}

Json describe_loops(const ir::Line& lowered) {
  Json loops = Json::array();
  for (const ir::Loop& loop : lowered.loops) loops.push_back({{"list", loop.list}, {"leaves", loop.leaves}});
  return loops;
}

Json describe_lifted(const model::Policy& policy, const model::Lifted& each) {
  Json made = {{"field", policy.facts.at(each.fact).path}, {"purpose", each.purpose}, {"law", each.law}};
  if (!each.recipient.empty()) made["recipient"] = each.recipient;
  if (!each.period.empty()) made["period"] = each.period;
  return made;
}

// What it lets go stands in the list of all that is lifted; it is no reason, and has no number.
Json describe_lifting(const model::Ground& ground) {
  Json made = {{"role", model::name_of(ground.role)}, {"lifted", ground.lifted}};
  if (ground.output != model::none) made["output"] = ground.output;
  return made;
}

// `presumption`: where among the grounds stands what says of it whether a presumption decided.
Json describe_ground(const model::Ground& ground, const std::vector<std::uint32_t>& presumed, const std::vector<ir::Facts>& needed,
                     std::size_t presumption) {
  if (ground.role == model::Role::declassifies) return describe_lifting(ground);
  Json made = {{"number", ground.number}, {"effect", model::name_of(ground.effect)}, {"role", model::name_of(ground.role)}};
  if (ground.presumed) made["presumed"] = true;
  if (ground.silent) made["silent"] = true;
  if (is_asked_apart(ground)) made["presumption"] = presumption;
  made["presumptions"] = presumed;
  for (const ir::Facts& facts : needed) made["needs"].push_back({{"facts", facts}});
  return made;
}

Json describe_all(const ir::Program& program, const std::vector<model::Ground>& grounds, const ir::Line& lowered) {
  const std::vector<std::vector<std::uint32_t>> presumed = ir::find_presumed(lowered, program.slots);
  const std::vector<std::vector<ir::Facts>> needed = ir::find_needed(lowered, program.slots);
  std::size_t presumption = grounds.size();
  Json all = Json::array();
  for (std::size_t k = 0; k < grounds.size(); ++k) {
    const std::size_t own = is_asked_apart(grounds[k]) ? presumption++ : k;
    const bool is_asked = lowered.grounds.at(own).asks_presumptions && !presumed.at(own).empty();
    all.push_back(is_asked ? describe_ground(grounds[k], presumed.at(own), needed.at(own), own) : describe_ground(grounds[k], {}, {}, own));
  }
  for (std::size_t k = grounds.size(); k < presumption; ++k) all.push_back({{"role", "presumption"}});
  return all;
}

Json describe_line(const ir::Program& program, const model::Line& line, const ir::Line& lowered) {
  Json grounds = describe_all(program, line.grounds, lowered);
  Json steps = Json::array();
  for (const model::Step& step : line.steps) {
    steps.push_back({{"number", step.number},
                     {"effect", model::name_of(step.effect)},
                     {"reason", model::name_of(step.reason)},
                     {"limit", step.limit.has_value()}});
    if (step.silent) steps.back()["silent"] = true;
    if (step.limit && step.limit->of_items) steps.back()["of_items"] = true;
  }
  return {{"benefit", line.benefit},          {"number", line.number},         {"leaves", lowered.leaves},
          {"loops", describe_loops(lowered)}, {"grounds", std::move(grounds)}, {"steps", std::move(steps)}};
}

Json describe_lines(const model::Policy& policy, const ir::Program& program) {
  Json lines = Json::array();
  for (std::size_t k = 0; k < policy.lines.size(); ++k) lines.push_back(describe_line(program, policy.lines[k], program.lines.at(k)));
  return lines;
}

// A ground that makes a record invalid says where, and what was expected.
Json describe_grounds(const model::Policy& policy, const ir::Program& program, const model::Question& question, const ir::Line& lowered) {
  Json grounds = describe_all(program, question.grounds, lowered);
  std::size_t rules = 0;
  for (std::size_t k = 0; k < question.grounds.size(); ++k) {
    if (question.grounds[k].role != model::Role::breaks) continue;
    Json& made = grounds[k];
    const model::Rule& rule = question.rules.at(rules++);
    const model::Fact& block = policy.facts.at(rule.block);
    const bool is_list = block.kind == model::FactKind::list;
    made["path"] = block.path + (is_list ? "[]" : "");
    std::vector<model::FactId> lists;
    for (model::FactId at = is_list ? rule.block : block.list; at != model::none; at = policy.facts.at(at).list)
      lists.insert(lists.begin(), at);
    if (!lists.empty()) made["lists"] = lists;
    made["expected"] = rule.condition;
  }
  return grounds;
}

// Of a text also the fact that it is.
void describe_value(const model::Type& type, const model::ExprPtr& value, Json& made) {
  describe_type(type, made);
  if (type.kind == model::Kind::text) made["fact"] = model::text_of(*value)->fact;
}

Json describe_rows(const model::Output& output, const model::OutputRows& rows) {
  Json fields = Json::array();
  for (std::size_t k = 0; k < output.fields.size(); ++k) {
    Json& made = fields.emplace_back(Json{{"name", output.fields[k].name}});
    describe_value(output.fields[k].type, rows.fields.at(k).value, made);
  }
  Json made = {{"list", index_of(rows.list)}, {"fields", std::move(fields)}};
  if (rows.turn) made["sorted"] = true;
  return made;
}

Json describe_output(const model::Output& output) {
  Json made = {{"name", output.name}, {"outcome", output.kind == model::OutputKind::outcome}};
  if (output.fields.empty()) {
    describe_value(output.value->type, output.value, made);
    return made;
  }
  made["type"] = "list";
  Json& rows = made["rows"] = Json::array();
  for (const model::OutputRows& each : output.rows) rows.push_back(describe_rows(output, each));
  return made;
}

Json describe_question(const model::Policy& policy, const ir::Program& program, const model::Question& question, const ir::Line& lowered) {
  Json outputs = Json::array();
  for (const model::Output& output : question.outputs) outputs.push_back(describe_output(output));
  Json made = {{"name", question.name},
               {"block", index_of(question.block)},
               {"id", index_of(question.id)},
               {"asked_for", index_of(question.lines)},
               {"today", index_of(question.today)},
               {"leaves", lowered.leaves},
               {"loops", describe_loops(lowered)},
               {"grounds", describe_grounds(policy, program, question, lowered)},
               {"outputs", std::move(outputs)},
               {"reverses", index_of(question.reverses)},
               {"reverses_number", index_of(question.reverses_number)}};
  if (question.every_line) made["every_line"] = true;
  return made;
}

Json describe_parameters(const model::Policy& policy, const ir::Program& program) {
  Json each = Json::array();
  for (const model::Parameter& parameter : policy.parameters) {
    Json made = {
        {"fact", parameter.fact}, {"keys", parameter.has_keys}, {"no_overlaps", parameter.no_overlaps}, {"adds_up", parameter.adds_up}};
    if (parameter.not_none_with != model::none) {
      made["not_none_with"] = parameter.not_none_with;
      made["not_none_case"] = parameter.not_none_case;
    }
    each.push_back(std::move(made));
  }
  return {{"root", index_of(policy.parameter_root)},
          {"size", program.parameters_size},
          {"words", program.parameter_words},
          {"each", std::move(each)}};
}

}  // namespace

std::string schema_hash(const model::Policy& policy, const ir::Program& program) {
  Json questions = Json::array();
  for (const model::Question& question : policy.questions)
    questions.push_back({question.name, index_of(question.block), index_of(question.id), index_of(question.lines)});
  const Json schema = {{"abi", POLRT_ABI_VERSION},
                       {"policy", policy.name},
                       {"currency", policy.currency},
                       {"decimals", policy.decimals},
                       {"enums", describe_enums(policy)},
                       {"benefits", index_of(policy.benefits)},
                       {"record_size", program.record_size},
                       {"plane_words", program.plane_words},
                       {"facts", describe_facts(policy, program)},
                       {"certificate", index_of(policy.certificate)},
                       {"certificate_id", index_of(policy.certificate_id)},
                       {"questions", std::move(questions)}};
  return sha256_hex(schema.dump());
}

std::string describe(const model::Policy& policy, const ir::Program& program) {
  Json questions = Json::array();
  for (std::size_t k = 0; k < policy.questions.size(); ++k)
    questions.push_back(describe_question(policy, program, policy.questions[k], program.questions.at(k)));
  Json metadata = {{"abi", POLRT_ABI_VERSION},
                   {"policy", describe_policy(policy, program.identity)},
                   {"enums", describe_enums(policy)},
                   {"numbers", policy.numbers},
                   {"clauses", describe_clauses(policy)},
                   {"benefits", index_of(policy.benefits)},
                   {"record_size", program.record_size},
                   {"plane_words", program.plane_words},
                   {"facts", describe_facts(policy, program)},
                   {"certificate", index_of(policy.certificate)},
                   {"certificate_id", index_of(policy.certificate_id)},
                   {"lines", describe_lines(policy, program)},
                   {"questions", std::move(questions)}};
  for (const model::Lifted& each : policy.lifted) metadata["lifted"].push_back(describe_lifted(policy, each));
  if (policy.parameter_root != model::none) metadata["parameters"] = describe_parameters(policy, program);
  return metadata.dump();
}

}  // namespace pol::lower
