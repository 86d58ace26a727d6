/* The writer's inside, shared by add, set and remove. */
#ifndef CIVPLAN_RECORD_WRITER_H
#define CIVPLAN_RECORD_WRITER_H

#include "lib/record/private.h"

struct civ_bulk;

/* The codes that a run gives which begin alike: with the letter of the noun and the year of the as-of day
 * ("U2026-014"), or with the code of a row of another noun ("S2026-014-2"). */
struct civ_giving {
	struct civ_span prefix;
	bool known;             /* the highest number is that of the file and its history too */
	int64_t highest;        /* of the codes of the form that were seen or given */
	struct civ_buf numbers; /* int64_t, those given, upwards */
};

/* All of them, in the order in which they were wanted. */
struct civ_givings {
	struct civ_giving *list;
	size_t count, room;
};

void civ_givings_free(struct civ_givings *givings);

struct civ_writer {
	struct civ_records *records;
	const struct civ_noun *noun;
	struct civ_write_options options;
	struct civ_write_counts counts;
	struct civ_record record;
	struct civ_value *old;       /* the stored values of the row at hand */
	struct civ_value *fallbacks;
	bool *updates;               /* columns named by options.update */
	struct civ_rules *rules;     /* NULL for a single row: the database's own CHECKs do for it */
	const struct civ_hook *hook; /* may be NULL */
	void *state;                 /* the hook's */
	sqlite3_stmt *insert;        /* prepared with the first added row */
	struct civ_arena *arena;
	struct civ_givings givings;
	struct civ_hash *numbers;    /* of entries in the input at hand -> their ids here; NULL: they have none */
	bool lent;                   /* the record's arena is a batch's, and cleared with it */
};

bool civ_record_make(struct civ_record *record, const struct civ_noun *noun);
void civ_record_free(struct civ_record *record);
/* From now on the record's texts are kept in ARENA, which somebody else clears; NULL ends that. */
void civ_writer_lend_arena(struct civ_writer *writer, struct civ_arena *arena);

/* Whether the program gives COLUMN, a code, where a record has none. */
bool civ_column_is_given(const struct civ_column *column);
/* Such a COLUMN of a record that is to be added: give it a code where it has none, one that no record has, or had; it
 * stays empty where the row whose code it begins with is missing. CIV_REFUSED: its own code has been given to another
 * record of this run. */
enum civ_status civ_writer_give(struct civ_writer *writer, struct civ_record *record, int column);

/* The stored row ID in writer->old, its texts in the record's arena. */
enum civ_status civ_writer_load(struct civ_writer *writer, struct civ_record *record, int64_t id);

/* Does the record say that it reverses another entry? */
bool civ_record_reverses(const struct civ_record *record);
/* Let a new entry that reverses another take over what it leaves empty; whatever its input says, none is reversed yet.
 * Nothing is done where the noun knows no reversing. CIV_REFUSED: there is no such entry, it reverses another itself or
 * is reversed already, or the record says something else than it. */
enum civ_status civ_writer_reverse(struct civ_writer *writer, struct civ_record *record);
/* The record was stored: note in the entry that it reverses, if any, that it is reversed. */
enum civ_status civ_writer_mark_reversed(struct civ_writer *writer, const struct civ_record *record);

/* A record that is to be added: what it says of columns that are kept, and the number that it has in the input, go
 * aside. A bundle is taken as it is. CIV_REFUSED: its number stands there twice. */
enum civ_status civ_writer_set_aside(struct civ_writer *writer, struct civ_record *record);
/* Has it been, or is there to be, something set aside? Such a record is stored by itself. */
bool civ_record_claims(const struct civ_record *record);
bool civ_writer_claims(const struct civ_writer *writer, const struct civ_record *record);
/* The record was stored: is it what it says of columns that are kept? That it is reversed shows when the run ends.
 * CIV_REFUSED. */
enum civ_status civ_writer_see_claims(struct civ_writer *writer, const struct civ_record *record);
/* It has ID here: note that for the entries below it. */
enum civ_status civ_writer_number(struct civ_writer *writer, const struct civ_record *record, int64_t id);
/* The id of the entry above that the record reverses. CIV_REFUSED: there is none with that number. */
enum civ_status civ_writer_numbered(const struct civ_writer *writer, const struct civ_record *record, int64_t *id);
/* Another input has numbers of its own. */
void civ_writer_forget_numbers(struct civ_writer *writer);

/* Make a new record ready to be stored: fallbacks, required columns, the hook, the rules. */
enum civ_status civ_writer_prepare(struct civ_writer *writer, struct civ_record *record);
/* Rows are about to be stored: the hook's ready; and its account of one that was stored. */
enum civ_status civ_writer_ready(struct civ_writer *writer, bool many);
enum civ_status civ_writer_tally(struct civ_writer *writer, int64_t id, const struct civ_value *old,
                                 const struct civ_value *now);
/* Before the hook sees the values: the clock, and times that were given as dates alone. OLD as of civ_writer_check.
 * CIV_REFUSED. */
enum civ_status civ_writer_settle(const struct civ_writer *writer, struct civ_record *record,
                                  const struct civ_value *old);
/* The clock, texts that name records, and the noun's rules, which say more than the CHECKs of the table. OLD: the
 * stored values of a row that is set, else NULL. CIV_REFUSED. */
enum civ_status civ_writer_check(const struct civ_writer *writer, const struct civ_record *record,
                                 const struct civ_value *old);
/* Its part for the clock; values as in OLD pass. */
enum civ_status civ_writer_moments(const struct civ_writer *writer, const struct civ_record *record,
                                   const struct civ_value *old);
/* The record was refused for its key: what is there already. CIV_REFUSED. */
enum civ_status civ_record_twice(struct civ_writer *writer, struct civ_record *record);

/* Note the id for --print. */
enum civ_status civ_writer_touch(struct civ_writer *writer, int64_t id);
/* The same for all ids from FIRST to LAST. */
enum civ_status civ_writer_touch_range(struct civ_writer *writer, int64_t first, int64_t last);
/* PUT the record, and let the hook's after_store see it: it may still refuse the row, and then nothing of it is stored.
 * OLD as of civ_writer_check. */
enum civ_status civ_writer_try(struct civ_writer *writer, struct civ_record *record, const struct civ_value *old,
                               enum civ_status (*put)(struct civ_writer *writer, struct civ_record *record));
/* Resolve references within a scope, which the record has by now. OLD: the stored values of a row that is set, whose
 * scope holds where none is given; else NULL. CIV_REFUSED. */
enum civ_status civ_record_scoped(struct civ_writer *writer, struct civ_record *record, const struct civ_value *old);
/* Let the stored record's own-noun and deferred references wait; CHANGED: the row was there before. */
enum civ_status civ_writer_wait(struct civ_writer *writer, const struct civ_record *record, bool changed);
/* "task 'K001' exists already": CIV_REFUSED. */
enum civ_status civ_record_exists(struct civ_writer *writer, struct civ_record *record);
/* "no task 'K001'": CIV_REFUSED. */
enum civ_status civ_record_missing(struct civ_writer *writer, struct civ_record *record);
/* Step a statement whose constraints may refuse the record, and reset it. */
enum civ_status civ_writer_step(struct civ_writer *writer, const struct civ_record *record, sqlite3_stmt *statement);

#endif
