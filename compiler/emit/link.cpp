// Object code to shared library, by the linker of LLVM inside this process: users need no C toolchain.
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <system_error>

#include <lld/Common/Driver.h>
#include <llvm/Support/raw_ostream.h>

#include "emit/object.h"
#include "emit/seal.h"
#include "emit/target.h"

LLD_HAS_DRIVER(elf)

namespace pol::emit {

namespace {

// The linker reads and writes files only.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string path = (std::filesystem::temp_directory_path() / "polc.XXXXXX").string();
    if (::mkdtemp(path.data()) == nullptr) throw std::system_error(errno, std::generic_category(), "a temporary folder " + path);
    path_ = path;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  std::string file(const char* name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

void write_file(const std::string& path, const std::string& bytes) {
  std::ofstream file(path, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!file.flush()) throw std::system_error(errno, std::generic_category(), "the temporary file " + path);
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::system_error(errno, std::generic_category(), "the temporary file " + path);
  return {std::istreambuf_iterator<char>(file), {}};
}

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
  const TemporaryFolder folder;
  write_file(folder.file("artifact.o"), object_code(program, cpu));
  link(folder.file("artifact.o"), folder.file("artifact.so"));
  return sealed(read_file(folder.file("artifact.so")), program.identity, needs_of(*machine_for(cpu)));
}

}  // namespace pol::emit
