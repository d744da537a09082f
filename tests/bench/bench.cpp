// What one decision of the library that `polc build` made costs, beside something to compare it with in the same run: hand-written C++ of
// the same benefit without reasons, and the reference interpreter. Times of whole commands are in commands.py. Nothing here is a test.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <new>

#include "commands/engine.h"
#include "emit/emit.h"
#include "hand_written.h"
#include "host.h"
#include "law_policies.h"

namespace {

std::atomic<std::uint64_t> allocations = 0;

}  // namespace

// Counts what the benchmarks allocate; the figure stands beside each as `allocations`.
[[gnu::noinline]] void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace {

using namespace pol;

std::string policy_file;
std::string claims_file;

using bench::Setting;
using bench::stop;

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

// The text with another part in the place of one that must be there.
std::string with(std::string text, const std::string& part, const std::string& other) {
  const std::size_t at = text.find(part);
  if (at == std::string::npos) stop("nothing reads " + part + " in a claim of " + claims_file);
  return text.replace(at, part.size(), other);
}

// Every benefit of the wording is asked for.
std::string whole_policy() {
  std::string benefits;
  for (const auto& name : wording().policy->enums.at(wording().policy->benefits).cases)
    benefits += (benefits.empty() ? "\"" : ",\"") + name + "\"";
  return with(claim("C-1"), R"(["A2c","A2b"])", "[" + benefits + "]");
}

std::string facial_surgery() { return with(claim("C-1"), R"(["A2c","A2b"])", R"(["A2b"])"); }

// Medical expenses of an accident; each line but the first, a walking stick nobody ordered, is accepted.
std::string with_expenses(std::size_t count) {
  std::string expenses;
  for (std::size_t i = 0; i < count; ++i)
    expenses += fmt::format(R"({}{{"kind":"{}","amount":{},"doctor_ordered":{}}})", i == 0 ? "" : ",", i == 0 ? "walking_aid" : "surgery",
                            100'000 + i, i != 0);
  const std::string line = with(claim("C-1"), R"(["A2c","A2b"])", R"(["A1"])");
  return with(line, R"("accident":)", R"("expenses":[)" + expenses + R"(],"accident":)");
}

// The yardstick must decide as the wording does.
void compare_with_hand_written() {
  struct Variant {
    const char *part, *other;
    void (*change)(bench::FacialSurgeryClaim&);
  };
  static constexpr Variant variants[] = {
      {"", "", [](bench::FacialSurgeryClaim&) {}},
      {"\"silver\"", "\"gold\"", [](bench::FacialSurgeryClaim& claim) { claim.plan = 2; }},
      {"6.5", "4.99", [](bench::FacialSurgeryClaim& claim) { claim.face_area = 499; }},
      {"62000000", "61", [](bench::FacialSurgeryClaim& claim) { claim.cost = 61; }},
      {"\"procedure\"", "\"causes\":{\"kidnap\":true},\"procedure\"", [](bench::FacialSurgeryClaim& claim) { claim.kidnap = true; }},
      {"\"documents\"", "\"followed\":false,\"refusal_share\":12.34,\"documents\"",
       [](bench::FacialSurgeryClaim& claim) {
         claim.followed = false;
         claim.refusal_decided = true;
         claim.refusal_share = 1234;
       }},
      {"2011-01-23", "2012-01-16", [](bench::FacialSurgeryClaim& claim) { claim.filed = 15'355; }},
  };
  Setting setting;
  for (const Variant& variant : variants) {
    bench::FacialSurgeryClaim by_hand = bench::sample();
    variant.change(by_hand);
    const polrt_input input = setting.read(with(facial_surgery(), variant.part, variant.other));
    const auto paid = polrt_decision_total(setting.decide(input)), expected = bench::facial_surgery(by_hand);
    if (paid != expected) stop(fmt::format("decided {}, by hand {}, where it reads {}", paid, expected, variant.other));
  }
  const auto filled = polrt_decision_total(setting.fill_and_decide());  // one reader: what the next line reads takes its place
  if (filled != polrt_decision_total(setting.decide(setting.read(claim("C-5"))))) stop("C-5 as a struct is decided as another claim");
}

void decide(benchmark::State& state, const std::string& line) {
  Setting setting;
  const polrt_input input = setting.read(line);
  const std::uint64_t before = allocations;
  for (auto _ : state) benchmark::DoNotOptimize(setting.decide(input));
  state.counters["allocations"] = static_cast<double>(allocations - before);
}

// As a host does that has the facts already: begin, set, take, decide.
void fill_and_decide(benchmark::State& state) {
  Setting setting;
  const std::uint64_t before = allocations;
  for (auto _ : state) benchmark::DoNotOptimize(setting.fill_and_decide());
  state.counters["allocations"] = static_cast<double>(allocations - before);
}

// Nanoseconds that each record takes by itself, rising.
std::vector<double> time_each(bench::LawCases& cases) {
  constexpr int rounds = 2000;
  std::vector<double> times;
  for (std::size_t record = 0; record < cases.size(); ++record) {
    const auto start = std::chrono::steady_clock::now();
    for (int round = 0; round < rounds; ++round) benchmark::DoNotOptimize(cases.decide(record));
    times.push_back(std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start).count() / rounds);
  }
  std::sort(times.begin(), times.end());
  return times;
}

// One record after another of the policy's acceptance cases, under their parameters. Beside the mean: the record in the middle, and the one
// that takes longest.
void decide_law_cases(benchmark::State& state, bench::LawCases* cases) {
  std::size_t record = 0;
  const std::uint64_t before = allocations;
  for (auto _ : state) {
    benchmark::DoNotOptimize(cases->decide(record));
    if (++record == cases->size()) record = 0;
  }
  state.counters["allocations"] = static_cast<double>(allocations - before);
  const std::vector<double> times = time_each(*cases);
  state.counters["median"] = times[times.size() / 2];
  state.counters["longest"] = times.back();
}

void read_decide_write(benchmark::State& state, const std::string& line) {
  Setting setting;
  for (auto _ : state) {
    const polrt_input input = setting.read(line);
    benchmark::DoNotOptimize(setting.write(setting.decide(input)));
  }
}

void interpret(benchmark::State& state, const std::string& line) {
  const auto engine = commands::make_engine(wording(), commands::EngineKind::interpreter);
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
  if (argc != 4) stop("usage: polc_bench [--benchmark_...] POLICY CLAIMS LAW_CASES");
  policy_file = argv[1];
  claims_file = argv[2];
  compare_with_hand_written();
  benchmark::RegisterBenchmark("hand-written C++: facial surgery, no reasons, nothing unknown", hand_written);
  benchmark::RegisterBenchmark("decide: facial surgery, paid", decide, facial_surgery());
  benchmark::RegisterBenchmark("decide: facial surgery and dentistry, both paid", decide, claim("C-1"));
  benchmark::RegisterBenchmark("decide: carcinoma in situ, paid", decide, claim("C-5"));
  benchmark::RegisterBenchmark("decide: cancer, declined for several reasons", decide, claim("C-2"));
  benchmark::RegisterBenchmark("decide: facial surgery, pended", decide, claim("C-3"));
  benchmark::RegisterBenchmark("decide: every benefit asked for", decide, whole_policy());
  benchmark::RegisterBenchmark("struct filled, taken and decided: C-5", fill_and_decide);
  benchmark::RegisterBenchmark("JSON in, decide, JSON out: C-5", read_decide_write, claim("C-5"));
  benchmark::RegisterBenchmark("interpreter, JSON in and out: C-5", interpret, claim("C-5"));
  for (const std::size_t count : {0, 5, 100}) {
    const std::string what = fmt::format("{} expense lines", count), line = with_expenses(count);
    benchmark::RegisterBenchmark(("decide: " + what).c_str(), decide, line);
    benchmark::RegisterBenchmark(("JSON in, decide, JSON out: " + what).c_str(), read_decide_write, line);
    benchmark::RegisterBenchmark(("interpreter, JSON in and out: " + what).c_str(), interpret, line);
  }
  std::vector<std::unique_ptr<bench::LawCases>> laws;
  for (const char* name : {"cn_medical_malpractice", "de_diga_listing", "us_mcit_payment", "kr_device_route", "eu_ai_operator",
                           "kr_ai_allocation", "data_use"}) {
    laws.push_back(bench::LawCases::read(name, argv[3]));
    benchmark::RegisterBenchmark(fmt::format("decide, mean of its cases: {}", name).c_str(), decide_law_cases, laws.back().get());
  }
  benchmark::RegisterBenchmark("parse and check the wording", parse_and_check)->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark("compile the wording to machine code", compile)->Unit(benchmark::kMillisecond);
  benchmark::RunSpecifiedBenchmarks();
}
