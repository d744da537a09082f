#include "emit/seal.h"

#include <cstddef>
#include <cstring>
#include <stdexcept>
#include <string_view>

#include "base/hash.h"
#include "polrt/abi.h"

namespace pol::emit {

namespace {

void put(char (&to)[64], const std::string& hash) {
  if (hash.size() != sizeof to) throw std::logic_error("an artifact is known by three SHA-256");
  hash.copy(to, sizeof to);
}

}  // namespace

std::string sealed(std::string library, const ir::Identity& identity, std::uint64_t needs) {
  static_assert(sizeof(polrt_seal) % 8 == 0 && sizeof(polrt_seal::magic) == std::string_view(POLRT_SEAL_MAGIC).size());
  library.resize((library.size() + 7) / 8 * 8);
  polrt_seal seal{};
  put(seal.schema, identity.schema);
  put(seal.policy, identity.policy);
  put(seal.build, identity.build);
  seal.needs = needs;
  seal.file_size = library.size() + sizeof seal;
  seal.abi_version = POLRT_ABI_VERSION;
  seal.seal_size = sizeof seal;
  std::memcpy(seal.magic, POLRT_SEAL_MAGIC, sizeof seal.magic);
  const auto* const bytes = reinterpret_cast<const char*>(&seal);
  library.append(bytes, offsetof(polrt_seal, digest));
  const auto digest = sha256(library);
  static_assert(sizeof seal.digest == digest.size());
  std::memcpy(seal.digest, digest.data(), digest.size());
  return library.append(bytes + offsetof(polrt_seal, digest), sizeof seal - offsetof(polrt_seal, digest));
}

}  // namespace pol::emit
