// A small wording made by hand, so that the runtime is tested without the compiler: metadata as JSON, lines as functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "polrt/polrt.hpp"

namespace toy {

// Where the values lie in a record of the question `claim`.
inline constexpr std::size_t plane_words = 1;
enum Offset : std::uint32_t {
  at_certificate_id = 16,
  at_claim_id = 32,
  at_benefits = 48,
  at_cost = 56,
  at_height = 64,
  at_papers = 72,
  at_note = 80,
  at_rate = 96,
  at_decision_date = 104,
  at_found_on = 108,
  at_organ = 112,
  at_issued = 114,
  at_suicide = 115,
  at_sudden = 116,
  record_size = 120
};

// Facts of the question `claim`, in the order of the schema.
enum Fact : std::uint32_t {
  certificate,
  certificate_id,
  issued,
  rate,
  claim,
  claim_id,
  benefits,
  decision_date,
  cost,
  tumour,
  organ,
  found_on,
  extra,
  papers,
  note,
  suicide,
  height,
  accident,
  sudden
};

// Benefits: A pays the cost up to 100, less what the certificate has had for A; B pays 50 less what A has had; C does as its script says.
std::string metadata();

// What benefit C does when the claim's cost is `k`: words of its line function (two grounds of each role, two leaves, three steps, limits
// on the second and third). `lifted` instead where the presumption of `certificate.issued` is not believed.
struct Script {
  std::vector<std::int64_t> words;
  std::vector<std::int64_t> lifted;
};
std::vector<Script>& scripts();

// Keeps the texts that an artifact points at.
struct Artifact {
  explicit Artifact(std::string metadata = toy::metadata());
  Artifact(const Artifact&) = delete;
  Artifact& operator=(const Artifact&) = delete;

  std::string text;
  polrt_artifact artifact;
};

// The toy opened, with a session on it.
struct Opened {
  Opened() : opened(polrt::Wording::open(artifact.artifact)), session(std::get<polrt::Wording>(opened)) {}

  // The decision line of a record.
  std::string run(const std::string& line, const std::vector<polrt_entry>& history = {});

  Artifact artifact;
  std::variant<polrt::Wording, polrt::Failure> opened;
  polrt::Session session;
};

// A record with a certificate, and these members of its claim besides id, benefits and date: `"cost":5`.
std::string record(const std::string& benefits, const std::string& members);

}  // namespace toy
