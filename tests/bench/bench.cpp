// What one decision costs, beside something to compare it with in the same run: hand-written C++ of the same benefit without reasons, and
// the reference interpreter. Times of whole commands are in commands.py. Nothing here is a test.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <new>

#include "commands/engine.h"
#include "emit/emit.h"
#include "hand_written.h"
#include "polrt/polrt.h"

namespace {

std::atomic<std::uint64_t> allocations = 0;

}  // namespace

// Counts what the benchmarks allocate; the figure stands beside each as `allocations`.
void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace {

using namespace pol;

std::string policy_file;
std::string claims_file;

[[noreturn]] void stop(const std::string& sentence) {
  fmt::print(stderr, "polc_bench: {}\n", sentence);
  std::exit(2);
}

const commands::Wording& wording() {
  static const commands::Wording loaded = [] {
    auto read = commands::read_wording(policy_file);
    if (!read || !read->policy) stop("cannot use " + policy_file);
    return std::move(*read);
  }();
  return loaded;
}

// The line of the claims file with this claim id.
const std::string& claim(const std::string& id) {
  static std::vector<std::string> lines;
  if (lines.empty()) {
    std::ifstream file(claims_file);
    for (std::string line; std::getline(file, line);) lines.push_back(line);
  }
  for (const auto& line : lines)
    if (line.find("\"id\":\"" + id + "\"") != std::string::npos) return line;
  stop("no claim " + id + " in " + claims_file);
}

// Everything that deciding one record takes, set up once.
struct Setting {
  std::unique_ptr<emit::Compiled> compiled = emit::Compiled::compile(commands::to_program(wording()));
  polrt_policy* policy = nullptr;
  polrt_reader* reader = nullptr;
  std::vector<std::uint64_t> arena;
  std::string buffer = std::string(65536, '\0');

  Setting() {
    polrt_error error{};
    if (polrt_policy_open(&compiled->artifact(), &policy, &error) != POLRT_OK || polrt_reader_new(policy, &reader) != POLRT_OK)
      stop(error.text);
    arena.resize(polrt_policy_arena_size(policy) / sizeof(std::uint64_t) + 1);
  }
  ~Setting() {
    polrt_reader_free(reader);
    polrt_policy_close(policy);
  }
  polrt_input read(const std::string& line) {
    polrt_input input{};
    if (polrt_reader_read(reader, line.data(), line.size(), &input) != POLRT_OK) stop("an invalid record");
    return input;
  }
  const polrt_decision* decide(const polrt_input& input) {
    const polrt_decision* decision = nullptr;
    polrt_decide(policy, &input, nullptr, 0, arena.data(), arena.size() * sizeof(std::uint64_t), &decision);
    return decision;
  }
};

void decide(benchmark::State& state, const char* id) {
  Setting setting;
  const polrt_input input = setting.read(claim(id));
  const std::uint64_t before = allocations;
  for (auto _ : state) benchmark::DoNotOptimize(setting.decide(input));
  state.counters["allocations"] = static_cast<double>(allocations - before);
}

void read_decide_write(benchmark::State& state, const char* id) {
  Setting setting;
  const std::string& line = claim(id);
  for (auto _ : state) {
    const polrt_input input = setting.read(line);
    benchmark::DoNotOptimize(
        polrt_write_decision(setting.policy, &input, setting.decide(input), 1, setting.buffer.data(), setting.buffer.size()));
  }
}

void interpret(benchmark::State& state, const char* id) {
  const auto engine = commands::make_engine(wording(), commands::EngineKind::interpreter);
  const std::string& line = claim(id);
  for (auto _ : state) {
    commands::History history;
    benchmark::DoNotOptimize(engine->decide(line, 1, history));
  }
}

void hand_written(benchmark::State& state) {
  const bench::FacialSurgeryClaim claim = bench::sample();
  for (auto _ : state) {
    benchmark::DoNotOptimize(&claim);
    benchmark::ClobberMemory();
    benchmark::DoNotOptimize(bench::facial_surgery(claim));
  }
}

void parse_and_check(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(commands::read_wording(policy_file));
}

void compile(benchmark::State& state) {
  const auto program = commands::to_program(wording());
  for (auto _ : state) benchmark::DoNotOptimize(emit::Compiled::compile(program));
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (argc != 3) stop("usage: polc_bench [--benchmark_...] POLICY CLAIMS");
  policy_file = argv[1];
  claims_file = argv[2];
  benchmark::RegisterBenchmark("hand-written C++: facial surgery, no reasons, nothing unknown", hand_written);
  benchmark::RegisterBenchmark("decide: facial surgery and dentistry, both paid", decide, "C-1");
  benchmark::RegisterBenchmark("decide: carcinoma in situ, paid", decide, "C-5");
  benchmark::RegisterBenchmark("decide: cancer, declined for several reasons", decide, "C-2");
  benchmark::RegisterBenchmark("decide: facial surgery, pended", decide, "C-3");
  benchmark::RegisterBenchmark("JSON in, decide, JSON out: C-5", read_decide_write, "C-5");
  benchmark::RegisterBenchmark("interpreter, JSON in and out: C-5", interpret, "C-5");
  benchmark::RegisterBenchmark("parse and check the wording", parse_and_check)->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark("compile the wording to machine code", compile)->Unit(benchmark::kMillisecond);
  benchmark::RunSpecifiedBenchmarks();
}
