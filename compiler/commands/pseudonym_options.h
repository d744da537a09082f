// What stands behind `--pseudonymise`: a key, and perhaps a place for the mapping. Nothing here prints an id or a key.
#pragma once

#include <memory>
#include <string>

#include "commands/output_file.h"
#include "commands/pseudonyms.h"

namespace pol::commands {

struct PseudonymOptions {
  bool wanted = false;
  std::string key_file;
  std::string mapping;  // where ids and their tokens are written; empty: nowhere
};

// The options taken together, before anything is read: exit_done, or what is wrong was said. `out`: where the decisions go.
int check_pseudonym_options(const PseudonymOptions& options, const std::string& out);
// With the key of the options, where they want any; else nothing. `status`: exit_done, or what is wrong was said.
std::unique_ptr<Pseudonyms> make_pseudonyms(const PseudonymOptions& options, const model::Policy& policy, int& status);
// A file that only its owner may read; like every output it appears complete or not at all.
std::unique_ptr<OutputFile> open_mapping(const PseudonymOptions& options);

}  // namespace pol::commands
