// What is believed of a library's file before anything of it runs.
#pragma once

#include <string>

#include "api.h"

namespace polrt {

// Reads the seal of a file and holds the whole file to it. POLRT_OK, or a reason; then `error` has a sentence.
polrt_status read_seal(const std::string& path, polrt_seal& seal, polrt_error* error);

// What this processor lacks of what code needs, by name; empty where it lacks nothing.
std::string lacking(std::uint64_t needs);
polrt_status wrong_abi(std::uint32_t version, polrt_error* error);
polrt_status check_processor(std::uint64_t needs, polrt_error* error);

// Whether an artifact with these hashes is the one that the host expects.
polrt_status check_expected(const polrt_expected& expected, std::string_view schema, std::string_view policy, polrt_error* error);

}  // namespace polrt
