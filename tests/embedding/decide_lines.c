/* A host in C: decides claims that arrive as JSON Lines and keeps the certificates' history in its own database.
 *
 *   decide_lines WORDING.so HISTORY.db < claims.jsonl > decisions.jsonl
 *
 * Exit status: 0 done; 3 some records were invalid, and their decision lines say why; 4 a file or the database failed. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <polrt/polrt.h>

#include "history.h"

enum { INVALID_RECORDS = 3, FAILED = 4 };

typedef struct host {
  polrt_policy* policy;
  polrt_reader* reader;
  sqlite3* database;
  void* arena; /* where decisions lie; grows with the largest record */
  size_t arena_size;
  char* text; /* the decision line */
  size_t text_size;
} host;

/* malloc'ed memory is aligned for anything, 8 bytes included. */
static void* at_least(void* memory, size_t* size, size_t wanted) {
  if (wanted <= *size) return memory;
  free(memory);
  *size = wanted;
  return malloc(wanted);
}

/* The line as it is filed: as many bytes as it needs, however many these are. */
static int print_decision(host* host, const polrt_decision* decision, uint64_t number) {
  size_t size = 0;
  while ((size = decision != NULL ? polrt_write_decision(decision, number, host->text, host->text_size)
                                  : polrt_write_invalid(host->reader, number, host->text, host->text_size)) > host->text_size) {
    host->text = at_least(host->text, &host->text_size, size);
    if (host->text == NULL) return 0;
  }
  return fwrite(host->text, 1, size, stdout) == size && putchar('\n') != EOF;
}

/* Reading the history, deciding and adding to it is one transaction: another process that decides for the same certificate waits. */
static int decide(host* host, const polrt_input* input, uint64_t number) {
  const polrt_decision* decision = NULL;
  polrt_entry* history = NULL;
  size_t count = 0;
  if (!history_begin(host->database)) return 0;
  int good = history_read(host->database, host->policy, input->certificate, &history, &count);
  if (good) {
    host->arena = at_least(host->arena, &host->arena_size, polrt_arena_size(host->policy, input, count));
    good = host->arena != NULL &&
           polrt_decide(host->policy, input, history, count, host->arena, host->arena_size, &decision) == POLRT_OK &&
           history_add(host->database, host->policy, input->certificate, input->id, decision);
  }
  free(history);
  if (!history_end(host->database, good)) good = 0;
  return good && print_decision(host, decision, number);
}

static int run(host* host) {
  char* line = NULL;
  size_t room = 0;
  int status = 0;
  uint64_t number = 0;
  for (ssize_t size = 0; status != FAILED && (size = getline(&line, &room, stdin)) > 0;) {
    if (line[size - 1] == '\n') --size;
    if (size == 0) continue;
    polrt_input input;
    switch (polrt_reader_read(host->reader, line, (size_t)size, &input)) {
      case POLRT_OK:
        if (!decide(host, &input, ++number)) status = FAILED;
        break;
      case POLRT_INVALID_RECORD:
        status = print_decision(host, NULL, ++number) ? INVALID_RECORDS : FAILED;
        break;
      default: status = FAILED;
    }
  }
  free(line);
  return status;
}

int main(int count, char** words) {
  if (count != 3) {
    fprintf(stderr, "usage: decide_lines WORDING.so HISTORY.db < claims.jsonl\n");
    return 2;
  }
  host host = {0};
  polrt_error error;
  int status = FAILED;
  if (polrt_policy_load(words[1], NULL, &host.policy, &error) != POLRT_OK)
    fprintf(stderr, "decide_lines: %s\n", error.text);
  else if (!history_open(words[2], &host.database))
    fprintf(stderr, "decide_lines: cannot open the history %s\n", words[2]);
  else if (polrt_reader_new(host.policy, &host.reader) == POLRT_OK)
    status = run(&host);
  if (fflush(stdout) != 0) status = FAILED;
  polrt_reader_free(host.reader);
  if (host.policy != NULL) polrt_policy_close(host.policy);
  history_close(host.database);
  free(host.arena);
  free(host.text);
  return status;
}
