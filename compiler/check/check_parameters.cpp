// Parameters: facts that whoever decides binds before. With keys a parameter holds a member for each of their values; where these are too
// many, or are dates, a list of rows.
#include <algorithm>

#include "check/build.h"
#include "check/field_kind.h"
#include "check/stages.h"
#include "check/words.h"

namespace pol::check {

namespace {

using model::FactKind;
using model::Kind;
using model::Presence;

constexpr std::int64_t most_members = 64;  // of a key: beyond it rows are a list
constexpr std::size_t most_keys = 2;
constexpr const char* none_bound = "none is bound";

bool is_plain(const FieldKind& kind) { return kind.fact == FactKind::leaf && kind.type.kind != Kind::set && kind.type.kind != Kind::text; }

class Parameters {
 public:
  explicit Parameters(Wording& wording) : wording_(wording) {}

  void all() {
    model::Fact root;
    root.name = root.path = "parameters";
    root.kind = FactKind::group;
    root.presence = Presence::required;
    root.parameter = true;
    wording_.policy.parameter_root = static_cast<FactId>(wording_.policy.facts.size());
    wording_.policy.facts.push_back(std::move(root));
    for (WrittenParameter& each : wording_.parameters) one(each);
    for (model::Parameter& each : policy().parameters) not_none(each);
  }

 private:
  model::Policy& policy() { return wording_.policy; }

  FactId add(model::Fact fact, FactId parent) {
    const auto id = static_cast<FactId>(policy().facts.size());
    const model::Fact& around = policy().facts.at(parent);
    const bool is_list = around.kind == FactKind::list;
    fact.path = parent == policy().parameter_root ? fact.name : around.path + (is_list ? "[]." : ".") + fact.name;
    fact.parent = parent;
    fact.list = is_list ? parent : around.list;
    fact.parameter = true;
    wording_.members.emplace(std::pair{parent, fact.name}, id);
    policy().facts.push_back(std::move(fact));
    return id;
  }

  static model::Fact leaf(const std::string& name, const FieldKind& kind, bool optional, Span span) {
    model::Fact fact;
    fact.name = name;
    fact.kind = FactKind::leaf;
    fact.presence = optional ? Presence::optional : Presence::key;
    fact.type = kind.type;
    fact.range = kind.range;
    fact.unit = kind.unit;
    fact.absent = optional ? none_bound : "";
    fact.span = span;
    return fact;
  }

  // What holds members: a record where it may be absent.
  static model::Fact holder(const std::string& name, bool optional, Span span) {
    model::Fact fact;
    fact.name = name;
    fact.kind = optional ? FactKind::record : FactKind::group;
    fact.presence = optional ? Presence::optional : Presence::required;
    fact.absent = optional ? none_bound : "";
    fact.span = span;
    return fact;
  }

  void one(WrittenParameter& parameter) {
    const ast::Parameter& written = *parameter.written;
    if (!notes_belong(written)) return;
    model::Parameter made;
    made.number = written.number ? written.number->value : "";
    made.source = written.source ? written.source->value : "";
    for (const ast::Title& title : written.titles) made.titles.push_back({title.language.text, title.text.value});
    made.has_keys = !written.keys.empty();
    made.no_overlaps = written.no_overlaps;
    made.adds_up = written.adds_up;
    if (made.has_keys)
      made.fact = keyed(parameter);
    else if (written.type.kind == ast::TypeKind::record)
      made.fact = record(written);
    else
      made.fact = plain(written);
    parameter.fact = made.fact;
    if (made.fact != none) policy().parameters.push_back(std::move(made));
  }

  // `or none unless mode is strict`
  void not_none(model::Parameter& made) {
    const auto is_this = [&](const WrittenParameter& each) { return each.fact == made.fact; };
    const std::optional<ast::NotNone>& said = std::ranges::find_if(wording_.parameters, is_this)->written->not_none;
    if (!said) return;
    const std::optional<FactId> other = wording_.member(policy().parameter_root, said->parameter.text);
    const bool has_cases = other && policy().facts[*other].kind == FactKind::leaf && policy().facts[*other].type.kind == Kind::enumeration;
    if (!has_cases || *other == made.fact) {
      wording_.report(Message::not_none_with_what, said->parameter.span, {said->parameter.text});
      return;
    }
    const std::optional<std::size_t> bound_to = case_of(wording_, policy().facts[*other].type.enum_id, said->bound_to);
    if (!bound_to) return;
    made.not_none_with = *other;
    made.not_none_case = static_cast<std::uint32_t>(*bound_to);
  }

  bool notes_belong(const ast::Parameter& written) {
    const bool keyed = !written.keys.empty();
    const auto only = [&](bool said, bool belongs, const char* phrase, const char* place) {
      if (said && !belongs) wording_.report(Message::note_not_here, written.name.span, {phrase, written.name.text, place});
      return !said || belongs;
    };
    bool good = only(written.some_only, keyed, "some only", "has keys, as in `Class -> ratio, some only`");
    good = only(written.is_range, keyed, "range of", "has keys, as in `Class -> range of ratio`") && good;
    good = only(written.no_overlaps, keyed && written.is_range, "no overlaps", "has ranges, as in `Class -> range of ratio`") && good;
    const bool shares = keyed && !written.is_range && written.type.name.text == "ratio" && written.keys.size() == 1;
    return only(written.adds_up, shares, "adds up to 1", "is ratios by one key, as in `Party -> ratio`") && good;
  }

  std::optional<FieldKind> value(const ast::Parameter& written, const ast::FieldType& type, const std::string& path) {
    FieldKind kind = field_kind(wording_, type, path);
    if (!kind.good) return std::nullopt;
    if (is_plain(kind)) return kind;
    wording_.report(Message::parameter_of_no_value, type.span, {written.name.text});
    return std::nullopt;
  }

  FactId plain(const ast::Parameter& written) {
    const std::optional<FieldKind> kind = value(written, written.type, written.name.text);
    return kind ? add(leaf(written.name.text, *kind, written.or_none, written.name.span), policy().parameter_root) : none;
  }

  FactId record(const ast::Parameter& written) {
    const FactId id = add(holder(written.name.text, written.or_none, written.name.span), policy().parameter_root);
    for (const ast::Valid& each : written.type.valid) wording_.report(Message::valid_in_a_parameter, each.span);
    for (const ast::Field& each : written.type.fields) field(written, each, id);
    return id;
  }

  void field(const ast::Parameter& written, const ast::Field& field, FactId parent) {
    std::optional<FieldKind> shared;
    for (const ast::Name& name : field.names) {
      if (const std::optional<FactId> other = wording_.member(parent, name.text)) {
        wording_.report(Message::field_twice, name.span, {name.text, written.name.text})
            .label(policy().facts.at(*other).span, "the first one");
        continue;
      }
      if (!shared) shared = value(written, field.type, written.name.text + "." + name.text);
      if (!shared) return;
      const bool may_be_so = field.presence == ast::Presence::required || field.presence == ast::Presence::optional;
      if (!may_be_so || !field.labels.empty()) wording_.report(Message::parameter_field_marked, name.span, {name.text});
      add(leaf(name.text, *shared, field.presence == ast::Presence::optional, name.span), parent);
    }
  }

  // ---- with keys ----

  std::optional<FieldKind> key(const ast::Parameter& written, const ast::FieldType& type) {
    FieldKind kind = field_kind(wording_, type, written.name.text + " key");
    if (!kind.good) return std::nullopt;
    const bool counted = kind.type.kind == Kind::enumeration || kind.type.kind == Kind::date;
    const bool bounded = kind.type.kind == Kind::integer && kind.range.to < 1'000'000'000'000'000;
    if (kind.fact == FactKind::leaf && (counted || bounded)) return kind;
    wording_.report(Message::key_of_no_plain_value, type.span, {written.name.text});
    return std::nullopt;
  }

  // How many values a key has.
  std::int64_t count(const FieldKind& kind) {
    if (kind.type.kind == Kind::enumeration) return static_cast<std::int64_t>(policy().enums.at(kind.type.enum_id).cases.size());
    return kind.range.to - kind.range.from + 1;
  }

  std::string name_of(const FieldKind& kind, std::int64_t at) {
    if (kind.type.kind == Kind::enumeration) return policy().enums.at(kind.type.enum_id).cases.at(static_cast<std::size_t>(at));
    return std::to_string(kind.range.from + at);
  }

  FactId keyed(WrittenParameter& parameter) {
    const ast::Parameter& written = *parameter.written;
    if (written.keys.size() > most_keys) {
      wording_.report(Message::too_many_keys, written.keys.back().span, {written.name.text, std::to_string(most_keys)});
      return none;
    }
    std::vector<FieldKind> keys;
    for (const ast::FieldType& each : written.keys) {
      const std::optional<FieldKind> found = key(written, each);
      if (!found) return none;
      keys.push_back(*found);
      parameter.keys.push_back({true, found->type, found->range, found->unit});
    }
    const std::optional<FieldKind> cell = value(written, written.type, written.name.text);
    if (!cell) return none;
    if (written.is_range && !model::is_number(cell->type.kind)) {
      wording_.report(Message::range_of_no_number, written.type.span, {written.name.text});
      return none;
    }
    const bool by_member = keys.size() == 1 && keys.front().type.kind != Kind::date && count(keys.front()) <= most_members;
    return by_member ? members(written, keys.front(), *cell) : rows(written, keys, *cell);
  }

  FactId members(const ast::Parameter& written, const FieldKind& key, const FieldKind& cell) {
    const Span span = written.name.span;
    const FactId id = add(holder(written.name.text, written.or_none, span), policy().parameter_root);
    for (std::int64_t at = 0; at < count(key); ++at) {
      if (written.is_range)
        band(name_of(key, at), cell, id, span);
      else
        add(leaf(name_of(key, at), cell, written.some_only, span), id);
    }
    return id;
  }

  // `from` includes its end, `over` does not; one of the two is there.
  void band(const std::string& name, const FieldKind& cell, FactId parent, Span span) {
    const FactId id = add(holder(name, true, span), parent);
    add(leaf("from", cell, true, span), id);
    add(leaf("over", cell, true, span), id);
    add(leaf("to", cell, false, span), id);
  }

  // The names of the keys in a row: those of their types.
  std::vector<std::string> key_names(const ast::Parameter& written) {
    std::vector<std::string> names;
    for (const ast::FieldType& each : written.keys) {
      std::string name = each.name.text;
      std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
      const bool taken = std::find(names.begin(), names.end(), name) != names.end() || name == "value";
      names.push_back(taken ? name + "_2" : name);
    }
    return names;
  }

  FactId rows(const ast::Parameter& written, const std::vector<FieldKind>& keys, const FieldKind& cell) {
    const Span span = written.name.span;
    if (written.is_range || !model::is_number(cell.type.kind)) {
      wording_.report(Message::rows_of_no_number, written.type.span, {written.name.text});
      return none;
    }
    std::int64_t most = 1;
    for (const FieldKind& key : keys) most *= std::min<std::int64_t>(count(key), model::most_rows + 1);
    if (most > model::most_rows) {
      wording_.report(Message::too_many_rows, span, {written.name.text, std::to_string(model::most_rows)});
      return none;
    }
    const FactId id = add(holder(written.name.text, written.or_none, span), policy().parameter_root);
    model::Fact list = holder("rows", true, span);
    list.kind = FactKind::list;
    list.most = static_cast<std::uint32_t>(most);
    const FactId rows = add(std::move(list), id);
    const std::vector<std::string> names = key_names(written);
    for (std::size_t k = 0; k < keys.size(); ++k) add(leaf(names[k], keys[k], false, span), rows);
    add(leaf("value", cell, false, span), rows);
    return id;
  }

  Wording& wording_;
};

}  // namespace

void check_parameters(Wording& wording) {
  if (!wording.parameters.empty()) Parameters(wording).all();
}

}  // namespace pol::check
