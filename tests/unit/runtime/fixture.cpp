#include "fixture.h"

#include "deciding.h"

#include <algorithm>
#include <cstring>

namespace toy {

namespace {

bool is_known(const std::uint64_t* plane, Fact fact) { return (plane[0] >> fact & 1) != 0; }

template <class T>
T value_at(const std::uint8_t* record, Offset offset) {
  T value{};
  std::memcpy(&value, record + offset, sizeof value);
  return value;
}

std::int64_t paid_for(const polrt_history& history, std::uint32_t benefit) {
  std::int64_t sum = 0;
  for (std::uint64_t i = 0; i < history.count; ++i) sum += history.entries[i].benefit == benefit ? history.entries[i].amount : 0;
  for (std::uint64_t i = 0; i < history.booked_count; ++i) sum += history.booked[i].benefit == benefit ? history.booked[i].amount : 0;
  return sum;
}

// A truth as its possible values: yes, no.
struct Truth {
  bool may_be, may_not_be;
};
Truth truth_of(const std::uint8_t* record, const std::uint64_t* known, Fact fact, Offset offset) {
  if (!is_known(known, fact)) return {true, true};
  const bool yes = record[offset] != 0;
  return {yes, !yes};
}

void put_ground(std::int64_t* out, std::uint32_t open_at, std::uint32_t k, Truth condition) {
  if (condition.may_be && condition.may_not_be)
    out[open_at] |= std::int64_t{1} << k;
  else if (condition.may_be)
    out[0] |= std::int64_t{1} << k;
}

// Words: established, open, status_rests, amount_rests, event (2), steps (2 * 2), limit (4).
// Grounds: 0 suicide (excludes), 1 not issued (requires), 2 nothing left (limits). Leaves: 0 issued, 1 cost, 2 suicide, 3 decision_date.
void line_a(const std::uint8_t* record, const std::uint64_t* known, const std::uint8_t*, const polrt_history* history, const std::int64_t*,
            std::int64_t* out, const polrt_collect*) {
  std::fill_n(out, 14, 0);
  const Truth suicide_found = truth_of(record, known, suicide, at_suicide);
  const Truth is_issued = truth_of(record, known, issued, at_issued);
  const std::int64_t left = std::max<std::int64_t>(0, 100 - paid_for(*history, 0));
  put_ground(out, 1, 0, suicide_found);
  put_ground(out, 1, 1, {is_issued.may_not_be, is_issued.may_be});
  if (left == 0) out[0] |= 4;
  out[2] = (is_known(known, issued) ? 0 : 1) | (is_known(known, suicide) ? 0 : 4);
  const bool cost_known = is_known(known, cost);
  const auto given = value_at<std::int64_t>(record, at_cost);
  out[6] = cost_known ? given : 0;
  out[7] = cost_known ? given : 1000;
  out[8] = std::min(out[6], left);
  out[9] = std::min(out[7], left);
  out[3] = out[8] == out[9] ? 0 : 2;
  out[4] = is_known(known, decision_date) ? value_at<std::int32_t>(record, at_decision_date) : 0;
  out[5] = is_known(known, decision_date) ? out[4] : 20000;
  out[10] = out[11] = 100;
  out[12] = out[13] = paid_for(*history, 0);
}

// Words: established, open, status_rests, amount_rests, event (2), steps (2 * 2). Grounds: 0 waits, 1 refers. Leaves: 0 papers, 1
// decision_date.
void line_b(const std::uint8_t* record, const std::uint64_t*, const std::uint8_t*, const polrt_history* history, const std::int64_t*,
            std::int64_t* out, const polrt_collect*) {
  std::fill_n(out, 10, 0);
  const auto members = value_at<std::uint64_t>(record, at_papers);
  if ((members & 1) != 0) out[0] |= 1;
  if ((members & 2) != 0) out[0] |= 2;
  out[4] = 0;
  out[5] = 1;
  out[6] = out[7] = 50;
  out[8] = out[9] = std::max<std::int64_t>(0, 50 - paid_for(*history, 0));
}

void line_c(const std::uint8_t* record, const std::uint64_t* known, const std::uint8_t*, const polrt_history*, const std::int64_t*,
            std::int64_t* out, const polrt_collect*) {
  const Script& script = scripts()[static_cast<std::size_t>(value_at<std::int64_t>(record, at_cost))];
  const std::vector<std::int64_t>& words = is_known(known, issued) || script.lifted.empty() ? script.words : script.lifted;
  std::copy(words.begin(), words.end(), out);
}

void no_answer(const std::uint8_t*, const std::uint64_t*, const std::uint8_t*, const polrt_history*, const std::int64_t*, std::int64_t*,
               const polrt_collect*) {}

constexpr polrt_explain_function explain[] = {line_a, line_b, line_c, no_answer};
constexpr polrt_decide_function decide[] = {deciding<line_a>, deciding<line_b>, deciding<line_c>, deciding<no_answer>};
constexpr polrt_narrow_function narrow[] = {narrowing<line_a>, narrowing<line_b>, narrowing<line_c>, narrowing<no_answer>};

std::string fact(const std::string& head, const std::string& tail) { return "{" + head + (tail.empty() ? "" : "," + tail) + "}"; }

std::string named(const std::string& path, const std::string& kind, const std::string& presence, int parent) {
  const std::string name = path.substr(path.rfind('.') + 1);
  return R"("name":")" + name + R"(","path":")" + path + R"(","kind":")" + kind + R"(","presence":")" + presence + R"(","parent":)" +
         std::to_string(parent);
}

std::string leaf(const std::string& path, const std::string& presence, int parent, Offset offset, const std::string& type) {
  return fact(named(path, "leaf", presence, parent), "\"offset\":" + std::to_string(offset) + ",\"type\":" + type);
}

// Each with its bit, in the order of the schema.
std::string numbered(std::initializer_list<std::string> facts) {
  std::string all;
  for (int bit = 0; const std::string& fact : facts) {
    all += (bit == 0 ? "{\"bit\":" : ",{\"bit\":") + std::to_string(bit) + "," + fact.substr(1);
    ++bit;
  }
  return all;
}

std::string facts() {
  const std::string days = R"("date","from":-25567,"to":84005)";
  return numbered({
      fact(named("certificate", "group", "required", -1), ""),
      leaf("certificate.id", "key", 0, at_certificate_id, R"("text")"),
      leaf("certificate.issued", "presumed", 0, at_issued, R"("truth","presumed":1)"),
      leaf("certificate.rate", "presumed", 0, at_rate, R"("number","what":"percent","decimals":2,"from":0,"to":10000,"presumed":250)"),
      fact(named("claim", "group", "required", -1), ""),
      leaf("claim.id", "key", 4, at_claim_id, R"("text")"),
      leaf("claim.benefits", "key", 4, at_benefits, R"("set","enum":0)"),
      leaf("claim.decision_date", "required", 4, at_decision_date, days),
      leaf("claim.cost", "required", 4, at_cost, R"("number","what":"money","decimals":0,"from":0,"to":999999999999999)"),
      fact(named("claim.tumour", "record", "optional", 4), ""),
      leaf("claim.tumour.organ", "required", 9, at_organ, R"("enum","enum":1)"),
      leaf("claim.tumour.found_on", "optional", 9, at_found_on, days),
      fact(named("claim.extra", "group", "required", 4), ""),
      leaf("claim.extra.papers", "optional", 12, at_papers, R"("set","enum":2)"),
      leaf("claim.extra.note", "optional", 12, at_note, R"("text")"),
      leaf("claim.suicide", "presumed", 4, at_suicide, R"("truth","presumed":0)"),
      leaf("claim.height", "optional", 4, at_height, R"("number","what":"decimal","decimals":2,"from":-2000,"to":2000)"),
      fact(named("claim.accident", "record", "required", 4), ""),
      leaf("claim.accident.sudden", "required", 17, at_sudden, R"("truth")"),
  });
}

// Clause numbers: 0 I.A, 1 III.a, 2 I.2, 3 Schedule, 4 I.B, 5 II wait, 6 IV.5, 7 I.C, 8 "quoted".
std::string lines() {
  return R"({"benefit":0,"number":0,"leaves":[2,8,15,7],"loops":[],)"
         R"("grounds":[{"number":1,"effect":"excludes","role":"declines","presumptions":[2,15]},{"number":2,"effect":"requires","role":"declines","presumptions":[2,15]},)"
         R"({"number":3,"effect":"limits","role":"declines","presumptions":[2,15]}],)"
         R"("steps":[{"number":0,"effect":"benefit","reason":"requires","limit":false},{"number":3,"effect":"limit","reason":"limits","limit":true}]},)"
         R"({"benefit":1,"number":4,"leaves":[13,7],"loops":[],)"
         R"("grounds":[{"number":5,"effect":"waits","role":"pends","presumptions":[2,15]},{"number":6,"effect":"refers","role":"refers","presumptions":[2,15]}],)"
         R"("steps":[{"number":4,"effect":"benefit","reason":"requires","limit":false},)"
         R"({"number":0,"effect":"prior_paid","reason":"prior_paid","limit":false}]},)"
         R"({"benefit":2,"number":7,"leaves":[18,2],"loops":[],)"
         R"("grounds":[{"number":1,"effect":"excludes","role":"declines","presumptions":[2,15]},{"number":2,"effect":"requires","role":"declines","presumptions":[2,15]},)"
         R"({"number":5,"effect":"waits","role":"pends","presumptions":[2,15]},{"number":6,"effect":"waits","role":"pends","presumptions":[2,15]},)"
         R"({"number":6,"effect":"refers","role":"refers","presumptions":[2,15]},{"number":8,"effect":"refers","role":"refers","presumptions":[2,15]}],)"
         R"("steps":[{"number":7,"effect":"benefit","reason":"requires","limit":false},)"
         R"({"number":1,"effect":"deductible","reason":"limits","limit":true},{"number":3,"effect":"aggregate","reason":"limits","limit":true}]})";
}

}  // namespace

std::string metadata() {
  return R"({"abi":8,"policy":{"name":"toy","edition":"1/\"2010\"","schema":"s","hash":"h","build":"b","currency":"VND","decimals":0},)"
         R"("enums":[{"name":"Benefit","cases":["A","B","C"]},{"name":"claim.tumour.organ","cases":["breast","cervix","other"]},)"
         R"({"name":"claim.extra.papers","cases":["form","card"]}],)"
         R"("numbers":["I.A","III.a","I.2","Schedule","I.B","II wait","IV.5","I.C","\"quoted\""],)"
         R"("clauses":[{"kind":"benefit","name":"A","number":0,"titles":{"en":"A"}}],"benefits":0,)"
         R"("record_size":120,"plane_words":1,"facts":[)" +
         facts() + R"(],"certificate":0,"certificate_id":1,"lines":[)" + lines() +
         R"(],"questions":[{"name":"claim","block":4,"id":5,"asked_for":6,"today":7,"leaves":[],"loops":[],"grounds":[],"outputs":[],)"
         R"("reverses":-1,"reverses_number":-1}]})";
}

std::vector<Script>& scripts() {
  static std::vector<Script> scripts;
  return scripts;
}

Artifact::Artifact(std::string metadata) : text(std::move(metadata)) {
  artifact = {POLRT_ARTIFACT_MAGIC, POLRT_ABI_VERSION, 3, 1, 0, text.data(), text.size(), 0, nullptr, decide, explain, narrow};
}

std::string Opened::run(const std::string& line, const std::vector<polrt_entry>& history) {
  session.read(line);
  session.decide(history);
  return std::string(session.write(1));
}

std::string record(const std::string& benefits, const std::string& members) {
  return R"({"certificate":{"id":"LC-1"},"claim":{"id":"C-1","benefits":)" + benefits + R"(,"decision_date":"2011-01-20")" +
         (members.empty() ? "" : "," + members) + "}}";
}

}  // namespace toy
