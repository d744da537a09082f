// The metadata of an artifact: everything about a policy that is not code. docs/decisions/0001 describes the members; the runtime checks
// them all.
#include <stdexcept>
#include <string_view>

#include <nlohmann/json.hpp>

#include "lower/layout.h"
#include "lower/lower.h"
#include "polrt/abi.h"

namespace pol::lower {

namespace {

using Json = nlohmann::ordered_json;

// An index, or -1 where there is nothing.
std::int64_t index_of(std::uint32_t id) { return id == model::none ? -1 : std::int64_t{id}; }

std::string_view name_of(model::ClauseKind kind) {
  switch (kind) {
    case model::ClauseKind::term: return "term";
    case model::ClauseKind::benefit: return "benefit";
    case model::ClauseKind::condition: return "condition";
    case model::ClauseKind::exclusion: return "exclusion";
    case model::ClauseKind::limit: return "limit";
    case model::ClauseKind::table: return "table";
  }
  throw std::logic_error("no such kind of clause");
}

std::string_view name_of(model::FactKind kind) {
  switch (kind) {
    case model::FactKind::leaf: return "leaf";
    case model::FactKind::record: return "record";
    case model::FactKind::group: return "group";
  }
  throw std::logic_error("no such kind of fact");
}

std::string_view name_of(model::Presence presence) {
  switch (presence) {
    case model::Presence::key: return "key";
    case model::Presence::required: return "required";
    case model::Presence::presumed: return "presumed";
    case model::Presence::optional: return "optional";
  }
  throw std::logic_error("no such presence");
}

std::string_view name_of(ir::Storage storage) {
  switch (storage) {
    case ir::Storage::truth: return "truth";
    case ir::Storage::ordinal: return "enum";
    case ir::Storage::date: return "date";
    case ir::Storage::number: return "number";
    case ir::Storage::set: return "set";
    case ir::Storage::text: return "text";
    case ir::Storage::nothing: break;
  }
  throw std::logic_error("a group has no value to describe");
}

// What a number measures.
std::string_view measure_of(model::Kind kind) {
  switch (kind) {
    case model::Kind::money: return "money";
    case model::Kind::percent: return "percent";
    case model::Kind::decimal: return "decimal";
    case model::Kind::integer: return "integer";
    case model::Kind::days: return "days";
    case model::Kind::months: return "months";
    case model::Kind::boolean:
    case model::Kind::enumeration:
    case model::Kind::set:
    case model::Kind::date:
    case model::Kind::text: break;
  }
  throw std::logic_error("not a number");
}

Json describe_policy(const model::Policy& policy, const std::string& hash, const std::string& build) {
  return {{"name", policy.name}, {"edition", policy.edition},   {"hash", hash},
          {"build", build},      {"currency", policy.currency}, {"decimals", policy.decimals}};
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

// The members that only a leaf has.
void describe_leaf(const model::Fact& fact, const ir::Slot& slot, Json& made) {
  made["type"] = name_of(slot.storage);
  switch (slot.storage) {
    case ir::Storage::ordinal:
    case ir::Storage::set: made["enum"] = fact.type.enum_id; break;
    case ir::Storage::number:
      made["decimals"] = fact.type.decimals;
      made["what"] = measure_of(fact.type.kind);
      [[fallthrough]];
    case ir::Storage::date:
      made["from"] = fact.range.from;
      made["to"] = fact.range.to;
      break;
    case ir::Storage::truth:
    case ir::Storage::text: break;
    case ir::Storage::nothing: throw std::logic_error("a leaf without a place in the record: " + fact.path);
  }
  if (fact.presence == model::Presence::presumed) made["presumed"] = fact.presumed;
  made["offset"] = slot.offset;
}

Json describe_facts(const model::Policy& policy, const ir::Program& program) {
  Json facts = Json::array();
  for (std::size_t k = 0; k < policy.facts.size(); ++k) {
    const model::Fact& fact = policy.facts[k];
    Json made = {{"name", fact.name},
                 {"path", fact.path},
                 {"kind", name_of(fact.kind)},
                 {"presence", name_of(fact.presence)},
                 {"parent", index_of(fact.parent)}};
    if (fact.personal) made["personal"] = true;
    if (fact.kind == model::FactKind::leaf) describe_leaf(fact, program.slots.at(k), made);
    facts.push_back(std::move(made));
  }
  return facts;
}

Json describe_line(const model::Line& line, const ir::Line& lowered) {
  Json grounds = Json::array();
  for (const model::Ground& ground : line.grounds) {
    grounds.push_back({{"number", ground.number}, {"effect", model::name_of(ground.effect)}, {"role", model::name_of(ground.role)}});
  }
  Json steps = Json::array();
  for (const model::Step& step : line.steps) {
    steps.push_back({{"number", step.number},
                     {"effect", model::name_of(step.effect)},
                     {"reason", model::name_of(step.reason)},
                     {"limit", step.limit.has_value()}});
  }
  return {{"benefit", line.benefit},
          {"number", line.number},
          {"leaves", lowered.leaves},
          {"grounds", std::move(grounds)},
          {"steps", std::move(steps)}};
}

Json describe_lines(const model::Policy& policy, const ir::Program& program) {
  Json lines = Json::array();
  for (std::size_t k = 0; k < policy.lines.size(); ++k) lines.push_back(describe_line(policy.lines[k], program.lines.at(k)));
  return lines;
}

Json describe_question(const model::Policy& policy, const model::Question& question, const ir::Program& program) {
  return {{"name", question.name},
          {"record_size", program.record_size},
          {"plane_words", program.plane_words},
          {"certificate", index_of(policy.certificate)},
          {"certificate_id", index_of(policy.certificate_id)},
          {"block", index_of(question.block)},
          {"id", index_of(question.id)},
          {"asked_for", index_of(question.lines)},
          {"today", index_of(question.today)},
          {"facts", describe_facts(policy, program)},
          {"lines", describe_lines(policy, program)}};
}

}  // namespace

std::string describe(const model::Policy& policy, const ir::Program& program, const std::string& hash, const std::string& build) {
  Json questions = Json::array();
  for (const model::Question& question : policy.questions) questions.push_back(describe_question(policy, question, program));
  const Json metadata = {{"abi", POLRT_ABI_VERSION},
                         {"policy", describe_policy(policy, hash, build)},
                         {"enums", describe_enums(policy)},
                         {"numbers", policy.numbers},
                         {"clauses", describe_clauses(policy)},
                         {"benefits", index_of(policy.benefits)},
                         {"questions", std::move(questions)}};
  return metadata.dump();
}

}  // namespace pol::lower
