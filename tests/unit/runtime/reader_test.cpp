#include <doctest/doctest.h>

#include <cstring>
#include <random>
#include <string>
#include <vector>

#include "fixture.h"

namespace {

using toy::record;

// The errors of a record that must be invalid; "" where it is not.
std::string errors(const std::string& line) {
  toy::Opened toy;
  if (toy.session.read(line) != POLRT_INVALID_RECORD) return "";
  const std::string text(toy.session.write(7));
  const std::size_t at = text.find("\"errors\":");
  REQUIRE(at != std::string::npos);
  return text.substr(at + 9, text.size() - at - 10);
}

std::string claim_with(const std::string& members) { return record(R"(["A"])", members); }

template <class T>
T value_at(const toy::Opened& toy, toy::Offset offset) {
  T value{};
  std::memcpy(&value, toy.session.input().record + offset, sizeof value);
  return value;
}

std::uint64_t plane(const toy::Opened& toy, std::size_t word) {
  std::uint64_t value = 0;
  std::memcpy(&value, toy.session.input().record + word * 8, sizeof value);
  return value;
}

bool known(const toy::Opened& toy, toy::Fact fact) { return (plane(toy, 0) >> fact & 1) != 0; }
bool found(const toy::Opened& toy, toy::Fact fact) { return (plane(toy, 1) >> fact & 1) != 0; }

}  // namespace

TEST_CASE("runtime reader: planes and values") {
  toy::Opened toy;
  REQUIRE(toy.session.read(
              R"( {"claim":{"benefits":["C","A","C"],"id":"C\u002d1 \"x\"","extra":{"note":null,"papers":[]},"tumour":{"organ":"cervix"},)"
              R"("cost":6e7,"suicide":null,"height":"-12.50","decision_date":"2011-01-20"},"certificate":{"id":"Đơn-1","rate":12.5}} )") ==
          POLRT_OK);
  const polrt_input& input = toy.session.input();
  CHECK(std::string(input.certificate.data, input.certificate.size) == "Đơn-1");
  CHECK(std::string(input.id.data, input.id.size) == "C-1 \"x\"");
  CHECK(value_at<std::uint64_t>(toy, toy::at_benefits) == 5);
  CHECK(value_at<std::int64_t>(toy, toy::at_cost) == 60000000);
  CHECK(value_at<std::int64_t>(toy, toy::at_height) == -1250);
  CHECK(value_at<std::int64_t>(toy, toy::at_rate) == 1250);
  CHECK(value_at<std::int32_t>(toy, toy::at_decision_date) == 14994);
  CHECK(value_at<std::uint16_t>(toy, toy::at_organ) == 1);
  CHECK(value_at<std::uint8_t>(toy, toy::at_issued) == 1);  // presumed
  CHECK(known(toy, toy::issued));
  CHECK(!found(toy, toy::issued));
  CHECK(!known(toy, toy::suicide));  // null denies the presumption
  CHECK(!found(toy, toy::suicide));
  CHECK(known(toy, toy::note));  // optional: null is absence
  CHECK(!found(toy, toy::note));
  CHECK(found(toy, toy::papers));  // the empty set is a value
  CHECK(known(toy, toy::papers));
  CHECK(found(toy, toy::tumour));
  CHECK(known(toy, toy::organ));
  CHECK(known(toy, toy::found_on));
  CHECK(!found(toy, toy::found_on));
  CHECK(!known(toy, toy::accident));  // a required record that is absent is unknown
  CHECK(!known(toy, toy::sudden));
  CHECK(known(toy, toy::extra));
  // Nothing of it is left in the next record.
  REQUIRE(toy.session.read(record(R"(["A"])", R"("accident":{"sudden":true},"tumour":null)")) == POLRT_OK);
  CHECK(!found(toy, toy::tumour));
  CHECK(known(toy, toy::tumour));
  CHECK(!known(toy, toy::organ));
  CHECK(!known(toy, toy::cost));
  CHECK(known(toy, toy::suicide));
  CHECK(known(toy, toy::accident));
  CHECK(known(toy, toy::sudden));
  CHECK(value_at<std::int64_t>(toy, toy::at_rate) == 250);
}

TEST_CASE("runtime reader: what a record may not be") {
  const std::string not_json = R"([{"path":"","expected":"one well-formed JSON object and nothing else on the line"}])";
  const std::string no_object = R"([{"path":"","expected":"one JSON object, like {\"certificate\": {...}, \"claim\": {...}}"}])";
  for (const std::string line : {"", "  ", "{", "{]", "{\"claim\":", "{\"claim\"}", "{\"claim\":{}", "hello}", "{\"a\":1}}x",
                                 "{\"claim\":{},}", "{,}", "{\"claim\" {}}", "{\"\\ud800\":1}", "{\"\\udc00\":1}", "{1:2}"}) {
    CAPTURE(line);
    const std::string said = errors(line);
    CHECK(said != "");
    CHECK((said.find("one well-formed") != std::string::npos || said.find("one JSON object") != std::string::npos));
  }
  CHECK(errors("{\"claim\":{\"id\":\"a") == not_json);
  CHECK(errors(claim_with(R"("extra":{"note":"a":"b"})")) == not_json);
  CHECK(errors(claim_with(R"("tumour":{"organ":"cervix":"found_on"})")) == not_json);
  CHECK(errors(claim_with(R"("cost":"5":6)")) == not_json);
  CHECK(errors(claim_with(R"("cost":5:6)")) == not_json);
  CHECK(errors(claim_with(R"("extra":{"papers":["form":"card"]})")) == not_json);
  CHECK(errors("[1,2]") == no_object);
  CHECK(errors("null") == no_object);
  CHECK(errors("17") == no_object);
  CHECK(errors(claim_with("") + " x") == not_json);
  CHECK(errors(claim_with("") + claim_with("")) == R"([{"path":"","expected":"nothing after the JSON object"}])");
  CHECK(errors("{\"claim\":{\"id\":\"\xff\"}}") == R"([{"path":"","expected":"text in UTF-8"}])");
  CHECK(errors("{\"claim\":{\"id\":\"a\nb\"}}") == not_json);
  CHECK(errors(R"({"certificate":{"id":"a\x"},"claim":{"id":"b","benefits":["A"]}})") ==
        R"([{"path":"certificate.id","expected":"a text","got":"\"a\\x\""}])");
  CHECK(errors(std::string(POLRT_MAX_RECORD_BYTES + 1, ' ')) == R"([{"path":"","expected":"a record of at most 16 MiB"}])");
  CHECK(errors(claim_with("\"cost\":5" + std::string(1 << 20, ' '))) == "");
}

TEST_CASE("runtime reader: nesting bombs are only wrong values") {
  for (const std::string open : {"[", "{\"a\":"}) {
    std::string bomb;
    for (int i = 0; i < 100'000; ++i) bomb += open;
    CHECK(errors(claim_with("\"cost\":" + bomb)) != "");
    CHECK(errors(bomb) != "");
    const std::string close(100'000, open == "[" ? ']' : '}');
    CHECK(errors(claim_with("\"cost\":" + bomb + (open == "[" ? "" : "1") + close)).find("claim.cost") != std::string::npos);
  }
}

TEST_CASE("runtime reader: wrong values are named, with what was expected and what stood there") {
  const std::string amount = R"("expected":"an amount in VND with no decimals, 0 to 999999999999999")";
  CHECK(errors(claim_with(R"("cost":-1)")) == R"([{"path":"claim.cost",)" + amount + R"(,"got":"-1"}])");
  CHECK(errors(claim_with(R"("cost":1000000000000000)")) != "");
  CHECK(errors(claim_with(R"("cost":0.5)")) == R"([{"path":"claim.cost",)" + amount + R"(,"got":"0.5"}])");
  CHECK(errors(claim_with(R"("cost":true)")) == R"([{"path":"claim.cost",)" + amount + R"(,"got":"true"}])");
  CHECK(errors(claim_with(R"("cost":"12 ")")) == R"([{"path":"claim.cost",)" + amount + R"(,"got":"\"12 \""}])");
  CHECK(errors(claim_with(R"("cost":[{"x":"]"}, 2] )")) == R"([{"path":"claim.cost",)" + amount + R"(,"got":"[{\"x\":\"]\"}, 2]"}])");
  CHECK(errors(claim_with("\"cost\":1" + std::string(100, '2'))) ==
        R"([{"path":"claim.cost",)" + amount + R"(,"got":"1)" + std::string(56, '2') + R"(..."}])");
  CHECK(errors(claim_with(R"("height":1.234)")) ==
        R"([{"path":"claim.height","expected":"a number with at most 2 decimals, -20 to 20","got":"1.234"}])");
  CHECK(errors(claim_with(R"("height":20.01)")) != "");
  CHECK(errors(claim_with(R"("height":20.000)")) == "");
  CHECK(errors(claim_with(R"("suicide":"true")")) ==
        R"([{"path":"claim.suicide","expected":"yes or no: true or false","got":"\"true\""}])");
  CHECK(errors(claim_with(R"("suicide":tru)")) != "");
  CHECK(errors(claim_with(R"("suicide":nullx)")) != "");
  CHECK(errors(claim_with(R"("tumour":{"organ":"Breast"})")) ==
        R"([{"path":"claim.tumour.organ","expected":"one of breast, cervix, other","got":"\"Breast\""}])");
  CHECK(errors(claim_with(R"("tumour":{"organ":1})")) != "");
  CHECK(errors(claim_with(R"("tumour":{"found_on":"2011-02-29"})")) ==
        R"([{"path":"claim.tumour.found_on","expected":"a date like 2011-01-20","got":"\"2011-02-29\""}])");
  CHECK(errors(claim_with(R"("tumour":{"found_on":"1899-12-31"})")) ==
        R"([{"path":"claim.tumour.found_on","expected":"a date from 1900-01-01 to 2199-12-31","got":"\"1899-12-31\""}])");
  CHECK(errors(claim_with(R"("tumour":{"found_on":20110120})")) != "");
  CHECK(errors(claim_with(R"("tumour":true)")) ==
        R"([{"path":"claim.tumour","expected":"an object with fields in it: {...}","got":"true"}])");
  CHECK(errors(claim_with(R"("tumour":[])")) != "");
  CHECK(errors(claim_with(R"("extra":{"papers":["form","stamp",null]})")) ==
        R"([{"path":"claim.extra.papers","expected":"a list of some of form, card","got":"\"stamp\""},)"
        R"({"path":"claim.extra.papers","expected":"a list of some of form, card","got":"null"}])");
  CHECK(errors(claim_with(R"("extra":{"papers":"form"})")) != "");
  CHECK(errors(claim_with(R"("extra":{"note":5})")) == R"([{"path":"claim.extra.note","expected":"a text","got":"5"}])");
  CHECK(errors(claim_with(R"("extra":{"note":"\udc00"})")) != "");
  CHECK(errors(claim_with(R"("extra":{"note":"a\u0000\ud83d\ude00\/"})")) == "");
}

TEST_CASE("runtime reader: keys, groups and questions") {
  CHECK(
      errors(claim_with(R"("colour":"red")")) ==
      R"([{"path":"claim.colour","expected":"no field but id, benefits, decision_date, cost, tumour, extra, suicide, height, accident"}])");
  CHECK(errors(R"({"certificate":{"id":"a"},"claim":{"id":"b","benefits":["A"]},"x":1})") ==
        R"([{"path":"x","expected":"no field but certificate, claim"}])");
  CHECK(errors(claim_with(R"("cost":5,"cost":6)")) == R"([{"path":"claim.cost","expected":"each key only once","got":"6"}])");
  CHECK(errors(claim_with(R"("cost":5,"co\u0073t":5)")) != "");
  CHECK(errors(claim_with(R"("cost":null,"cost":null)")) != "");
  CHECK(errors(R"({"certificate":{"id":"a"},"claim":null,"claim":{"id":"b","benefits":["A"]}})") != "");
  CHECK(errors(R"({"certificate":{"id":"a"}})") == R"([{"path":"claim","expected":"the question that is asked: claim"}])");
  CHECK(errors(R"({"certificate":{"id":"a"},"claim":null})") == R"([{"path":"claim","expected":"the question that is asked: claim"}])");
  CHECK(errors(R"({"claim":{}})") ==
        R"([{"path":"certificate.id","expected":"a text; it must be given"},{"path":"claim.id","expected":"a text; it must be given"},)"
        R"({"path":"claim.benefits","expected":"a list of at least one of A, B, C; it must be given"}])");
  CHECK(errors(R"({"certificate":{"id":null},"claim":{"id":"b","benefits":[ ]}})") ==
        R"([{"path":"certificate.id","expected":"a text; it must be given","got":"null"},)"
        R"({"path":"claim.benefits","expected":"a list of at least one of A, B, C","got":"[ ]"}])");
  CHECK(errors(R"({"certificate":5,"claim":{"id":"b","benefits":["A"]}})") ==
        R"([{"path":"certificate","expected":"an object with fields in it: {...}","got":"5"}])");
  CHECK(errors(R"({"certificate":null,"claim":{"id":"b","benefits":["A"]}})") ==
        R"([{"path":"certificate.id","expected":"a text; it must be given"}])");
}

TEST_CASE("runtime reader: an invalid line still shows the ids that could be read, and at most 20 problems") {
  toy::Opened toy;
  CHECK(toy.run(R"({"claim":{"cost":-1,"id":"C\n1","benefits":["A"]},"certificate":{"id":"LC-1"}})") ==
        R"({"record":1,"certificate":"LC-1","claim":"C\n1","status":"invalid","errors":[{"path":"claim.cost",)"
        R"("expected":"an amount in VND with no decimals, 0 to 999999999999999","got":"-1"}]})");
  CHECK(toy.run("[]").find(R"("certificate":null,"claim":null,"status":"invalid")") != std::string::npos);
  CHECK(toy.session.input().record == nullptr);
  std::string many;
  for (int i = 0; i < 50; ++i) many += (i == 0 ? "\"x" : ",\"x") + std::to_string(i) + "\":1";
  const std::string text = toy.run(claim_with(many));
  CHECK(text.find("claim.x19") != std::string::npos);
  CHECK(text.find("claim.x20") == std::string::npos);
}

TEST_CASE("runtime reader: broken lines never crash and are always complained about") {
  toy::Opened toy;
  const std::string line = claim_with(
      R"("cost":6.0e1,"tumour":{"organ":"cervix","found_on":"2011-01-02"},"extra":{"papers":["form","card"],"note":"\u00e9\ud83d\ude00"},)"
      R"("suicide":false,"height":-1.25,"accident":{"sudden":true})");
  REQUIRE(toy.session.read(line) == POLRT_OK);
  for (std::size_t size = 0; size < line.size(); ++size) {
    REQUIRE(toy.session.read(std::string(line, 0, size)) == POLRT_INVALID_RECORD);
    REQUIRE(std::string(toy.session.write(1)).find("\"path\"") != std::string::npos);
  }
  std::mt19937 random(7);
  const std::string pieces = "{}[]\",:\\u0123456789.eE-+truefalsn \t\x01\x80\xff";
  for (int i = 0; i < 100'000; ++i) {
    std::string broken = line;
    for (unsigned k = random() % 4 + 1; k > 0; --k) {
      const std::size_t at = random() % broken.size();
      if (random() % 3 == 0)
        broken.erase(at, random() % 5);
      else if (random() % 2 == 0)
        broken.insert(at, 1, pieces[random() % pieces.size()]);
      else
        broken[at] = pieces[random() % pieces.size()];
    }
    const polrt_status status = toy.session.read(broken);
    const bool complained = std::string(toy.session.write(1)).find("\"path\"") != std::string::npos;
    REQUIRE((status == POLRT_OK || (status == POLRT_INVALID_RECORD && complained)));
    if (status == POLRT_OK) REQUIRE(!complained);
  }
}

namespace {

std::string history_error(const std::string& line, std::vector<polrt_entry>* entries = nullptr, std::string* certificate = nullptr) {
  toy::Opened toy;
  polrt_reader* reader = nullptr;
  REQUIRE(polrt_reader_new(std::get<polrt::Wording>(toy.opened).get(), &reader) == POLRT_OK);
  polrt_text id{};
  const polrt_entry* found = nullptr;
  std::size_t count = 0;
  polrt_error error{};
  const polrt_status status = polrt_reader_read_history(reader, line.data(), line.size(), &id, &found, &count, &error);
  CHECK((status == POLRT_OK) == (error.text[0] == '\0'));
  if (status == POLRT_OK && entries != nullptr) entries->assign(found, found + count);
  if (status == POLRT_OK && certificate != nullptr && id.data != nullptr) certificate->assign(id.data, id.size);
  polrt_reader_free(reader);
  return error.text;
}

std::string with_history(const std::string& entries) {
  return R"({"record":1,"certificate":"LC\u002d1","x":[1,{"history":5}],"history":[)" + entries + "]}";
}

}  // namespace

TEST_CASE("runtime reader: the history of an earlier decision") {
  std::vector<polrt_entry> entries;
  std::string certificate;
  CHECK(history_error(with_history(R"({"benefit":"B","event_date":"2011-01-20","decision_date":null,"amount":-5e1},)"
                                   R"({"amount":999999999999999,"decision_date":"1970-01-02","event_date":null,"benefit":"A"})"),
                      &entries, &certificate) == "");
  CHECK(certificate == "LC-1");
  REQUIRE(entries.size() == 2);
  CHECK(entries[0].benefit == 1);
  CHECK(entries[0].dates == POLRT_HAS_EVENT_DATE);
  CHECK(entries[0].event_date == 14994);
  CHECK(entries[0].amount == -50);
  CHECK(entries[1].benefit == 0);
  CHECK(entries[1].dates == POLRT_HAS_DECISION_DATE);
  CHECK(entries[1].decision_date == 1);
  CHECK(entries[1].amount == 999999999999999);
  CHECK(history_error(R"({"record":3,"certificate":null,"claim":null,"status":"invalid","errors":[]})") == "");
}

TEST_CASE("runtime reader: a history that cannot be used says why") {
  const std::string good = R"("event_date":null,"decision_date":null)";
  CHECK(history_error(with_history(R"({"benefit":"Z",)" + good + R"(,"amount":1})")) ==
        "In an earlier decision, history[0] has a `benefit` that cannot be used: \"Z\".");
  for (const char* amount : {"1000000000000000", "-1000000000000000", "0.5", "true", "\"\"", "null", "[1]"}) {
    CAPTURE(amount);
    CHECK(history_error(with_history(R"({"benefit":"A",)" + good + R"(,"amount":)" + amount + "}")).find("`amount`") != std::string::npos);
  }
  CHECK(history_error(with_history(R"({"benefit":"A","event_date":"2011-13-01","decision_date":null,"amount":1})")).find("event_date") !=
        std::string::npos);
  CHECK(history_error(with_history(R"({"benefit":"A","event_date":null,"amount":1})")) != "");
  CHECK(history_error(with_history(R"({"benefit":"A","benefit":"A",)" + good + R"(,"amount":1})")) != "");
  CHECK(history_error(with_history(R"({"benefit":"A",)" + good + R"(,"amount":1,"note":1})")) != "");
  CHECK(history_error(with_history("5")) != "");
  CHECK(history_error(R"({"certificate":"a","history":{}})") != "");
  CHECK(history_error(R"({"certificate":5,"history":[]})") != "");
  CHECK(history_error(R"({"certificate":"a","certificate":"b","history":[]})") != "");
  CHECK(history_error(R"({"certificate":"a","history":[],"history":[]})") != "");
  CHECK(history_error(R"({"history":[{"benefit":"A",)" + good + R"(,"amount":1}]})") ==
        "An earlier decision has a history but no `certificate`.");
  CHECK(history_error(R"([])") != "");
  CHECK(history_error(R"({"certificate":"a","history":[]} x)") != "");
  CHECK(history_error(R"({"certificate":"a","history":[]}{})") != "");
  CHECK(history_error(R"({"certificate":"a","claim":"b":"c","history":[]})") != "");
  CHECK(history_error("") != "");
}
