// Two claims of Lady Care as a host fills them from facts that it has already, with the functions of the header that `polc build` writes.
#pragma once

#include <chrono>
#include <cstdint>
#include <string_view>

#include <aaa_lady_care.h>

namespace sample {

using namespace std::chrono_literals;
using std::chrono::August;
using std::chrono::January;
using std::chrono::June;
using std::chrono::March;
using std::chrono::October;
using std::chrono::September;

constexpr std::int32_t days(std::chrono::year_month_day day) { return std::chrono::sys_days(day).time_since_epoch().count(); }

constexpr std::string_view certificate = "LC-1005";

inline aaa_lady_care_claim_record claim(std::string_view id, std::uint16_t benefit) {
  aaa_lady_care_claim_record record;
  aaa_lady_care_claim_record_begin(&record);
  aaa_lady_care_claim_record_set_certificate_id(&record, certificate.data(), certificate.size());
  aaa_lady_care_claim_record_set_certificate_plan(&record, aaa_lady_care_certificate_plan_gold);
  aaa_lady_care_claim_record_set_certificate_cover_start(&record, days(2010y / October / 1));
  aaa_lady_care_claim_record_set_certificate_cover_end(&record, days(2011y / September / 30));
  aaa_lady_care_claim_record_set_certificate_insured_birth_date(&record, days(1980y / June / 15));
  aaa_lady_care_claim_record_set_certificate_premium_paid_in_full(&record, 1);
  aaa_lady_care_claim_record_set_certificate_premium(&record, 3'650'000);
  aaa_lady_care_claim_record_set_claim_id(&record, id.data(), id.size());
  aaa_lady_care_claim_record_set_claim_benefits(&record, std::uint64_t{1} << benefit);
  aaa_lady_care_claim_record_set_claim_tumour_organ(&record, aaa_lady_care_claim_tumour_organ_cervix);
  std::uint64_t documents = 0;
  for (const int each : {aaa_lady_care_claim_procedure_documents_claim_form, aaa_lady_care_claim_procedure_documents_certificate_original,
                         aaa_lady_care_claim_procedure_documents_identity_card, aaa_lady_care_claim_procedure_documents_medical_papers}) {
    documents |= std::uint64_t{1} << each;
  }
  aaa_lady_care_claim_record_set_claim_procedure_documents(&record, documents);
  return record;
}

inline void set_days(aaa_lady_care_claim_record& record, std::int32_t result, std::int32_t filed, std::int32_t decided) {
  aaa_lady_care_claim_record_set_claim_illness_result_date(&record, result);
  aaa_lady_care_claim_record_set_claim_illness_first_manifested_on(&record, result);
  aaa_lady_care_claim_record_set_claim_notice_date(&record, filed);
  aaa_lady_care_claim_record_set_claim_filed_date(&record, filed);
  aaa_lady_care_claim_record_set_claim_decision_date(&record, decided);
}

inline aaa_lady_care_claim_record carcinoma_in_situ() {
  aaa_lady_care_claim_record record = claim("C-5", aaa_lady_care_Benefit_B2);
  set_days(record, days(2011y / January / 20), days(2011y / January / 28), days(2011y / March / 1));
  aaa_lady_care_claim_record_set_claim_tumour_behaviour(&record, aaa_lady_care_claim_tumour_behaviour_in_situ);
  aaa_lady_care_claim_record_set_claim_tumour_invasion_evidence(&record, 0);
  aaa_lady_care_claim_record_set_claim_tumour_cell_diagnosis_malignant(&record, 0);
  aaa_lady_care_claim_record_set_claim_tumour_biopsy_method(&record, aaa_lady_care_claim_tumour_biopsy_method_cone);
  aaa_lady_care_claim_record_set_claim_tumour_biopsy_confirms(&record, 1);
  aaa_lady_care_claim_record_set_claim_tumour_cin_grade(&record, aaa_lady_care_claim_tumour_cin_grade_CIN_III);
  return record;
}

inline aaa_lady_care_claim_record cancer() {
  aaa_lady_care_claim_record record = claim("C-7", aaa_lady_care_Benefit_B1);
  set_days(record, days(2011y / August / 15), days(2011y / August / 18), days(2011y / September / 20));
  aaa_lady_care_claim_record_set_claim_tumour_behaviour(&record, aaa_lady_care_claim_tumour_behaviour_invasive);
  aaa_lady_care_claim_record_set_claim_tumour_invasion_evidence(&record, 1);
  aaa_lady_care_claim_record_set_claim_tumour_cell_diagnosis_malignant(&record, 1);
  aaa_lady_care_claim_record_set_claim_tumour_consequence_of_cis(&record, 1);
  return record;
}

}  // namespace sample
