// Includes the C interface so that its functions, and nothing else of the library, are visible outside the shared library; and the one
// place where exceptions stop.
#pragma once

#pragma GCC visibility push(default)
#include "polrt/polrt.h"
#pragma GCC visibility pop

#include <new>
#include <stdexcept>
#include <string>
#include <string_view>

namespace polrt {

// What is wrong with an artifact; `what()` is a sentence.
class BadArtifact : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Copies a sentence, cut where it does not fit, never within a character. `error` may be null.
void say(polrt_error* error, std::string_view sentence) noexcept;

// Runs `work`, which gives a polrt_status, and turns what it throws into one.
template <class Work>
polrt_status guarded(polrt_error* error, Work work) noexcept {
  try {
    return work();
  } catch (const std::bad_alloc&) {
    say(error, "There is not enough memory.");
    return POLRT_NO_MEMORY;
  } catch (const BadArtifact& bad) {
    say(error, bad.what());
    return POLRT_BAD_ARTIFACT;
  } catch (const std::exception& other) {  // length_error of a container: sizes no memory could hold
    say(error, other.what());
    return POLRT_NO_MEMORY;
  }
}

}  // namespace polrt
