#include <doctest/doctest.h>

#include <string>
#include <variant>

#include "fixture.h"
#include "polrt/polrt.hpp"

namespace {

struct Refusal {
  polrt_status status;
  std::string sentence;
};

Refusal refusal(const char* path) {
  polrt_error error{};
  polrt_policy* policy = nullptr;
  const polrt_status status = polrt_policy_load(path, nullptr, &policy, &error);
  CHECK(policy == nullptr);
  return {status, error.text};
}

bool says(const Refusal& refusal, const std::string& words) { return refusal.sentence.find(words) != std::string::npos; }

TEST_CASE("runtime library: what cannot be read is an error value that says why") {
  CHECK(refusal("/nowhere/none.so").status == POLRT_CANNOT_LOAD);
  CHECK(says(refusal("/nowhere/none.so"), "/nowhere/none.so cannot be read: No such file"));
  CHECK(refusal("/tmp").status == POLRT_CANNOT_LOAD);
  CHECK(says(refusal("/tmp"), "it is no file"));
  CHECK(refusal("/dev/zero").status == POLRT_CANNOT_LOAD);
  CHECK(refusal("").status == POLRT_BAD_ARGUMENT);
  CHECK(refusal(nullptr).status == POLRT_BAD_ARGUMENT);
  CHECK(polrt_policy_load("x", nullptr, nullptr, nullptr) == POLRT_BAD_ARGUMENT);
  polrt_policy* policy = nullptr;
  CHECK(polrt_policy_load("/nowhere/none.so", nullptr, &policy, nullptr) == POLRT_CANNOT_LOAD);
  const auto loaded = polrt::Wording::load("/nowhere/none.so");
  REQUIRE(std::holds_alternative<polrt::Failure>(loaded));
  CHECK(std::get<polrt::Failure>(loaded).status == POLRT_CANNOT_LOAD);
}

TEST_CASE("runtime library: a name without a folder is a file of the current one, and no library of the system") {
  CHECK(refusal("libc.so.6").status == POLRT_CANNOT_LOAD);
  CHECK(says(refusal("libc.so.6"), "./libc.so.6"));
}

TEST_CASE("runtime library: a file that is no compiled wording") {
  CHECK(refusal("/proc/self/exe").status == POLRT_BAD_ARTIFACT);
  CHECK(says(refusal("/proc/self/exe"), "no compiled wording"));
  CHECK(refusal("/proc/self/status").status == POLRT_BAD_ARTIFACT);  // empty, as far as anybody is told
}

TEST_CASE("runtime library: an artifact in memory is held to what is expected, and to the processor") {
  toy::Artifact toy;
  polrt_policy* policy = nullptr;
  polrt_error error{};
  const auto expecting = [&](const char* schema, const char* hash) {
    const polrt_expected expected{schema, hash};
    return polrt_policy_open(&toy.artifact, &expected, &policy, &error);
  };
  CHECK(expecting("t", nullptr) == POLRT_WRONG_SCHEMA);
  CHECK(std::string(error.text).find("the host expects t") != std::string::npos);
  CHECK(expecting("s", "g") == POLRT_WRONG_POLICY);
  CHECK(policy == nullptr);
  REQUIRE(expecting("s", "h") == POLRT_OK);
  polrt_policy_close(policy);
  toy.artifact.needs = std::uint64_t{1} << 63;
  CHECK(expecting(nullptr, nullptr) == POLRT_WRONG_PROCESSOR);
  toy.artifact.needs = 0;
  toy.artifact.magic = 3;
  CHECK(expecting(nullptr, nullptr) == POLRT_BAD_ARTIFACT);
}

}  // namespace
