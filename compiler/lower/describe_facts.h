// The parts of the metadata that tell what values are and where they lie.
#pragma once

#include <cstdint>

#include <nlohmann/json.hpp>

#include "ir/ir.h"
#include "model/model.h"

namespace pol::lower {

using Json = nlohmann::ordered_json;

// An index, or -1 where there is nothing.
inline std::int64_t index_of(std::uint32_t id) { return id == model::none ? -1 : std::int64_t{id}; }

// Adds "type" to `made`, with what belongs to it: "enum" of an enum or set, "decimals" and "what" of a number.
void describe_type(const model::Type& type, Json& made);

// All facts of the policy, in the order of the schema.
Json describe_facts(const model::Policy& policy, const ir::Program& program);

}  // namespace pol::lower
