/* libpolrt: opens a compiled wording, reads claim records, decides them and writes the decisions. C ABI; no LLVM, no global state, no
 * exception leaves it, nothing is allocated while deciding.
 *
 * Threads: a polrt_policy is immutable and may be shared; a polrt_reader, an arena and an output buffer belong to one thread at a time.
 * Amounts are minor units of the policy's currency; dates are days since 1970-01-01.
 * Every function that can fail gives POLRT_OK or a reason; text about a failure is copied into the caller's polrt_error. */
#ifndef POLRT_H
#define POLRT_H

#include <stddef.h>
#include <stdint.h>

#include "polrt/abi.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum polrt_status {
  POLRT_OK = 0,
  POLRT_INVALID_RECORD = 1, /* the record breaks its schema: a decision line with status `invalid` says why */
  POLRT_WRONG_ABI = 2,      /* the artifact was built for another version of this header */
  POLRT_BAD_ARTIFACT = 3,   /* no compiled wording, or not a whole one */
  POLRT_ARENA_TOO_SMALL = 4,
  POLRT_NO_MEMORY = 5,
  POLRT_BAD_ARGUMENT = 6,
  POLRT_CANNOT_LOAD = 7,      /* the library's file cannot be read, or the system's loader refuses it */
  POLRT_WRONG_SCHEMA = 8,     /* the records of the artifact are not those that the host expects */
  POLRT_WRONG_POLICY = 9,     /* the artifact is of another wording than the host expects, or of another state of it */
  POLRT_WRONG_PROCESSOR = 10, /* this processor lacks what the artifact's code needs */
  POLRT_NOT_BOUND = 11,       /* the wording declares parameters, and polrt_policy_bind has not given them values */
  POLRT_BAD_PARAMETERS = 12   /* a parameter has no value, a wrong one, or is not declared */
} polrt_status;

typedef struct polrt_error {
  char text[512]; /* one sentence, 0-terminated */
} polrt_error;

typedef struct polrt_policy polrt_policy;     /* an opened wording */
typedef struct polrt_reader polrt_reader;     /* reads records of one policy; reusable */
typedef struct polrt_decision polrt_decision; /* lies in the caller's arena */

/* ---- opening ---- */

/* What the host was compiled against, as 64 hexadecimal digits each; null where it does not matter. The header that `polc build` writes has
 * both: NAME_schema changes whenever the record or the cases of an enum do, NAME_hash with every change of the wording's meaning. */
typedef struct polrt_expected {
  const char* schema;
  const char* policy;
} polrt_expected;

/* Opens a library that `polc build` made. Nothing of the file runs, and the system's loader does not see it, before it is found whole and
 * unchanged, made for this version of the interface, this processor and what is expected. That guards against accidents, not against
 * somebody who makes a wording to deceive: who may write the file is the host's business.
 * `path` is a file; a name without a folder is one of the current folder. `expected` may be null. */
polrt_status polrt_policy_load(const char* path, const polrt_expected* expected, polrt_policy** policy, polrt_error* error);
/* The same of a wording that is linked into the program, or was compiled in memory. `artifact` must outlive the policy. */
polrt_status polrt_policy_open(const polrt_artifact* artifact, const polrt_expected* expected, polrt_policy** policy, polrt_error* error);
/* Free readers and forget decisions of the policy first. */
void polrt_policy_close(polrt_policy* policy);
/* Bytes of arena (8-byte aligned) that polrt_decide needs for any record of this policy whose lists are empty, and any question that takes
 * no payments back. polrt_arena_size tells what a record needs. */
size_t polrt_policy_arena_size(const polrt_policy* policy);

/* ---- parameters ---- */

/* Binds the parameters that the wording declares: a JSON object with a value for each of them, null for one that may be none. Until then
 * its records are not read (POLRT_NOT_BOUND). POLRT_BAD_PARAMETERS: `error` names what is wrong, a line each, as far as it has room, and
 * nothing is changed. A wording that declares none takes `{}`. Not while another thread uses the policy; arenas stay good. */
polrt_status polrt_policy_bind(polrt_policy* policy, const char* json, size_t size, polrt_error* error);
/* How many parameters the wording declares. */
size_t polrt_policy_parameter_count(const polrt_policy* policy);
/* The name of one of them, 0-terminated; null beyond the last. */
const char* polrt_policy_parameter_name(const polrt_policy* policy, size_t parameter);
/* `params_hash` of decisions, 0-terminated: SHA-256 of what polrt_write_parameters writes, in hex. Empty where nothing is bound. */
const char* polrt_policy_parameters_hash(const polrt_policy* policy);
/* Writes the values bound as one line of JSON, in the order of declaration, as polrt_write_decision writes; 0 where nothing is bound. */
size_t polrt_write_parameters(const polrt_policy* policy, char* buffer, size_t capacity);

/* ---- reading ---- */

/* Limits of the reader; a record beyond them is invalid. */
#define POLRT_MAX_RECORD_BYTES (16u << 20)

typedef struct polrt_input {
  uint32_t question;
  const uint8_t* record;  /* owned by the reader, good until its next read */
  polrt_text certificate; /* ids; data is null where there is none */
  polrt_text id;
} polrt_input;

polrt_status polrt_reader_new(const polrt_policy* policy, polrt_reader** reader);
void polrt_reader_free(polrt_reader* reader);
/* Reads one JSON line (without its line end). POLRT_INVALID_RECORD: `input` holds the ids that could be read, and polrt_write_invalid says
 * why. */
polrt_status polrt_reader_read(polrt_reader* reader, const char* line, size_t size, polrt_input* input);

/* The same of a record that the host filled itself: `record` points at the NAME_QUESTION_record that the header of the wording declares,
 * 8-byte aligned, begun with NAME_QUESTION_record_begin and filled with its NAME_QUESTION_record_set_ functions; `size` is its sizeof,
 * POLRT_BAD_ARGUMENT where the policy's is another. What is asked is told by the one question of which something is set. Everything is held
 * to the schema as if it had been read from JSON, with the same problems where it is invalid, and copied; texts are not, and must stay
 * while `input` is used. A reader that has taken lists as long allocates nothing for a valid record. */
polrt_status polrt_reader_take(polrt_reader* reader, const void* record, size_t size, polrt_input* input);

/* Reads the `history` of an earlier decision line: gives certificate id and entries, owned by the reader until its next read. */
polrt_status polrt_reader_read_history(polrt_reader* reader, const char* line, size_t size, polrt_text* certificate,
                                       const polrt_entry** entries, size_t* count, polrt_error* error);

/* ---- deciding ---- */

/* A history's amounts, signs apart, may add up to this many minor units: the compiler's proof that nothing leaves 64 bits rests on it.
 * Beyond it polrt_decide gives POLRT_BAD_ARGUMENT. */
#define POLRT_MOST_HISTORY 500000000000000000u

/* Bytes of arena (8-byte aligned) that polrt_decide needs for this record, whose certificate has `history` entries. Quick: nothing is
 * decided. 0 where the input is none of this policy. */
size_t polrt_arena_size(const polrt_policy* policy, const polrt_input* input, size_t history);

/* Pure: same policy, record and history, same decision. Allocates nothing. `history` holds the certificate's entries, oldest first. The
 * decision lies in the arena, and names texts of the policy and of the record's ids: it is good until arena or reader are used again. */
polrt_status polrt_decide(const polrt_policy* policy, const polrt_input* input, const polrt_entry* history, size_t count, void* arena,
                          size_t arena_size, const polrt_decision** decision);

/* ---- reading a decision ---- */

/* A decision is walked part by part, and nothing is allocated:
 *
 *   polrt_line line;
 *   for (polrt_cursor at = POLRT_START; polrt_next_line(decision, &at, &line);) { ... }
 *
 * Each function of this kind gives 1 and the next item, or 0 at the end. The order is that of the decision line of the contract, and the
 * decision line is written by these functions. Items and texts belong to policy, reader and arena and are good as long as the decision is.
 * Clauses and benefits are ordinals, whose names polrt_clause_number and polrt_benefit_name tell. */
typedef struct polrt_cursor {
  uint64_t place, within, deeper[2];
} polrt_cursor;
#define POLRT_START {0, 0, {0, 0}}

typedef enum polrt_outcome {
  POLRT_PAID = 0,
  POLRT_PENDED = 1,
  POLRT_REFERRED = 2,
  POLRT_DECLINED = 3,
  POLRT_DECIDED = 4, /* of a question without lines */
  POLRT_INVALID = 5  /* the record breaks what its wording says must hold between its fields; polrt_next_broken says what */
} polrt_outcome;

polrt_outcome polrt_decision_outcome(const polrt_decision* decision);
int64_t polrt_decision_total(const polrt_decision* decision);     /* minor units: the sum of the lines' amounts */
uint32_t polrt_decision_question(const polrt_decision* decision); /* ordinal */
/* What the host must add to the certificate's history; reversals have negative amounts. */
size_t polrt_decision_entries(const polrt_decision* decision, const polrt_entry** entries);

typedef struct polrt_line {
  uint32_t benefit;
  polrt_outcome status;
  int64_t amount;      /* minor units; 0 unless paid */
  int64_t least, most; /* of a pended line: what it can still pay; of others both are the amount */
} polrt_line;
int polrt_next_line(const polrt_decision* decision, polrt_cursor* at, polrt_line* line);

typedef enum polrt_step_effect {
  POLRT_STEP_BENEFIT,
  POLRT_STEP_ELIGIBLE,
  POLRT_STEP_INELIGIBLE,
  POLRT_STEP_OTHER_INSURANCE,
  POLRT_STEP_DEDUCTIBLE,
  POLRT_STEP_COINSURANCE,
  POLRT_STEP_SUBLIMIT,
  POLRT_STEP_LIMIT,
  POLRT_STEP_AGGREGATE,
  POLRT_STEP_PRIOR_PAID,
  POLRT_STEP_SHARE,
  POLRT_STEP_ROUNDING
} polrt_step_effect;

typedef struct polrt_step {
  uint32_t clause;
  polrt_step_effect effect;
  int64_t amount; /* minor units, what the step adds or takes; those of a line add up to its amount */
} polrt_step;
/* Of a paid line. */
int polrt_next_step(const polrt_decision* decision, const polrt_line* line, polrt_cursor* at, polrt_step* step);

typedef enum polrt_effect {
  POLRT_REQUIRES,
  POLRT_EXCLUDES,
  POLRT_LIMITS,
  POLRT_ENDS,
  POLRT_WAITS,
  POLRT_REFERS,
  POLRT_REDUCES_BY_PRIOR_PAID,
  POLRT_DUPLICATES
} polrt_effect;

typedef struct polrt_reason {
  uint32_t clause;
  polrt_effect effect;
  int presumed;      /* 1: a presumption decided, which nobody has confirmed */
  uint64_t benefits; /* bit k: it concerns benefit k; 0 of a question without lines */
} polrt_reason;
int polrt_next_reason(const polrt_decision* decision, polrt_cursor* at, polrt_reason* reason);

#define POLRT_NO_POSITION UINT64_MAX
typedef struct polrt_missing {
  uint32_t fact;     /* ordinal in the schema */
  polrt_text path;   /* "claim.event_date"; of a member of a list "claim.expenses[].amount" */
  uint64_t position; /* of the element in its list, from 0; POLRT_NO_POSITION of what is in no list */
  uint64_t inner[2]; /* where that element has a list of its own, "claim.bills[].lines[].amount": of the element in that; and so on */
} polrt_missing;
/* The unknown facts on which the decision rests; of one pended line, or, where `line` is null, of all. */
int polrt_next_missing(const polrt_decision* decision, const polrt_line* line, polrt_cursor* at, polrt_missing* missing);
/* Writes the path with its positions, "claim.expenses[3].amount", not 0-terminated; gives the bytes it needs. */
size_t polrt_write_path(const polrt_missing* missing, char* buffer, size_t capacity);

typedef struct polrt_limit {
  uint32_t clause, benefit;
  int64_t limit, used_before, left; /* minor units */
} polrt_limit;
int polrt_next_limit(const polrt_decision* decision, polrt_cursor* at, polrt_limit* limit);

/* A label that was lifted in writing, so that what the decision shows could be shown. */
typedef struct polrt_declassified {
  uint32_t ordinal;             /* among all that the wording may lift */
  polrt_text field;             /* "incident.victim.age" */
  polrt_text purpose, law;      /* "settlement", "CN liability CC" */
  polrt_text recipient, period; /* to whom, and for how long ("3 years"), where the wording says so; else empty */
} polrt_declassified;
int polrt_next_declassified(const polrt_decision* decision, polrt_cursor* at, polrt_declassified* found);

typedef enum polrt_output_type {
  POLRT_TRUTH,
  POLRT_CASE, /* of an enum */
  POLRT_NUMBER,
  POLRT_AMOUNT,
  POLRT_DATE,
  POLRT_SET,  /* of cases of an enum */
  POLRT_TEXT, /* of the record */
  POLRT_LIST  /* of rows: polrt_next_field */
} polrt_output_type;
typedef enum polrt_output_state {
  POLRT_HAS_VALUE,
  POLRT_ABSENT,   /* the wording says that there is none */
  POLRT_UNDECIDED /* it rests on facts that are unknown */
} polrt_output_state;

typedef struct polrt_output {
  polrt_text name;
  polrt_output_type type;
  polrt_output_state state;
  int64_t value;        /* truth 0 or 1, ordinal of a case, number in units of 10^-decimals, minor units, days since 1970-01-01, of a
                           set bit k for the case of ordinal k */
  uint32_t decimals;    /* of numbers and amounts */
  polrt_text case_name; /* of a case; of a text the text itself, good as long as the record */
  uint32_t place;       /* among the outputs of the question; of a field that of its list */
} polrt_output;
int polrt_next_output(const polrt_decision* decision, polrt_cursor* at, polrt_output* output);
/* The names of the members of an output that is a set, in the order of its type. */
int polrt_next_member(const polrt_decision* decision, const polrt_output* output, polrt_cursor* at, polrt_text* name);
/* The fields of the rows of an output that is a list and has its value, row by row. `row` rises with each of them, not always by 1. A field
 * without a name is a plain value. */
int polrt_next_field(const polrt_decision* decision, const polrt_output* list, polrt_cursor* at, uint64_t* row, polrt_output* field);

/* What is wrong with a record. */
typedef struct polrt_problem {
  polrt_text path;     /* empty where it is the record as a whole */
  polrt_text expected; /* in plain words */
  polrt_text got;      /* as it was given; data is null where that is not shown */
} polrt_problem;
/* What a record breaks whose decision is POLRT_INVALID. */
int polrt_next_broken(const polrt_decision* decision, polrt_cursor* at, polrt_problem* problem);
/* Why the reader last gave POLRT_INVALID_RECORD; good until its next read. */
int polrt_next_problem(const polrt_reader* reader, polrt_cursor* at, polrt_problem* problem);

/* ---- names ---- */

/* Names are empty, with data null, where there is nothing of that ordinal. They belong to the policy. */
typedef struct polrt_about {
  polrt_text name, edition, currency;
  uint32_t decimals;              /* of the currency: an amount of 1 is 10^-decimals of it */
  uint32_t record_size;           /* bytes of its C struct */
  uint32_t benefits, questions;   /* how many */
  polrt_text schema, hash, build; /* 64 hexadecimal digits each; decisions print the last two */
} polrt_about;
void polrt_policy_about(const polrt_policy* policy, polrt_about* about);

polrt_text polrt_benefit_name(const polrt_policy* policy, uint32_t benefit);
polrt_text polrt_question_name(const polrt_policy* policy, uint32_t question);
polrt_text polrt_clause_number(const polrt_policy* policy, uint32_t clause); /* "II.B note b" */
/* The title that the wording gives the clause in a language ("en", "vi"); empty where it gives none. */
polrt_text polrt_clause_title(const polrt_policy* policy, uint32_t clause, const char* language);
/* The words of the contract, 0-terminated. */
const char* polrt_outcome_name(polrt_outcome outcome);
const char* polrt_effect_name(polrt_effect effect);
const char* polrt_step_effect_name(polrt_step_effect effect);

/* ---- writing ---- */

/* Writes the decision line of the contract, without a line end, into `buffer`; gives the bytes it needs. Where that is more than `capacity`
 * the buffer's content is undefined: call again with a larger one. `number` counts records from 1. */
size_t polrt_write_decision(const polrt_decision* decision, uint64_t number, char* buffer, size_t capacity);
/* The decision line of the record that polrt_reader_read last found invalid. */
size_t polrt_write_invalid(const polrt_reader* reader, uint64_t number, char* buffer, size_t capacity);

#ifdef __cplusplus
}
#endif

#endif
