// A host in C++: fills the record that the wording's header declares, from facts that it has already, and reads the decision part by part.
//
//   decide_facts WORDING.so HISTORY.db
//
// A carcinoma in situ is paid in January, and the cancer that it became in August: the history, which stands in the host's database, leaves
// the difference. Prints what is paid and why. Exit status: 0 done, 4 a file or the database failed, or a record was not valid.
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <span>
#include <string_view>
#include <variant>

#include <polrt/polrt.hpp>

#include "history.h"
#include "sample_records.h"

namespace {

constexpr int failed = 4;

struct Close {
  void operator()(sqlite3* database) const { history_close(database); }
};
using Database = std::unique_ptr<sqlite3, Close>;

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
bool decide(const polrt::Wording& wording, polrt::Session& session, sqlite3* database, const aaa_lady_care_claim_record& record) {
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
  for (const aaa_lady_care_claim_record& record : {sample::carcinoma_in_situ(), sample::cancer()}) {
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
