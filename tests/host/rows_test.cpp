// A host reads the rows of outputs that are lists, and the members of one that is a set. usage: rows_test ARTIFACT
#include <cstdio>
#include <string>
#include <string_view>
#include <variant>

#include "polrt/polrt.hpp"

namespace {

std::string_view view(const polrt_text& text) { return {text.data, static_cast<std::size_t>(text.size)}; }

std::string shown(const polrt_output& field) {
  const std::string name = field.name.size == 0 ? "" : std::string(view(field.name)) + "=";
  if (field.state == POLRT_ABSENT) return name + "absent";
  if (field.state == POLRT_UNDECIDED) return name + "undecided";
  if (field.type == POLRT_TEXT || field.type == POLRT_CASE) return name + std::string(view(field.case_name));
  return name + std::to_string(field.value);
}

std::string read(const polrt::Decision& decision) {
  std::string text;
  for (const polrt_output& output : decision.outputs()) {
    text += std::string(view(output.name)) + (output.state == POLRT_UNDECIDED ? " undecided" : ":");
    std::uint64_t row = ~std::uint64_t{0};
    for (const auto& field : decision.fields(output)) {
      text += (field.row == row ? " " : " |") + shown(field.value);
      row = field.row;
    }
    for (const polrt_text& member : decision.members(output)) text += " " + std::string(view(member));
    text += "\n";
  }
  return text;
}

bool is_read(polrt::Session& session, std::string_view record, std::string_view expected) {
  if (session.read(record) != POLRT_OK || session.decide({}) != POLRT_OK) return false;
  const std::string got = read(session.decision());
  if (got != expected)
    std::fprintf(stderr, "%.*s\nexpected\n%.*sgot\n%s", static_cast<int>(record.size()), record.data(), static_cast<int>(expected.size()),
                 expected.data(), got.c_str());
  return got == expected;
}

}  // namespace

int main(int count, char** words) {
  if (count != 2) return 2;
  auto opened = polrt::Wording::load(words[1]);
  auto* wording = std::get_if<polrt::Wording>(&opened);
  if (wording == nullptr) return 2;
  polrt::Session session(*wording);
  const bool known = is_read(session,
                             R"({"claim":{"id":"1","heads":[{"id":"A","amount":4},{"id":"B","amount":7,"seen":"1970-01-03"},)"
                             R"({"id":"C","amount":9,"twice":true},{"id":"D","amount":5}]}})",
                             "kept: |id=B amount=700 seen=2 |id=D amount=500 seen=absent\n"
                             "dropped: |id=A reason=TooSmall |id=C reason=Twice\n"
                             "cents: |400 |700 |absent |500\n"
                             "largest: |id=B amount=700 |id=D amount=500 |id=A amount=400\n"
                             "reasons: TooSmall Twice\n");
  const bool unknown = is_read(session, R"({"claim":{"id":"2","heads":[{"id":"A"}]}})",
                               "kept undecided\ndropped undecided\ncents undecided\nlargest undecided\nreasons: TooSmall\n");
  const bool empty = is_read(session, R"({"claim":{"id":"3","heads":[]}})", "kept:\ndropped:\ncents:\nlargest:\nreasons: TooSmall\n");
  return known && unknown && empty ? 0 : 1;
}
