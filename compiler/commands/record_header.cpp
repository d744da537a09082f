#include "commands/record_header.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <string_view>
#include <vector>

#include "base/exact.h"
#include "commands/record_functions.h"
#include "commands/record_schema.h"

namespace pol::commands {

namespace {

using ir::Storage;
using model::FactId;
using model::Kind;

// Words of C and C++ that a field of a wording may have as its name.
constexpr std::string_view keywords[] = {
    "alignas",  "alignof",   "and",    "asm",      "auto",      "bool",     "break",  "case",     "catch",    "char",
    "class",    "concept",   "const",  "continue", "decltype",  "default",  "delete", "do",       "double",   "else",
    "enum",     "explicit",  "export", "extern",   "false",     "float",    "for",    "friend",   "goto",     "if",
    "inline",   "int",       "long",   "mutable",  "namespace", "new",      "not",    "nullptr",  "operator", "or",
    "private",  "protected", "public", "register", "requires",  "restrict", "return", "short",    "signed",   "sizeof",
    "static",   "struct",    "switch", "template", "this",      "throw",    "true",   "try",      "typedef",  "typeid",
    "typename", "typeof",    "union",  "unsigned", "using",     "virtual",  "void",   "volatile", "while",    "xor"};

// Letters, digits and underscores; a byte of any other letter is written out.
std::string identifier(std::string_view name) {
  std::string text;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80)
      text += fmt::format("x{:02x}", byte);
    else if (std::isalnum(byte) != 0)
      text += c;
    else if (text.empty() || text.back() != '_')
      text += '_';
  }
  return text;
}

// Names of one scope. Two paths may come to the same name (`a.b_c`, `a_b.c`): the later one gets a number.
class Scope {
 public:
  std::string name(std::string_view wanted) {
    std::string first = identifier(wanted);
    if (std::find(std::begin(keywords), std::end(keywords), first) != std::end(keywords)) first += '_';
    std::string free = first;
    for (int number = 2; !taken_.insert(free).second; ++number) free = fmt::format("{}_{}", first, number);
    return free;
  }

 private:
  std::set<std::string> taken_;
};

// A text of the wording inside a comment of C.
std::string comment_of(std::string text) {
  for (std::size_t at = text.find("*/"); at != std::string::npos; at = text.find("*/", at)) text.insert(at + 1, " ");
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  return text;
}

class Header {
 public:
  Header(const model::Policy& policy, const ir::Program& program, const Identity& identity)
      : policy_(policy), program_(program), identity_(identity), prefix_(identifier(policy.name)) {
    for (const model::Fact& fact : policy_.facts)
      if (!fact.parameter) enter(fact);
  }

  std::string write() {
    opening();
    questions();
    for (const auto& [id, name] : enums_) cases(policy_.enums[id], name);
    elements_within(model::none);
    for (const model::Question& question : policy_.questions) {
      const std::string name = fmt::format("{}_{}_record", prefix_, identifier(question.name));
      structure({name, model::none, question.block, program_.plane_words, program_.record_size});
    }
    text_ += "#endif\n";
    return std::move(text_);
  }

 private:
  void enter(const model::Fact& fact) {
    const bool has_cases = fact.type.kind == Kind::enumeration || fact.type.kind == Kind::set;
    if (fact.kind != model::FactKind::leaf || !has_cases || enums_.contains(fact.type.enum_id)) return;
    enums_[fact.type.enum_id] = globals_.name(prefix_ + "_" + policy_.enums[fact.type.enum_id].name);
  }

  // Of all lists that lie in the elements of `list`, or in records, each behind those in its own elements, which its functions name.
  void elements_within(FactId list) {
    for (FactId fact = 0; fact < policy_.facts.size(); ++fact) {
      if (program_.slots[fact].storage != Storage::list || policy_.facts[fact].parameter || policy_.facts[fact].list != list) continue;
      elements_within(fact);
      structure({element_type(fact), fact, model::none, program_.slots[fact].element_words, program_.slots[fact].element_size});
    }
  }

  void opening() {
    std::string guard = prefix_ + "_RECORD_H";
    std::transform(guard.begin(), guard.end(), guard.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    text_ += fmt::format("/* The records of {}, edition {}. Made by polc; polrt/abi.h says what the two planes of bits mean.\n",
                         comment_of(policy_.name), comment_of(policy_.edition));
    text_ +=
        " * Dates are days since 1970-01-01. Fill a record with its _begin function and then its _set_ functions, which keep the planes\n";
    text_ +=
        " * of bits too, and hand it to polrt_reader_take. What is not set is absent, as in JSON; _unknown_ is null for a presumed fact. "
        "*/\n";
    text_ += fmt::format(
        "#ifndef {0}\n#define {0}\n\n#include <assert.h>\n#include <stddef.h>\n#include <stdint.h>\n#include <string.h>\n\n", guard);
    text_ += "#include \"polrt/abi.h\"\n\n/* What polrt_expected wants: a library whose records differ from these has another schema. */\n";
    text_ += fmt::format("#define {}_schema \"{}\"\n", prefix_, program_.identity.schema);
    text_ += "/* `policy.hash` and `policy.build` of its decisions. */\n";
    text_ += fmt::format("#define {0}_hash \"{1}\"\n#define {0}_build \"{2}\"\n\n", prefix_, identity_.hash, identity_.build);
  }

  void questions() {
    std::vector<std::string> names;
    for (const auto& question : policy_.questions) names.push_back(question.name);
    enumeration("What a record asks: polrt_input.question.", prefix_ + "_question", names);
  }

  void cases(const model::Enum& each, const std::string& name) { enumeration("Cases of " + each.name + ".", name, each.cases); }

  void enumeration(const std::string& comment, const std::string& name, const std::vector<std::string>& constants) {
    if (constants.empty()) return;
    text_ += fmt::format("/* {} */\nenum {{\n", comment_of(comment));
    for (std::size_t i = 0; i < constants.size(); ++i) text_ += fmt::format("  {} = {},\n", globals_.name(name + "_" + constants[i]), i);
    text_ += "};\n\n";
  }

  std::string element_type(FactId list) const { return prefix_ + "_" + identifier(policy_.facts[list].path) + "_element"; }

  // The name of a fact in its struct: its path, in a list what comes after the list's.
  std::string_view path_in(FactId list, FactId fact) const {
    std::string_view path = policy_.facts[fact].path;
    if (policy_.facts[fact].name.empty()) return "value";                              // of a list of plain values
    if (list != model::none) path.remove_prefix(policy_.facts[list].path.size() + 3);  // "[]."
    return path;
  }

  // What a struct of the header is: an element of `list`, or the record of the question with this block.
  struct Structure {
    std::string type;
    FactId list, block;
    std::uint32_t words, size;  // of each plane; of all, in bytes
  };

  void structure(const Structure& made) {
    std::vector<FactId> members;
    for (FactId fact = 0; fact < policy_.facts.size(); ++fact)
      if (is_member(made, fact)) members.push_back(fact);
    Scope scope;
    scope.name("known");
    scope.name("found");
    std::map<FactId, std::string> names;
    for (const FactId fact : members) names[fact] = scope.name(path_in(made.list, fact));
    bits(made.type, members, names);
    std::erase_if(members, [&](FactId fact) { return program_.slots[fact].storage == Storage::nothing; });
    std::stable_sort(members.begin(), members.end(),
                     [&](FactId a, FactId b) { return program_.slots[a].offset < program_.slots[b].offset; });
    text_ += fmt::format("typedef struct {} {{\n  uint64_t known[{}];\n  uint64_t found[{}];\n", made.type, made.words, made.words);
    fields(made, members, names, scope);
    text_ += fmt::format("}} {};\n\n", made.type);
    for (const FactId fact : members) {
      text_ += fmt::format("static_assert(offsetof({0}, {1}) == {2}, \"{0}.{1}\");\n", made.type, names[fact], program_.slots[fact].offset);
    }
    text_ += fmt::format("static_assert(sizeof({0}) == {1}, \"{0}\");\n\n", made.type, made.size);
    text_ += record_functions({policy_, program_, made.type, made.list, made.words, names, [this](FactId fact) { return c_type(fact); },
                               [this](FactId fact) { return element_type(fact); }});
  }

  // A record holds the certificate and the block of its question.
  bool is_member(const Structure& made, FactId fact) const {
    if (policy_.facts[fact].list != made.list || policy_.facts[fact].parameter) return false;
    if (made.list != model::none) return true;
    while (policy_.facts[fact].parent != model::none) fact = policy_.facts[fact].parent;
    return fact == made.block || fact == policy_.certificate;
  }

  // Every record has the same layout, so that one library decides all questions: the places of other questions' facts stay free.
  void fields(const Structure& made, const std::vector<FactId>& members, const std::map<FactId, std::string>& names, Scope& scope) {
    std::uint32_t end = 2 * made.words * 8;
    const auto leave_free = [&](std::uint32_t from, std::uint32_t alignment) {
      if (from - end >= alignment) text_ += fmt::format("  uint8_t {}[{}];\n", scope.name(fmt::format("free_{}", end)), from - end);
    };
    for (const FactId fact : members) {
      const std::uint32_t bytes = ir::bytes_of(program_.slots[fact].storage);
      leave_free(program_.slots[fact].offset, std::min(bytes, 8U));
      text_ += fmt::format("  {} {}; /* {} */\n", c_type(fact), names.at(fact), comment_of(meaning(fact)));
      end = program_.slots[fact].offset + bytes;
    }
    leave_free(made.size, 8);
  }

  // Groups have no bit of meaning.
  void bits(const std::string& type, const std::vector<FactId>& members, const std::map<FactId, std::string>& names) {
    text_ += fmt::format("/* Bits of {0}.known and {0}.found: bit k is bit k % 64 of word k / 64. */\nenum {{\n", type);
    for (const FactId fact : members) {
      if (policy_.facts[fact].kind == model::FactKind::group) continue;
      text_ += fmt::format("  {} = {},\n", globals_.name(type + "_bit_" + names.at(fact)), program_.slots[fact].bit);
    }
    text_ += "};\n\n";
  }

  std::string_view c_type(FactId fact) const {
    switch (program_.slots[fact].storage) {
      case Storage::truth: return "uint8_t";
      case Storage::ordinal: return "uint16_t";
      case Storage::date: return "int32_t";
      case Storage::number: return "int64_t";
      case Storage::set: return "uint64_t";
      case Storage::text: return "polrt_text";
      case Storage::list: return "polrt_list";
      case Storage::nothing: break;
    }
    return {};
  }

  std::string meaning(FactId id) const {
    const model::Fact& fact = policy_.facts[id];
    const bool is_list = fact.kind == model::FactKind::list;
    std::string text = fmt::format("{}: {}; {}", fact.path, is_list ? elements_of(id) : value_of(fact), word_of(fact.presence));
    if (fact.presence == model::Presence::presumed) text += fmt::format(" {}", fact.presumed);
    if (!fact.absent.empty()) text += fmt::format(", absent: {}", fact.absent);
    for (const std::string& label : fact.labels) text += "; " + label;
    return text;
  }

  std::string elements_of(FactId list) const { return fmt::format("at most {} of {}", policy_.facts[list].most, element_type(list)); }

  std::string value_of(const model::Fact& fact) const {
    const std::string unit = print_shortest(1, fact.type.decimals);
    switch (fact.type.kind) {
      case Kind::boolean: return "0 or 1";
      case Kind::enumeration: return "one of " + enums_.at(fact.type.enum_id);
      case Kind::set: return "bit k stands for case k of " + enums_.at(fact.type.enum_id);
      case Kind::date: return "a date";
      case Kind::days: return "days";
      case Kind::months: return "months";
      case Kind::money: return fmt::format("in units of {} {}", unit, fact.type.currency);
      case Kind::percent: return fmt::format("in units of {} %", unit);
      case Kind::integer:
      case Kind::decimal: return fact.unit.empty() ? "in units of " + unit : fmt::format("in units of {} {}", unit, fact.unit);
      case Kind::text: return "UTF-8";
    }
    return {};
  }

  const model::Policy& policy_;
  const ir::Program& program_;
  const Identity& identity_;
  std::string prefix_;
  Scope globals_;
  std::map<model::EnumId, std::string> enums_;
  std::string text_;
};

}  // namespace

std::string record_header(const model::Policy& policy, const ir::Program& program, const Identity& identity) {
  return Header(policy, program, identity).write();
}

}  // namespace pol::commands
