#include "history.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int failed(sqlite3* database) {
  fprintf(stderr, "history: %s\n", database != NULL ? sqlite3_errmsg(database) : "no memory");
  return 0;
}

static int run(sqlite3* database, const char* statement) {
  return sqlite3_exec(database, statement, NULL, NULL, NULL) == SQLITE_OK || failed(database);
}

int history_open(const char* path, sqlite3** database) {
  if (sqlite3_open(path, database) != SQLITE_OK) return failed(*database);
  sqlite3_busy_timeout(*database, 10000);
  return run(*database,
             "CREATE TABLE IF NOT EXISTS history ("
             " number INTEGER PRIMARY KEY, certificate TEXT NOT NULL, claim TEXT NOT NULL, benefit TEXT NOT NULL,"
             " event_date INTEGER, decision_date INTEGER, amount INTEGER NOT NULL);"
             "CREATE INDEX IF NOT EXISTS of_certificate ON history (certificate);");
}

void history_close(sqlite3* database) { sqlite3_close(database); }

int history_begin(sqlite3* database) { return run(database, "BEGIN IMMEDIATE"); }
int history_end(sqlite3* database, int keep) { return run(database, keep ? "COMMIT" : "ROLLBACK"); }

/* The ordinal of a benefit in this build of the wording; POLRT_NO_POSITION cut to 32 bits where the wording has no such benefit. */
static uint32_t benefit_named(const polrt_policy* policy, const char* name, size_t size) {
  for (uint32_t k = 0;; ++k) {
    const polrt_text benefit = polrt_benefit_name(policy, k);
    if (benefit.data == NULL) return UINT32_MAX;
    if (benefit.size == size && memcmp(benefit.data, name, size) == 0) return k;
  }
}

static int32_t date_in(sqlite3_stmt* row, int column, uint32_t flag, uint32_t* dates) {
  if (sqlite3_column_type(row, column) == SQLITE_NULL) return 0;
  *dates |= flag;
  return sqlite3_column_int(row, column);
}

static int read_rows(sqlite3_stmt* rows, const polrt_policy* policy, polrt_entry** entries, size_t* count) {
  size_t room = 0;
  int step = 0;
  while ((step = sqlite3_step(rows)) == SQLITE_ROW) {
    const char* name = (const char*)sqlite3_column_text(rows, 0);
    const uint32_t benefit = benefit_named(policy, name, (size_t)sqlite3_column_bytes(rows, 0));
    if (benefit == UINT32_MAX) {
      fprintf(stderr, "history: this wording has no benefit %s\n", name);
      return 0;
    }
    if (*count == room) {
      room = room == 0 ? 16 : 2 * room;
      polrt_entry* more = realloc(*entries, room * sizeof **entries);
      if (more == NULL) return failed(NULL);
      *entries = more;
    }
    polrt_entry* entry = &(*entries)[(*count)++];
    memset(entry, 0, sizeof *entry);
    entry->benefit = benefit;
    entry->event_date = date_in(rows, 1, POLRT_HAS_EVENT_DATE, &entry->dates);
    entry->decision_date = date_in(rows, 2, POLRT_HAS_DECISION_DATE, &entry->dates);
    entry->amount = sqlite3_column_int64(rows, 3);
  }
  return step == SQLITE_DONE || failed(sqlite3_db_handle(rows));
}

int history_read(sqlite3* database, const polrt_policy* policy, polrt_text certificate, polrt_entry** entries, size_t* count) {
  *entries = NULL;
  *count = 0;
  if (certificate.data == NULL) return 1;
  sqlite3_stmt* rows = NULL;
  const char* query = "SELECT benefit, event_date, decision_date, amount FROM history WHERE certificate = ? ORDER BY number";
  if (sqlite3_prepare_v2(database, query, -1, &rows, NULL) != SQLITE_OK) return failed(database);
  sqlite3_bind_text(rows, 1, certificate.data, (int)certificate.size, SQLITE_STATIC);
  const int good = read_rows(rows, policy, entries, count);
  sqlite3_finalize(rows);
  return good;
}

static void bind_date(sqlite3_stmt* row, int column, const polrt_entry* entry, uint32_t flag, int32_t date) {
  if ((entry->dates & flag) != 0)
    sqlite3_bind_int(row, column, date);
  else
    sqlite3_bind_null(row, column);
}

int history_add(sqlite3* database, const polrt_policy* policy, polrt_text certificate, polrt_text claim, const polrt_decision* decision) {
  const polrt_entry* entries = NULL;
  const size_t count = polrt_decision_entries(decision, &entries);
  if (count == 0 || certificate.data == NULL) return 1;
  sqlite3_stmt* row = NULL;
  const char* insert = "INSERT INTO history (certificate, claim, benefit, event_date, decision_date, amount) VALUES (?, ?, ?, ?, ?, ?)";
  if (sqlite3_prepare_v2(database, insert, -1, &row, NULL) != SQLITE_OK) return failed(database);
  int good = 1;
  for (size_t k = 0; good && k < count; ++k) {
    const polrt_text benefit = polrt_benefit_name(policy, entries[k].benefit);
    sqlite3_bind_text(row, 1, certificate.data, (int)certificate.size, SQLITE_STATIC);
    sqlite3_bind_text(row, 2, claim.data, (int)claim.size, SQLITE_STATIC);
    sqlite3_bind_text(row, 3, benefit.data, (int)benefit.size, SQLITE_STATIC);
    bind_date(row, 4, &entries[k], POLRT_HAS_EVENT_DATE, entries[k].event_date);
    bind_date(row, 5, &entries[k], POLRT_HAS_DECISION_DATE, entries[k].decision_date);
    sqlite3_bind_int64(row, 6, entries[k].amount);
    good = sqlite3_step(row) == SQLITE_DONE || failed(database);
    sqlite3_reset(row);
  }
  sqlite3_finalize(row);
  return good;
}
