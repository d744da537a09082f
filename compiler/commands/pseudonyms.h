// `polc run --pseudonymise`: ids in decisions replaced by tokens that only the holder of a key can make again. Records are decided under
// their own ids, so that nothing that is decided changes.
#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <tuple>

#include "model/model.h"

namespace pol::commands {

bool is_token(std::string_view id);  // looks like one

// Safe to call from many threads.
class Pseudonyms {
 public:
  // `remembers`: what was replaced is wanted afterwards.
  Pseudonyms(const model::Policy& policy, std::string key, bool remembers);
  // In the decision that `lines` ends with, from `begin` on.
  void replace(std::string& lines, std::size_t begin);
  // What was replaced: one JSON object a line, in the order of fields and ids.
  std::string mapping() const;

 private:
  void find_shown(const model::Policy& policy, const model::Output& output);
  std::string token(const std::string& field, std::string_view id);

  std::string key_;
  bool remembers_;
  std::set<std::string> ids_;  // paths of facts that name somebody or something
  // By output and field: the path of the id that is shown there; of a plain value the field has no name.
  std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>> shown_;
  std::mutex mutex_;
  std::set<std::tuple<std::string, std::string, std::string>> replaced_;  // field, id, token
};

}  // namespace pol::commands
