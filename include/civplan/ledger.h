/* The issue ledger: how a complaint or finding gets its deadline and unit, and how it moves from stage to stage. */
#ifndef CIVPLAN_LEDGER_H
#define CIVPLAN_LEDGER_H

#include "civplan/record.h"
#include "civplan/workbook.h"

/* ---- entering ---- */

/* On entry (issue-log) an issue without them gets
 *   due   the category's days after the day of the report, working or calendar by its day_kind; a category without
 *         days takes those of the wider one. Where the calendar of a year on the way is not known, weekends alone
 * count, due_provisional is set and one warning a run says so. unit  what the category and the area have to say, when
 * that is one answer: the unit of the indicator that the category (or a wider one) is covered by, and the duty unit of
 * the area (or the nearest area above). merged_into, again_of  nothing: they name issues by their number, which is
 * another one here. stage closed when closed_at is given, else the stage given, else reported. A closed issue without
 * rectified_at or accepted_at takes both from closed_at, and gets the next close_no; accepted_by stays empty. A
 * bundle's issues are taken as they are. */
extern const struct civ_hook civ_ledger_issue_hook;

/* What a move does to parts is kept, so that it can be taken back. */
extern const struct civ_hook civ_ledger_dispatch_hook;

/* New holidays make provisional due dates final. */
extern const struct civ_hook civ_ledger_holiday_hook;

/* A granted extension sets the issue's extended_due, if it was granted while the limit before it had not passed. */
extern const struct civ_hook civ_ledger_extension_hook;

/* A re-check gets its result, and a rebound opens the issue again. */
extern const struct civ_hook civ_ledger_recheck_hook;

/* The map file that the channel names for rows of NOUN, in ARENA, as it is written there. A channel that carries
 * issues, whatever else, has it for these; one that carries suggestions alone, for them. *MAP is NULL when it names
 * none. CIV_REFUSED when there is no such channel. */
enum civ_status civ_ledger_channel_map(struct civ_records *records, const struct civ_noun *noun, const char *channel,
                                       struct civ_arena *arena, const char **map);

struct civ_draft_options {
	const char *channel; /* a constant for all rows; NULL: none */
	const char *nouns;   /* a new folder; NULL: none */
	const char *sheet;   /* of a workbook; NULL: the first with something in it */
};

extern const struct civ_out_column civ_draft_columns[];

/* Print a map for the file PATH: fields by what its columns are called, in English or Chinese, the form of its dates,
 * its encoding, delimiter and title lines, and the values that are no code or name yet, each with the nearest code.
 * Columns that fit nothing are named in remarks (#unused), which a map may hold. Warns when a field that an issue needs
 * was not found.
 *
 * With `nouns` the categories, areas and units that the file has and the plan not get a code, which the map gives for
 * them, and are written as category.csv, area.csv and unit.csv, each with its number of rows and the nearest code that
 * there is beside it. CIV_REFUSED: something is there already. */
enum civ_status civ_ledger_draft(struct civ_records *records, const char *path, const struct civ_draft_options *options,
                                 struct civ_out *out);

struct civ_coverage_options {
	bool flagged_only; /* print nothing when all rows would load */
};

extern const struct civ_out_column civ_coverage_columns[];

/* Whether the map that is laid on INPUT covers it: how many of its rows would load as NOUN, the values without a code
 * with the nearest one, why other rows would be refused, what would be dropped or cut, and columns that are not used.
 * Rows are stored to find out: in a transaction that the caller takes back. CIV_FLAGGED: some would not load. */
enum civ_status civ_ledger_coverage(struct civ_records *records, const struct civ_noun *noun, struct civ_input *input,
                                    const struct civ_coverage_options *options, struct civ_out *out);

/* ---- moving ---- */

enum civ_move_kind { CIV_MOVE_ON, CIV_MOVE_UNDO, CIV_MOVE_CORRECT };

/* A move as the command line or a row asks for it; texts NULL when not given. To take one back needs none of them but
 * BY and NOTE; to correct its time AT, and EVENT where it is not the last. */
struct civ_move {
	enum civ_move_kind kind;
	const char *event;        /* number of the move that is corrected; NULL: the last one */
	const char *to;           /* one of civ_words_move */
	const char *by;           /* person by code or name; NULL: the login */
	const char *at; /* time; a date alone is the first moment of that day that keeps the order; NULL: now */
	const char *note, *evidence;
	const char *unit, *person, *due;
	const char *part; /* of received, returned and rectified: the unit whose part it is; NULL: UNIT, or the one in
	                     the lead */
	const char *co_units;     /* of assigned: "A;B", units that do a part; NULL: none */
	bool recheck;             /* reopened by a re-check */
	const char *reason;       /* of dismissed */
	const char *review;       /* of deferred: date */
};

/* What the options of a run say of all its moves: CIV_REFUSED, told once, naming the option, when one of them names
 * nothing. */
enum civ_status civ_move_check(struct civ_records *records, const struct civ_move *move);

/* From which stages each move may start, what it needs and does: the table civ_transitions in lib/ledger/transitions.c.
 * With co-units, received, returned and rectified are the step of the unit named, else of the lead: a co-unit's step
 * moves its part alone. No move is earlier than the one before it.
 *
 * The last move that stands can be taken back, and then the one before it: the issue, its parts, its past cycle and the
 * monthly summary are as they were before. The event stays, marked, and counts in no replay of a day; an amendment says
 * who did it and why. Not taken back are a merging (issue-merge does) and a reopening by a re-check that still says
 * rebound. The time of a move can be corrected between the times of the moves before and after it. */
struct civ_mover;

/* The name of the I-th of civ_words_move; what it starts from, needs and does is appended to TEXT, in the reader's
 * language. NULL behind the last. */
const char *civ_ledger_move_term(size_t i, struct civ_buf *text);

/* LOGIN is recorded where a move names nobody. Options as of a writer. */
enum civ_status civ_mover_open(struct civ_records *records, const struct civ_write_options *options, const char *login,
                               struct civ_mover **mover);
void civ_mover_close(struct civ_mover *mover);
/* Borrowed from the mover. */
const struct civ_write_counts *civ_mover_counts(const struct civ_mover *mover);
/* Move issue ID, take its last move back or correct the time of one, by the kind. CIV_REFUSED: the message names the
 * issue, its stage and the reason; it went to MESSAGES. */
enum civ_status civ_mover_move(struct civ_mover *mover, int64_t id, const struct civ_move *move,
                               const struct civ_position *at, struct civ_messages *messages);
/* Rows of an input: the issue by id or channel and external_id; to, at, by, note, evidence and part where a row has
 * them, else as in COMMON; unit, person and due only when named in SET ("unit,due", NULL: none). The other columns of
 * the noun issue are passed over. */
enum civ_status civ_mover_rows(struct civ_mover *mover, struct civ_input *input, struct civ_rejects *rejects,
                               const struct civ_move *common, const char *set);
/* Once, after the last move and before the commit: what the moves add up to is written. */
enum civ_status civ_mover_finish(struct civ_mover *mover);

/* ---- overdue ---- */

/* How pressing a limit is. */
enum civ_ledger_level { CIV_LEVEL_NONE, CIV_LEVEL_REMIND, CIV_LEVEL_URGE, CIV_LEVEL_NOTICE };

struct civ_overdue_options {
	const char *unit;            /* code: only this one and those below it; NULL: all */
	int64_t within;              /* remind of what is due in so many days; -1: the plan's remind_days */
	int64_t unless_noticed;      /* leave out what was spoken of in the last so many days; -1: nothing */
	enum civ_ledger_level least; /* leave out what is less pressing */
};

extern const struct civ_out_column civ_overdue_columns[];
extern const struct civ_out_column civ_overdue_digest_columns[];

/* The limits of open issues that are near or have passed, to the minute, as of the end of the as-of day (today: as of
 * now), worst first, a row for each unit whose part is open (the lead alone, where there are no co-units): to receive
 * (category's receive_hours), to rectify (the due date, extended or not), to accept (accept_days after it was
 * rectified), to look again at what was deferred. Of one issue the rectifying comes first when it is late, else what is
 * late most. Late days are counted from the day of the limit, working days beside them. *LATE counts the rows at
 * CIV_LEVEL_URGE or worse. Days before today are replayed from the events. */
enum civ_status civ_ledger_overdue(struct civ_records *records, const struct civ_overdue_options *options,
                                   struct civ_out *out, uint64_t *late);
/* The same, a row for each unit. */
enum civ_status civ_ledger_overdue_digest(struct civ_records *records, const struct civ_overdue_options *options,
                                          struct civ_out *out, uint64_t *late);

/* What a unit has to see to: issues late, due in so many days, and deferred ones to be looked at again; the days of the
 * latest. */
struct civ_ledger_late {
	int64_t unit; /* 0: none */
	int64_t late, due, deferred, days_max;
};

/* *UNITS is allocated in ARENA. */
enum civ_status civ_ledger_late_by_unit(struct civ_records *records, int64_t within, struct civ_arena *arena,
                                        struct civ_ledger_late **units, size_t *count);
/* The same of the whole city: an issue that several units are late with counts once. */
enum civ_status civ_ledger_late_in_all(struct civ_records *records, int64_t within, struct civ_ledger_late *all);

/* ---- merging ---- */

struct civ_merge_options {
	const char *from, *to;  /* days of the reports that are compared, inclusive; NULL: no bound */
	int64_t days;           /* reports further apart in time are not compared */
	double radius;          /* nor those further apart on the map, in metres */
	double score;           /* 0 to 1: less alike is no candidate */
	double least_place;     /* nor what lies less alike */
};

/* What the bench of tests/bench found to be right; days and period are to be filled in. */
#define CIV_MERGE_DEFAULTS {.days = 7, .radius = 200, .score = 0.5, .least_place = 0.4}

struct civ_duplicate {
	int64_t issue, duplicate_of;
	double score;
	const char *reason; /* borrowed for the call */
};

extern const struct civ_out_column civ_merge_columns[];

/* Call FOUND for each issue that is probably another report of an earlier one: the same category or the one above it,
 * near on the map or in the same area with a similar place, or without a place described in nearly the same words;
 * within the days, and the earlier one not closed by then. Place, words and time are weighed by what is there; a
 * warning when nothing could be compared. DUPLICATE_OF is the earliest one of its group. Issues that are dismissed or
 * merged are left out. */
enum civ_status civ_merge_find(struct civ_records *records, const struct civ_merge_options *options,
                               enum civ_status (*found)(void *data, const struct civ_duplicate *duplicate), void *data);

struct civ_merger;

/* RECORDS is borrowed until civ_merger_close (NULL allowed); the counts are borrowed from the merger. */
enum civ_status civ_merger_open(struct civ_records *records, struct civ_merger **merger);
void civ_merger_close(struct civ_merger *merger);
const struct civ_write_counts *civ_merger_counts(const struct civ_merger *merger);
struct civ_merging {
	int64_t later, earlier;
	const char *at;                       /* when they became one; NULL: with the later of the two reports */
	const struct civ_position *position;  /* for messages; may be NULL */
};

/* Merge LATER into EARLIER (or what that is merged into): LATER is dismissed as a duplicate and keeps its channel,
 * reporter and times; the other counts its reports and the earliest time. As of a day before AT both are there.
 * CIV_REFUSED, with a message, for an issue that is rectified or further on, merged already, or the same, and for a
 * time before the reports or the last step of LATER. */
enum civ_status civ_merger_merge(struct civ_merger *merger, const struct civ_merging *merging,
                                 struct civ_messages *messages);
/* Take ID apart from the issue that it is merged into, or everything that is merged into ID: each goes back to its
 * stage. */
enum civ_status civ_merger_undo(struct civ_merger *merger, int64_t id, struct civ_messages *messages);
/* Rows with issue and duplicate_of, and at where it is not AT (NULL: the time of the later report). */
enum civ_status civ_merger_rows(struct civ_merger *merger, struct civ_input *input, struct civ_rejects *rejects,
                                const char *at);
/* Once, after the last merging and before the commit: what they add up to is written. */
enum civ_status civ_merger_finish(struct civ_merger *merger);

/* ---- sheets ---- */

/* What is written for a unit that has only a spreadsheet, and what it fills in. */
struct civ_sheet_column {
	const char *name, *label, *label_zh, *help;
	enum civ_workbook_use use;           /* anything but READ is to be filled in */
	const struct civ_word *words;        /* its choices; of CHOICE: what is offered; NULL: none */
	unsigned width;
};

extern const struct civ_sheet_column civ_sheet_columns[]; /* ended by {NULL} */
extern const struct civ_out_column civ_sheet_move_columns[];
extern const struct civ_out_column civ_sheet_extension_columns[];

/* The units with open issues, by code, into UNITS (ids, allocated in ARENA); with UNIT only that one and those below
 * it. */
enum civ_status civ_sheet_units(struct civ_records *records, const char *unit, struct civ_arena *arena,
                                const int64_t **units, size_t *count);
/* The open issues of which UNIT is in the lead, as rows of civ_sheet_columns, the cells to fill empty. LABELS: names,
 * in Chinese with ZH. */
enum civ_status civ_sheet_write(struct civ_records *records, int64_t unit, bool labels, struct civ_out *out);
/* Rows that came back: moves to MOVES, extensions to EXTENSIONS (NULL: a warning counts them). A row whose issue was
 * moved since, or that was filled in wrongly, goes to REJECTS, or is an error. */
enum civ_status civ_sheet_read(struct civ_records *records, struct civ_input *input, struct civ_rejects *rejects,
                               struct civ_out *moves, struct civ_out *extensions);

/* ---- looking ---- */

extern const struct civ_out_column civ_ledger_history_columns[];

/* Everything that happened to issue ID, or to all issues in turn with ID 0: reports, moves, extensions, notices,
 * re-checks and merges, in order of time; for moves the days that the issue stayed in the stage. From the day FROM to
 * TO, NULL: no bound. */
enum civ_status civ_ledger_history(struct civ_records *records, int64_t id, const char *from, const char *to,
                                   struct civ_out *out);

extern const struct civ_out_column civ_ledger_show_columns[];

/* The life of issue ID: what it is, why this due date, each stage with the days it lasted and on whom it waited, its
 * reports, and what happened before at the same place or, without one, in the same area and category. */
enum civ_status civ_ledger_show(struct civ_records *records, int64_t id, struct civ_out *out);

#endif
