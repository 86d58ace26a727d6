/* The record engine: everything that is true of all nouns. Reads rows into typed values, checks them, stores
 * them with their history, and lists them. */
#ifndef CIVPLAN_RECORD_H
#define CIVPLAN_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "civplan/buffer.h"
#include "civplan/hash.h"
#include "civplan/input.h"
#include "civplan/messages.h"
#include "civplan/noun.h"
#include "civplan/output.h"
#include "civplan/store.h"

/* ---- values ---- */

enum civ_value_kind { CIV_NULL, CIV_INTEGER, CIV_DOUBLE, CIV_STRING };

/* A value as it stands in the database. */
struct civ_value {
	enum civ_value_kind kind;
	int64_t integer;
	double real;
	struct civ_span string; /* borrowed */
};

/* Of one kind and equal, to the byte or the bit; two NULLs are the same. */
bool civ_value_same(const struct civ_value *a, const struct civ_value *b);
/* Is it that text? */
bool civ_value_is(const struct civ_value *value, const char *text);
/* To the parameter with that number. A text is not copied: it must stay until the statement is stepped and reset. */
enum civ_status civ_value_bind(struct civ_store *store, sqlite3_stmt *statement, int parameter,
                               const struct civ_value *value);
/* Borrowed from the statement until its next step. */
struct civ_value civ_value_column(sqlite3_stmt *statement, int column);

/* What spreadsheets did to a cell is undone: outer blanks, ="...", a leading ' before a guarded text. */
struct civ_span civ_cell_clean(struct civ_span cell);

/* What goes with a text that is read as a value. All is borrowed. */
struct civ_reading {
	const struct civ_position *at; /* where the text stands; NULL: nowhere that could be named */
	struct civ_arena *arena;       /* keeps text that is made for the value */
	struct civ_messages *messages; /* are told what is wrong with it */
};

/* TEXT as a value of COLUMN, which is no reference: parsed, bounds and choices checked. An empty text is
 * CIV_NULL. The message starts with the column's name unless the text is an option's. Choices are accepted by code
 * and by label. CIV_REFUSED on a bad value, told. */
enum civ_status civ_value_parse(const struct civ_column *column, struct civ_span text,
                                const struct civ_reading *reading, struct civ_value *value);
/* The value as a list prints it, appended to BUF; references by id are not meant. */
void civ_value_format(const struct civ_column *column, const struct civ_value *value, struct civ_buf *buf);

/* ---- records of a run ---- */

/* The working set of one run over one database: dictionaries of codes, references still to be resolved,
 * the domains' hooks. */
struct civ_records;
struct civ_record;
struct civ_writer;

/* What a domain adds to the storing of a noun. Each member may be NULL. A hook returns CIV_OK or says why not, with
 * the record's position; it runs inside the run's transaction. */
struct civ_hook {
	const struct civ_noun *noun;
	const char *schema; /* the domain's own tables, as SQL with their names in double quotes */
	/* Fill those tables anew from the records: after an upgrade, or when they are found wrong. NULL: they hold what
	 * columns of the noun keep in them (civ_column.elsewhere). */
	enum civ_status (*rebuild)(struct civ_records *records);
	/* Once, after a file of version FROM got this schema: make records of what it kept in another form. */
	enum civ_status (*convert)(struct civ_records *records, int from);
	/* Whether rows of the noun tell of something after the end of the as-of day although that is today: an older
	 * release took it. NULL: all rows are looked at. */
	enum civ_status (*later)(struct civ_records *records, bool *later);
	/* Before a row is added (OLD NULL) or changed (OLD: its stored values). May fill values. */
	enum civ_status (*before_store)(struct civ_writer *writer, struct civ_record *record,
	                                const struct civ_value *old);
	bool compares; /* before_store asks for other rows of the noun: each is stored before it sees the next */
	/* After it was stored; record->id is set. */
	enum civ_status (*after_store)(struct civ_writer *writer, const struct civ_record *record,
	                               const struct civ_value *old);
	/* Rows are about to be stored, MANY or one: make ready for tally, which may not. */
	enum civ_status (*ready)(struct civ_writer *writer, bool many);
	/* Row ID was added (OLD NULL), changed or removed (NOW NULL): keep account of it, in memory. In a bulk load
	 * (MANY) the thread that inserts calls it, and the database and the run's messages are not to be touched.
	 * CIV_SYSTEM: memory is out. */
	enum civ_status (*tally)(struct civ_writer *writer, int64_t id, const struct civ_value *old,
	                         const struct civ_value *now);
	/* Once, after the last row and before the commit. */
	enum civ_status (*after_run)(struct civ_writer *writer);
	/* Free what the hook kept in civ_writer_state. */
	void (*release)(void *state);
};

/* All hooks, ended by NULL (made of the folders at build time). The engine is given them: it names none. */
extern const struct civ_hook *const civ_hooks[];

struct civ_clock {
	int64_t now;      /* the plan's local time at the start of the run */
	int32_t asof;     /* the day that answers depend on */
	const char *user; /* who runs this: $CIVPLAN_USER or the login; NULL in a run that only reads */
};

/* The minute, since 1970, that answers depend on: now, or the last one of the as-of day when that is another day. */
int64_t civ_clock_minute(const struct civ_clock *clock);

/* HOOKS is a list ended by NULL, or NULL. A noun has one hook at most. STORE, HOOKS and MESSAGES are borrowed until
 * civ_records_close (NULL allowed), which frees the dictionaries and finalises the statements kept; CLOCK is copied,
 * but for its user. */
enum civ_status civ_records_open(struct civ_store *store, const struct civ_hook *const *hooks,
                                 const struct civ_clock *clock, struct civ_messages *messages,
                                 struct civ_records **records);
void civ_records_close(struct civ_records *records);
struct civ_store *civ_records_store(struct civ_records *records);
struct civ_messages *civ_records_messages(struct civ_records *records);
/* Messages go to QUEUE from now on; returns the queue so far. A row's own errors are kept apart so. */
struct civ_messages *civ_records_report_to(struct civ_records *records, struct civ_messages *queue);
/* Sentences in what is asked for are for a reader: civ_records_say says them in that language. Until then they are as
 * programs read them, the same in every language. */
void civ_records_speak(struct civ_records *records, bool speak);
bool civ_records_speaking(const struct civ_records *records);
/* TEXT, one marked CIV_WORD: a sentence, a word or a format of them, as whoever asked reads it. A word before a bar, as
 * in "duty|unit", tells translators which unit that is, and is not said. */
const char *civ_records_say(const struct civ_records *records, const char *text);
/* The same of a sentence that tells of N things, as civ_say_count has it. */
const char *civ_records_say_count(const struct civ_records *records, const char *one, const char *many, int64_t n)
	__attribute__((format_arg(2), format_arg(3)));
/* A choice within such a sentence: as messages call it, else its code. */
const char *civ_records_word(const struct civ_records *records, const struct civ_word *word);
/* The column of that name of NOUN as such a sentence calls it, and a cell of it: its word where it is a choice. What is
 * no column of it, or no choice, stays as it is. */
const char *civ_records_heading(const struct civ_records *records, const struct civ_noun *noun, const char *column);
const char *civ_records_choice(const struct civ_records *records, const struct civ_noun *noun, const char *column,
                               const char *code);
/* Lets the statements of RECORDS prepared from now on use say('FORMAT with %s', ...), which is civ_records_say with its
 * arguments in it and NULL if one of them is; listed(...), which are those of its arguments that are not NULL, with
 * commas; and worded('task.status', code), which is civ_records_word of a choice of that column. FORMAT stands in the
 * statement itself, so that the catalogue finds it. */
enum civ_status civ_records_say_in_sql(struct civ_records *records);
/* Borrowed from RECORDS, as all that is asked of them. */
const struct civ_clock *civ_records_clock(const struct civ_records *records);
/* TELL is called now and then while many rows are read, with how many have been; NULL: nobody wants to know. */
void civ_records_tell(struct civ_records *records, void (*tell)(void *data, uint64_t rows), void *data);
/* So many rows have been read. */
void civ_records_progress(const struct civ_records *records, uint64_t rows);
/* Who runs this, "unknown" when nobody was named. */
const char *civ_records_user(const struct civ_records *records);
/* References to rows that are not there yet may wait until civ_records_resolve (a bundle loads nouns that refer
 * to each other); without it only those to the own noun wait, until civ_writer_finish. */
void civ_records_defer(struct civ_records *records);
bool civ_records_deferring(const struct civ_records *records);
/* Resolve what waits, and refuse cycles: CIV_REFUSED, an error at the position of each that fails. */
enum civ_status civ_records_resolve(struct civ_records *records);

/* The id of the row of NOUN that TEXT names by code, or by name or alias where that is unique. *ID is 0 when there is
 * none. CIV_REFUSED when several rows share the name. Dictionaries are loaded at first use. */
enum civ_status civ_records_find(struct civ_records *records, const struct civ_noun *noun, struct civ_span text,
                                 const struct civ_position *at, int64_t *id);
/* "no unit 'CGJ'; did you mean 'CGJ1'?" at AT, to MESSAGES: CIV_REFUSED. */
enum civ_status civ_records_unknown(struct civ_records *records, const struct civ_noun *noun, struct civ_span text,
                                    const struct civ_position *at, struct civ_messages *messages);
/* The id of the row that TEXT, the value of OPTION ("--unit"; NULL: an operand), names. CIV_REFUSED: there is none. */
enum civ_status civ_records_named(struct civ_records *records, const struct civ_noun *noun, const char *option,
                                  const char *text, int64_t *id);
struct civ_asked {
	const char *option, *text; /* "--unit", and what was given for it */
	struct civ_arena *arena;   /* keeps what is made of it */
};

/* The same of several, joined with commas: their ids joined so. */
enum civ_status civ_records_all_named(struct civ_records *records, const struct civ_noun *noun,
                                      const struct civ_asked *asked, const char **ids);
/* The same for what is kept as a code, in whatever scopes it stands: *CODE is the code as it is stored, borrowed until
 * the run ends. */
enum civ_status civ_records_code_named(struct civ_records *records, const struct civ_noun *noun, const char *option,
                                       const char *text, const char **code);
/* The code of a row by id, "" when there is none; borrowed until the run ends. */
const char *civ_records_code(struct civ_records *records, const struct civ_noun *noun, int64_t id);
/* The same of the name that the rows with a code share; NULL: there is none. */
const char *civ_records_name(struct civ_records *records, const struct civ_noun *noun, struct civ_span code);

/* A statement of this SQL, prepared once and kept for the run; reset, its bindings cleared. It is RECORDS' own: never
 * finalise it, and ask for it anew before each use, for whoever uses the same SQL has the same statement. */
enum civ_status civ_records_statement(struct civ_records *records, const char *sql, sqlite3_stmt **statement);
/* The same of the SQL that was put together in a buffer, which is freed, whatever comes of it. */
enum civ_status civ_records_statement_of(struct civ_records *records, struct civ_buf *sql, sqlite3_stmt **statement);

/* The same for SQL (SELECT, or WITH) in which the table of NOUN holds the rows that there were at the end of the as-of
 * day, as they were: where nothing happened since, the table itself. The day after is bound to :end, and the functions
 * that it calls are defined. SQL names its other parameters, it does not number them. */
enum civ_status civ_records_then(struct civ_records *records, const struct civ_noun *noun, const char *sql,
                                 sqlite3_stmt **statement);
/* The same for several nouns, their names joined with ;. */
enum civ_status civ_records_then_all(struct civ_records *records, const char *nouns, const char *sql,
                                     sqlite3_stmt **statement);

/* ---- SQL functions of the domains ---- */

/* A function that statements of ours may call, but no view and no CHECK (DIRECTONLY): whatever opens the file can read
 * it. The user data of the call is the state of its domain. */
struct civ_function {
	const char *name;
	int arguments; /* how many; -1: any number */
	bool varies;   /* the same arguments may give another result */
	void (*call)(sqlite3_context *context, int count, sqlite3_value **values);
};

/* Those that share a state: `const struct civ_functions civ_NAME_functions` in lib/DOMAIN/functions.c. OPEN is called
 * once for a run, before the first of them is defined, CLOSE at its end, or at once when OPEN fails: it frees what OPEN
 * left in *STATE, which may be NULL. Either may be missing. */
struct civ_functions {
	const struct civ_function *list; /* ended by {NULL} */
	enum civ_status (*open)(struct civ_records *records, void **state);
	void (*close)(void *state);
};

/* All domains that have some, ended by NULL (made from the folders at build time). */
extern const struct civ_functions *const civ_functions[];

/* Define on the connection what SQL names of them, and is not yet. */
enum civ_status civ_records_functions(struct civ_records *records, const char *sql);

/* True if NAME, in a header, means the column: its name, or its label in either language. */
bool civ_column_is_named(const struct civ_column *column, struct civ_span name);

/* True if NAME heads what programs whose rows are piped to -add, or its own list, tell beside columns: passed over. */
bool civ_noun_passes(const struct civ_noun *noun, struct civ_span name);

/* ---- one record ---- */

struct civ_record {
	const struct civ_noun *noun;
	int64_t id;                /* 0 until it is known */
	struct civ_position at;
	struct civ_value *values;  /* by column; a REF holds the id */
	bool *given;               /* by column: the input has this column */
	unsigned *fields;          /* by column: field number in the file, 0 none */
	const struct civ_column *const
		*shown;            /* by column: as it is called in the file, NULL: by its own name; may be NULL */
	const char **settings;     /* by column: "--due" when the value came from an option, else NULL */
	bool *days;                /* by column: a TIME that was given as a date alone */
	struct civ_span *late;     /* by column: text of a reference that is resolved when the run ends */
	struct civ_value *said;    /* by column that is kept: what the input says it is */
	int64_t number;            /* of an entry that can be reversed: the one that it has in the input; 0: none */
	struct civ_span reverses;  /* the number there of the entry that it reverses, if it is one */
	struct civ_arena *arena;   /* for text made for this record; cleared with it */
	struct civ_messages *messages; /* errors of this record */
};

/* Where the value of COLUMN stands, for a message. */
struct civ_position civ_record_at(const struct civ_record *record, int column);
/* What goes with reading a text for the record that stands at AT. */
struct civ_reading civ_record_reading(const struct civ_record *record, const struct civ_position *at);
/* Add an error about COLUMN (index, -1: the row) and return CIV_REFUSED. */
enum civ_status civ_record_error(const struct civ_record *record, int column, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* TEXT, copied, as a value of the record; cleared; a whole number. */
enum civ_status civ_record_put(struct civ_record *record, int column, const char *text);
void civ_record_clear(struct civ_record *record, int column);
void civ_record_put_int(struct civ_record *record, int column, int64_t value);
/* The same for a value that is to change, as if the input had the column: NULL clears it. */
enum civ_status civ_record_give(struct civ_record *record, int column, const char *text);
void civ_record_give_int(struct civ_record *record, int column, int64_t value);

/* ---- writing ---- */

enum civ_conflict { CIV_CONFLICT_ERROR, CIV_CONFLICT_SKIP, CIV_CONFLICT_UPDATE };

struct civ_write_options {
	enum civ_conflict on_conflict;
	const char *update;  /* "a,b": with CIV_CONFLICT_UPDATE only these columns; NULL: all given ones */
	bool restore;        /* take ids and state columns as they are (a bundle) */
	const struct civ_column *hold; /* the value given on the command line holds for every row: another one is bad,
	                                  an empty cell takes it */
	bool move;           /* state columns may change, and before_store runs for every row */
	bool personal;       /* --personal was given: noted in the history by the frame */
	bool keep_touched;   /* note the ids of stored rows in temp.touched, for --print */
};

struct civ_write_counts {
	uint64_t read, added, updated, unchanged, skipped, removed;
};

/* How a filter compares a column with its value: --COLUMN=, ~=, <, <=, >, >=. */
enum civ_match { CIV_MATCH_IS, CIV_MATCH_HOLDS, CIV_MATCH_BEFORE, CIV_MATCH_UP_TO, CIV_MATCH_AFTER, CIV_MATCH_FROM };

/* A column's value given on the command line. */
struct civ_setting {
	const struct civ_column *column;
	const char *value;    /* "" clears */
	enum civ_match match; /* of a filter */
};

/* A writer of rows of NOUN. RECORDS is borrowed until civ_writer_close (NULL allowed), OPTIONS is copied, but for its
 * texts. CIV_USAGE, told: `update` names a column that there is not. What it is asked for below is borrowed from it. */
enum civ_status civ_writer_open(struct civ_records *records, const struct civ_noun *noun,
                                const struct civ_write_options *options, struct civ_writer **writer);
void civ_writer_close(struct civ_writer *writer);
struct civ_records *civ_writer_records(struct civ_writer *writer);
const struct civ_noun *civ_writer_noun(const struct civ_writer *writer);
const struct civ_write_options *civ_writer_options(const struct civ_writer *writer);
const struct civ_write_counts *civ_writer_counts(const struct civ_writer *writer);
/* A place for the hook's own working set, NULL at first. */
void **civ_writer_state(struct civ_writer *writer);

/* The writer's one record, emptied: to be filled and given to civ_writer_add or _set. */
struct civ_record *civ_writer_record(struct civ_writer *writer);
/* Fill one column of the record from text, references included. */
enum civ_status civ_record_parse(struct civ_writer *writer, struct civ_record *record, int column,
                                 struct civ_span text);
/* Fill the columns that SETTINGS name and that are not given yet. */
enum civ_status civ_record_settings(struct civ_writer *writer, struct civ_record *record,
                                    const struct civ_setting *settings, size_t count);

/* Before the rows or keys of a run: can the SETTINGS be values of any record? CIV_REFUSED, told: one cannot. */
enum civ_status civ_settings_check(struct civ_writer *writer, const struct civ_setting *settings, size_t count);

/* Store the record: fallbacks, required columns, hooks, insert or what on_conflict says. CIV_REFUSED: the record is
 * bad (its messages say why) and nothing of it is stored; other rows may go on. */
enum civ_status civ_writer_add(struct civ_writer *writer, struct civ_record *record);
/* Change the given columns of the row with the record's key. CIV_REFUSED as civ_writer_add, or there is no such row. */
enum civ_status civ_writer_set(struct civ_writer *writer, struct civ_record *record);
/* Change the given columns of row ID; the key columns among them rename it. */
enum civ_status civ_writer_set_id(struct civ_writer *writer, struct civ_record *record, int64_t id);
/* Remove row ID; CIV_REFUSED while other rows refer to it, with how many and of what. */
enum civ_status civ_writer_remove(struct civ_writer *writer, int64_t id, const struct civ_position *at);
/* Once, after the last row: resolve references to the own noun and run the hook's after_run. CIV_REFUSED, told: one of
 * them leads nowhere, or back to its own row. */
enum civ_status civ_writer_finish(struct civ_writer *writer);

/* What civ_write_rows is to store. All is borrowed. */
struct civ_writing {
	bool set;                           /* change rows that are there; else add */
	struct civ_input *input;            /* NULL: one record, of the settings */
	struct civ_rejects *rejects;        /* for bad rows; NULL: one of them refuses all */
	const struct civ_setting *settings; /* fill columns that the header lacks */
	size_t setting_count;
};

/* All rows that are ASKED for through add or set. Bad rows go to the rejects when given (then the result is
 * CIV_FLAGGED), else all are reported and the result is CIV_REFUSED. The header is matched by column names and labels;
 * the columns of one noun that this one refers to may stand in it too and are passed over, but for its code, which
 * serves as the reference (a list of tasks is piped to progress-add), also where codes of this noun are given, of a
 * list with all that it needs. CIV_USAGE: a setting cannot be a value, or stands in the rows too. */
enum civ_status civ_write_rows(struct civ_writer *writer, const struct civ_writing *asked);

/* All rows of INPUT through TAKE, which says CIV_REFUSED, with an error in MESSAGES, of a bad one. Bad ones go to
 * REJECTS when given (then the result is CIV_FLAGGED), else all are reported and the result is CIV_REFUSED; any other
 * failure ends reading. */
enum civ_status civ_each_row(struct civ_records *records, struct civ_input *input, struct civ_rejects *rejects,
                             enum civ_status (*take)(void *data, const struct civ_input_row *row,
                                                     struct civ_messages *messages),
                             void *data);

/* The id of the row that a KEY operand names: the key's parts joined with ":"; for a noun with a code in several
 * scopes the bare code where it is unique. *ID is 0, with an error, when there is none: CIV_REFUSED. */
enum civ_status civ_key_find(struct civ_records *records, const struct civ_noun *noun, const char *key,
                             const struct civ_position *at, int64_t *id);
/* What such an operand looks like, appended to BUF: "STANDARD:CODE". */
void civ_key_form(const struct civ_noun *noun, struct civ_buf *buf);
/* The key of row ID as an operand, appended to BUF. */
enum civ_status civ_key_text(struct civ_records *records, const struct civ_noun *noun, int64_t id, struct civ_buf *buf);

/* ---- reading ---- */

enum civ_language { CIV_LANGUAGE_EN, CIV_LANGUAGE_ZH };

struct civ_list_options {
	const struct civ_setting *filters; /* column filters, see civ_filter_column */
	size_t filter_count;
	const struct civ_filter *const *extra; /* noun filters given, EXTRA_ARGS beside them */
	const char *const *extra_args;
	size_t extra_count;
	char *const *keys;                 /* KEY operands */
	size_t key_count;
	const char *sort;                  /* "-due,unit"; NULL: by key */
	int64_t limit;                     /* 0: none */
	bool personal;
	bool labels;                       /* names and words instead of codes */
	bool touched;                      /* only ids in temp.touched */
	bool stored;                       /* all rows as they are in the file, whatever the day */
	enum civ_language language;
};

/* How values of TYPE are printed; CHOICES are those of CIV_ENUM. */
struct civ_kind civ_kind_of_type(enum civ_type type, const struct civ_word *choices);
/* The output columns of a list, allocated in ARENA and ended by one without a name. */
enum civ_status civ_list_columns(const struct civ_noun *noun, const struct civ_list_options *options,
                                 struct civ_arena *arena, struct civ_messages *messages,
                                 const struct civ_out_column **columns);
/* Write the rows. CIV_USAGE for a bad filter or sort column, CIV_REFUSED for an unknown code or key. */
enum civ_status civ_list(struct civ_records *records, const struct civ_noun *noun,
                         const struct civ_list_options *options, struct civ_out *out);

/* ---- a domain's own statements ---- */

/* True where VALUE is one of those that the PARAMETER holds: numbers or codes joined with commas, or a single number;
 * NULL where that is NULL. */
#define CIV_AMONG(value, parameter) "instr(',' || " parameter " || ',', ',' || " value " || ',') > 0"
/* In a WITH RECURSIVE: NOUN_below(id), the rows of a tree whose ids are bound to :NOUN, as CIV_AMONG has it, and all
 * that is below them. Empty where that is NULL. CIV_BELOW_FROM and CIV_BELOW_REST stand around another condition of a
 * row of the noun. */
#define CIV_BELOW(noun) CIV_BELOW_FROM(noun) CIV_AMONG("id", ":" noun) CIV_BELOW_REST(noun)
#define CIV_BELOW_FROM(noun) noun "_below(id) AS (SELECT id FROM " noun " WHERE "
#define CIV_BELOW_REST(noun) " UNION SELECT x.id FROM " noun "_below b JOIN " noun " x ON x.parent_id = b.id)"
/* The same of rows whose IDS are joined with commas, as a set: keys are the bytes of an int64_t. *BELOW is the
 * caller's; NULL when it failed. */
enum civ_status civ_records_below(struct civ_records *records, const struct civ_noun *noun, const char *ids,
                                  struct civ_hash **below);
/* Is ID in the set? Everything is where that is NULL. */
bool civ_is_below(const struct civ_hash *below, int64_t id);

/* Bind the parameter NAME (":asof"); nothing when the statement has none of that name. */
enum civ_status civ_bind_int(struct civ_store *store, sqlite3_stmt *statement, const char *name, int64_t value);
/* NULL binds NULL; the text is copied. */
enum civ_status civ_bind_text(struct civ_store *store, sqlite3_stmt *statement, const char *name, const char *text);
/* The rows of NOUN that TEXT, the value of --NAME, names, several joined with commas, to the parameter ":NAME" for
 * CIV_AMONG and CIV_BELOW; nothing when TEXT is NULL. CIV_REFUSED, told: there is no such row. */
enum civ_status civ_bind_named(struct civ_records *records, sqlite3_stmt *statement, const char *name,
                               const struct civ_noun *noun, const char *text);
/* The numbers that stand for ?1, ?2 ... of a statement. */
struct civ_numbers {
	const int64_t *list;
	size_t count;
};

#define CIV_NUMBERS(...) \
	((struct civ_numbers){(const int64_t[]){__VA_ARGS__}, sizeof((const int64_t[]){__VA_ARGS__}) / sizeof(int64_t)})

/* The first row of SQL for NUMBERS, a statement of the run: to be reset, or stepped on. *ROW is NULL when there is
 * none. */
enum civ_status civ_row_first(struct civ_records *records, const char *sql, struct civ_numbers numbers,
                              sqlite3_stmt **row);
/* The text in COLUMN of the row at hand, "" for none; borrowed from the statement until its next step. */
const char *civ_row_text(sqlite3_stmt *row, int column);
/* The number of days, CIV_MOST_DAYS at most, in COLUMN of the row at hand. CIV_SYSTEM, told: the file holds something
 * else there. */
enum civ_status civ_row_days(struct civ_store *store, sqlite3_stmt *row, int column, int64_t *days);
/* Code and name of row ID of NOUN, which has both, as two cells; two empty ones when there is none. */
enum civ_status civ_print_named(struct civ_records *records, const struct civ_noun *noun, int64_t id,
                                struct civ_out *out);
/* COUNT columns of the row at hand from FIRST on, as cells. */
void civ_print_cells(struct civ_out *out, sqlite3_stmt *row, int first, int count);

#endif
