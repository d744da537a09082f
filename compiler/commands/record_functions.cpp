#include "commands/record_functions.h"

#include <fmt/format.h>

#include <vector>

namespace pol::commands {

namespace {

using model::FactId;
using model::FactKind;
using model::Presence;

class Functions {
 public:
  explicit Functions(const RecordStruct& made) : made_(made) {}

  std::string write() {
    begin();
    for (const auto& [fact, name] : made_.names) {
      const model::Fact& about = fact_of(fact);
      if (about.kind == FactKind::leaf)
        setter(fact, name);
      else if (about.kind == FactKind::list)
        list_setter(fact, name);
      else
        function("give_" + name, "", marks(fact));
      if (about.kind == FactKind::leaf && about.presence == Presence::presumed) unknown(fact, name);
    }
    return std::move(text_) + "\n";
  }

 private:
  const model::Fact& fact_of(FactId fact) const { return made_.policy.facts[fact]; }

  void function(const std::string& name, const std::string& arguments, const std::string& body) {
    text_ += fmt::format("static inline void {0}_{1}({0}* record{2}) {{\n{3}}}\n", made_.type, name, arguments, body);
  }

  // What is known of a record in which nothing is said; of other questions' facts too, as the planes are those of the whole record.
  void begin() {
    std::vector<std::uint64_t> known(made_.words);
    for (FactId fact = 0; fact < made_.policy.facts.size(); ++fact) {
      const model::Fact& about = fact_of(fact);
      if (about.list != made_.list || about.parameter) continue;
      const std::uint32_t bit = made_.program.slots[fact].bit;
      if (about.kind == FactKind::group || about.presence != Presence::required) known[bit / 64] |= std::uint64_t{1} << (bit % 64);
    }
    std::string presumed;
    for (const auto& [fact, name] : made_.names) {
      const model::Fact& about = fact_of(fact);
      if (about.kind == FactKind::leaf && about.presence == Presence::presumed && about.presumed != 0)
        presumed += fmt::format("  record->{} = ({})INT64_C({});\n", name, made_.c_type(fact), about.presumed);
    }
    std::string body = "  memset(record, 0, sizeof *record);\n";
    for (std::uint32_t word = 0; word < made_.words; ++word)
      if (known[word] != 0) body += fmt::format("  record->known[{}] = UINT64_C({:#x});\n", word, known[word]);
    function("begin", "", body + presumed);
  }

  void setter(FactId fact, const std::string& name) {
    const std::string_view type = made_.c_type(fact);
    if (type == "polrt_text") {
      const std::string body = fmt::format("  record->{0}.data = data;\n  record->{0}.size = size;\n", name);
      return function("set_" + name, ", const char* data, uint64_t size", body + marks(fact));
    }
    function("set_" + name, fmt::format(", {} value", type), fmt::format("  record->{} = value;\n", name) + marks(fact));
  }

  void list_setter(FactId fact, const std::string& name) {
    const std::string body = fmt::format("  record->{0}.elements = (const uint8_t*)elements;\n  record->{0}.count = count;\n", name);
    function("set_" + name, fmt::format(", const {}* elements, uint64_t count", made_.element_type(fact)), body + marks(fact));
  }

  void unknown(FactId fact, const std::string& name) {
    const std::uint32_t bit = made_.program.slots[fact].bit;
    const std::string mask = fmt::format("[{}] &= ~UINT64_C({:#x});\n", bit / 64, std::uint64_t{1} << (bit % 64));
    function("unknown_" + name, "", marks(holder_of(fact)) + "  record->known" + mask + "  record->found" + mask);
  }

  // What holds the fact within the struct.
  FactId holder_of(FactId fact) const {
    const FactId parent = fact_of(fact).parent;
    return parent == made_.list ? model::none : parent;
  }

  // Known and found: the fact and all that holds it.
  std::string marks(FactId fact) const {
    std::vector<std::uint64_t> bits(made_.words);
    for (; fact != model::none; fact = holder_of(fact)) {
      const std::uint32_t bit = made_.program.slots[fact].bit;
      bits[bit / 64] |= std::uint64_t{1} << (bit % 64);
    }
    std::string body;
    for (std::uint32_t word = 0; word < made_.words; ++word) {
      if (bits[word] == 0) continue;
      body += fmt::format("  record->known[{0}] |= UINT64_C({1:#x});\n  record->found[{0}] |= UINT64_C({1:#x});\n", word, bits[word]);
    }
    return body;
  }

  const RecordStruct& made_;
  std::string text_;
};

}  // namespace

std::string record_functions(const RecordStruct& made) { return Functions(made).write(); }

}  // namespace pol::commands
