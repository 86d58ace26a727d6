/* A program is a table and a function.
 *
 * cmd/<name>.c holds one `const struct civ_command civ_command_<name>` (hyphens as underscores). The frame in
 * lib/cli parses its options, opens what it needs, begins, runs, commits or rolls back, prints the messages,
 * checks standard output and turns the status into the exit code. The same table gives getopt_long, --help, the
 * completions and the generated parts of the manual page. */
#ifndef CIVPLAN_COMMAND_H
#define CIVPLAN_COMMAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "civplan/buffer.h"
#include "civplan/date.h"
#include "civplan/input.h"
#include "civplan/messages.h"
#include "civplan/noun.h"
#include "civplan/output.h"
#include "civplan/record.h"
#include "civplan/report.h"
#include "civplan/store.h"

/* What a command needs; the frame adds the common options that go with each. PERSONAL falls away for a noun without
 * personal columns; ASOF comes by itself with a noun filter that depends on the day, or a column that is today's. */
enum civ_need {
	CIV_NEED_READ = 1u << 0,     /* the database, one snapshot */
	CIV_NEED_WRITE = 1u << 1,    /* the database, one transaction; a run in the history, and rolled back when that
	                                holds nothing */
	CIV_NEED_CREATE = 1u << 2,   /* a new database with its schema; with --db, else as WRITE */
	CIV_NEED_ROWS_IN = 1u << 3,  /* FILE... or standard input: --map, --encoding */
	CIV_NEED_ROWS_OUT = 1u << 4, /* -o, --format, --columns, --no-header, --labels, --excel */
	CIV_NEED_ASOF = 1u << 5,     /* --asof */
	CIV_NEED_CHECK = 1u << 6,    /* --check: silent and 0 when nothing is flagged */
	CIV_NEED_PERSONAL = 1u << 7, /* --personal */
	CIV_NEED_CONFLICT = 1u << 8, /* --on-conflict, --update */
	CIV_NEED_PRINT = 1u << 9, /* --print: the touched rows of `noun`, read again after the commit; -o, --format, ...
	                             go with it */
	CIV_NEED_REJECTS = 1u << 10,     /* --rejects: bad rows are set aside, good ones stored */
	CIV_NEED_ANY_VERSION = 1u << 11, /* the database may be older than this program, or newer */
	CIV_NEED_CLOCK = 1u << 12, /* the time of the run, for an answer about a day that the command itself knows */
};

/* What the operands are. Rows come from standard input when there is neither an operand nor a column option, or for the
 * operand "-". */
enum civ_operands {
	CIV_OPERANDS_PLAIN,  /* with ROWS_IN files of rows, else what run makes of them */
	CIV_OPERANDS_KEYS,   /* keys of `noun`; with ROWS_IN and none, or only "-", rows from standard input */
	CIV_OPERANDS_CHANGE, /* keys when column options are given, else files of rows */
	CIV_OPERANDS_KEY_FILE, /* a key, and behind it a file of rows; without one they come from standard input */
	CIV_OPERANDS_READ,   /* files or folders that run itself reads */
	CIV_OPERANDS_WRITE,  /* files or folders that run itself writes */
};

/* Which columns of the noun are options too. */
enum civ_noun_options {
	CIV_COLUMNS_NONE,
	CIV_COLUMNS_ADD,  /* values of a new record: all but computed ids */
	CIV_COLUMNS_SET,  /* new values: all but ids and state columns */
	CIV_COLUMNS_LIST, /* filters, with the noun's own filters */
};

enum civ_option_type {
	CIV_OPTION_FLAG,  /* bool */
	CIV_OPTION_TEXT,  /* const char *, NULL when absent; valid UTF-8 unless `arg` is FILE or DIR */
	CIV_OPTION_READ,  /* the same: a file or folder that the run reads */
	CIV_OPTION_WRITE, /* the same: one that it writes; the frame sees that it is none that is read, nor the database
	                   */
	CIV_OPTION_CHOICE, /* const char *, the code of one of choices, NULL when absent */
	CIV_OPTION_INT,    /* struct civ_int_option */
	CIV_OPTION_REAL,   /* struct civ_real_option */
	CIV_OPTION_DATE,   /* struct civ_date_option */
	CIV_OPTION_FIRST_DAY, /* the same, or any period of civ_period_parse, of which the first day counts */
	CIV_OPTION_LAST_DAY,  /* the last */
	CIV_OPTION_TIME,   /* struct civ_time_option */
};

struct civ_int_option { bool given; int64_t value; };
struct civ_real_option { bool given; double value; };
/* PERIOD is for the frame: until the as-of day is known, from which it is seen, what was given. */
struct civ_date_option { bool given; int32_t day; const char *period; };
struct civ_time_option { bool given; int64_t seconds; bool has_time; };

struct civ_option {
	const char *name;
	char letter;                /* short form, 0: none */
	enum civ_option_type type;
	const char *arg;            /* what stands for the value in help, NULL for a flag */
	size_t offset;              /* of its target in the command's options struct */
	const struct civ_word *choices; /* of CHOICE: its list */
	const char *min, *max;      /* bounds of INT and REAL as text, inclusive */
	const char *help;           /* one line */
};

/* Rows of a program's table, for MEMBER of its `struct options`. TYPE is without CIV_OPTION_; the help comes next, and
 * behind it what else the option has: .min = "0", .choices = ... */
#define CIV_OPTION(NAME, TYPE, ARG, MEMBER, ...) CIV_OPTION_OF(struct options, NAME, TYPE, ARG, MEMBER, __VA_ARGS__)
#define CIV_FLAG(NAME, MEMBER, HELP) CIV_OPTION_OF(struct options, NAME, FLAG, NULL, MEMBER, HELP)
/* The same for MEMBER of another struct S. */
#define CIV_OPTION_OF(S, NAME, TYPE, ARG, MEMBER, ...) \
	{.name = NAME, .type = CIV_OPTION_##TYPE, .arg = ARG, .offset = offsetof(S, MEMBER), .help = __VA_ARGS__}
/* The table of them and the struct that it fills, as the program's civ_command names them. */
#define CIV_OPTIONS .options = options, .options_size = sizeof(struct options)

struct civ_context;

struct civ_command {
	const char *name;
	const char *summary;              /* one line, no full stop; NULL for a generic program: made of its noun */
	const char *operands;             /* "[FILE...]", "KEY..."; NULL: none allowed */
	enum civ_operands operands_are;
	size_t operands_min, operands_max;/* how many; a max of 0: any number */
	enum civ_subject subject;         /* a generic program stands under its noun's */
	unsigned needs;                   /* of civ_need */
	const struct civ_noun *noun; /* its columns are options (noun_options), passed-over input, or printed rows */
	enum civ_noun_options noun_options;
	const struct civ_option *options; /* ended by {NULL}; may be NULL */
	size_t options_size;              /* of the struct that the offsets mean; zeroed before parsing */
	const struct civ_out_column
		*columns; /* fixed output columns, ended by {NULL}; NULL: the noun's, or opened by run */
	const struct civ_out_column
		*usual_columns; /* for the manual alone, where run opens the output: what it prints without options */
	const struct civ_columns_when
		*other_columns; /* for the manual: what it prints with some options; ended by {NULL}; may be NULL */
	const struct civ_glossary *glossary;  /* may be NULL */
	const struct civ_example *examples;   /* ended by {NULL}; may be NULL */
	enum civ_status (*run)(struct civ_context *context);
	/* A program that does several things by its options: the command, with needs, operands and columns of its own,
	 * that OPTIONS ask for; this one then stands for all of them in help and manual. NULL: there is one. */
	const struct civ_command *(*choose)(const void *options);
	/* A program that a report is: all else but the name comes from there, see civ_command_full. */
	const struct civ_report *report;
};

/* The command with what its report says of it, in ARENA; one without a report is itself. */
enum civ_status civ_command_full(const struct civ_command *command, struct civ_arena *arena,
                                 struct civ_messages *messages, const struct civ_command **full);

/* What the words that a program takes mean, for --help-all and the manual. */
struct civ_glossary {
	const char *heading;
	/* The I-th word, and its meaning, in the reader's language, appended to TEXT; NULL behind the last. */
	const char *(*term)(size_t i, struct civ_buf *text);
};

/* What a program prints WHEN an option ("--by=task") is given. */
struct civ_columns_when {
	const char *when;
	const struct civ_out_column *columns;
};

/* What the frame hands to run. Everything in it belongs to the frame. */
struct civ_context {
	const struct civ_command *command;
	struct civ_messages *messages;
	const void *options;             /* the command's options struct */
	char *const *operands;           /* keys and plain operands; files of rows are in input instead */
	size_t operand_count;
	const struct civ_setting *settings; /* column options given, in order */
	size_t setting_count;
	const struct civ_filter *const *filters; /* noun filters given, with args beside them */
	const char *const *filter_args;
	size_t filter_count;
	struct civ_store *store;         /* NULL without READ, WRITE, CREATE */
	struct civ_records *records;     /* likewise */
	struct civ_input *input;         /* ROWS_IN: NULL when one record is given by options or keys are operands */
	struct civ_rejects *rejects;     /* NULL without --rejects */
	struct civ_out *out; /* ROWS_OUT: opened with the command's columns, or by civ_context_out; NULL with --print */
	struct civ_buf *page;            /* text that is no rows: goes to standard output when the run is good */
	struct civ_write_options write;  /* on_conflict, update, personal, keep_touched: ready for civ_writer_open */
	struct civ_write_counts counts;  /* what run did; for the summary line */
	struct civ_list_options list;    /* keys, filters, personal, labels, language: ready for civ_list */
	bool mapped;                     /* --map was given */
	const char *user;                /* with WRITE, CREATE: who runs this, from $CIVPLAN_USER or the login */
	const char *database;            /* its path, with READ, WRITE, CREATE */
	bool dry_run, quiet, check, asof_given;
	struct civ_clock clock;
	enum civ_language language;
	struct civ_arena *arena;         /* for the run */
};

/* Open context->out with these columns, for a command whose columns depend on its options. */
enum civ_status civ_context_out(struct civ_context *context, const struct civ_out_column *columns, size_t count);

/* The days that two options name, as texts; NULL: not given. The pointers are into the struct itself. */
struct civ_period {
	const char *from, *to;
	char texts[2][CIV_DATE_SIZE];
};

/* Fill PERIOD, which may be NULL. CIV_USAGE, told: both are given, and TO is before FROM. */
enum civ_status civ_context_period(struct civ_context *context, const struct civ_date_option *from,
                                   const struct civ_date_option *to, struct civ_period *period);
/* CIV_USAGE, told with the name OPTION and its TEXT: the period that TEXT names begins, on FIRST, after the as-of day,
 * and nothing can be told of it yet. */
enum civ_status civ_context_begun(struct civ_context *context, const char *option, const char *text, int32_t first);

/* True when no form of rows was asked for: format, columns, a header or not, or what --excel does. */
bool civ_context_rows_are_plain(const struct civ_context *context);
/* True when rows would go to a terminal as they are: no file, form or columns were asked for. */
bool civ_context_prints_to_terminal(const struct civ_context *context);
/* A table on a terminal is for its reader alone, and in Chinese for a Chinese one; what goes into a pipe is the same in
 * every language. */
bool civ_rows_are_in_words(const struct civ_context *context);

/* True when headings and choices are in the reader's language: --labels asks for it, and a workbook is for a person.
 * References are codes in it all the same, and names only with --labels, so that it can come back. */
bool civ_rows_have_headings(const struct civ_context *context);

/* The same into the file PATH, beside context->out: written aside; civ_out_close keeps it. */
enum civ_status civ_context_file(struct civ_context *context, const char *path, const struct civ_out_column *columns,
                                 size_t count, struct civ_out **out);

/* The same for a sheet that a person opens in a spreadsheet: with or without --excel nothing in it is run or cut. */
enum civ_status civ_context_sheet(struct civ_context *context, const char *path, const struct civ_out_column *columns,
                                  size_t count, struct civ_out **out);

/* See that PATH, which the run found out that it reads, is none of the files that it will write. CIV_USAGE, told. What
 * options and operands name is looked at by the frame, before the run. */
enum civ_status civ_context_reads(struct civ_context *context, const char *path);

/* Put context->page into the file PATH, all or nothing, instead of on standard output; NULL or "-": leave it. */
enum civ_status civ_context_page_to(struct civ_context *context, const char *path);

/* OPTION (of --db) if it is given, else $CIVPLAN_DB, else civplan.db. */
const char *civ_database_path(const char *option);

/* The options struct and table of civ_run_list, for other programs that use it too. */
struct civ_list_choice {
	const char *sort;
};
extern const struct civ_option civ_list_choices[];

/* The run functions of the generic programs. */
enum civ_status civ_run_add(struct civ_context *context);
/* civ_run_add of a noun with the column channel: where --channel names one, and --map none, the rows are read through
 * the map that the channel has for such rows. ONLY_CHANNEL: rows of another channel are bad ones. */
enum civ_status civ_run_add_by_channel(struct civ_context *context, bool only_channel);
enum civ_status civ_run_list(struct civ_context *context);
enum civ_status civ_run_set(struct civ_context *context);
enum civ_status civ_run_remove(struct civ_context *context);

/* The one main(). */
int civ_main(const struct civ_command *command, int argc, char **argv);

/* All programs in alphabetical order, ended by NULL (made of the folders at build time). Those that a report is are to
 * be made full first. */
extern const struct civ_command *const civ_commands[];

/* The programs by subject with their summaries; the database that a program would use. */
void civ_overview_programs(const struct civ_command *const *commands, struct civ_buf *out);
void civ_overview_database(struct civ_buf *out);
/* The manual page that describes the command: its noun's for a generic program, else its own. */
const char *civ_document_page(const struct civ_command *command);

/* The manual page (roff) of a command or noun, prose read from the file PROSE (may be NULL), and the completions;
 * used at build time through `civplan --manual` and `civplan --completion`. */
enum civ_status civ_document_manual(const struct civ_command *const *commands, const char *page, const char *prose,
                                    struct civ_messages *messages, struct civ_buf *out);
enum civ_status civ_document_completion(const struct civ_command *const *commands, const char *shell,
                                        struct civ_messages *messages, struct civ_buf *out);

/* Call PRINT with the texts of the common options. */
void civ_document_strings(void (*print)(const char *text, struct civ_buf *out), struct civ_buf *out);

#endif
