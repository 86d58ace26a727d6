/* Storing rows by the batch: one thread reads and checks, another inserts.
 *
 * What SQLite would check of each row is checked before: types, choices and bounds by civ_value_parse, references by
 * the dictionaries, rules by civ_rules_check. Its connection does without foreign keys and CHECKs for as long; keys
 * stay with the unique indexes. The rows of a batch become visible to SQLite as a virtual table, so that one INSERT ...
 * SELECT stores them. Nothing else may write through the connection while a bulk is open. */
#ifndef CIVPLAN_RECORD_BULK_H
#define CIVPLAN_RECORD_BULK_H

#include "civplan/bulk.h"
#include "lib/record/writer.h"

/* ---- batch.c: the rows at hand, column by column ---- */

struct civ_batch;

enum { CIV_BATCH_ROWS = 4096 };

struct civ_batch *civ_batch_new(const struct civ_noun *noun);
void civ_batch_free(struct civ_batch *batch);
/* Forget the rows; memory is kept. */
void civ_batch_clear(struct civ_batch *batch);
/* The arena in which the texts of its rows live. */
struct civ_arena *civ_batch_arena(struct civ_batch *batch);
/* Append the record's values; its texts are in the batch's arena. False when memory is out. */
bool civ_batch_add(struct civ_batch *batch, const struct civ_record *record);
size_t civ_batch_count(const struct civ_batch *batch);
bool civ_batch_is_full(const struct civ_batch *batch);
/* Fill VALUES, one for each column, from row ROW. */
void civ_batch_values(const struct civ_batch *batch, size_t row, struct civ_value *values);
struct civ_position civ_batch_at(const struct civ_batch *batch, size_t row);
/* INSERT OR FAIL of the columns that some row has, appended to SQL. It starts at the row that civ_batch_start says and
 * stops behind the row civ_batch_reached names when that one fails. */
void civ_batch_insert_sql(const struct civ_batch *batch, struct civ_buf *sql);
void civ_batch_start(struct civ_batch *batch, size_t row);
size_t civ_batch_reached(const struct civ_batch *batch);
/* Make the virtual table that shows the rows of *CURRENT. */
enum civ_status civ_batch_register(struct civ_store *store, struct civ_batch *const *current);

/* ---- bulk.c ---- */

/* Can this writer's rows be stored so? No conflict but an error, no hook that looks at each stored row, no reference
 * that waits. */
bool civ_bulk_fits(const struct civ_writer *writer);
#endif
