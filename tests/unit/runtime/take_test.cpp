// The door for records that the host filled as C structs: the same decisions and the same problems as through JSON.
#include <doctest/doctest.h>

#include <cstring>
#include <string>
#include <vector>

#include "fixture.h"
#include "fixture_lists.h"

namespace {

using toy::Fact;

// A record as the generated header would begin and fill it.
struct alignas(8) Record {
  std::uint8_t bytes[toy::record_size] = {};

  Record() {
    for (const Fact fact : {toy::certificate, toy::certificate_id, toy::issued, toy::rate, toy::claim, toy::claim_id, toy::benefits,
                            toy::tumour, toy::found_on, toy::extra, toy::papers, toy::note, toy::suicide, toy::height})
      know(fact, true);
    bytes[toy::at_issued] = 1;
    set(toy::certificate, toy::certificate_id, toy::at_certificate_id, text("LC-1"));
    set(toy::claim, toy::claim_id, toy::at_claim_id, text("C-1"));
    set(toy::claim, toy::benefits, toy::at_benefits, std::uint64_t{3});
    set(toy::claim, toy::decision_date, toy::at_decision_date, std::int32_t{14994});  // 2011-01-20
  }

  static polrt_text text(const char* text) { return {text, std::strlen(text)}; }
  std::uint64_t* planes() { return reinterpret_cast<std::uint64_t*>(bytes); }
  static void put(std::uint64_t& plane, Fact fact, bool yes) {
    plane = yes ? plane | std::uint64_t{1} << fact : plane & ~(std::uint64_t{1} << fact);
  }
  void know(Fact fact, bool yes) { put(planes()[0], fact, yes); }
  void find(Fact fact, bool yes) { put(planes()[1], fact, yes); }
  void mark(Fact fact, bool yes) {
    know(fact, yes);
    find(fact, yes);
  }
  template <class T>
  void set(Fact holder, Fact fact, toy::Offset offset, const T& value) {
    std::memcpy(bytes + offset, &value, sizeof value);
    mark(holder, true);
    mark(fact, true);
  }
};

// The decision line, or that of the invalid record.
template <class Toy, class Taken>
std::string taken(Toy& toy, const Taken& record) {
  toy.session.take(record);
  toy.session.decide({});
  return std::string(toy.session.write(1));
}

}  // namespace

TEST_CASE("runtime take: a struct decides as its JSON does") {
  toy::Opened toy;
  Record record;
  CHECK(taken(toy, record) == toy.run(toy::record(R"(["A","B"])", "")));
  record.set(toy::claim, toy::cost, toy::at_cost, std::int64_t{130});
  CHECK(taken(toy, record) == toy.run(toy::record(R"(["A","B"])", R"("cost":130)")));
  record.set(toy::claim, toy::suicide, toy::at_suicide, std::uint8_t{1});
  CHECK(taken(toy, record) == toy.run(toy::record(R"(["A","B"])", R"("cost":130,"suicide":true)")));
  record.mark(toy::suicide, false);  // null: unknown
  CHECK(taken(toy, record) == toy.run(toy::record(R"(["A","B"])", R"("cost":130,"suicide":null)")));
  record.set(toy::extra, toy::papers, toy::at_papers, std::uint64_t{1});
  CHECK(taken(toy, record) == toy.run(toy::record(R"(["A","B"])", R"("cost":130,"suicide":null,"extra":{"papers":["form"]})")));
}

TEST_CASE("runtime take: values that are not found do not count") {
  toy::Opened toy;
  Record record;
  const std::string before = taken(toy, record);
  std::memset(record.bytes + toy::at_cost, 0xa5, 8);
  std::memset(record.bytes + toy::at_note, 0xa5, 16);
  record.bytes[toy::at_suicide] = 200;
  CHECK(taken(toy, record) == before);
}

TEST_CASE("runtime take: the same problems as JSON has") {
  toy::Opened toy;
  const auto same = [&](Record& record, const std::string& benefits, const std::string& members) {
    const std::string line = taken(toy, record);
    CHECK(line == toy.run(toy::record(benefits, members)));
    CHECK(line.find("\"invalid\"") != std::string::npos);
  };
  Record dear;
  dear.set(toy::claim, toy::cost, toy::at_cost, std::int64_t{1'000'000'000'000'000});
  same(dear, R"(["A","B"])", R"("cost":1000000000000000)");
  Record tall;
  tall.set(toy::claim, toy::height, toy::at_height, std::int64_t{-2001});
  same(tall, R"(["A","B"])", R"("height":-20.01)");
  Record early;
  early.mark(toy::tumour, true);
  early.set(toy::tumour, toy::found_on, toy::at_found_on, std::int32_t{-25568});
  same(early, R"(["A","B"])", R"("tumour":{"found_on":"1899-12-31"})");
  Record nothing;
  nothing.set(toy::claim, toy::benefits, toy::at_benefits, std::uint64_t{0});
  same(nothing, "[]", "");
}

TEST_CASE("runtime take: keys, ordinals, texts, and the one question") {
  toy::Opened toy;
  const auto refused = [&](Record& record, const std::string& path, const std::string& expected) {
    const std::string line = taken(toy, record);
    CHECK_MESSAGE(line.find("{\"path\":\"" + path + "\",\"expected\":\"" + expected) != std::string::npos, line);
  };
  Record keyless;
  keyless.find(toy::claim_id, false);
  refused(keyless, "claim.id", "a text; it must be given");
  Record silent;
  for (const Fact fact : {toy::claim, toy::claim_id, toy::benefits, toy::decision_date}) silent.find(fact, false);
  refused(silent, "claim", "the question that is asked: claim");
  Record strange;
  strange.mark(toy::tumour, true);
  strange.set(toy::tumour, toy::organ, toy::at_organ, std::uint16_t{3});
  refused(strange, "claim.tumour.organ", "one of breast, cervix, other");
  Record orphan;
  orphan.set(toy::tumour, toy::organ, toy::at_organ, std::uint16_t{1});
  orphan.find(toy::tumour, false);
  refused(orphan, "claim.tumour", "given, since something in it is given");
  Record odd;
  odd.set(toy::claim, toy::suicide, toy::at_suicide, std::uint8_t{2});
  refused(odd, "claim.suicide", "yes or no: true or false");
  Record broken;
  broken.set(toy::extra, toy::note, toy::at_note, Record::text("\xff"));
  refused(broken, "claim.extra.note", "a text in UTF-8");
  Record more;
  more.set(toy::extra, toy::papers, toy::at_papers, std::uint64_t{4});
  refused(more, "claim.extra.papers", "a list of some of form, card");
}

TEST_CASE("runtime take: planes that no function of the header makes") {
  toy::Opened toy;
  struct alignas(8) {
    std::uint8_t bytes[toy::record_size] = {};
  } zeroed;
  CHECK(taken(toy, zeroed).find("_begin") != std::string::npos);
  Record half;
  half.know(toy::cost, true);
  CHECK(taken(toy, half).find("both known and found") != std::string::npos);
  half.know(toy::cost, false);
  half.find(toy::cost, true);
  CHECK(taken(toy, half).find("both known and found") != std::string::npos);
  Record stray;
  stray.planes()[0] |= std::uint64_t{1} << 60;
  stray.planes()[1] |= std::uint64_t{1} << 60;
  CHECK(taken(toy, stray).find("no bits") != std::string::npos);
}

TEST_CASE("runtime take: a struct of another size or place is no record at all") {
  toy::Opened toy;
  polrt_reader* reader = nullptr;
  REQUIRE(polrt_reader_new(std::get<polrt::Wording>(toy.opened).get(), &reader) == POLRT_OK);
  Record record;
  polrt_input input{};
  CHECK(polrt_reader_take(reader, &record, sizeof record - 8, &input) == POLRT_BAD_ARGUMENT);
  CHECK(polrt_reader_take(reader, record.bytes + 1, sizeof record, &input) == POLRT_BAD_ARGUMENT);
  CHECK(polrt_reader_take(reader, nullptr, sizeof record, &input) == POLRT_BAD_ARGUMENT);
  CHECK(polrt_reader_take(nullptr, &record, sizeof record, &input) == POLRT_BAD_ARGUMENT);
  CHECK(polrt_reader_take(reader, &record, sizeof record, &input) == POLRT_OK);
  CHECK(polrt::view(input.id) == "C-1");
  polrt_reader_free(reader);
}

// What one door read, taken through the other.
struct alignas(8) Listed {
  std::uint8_t bytes[128];
};

TEST_CASE("runtime take: lists") {
  lists::Opened toy, other;
  for (const std::string& line :
       {lists::claim_of("[]"), lists::claim_of(R"([{"kind":"surgery","amount":3,"ordered":null},{"doctor":{},"note":"x"},{}])"),
        lists::claim_of("null"), lists::refund_of(R"("items":[{"value":3},{}])")}) {
    lists::answer() = {std::vector<std::int64_t>(21), {}};
    REQUIRE(other.session.read(line) == POLRT_OK);
    Listed record;
    std::memcpy(record.bytes, other.session.input().record, sizeof record);
    CHECK(taken(toy, record) == other.run(line));
  }
  REQUIRE(other.session.read(lists::claim_of(R"([{"kind":"surgery"},{},{},{}])")) == POLRT_OK);
  Listed record;
  std::memcpy(record.bytes, other.session.input().record, sizeof record);
  auto* const list = reinterpret_cast<polrt_list*>(record.bytes + lists::at_expenses);
  const polrt_list whole = *list;
  list->count = 5;
  CHECK(taken(toy, record).find("a list of at most 4 items") != std::string::npos);
  *list = {whole.elements + 4, 3};
  CHECK(taken(toy, record).find("a multiple of 8 bytes") != std::string::npos);
  *list = {nullptr, 1};
  CHECK(taken(toy, record).find("a multiple of 8 bytes") != std::string::npos);
  std::vector<std::uint64_t> zeroed(lists::expense_size / 8);
  *list = {reinterpret_cast<const std::uint8_t*>(zeroed.data()), 1};
  CHECK(taken(toy, record).find("_begin") != std::string::npos);
}

TEST_CASE("runtime take: two questions at once") {
  lists::Opened toy, other;
  REQUIRE(other.session.read(lists::claim_of("[]")) == POLRT_OK);
  Listed record;
  std::memcpy(record.bytes, other.session.input().record, sizeof record);
  auto* const planes = reinterpret_cast<std::uint64_t*>(record.bytes);
  planes[0] |= std::uint64_t{1} << lists::refund;
  planes[1] |= std::uint64_t{1} << lists::refund;
  CHECK(taken(toy, record).find(R"({"path":"","expected":"exactly one of claim, refund"})") != std::string::npos);
}
