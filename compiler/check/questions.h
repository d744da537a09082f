// The questions of a wording: what each is answered with, and what must hold between the fields of a record.
#pragma once

#include "check/typing.h"

namespace pol::check {

// Gives the definitions and outputs that stand in answers their places and names; says which question has no answer.
void collect_answers(Wording& wording);

// Gives each question its outputs, grounds and rules.
void check_questions(Wording& wording, Typing& typing, const Guards& guards);

// `valid` of the certificate and the questions.
void check_rules(Wording& wording, Typing& typing, const Guards& guards);

// What is decided for one question reads nothing of another, which is not there then.
void check_other_questions(Wording& wording);

// What of a record or the history is read: the path of a fact, "what was paid". Nothing where nothing is.
std::optional<std::string> read_of_record(const model::Policy& policy, const ExprPtr& expr);

}  // namespace pol::check
