// From IR to machine code. The only door to LLVM: nothing of it is seen outside this folder.
#pragma once

#include <memory>
#include <string>

#include "ir/ir.h"
#include "polrt/abi.h"

namespace pol::emit {

// The processor that this process runs on.
inline constexpr const char* native_cpu = "native";
// Whether code can be made for a processor of this name: `native`, or one of this machine's family that LLVM knows.
bool knows_cpu(const std::string& cpu);

// LLVM's text of the optimised module, for `polc dump --stage llvm`.
std::string print(const ir::Program& program);

// How long compiling may take for the sake of the code. Both give the same results.
enum class Effort {
  quick,  // about a tenth of the time, code about half as fast: for a process that decides few records, or must answer at once
  full,   // for one that decides many
};

// A program compiled into this process. The artifact and its code live as long as the object.
class Compiled {
 public:
  // Throws std::runtime_error where LLVM refuses: a bug of ours. Any number of threads may compile at the same time.
  static std::unique_ptr<Compiled> compile(const ir::Program& program, Effort effort = Effort::quick);
  ~Compiled();
  const polrt_artifact& artifact() const;

 private:
  struct Impl;
  explicit Compiled(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// What compiler and target made the code: part of `policy.build`.
std::string target_description(const std::string& cpu = native_cpu);

}  // namespace pol::emit
