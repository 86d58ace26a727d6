/* What the files of the record engine share. */
#ifndef CIVPLAN_RECORD_PRIVATE_H
#define CIVPLAN_RECORD_PRIVATE_H

#include "civplan/date.h"
#include "civplan/hash.h"
#include "civplan/mention.h"
#include "civplan/record.h"

/* "due: 'x' WHY"; the column is not named again for an option. CIV_REFUSED. */
enum civ_status civ_value_error(const struct civ_column *column, struct civ_span text,
                                const struct civ_reading *reading, const char *why);
/* CIV_REFUSED with a message when NUMBER, read from TEXT, is out of the column's bounds. */
enum civ_status civ_bounds_check(const struct civ_column *column, double number, struct civ_span text,
                                 const struct civ_reading *reading);
/* The folded TEXT of a number column as its value. CIV_REFUSED and a message. */
enum civ_status civ_value_number(const struct civ_column *column, struct civ_span text,
                                 const struct civ_reading *reading, struct civ_value *value);
/* Why a number that a spreadsheet cut is refused. */
extern const char civ_value_cut[];


/* Of all domains, ended by NULL; may be NULL. */
const struct civ_hook *const *civ_records_hooks(const struct civ_records *records);

/* civ_records_functions with what it keeps for the run, made at its first use. */
enum civ_status civ_functions_define(struct civ_records *records, struct civ_store *store, const char *sql,
                                     void ***states, bool **defined);
void civ_functions_close(void **states, bool *defined);

/* The domain's hook for the noun, or NULL. */
const struct civ_hook *civ_records_hook(const struct civ_records *records, const struct civ_noun *noun);

/* ---- dictionary: the codes, names and aliases of one noun ---- */

struct civ_dictionary;

enum { CIV_AMBIGUOUS = -1 };

enum civ_status civ_dictionary_open(struct civ_records *records, const struct civ_noun *noun,
                                    struct civ_dictionary **dictionary);
void civ_dictionary_free(struct civ_dictionary *dictionary);
/* The id that TEXT names, whatever its width and composition (civ_text_fold), 0: none, CIV_AMBIGUOUS: several. */
int64_t civ_dictionary_find(struct civ_dictionary *dictionary, struct civ_span text);
/* The id of the row with that code; CIV_AMBIGUOUS: several scopes have it. Names do not count. */
int64_t civ_dictionary_code(struct civ_dictionary *dictionary, struct civ_span code);
/* The code, name or alias nearest to TEXT, or NULL when none is near. Looks at all of them; for the first few mistakes
 * of a run. */
const char *civ_dictionary_near(struct civ_dictionary *dictionary, struct civ_span text);
/* NULL when there is no such row. */
const char *civ_dictionary_text(const struct civ_dictionary *dictionary, int64_t id);
/* The stored code that CODE, in whatever width, is; of several rows with it the one code that they share. NULL: it is
 * none. */
const char *civ_dictionary_code_text(struct civ_dictionary *dictionary, struct civ_span code);
/* False when memory is out. */
bool civ_dictionary_put(struct civ_dictionary *dictionary, int64_t id, struct civ_span code, struct civ_span name,
                        struct civ_span aliases);
void civ_dictionary_drop(struct civ_dictionary *dictionary, struct civ_span code);

/* The noun's dictionary, loaded at first use. */
enum civ_status civ_records_dictionary(struct civ_records *records, const struct civ_noun *noun,
                                       struct civ_dictionary **dictionary);
/* Tell the dictionary, if it is loaded, of a row as it is now stored. */
enum civ_status civ_records_learn(struct civ_records *records, const struct civ_noun *noun, int64_t id,
                                  const struct civ_value *values);
void civ_records_forget(struct civ_records *records, const struct civ_noun *noun, struct civ_span code);

/* ---- codes within their scopes ---- */

/* A code, and the id of its scope. */
struct civ_scoped {
	int64_t scope;
	struct civ_span code;
};

/* The row of COLUMN's noun that is called so within the scope, 0: none. KNOWN is false until many were asked for: then
 * the database is to be asked. */
enum civ_status civ_scopes_find(struct civ_records *records, const struct civ_column *column,
                                const struct civ_scoped *sought, int64_t *id, bool *known);
/* Tell of a row as it is now stored; that one has gone, or has another code. */
enum civ_status civ_scopes_learn(struct civ_records *records, const struct civ_noun *noun, int64_t id,
                                 const struct civ_value *values);
void civ_scopes_forget(struct civ_records *records, const struct civ_noun *noun);

/* ---- references that wait ---- */

/* The row was refused: what refers to it is not told of for each row. */
enum civ_status civ_records_refused(struct civ_records *records, const struct civ_record *record);

/* COLUMN of row ID of NOUN, read at AT, refers to TEXT: to be resolved, or only checked for a cycle when TEXT is empty.
 */
struct civ_waiting {
	const struct civ_noun *noun;
	int column;
	int64_t id;
	struct civ_span text;
	struct civ_position at;
};

/* Kept until civ_records_resolve, with copies of its texts. */
enum civ_status civ_records_wait(struct civ_records *records, const struct civ_waiting *waiting);
/* The id that TEXT names in COLUMN, a REF; 0 when there is none (not an error). */
enum civ_status civ_reference_find(struct civ_records *records, const struct civ_column *column, struct civ_span text,
                                   const struct civ_reading *reading, int64_t *id);
/* Store what the text names in the column of the row; CIV_REFUSED and a message when there is no such row. */
enum civ_status civ_reference_resolve(struct civ_records *records, const struct civ_waiting *waiting);
/* CIV_REFUSED and a message when the row, which was said to be reversed, is not. */
enum civ_status civ_reversed_check(struct civ_records *records, const struct civ_waiting *waiting);
/* CIV_REFUSED and a message when following the column from the row leads back to it. */
enum civ_status civ_reference_cycle(struct civ_records *records, const struct civ_waiting *waiting);
/* The row that CODE names in COLUMN, a REF with a scope, together with SCOPE, the value of that; 0 when there is none.
 */
enum civ_status civ_reference_scoped(struct civ_records *records, const struct civ_column *column,
                                     const struct civ_value *scope, struct civ_span code, int64_t *id);
/* "unit: no unit 'CGJ'": CIV_REFUSED. */
enum civ_status civ_reference_unknown(struct civ_records *records, const struct civ_column *column,
                                      struct civ_span text, const struct civ_reading *reading);
/* The canonical form of a reference kept as text (CODEREF, REFS) in *CANONICAL; CIV_REFUSED and a message if a part is
 * unknown. */
enum civ_status civ_reference_text(struct civ_records *records, const struct civ_column *column, struct civ_span text,
                                   const struct civ_reading *reading, struct civ_span *canonical);

/* ---- writer ---- */

/* Prepared "SELECT columns FROM noun t WHERE ..." whose column I is column I of the noun. */
enum civ_status civ_select_row(struct civ_records *records, const struct civ_noun *noun, int64_t id,
                               sqlite3_stmt **row);
/* The row's id by the key values of a full set of column values; 0 when there is none. */
enum civ_status civ_select_key(struct civ_records *records, const struct civ_noun *noun, const struct civ_value *values,
                               int64_t *id);
/* The one row that the key without its last part means; CIV_AMBIGUOUS when there are several. */
enum civ_status civ_select_front(struct civ_records *records, const struct civ_noun *noun,
                                 const struct civ_value *values, int64_t *id);
/* The value as a list prints it, a reference as its code. */
enum civ_status civ_value_text(struct civ_records *records, const struct civ_column *column,
                               const struct civ_value *value, struct civ_buf *buf);
/* The same as messages call it: a choice by its word for whom civ_say speaks Chinese. */
enum civ_status civ_value_told(struct civ_records *records, const struct civ_column *column,
                               const struct civ_value *value, struct civ_buf *buf);
/* The row's code has changed: references kept as text follow. */
enum civ_status civ_rename_follow(struct civ_records *records, const struct civ_noun *noun, int64_t id,
                                  struct civ_span old, struct civ_span code);
/* CIV_REFUSED with a message that counts them when other rows refer to row ID. */
enum civ_status civ_references_check(struct civ_records *records, const struct civ_noun *noun, int64_t id,
                                     const struct civ_position *at);

/* Why SQLite refused the row, as an error of the record. */
enum civ_status civ_constraint_error(struct civ_store *store, const struct civ_record *record);

/* ---- texts that name records ---- */

/* What the texts of COLUMN are written in; NULL: they name nothing. */
const struct civ_grammar *civ_grammar_of(const struct civ_column *column);
/* Whether such texts of the record can be read; OLD: the stored values of a row that is set, those that stay are not
 * looked at, else NULL. CIV_REFUSED. */
enum civ_status civ_grammars_check(const struct civ_record *record, const struct civ_value *old);
/* A row that texts may name. */
struct civ_mentioned {
	const struct civ_noun *noun;
	struct civ_span code, key;
	bool shared; /* another row has the code, within something else: a text with the code alone names either */
};
/* In how many rows of NOUN COLUMN, which has a grammar, names TARGET. */
enum civ_status civ_mentions_count(struct civ_records *records, const struct civ_noun *noun,
                                   const struct civ_column *column, const struct civ_mentioned *target,
                                   int64_t *count);
/* CODE in the place of the target's own wherever COLUMN names it. */
enum civ_status civ_mentions_rename(struct civ_records *records, const struct civ_noun *noun,
                                    const struct civ_column *column, const struct civ_mentioned *target,
                                    struct civ_span code);

/* ---- moments ---- */

/* What dates and times are measured by, as ISO text. */
struct civ_moments {
	char now[CIV_TIME_SIZE];
	char first[5], last[5]; /* years */
	char oldest[5];         /* the first year of what may be older than the plan (CIV_OLD) */
};

enum civ_status civ_moments_find(struct civ_records *records, struct civ_moments *moments);
/* The same, found once in a run; borrowed from RECORDS. */
enum civ_status civ_records_moments(struct civ_records *records, const struct civ_moments **moments);

/* ---- rules ---- */

struct civ_rules;

/* The rules of a noun, readable without SQLite. CIV_SYSTEM for one that is written in other words than rule.c knows. */
enum civ_status civ_rules_open(const struct civ_noun *noun, struct civ_messages *messages, struct civ_rules **rules);
void civ_rules_close(struct civ_rules *rules);
/* A date alone stands for its day: a time that was given so moves up to the latest time of that day which a rule puts
 * before it. */
void civ_rules_settle(const struct civ_rules *rules, struct civ_record *record);
/* CIV_REFUSED and the rule's message at the first that the record breaks, as the table's CHECK would. */
enum civ_status civ_rules_check(const struct civ_rules *rules, const struct civ_record *record);

/* ---- rows ---- */

/* Which field of a header is which column. */
struct civ_binding {
	int *columns;    /* by field: column index, -1: passed over */
	unsigned count;
	const struct civ_column *
		*shown; /* by column: as the file calls it; NULL: it does not have it, or calls it by its own name */
};

/* The header of rows that WRITER is to store as ASKED says, into BINDING, whose lists are kept in ARENA. CIV_REFUSED,
 * told: a column is unknown, stands twice or is missing. CIV_USAGE: a setting stands in the rows too. */
enum civ_status civ_binding_make(const struct civ_writer *writer, const struct civ_writing *asked,
                                 const struct civ_header *header, struct civ_arena *arena, struct civ_binding *binding);

#endif
