#pragma once

#include "commands/json_writer.h"
#include "model/model.h"

namespace pol::commands {

// Which columns of what is decided may be given to whom: nothing that the record itself holds, so an annotation of its schema.
void write_exports(const model::Policy& policy, JsonWriter& out);

}  // namespace pol::commands
