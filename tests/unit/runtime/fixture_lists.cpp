#include "fixture_lists.h"

#include "deciding.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace lists {

namespace {

enum Offset : std::uint32_t {
  at_certificate_id = 48,
  at_claim_id = 64,
  at_refund_id = 80,
  at_benefits = 96,
  at_start = 104,
  at_end = 108,
  at_decision_date = 112,
  at_paid_on = 116,
  at_written = 120,
  at_agreed = 121,
  at_sealed = 122,
  record_size = 128
};
enum OfExpense : std::uint32_t { at_amount = 16, at_note = 24, at_kind = 40, at_ordered = 42, at_qualified = 43 };
enum OfItem : std::uint32_t { at_value = 16, item_size = 24 };

constexpr std::int64_t most_amount = 1000;

template <class T>
T value_at(const std::uint8_t* base, std::uint32_t offset) {
  T value{};
  std::memcpy(&value, base + offset, sizeof value);
  return value;
}

bool has(const std::uint8_t* planes, std::uint32_t bit, std::size_t word = 0) {
  return (value_at<std::uint64_t>(planes, static_cast<std::uint32_t>(8 * word)) >> bit & 1) != 0;
}

struct Truth {
  bool may_be, may_not_be;

  bool is_open() const { return may_be && may_not_be; }
};

struct Expense {
  Truth surgery, ordered, unqualified;
  std::int64_t least, most;
  std::uint64_t rests;  // members that are unknown

  bool counts() const { return surgery.may_be && ordered.may_be; }
  bool counts_for_sure() const { return counts() && !surgery.may_not_be && !ordered.may_not_be; }
};

Truth truth_of(bool known, bool yes) { return known ? Truth{yes, !yes} : Truth{true, true}; }

Expense expense_at(const std::uint8_t* element, bool own_plane) {
  const auto believes = [&](Member member) { return has(element, member) && (own_plane || has(element, member, 1)); };
  const bool knows_ordered = believes(bit_ordered);
  const bool knows_amount = has(element, bit_amount);
  const auto given = value_at<std::int64_t>(element, at_amount);
  const Truth qualified = truth_of(believes(bit_qualified), element[at_qualified] != 0);
  const bool has_doctor = has(element, bit_doctor, 1);
  Expense expense{truth_of(has(element, bit_kind), value_at<std::uint16_t>(element, at_kind) == 0),
                  truth_of(knows_ordered, element[at_ordered] != 0),
                  {has_doctor && qualified.may_not_be, !has_doctor || qualified.may_be},
                  knows_amount ? given : 0,
                  knows_amount ? given : most_amount,
                  0};
  if (!has(element, bit_kind)) expense.rests |= 1u << bit_kind;
  if (!knows_amount) expense.rests |= 1u << bit_amount;
  if (!knows_ordered) expense.rests |= 1u << bit_ordered;
  return expense;
}

// What each loop of benefit A rests on, of one element.
void rests_of(const Expense& expense, std::uint64_t (&rests)[3]) {
  const bool single = !expense.counts() || (expense.counts_for_sure() && expense.least == expense.most);
  rests[0] = single ? 0 : expense.rests;
  rests[1] = expense.ordered.is_open() ? 1u << bit_ordered : 0;
  rests[2] = expense.unqualified.is_open() ? 1u << bit_qualified : 0;
}

void put_any(std::int64_t* out, std::uint32_t open_at, std::uint32_t ground, bool sure, bool possible) {
  if (sure)
    out[0] |= std::int64_t{1} << ground;
  else if (possible)
    out[open_at] |= std::int64_t{1} << ground;
}

// Words: established, open, status_rests, amount_rests, event (2), steps (2 * 2). Grounds: 0 not ordered (drops), 1 not qualified
// (declines), 2 nothing left (declines). Leaf 0: decision_date; loops 1 to 3: what counts, ordered, qualified.
void line_a(const std::uint8_t* record, const std::uint64_t* known, const std::uint8_t*, const polrt_history*, const std::int64_t*,
            std::int64_t* out, const polrt_collect* collect) {
  std::fill_n(out, 10, 0);
  const bool own_plane = reinterpret_cast<const std::uint8_t*>(known) == record;
  const auto list = value_at<polrt_list>(record, at_expenses);
  std::int64_t least = 0, most = 0;
  bool dropped = false, may_drop = false, unqualified = false, may_be_unqualified = false;
  std::uint64_t all[3] = {};
  for (std::uint64_t k = 0; k < list.count; ++k) {
    const Expense expense = expense_at(list.elements + k * expense_size, own_plane);
    least += expense.counts_for_sure() ? expense.least : 0;
    most += expense.counts() ? expense.most : 0;
    dropped = dropped || !expense.ordered.may_be;
    may_drop = may_drop || expense.ordered.may_not_be;
    unqualified = unqualified || !expense.unqualified.may_not_be;
    may_be_unqualified = may_be_unqualified || expense.unqualified.may_be;
    std::uint64_t rests[3];
    rests_of(expense, rests);
    for (int loop = 0; loop < 3; ++loop) {
      all[loop] |= rests[loop];
      if (collect != nullptr && (collect->loops[0] >> loop & 1) != 0) collect->planes[loop][k] |= rests[loop];
    }
  }
  put_any(out, 1, 0, dropped, may_drop);
  put_any(out, 1, 1, unqualified, may_be_unqualified);
  put_any(out, 1, 2, most == 0, false);
  out[2] = !unqualified && all[2] != 0 ? 8 : 0;
  out[3] = least != most && all[0] != 0 ? 2 : 0;
  out[5] = 1;
  out[6] = out[8] = least;
  out[7] = out[9] = most;
}

void line_b(const std::uint8_t*, const std::uint64_t*, const std::uint8_t*, const polrt_history*, const std::int64_t*, std::int64_t* out,
            const polrt_collect*) {
  std::fill_n(out, 8, 0);
  out[6] = out[7] = 10;
}

// Words: established, open, status_rests, amount_rests, event (2), output (3). Grounds: 0 breaks, 1 decides. Leaves: start, end, written.
void claim_answer(const std::uint8_t* record, const std::uint64_t* known, const std::uint8_t*, const polrt_history* history,
                  const std::int64_t*, std::int64_t* out, const polrt_collect*) {
  std::fill_n(out, 9, 0);
  const bool dated = (known[0] >> start & 1) != 0 && (known[0] >> end & 1) != 0;
  const bool broken = value_at<std::int32_t>(record, at_start) > value_at<std::int32_t>(record, at_end);
  put_any(out, 1, 0, dated && broken, !dated);
  const Truth told = truth_of((known[0] >> written & 1) != 0, record[at_written] != 0);
  put_any(out, 1, 1, !told.may_be, told.may_not_be);
  out[3] = told.is_open() ? 4 : 0;
  out[6] = 2;
  out[7] = (told.may_be ? 1 : 0) | (told.may_not_be ? 2 : 0);
  if (history->booked_count > 0) out[7] = 0;  // it must see what was before this decision
}

void refund_answer(const std::uint8_t* record, const std::uint64_t* known, const std::uint8_t*, const polrt_history*, const std::int64_t*,
                   std::int64_t* out, const polrt_collect* collect) {
  const bool own_plane = reinterpret_cast<const std::uint8_t*>(known) == record;
  const std::vector<std::int64_t>& words = own_plane || answer().lifted.empty() ? answer().words : answer().lifted;
  std::copy(words.begin(), words.end(), out);
  const auto list = value_at<polrt_list>(record, at_items);
  for (std::uint64_t k = 0; collect != nullptr && k < list.count; ++k) {
    if (!has(list.elements + k * item_size, 0)) collect->planes[0][k] |= 1;
  }
}

constexpr polrt_explain_function explain[] = {line_a, line_b, claim_answer, refund_answer};
constexpr polrt_decide_function decide[] = {deciding<line_a>, deciding<line_b>, deciding<claim_answer>, deciding<refund_answer>};
constexpr polrt_narrow_function narrow[] = {narrowing<line_a>, narrowing<line_b>, narrowing<claim_answer>, narrowing<refund_answer>};

// A fact without its braces' end: `tail` holds what only its kind has.
std::string fact(const std::string& path, const std::string& kind, const std::string& presence, int parent, std::uint32_t bit,
                 const std::string& tail) {
  const std::string name = path.substr(path.rfind('.') + 1);
  return R"({"name":")" + name + R"(","path":")" + path + R"(","kind":")" + kind + R"(","presence":")" + presence + R"(","parent":)" +
         std::to_string(parent) + ",\"bit\":" + std::to_string(bit) + (tail.empty() ? "" : "," + tail) + "}";
}

std::string leaf(const std::string& path, const std::string& presence, int parent, std::uint32_t bit, std::uint32_t offset,
                 const std::string& tail) {
  return fact(path, "leaf", presence, parent, bit, "\"offset\":" + std::to_string(offset) + "," + tail);
}

const std::string truth = R"("type":"truth")";
const std::string text = R"("type":"text")";
const std::string date = R"("type":"date","from":-25567,"to":84005)";
const std::string money = R"("type":"number","what":"money","decimals":2,"from":0,"to":1000)";

std::string expense_facts() {
  const std::string in = ",\"list\":8";
  return fact("claim.expenses", "list", "optional", claim, expenses, R"("offset":16,"element_size":48,"words":1,"most":4)") + "," +
         leaf("claim.expenses[].kind", "required", expenses, bit_kind, at_kind, R"("type":"enum","enum":1)" + in) + "," +
         leaf("claim.expenses[].amount", "required", expenses, bit_amount, at_amount, money + in) + "," +
         leaf("claim.expenses[].ordered", "presumed", expenses, bit_ordered, at_ordered, truth + ",\"presumed\":1" + in) + "," +
         fact("claim.expenses[].doctor", "record", "optional", expenses, bit_doctor, in.substr(1)) + "," +
         leaf("claim.expenses[].doctor.qualified", "presumed", doctor, bit_qualified, at_qualified, truth + ",\"presumed\":0" + in) + "," +
         leaf("claim.expenses[].note", "optional", expenses, bit_note, at_note, text + in);
}

std::string facts() {
  return fact("certificate", "group", "required", -1, certificate, "") + "," +
         leaf("certificate.id", "key", certificate, certificate_id, at_certificate_id, text) + "," +
         leaf("certificate.start", "required", certificate, start, at_start, date) + "," +
         leaf("certificate.end", "required", certificate, end, at_end, date) + "," + fact("claim", "group", "required", -1, claim, "") +
         "," + leaf("claim.id", "key", claim, claim_id, at_claim_id, text) + "," +
         leaf("claim.benefits", "key", claim, benefits, at_benefits, R"("type":"set","enum":0)") + "," +
         leaf("claim.decision_date", "required", claim, decision_date, at_decision_date, date) + "," + expense_facts() + "," +
         leaf("claim.written", "required", claim, written, at_written, truth) + "," + fact("refund", "group", "required", -1, refund, "") +
         "," + leaf("refund.id", "key", refund, refund_id, at_refund_id, text) + "," +
         leaf("refund.paid_on", "required", refund, paid_on, at_paid_on, date) + "," +
         leaf("refund.agreed", "required", refund, agreed, at_agreed, truth) + "," +
         fact("refund.items", "list", "required", refund, items, R"("offset":32,"element_size":24,"words":1,"most":100)") + "," +
         leaf("refund.items[].value", "required", items, 0, at_value, money + ",\"list\":20,\"personal\":true") + "," +
         leaf("refund.sealed", "presumed", refund, sealed, at_sealed, truth + ",\"presumed\":1");
}

// Clause numbers: 0 I.A, 1 ordered, 2 qualified, 3 I.B, 4 IV.4, 5 V, 6 VI, 7 IV.3.
const std::string lines =
    R"({"benefit":0,"number":0,"leaves":[7],"loops":[{"list":8,"leaves":[9,10,11]},{"list":8,"leaves":[11]},{"list":8,"leaves":[13]}],)"
    R"("grounds":[{"number":1,"effect":"requires","role":"drops","presumptions":[11,13]},{"number":2,"effect":"requires","role":"declines","presumptions":[11,13]},)"
    R"({"number":0,"effect":"limits","role":"declines","presumptions":[11,13]}],)"
    R"("steps":[{"number":0,"effect":"benefit","reason":"requires","limit":false},{"number":0,"effect":"rounding","reason":"limits","limit":false}]},)"
    R"({"benefit":1,"number":3,"leaves":[],"loops":[],"grounds":[],)"
    R"("steps":[{"number":3,"effect":"benefit","reason":"requires","limit":false}]})";

const std::string questions =
    R"({"name":"claim","block":4,"id":5,"asked_for":6,"today":7,"leaves":[2,3,15],"loops":[],"grounds":[)"
    R"({"number":4,"effect":"requires","role":"breaks","presumptions":[],"path":"certificate","expected":"start <= end"},)"
    R"({"number":4,"effect":"requires","role":"decides","presumptions":[22]}],"outputs":[{"name":"payee","outcome":true,"type":"enum","enum":2}],)"
    R"("reverses":-1,"reverses_number":-1},)"
    R"({"name":"refund","block":16,"id":17,"asked_for":-1,"today":18,"leaves":[19,22],"loops":[{"list":20,"leaves":[21]}],"grounds":[)"
    R"({"number":5,"effect":"refers","role":"refers","presumptions":[22]},{"number":6,"effect":"excludes","role":"decides","presumptions":[22]},)"
    R"({"number":6,"effect":"requires","role":"breaks","presumptions":[],"path":"refund","expected":"agreed"}],)"
    R"("outputs":[{"name":"accepted","outcome":true,"type":"truth"},{"name":"due","outcome":true,"type":"number","decimals":2,"what":"money"},)"
    R"({"name":"share","outcome":false,"type":"number","decimals":2,"what":"percent"},{"name":"by","outcome":false,"type":"date"},)"
    R"({"name":"to","outcome":false,"type":"enum","enum":2}],"reverses":0,"reverses_number":7})";

}  // namespace

std::string metadata() {
  return R"({"abi":8,"policy":{"name":"lists","edition":"1","schema":"s","hash":"h","build":"b","currency":"EUR","decimals":2},)"
         R"("enums":[{"name":"Benefit","cases":["A","B"]},{"name":"kind","cases":["surgery","exam"]},{"name":"Payee","cases":["insured","heirs"]}],)"
         R"("numbers":["I.A","ordered","qualified","I.B","IV.4","V","VI","IV.3"],"clauses":[],"benefits":0,)"
         R"("record_size":128,"plane_words":1,"facts":[)" +
         facts() + R"(],"certificate":0,"certificate_id":1,"lines":[)" + lines + R"(],"questions":[)" + questions + "]}";
}

Answer& answer() {
  static Answer answer;
  return answer;
}

Artifact::Artifact(std::string metadata) : text(std::move(metadata)) {
  artifact = {POLRT_ARTIFACT_MAGIC, POLRT_ABI_VERSION, 2, 2, 0, text.data(), text.size(), 0, nullptr, decide, explain, narrow};
}

std::string Opened::run(const std::string& line, const std::vector<polrt_entry>& history) {
  session.read(line);
  session.decide(history);
  return std::string(session.write(1));
}

std::string claim_of(const std::string& expenses, const std::string& benefits) {
  return R"({"certificate":{"id":"LC-1","start":"2010-01-01","end":"2011-01-01"},"claim":{"id":"C-1","benefits":)" + benefits +
         R"(,"decision_date":"2011-01-20","expenses":)" + expenses + R"(,"written":true}})";
}

std::string refund_of(const std::string& members) {
  return R"({"certificate":{"id":"LC-1"},"refund":{"id":"R-1")" + (members.empty() ? "" : "," + members) + "}}";
}

}  // namespace lists
