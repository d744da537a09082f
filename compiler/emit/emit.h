// From IR to machine code. The only door to LLVM: nothing of it is seen outside this folder.
#pragma once

#include <memory>
#include <string>

#include "ir/ir.h"
#include "polrt/abi.h"

namespace pol::emit {

// LLVM's text of the optimised module, for `polc dump --stage llvm`.
std::string print(const ir::Program& program);

// A program compiled into this process. The artifact and its code live as long as the object.
class Compiled {
 public:
  static std::unique_ptr<Compiled> compile(const ir::Program& program);   // throws std::runtime_error where LLVM refuses: a bug of ours
  ~Compiled();
  const polrt_artifact& artifact() const;

 private:
  struct Impl;
  explicit Compiled(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// What compiler and target made the code: part of `policy.build`.
std::string target_description();

}  // namespace pol::emit
