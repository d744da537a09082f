// Opening and closing a wording.
#include "policy.h"

#include <memory>

namespace polrt {

namespace {

polrt_status open(const polrt_artifact& artifact, polrt_policy** policy, polrt_error* error) {
  if (artifact.abi_version != POLRT_ABI_VERSION) {
    say(error, "The artifact was built for version " + std::to_string(artifact.abi_version) +
                   " of the runtime's interface; this runtime has version " + std::to_string(POLRT_ABI_VERSION) + ".");
    return POLRT_WRONG_ABI;
  }
  if (artifact.metadata == nullptr) throw BadArtifact("The artifact has no metadata.");
  auto opened = std::make_unique<polrt_policy>();
  read_metadata({artifact.metadata, static_cast<std::size_t>(artifact.metadata_size)}, opened->policy);
  prepare(artifact, opened->policy);
  *policy = opened.release();
  return POLRT_OK;
}

}  // namespace

}  // namespace polrt

polrt_status polrt_policy_open(const polrt_artifact* artifact, polrt_policy** policy, polrt_error* error) {
  polrt::say(error, "");
  if (policy != nullptr) *policy = nullptr;
  if (artifact == nullptr || policy == nullptr) {
    polrt::say(error, "An artifact and a place for the policy are needed.");
    return POLRT_BAD_ARGUMENT;
  }
  return polrt::guarded(error, [&] { return polrt::open(*artifact, policy, error); });
}

void polrt_policy_close(polrt_policy* policy) { delete policy; }

size_t polrt_policy_arena_size(const polrt_policy* policy) { return policy == nullptr ? 0 : policy->policy.arena.size; }
