// The parts of reading the metadata that have a file of their own.
#pragma once

#include "metadata_object.h"
#include "policy.h"

namespace polrt {

// Reads the facts; groups members into blocks, checks where everything lies, and lays out the record and the elements in which nothing is
// said.
void read_facts(const MetadataObject& root, Policy& policy);

Line read_line(const MetadataObject& object, const Policy& policy);
Question read_question(const MetadataObject& object, const Policy& policy);

}  // namespace polrt
