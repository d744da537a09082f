/* The history of certificates in SQLite: what was paid, and what was taken back. Shared by the two example hosts.
 *
 * Benefits stand under their names: ordinals belong to one build of a wording, and a history outlives it. Amounts are minor units, dates days
 * since 1970-01-01 or NULL. Functions give 1, or 0 where the database failed and has said why on stderr. */
#ifndef EMBEDDING_HISTORY_H
#define EMBEDDING_HISTORY_H

#include <polrt/polrt.h>
#include <sqlite3.h>

#ifdef __cplusplus
extern "C" {
#endif

int history_open(const char* path, sqlite3** database);
void history_close(sqlite3* database);

/* One transaction around reading, deciding and adding; `keep` 0 undoes it. */
int history_begin(sqlite3* database);
int history_end(sqlite3* database, int keep);

/* The certificate's entries, oldest first, for the caller to free(). None where there is no certificate. */
int history_read(sqlite3* database, const polrt_policy* policy, polrt_text certificate, polrt_entry** entries, size_t* count);
int history_add(sqlite3* database, const polrt_policy* policy, polrt_text certificate, polrt_text claim, const polrt_decision* decision);

#ifdef __cplusplus
}
#endif

#endif
