// Opening and closing a wording: from its library's file, or as an artifact in memory.
#include <dlfcn.h>

#include <memory>
#include <string>

#include "policy.h"
#include "seal.h"

polrt_policy::~polrt_policy() {
  if (library != nullptr) ::dlclose(library);
}

namespace polrt {

namespace {

constexpr polrt_expected anything{};

polrt_status refuse(polrt_error* error, polrt_status status, const std::string& sentence) {
  say(error, sentence);
  return status;
}

// The loader's own sentence names the file and what is wrong with it.
std::string loader_says() {
  const char* sentence = ::dlerror();
  return sentence != nullptr ? sentence : "the loader does not say why";
}

// A name without a folder would be looked for where the system keeps its libraries.
std::string as_file(const std::string& path) { return path.find('/') == std::string::npos ? "./" + path : path; }

// What may be asked of an artifact without calling it.
polrt_status open(const polrt_artifact& artifact, const polrt_expected& expected, polrt_policy& opened, polrt_error* error) {
  if (artifact.magic != POLRT_ARTIFACT_MAGIC) throw BadArtifact("What is to be opened is no compiled wording.");
  if (artifact.abi_version != POLRT_ABI_VERSION) return wrong_abi(artifact.abi_version, error);
  if (const polrt_status status = check_processor(artifact.needs, error); status != POLRT_OK) return status;
  if (artifact.metadata == nullptr) throw BadArtifact("The artifact has no metadata.");
  read_metadata({artifact.metadata, static_cast<std::size_t>(artifact.metadata_size)}, opened.policy);
  prepare(artifact, opened.policy);
  return check_expected(expected, opened.policy.schema, opened.policy.hash, error);
}

polrt_status open(const polrt_artifact& artifact, const polrt_expected& expected, polrt_policy** policy, polrt_error* error) {
  auto opened = std::make_unique<polrt_policy>();
  const polrt_status status = open(artifact, expected, *opened, error);
  if (status == POLRT_OK) *policy = opened.release();
  return status;
}

polrt_status check_seal(const polrt_seal& seal, const polrt_expected& expected, polrt_error* error) {
  if (const polrt_status status = check_processor(seal.needs, error); status != POLRT_OK) return status;
  return check_expected(expected, {seal.schema, sizeof seal.schema}, {seal.policy, sizeof seal.policy}, error);
}

polrt_status load(const std::string& path, const polrt_expected& expected, polrt_policy** policy, polrt_error* error) {
  polrt_seal seal{};
  polrt_status status = read_seal(path, seal, error);
  if (status == POLRT_OK) status = check_seal(seal, expected, error);
  if (status != POLRT_OK) return status;
  auto opened = std::make_unique<polrt_policy>();
  opened->library = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (opened->library == nullptr) return refuse(error, POLRT_CANNOT_LOAD, "The library cannot be loaded: " + loader_says() + ".");
  const auto* const artifact = static_cast<const polrt_artifact*>(::dlsym(opened->library, POLRT_ARTIFACT_SYMBOL));
  if (artifact == nullptr) return refuse(error, POLRT_BAD_ARTIFACT, "The library " + path + " has no " POLRT_ARTIFACT_SYMBOL ".");
  status = open(*artifact, expected, *opened, error);
  if (status != POLRT_OK) return status;
  // The loader gives a library that it already has under this path, whatever the file is now.
  if (opened->policy.build != std::string_view(seal.build, sizeof seal.build))
    return refuse(error, POLRT_CANNOT_LOAD, "Another build of " + path + " is still open in this process: close it first.");
  *policy = opened.release();
  return POLRT_OK;
}

}  // namespace

}  // namespace polrt

polrt_status polrt_policy_load(const char* path, const polrt_expected* expected, polrt_policy** policy, polrt_error* error) {
  polrt::say(error, "");
  if (policy != nullptr) *policy = nullptr;
  if (path == nullptr || *path == '\0' || policy == nullptr) {
    polrt::say(error, "A path and a place for the policy are needed.");
    return POLRT_BAD_ARGUMENT;
  }
  return polrt::guarded(
      error, [&] { return polrt::load(polrt::as_file(path), expected != nullptr ? *expected : polrt::anything, policy, error); });
}

polrt_status polrt_policy_open(const polrt_artifact* artifact, const polrt_expected* expected, polrt_policy** policy, polrt_error* error) {
  polrt::say(error, "");
  if (policy != nullptr) *policy = nullptr;
  if (artifact == nullptr || policy == nullptr) {
    polrt::say(error, "An artifact and a place for the policy are needed.");
    return POLRT_BAD_ARGUMENT;
  }
  return polrt::guarded(error, [&] { return polrt::open(*artifact, expected != nullptr ? *expected : polrt::anything, policy, error); });
}

void polrt_policy_close(polrt_policy* policy) { delete policy; }
