#include <doctest/doctest.h>

#include <string>
#include <variant>

#include "polrt/polrt.hpp"

namespace {

struct Refusal {
  polrt_status status;
  std::string sentence;
};

Refusal refusal(const char* path) {
  polrt_error error{};
  polrt_library* library = nullptr;
  const polrt_status status = polrt_library_open(path, &library, &error);
  CHECK(library == nullptr);
  return {status, error.text};
}

TEST_CASE("runtime library: what cannot be loaded is an error value that says why") {
  CHECK(refusal("/nowhere/none.so").status == POLRT_CANNOT_LOAD);
  CHECK(refusal("/nowhere/none.so").sentence.find("/nowhere/none.so") != std::string::npos);
  CHECK(refusal("").status == POLRT_BAD_ARGUMENT);
  CHECK(refusal(nullptr).status == POLRT_BAD_ARGUMENT);
  CHECK(polrt_library_open("x", nullptr, nullptr) == POLRT_BAD_ARGUMENT);
  polrt_library* library = nullptr;
  CHECK(polrt_library_open("/nowhere/none.so", &library, nullptr) == POLRT_CANNOT_LOAD);
}

TEST_CASE("runtime library: a name without a folder is a file of the current one, and no library of the system") {
  CHECK(refusal("libc.so.6").status == POLRT_CANNOT_LOAD);
  CHECK(refusal("libc.so.6").sentence.find("./libc.so.6") != std::string::npos);
}

// This program is an ELF file that the loader refuses, or loads without finding a wording in it.
TEST_CASE("runtime library: a file that is no compiled wording") {
  CHECK(refusal("/proc/self/exe").status != POLRT_OK);
  CHECK(refusal("/proc/self/status").status == POLRT_CANNOT_LOAD);
}

TEST_CASE("runtime library: closing nothing is nothing") {
  polrt_library_close(nullptr);
  CHECK(polrt_library_artifact(nullptr) == nullptr);
  const auto opened = polrt::Library::open("/nowhere/none.so");
  REQUIRE(std::holds_alternative<polrt::Failure>(opened));
  CHECK(std::get<polrt::Failure>(opened).status == POLRT_CANNOT_LOAD);
}

}  // namespace
