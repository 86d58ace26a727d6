/* What the files of lib/cli share. */
#ifndef CIVPLAN_CLI_CLI_H
#define CIVPLAN_CLI_CLI_H

#include "civplan/buffer.h"
#include <time.h>

#include "civplan/command.h"

/* ---- the options of a program, in the order in which help and manual name them ---- */

enum civ_origin { CIV_ORIGIN_OWN, CIV_ORIGIN_COLUMN, CIV_ORIGIN_FILTER, CIV_ORIGIN_COMMON };

struct civ_entry {
	const char *name;                /* with - for _ */
	enum civ_origin origin;
	const struct civ_option *option; /* OWN, COMMON */
	const struct civ_column *column; /* COLUMN */
	const struct civ_filter *filter; /* FILTER */
};

struct civ_entries {
	struct civ_entry *list;
	size_t count;
};

/* The targets of the common options. */
struct civ_common {
	bool help_all, help, version;
	const char *db;
	struct civ_real_option wait;
	bool dry_run, quiet, print;
	const char *output, *format, *columns;
	struct civ_int_option limit;
	bool wide, no_header, labels, excel, personal;
	bool allow_empty;
	const char *map, *encoding, *sheet, *rejects, *on_conflict, *update;
	struct civ_date_option asof;
	bool check;
};

/* A common option and the needs that bring it, one of them being enough; 0: every program has it. */
struct civ_common_option {
	unsigned needs;
	struct civ_option option;
};

/* Each common option once; ended by one without a name. */
extern const struct civ_common_option civ_common_options[];

/* The command's needs, without what its noun has no use for and with what it brings. */
unsigned civ_command_needs(const struct civ_command *command);
/* Of its NEEDS those that remain with the OPTIONS given: a report that is not frozen only reads, one that is stores. */
unsigned civ_report_needs(const struct civ_command *command, const void *options, unsigned needs);
/* Its one line, made of the noun for a generic program. */
void civ_command_summary(const struct civ_command *command, struct civ_buf *out);
/* What its rows are called, in a word or two where that can be: a noun's by the noun, others by the name of the
 * program, in Chinese by the beginning of that line. */
void civ_command_title(const struct civ_command *command, struct civ_buf *out);
/* True for the four programs that every noun has: the noun says what they are about. */
bool civ_command_is_generic(const struct civ_command *command);

/* All options; an own option or column takes the place of a common one of its name. In ARENA. */
enum civ_status civ_entries_make(const struct civ_command *command, struct civ_arena *arena,
                                 struct civ_messages *messages, struct civ_entries *entries);
/* What stands for the option's value; NULL for a flag. */
const char *civ_entry_arg(const struct civ_entry *entry);
/* The short form, 0: none. */
char civ_entry_letter(const struct civ_entry *entry);
/* One line: what it is, with choices, bounds, unit of measure. */
void civ_entry_help(const struct civ_command *command, const struct civ_entry *entry, struct civ_buf *out);
/* What values the column takes: "required; one of a, b; 0 to 100; default 5". */
void civ_column_values(const struct civ_column *column, struct civ_buf *out);

/* ---- the command line ---- */

struct civ_parsed {
	struct civ_arena *arena; /* keeps all that is below */
	void *own; /* the command's options struct */
	const struct civ_option *options; /* the table of it; may be NULL */
	struct civ_common common;
	struct civ_setting *settings;
	size_t setting_count;
	const struct civ_filter **filters;
	const char **filter_args;
	size_t filter_count;
	char **operands;
	size_t operand_count;
	const char *line; /* the command line as the history keeps it: without personal values */
};

/* The command line into PARSED, whose arena the caller has set. CIV_USAGE with a message for a bad one. Stops at --help
 * and --version. */
enum civ_status civ_parse(const struct civ_command *command, int argc, char **argv, struct civ_messages *messages,
                          struct civ_parsed *parsed);
/* One typed value into its place in the struct BASE. */
enum civ_status civ_option_store(const struct civ_option *option, const char *text, void *base, struct civ_arena *arena,
                                 struct civ_messages *messages);
/* FIRST_DAY and LAST_DAY. */
bool civ_option_may_be_period(const struct civ_option *option);
/* Such an option that names a period, seen from TODAY, made the day that counts of it. CIV_USAGE, told: that is out of
 * the calendar. */
enum civ_status civ_option_settle(const struct civ_option *option, int32_t today, void *base,
                                  struct civ_messages *messages);
/* The words as typed, quoted for a shell, but for the COUNT values that are HIDDEN. In ARENA; NULL when memory is out.
 */
const char *civ_line_make(int argc, char *const *argv, const char *const *hidden, size_t count,
                          struct civ_arena *arena);

/* A word that compares, as "--days>=5", and what getopt is given instead. */
struct civ_matched {
	char *typed, *made; /* "--days>=5", "--days=5" */
	const char *value;  /* in MADE */
	enum civ_match match;
};

struct civ_matches {
	struct civ_matched *list;
	size_t count;
};

/* Take such words out of ARGV, up to "--". False when memory is out. */
bool civ_matches_take(int argc, char **argv, struct civ_arena *arena, struct civ_matches *matches);
/* The value TEXT of an option as it was typed, and how it is compared. */
const char *civ_matches_typed(const struct civ_matches *matches, const char *text, enum civ_match *match);

/* What the operands of this run are. */
struct civ_operand_use {
	char *const *keys;  /* keys and plain operands */
	size_t key_count;
	bool reads;         /* rows are read, from FILES, or from standard input when there are none */
	char *const *files;
	size_t file_count;
};

enum civ_status civ_operands_use(const struct civ_command *command, const struct civ_parsed *parsed,
                                 struct civ_messages *messages, struct civ_operand_use *use);

/* ---- one run ---- */

struct civ_frame {
	struct civ_context context; /* first: civ_context_out finds the frame by it */
	const struct civ_command *program; /* the whole of it */
	const struct civ_command *command; /* the part that the options ask for */
	unsigned needs;
	struct civ_parsed parsed;
	struct civ_operand_use use;
	struct civ_messages *messages;
	struct civ_arena *arena;
	struct civ_buf page;
	struct civ_out *print; /* of --print */
	bool stored;           /* committed, and something is in the history */
	uint64_t stored_rows;  /* how many rows then */
	bool output_failed;    /* of what was to be printed, something was not */
	bool summarise;        /* say in a line what was done */
	uint64_t rejected;
	struct timespec told_at; /* when progress was last told */
	bool told;
};

/* Paths, clock and transaction. */
enum civ_status civ_session_open(struct civ_frame *frame);
/* Commit or roll back by how the run went. */
enum civ_status civ_session_end(struct civ_frame *frame, enum civ_status status);
enum civ_status civ_session_close(struct civ_frame *frame);

/* See that no output named on the command line is an input of the run, its database, or another output. CIV_USAGE,
 * told. */
enum civ_status civ_outputs_spare(struct civ_frame *frame);
/* Open the outputs that are known before the run. */
enum civ_status civ_outputs_open(struct civ_frame *frame);
/* Before anything is stored: rows that were rejected stand in their file, or nothing is stored. */
enum civ_status civ_outputs_place(struct civ_frame *frame, enum civ_status status);
/* Write what comes after the run, and close. A reader that went away is no failure, unless something was stored. */
enum civ_status civ_outputs_close(struct civ_frame *frame, enum civ_status status);
/* At the very end, of a run that failed after its commit: say how many rows are stored all the same. */
void civ_outputs_tell_stored(struct civ_frame *frame, enum civ_status status);

/* Print the queue to standard error. */
void civ_tell(const char *program, struct civ_messages *messages, bool quiet);
/* The line of what was done, for a terminal. */
void civ_summary(const struct civ_frame *frame);
/* On a terminal: how many rows have been read, from the second second on; and that line wiped out again. */
void civ_progress_start(struct civ_frame *frame);
void civ_progress_end(struct civ_frame *frame);
/* TEXT to standard output; a reader that went away is no failure. */
enum civ_status civ_print(struct civ_buf *text, struct civ_messages *messages);

void civ_help(const struct civ_command *command, const struct civ_entries *entries, bool all, struct civ_buf *out);
/* The meaning of the exit codes, a line each: "0", "done". */
struct civ_exit_code {
	const char *code, *word, *meaning; /* WORD: the same in one */
};
extern const struct civ_exit_code civ_exit_codes[];

enum civ_language civ_language_of_user(void);

#endif
