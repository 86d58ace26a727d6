/* Status values and the queue of messages of a run.
 *
 * The library never prints and never exits. A function that can fail returns
 * an enum civ_status and says why by adding to the run's message queue; the
 * frame (lib/cli) prints the queue in order and turns the status into the
 * exit code. A status and its exit code are the same number.
 *
 * What holds of every function unless its header says otherwise: CIV_SYSTEM is
 * returned, and told, when memory is out or the database or a file fails,
 * CIV_BUSY when the database stayed locked; headers name the other statuses.
 * What is behind an out-parameter counts after CIV_OK alone. Pointers that are
 * given are borrowed for the call; what X_open or X_new makes the caller ends
 * with X_close or X_free, which take NULL. */
#ifndef CIVPLAN_MESSAGES_H
#define CIVPLAN_MESSAGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* gcc knows it of functions only; check-all compiles with both. */
#ifdef __clang__
#define CIV_CHECKED __attribute__((warn_unused_result))
#else
#define CIV_CHECKED
#endif

enum CIV_CHECKED civ_status {
	CIV_OK = 0,      /* done */
	CIV_FLAGGED = 1, /* done, and something is flagged: an overdue issue with --check, a rejected row */
	CIV_USAGE = 2,   /* the command line is wrong; nothing was done */
	CIV_REFUSED = 3, /* the input is refused; nothing was stored */
	CIV_SYSTEM = 4,  /* database, file or memory failed */
	CIV_BUSY = 5,    /* the database is busy; nothing was stored; try again */
};

/* Where something stands in the input. */
struct civ_position {
	const char *file; /* path as given, "-" for standard input, "--due" for an option; NULL: no position */
	uint64_t line;    /* line on which the record starts, from 1; 0: none */
	unsigned field;   /* number of the field in its record, from 1; 0: none */
	const char *sheet; /* of a workbook, in which line and field are row and column: feed.xlsx:Sheet1:C17; NULL: no
	                      workbook */
};

enum { CIV_CELL_NAME_SIZE = 32 }; /* letters and number of any cell, NUL included */

/* The cell in column FIELD of row LINE, both from 1, as spreadsheets call it: C17; the row alone when FIELD is 0. */
void civ_cell_name(uint64_t line, unsigned field, char name[CIV_CELL_NAME_SIZE]);

/* Whether AT is the name of an option, whose message need not name the column again; AT may be NULL. */
bool civ_position_is_option(const struct civ_position *at);

enum civ_severity { CIV_SEVERITY_ERROR, CIV_SEVERITY_WARNING, CIV_SEVERITY_NOTE };

/* How many errors, warnings and notes a queue keeps of each; more are only counted. An error of
 * CIV_SYSTEM or CIV_BUSY is always kept: it says why the run ended. */
enum { CIV_MESSAGES_KEPT = 20 };

struct civ_messages;

/* New empty queue, or NULL when memory is out. Free with civ_messages_free (NULL is allowed). */
struct civ_messages *civ_messages_new(void);
void civ_messages_free(struct civ_messages *messages);

/* Add an error and return STATUS, so that a caller can write `return civ_error(...)`.
 * AT may be NULL; it is copied, the names in it too. Adding never fails visibly: when
 * memory is out, the queue remembers that and civ_messages_next says so at the end. */
enum civ_status civ_error(struct civ_messages *messages, enum civ_status status,
                          const struct civ_position *at, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
/* The same for what stops nobody: a warning is prefixed as one, a note is not. */
void civ_warn(struct civ_messages *messages, const struct civ_position *at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void civ_note(struct civ_messages *messages, const struct civ_position *at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* "out of memory", CIV_SYSTEM. */
enum civ_status civ_no_memory(struct civ_messages *messages);

/* The number of errors added since the queue was last empty, those not kept included. */
size_t civ_messages_errors(const struct civ_messages *messages);

/* True if memory ran out for a message since the queue was made: what was to be told was not, or not all of it. */
bool civ_messages_lost(const struct civ_messages *messages);

/* Take the oldest message off the queue: *TEXT is its line without the program's name
 * ("feed.csv:17:5: due: ..."), valid until the next call on the queue. Warnings start
 * with "warning: " after the position; control characters are spelt out (\n, \x1b).
 * After the kept ones come the lines that count those not kept ("... and 31 more
 * errors"). False when empty. */
bool civ_messages_next(struct civ_messages *messages, enum civ_severity *severity, const char **text);

/* Append FROM's messages to TO and empty FROM. */
void civ_messages_move(struct civ_messages *to, struct civ_messages *from);

/* The errors of the queue, without positions, joined by "; "; the queue is emptied.
 * Valid until the next call on the queue. This is the #reason of a rejected row. */
const char *civ_messages_reason(struct civ_messages *messages);

/* The worse of two results: a failing close counts but never hides the first error. */
enum civ_status civ_worse(enum civ_status first, enum civ_status later);

#endif
