// A second wording made by hand: lists of records, outputs, two questions, one of which takes payments back.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "polrt/polrt.hpp"

namespace lists {

// Facts, in the order of the schema.
enum Fact : std::uint32_t {
  certificate,
  certificate_id,
  start,
  end,
  claim,
  claim_id,
  benefits,
  decision_date,
  expenses,
  kind,
  amount,
  ordered,
  doctor,
  qualified,
  note,
  written,
  refund,
  refund_id,
  paid_on,
  agreed,
  items,
  value,
  sealed
};

// Members of an element of `claim.expenses`, and where their values lie in it.
enum Member : std::uint32_t { bit_kind, bit_amount, bit_ordered, bit_doctor, bit_qualified, bit_note };
inline constexpr std::uint32_t expense_size = 48;
inline constexpr std::uint32_t most_expenses = 4;

// Where the lists lie in the record.
inline constexpr std::uint32_t at_expenses = 16, at_items = 32;

// Benefit A pays what was spent on surgery that was ordered; benefit B pays 10. An expense that was not ordered is dropped; a doctor who is
// not qualified declines A. The claim tells the payee by `claim.written`; a certificate that ends before it starts makes a record invalid.
std::string metadata();

// What the question `refund` answers: its words (one ground of each role, two leaves and one loop, five outputs), and those without
// presumptions.
struct Answer {
  std::vector<std::int64_t> words;
  std::vector<std::int64_t> lifted;
};
Answer& answer();

struct Artifact {
  explicit Artifact(std::string metadata = lists::metadata());
  Artifact(const Artifact&) = delete;
  Artifact& operator=(const Artifact&) = delete;

  std::string text;
  polrt_artifact artifact;
};

struct Opened {
  Opened() : opened(polrt::Wording::open(artifact.artifact)), session(std::get<polrt::Wording>(opened)) {}

  // The decision line of a record.
  std::string run(const std::string& line, const std::vector<polrt_entry>& history = {});
  const polrt_policy* policy() const { return std::get<polrt::Wording>(opened).get(); }

  Artifact artifact;
  std::variant<polrt::Wording, polrt::Failure> opened;
  polrt::Session session;
};

// A claim for A with these expenses (`[...]`), a payee and sound dates.
std::string claim_of(const std::string& expenses, const std::string& benefits = R"(["A"])");
// A refund with these members besides its id.
std::string refund_of(const std::string& members);

}  // namespace lists
