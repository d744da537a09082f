// Binding the parameters of a wording: what is read, its canonical text and the hash of it.
#include <sodium/crypto_hash_sha256.h>

#include <cstring>

#include "date.h"
#include "decimal.h"
#include "policy.h"
#include "readers/reader.h"
#include "writers/output.h"

namespace polrt {

namespace {

std::string hash_of(const std::string& text) {
  std::uint8_t digest[crypto_hash_sha256_BYTES];
  crypto_hash_sha256(digest, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  std::string hex;
  for (const std::uint8_t byte : digest) {
    hex += "0123456789abcdef"[byte >> 4];
    hex += "0123456789abcdef"[byte & 15];
  }
  return hex;
}

// The values as JSON: parameters in the order of declaration, rows by rising keys, numbers in the fewest characters, rows that are not
// there left out.
class Canonical {
 public:
  Canonical(const Policy& policy, const Bound& bound) : policy_(policy), bound_(bound) {}

  std::string write() {
    const auto* const words = bound_.words.data();
    block(policy_.facts[policy_.parameter_root], words, policy_.parameters_layout.plane_words, true);
    return std::move(json_);
  }

 private:
  void block(const Fact& holder, const std::uint64_t* words, std::uint32_t plane_words, bool with_none) {
    bool first = true;
    json_ += '{';
    for (const std::uint32_t k : policy_.blocks[holder.block].members) {
      const Fact& fact = policy_.facts[k];
      const bool is_there = has_bit(words + plane_words, fact.bit);
      if (!is_there && !with_none) continue;
      json_ += (first ? "" : ",") + quoted_json(fact.name) + ":";
      first = false;
      if (!is_there)
        json_ += "null";
      else if (fact.kind == FactKind::leaf)
        leaf(fact, words);
      else if (fact.rows != none)
        rows(fact);
      else
        block(fact, words, plane_words, false);
    }
    json_ += '}';
  }

  // `{"hubei":{"2022":50000}}`
  void rows(const Fact& parameter) {
    const Fact& list = policy_.facts[parameter.rows];
    const std::vector<std::uint32_t>& members = policy_.blocks[list.block].members;
    const std::vector<std::uint64_t>& elements = bound_.elements[list.list];
    const std::size_t words = policy_.lists[list.list].element.size / 8, keys = members.size() - 1;
    std::vector<std::string> open;
    json_ += '{';
    for (std::size_t at = 0; at < elements.size(); at += words) {
      std::vector<std::string> path;
      for (std::size_t k = 0; k < keys; ++k) path.push_back(key_text(policy_.facts[members[k]], elements.data() + at));
      std::size_t same = 0;
      while (same + 1 < open.size() && open[same] == path[same]) ++same;
      if (!open.empty()) json_ += std::string(open.size() - 1 - same, '}') + ",";
      for (std::size_t k = same; k < keys; ++k) json_ += path[k] + (k + 1 < keys ? ":{" : ":");
      leaf(policy_.facts[members.back()], elements.data() + at);
      open = std::move(path);
    }
    if (!open.empty()) json_ += std::string(open.size() - 1, '}');
    json_ += '}';
  }

  std::string key_text(const Fact& key, const std::uint64_t* words) {
    std::string before = std::move(json_);
    json_.clear();
    leaf(key, words);
    std::string text = std::move(json_);
    json_ = std::move(before);
    return text.front() == '"' ? text : "\"" + text + "\"";
  }

  template <class T>
  static T load(const Fact& fact, const std::uint64_t* words) {
    T value{};
    std::memcpy(&value, reinterpret_cast<const std::byte*>(words) + fact.offset, sizeof value);
    return value;
  }

  void leaf(const Fact& fact, const std::uint64_t* words) {
    char text[most_date_bytes > most_number_bytes ? most_date_bytes : most_number_bytes];
    switch (fact.type) {
      case ValueType::truth: json_ += load<std::uint8_t>(fact, words) != 0 ? "true" : "false"; return;
      case ValueType::enumeration: json_ += quoted_json(policy_.enums[fact.enum_id].cases[load<std::uint16_t>(fact, words)]); return;
      case ValueType::date: json_ += '"' + std::string(text, print_date(load<std::int32_t>(fact, words), text)) + '"'; return;
      case ValueType::number: json_.append(text, print_shortest(load<std::int64_t>(fact, words), fact.decimals, text)); return;
      case ValueType::set:
      case ValueType::text: break;  // no parameter is one
    }
    json_ += "null";
  }

  const Policy& policy_;
  const Bound& bound_;
  std::string json_;
};

std::string sentence_of(const std::vector<Problem>& problems) {
  std::string sentence;
  for (const Problem& problem : problems) {
    if (!sentence.empty()) sentence += '\n';
    sentence += problem.path.empty() ? "the parameters: " : "parameter `" + problem.path + "`: ";
    const bool is_sentence = problem.expected.starts_with("the wording");
    sentence += (is_sentence ? "" : "expected ") + problem.expected + (problem.shows_got ? ", got " + problem.got : "");
  }
  return sentence;
}

// The lists stand in the struct by their places in memory, which are final only now.
void place_lists(const Policy& policy, Bound& bound) {
  for (std::size_t k = 0; k < policy.lists.size(); ++k) {
    const Fact& fact = policy.facts[policy.lists[k].fact];
    if (!fact.parameter || bound.elements[k].empty()) continue;
    const polrt_list given{reinterpret_cast<const std::uint8_t*>(bound.elements[k].data()),
                           bound.elements[k].size() * 8 / policy.lists[k].element.size};
    std::memcpy(reinterpret_cast<std::byte*>(bound.words.data()) + fact.offset, &given, sizeof given);
  }
}

}  // namespace

bool bind(Policy& policy, std::string_view json, std::string& sentence) {
  Bound bound;
  Reader reader(policy);
  reader.read_parameters(json, bound);
  sentence = sentence_of(reader.problems());
  if (!sentence.empty()) return false;
  if (policy.parameters.empty()) return true;
  place_lists(policy, bound);
  bound.json = Canonical(policy, bound).write();
  bound.hash = hash_of(bound.json);
  policy.bound = std::move(bound);
  policy.tail_json = "\"params_hash\":" + quoted_json(policy.bound.hash) + "," + policy.policy_json;
  return true;
}

}  // namespace polrt

polrt_status polrt_policy_bind(polrt_policy* policy, const char* json, size_t size, polrt_error* error) {
  polrt::say(error, "");
  if (policy == nullptr || (json == nullptr && size > 0)) {
    polrt::say(error, "A policy and a JSON object are needed.");
    return POLRT_BAD_ARGUMENT;
  }
  return polrt::guarded(error, [&] {
    std::string sentence;
    const bool good = polrt::bind(policy->policy, {json, size}, sentence);
    polrt::say(error, sentence);
    return good ? POLRT_OK : POLRT_BAD_PARAMETERS;
  });
}

size_t polrt_policy_parameter_count(const polrt_policy* policy) { return policy == nullptr ? 0 : policy->policy.parameters.size(); }

const char* polrt_policy_parameter_name(const polrt_policy* policy, size_t parameter) {
  if (parameter >= polrt_policy_parameter_count(policy)) return nullptr;
  return policy->policy.facts[policy->policy.parameters[parameter].fact].name.c_str();
}

const char* polrt_policy_parameters_hash(const polrt_policy* policy) { return policy == nullptr ? "" : policy->policy.bound.hash.c_str(); }

size_t polrt_write_parameters(const polrt_policy* policy, char* buffer, size_t capacity) {
  if (policy == nullptr) return 0;
  const std::string& json = policy->policy.bound.json;
  if (json.size() <= capacity && !json.empty()) std::memcpy(buffer, json.data(), json.size());
  return json.size();
}
