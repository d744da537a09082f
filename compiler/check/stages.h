// The order in which a wording is checked; each part reads what those before it made. See check.cpp.
#pragma once

#include "check/typing.h"
#include "check/wording.h"

namespace pol::check {

void check_header(Wording& wording);
void check_types(Wording& wording);    // those with names of their own
void check_records(Wording& wording);  // the facts, and the enums of their cases
void check_tables(Wording& wording);
void check_letters(Wording& wording);  // once everything that has a title is there
void check_examples(Wording& wording, Typing& typing);

}  // namespace pol::check
