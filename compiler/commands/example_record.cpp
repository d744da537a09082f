#include "commands/example_record.h"

#include <map>
#include <vector>

namespace pol::commands {

namespace {

// A block of the record while it is put together: members in the order of the schema.
struct Block {
  std::map<model::FactId, Block> blocks;
  std::map<model::FactId, std::string> values;
};

void place(const model::Policy& policy, Block& root, model::FactId fact, const std::string& json) {
  std::vector<model::FactId> chain;
  for (model::FactId at = policy.facts[fact].parent; at != model::none; at = policy.facts[at].parent) chain.push_back(at);
  Block* block = &root;
  for (auto at = chain.rbegin(); at != chain.rend(); ++at) block = &block->blocks[*at];
  const model::FactKind kind = policy.facts[fact].kind;
  if (kind == model::FactKind::leaf || kind == model::FactKind::list || json == "null")
    block->values[fact] = json;
  else
    block->blocks[fact];
}

std::string print(const model::Policy& policy, const Block& block) {
  std::string json = "{";
  const auto member = [&](model::FactId fact, const std::string& text) {
    json += (json.size() > 1 ? ",\"" : "\"") + policy.facts[fact].name + "\":" + text;
  };
  for (const auto& [fact, value] : block.values) member(fact, value);
  for (const auto& [fact, inner] : block.blocks) member(fact, print(policy, inner));
  return json + "}";
}

}  // namespace

std::string record_of(const model::Policy& policy, const model::ExampleStep& step) {
  Block root;
  root.blocks[policy.questions[step.question].block];
  for (const auto& setting : step.settings) {
    if (setting.kind == model::SettingKind::value) place(policy, root, setting.fact, setting.json);
    if (setting.kind == model::SettingKind::unknown) place(policy, root, setting.fact, "null");
  }
  return print(policy, root);
}

}  // namespace pol::commands
