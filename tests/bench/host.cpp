#include "host.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "sample_records.h"

namespace pol::bench {

void stop(const std::string& sentence) {
  fmt::print(stderr, "polc_bench: {}\n", sentence);
  std::exit(2);
}

Setting::Setting() {
  polrt_error error{};
  const polrt_expected expected{aaa_lady_care_schema, nullptr};
  if (polrt_policy_load(LIBRARIES "aaa_lady_care.so", &expected, &policy_, &error) != POLRT_OK) stop(error.text);
  if (polrt_reader_new(policy_, &reader_) != POLRT_OK) stop("no memory");
  arena_.resize(polrt_policy_arena_size(policy_) / sizeof(std::uint64_t) + 1);
}

Setting::~Setting() {
  polrt_reader_free(reader_);
  polrt_policy_close(policy_);
}

polrt_input Setting::read(const std::string& line) {
  polrt_input input{};
  if (polrt_reader_read(reader_, line.data(), line.size(), &input) != POLRT_OK) stop("an invalid record");
  arena_.resize(std::max(arena_.size(), polrt_arena_size(policy_, &input, 0) / sizeof(std::uint64_t) + 1));
  return input;
}

const polrt_decision* Setting::decide(const polrt_input& input) {
  const polrt_decision* decision = nullptr;
  if (polrt_decide(policy_, &input, nullptr, 0, arena_.data(), arena_.size() * sizeof(std::uint64_t), &decision) != POLRT_OK)
    stop("not decided");
  return decision;
}

const polrt_decision* Setting::fill_and_decide() {
  const aaa_lady_care_claim_record record = sample::carcinoma_in_situ();
  polrt_input input{};
  if (polrt_reader_take(reader_, &record, sizeof record, &input) != POLRT_OK) stop("an invalid record");
  return decide(input);
}

std::size_t Setting::write(const polrt_decision* decision) { return polrt_write_decision(decision, 1, buffer_.data(), buffer_.size()); }

}  // namespace pol::bench
