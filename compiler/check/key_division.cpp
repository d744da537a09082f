#include "check/key_division.h"

#include <algorithm>
#include <set>

#include "check/words.h"

namespace pol::check {

namespace {

constexpr std::size_t most_parts = 5'000;

// The values of a key for which the same rows hold.
struct Part {
  std::vector<std::size_t> rows;
  KeyPiece values;
  std::int64_t one;  // of the values
};

class Division {
 public:
  Division(Wording& wording, const ast::Name& table, const std::vector<DownKey>& keys, const std::vector<KeyedRow>& rows)
      : wording_(wording), table_(table), keys_(keys), rows_(rows) {}

  std::shared_ptr<const KeyNode> run() {
    std::vector<std::size_t> all;
    for (std::size_t i = 0; i < rows_.size(); ++i) all.push_back(i);
    std::shared_ptr<const KeyNode> node = divide(0, all);
    return good_ ? node : nullptr;
  }

 private:
  std::shared_ptr<const KeyNode> divide(std::size_t key, const std::vector<std::size_t>& rows) {
    auto node = std::make_shared<KeyNode>();
    for (Part& part : has_cases(keys_[key].type.type) ? parts_of_cases(key, rows) : parts_of_numbers(key, rows)) {
      if (!good_ || !count_part()) break;
      values_.push_back(part.one);
      if (part.rows.empty())
        missing();
      else if (key + 1 < keys_.size())
        part.values.rest = divide(key + 1, part.rows);
      else if (part.rows.size() > 1)
        overlap(part.rows);
      else
        part.values.row = part.rows.front();
      values_.pop_back();
      node->pieces.push_back(std::move(part.values));
    }
    return node;
  }

  std::vector<Part> parts_of_cases(std::size_t key, const std::vector<std::size_t>& rows) const {
    const std::size_t count = rows_.front().keys[key].cases.size();
    std::vector<Part> parts;
    for (std::size_t at = 0; at < count; ++at) {
      std::vector<std::size_t> here;
      for (const std::size_t row : rows) {
        if (rows_[row].keys[key].cases[at]) here.push_back(row);
      }
      auto place = std::find_if(parts.begin(), parts.end(), [&](const Part& part) { return part.rows == here; });
      if (place == parts.end()) place = parts.insert(place, {here, {std::vector<bool>(count), {}, {}, {}}, static_cast<std::int64_t>(at)});
      place->values.cases[at] = true;
    }
    return parts;
  }

  std::vector<Part> parts_of_numbers(std::size_t key, const std::vector<std::size_t>& rows) const {
    const model::Range all = keys_[key].type.range;
    std::set<std::int64_t> starts{all.from};
    for (const std::size_t row : rows) {
      const model::Range range = rows_[row].keys[key].range;
      starts.insert(std::max(range.from, all.from));
      if (range.to < all.to) starts.insert(range.to + 1);
    }
    std::vector<Part> parts;
    for (const std::int64_t start : starts) {
      std::vector<std::size_t> here;
      for (const std::size_t row : rows) {
        const model::Range range = rows_[row].keys[key].range;
        if (range.from <= start && start <= range.to) here.push_back(row);
      }
      if (!parts.empty() && parts.back().rows == here) continue;
      parts.push_back({here, {{}, start, {}, {}}, start});
    }
    return parts;
  }

  bool count_part() {
    if (++parts_ <= most_parts) return true;
    wording_.report(Message::table_too_large, table_.span, {table_.text});
    good_ = false;
    return false;
  }

  std::string witness() const {
    std::vector<std::string> words;
    for (std::size_t i = 0; i < values_.size(); ++i) {
      const model::Type& type = keys_[i].type.type;
      const std::string value =
          has_cases(type) ? cases_of_key(wording_.policy, type).at(static_cast<std::size_t>(values_[i])) : value_in_words(type, values_[i]);
      words.push_back("`" + keys_[i].name + "` " + value);
    }
    return listed(words);
  }

  void missing() {
    wording_.report(Message::rows_missing, table_.span, {table_.text, witness()});
    good_ = false;
  }

  void overlap(const std::vector<std::size_t>& rows) {
    wording_.report(Message::rows_overlap, rows_[rows[1]].span, {witness()}).label(rows_[rows[0]].span, "the other one");
    good_ = false;
  }

  Wording& wording_;
  const ast::Name& table_;
  const std::vector<DownKey>& keys_;
  const std::vector<KeyedRow>& rows_;
  std::vector<std::int64_t> values_;  // of the keys on the way here
  std::size_t parts_ = 0;
  bool good_ = true;
};

}  // namespace

bool has_cases(const model::Type& type) { return type.kind == model::Kind::enumeration || type.kind == model::Kind::boolean; }

std::vector<std::string> cases_of_key(const model::Policy& policy, const model::Type& type) {
  if (type.kind == model::Kind::boolean) return {"no", "yes"};
  return policy.enums.at(type.enum_id).cases;
}

std::shared_ptr<const KeyNode> divide(Wording& wording, const ast::Name& table, const std::vector<DownKey>& keys,
                                      const std::vector<KeyedRow>& rows) {
  return Division(wording, table, keys, rows).run();
}

}  // namespace pol::check
