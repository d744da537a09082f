// Lists within the elements of lists: how they are read, from JSON and from a struct, where they lie, and how what is missing of them is
// named.
#include <doctest/doctest.h>

#include <array>
#include <cstring>
#include <string>
#include <vector>

#include "deciding.h"
#include "polrt/polrt.hpp"

namespace {

// question q { id : text key   bills : list of record optional at most 3 items { amount : int 0 to 100
//   lines : list of record at most 2 items { kind : bool   codes : list of int 0 to 9 optional at most 3 items } } }
const std::string metadata =
    R"({"abi":8,"policy":{"name":"m","edition":"1","schema":"s","hash":"h","build":"b","currency":"EUR","decimals":2},)"
    R"("enums":[{"name":"Benefit","cases":[]}],"numbers":["1"],"clauses":[],"benefits":0,"record_size":48,"plane_words":1,"facts":[)"
    R"({"name":"q","path":"q","kind":"group","presence":"required","parent":-1,"bit":0},)"
    R"({"name":"id","path":"q.id","kind":"leaf","presence":"key","parent":0,"bit":1,"type":"text","offset":16},)"
    R"({"name":"bills","path":"q.bills","kind":"list","presence":"optional","parent":0,"bit":2,"offset":32,"element_size":40,"words":1,"most":3},)"
    R"({"name":"amount","path":"q.bills[].amount","kind":"leaf","presence":"required","parent":2,"bit":0,"list":2,"type":"number","decimals":0,)"
    R"("what":"integer","from":0,"to":100,"offset":32},)"
    R"({"name":"lines","path":"q.bills[].lines","kind":"list","presence":"required","parent":2,"bit":1,"list":2,"offset":16,"element_size":40,)"
    R"("words":1,"most":2},)"
    R"({"name":"kind","path":"q.bills[].lines[].kind","kind":"leaf","presence":"required","parent":4,"bit":0,"list":4,"type":"truth","offset":32},)"
    R"({"name":"codes","path":"q.bills[].lines[].codes","kind":"list","presence":"optional","parent":4,"bit":1,"list":4,"offset":16,)"
    R"("element_size":24,"words":1,"most":3},)"
    R"({"name":"","path":"q.bills[].lines[].codes[]","kind":"leaf","presence":"required","parent":6,"bit":0,"list":6,"type":"number",)"
    R"("decimals":0,"what":"integer","from":0,"to":9,"offset":16}],"certificate":-1,"certificate_id":-1,"lines":[],"questions":[)"
    R"({"name":"q","block":0,"id":1,"asked_for":-1,"today":-1,"leaves":[],"loops":[{"list":6,"leaves":[7]},{"list":4,"leaves":[5]},)"
    R"({"list":2,"leaves":[3,4]}],"grounds":[],"outputs":[{"name":"fine","outcome":true,"type":"truth"}],"reverses":-1,"reverses_number":-1}]})";

struct Code {
  std::uint64_t known, found;
  std::int64_t value;
};
struct Line {
  std::uint64_t known, found;
  polrt_list codes;
  std::uint8_t kind;
};
struct Bill {
  std::uint64_t known, found;
  polrt_list lines;
  std::int64_t amount;
};
struct Record {
  std::uint64_t known, found;
  polrt_text id;
  polrt_list bills;
};
static_assert(sizeof(Code) == 24 && sizeof(Line) == 40 && sizeof(Bill) == 40 && sizeof(Record) == 48);

template <class Element>
std::vector<Element> elements_of(const polrt_list& list) {
  std::vector<Element> elements(list.count);
  if (list.count > 0) std::memcpy(elements.data(), list.elements, list.count * sizeof(Element));
  return elements;
}

// Calls visit(loop, element, unknown members) for each element of each list; of lists within elements counted over all of them.
template <class Visit>
void for_each_element(const std::uint8_t* record, const Visit& visit) {
  const auto known_of = [](std::uint64_t known, std::uint64_t members) { return ~known & members; };
  Record read{};
  std::memcpy(&read, record, sizeof read);
  std::uint64_t bills = 0, lines = 0, codes = 0;
  for (const Bill& bill : elements_of<Bill>(read.bills)) {
    visit(2, bills++, known_of(bill.known, 3));
    for (const Line& line : elements_of<Line>(bill.lines)) {
      visit(1, lines++, known_of(line.known, 1));
      for (const Code& code : elements_of<Code>(line.codes)) visit(0, codes++, known_of(code.known, 1));
    }
  }
}

// Rests on all that is unknown.
void answer(const std::uint8_t* record, const std::uint64_t*, const std::uint8_t*, const polrt_history*, const std::int64_t*,
            std::int64_t* out, const polrt_collect* collect) {
  std::fill_n(out, 9, 0);
  for_each_element(record, [&](std::uint32_t loop, std::uint64_t element, std::uint64_t unknown) {
    if (unknown != 0) out[3] |= std::int64_t{1} << loop;
    if (collect != nullptr && (collect->loops[0] >> loop & 1) != 0) collect->planes[loop][element] |= unknown;
  });
  out[6] = 2;
  out[7] = out[3] != 0 ? 3 : 2;
}

struct Opened {
  static constexpr polrt_explain_function explain[] = {answer};
  static constexpr polrt_decide_function decide[] = {deciding<answer>};
  static constexpr polrt_narrow_function narrow[] = {narrowing<answer>};
  polrt_artifact artifact{
      POLRT_ARTIFACT_MAGIC, POLRT_ABI_VERSION, 0, 1, 0, metadata.data(), metadata.size(), 0, nullptr, decide, explain, narrow};
  std::variant<polrt::Wording, polrt::Failure> opened = polrt::Wording::open(artifact);
  polrt::Session session{std::get<polrt::Wording>(opened)};

  std::string run(const std::string& bills) {
    session.read(R"({"q":{"id":"1","bills":)" + bills + "}}");
    session.decide({});
    return std::string(session.write(1));
  }
};

std::string between(const std::string& text, const std::string& from, const std::string& to) {
  const std::size_t begin = text.find(from);
  if (begin == std::string::npos) return {};
  return text.substr(begin + from.size(), text.find(to, begin + from.size()) - begin - from.size());
}

Record record_of(const polrt_input& input) {
  Record record{};
  std::memcpy(&record, input.record, sizeof record);
  return record;
}

// That all elements of one list lie one after another, and those without point to where they would be.
void lie_in_a_row(const polrt_input& input, std::size_t bills, std::size_t lines, std::size_t codes) {
  const std::vector<Bill> all = elements_of<Bill>(record_of(input).bills);
  CHECK(all.size() == bills);
  const std::uint8_t* next_line = all.empty() ? nullptr : all.front().lines.elements;
  const std::uint8_t* next_code = nullptr;
  std::size_t line_count = 0, code_count = 0;
  for (const Bill& bill : all) {
    CHECK(bill.lines.elements == next_line);
    for (const Line& line : elements_of<Line>(bill.lines)) {
      if (line_count++ == 0) next_code = line.codes.elements;
      CHECK(line.codes.elements == next_code);
      next_code += line.codes.count * sizeof(Code);
      code_count += line.codes.count;
    }
    next_line += bill.lines.count * sizeof(Line);
  }
  CHECK(line_count == lines);
  CHECK(code_count == codes);
}

const std::string several =
    R"([{"amount":1,"lines":[]},{"lines":[{"kind":true,"codes":[1,null,3]},{"codes":[4]}]},{"amount":3,"lines":[{"kind":false},{"codes":[null]}]}])";
const std::string missing_of_several =
    R"("q.bills[1].amount","q.bills[1].lines[0].codes[1]","q.bills[1].lines[1].kind","q.bills[2].lines[1].kind","q.bills[2].lines[1].codes[0]")";

}  // namespace

TEST_CASE("runtime: lists within elements are read, and lie one after another") {
  Opened toy;
  REQUIRE(toy.session.read(R"({"q":{"id":"1","bills":)" + several + "}}") == POLRT_OK);
  lie_in_a_row(toy.session.input(), 3, 4, 5);
  REQUIRE(toy.session.read(R"({"q":{"id":"1","bills":[{"lines":[{}]},{"lines":null},{}]}})") == POLRT_OK);
  lie_in_a_row(toy.session.input(), 3, 1, 0);
  REQUIRE(toy.session.read(R"({"q":{"id":"1"}})") == POLRT_OK);
  lie_in_a_row(toy.session.input(), 0, 0, 0);
}

TEST_CASE("runtime: what is missing within elements is named with all positions, in the order of the schema") {
  Opened toy;
  CHECK(between(toy.run(several), R"("missing":[)", "],") == missing_of_several);
  CHECK(between(toy.run(R"([{"amount":1},{"amount":1,"lines":[{"kind":true}]}])"), R"("missing":[)", "],") == R"("q.bills[0].lines")");
  CHECK(toy.run(R"([{"amount":1,"lines":[{"kind":true,"codes":[1,2]}]}])").find(R"("status":"decided")") != std::string::npos);
  std::vector<std::string> paths;
  toy.run(several);
  for (const polrt_missing& missing : toy.session.decision().missing()) {
    char path[64];
    paths.emplace_back(path, polrt_write_path(&missing, path, sizeof path));
  }
  REQUIRE(paths.size() == 5);
  CHECK(paths[1] == "q.bills[1].lines[0].codes[1]");
}

TEST_CASE("runtime: what is wrong within elements is named with all positions") {
  Opened toy;
  const std::string errors = toy.run(R"([{"amount":1,"lines":[{"kind":7},{"codes":[1,99],"x":1},{}]},{"lines":[[]],"amount":101}])");
  CHECK(errors.find(R"("path":"q.bills[0].lines[0].kind")") != std::string::npos);
  CHECK(errors.find(R"("path":"q.bills[0].lines[1].codes[1]")") != std::string::npos);
  CHECK(errors.find(R"("path":"q.bills[0].lines[1].x")") != std::string::npos);
  CHECK(errors.find(R"("path":"q.bills[0].lines","expected":"a list of at most 2 items")") != std::string::npos);
  CHECK(errors.find(R"("path":"q.bills[1].lines[0]")") != std::string::npos);
  CHECK(errors.find(R"("path":"q.bills[1].amount")") != std::string::npos);
}

TEST_CASE("runtime: a host may lay its lists out as it likes; they are copied into a row") {
  Opened toy;
  std::array<Code, 3> late{Code{1, 1, 1}, Code{0, 0, 0}, Code{1, 1, 3}};
  std::array<Code, 1> early{Code{1, 1, 4}}, last{Code{0, 0, 0}};
  const auto list = [](const auto& elements) {
    return polrt_list{reinterpret_cast<const std::uint8_t*>(elements.data()), elements.size()};
  };
  std::array<Line, 2> second{Line{3, 3, list(late), 1}, Line{2, 2, list(early), 0}};
  std::array<Line, 2> third{Line{3, 1, {nullptr, 0}, 0}, Line{2, 2, list(last), 0}};
  const std::array<Bill, 3> bills{Bill{3, 3, {nullptr, 0}, 1}, Bill{2, 2, list(second), 0}, Bill{3, 3, list(third), 3}};
  Record record{7, 7, {"1", 1}, list(bills)};
  REQUIRE(toy.session.take(record) == POLRT_OK);
  lie_in_a_row(toy.session.input(), 3, 4, 5);
  toy.session.decide({});
  CHECK(between(std::string(toy.session.write(1)), R"("missing":[)", "],") == missing_of_several);
  late[2].value = 10;
  third[1].known = 3;
  CHECK(toy.session.take(record) == POLRT_INVALID_RECORD);
  const std::string errors(toy.session.write(1));
  CHECK(errors.find(R"("path":"q.bills[1].lines[0].codes[2]")") != std::string::npos);
  CHECK(errors.find(R"("path":"q.bills[2].lines[1].kind")") != std::string::npos);
}

TEST_CASE("runtime: elements that do not lie in a row are not decided") {
  Opened toy;
  REQUIRE(toy.session.read(R"({"q":{"id":"1","bills":)" + several + "}}") == POLRT_OK);
  const polrt_policy* policy = std::get<polrt::Wording>(toy.opened).get();
  std::vector<std::uint64_t> arena(polrt_arena_size(policy, &toy.session.input(), 0) / 8 + 1);
  const auto decides = [&] {
    const polrt_decision* decision = nullptr;
    return polrt_decide(policy, &toy.session.input(), nullptr, 0, arena.data(), arena.size() * 8, &decision) == POLRT_OK;
  };
  CHECK(decides());
  const Record record = record_of(toy.session.input());
  std::vector<Bill> bills = elements_of<Bill>(record.bills);
  auto* const at = const_cast<std::uint8_t*>(record.bills.elements);
  const auto put = [&](const Bill& bill) { std::memcpy(at + 2 * sizeof(Bill), &bill, sizeof bill); };
  Bill moved = bills[2];
  moved.lines.elements -= sizeof(Line);
  put(moved);
  CHECK_FALSE(decides());
  moved = bills[2];
  moved.lines.count = 3;
  put(moved);
  CHECK_FALSE(decides());
  put(bills[2]);
  CHECK(decides());
}

TEST_CASE("runtime metadata: no more than three lists lie in each other") {
  std::string deep = metadata;
  const std::string code = R"({"name":"","path":"q.bills[].lines[].codes[]","kind":"leaf")";
  const std::size_t at = deep.find(code);
  REQUIRE(at != std::string::npos);
  deep.replace(at, code.size(), R"({"name":"","path":"q.bills[].lines[].codes[]","kind":"list","element_size":16,"words":1,"most":1)");
  const polrt_artifact artifact{POLRT_ARTIFACT_MAGIC, POLRT_ABI_VERSION, 0, 1, 0, deep.data(), deep.size(), 0, nullptr, Opened::decide,
                                Opened::explain,      Opened::narrow};
  const auto opened = polrt::Wording::open(artifact);
  REQUIRE(std::holds_alternative<polrt::Failure>(opened));
  CHECK(std::get<polrt::Failure>(opened).sentence.find("more lists than") != std::string::npos);
}
