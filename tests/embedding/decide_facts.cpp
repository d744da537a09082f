// A host in C++: fills the record that the wording's header declares, from facts that it has already, and reads the decision part by part.
//
//   decide_facts WORDING.so HISTORY.db
//
// A carcinoma in situ is paid in January, and the cancer that it became in August: the history, which stands in the host's database, leaves
// the difference. Prints what is paid and why. Exit status: 0 done, 4 a file or the database failed, or a record was not valid.
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <span>
#include <string_view>
#include <variant>

#include <aaa_lady_care.h>
#include <polrt/polrt.hpp>

#include "history.h"

namespace {

using namespace std::chrono_literals;
using std::chrono::August;
using std::chrono::January;
using std::chrono::June;
using std::chrono::March;
using std::chrono::October;
using std::chrono::September;

constexpr int failed = 4;

constexpr std::int32_t days(std::chrono::year_month_day day) { return std::chrono::sys_days(day).time_since_epoch().count(); }

struct Close {
  void operator()(sqlite3* database) const { history_close(database); }
};
using Database = std::unique_ptr<sqlite3, Close>;

constexpr std::string_view certificate = "LC-1005";

aaa_lady_care_record claim(std::string_view id, std::uint16_t benefit) {
  aaa_lady_care_record record;
  aaa_lady_care_record_begin(&record);
  aaa_lady_care_record_set_certificate_id(&record, certificate.data(), certificate.size());
  aaa_lady_care_record_set_certificate_plan(&record, aaa_lady_care_certificate_plan_gold);
  aaa_lady_care_record_set_certificate_cover_start(&record, days(2010y / October / 1));
  aaa_lady_care_record_set_certificate_cover_end(&record, days(2011y / September / 30));
  aaa_lady_care_record_set_certificate_insured_birth_date(&record, days(1980y / June / 15));
  aaa_lady_care_record_set_certificate_premium_paid_in_full(&record, 1);
  aaa_lady_care_record_set_certificate_premium(&record, 3'650'000);
  aaa_lady_care_record_set_claim_id(&record, id.data(), id.size());
  aaa_lady_care_record_set_claim_benefits(&record, std::uint64_t{1} << benefit);
  aaa_lady_care_record_set_claim_tumour_organ(&record, aaa_lady_care_claim_tumour_organ_cervix);
  std::uint64_t documents = 0;
  for (const int each : {aaa_lady_care_claim_procedure_documents_claim_form, aaa_lady_care_claim_procedure_documents_certificate_original,
                         aaa_lady_care_claim_procedure_documents_identity_card, aaa_lady_care_claim_procedure_documents_medical_papers}) {
    documents |= std::uint64_t{1} << each;
  }
  aaa_lady_care_record_set_claim_procedure_documents(&record, documents);
  return record;
}

void set_days(aaa_lady_care_record& record, std::int32_t result, std::int32_t filed, std::int32_t decided) {
  aaa_lady_care_record_set_claim_illness_result_date(&record, result);
  aaa_lady_care_record_set_claim_illness_first_manifested_on(&record, result);
  aaa_lady_care_record_set_claim_notice_date(&record, filed);
  aaa_lady_care_record_set_claim_filed_date(&record, filed);
  aaa_lady_care_record_set_claim_decision_date(&record, decided);
}

aaa_lady_care_record carcinoma_in_situ() {
  aaa_lady_care_record record = claim("C-5", aaa_lady_care_Benefit_B2);
  set_days(record, days(2011y / January / 20), days(2011y / January / 28), days(2011y / March / 1));
  aaa_lady_care_record_set_claim_tumour_behaviour(&record, aaa_lady_care_claim_tumour_behaviour_in_situ);
  aaa_lady_care_record_set_claim_tumour_invasion_evidence(&record, 0);
  aaa_lady_care_record_set_claim_tumour_cell_diagnosis_malignant(&record, 0);
  aaa_lady_care_record_set_claim_tumour_biopsy_method(&record, aaa_lady_care_claim_tumour_biopsy_method_cone);
  aaa_lady_care_record_set_claim_tumour_biopsy_confirms(&record, 1);
  aaa_lady_care_record_set_claim_tumour_cin_grade(&record, aaa_lady_care_claim_tumour_cin_grade_CIN_III);
  return record;
}

aaa_lady_care_record cancer() {
  aaa_lady_care_record record = claim("C-7", aaa_lady_care_Benefit_B1);
  set_days(record, days(2011y / August / 15), days(2011y / August / 18), days(2011y / September / 20));
  aaa_lady_care_record_set_claim_tumour_behaviour(&record, aaa_lady_care_claim_tumour_behaviour_invasive);
  aaa_lady_care_record_set_claim_tumour_invasion_evidence(&record, 1);
  aaa_lady_care_record_set_claim_tumour_cell_diagnosis_malignant(&record, 1);
  aaa_lady_care_record_set_claim_tumour_consequence_of_cis(&record, 1);
  return record;
}

void print(const polrt::Wording& wording, const polrt::Session& session) {
  const polrt::Decision decision = session.decision();
  std::cout << polrt::view(session.input().id) << ": " << polrt_outcome_name(decision.outcome()) << ' ' << decision.total() << '\n';
  for (const polrt_line& line : decision.lines()) {
    std::cout << "  " << wording.benefit(line.benefit) << ' ' << polrt_outcome_name(line.status) << ' ' << line.amount << '\n';
    for (const polrt_step& step : decision.steps(line)) std::cout << "    " << wording.clause(step.clause) << ' ' << step.amount << '\n';
  }
  for (const polrt_reason& reason : decision.reasons()) {
    std::cout << "  because " << wording.clause(reason.clause) << ": " << wording.title(reason.clause, "en") << '\n';
  }
  for (const polrt_limit& limit : decision.limits()) {
    std::cout << "  " << wording.clause(limit.clause) << ": " << limit.left << " left\n";
  }
}

// One transaction: nobody else decides for the certificate in between.
bool decide(const polrt::Wording& wording, polrt::Session& session, sqlite3* database, const aaa_lady_care_record& record) {
  if (session.take(record) != POLRT_OK) {
    for (const polrt_problem& problem : session.problems()) {
      std::cerr << polrt::view(problem.path) << ": expected " << polrt::view(problem.expected) << '\n';
    }
    return false;
  }
  if (history_begin(database) == 0) return false;
  polrt_entry* entries = nullptr;
  std::size_t count = 0;
  bool good = history_read(database, wording.get(), session.input().certificate, &entries, &count) != 0;
  const std::unique_ptr<polrt_entry, void (*)(void*)> owner(entries, std::free);
  good = good && session.decide(std::span(entries, count)) == POLRT_OK &&
         history_add(database, wording.get(), session.input().certificate, session.input().id, session.decision().get()) != 0;
  good = history_end(database, good ? 1 : 0) != 0 && good;
  if (good) print(wording, session);
  return good;
}

int run(const char* library, const char* path) {
  // Compiled against one header, it takes no wording whose records differ.
  const polrt_expected expected{aaa_lady_care_schema, nullptr};
  auto loaded = polrt::Wording::load(library, expected);
  if (const auto* failure = std::get_if<polrt::Failure>(&loaded)) {
    std::cerr << "decide_facts: " << failure->sentence << '\n';
    return failed;
  }
  const polrt::Wording& wording = std::get<polrt::Wording>(loaded);
  sqlite3* opened = nullptr;
  const bool is_open = history_open(path, &opened) != 0;
  const Database database(opened);
  if (!is_open) return failed;
  polrt::Session session(wording);
  for (const aaa_lady_care_record& record : {carcinoma_in_situ(), cancer()}) {
    if (!decide(wording, session, database.get(), record)) return failed;
  }
  return 0;
}

}  // namespace

int main(int count, char** words) {
  if (count != 3) {
    std::cerr << "usage: decide_facts WORDING.so HISTORY.db\n";
    return 2;
  }
  return run(words[1], words[2]);
}
