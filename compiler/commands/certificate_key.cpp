#include "commands/certificate_key.h"

#include <utility>

namespace pol::commands {

namespace {

using simdjson::ondemand::value;

// Keys are compared as they are meant, whatever their escapes.
bool find(simdjson::ondemand::object& object, const std::string& name, value& found) {
  for (auto item : object) {
    simdjson::ondemand::field field;
    std::string_view key;
    if (std::move(item).get(field) != simdjson::SUCCESS || field.unescaped_key().get(key) != simdjson::SUCCESS) return false;
    if (key != name) continue;
    found = std::move(field.value());
    return true;
  }
  return false;
}

}  // namespace

CertificateKey::CertificateKey(const model::Policy& policy) {
  if (policy.certificate == model::none || policy.certificate_id == model::none) return;
  const model::Fact& id = policy.facts[policy.certificate_id];
  if (id.parent != policy.certificate) return;
  block_ = policy.facts[policy.certificate].name;
  id_ = id.name;
}

std::string_view CertificateKey::of(const char* json, std::size_t size) {
  simdjson::ondemand::document document;
  simdjson::ondemand::object root, certificate;
  value block, id;
  std::string_view text;
  if (id_.empty() || parser_.iterate(json, size, size + padding).get(document) != simdjson::SUCCESS) return {};
  if (document.get_object().get(root) != simdjson::SUCCESS || !find(root, block_, block)) return {};
  if (block.get_object().get(certificate) != simdjson::SUCCESS || !find(certificate, id_, id)) return {};
  return id.get_string().get(text) == simdjson::SUCCESS ? text : std::string_view();
}

}  // namespace pol::commands
