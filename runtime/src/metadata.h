// The parts of reading the metadata that have a file of their own.
#pragma once

#include "metadata_object.h"
#include "policy.h"

namespace polrt {

// Reads the facts of a question and the fields that point at them; groups members into blocks and lays out the record in which nothing is
// said.
void read_facts(const MetadataObject& metadata, const Policy& policy, Question& question);

}  // namespace polrt
