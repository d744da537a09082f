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
  POLRT_CANNOT_LOAD = 7, /* the library's file cannot be read, or the system's loader refuses it */
  POLRT_WRONG_SCHEMA = 8,   /* the records of the artifact are not those that the host expects */
  POLRT_WRONG_POLICY = 9,   /* the artifact is of another wording than the host expects, or of another state of it */
  POLRT_WRONG_PROCESSOR = 10 /* this processor lacks what the artifact's code needs */
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
/* What the host must add to the certificate's history; reversals have negative amounts. */
size_t polrt_decision_entries(const polrt_decision* decision, const polrt_entry** entries);

typedef enum polrt_outcome {
  POLRT_PAID = 0,
  POLRT_PENDED = 1,
  POLRT_REFERRED = 2,
  POLRT_DECLINED = 3,
  POLRT_DECIDED = 4,
  POLRT_INVALID = 5 /* the record breaks what its wording says must hold between its fields; polrt_write_decision writes why */
} polrt_outcome;

polrt_outcome polrt_decision_outcome(const polrt_decision* decision);
int64_t polrt_decision_total(const polrt_decision* decision); /* minor units */

/* ---- writing ---- */

/* Writes the decision line of the contract, without a line end, into `buffer`; gives the bytes it needs. Where that is more than `capacity`
 * the buffer's content is undefined: call again with a larger one. `number` counts records from 1. */
size_t polrt_write_decision(const polrt_policy* policy, const polrt_input* input, const polrt_decision* decision, uint64_t number,
                            char* buffer, size_t capacity);
/* The decision line of the record that polrt_reader_read last found invalid. */
size_t polrt_write_invalid(const polrt_reader* reader, uint64_t number, char* buffer, size_t capacity);

#ifdef __cplusplus
}
#endif

#endif
