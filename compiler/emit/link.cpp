// Object code to shared library, by the linker of LLVM inside this process: users need no C toolchain.
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

#include <lld/Common/Driver.h>
#include <llvm/Support/raw_ostream.h>

#include "emit/object.h"
#include "emit/seal.h"
#include "emit/target.h"

LLD_HAS_DRIVER(elf)

namespace pol::emit {

namespace {

[[noreturn]] void fail(const char* what) { throw std::system_error(errno, std::generic_category(), what); }

std::string path_of(int file) { return "/proc/self/fd/" + std::to_string(file); }

// The linker reads and writes files only. These lie in memory: whatever ends the process, nothing stays behind.
class Input {
 public:
  explicit Input(const std::string& bytes) : file_(::memfd_create("object code", MFD_CLOEXEC)) {
    if (file_ < 0) fail("a file in memory");
    for (std::size_t at = 0; at < bytes.size();) {
      const ssize_t size = ::write(file_, bytes.data() + at, bytes.size() - at);
      if (size < 0 && errno != EINTR) fail("a file in memory");
      at += size < 0 ? 0 : static_cast<std::size_t>(size);
    }
  }
  ~Input() { ::close(file_); }
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;

  std::string path() const { return path_of(file_); }

 private:
  int file_;
};

// A pipe: to a regular file the linker would write by way of another beside it.
class Output {
 public:
  Output() {
    if (::pipe2(ends_, O_CLOEXEC) != 0) fail("a pipe from the linker");
    reader_ = std::thread([this] { read(); });
  }
  ~Output() {
    if (reader_.joinable()) take();
  }
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  std::string path() const { return path_of(ends_[1]); }
  // Everything that was written.
  std::string take() {
    ::close(ends_[1]);
    reader_.join();
    ::close(ends_[0]);
    return std::move(bytes_);
  }

 private:
  void read() {
    char part[64 * 1024];
    for (;;) {
      const ssize_t size = ::read(ends_[0], part, sizeof part);
      if (size == 0 || (size < 0 && errno != EINTR)) return;
      if (size > 0) bytes_.append(part, static_cast<std::size_t>(size));
    }
  }

  int ends_[2] = {-1, -1};
  std::string bytes_;
  std::thread reader_;
};

// No build id, no name of its own, no path: the bytes depend on the object alone. Undefined symbols are errors (-z defs).
void link(const std::string& object, const std::string& library) {
  const char* arguments[] = {"ld.lld", "-shared", "--build-id=none", "--hash-style=gnu", "--threads=1", "-z", "defs", "-z", "now", "-z",
                             "relro",  "-o",      library.c_str(),   object.c_str()};
  std::string said;
  llvm::raw_string_ostream stream(said);
  const lld::Result result = lld::lldMain(arguments, stream, stream, {{lld::Gnu, &lld::elf::link}});
  if (result.retCode != 0) throw std::runtime_error("the linker refuses the object code: " + said);
}

}  // namespace

std::string shared_library(const ir::Program& program, const std::string& cpu) {
  const Input object(object_code(program, cpu));
  Output library;
  link(object.path(), library.path());
  return sealed(library.take(), program.identity, needs_of(*machine_for(cpu)));
}

}  // namespace pol::emit
