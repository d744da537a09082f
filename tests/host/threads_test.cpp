// 64 threads on one wording: each decides every claim as one thread alone does, through both doors, and no thread allocates while it
// decides and reads. Earlier amounts of its certificate stand in the history of each claim. usage: threads_test ARTIFACT CLAIMS
#include <atomic>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "polrt/polrt.hpp"

namespace {

thread_local std::uint64_t allocations = 0;

}  // namespace

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
extern "C" {
void* __libc_malloc(std::size_t);
void* malloc(std::size_t size) {
  ++allocations;
  return __libc_malloc(size);
}
}
#endif

namespace {

constexpr std::size_t most_arena = 1 << 20, most_line = 1 << 16;
constexpr int rounds = 5;

struct Thread {
  explicit Thread(const polrt_policy* opened) : policy(opened), arena(most_arena / 8), line(most_line) {
    if (polrt_reader_new(policy, &json) != POLRT_OK || polrt_reader_new(policy, &structs) != POLRT_OK) std::abort();
  }
  ~Thread() {
    polrt_reader_free(json);
    polrt_reader_free(structs);
  }

  const polrt_policy* policy;
  polrt_reader* json = nullptr;
  polrt_reader* structs = nullptr;
  std::vector<std::uint64_t> arena;
  std::vector<char> line;
};

const std::vector<polrt_entry>& history() {
  static const std::vector<polrt_entry> entries = {{0, POLRT_HAS_EVENT_DATE, 14900, 0, 1'000'000}, {1, 0, 0, 0, 2'000'000}};
  return entries;
}

// Everything that a host may read; a number that depends on all of it.
std::uint64_t read_all(const polrt::Decision& decision) {
  std::uint64_t sum = static_cast<std::uint64_t>(decision.total());
  for (const polrt_line& line : decision.lines()) {
    sum = sum * 31 + static_cast<std::uint64_t>(line.amount) + static_cast<std::uint64_t>(line.most);
    for (const polrt_step& step : decision.steps(line)) sum = sum * 31 + static_cast<std::uint64_t>(step.amount);
    for (const polrt_missing& missing : decision.missing(line)) sum = sum * 31 + missing.fact;
  }
  for (const polrt_reason& reason : decision.reasons()) sum = sum * 31 + reason.clause;
  for (const polrt_limit& limit : decision.limits()) sum = sum * 31 + static_cast<std::uint64_t>(limit.left);
  for (const polrt_output& output : decision.outputs()) sum = sum * 31 + static_cast<std::uint64_t>(output.value);
  return sum;
}

// The decision line; empty where something is wrong, `allocated` what deciding and reading took.
std::string decide(Thread& thread, const polrt_input& input, std::uint64_t& allocated) {
  const std::uint64_t before = allocations;
  const polrt_decision* decision = nullptr;
  const polrt_status status =
      polrt_decide(thread.policy, &input, history().data(), history().size(), thread.arena.data(), most_arena, &decision);
  if (status != POLRT_OK) return {};
  const std::uint64_t sum = read_all(polrt::Decision(decision));
  const std::size_t size = polrt_write_decision(decision, 1, thread.line.data(), most_line);
  allocated += allocations - before;
  return size > most_line ? std::string() : std::string(thread.line.data(), size) + std::to_string(sum);
}

// The lines of all claims, from JSON and then from the struct that JSON gave.
std::vector<std::string> decide_all(Thread& thread, const std::vector<std::string>& claims, std::size_t record_size,
                                    std::uint64_t& allocated) {
  std::vector<std::string> lines;
  for (const std::string& claim : claims) {
    polrt_input input{}, taken{};
    if (polrt_reader_read(thread.json, claim.data(), claim.size(), &input) != POLRT_OK) continue;
    lines.push_back(decide(thread, input, allocated));
    const std::uint64_t before = allocations;
    const bool good = polrt_reader_take(thread.structs, input.record, record_size, &taken) == POLRT_OK;
    allocated += allocations - before;
    if (!good || decide(thread, taken, allocated) != lines.back()) lines.emplace_back();
  }
  return lines;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) return 2;
  const auto loaded = polrt::Wording::load(arguments[1]);
  if (const auto* failure = std::get_if<polrt::Failure>(&loaded)) return std::printf("%s\n", failure->sentence.c_str()), 2;
  const polrt_policy* const policy = std::get<polrt::Wording>(loaded).get();
  const std::size_t record_size = std::get<polrt::Wording>(loaded).about().record_size;
  std::vector<std::string> claims;
  std::ifstream file(arguments[2]);
  for (std::string line; std::getline(file, line);) claims.push_back(line);

  std::uint64_t allocated = 0;
  Thread alone(policy);
  decide_all(alone, claims, record_size, allocated);  // readers grow to what the claims need
  allocated = 0;
  const std::vector<std::string> expected = decide_all(alone, claims, record_size, allocated);
  std::atomic<int> different = 0;
  std::vector<std::thread> threads;
  for (int k = 0; k < 64; ++k) {
    threads.emplace_back([&] {
      Thread own(policy);
      std::uint64_t ignored = 0;
      for (int round = 0; round < rounds; ++round) different += decide_all(own, claims, record_size, ignored) == expected ? 0 : 1;
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::size_t empty = 0;
  for (const std::string& line : expected) empty += line.empty() ? 1 : 0;
  std::printf("%zu claims, 64 threads, %d rounds: %d differ; %zu without a decision; %llu allocations\n", expected.size(), rounds,
              different.load(), empty, static_cast<unsigned long long>(allocated));
  return different == 0 && empty == 0 && allocated == 0 && expected.size() >= 20 && allocations > 0 ? 0 : 1;
}
