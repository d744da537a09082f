// Rows of CSV as the JSON text of the same records, so that every rule about records exists once, in the readers of JSON. A column is a
// path; what stands in a cell is written as its fact is written in JSON: a text, a date or a case in quotation marks, yes and no and
// numbers as they stand. What the fact cannot be is handed on as a text, for the reader to refuse by name.
#include <fmt/format.h>

#include <unordered_map>
#include <vector>

#include "commands/claim_source.h"
#include "commands/csv_rows.h"

namespace pol::commands {

namespace {

constexpr std::size_t deepest = 64;  // dots of a name; no record is nested as deep

void append_text(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\')
      (out += '\\') += c;
    else if (static_cast<unsigned char>(c) < 0x20)
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
    else
      out += c;
  }
  out += '"';
}

enum class Writing { text, truth, number, structure };

Writing writing_of(const model::Fact& fact) {
  if (fact.kind != model::FactKind::leaf) return Writing::structure;
  switch (fact.type.kind) {
    case model::Kind::set: return Writing::structure;
    case model::Kind::boolean: return Writing::truth;
    case model::Kind::enumeration:
    case model::Kind::date:
    case model::Kind::text: return Writing::text;
    default: return Writing::number;
  }
}

// As JSON spells numbers: -12.50, 6e7.
bool is_number(std::string_view text) {
  std::size_t at = 0;
  const auto digits = [&] {
    const std::size_t from = at;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
    return at - from;
  };
  const auto skip = [&](std::string_view any) {
    const bool there = at < text.size() && any.find(text[at]) != std::string_view::npos;
    at += there ? 1 : 0;
    return there;
  };
  skip("-");
  const bool from_zero = at < text.size() && text[at] == '0';
  const std::size_t whole = digits();
  if (whole == 0 || (from_zero && whole > 1)) return false;
  if (skip(".") && digits() == 0) return false;
  if (skip("eE")) {
    skip("+-");
    if (digits() == 0) return false;
  }
  return at == text.size();
}

// One list or object and nothing behind it: then nothing in the cell can reach beyond it. Whether it is well formed is for the reader to
// say.
bool is_structure(std::string_view text) {
  std::size_t depth = 0;
  bool quoted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (quoted) {
      if (c == '\\')
        ++at;
      else
        quoted = c != '"';
    } else if (c == '[' || c == '{') {
      ++depth;
    } else if (depth == 0) {
      return false;
    } else if (c == '"') {
      quoted = true;
    } else if ((c == ']' || c == '}') && --depth == 0) {
      return at + 1 == text.size();
    }
  }
  return false;
}

void append_cell(std::string& out, Writing writing, std::string_view cell) {
  const bool as_it_stands = cell == "null" || (writing == Writing::truth && (cell == "true" || cell == "false")) ||
                            (writing == Writing::number && is_number(cell)) || (writing == Writing::structure && is_structure(cell));
  if (as_it_stands)
    out += cell;
  else
    append_text(out, cell);
}

// The columns as a tree of keys, in the order in which they first stand in the header.
struct Key {
  std::string name;  // as JSON, with the colon
  std::string path;
  Writing writing = Writing::text;   // of an undeclared key: what stands there, and why it is refused
  std::vector<std::size_t> columns;  // more than one is a mistake, told by writing the key as often
  std::vector<std::unique_ptr<Key>> keys;
};

// The header as such a tree.
class Header {
 public:
  Header(const CsvRow& row, const model::Policy& policy, Key& root) {
    for (const model::Fact& fact : policy.facts) writings_.emplace(fact.path, writing_of(fact));
    for (std::size_t column = 0; column < row.size(); ++column) {
      Key* key = &root;
      std::string_view rest = row[column];
      for (std::size_t depth = 0, dot = 0; (dot = rest.find('.')) != std::string_view::npos && depth < deepest; ++depth) {
        key = &key_in(*key, rest.substr(0, dot));
        rest.remove_prefix(dot + 1);
      }
      key_in(*key, rest).columns.push_back(column);
    }
  }

 private:
  Key& key_in(Key& parent, std::string_view name) {
    const std::string path = (parent.path.empty() ? "" : parent.path + ".") + std::string(name);
    Key*& key = keys_[path];
    if (key != nullptr) return *key;
    key = parent.keys.emplace_back(std::make_unique<Key>()).get();
    append_text(key->name, name);
    key->name += ':';
    key->path = path;
    if (const auto known = writings_.find(path); known != writings_.end()) key->writing = known->second;
    return *key;
  }

  std::unordered_map<std::string, Writing> writings_;  // of what the wording declares, by path
  std::unordered_map<std::string, Key*> keys_;         // by path
};

// False where nothing stands in any of its columns.
bool append_members(std::string& out, const Key& parent, const CsvRow& row) {
  bool any = false;
  const auto begin = [&](const Key& key) {
    if (any) out += ',';
    out += key.name;
  };
  for (const auto& key : parent.keys) {
    for (const std::size_t column : key->columns) {
      if (row[column].empty() && key->columns.size() == 1) continue;
      begin(*key);
      append_cell(out, key->writing, row[column].empty() ? "null" : row[column]);
      any = true;
    }
    if (key->keys.empty()) continue;
    const std::size_t before = out.size();
    begin(*key);
    out += '{';
    if (append_members(out, *key, row)) {
      out += '}';
      any = true;
    } else {
      out.resize(before);
    }
  }
  return any;
}

class CsvClaims : public ClaimSource {
 public:
  CsvClaims(InputFile& file, const model::Policy& policy) : rows_(file), policy_(policy) {}

  bool next(Claim& claim) override {
    claim = {};
    if (!has_header_ && !read_header(claim)) return claim.refusal != nullptr;
    if (!rows_.next(row_)) return false;
    claim.number = ++rows_read_;
    if (row_.broken.expected.empty() && row_.size() != columns_)
      row_.broken = {fmt::format("{} cells, one for each column of the first line", columns_), std::to_string(row_.size())};
    if (!row_.broken.expected.empty()) {
      claim.refusal = &row_.broken;
      return true;
    }
    json_ = "{";
    append_members(json_, root_, row_);
    json_ += '}';
    claim.json = json_;
    return true;
  }
  bool has_to_wait() const override { return rows_.has_to_wait(); }
  std::uint64_t bytes() const override { return rows_.bytes(); }

 private:
  // A header that is none is told once, and as nobody knows what the columns are, no row is read.
  bool read_header(Claim& claim) {
    if (!rows_.next(row_)) return false;
    if (!row_.broken.expected.empty()) {
      claim.refusal = &row_.broken;
      claim.number = 1;
      while (rows_.next(ignored_)) {}
      return false;
    }
    Header(row_, policy_, root_);
    columns_ = row_.size();
    has_header_ = true;
    return true;
  }

  CsvRows rows_;
  const model::Policy& policy_;
  CsvRow row_, ignored_;
  Key root_;
  std::size_t columns_ = 0;
  std::uint64_t rows_read_ = 0;
  bool has_header_ = false;
  std::string json_;
};

}  // namespace

std::unique_ptr<ClaimSource> csv_claims(InputFile& file, const model::Policy& policy) { return std::make_unique<CsvClaims>(file, policy); }

}  // namespace pol::commands
