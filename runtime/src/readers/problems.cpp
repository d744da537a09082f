// What is wrong with a record, in the words of those who wrote it.
#include <algorithm>

#include "../date.h"
#include "../decimal.h"
#include "reader.h"

namespace polrt {

namespace {

constexpr std::size_t most_problems = 20;  // of one record: more help nobody
constexpr std::size_t most_characters = 60;
constexpr std::uint32_t most_names = 20;

std::string name_list(const NameTable& names) {
  std::string list;
  const std::uint32_t shown = std::min(names.size(), most_names);
  for (std::uint32_t k = 0; k < shown; ++k) list += (k == 0 ? "" : ", ") + names[k];
  if (shown < names.size()) list += " or " + std::to_string(names.size() - shown) + " more";
  return list;
}

char small(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; }

// How many letters have to be changed, left out or put in; small and capital ones are the same.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (small(a[i - 1]) == small(b[j - 1]) ? 0 : 1)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

std::string no_field_but(const NameTable& names, std::string_view key) {
  return names.size() == 0 ? "no fields" : "no field but " + name_list(names) + did_you_mean(key, names);
}

std::string number_text(std::int64_t scaled, int decimals) {
  char text[most_number_bytes];
  return {text, print_shortest(scaled, decimals, text)};
}

std::string date_text(std::int64_t days) {
  char text[most_date_bytes];
  return {text, print_date(static_cast<std::int32_t>(days), text)};
}

std::string expected_number(const Policy& policy, const Fact& fact) {
  std::string text;
  switch (fact.measure) {
    case Measure::money: text = "an amount in " + (fact.currency.empty() ? policy.currency : fact.currency); break;
    case Measure::percent: text = "a percentage, like 12.5 for 12.5 %,"; break;
    case Measure::decimal: text = "a number"; break;
    case Measure::integer: text = "a whole number"; break;
    case Measure::days: text = "a whole number of days"; break;
    case Measure::months: text = "a whole number of months"; break;
  }
  if (fact.decimals > 0)
    text += " with at most " + std::to_string(fact.decimals) + (fact.decimals == 1 ? " decimal" : " decimals");
  else if (fact.measure == Measure::money || fact.measure == Measure::percent || fact.measure == Measure::decimal)
    text += " with no decimals";
  return text + ", " + number_text(fact.from, fact.decimals) + " to " + number_text(fact.to, fact.decimals);
}

std::string expected_value(const Policy& policy, const Fact& fact, Fault fault) {
  switch (fact.type) {
    case ValueType::truth: return "yes or no: true or false";
    case ValueType::enumeration: return one_of(policy.enums[fact.enum_id].cases);
    case ValueType::set:
      return (fact.presence == Presence::key ? "a list of at least one of " : "a list of some of ") +
             name_list(policy.enums[fact.enum_id].cases);
    case ValueType::number: return expected_number(policy, fact);
    case ValueType::date:
      return fault == Fault::out_of_range ? "a date from " + date_text(fact.from) + " to " + date_text(fact.to) : "a date like 2011-01-20";
    case ValueType::text: return "a text";
  }
  return {};
}

// The end of the array or object that starts the text, or the end of the text.
std::size_t closing(std::string_view text) {
  std::size_t depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c == '\\')
        ++i;
      else
        quoted = c != '"';
    } else if (c == '"') {
      quoted = true;
    } else if (c == '[' || c == '{') {
      ++depth;
    } else if ((c == ']' || c == '}') && --depth == 0) {
      return i + 1;
    }
  }
  return text.size();
}

}  // namespace

std::uint32_t nearest_name(std::string_view key, const NameTable& names) {
  constexpr std::size_t longest = 100, near_enough = 3;
  std::uint32_t nearest = none;
  std::size_t least = std::min(near_enough, std::max<std::size_t>(1, key.size() / 3)) + 1;
  for (std::uint32_t k = 0; k < names.size() && key.size() <= longest; ++k) {
    const std::size_t found = distance(key, names[k]);
    if (found >= least || found >= key.size()) continue;
    least = found;
    nearest = k;
  }
  return nearest;
}

std::string did_you_mean(std::string_view key, const NameTable& names) {
  const std::uint32_t name = nearest_name(key, names);
  return name == none ? "" : "; did you mean `" + names[name] + "`?";
}

std::string one_of(const NameTable& names) { return "one of " + name_list(names); }

std::string expected_of(const Policy& policy, const Fact& fact, Fault fault) {
  return expected_value(policy, fact, fault) + (fault == Fault::missing ? "; it must be given" : "");
}

std::string shortened(std::string_view text) {
  std::size_t characters = 0;
  std::size_t cut = 0;  // where the last characters give way to dots
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xc0) == 0x80) continue;
    if (characters == most_characters - 3) cut = i;
    if (++characters > most_characters) return std::string(text.substr(0, cut)) + "...";
  }
  return std::string(text);
}

// The raw text of a value, of which the token is the beginning; no more of it than will be shown.
std::string_view Reader::raw_of(std::string_view token) const noexcept {
  if (token.empty() || (token[0] != '[' && token[0] != '{')) return token;
  const std::size_t rest = static_cast<std::size_t>(line_.get() + size_ - token.data());
  const std::string_view text(token.data(), std::min(rest, 4 * (most_characters + 1)));
  return text.substr(0, closing(text));
}

void Reader::complain(std::string_view path, std::string expected) {
  if (problems_.size() < most_problems) problems_.push_back({std::string(path), std::move(expected), "", false});
}

void Reader::complain(const Fact& fact, std::string expected, std::string_view token) {
  if (problems_.size() < most_problems)
    problems_.push_back({path_of(fact), std::move(expected), fact.personal ? "" : shortened(raw_of(token)), !fact.personal});
}

void Reader::complain_value(const Fact& fact, Fault fault, std::string got) {
  if (problems_.size() < most_problems)
    problems_.push_back({path_of(fact), expected_of(policy_, fact, fault), fact.personal ? "" : std::move(got), !fact.personal});
}

void Reader::complain_element(const Fact& list, std::string_view token) {
  if (problems_.size() < most_problems)
    problems_.push_back({block_path(list), object_expected, list.personal ? "" : shortened(raw_of(token)), !list.personal});
}

void Reader::complain_structure(simdjson::error_code error) {
  if (error == simdjson::MEMALLOC) throw std::bad_alloc();
  broken_ = true;
  complain("", error == simdjson::UTF8_ERROR ? "text in UTF-8" : "one well-formed JSON object and nothing else on the line");
}

void Reader::complain_undeclared(std::string_view parent, std::string_view key, const NameTable& names) {
  if (problems_.size() >= most_problems) return;
  if (!parent.empty()) {
    const std::string path = std::string(parent) + ".";
    const std::uint32_t meant = nearest_name(key, names);
    problems_.push_back({path + shortened(key), no_field_but(names, key), "", false, meant == none ? "" : path + names[meant]});
    return;
  }
  std::vector<std::string> declared;
  if (policy_.certificate != none) declared.push_back(policy_.facts[policy_.certificate].name);
  for (const Question& question : policy_.questions) declared.push_back(question.name);
  const NameTable table(declared);
  const std::uint32_t meant = nearest_name(key, table);
  problems_.push_back({shortened(key), no_field_but(table, key), "", false, meant == none ? "" : table[meant]});
}

// With its positions in the lists that are being read.
std::string Reader::path_of(const Fact& fact) const {
  if (fact.in_list == none) return fact.path;
  if (fact.parameter) return row_path_;
  std::string path = fact.path;
  std::size_t at = 0;
  for (std::size_t depth = 0; depth < place_.depth && (at = path.find("[]", at)) != std::string::npos; ++depth)
    path.insert(++at, std::to_string(place_.positions[depth]));
  return path;
}

// Of what holds fields: the element itself, where they are those of a list.
std::string Reader::block_path(const Fact& fact) const {
  if (fact.kind != FactKind::list) return path_of(fact);
  return path_of(fact) + "[" + std::to_string(place_.positions[place_.depth - 1]) + "]";
}

bool Reader::complained_at(std::string_view path) const noexcept {
  return std::any_of(problems_.begin(), problems_.end(),
                     [&](const Problem& problem) { return problem.path == path || (!path.empty() && problem.meant == path); });
}

}  // namespace polrt
