// The acceptance cases of the law policies, to be decided again and again.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "polrt/polrt.h"

namespace pol::bench {

// The valid records of a policy's cases, read once, each under the parameters of its case. For one thread.
class LawCases {
 public:
  static std::unique_ptr<LawCases> read(const std::string& policy, const std::string& cases);

  std::size_t size() const { return records_.size(); }
  const polrt_decision* decide(std::size_t record);

 private:
  struct Closer {
    void operator()(polrt_policy* policy) const { polrt_policy_close(policy); }
    void operator()(polrt_reader* reader) const { polrt_reader_free(reader); }
  };
  // A reader owns the record that it read last.
  struct Record {
    std::unique_ptr<polrt_policy, Closer> policy;
    std::unique_ptr<polrt_reader, Closer> reader;
    std::string line;
    polrt_input input;
  };

  void add(const std::string& name, const std::string& parameters, std::string line);

  std::vector<Record> records_;
  std::vector<std::uint64_t> arena_;
};

}  // namespace pol::bench
