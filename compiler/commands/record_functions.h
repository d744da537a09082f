// The functions of the C header that fill a record: a host cannot get the two planes of bits wrong with them.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "ir/ir.h"
#include "model/model.h"

namespace pol::commands {

// One struct of the header: the record of a question, or an element of a list.
struct RecordStruct {
  const model::Policy& policy;
  const ir::Program& program;
  std::string type;                                   // of the struct
  model::FactId list;                                 // whose element it is; none: a record
  std::uint32_t words;                                // of each plane
  const std::map<model::FactId, std::string>& names;  // of the facts in it
  std::function<std::string_view(model::FactId)> c_type;
  std::function<std::string(model::FactId)> element_type;  // of a list
};

std::string record_functions(const RecordStruct& made);

}  // namespace pol::commands
