// Counts every allocation of this program, to show that deciding and writing make none.
#include <doctest/doctest.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>
#include <string>
#include <vector>

#include "fixture.h"
#include "fixture_lists.h"

namespace {

thread_local std::uint64_t allocations = 0;

}  // namespace

#if defined(__SANITIZE_ADDRESS__)  // which has an allocator of its own, and tells of every use
extern "C" int __sanitizer_install_malloc_and_free_hooks(void (*)(const volatile void*, std::size_t), void (*)(const volatile void*));

namespace {

const int hooked =
    __sanitizer_install_malloc_and_free_hooks([](const volatile void*, std::size_t) { ++allocations; }, [](const volatile void*) {});

}  // namespace
#else
extern "C" {
void* __libc_malloc(std::size_t);
void* __libc_calloc(std::size_t, std::size_t);
void* __libc_realloc(void*, std::size_t);
void* __libc_memalign(std::size_t, std::size_t);

void* malloc(std::size_t size) {
  ++allocations;
  return __libc_malloc(size);
}
void* calloc(std::size_t count, std::size_t size) {
  ++allocations;
  return __libc_calloc(count, size);
}
void* realloc(void* memory, std::size_t size) {
  ++allocations;
  return __libc_realloc(memory, size);
}
void* aligned_alloc(std::size_t alignment, std::size_t size) {
  ++allocations;
  return __libc_memalign(alignment, size);
}
}
#endif

TEST_CASE("runtime: deciding and writing allocate nothing") {
  toy::Opened toy;
  const polrt_policy* policy = std::get<polrt::Wording>(toy.opened).get();
  std::vector<std::uint64_t> arena(polrt_policy_arena_size(policy) / 8 + 1);
  std::vector<char> buffer(8192);
  const std::vector<polrt_entry> history = {{0, 0, 0, 0, 30}};
  std::uint64_t counted = 0;
  std::size_t written = 0;
  for (const char* members : {"", "\"cost\":130", R"("cost":5,"suicide":true)", R"("suicide":null)"}) {
    REQUIRE(toy.session.read(toy::record(R"(["A","B"])", members)) == POLRT_OK);
    const polrt_input input = toy.session.input();
    const polrt_decision* decision = nullptr;
    const std::uint64_t before = allocations;
    const polrt_status status = polrt_decide(policy, &input, history.data(), history.size(), arena.data(), arena.size() * 8, &decision);
    written += polrt_write_decision(decision, 1, buffer.data(), buffer.size());
    counted += allocations - before;
    REQUIRE(status == POLRT_OK);
  }
  CHECK(counted == 0);
  CHECK(written > 1000);
}

TEST_CASE("runtime: deciding lists and questions, and writing them, allocates nothing") {
  lists::Opened toy;
  lists::answer() = {{0, 1, 7, 0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0}, {}};  // open whether a person is asked
  std::vector<std::uint64_t> arena(20'000);
  std::vector<char> buffer(8192);
  const std::vector<polrt_entry> history(100, {0, 0, 0, 0, 30});
  std::uint64_t counted = 0;
  std::size_t named = 0, reversed = 0;
  for (const std::string& line : {lists::claim_of(R"([{"kind":"surgery","ordered":null},{"amount":3},{"kind":"surgery"}])"),
                                  lists::claim_of(R"([{"kind":"surgery","amount":1,"ordered":false,"doctor":{}}])"), lists::claim_of("[]"),
                                  lists::refund_of(R"("items":[{},{},{}])"), lists::refund_of("")}) {
    REQUIRE(toy.session.read(line) == POLRT_OK);
    const polrt_input input = toy.session.input();
    const polrt_decision* decision = nullptr;
    const std::uint64_t before = allocations;
    const std::size_t size = polrt_arena_size(toy.policy(), &input, history.size());
    const polrt_status status = polrt_decide(toy.policy(), &input, history.data(), history.size(), arena.data(), size, &decision);
    const std::size_t written = polrt_write_decision(decision, 1, buffer.data(), buffer.size());
    counted += allocations - before;
    REQUIRE(status == POLRT_OK);
    named += std::string_view(buffer.data(), written).find("[2]") != std::string_view::npos ? 1 : 0;
    reversed += polrt_decision_entries(decision, nullptr) > 0 ? 1 : 0;
    if (input.question == 1) lists::answer().words[1] = 0;  // the next one is decided
  }
  CHECK(counted == 0);
  CHECK(named == 2);
  CHECK(reversed == 1);
}

TEST_CASE("runtime: taking a struct, and reading the decision, allocate nothing") {
  lists::Opened toy, other;
  REQUIRE(other.session.read(lists::claim_of(R"([{"kind":"surgery","ordered":null},{"amount":3},{"kind":"surgery"}])")) == POLRT_OK);
  struct alignas(8) {
    std::uint8_t bytes[128];
  } record;
  std::memcpy(record.bytes, other.session.input().record, sizeof record);
  const std::size_t size = polrt_arena_size(other.policy(), &other.session.input(), 0);
  std::vector<std::uint64_t> arena(size / 8 + 1);
  REQUIRE(toy.session.take(record) == POLRT_OK);
  const std::uint64_t before = allocations;
  std::size_t read = 0;
  for (int i = 0; i < 3; ++i) {
    if (toy.session.take(record) != POLRT_OK) break;
    const polrt_decision* made = nullptr;
    if (polrt_decide(toy.policy(), &toy.session.input(), nullptr, 0, arena.data(), size, &made) != POLRT_OK) break;
    const polrt::Decision decision(made);
    for (const polrt_line& line : decision.lines()) {
      for (const polrt_missing& missing : decision.missing(line)) read += missing.path.size;
      for (const polrt_step& step : decision.steps(line)) read += step.clause;
    }
    for (const polrt_reason& reason : decision.reasons()) read += polrt_clause_number(toy.policy(), reason.clause).size;
    for (const polrt_output& output : decision.outputs()) read += output.name.size;
    for (const polrt_limit& limit : decision.limits()) read += limit.clause;
  }
  CHECK(allocations == before);
  CHECK(read > 0);
}

TEST_CASE("runtime: a reader that has seen a list as long allocates nothing for a good one") {
  lists::Opened toy;
  const std::string line = lists::claim_of(R"([{"kind":"surgery","amount":"1.5"},{"doctor":{"qualified":true}},{"note":"x"},{}])");
  REQUIRE(toy.session.read(line) == POLRT_OK);
  const std::uint64_t before = allocations;
  for (int i = 0; i < 10; ++i) REQUIRE(toy.session.read(line) == POLRT_OK);
  CHECK(allocations == before);
}

TEST_CASE("runtime: a reader that has seen a line as long allocates nothing for a good one") {
  toy::Opened toy;
  const std::string line =
      toy::record(R"(["A","B"])", R"("cost":6e1,"tumour":{"organ":"cervix"},"extra":{"papers":["form"],"note":"a\u00e9"})");
  REQUIRE(toy.session.read(line) == POLRT_OK);
  const std::uint64_t before = allocations;
  for (int i = 0; i < 10; ++i) toy.session.read(line);
  CHECK(allocations == before);
  std::vector<int> counted(1000);
  CHECK(allocations > before);  // the counter counts
}
