// The history of a certificate as the runtime and as the interpreter have it.
#pragma once

#include <span>
#include <vector>

#include "interpret/interpret.h"
#include "polrt/polrt.h"

namespace pol::commands {

std::vector<interpret::Entry> entries_of(std::span<const polrt_entry> entries);
polrt_entry entry_of(const interpret::Entry& entry);

}  // namespace pol::commands
