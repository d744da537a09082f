// Loading a wording that was compiled to a shared library.
#include <dlfcn.h>

#include <memory>
#include <string>

#include "api.h"

struct polrt_library {
  void* handle = nullptr;
  const polrt_artifact* artifact = nullptr;

  ~polrt_library() {
    if (handle != nullptr) ::dlclose(handle);
  }
};

namespace polrt {

namespace {

// The loader's own sentence names the file and what is wrong with it.
std::string loader_says() {
  const char* sentence = ::dlerror();
  return sentence != nullptr ? sentence : "the loader does not say why";
}

// A name without a folder would be looked for where the system keeps its libraries.
std::string as_file(const std::string& path) { return path.find('/') == std::string::npos ? "./" + path : path; }

polrt_status open(const std::string& path, polrt_library** library, polrt_error* error) {
  auto opened = std::make_unique<polrt_library>();
  opened->handle = ::dlopen(as_file(path).c_str(), RTLD_NOW | RTLD_LOCAL);
  if (opened->handle == nullptr) {
    say(error, "The library cannot be loaded: " + loader_says());
    return POLRT_CANNOT_LOAD;
  }
  opened->artifact = static_cast<const polrt_artifact*>(::dlsym(opened->handle, POLRT_ARTIFACT_SYMBOL));
  if (opened->artifact == nullptr) {
    say(error, "The library " + path + " is no compiled wording, or one for another version of this runtime: it has no " +
                   POLRT_ARTIFACT_SYMBOL + ".");
    return POLRT_BAD_ARTIFACT;
  }
  *library = opened.release();
  return POLRT_OK;
}

}  // namespace

}  // namespace polrt

polrt_status polrt_library_open(const char* path, polrt_library** library, polrt_error* error) {
  polrt::say(error, "");
  if (library != nullptr) *library = nullptr;
  if (path == nullptr || *path == '\0' || library == nullptr) {
    polrt::say(error, "A path and a place for the library are needed.");
    return POLRT_BAD_ARGUMENT;
  }
  return polrt::guarded(error, [&] { return polrt::open(path, library, error); });
}

const polrt_artifact* polrt_library_artifact(const polrt_library* library) { return library == nullptr ? nullptr : library->artifact; }

void polrt_library_close(polrt_library* library) { delete library; }
