/* The binary contract between a compiled wording and the runtime: the only header that compiler and runtime share. Plain C, no functions.
 *
 * A compiled wording exports one symbol, POLRT_ARTIFACT_SYMBOL, a polrt_artifact. Everything that is not code (names, record layout, clause
 * numbers, what each ground does) is JSON text in it, read once when it is opened; docs/decisions/0001 describes it. Code is one function
 * for each (line, variant).
 *
 * The record. One struct for each question, laid out by the metadata ("offset" of each fact, "size" of the whole, 8-byte aligned). It
 * begins with two bit planes of `words` 64-bit words each, bit k belonging to fact k of the question: known[words]   the value may be used:
 * given; or presumed and not denied; or optional (absence is a fact); or a key found[words]   the record itself says it: given, not null.
 * Of an optional fact or record: it is present. Then the values: truth 1 byte (0/1), enum 2 bytes (ordinal), date 4 bytes (int32 days since
 * 1970-01-01), set 8 bytes (bit k: case k), numbers and amounts 8 bytes (int64 in units of 10^-decimals), text 16 bytes (polrt_text). A
 * presumed fact that is not found holds the presumed value; every other value that is not given is 0, which no function uses for a
 * decision.
 *
 * Threads: nothing here is written after opening except the caller's record and output words. */
#ifndef POLRT_ABI_H
#define POLRT_ABI_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define POLRT_ABI_VERSION 1u
#define POLRT_ARTIFACT_SYMBOL "polrt_artifact_v1"

typedef struct polrt_text {
  const char* data; /* UTF-8, not 0-terminated, owned by whoever gave the record */
  uint64_t size;    /* bytes */
} polrt_text;

/* One earlier paid line of the certificate, or its reversal. */
typedef struct polrt_entry {
  uint32_t benefit;   /* ordinal in the enum of benefits */
  uint32_t dates;     /* POLRT_HAS_EVENT_DATE | POLRT_HAS_DECISION_DATE */
  int32_t event_date; /* days since 1970-01-01 */
  int32_t decision_date;
  int64_t amount; /* minor units; negative in a reversal */
} polrt_entry;

#define POLRT_HAS_EVENT_DATE 1u
#define POLRT_HAS_DECISION_DATE 2u

/* What a line function may ask the past: the certificate's entries, and those that earlier lines of this claim have booked. */
typedef struct polrt_history {
  const polrt_entry* entries;
  uint64_t count;
  const polrt_entry* booked;
  uint64_t booked_count;
} polrt_history;

/* Decides one line. Pure; writes only `out`, whose words are, in this order (g = words for the line's grounds, r = words for its leaves):
 *   established[g], open[g]       bit k: ground k is established (yes for sure), open (yes or no)
 *   status_rests[r]               bit k: leaf k is among what the open grounds rest on
 *   amount_rests[r]               bit k: leaf k is among what the last step's amount rests on
 *   event.lo, event.hi            days since 1970-01-01; equal where the date is single
 *   steps: lo, hi each            running amount after each step, minor units
 *   limits: limit.lo, limit.hi, used.lo, used.hi for each step that has a limit, in the order of the steps
 * `known` is the plane to believe: the record's own, or one in which presumptions are lifted. */
typedef void (*polrt_line_function)(const uint8_t* record, const uint64_t* known, const polrt_history* history, int64_t* out);

typedef struct polrt_artifact {
  uint32_t abi_version; /* POLRT_ABI_VERSION */
  uint32_t line_count;
  const char* metadata; /* JSON text, UTF-8 */
  uint64_t metadata_size;
  const polrt_line_function* when_known; /* [line_count]: two-valued; only for records that know every fact the line needs */
  const polrt_line_function* when_open;  /* [line_count]: on sets of possible values; for any record */
} polrt_artifact;

#ifdef __cplusplus
}
#endif

#endif
