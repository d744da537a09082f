// A record as JSON: which keys stand where. The schema leads: nothing is read that it does not declare, so nesting cannot go deeper than it
// does.
#include <algorithm>
#include <cstring>

#include "reader.h"

namespace polrt {

polrt_status Reader::read(std::string_view line, polrt_input& input) {
  problems_.clear();
  broken_ = false;
  question_ = policy_.questions.data();
  start();
  if (line.size() > POLRT_MAX_RECORD_BYTES) {
    complain("", "a record of at most 16 MiB");
  } else {
    read_whole(line);
  }
  return finish(input);
}

polrt_status Reader::finish(polrt_input& input) {
  take_ids();
  input.question = static_cast<std::uint32_t>(question_ - policy_.questions.data());
  input.certificate = certificate_;
  input.id = id_;
  if (!problems_.empty()) return POLRT_INVALID_RECORD;  // and no record, lest anybody decides on half of one
  link_elements();
  input.record = reinterpret_cast<const std::uint8_t*>(record_.data());
  return POLRT_OK;
}

// The record in which nothing is said.
void Reader::start() {
  std::copy(policy_.record.empty.begin(), policy_.record.empty.end(), record_.begin());
  std::fill(seen_.begin(), seen_.end(), 0);
  place_ = {record_.data(), policy_.record.plane_words, seen_.data(), {}, 0};
  for (std::vector<std::uint64_t>& elements : elements_) elements.clear();
  questions_asked_ = 0;
}

void Reader::read_whole(std::string_view line) {
  Document document;
  if (!open(line, document)) return;
  if (policy_.questions.size() > 1) {
    bool is_sound = true;
    const std::uint32_t question = pick_question(document, is_sound);
    if (is_sound)
      document.rewind();
    else if (!open(line, document))
      return;
    question_ = &policy_.questions[question];
    std::fill(seen_questions_.begin(), seen_questions_.end(), false);
  }
  Object root;
  const simdjson::error_code error = document.get_object().get(root);
  if (error == simdjson::INCORRECT_TYPE) {
    complain("", "one JSON object, like {\"certificate\": {...}, \"" + question_->name + "\": {...}}");
    return;
  }
  if (error != simdjson::SUCCESS) return complain_structure(error);
  read_root(root);
  if (broken_) return;
  if (document.current_location().error() != simdjson::OUT_OF_BOUNDS) complain("", "nothing after the JSON object");
  check_question();
  check_keys();
}

// The first question that is asked, the first of the policy where none is. What must be there depends on it, wherever it stands. What is
// wrong with the line is found, and said, when it is read.
std::uint32_t Reader::pick_question(Document& document, bool& is_sound) {
  Object root;
  is_sound = document.get_object().get(root) == simdjson::SUCCESS;
  if (!is_sound) return 0;
  for (auto item : root) {
    Field field;
    std::string_view key;
    is_sound = std::move(item).get(field) == simdjson::SUCCESS && key_of(field, key);
    if (!is_sound) break;
    for (std::uint32_t question = 0; question < policy_.questions.size(); ++question) {
      if (policy_.questions[question].name == key && token_of(field.value()) != "null") return question;
    }
  }
  broken_ = false;
  problems_.clear();
  return 0;
}

void Reader::read_root(Object& root) {
  for (auto item : root) {
    Field field;
    std::string_view key;
    if (const auto error = std::move(item).get(field); error != simdjson::SUCCESS) return complain_structure(error);
    if (!key_of(field, key)) return;
    read_root_field(key, field.value());
    if (broken_) return;
  }
}

void Reader::read_root_field(std::string_view key, Value& value) {
  if (policy_.certificate != none && key == policy_.facts[policy_.certificate].name) return read_member(policy_.certificate, value);
  if (key == question_->name) {
    if (token_of(value) != "null") ++questions_asked_;
    return read_member(question_->block, value);
  }
  for (std::size_t other = 0; other < policy_.questions.size(); ++other) {
    if (policy_.questions[other].name != key) continue;
    if (seen_questions_[other]) complain(key, "each key only once");
    seen_questions_[other] = true;
    if (token_of(value) != "null") ++questions_asked_;
    return;
  }
  complain_undeclared("", key, {});
}

void Reader::read_block(std::uint32_t k, Object& object) {
  const Block& block = policy_.blocks[policy_.facts[k].block];
  std::uint32_t next = 0;
  for (auto item : object) {
    Field field;
    std::string_view key;
    if (const auto error = std::move(item).get(field); error != simdjson::SUCCESS) return complain_structure(error);
    const std::uint32_t member = member_of(field, block, next, key);
    if (broken_) return;
    if (member == none) {
      complain_undeclared(block_path(policy_.facts[k]), key, block.names);
      continue;
    }
    next = member + 1;
    read_member(block.members[member], field.value());
    if (broken_) return;
  }
}

// Records usually have their keys in the order of the schema: the one that should come next is tried before any other.
std::uint32_t Reader::member_of(Field& field, const Block& block, std::uint32_t next, std::string_view& key) {
  const char* const raw = field.key().raw();
  const auto rest = static_cast<std::size_t>(line_.get() + size_ - raw);
  if (next < block.names.size()) {
    const std::string& name = block.names[next];
    if (name.size() < rest && raw[name.size()] == '"' && std::memcmp(raw, name.data(), name.size()) == 0) return next;
  }
  return key_of(field, key) ? block.names.find(key) : none;
}

// The key without its escapes; few have any.
bool Reader::key_of(Field& field, std::string_view& key) {
  const char* const raw = field.key().raw();
  const char* end = raw;
  while (*end != '"' && *end != '\\') ++end;  // a key that the parser has accepted ends in a quotation mark
  if (*end == '"') {
    key = {raw, static_cast<std::size_t>(end - raw)};
    return true;
  }
  if (field.unescaped_key().get(key) == simdjson::SUCCESS && simdjson::validate_utf8(key.data(), key.size())) return true;
  complain_structure(simdjson::STRING_ERROR);
  return false;
}

void Reader::read_member(std::uint32_t k, Value& value) {
  const Fact& fact = policy_.facts[k];
  if (has_bit(place_.seen, fact.bit)) return complain(fact, "each key only once", token_of(value));
  set_bit(place_.seen, fact.bit);
  if (fact.kind == FactKind::leaf)
    read_leaf(fact, value);
  else if (fact.kind == FactKind::list)
    read_list(k, value);
  else
    read_nested(k, value);
}

void Reader::read_nested(std::uint32_t k, Value& value) {
  const Fact& fact = policy_.facts[k];
  const std::string_view token = token_of(value);
  if (token == "null") return;
  if (token.empty() || token[0] != '{') return complain(fact, object_expected, token);
  Object object;
  if (const auto error = value.get_object().get(object); error != simdjson::SUCCESS) return complain_structure(error);
  give(fact);
  if (fact.rows != none) return read_rows(k, object);
  read_block(k, object);
}

void Reader::check_question() {
  const std::string& block = policy_.facts[question_->block].path;
  if (questions_asked_ == 1) return;
  std::vector<std::string> names;
  for (const Question& question : policy_.questions) {
    if (questions_asked_ == 0 && complained_at(question.name)) return;
    names.push_back(question.name);
  }
  const bool only = names.size() == 1;
  complain(only ? std::string_view(block) : std::string_view(),
           only ? "the question that is asked: " + block : "exactly " + one_of(NameTable(names)));
}

// Keys that are not there. Not those in a record that is not there, nor below what has been complained about already.
void Reader::check_keys() {
  for (const std::uint32_t key : question_->keys) {
    const Fact& fact = policy_.facts[key];
    if (has_bit(seen_.data(), fact.bit)) continue;
    bool wanted = true;
    for (std::uint32_t k = fact.parent; k != none && wanted; k = policy_.facts[k].parent) {
      const Fact& holder = policy_.facts[k];
      const bool stands = holder.kind == FactKind::group && holder.presence != Presence::optional;
      wanted = is_found(holder) || (stands && !complained_at(holder.path) && (k != question_->block || questions_asked_ != 0));
    }
    if (wanted && !complained_at(fact.path)) complain(fact.path, expected_of(policy_, fact, Fault::missing));
  }
}

void Reader::take_ids() {
  const auto text_at = [this](std::uint32_t k) {
    polrt_text text{};
    if (k != none && is_found(policy_.facts[k]))
      std::memcpy(&text, reinterpret_cast<const std::byte*>(record_.data()) + policy_.facts[k].offset, sizeof text);
    return text;
  };
  certificate_ = text_at(policy_.certificate_id);
  id_ = text_at(question_->id);
}

}  // namespace polrt
