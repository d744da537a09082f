/* The binary contract between a compiled wording and the runtime: the only header that compiler and runtime share. Plain C, no functions.
 *
 * A compiled wording exports one symbol, POLRT_ARTIFACT_SYMBOL, a polrt_artifact. Everything that is not code (names, record layout, clause
 * numbers, what each ground does) is JSON text in it, read once when it is opened; docs/decisions/0002 describes it. Code is two functions
 * for each line, one that decides and one that explains what is not decided, and one for what several lines compute alike.
 *
 * The record. One struct for the whole policy, laid out by the metadata ("offset" of each fact, "record_size", 8-byte aligned); of the
 * questions that are not asked nothing is found. It begins with two planes of "plane_words" 64-bit words, bit k for the fact of this "bit":
 * - known[]: the value may be used: given; or presumed and not denied; or optional (absence is a fact); or a key;
 * - found[]: the record itself says it: given, not null. Of an optional fact or record: it is present.
 * Then the values: truth 1 byte (0/1), enum 2 bytes (ordinal), date 4 bytes (int32 days since 1970-01-01), set 8 bytes (bit k: case k),
 * numbers and amounts 8 bytes (int64 in units of 10^-decimals), text 16 bytes (polrt_text). A presumed fact that is not found holds the
 * presumed value; every other that is not given is 0, which no function uses for a decision. A list is 16 bytes (polrt_list): its elements,
 * one after another, are each built like a record, 8-byte aligned. A list that is not given has no elements. An element may hold lists
 * itself: the elements that such a list has in all elements of the outer one lie one after another, in the order of these; one without
 * elements points to where they would be.
 * The parameters that a wording declares lie in a struct of their own, built like the record ("parameters" of the metadata); all of it is
 * known, and nothing rests on it.
 * Threads: nothing here is written after opening except the caller's record and output words. */
#ifndef POLRT_ABI_H
#define POLRT_ABI_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define POLRT_ABI_VERSION 8u
#define POLRT_ARTIFACT_SYMBOL "polrt_artifact_v5"
#define POLRT_ARTIFACT_MAGIC 0x314c4f50u /* "POL1" */

/* What code may need of an x86-64 processor beyond what every one has: bit k of `needs` for row k, by the names of GCC and LLVM. Rows are
 * only ever added at the end. */
#define POLRT_PROCESSOR_FEATURES(ROW) \
  ROW("sse3")                         \
  ROW("ssse3")                        \
  ROW("sse4.1")                       \
  ROW("sse4.2")                       \
  ROW("popcnt")                       \
  ROW("avx")                          \
  ROW("avx2")                         \
  ROW("bmi")                          \
  ROW("bmi2")                         \
  ROW("lzcnt")                        \
  ROW("movbe")                        \
  ROW("fma")                          \
  ROW("f16c")                         \
  ROW("xop")                          \
  ROW("fma4")                         \
  ROW("tbm")                          \
  ROW("sse4a")                        \
  ROW("aes")                          \
  ROW("pclmul")                       \
  ROW("vaes")                         \
  ROW("vpclmulqdq")                   \
  ROW("gfni")                         \
  ROW("adx")                          \
  ROW("sha")                          \
  ROW("avx512f")

typedef struct polrt_text {
  const char* data; /* UTF-8, not 0-terminated, owned by whoever gave the record */
  uint64_t size;    /* bytes */
} polrt_text;

typedef struct polrt_list {
  const uint8_t* elements; /* owned by whoever gave the record */
  uint64_t count;
} polrt_list;

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

/* Asks a line function which elements its loops rest on. `loops` has a bit for each loop of the line; for loop k with its bit set planes[k]
 * has `words` 64-bit words for each element of the loop's list, of one within elements for those of all of them (bit m: member m), into
 * which the function sets the bits of the leaves that the bodies of the loop rest on where they are not single. */
typedef struct polrt_collect {
  const uint64_t* loops;
  uint64_t* const* planes;
} polrt_collect;

/* Decides one line, or one question. Pure; writes only `out`, whose words are, in this order (g = words for the grounds, r = words for the
 * leaves and, after them, one bit for each loop):
 * - established[g], open[g]: bit k: ground k is established (yes for sure), open (yes or no);
 * - status_rests[r], amount_rests[r]: left as they are;
 * - event.lo, event.hi: days since 1970-01-01; equal where the date is single (never, where the line has no event);
 * - steps: lo, hi each: running amount after each step, minor units;
 * - limits: limit.lo, limit.hi, used.lo, used.hi for each step that has a limit, in their order; a limit below 0: none applies here;
 * - outputs (questions), three words each: bit 0 it may be absent, bit 1 it may be present; then lo, hi of a number or date; the possible
 *   cases of an enum as bits (at most 64), 0; of a truth bit 0 may be no, bit 1 may be yes, 0; of a set as bits the members
 *   that it must have and those that it may have (at most 64); of a text 1 while it is unknown, 0; of a list bit 0 while anything in it is
 *   undecided, 0; then the same, of a number, for each rule of the metadata that an item of a list may break: there where it is broken, and
 *   which item is the first: its place in its own list, from 0, plus as many as that list may have for each item that goes before in the
 *   list around it, and so on outwards;
 * - rows, for each list of the record that an output is made of, in the order of the metadata, one row for each of its elements, one for
 *   what is made of no list: a word whose bit 0 says that the row may be left out and bit 1 that it may be there, then three words for each
 *   field, as for an output; where the metadata calls the rows sorted, three more: which of those that are there comes first, from 0.
 *
 * `parameters` may be null where the wording declares none.
 * `known` is the plane to believe: the record's own, or one in which presumptions are lifted. Where it is not the record's own, presumed
 * members of elements that are not found count as unknown too.
 * `shared` is what the artifact's sharing function wrote for the same record, `known` and parameters; a question that asks
 * for no benefits does not read it. Where only POLRT_WANTS_PRESUMED is wanted, no more of `out` is good than the bits in established of
 * those grounds that tell whether a presumption decided: they stand first, and the function may end behind them. */
typedef void (*polrt_decide_function)(const uint8_t* record, const uint64_t* known, const uint8_t* parameters, const polrt_history* history,
                                      const int64_t* shared, int64_t* out, uint32_t wanted);

/* Tells what a line, or a question, rests on that is not decided. The same arguments, and in `out` what deciding wrote with them, all
 * of it. Pure; writes (beside the planes of `collect`, which may be null) only rows, as they are already, and
 * - status_rests[r]: bit k: leaf k is among what the open grounds that have to do with the status rest on;
 * - amount_rests[r]: the same of the last step's amount; of a question: of its outcomes. */
typedef void (*polrt_explain_function)(const uint8_t* record, const uint64_t* known, const uint8_t* parameters,
                                       const polrt_history* history, const int64_t* shared, int64_t* out, const polrt_collect* collect);

/* Narrows down what explaining would tell, for a fraction of its time: the same arguments, and `out` as it takes it. Pure; writes
 * - status_rests[r]: the bit of each leaf and loop that status or amounts (of a question: its outcomes) may rest on, as far as few facts and
 *   what deciding kept tell. Those that explaining names are among them, whatever the facts of the record are. */
typedef void (*polrt_narrow_function)(const uint8_t* record, const uint64_t* known, const uint8_t* parameters,
                                      const polrt_history* history, const int64_t* shared, int64_t* out);

#define POLRT_WANTS_ALL 0u
#define POLRT_WANTS_PRESUMED 1u

/* Computes for a record what the deciding functions of several lines need alike, so that it is computed once. Writes `shared_words` words;
 * what they mean is between the functions of one artifact. */
typedef void (*polrt_share_function)(const uint8_t* record, const uint64_t* known, const uint8_t* parameters, int64_t* shared);

typedef struct polrt_artifact {
  uint32_t magic;       /* POLRT_ARTIFACT_MAGIC */
  uint32_t abi_version; /* POLRT_ABI_VERSION */
  uint32_t line_count;  /* benefits */
  uint32_t question_count;
  uint64_t needs;       /* of the processor: POLRT_PROCESSOR_FEATURES */
  const char* metadata; /* JSON text, UTF-8 */
  uint64_t metadata_size;
  uint64_t shared_words;
  polrt_share_function share;          /* null where the lines share nothing; shared_words is 0 then */
  const polrt_decide_function* decide; /* [line_count + question_count], the lines first */
  const polrt_explain_function* explain;
  const polrt_narrow_function* narrow;
} polrt_artifact;

/* The last bytes of a library's file, behind everything that the loader reads: what can be believed before anything in the file runs.
 * A file that was shortened, changed or stripped does not have its digest. Its last 16 bytes mean the same in every version. */
typedef struct polrt_seal {
  char schema[64]; /* SHA-256 as hexadecimal digits, here and in the next two: of the record's layout and meaning */
  char policy[64]; /* `policy.hash` of the decisions */
  char build[64];  /* `policy.build` */
  uint64_t needs;  /* as polrt_artifact has it */
  uint64_t file_size;
  uint8_t digest[32];   /* SHA-256 of all bytes of the file that are before it */
  uint32_t abi_version; /* POLRT_ABI_VERSION */
  uint32_t seal_size;   /* sizeof(polrt_seal) */
  char magic[8];        /* POLRT_SEAL_MAGIC */
} polrt_seal;

#define POLRT_SEAL_MAGIC "polrt.so" /* without the 0 at its end */

#ifdef __cplusplus
}
#endif

#endif
