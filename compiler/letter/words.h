// The sentences of one language. In braces stand the places that a letter fills; a language is one file, and one row in words.cpp.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/calendar.h"

namespace pol::letter {

using Phrase = std::string_view;
using Phrases = std::vector<std::pair<std::string_view, Phrase>>;  // by the word of the contract

struct Words {
  // ---- how numbers and dates are written ----
  std::string_view language;
  Phrase group, point;  // between thousands, before decimals
  Phrase amount;        // {number} {currency}
  Phrases currencies;   // those that are not written by their code
  std::string (*date)(calendar::Civil day);
  Phrase yes, no;
  Phrase percent;  // {number}

  // ---- the head ----
  Phrase title_of_claim, title_of_question;  // {policy}, {question}
  Phrase certificate, id, decided_on, edition, salutation;
  Phrases summaries;  // by status: {total}

  // ---- what was claimed ----
  Phrase claimed, benefit, clause, event_date, result, amount_head, total;
  Phrases statuses;  // of a line, in a table
  Phrase unknown_date, no_amount;

  // ---- a benefit, and how its amount was reached ----
  Phrase benefit_heading;  // {benefit}, {number}
  Phrase pays;             // {amount}
  Phrase reached, step, change, running;
  Phrases step_effects;  // by effect
  Phrase reduced, declined_because, pended_because, referred_because, decided_because;
  Phrase reason;  // {number}, {title}, {effect}
  // By effect; of what is pended also `papers`, where they are what the clause waits for.
  Phrases effects_paid, effects_declined, effects_pended, effects_decided;
  Phrase presumed;
  Phrase can_still_pay, can_still_pay_exactly;  // {least}, {most}

  // ---- what is missing ----
  Phrase missing, missing_intro, missing_item;  // {title}, {how}
  Phrase element;                               // {list}, {place}: of a list
  Phrase within;                                // {outer}, {inner}
  Phrase give_truth, give_case, give_members, give_date, give_amount, give_percent, give_number, give_text, give_record;
  Phrase wanted_all, wanted_any;  // {title}, {number}, {cases}
  Phrase or_word;                 // between the last two of several
  Phrase send;

  // ---- limits, outputs, rights ----
  Phrase limits, limits_intro, limit, sum, used_before, left;
  Phrase further, further_of_claim, no_value;
  Phrase rights, tells;  // {text}, {number}
  Phrase basis;          // {policy}, {edition}
  Phrase closing;
};

const Words& english();
const Words& vietnamese();

// Nothing where there are no sentences in that language.
const Words* words_of(std::string_view language);

// The phrase of a word; a word that is not there is a defect of ours.
Phrase phrase_of(const Phrases& phrases, std::string_view word);

}  // namespace pol::letter
