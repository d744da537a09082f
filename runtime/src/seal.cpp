// A library's file is held to the digest at its end before the loader of the system sees it: the loader believes what it maps, runs
// constructors, and ends the process on a file that was cut short.
#include "seal.h"

#include <fcntl.h>
#include <sodium/crypto_hash_sha256.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstring>

namespace polrt {

namespace {

class File {
 public:
  // A pipe, unlike a file, would be waited for.
  explicit File(const std::string& path) noexcept : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {}
  ~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  bool is_open() const noexcept { return descriptor_ >= 0; }
  bool about(struct stat& status) const noexcept { return ::fstat(descriptor_, &status) == 0; }
  // All of it or nothing.
  bool read(void* bytes, std::size_t size, off_t at) const noexcept {
    auto* to = static_cast<char*>(bytes);
    while (size > 0) {
      const ssize_t got = ::pread(descriptor_, to, size, at);
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) return false;
      to += got;
      at += got;
      size -= static_cast<std::size_t>(got);
    }
    return true;
  }

 private:
  int descriptor_;
};

polrt_status refuse(polrt_error* error, polrt_status status, const std::string& sentence) {
  say(error, sentence);
  return status;
}

polrt_status cannot_read(polrt_error* error, const std::string& path, const char* why) {
  return refuse(error, POLRT_CANNOT_LOAD, "The library " + path + " cannot be read: " + why + ".");
}

bool has_digest(const File& file, const polrt_seal& seal) noexcept {
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  std::uint64_t rest = seal.file_size - sizeof seal + offsetof(polrt_seal, digest);
  unsigned char bytes[16384];
  for (off_t at = 0; rest > 0;) {
    const std::size_t size = static_cast<std::size_t>(std::min<std::uint64_t>(rest, sizeof bytes));
    if (!file.read(bytes, size, at)) return false;
    crypto_hash_sha256_update(&state, bytes, size);
    at += static_cast<off_t>(size);
    rest -= size;
  }
  unsigned char digest[crypto_hash_sha256_BYTES];
  static_assert(sizeof digest == sizeof seal.digest);
  crypto_hash_sha256_final(&state, digest);
  return std::memcmp(digest, seal.digest, sizeof digest) == 0;
}

// The end of the file, which is the same in every version of the seal.
struct Tail {
  std::uint32_t abi_version, seal_size;
  char magic[sizeof polrt_seal{}.magic];
};
static_assert(sizeof(Tail) == sizeof(polrt_seal) - offsetof(polrt_seal, abi_version));

}  // namespace

polrt_status wrong_abi(std::uint32_t version, polrt_error* error) {
  return refuse(error, POLRT_WRONG_ABI,
                "The artifact was built for version " + std::to_string(version) + " of the runtime's interface; this runtime has version " +
                    std::to_string(POLRT_ABI_VERSION) + ".");
}

polrt_status read_seal(const std::string& path, polrt_seal& seal, polrt_error* error) {
  const File file(path);
  if (!file.is_open()) return cannot_read(error, path, std::strerror(errno));
  struct stat status{};
  if (!file.about(status)) return cannot_read(error, path, std::strerror(errno));
  if (!S_ISREG(status.st_mode)) return cannot_read(error, path, "it is no file");
  const off_t size = status.st_size;
  Tail tail{};
  if (size < static_cast<off_t>(sizeof tail) || !file.read(&tail, sizeof tail, size - static_cast<off_t>(sizeof tail)) ||
      std::memcmp(tail.magic, POLRT_SEAL_MAGIC, sizeof tail.magic) != 0)
    return refuse(error, POLRT_BAD_ARTIFACT,
                  "The file " + path + " is no compiled wording, or not a whole one: it does not end in a seal.");
  if (tail.abi_version != POLRT_ABI_VERSION) return wrong_abi(tail.abi_version, error);
  const bool fits = tail.seal_size == sizeof seal && size >= static_cast<off_t>(sizeof seal);
  if (!fits || !file.read(&seal, sizeof seal, size - static_cast<off_t>(sizeof seal)) ||
      seal.file_size != static_cast<std::uint64_t>(size) || !has_digest(file, seal))
    return refuse(error, POLRT_BAD_ARTIFACT,
                  "The compiled wording " + path + " was changed after it was built: it does not have its digest.");
  return POLRT_OK;
}

std::string lacking(std::uint64_t needs) {
#if defined(__x86_64__)
  std::uint64_t bit = 1;
  __builtin_cpu_init();
#define POLRT_ASK(feature)                                                    \
  if ((needs & bit) != 0 && !__builtin_cpu_supports(feature)) return feature; \
  needs &= ~bit;                                                              \
  bit <<= 1;
  POLRT_PROCESSOR_FEATURES(POLRT_ASK)
#undef POLRT_ASK
#endif
  return needs == 0 ? "" : "something that this runtime does not know";
}

polrt_status check_processor(std::uint64_t needs, polrt_error* error) {
  const std::string lacks = lacking(needs);
  if (lacks.empty()) return POLRT_OK;
  return refuse(error, POLRT_WRONG_PROCESSOR,
                "This processor lacks what the artifact's code needs (" + lacks + "): build the wording with another --cpu.");
}

polrt_status check_expected(const polrt_expected& expected, std::string_view schema, std::string_view policy, polrt_error* error) {
  if (expected.schema != nullptr && schema != expected.schema)
    return refuse(error, POLRT_WRONG_SCHEMA,
                  "The records of the artifact have the schema " + std::string(schema) + ", the host expects " + expected.schema +
                      ": compile the host against the header of this artifact.");
  if (expected.policy != nullptr && policy != expected.policy)
    return refuse(error, POLRT_WRONG_POLICY,
                  "The artifact is of the wording " + std::string(policy) + ", the host expects " + expected.policy + ".");
  return POLRT_OK;
}

}  // namespace polrt
