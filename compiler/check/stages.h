// The order in which a wording is checked; each part reads what those before it made. See check.cpp.
#pragma once

#include "check/typing.h"
#include "check/wording.h"

namespace pol::check {

void check_header(Wording& wording);
void check_types(Wording& wording);       // those with names of their own
void check_laws(Wording& wording);        // their versions, and the enums of these
void check_records(Wording& wording);     // the facts, and the enums of their cases
void check_parameters(Wording& wording);  // behind all other facts
void check_tables(Wording& wording);
void check_exports(Wording& wording, Typing& typing);
// That nothing labelled is shown; gives the lines and outputs that release something their entries. Once all of them are there.
void check_labels(Wording& wording, const Guards& guards);
void check_letters(Wording& wording);  // once everything that has a title is there
// Under `months strict`: what is read from a day that may not exist is not judged, and referred.
void make_months_strict(Wording& wording, const Guards& guards);
void check_examples(Wording& wording, Typing& typing);
void check_properties(Wording& wording, Typing& typing, const Guards& guards);

// Of a wording without errors: what stands in it and can decide nothing.
void check_what_can_never_be(Wording& wording);

}  // namespace pol::check
