/* What the files of the ledger share. */
#ifndef CIVPLAN_LEDGER_PRIVATE_H
#define CIVPLAN_LEDGER_PRIVATE_H

#include "civplan/calendar.h"
#include "civplan/count.h"
#include "civplan/date.h"
#include "civplan/ledger.h"
#include "lib/noun/limit.h"
#include "lib/noun/dispatch.h"
#include "lib/noun/event.h"
#include "lib/noun/issue.h"

extern const struct civ_noun civ_noun_issue, civ_noun_category, civ_noun_area, civ_noun_holiday, civ_noun_channel,
	civ_noun_person, civ_noun_unit, civ_noun_event, civ_noun_dispatch, civ_noun_cycle, civ_noun_notice,
	civ_noun_amendment;

/* Places of the columns that the ledger works on, found once. */
struct civ_issue_columns {
	int id, channel, external_id, reported_at, category, area, unit, person, due, due_time, extended_due_time,
		evidence, stage, cycle, assigned_at, received_at, rectified_at, accepted_at, accepted_by, closed_at,
		close_no, extended_due, due_provisional, returns, dismiss_reason, first_reported_at, review_at,
		dismissed_at, merged_into, reopened_at, came_back_at, again_of, place, reports;
};

void civ_issue_columns_find(struct civ_issue_columns *columns);

/* The words of the index on open issues, so that the history behind it is not read. */
#define CIV_LEDGER_OPEN_NOW \
	"l AS NOT MATERIALIZED (SELECT id AS issue_id, cycle, category_id, unit_id, person_id, assigned_at," \
	" rectified_at, review_at, stage, " CIV_LIMIT_OF("issue") " AS last" \
	" FROM issue WHERE " CIV_ISSUE_OPEN_ROW ")"

/* Of the open issues `l` each part that is open, of those with a unit: whose it is. The lead is left out when its own
 * part is done and it is another's that is waited for. */
#define CIV_LEDGER_OPEN_PARTS \
	"open_part AS (" \
	"SELECT issue_id, cycle, category_id, unit_id, person_id, assigned_at, rectified_at, review_at, stage, last," \
	" stage AS part_stage" \
	" FROM l" \
	" WHERE NOT " CIV_ISSUE_WITH_UNIT("l") \
	" OR NOT EXISTS (SELECT 1 FROM " CIV_PARTS_AT("o", "l") \
	" AND o.part = 'co' AND o.unit_id <> l.unit_id AND ifnull(o.rectified_at >= :end, 1)" \
	" AND EXISTS (SELECT 1 FROM " CIV_PARTS_AT("d", "l") \
	" AND d.unit_id = l.unit_id AND d.rectified_at < :end))" \
	" UNION ALL" \
	" SELECT l.issue_id, l.cycle, category_id, d.unit_id, d.person_id, d.sent_at, NULL, NULL, stage, last," \
	" CASE WHEN d.received_at < :end THEN 'received' ELSE 'assigned' END" \
	" FROM l JOIN dispatch d ON d.issue_id = l.issue_id AND d.cycle = l.cycle" \
	" WHERE d.part = 'co' AND d.unit_id IS NOT l.unit_id" \
	" AND " CIV_ISSUE_WITH_UNIT("l") " AND " CIV_PART_IS_THERE("d") \
	" AND ifnull(d.rectified_at >= :end, 1))"

/* ---- deadline.c ---- */

enum civ_day_kind { CIV_DAYS_WORKING, CIV_DAYS_CALENDAR, CIV_DAYS_MOVED };

/* A category's deadline and the unit that answers for its indicator. */
struct civ_topic {
	bool has_limit;
	int64_t days;
	enum civ_day_kind kind;
	int64_t hours; /* in place of the days; 0: none */
	bool working_hours;
	int64_t unit; /* 0: none */
	int64_t receive_hours, accept_days; /* -1: no limit */
};

struct civ_deadlines;

/* Topics and areas are looked up once each; the calendar is loaded with the first deadline. */
enum civ_status civ_deadlines_open(struct civ_records *records, struct civ_deadlines **deadlines);
void civ_deadlines_close(struct civ_deadlines *deadlines);
enum civ_status civ_deadlines_topic(struct civ_deadlines *deadlines, int64_t category, struct civ_topic *topic);
/* The duty unit of the area or of the nearest one above that has one; 0: none. */
enum civ_status civ_deadlines_area_unit(struct civ_deadlines *deadlines, int64_t area, int64_t *unit);

/* The last minute that is in time. */
struct civ_due {
	int32_t day;
	int minute;       /* of that day; CIV_DAY_END: no time of day counts */
	bool provisional; /* a calendar on the way is not known */
};

/* The limit of a topic that has one, for what starts at START, in seconds. Days are counted from its day, hours from
 * its minute. */
enum civ_status civ_deadlines_due(struct civ_deadlines *deadlines, const struct civ_topic *topic, int64_t start,
                                  struct civ_due *due);
/* A limit as text (lib/noun/limit.h), or a day alone. False for any other text, and for NULL. */
bool civ_due_stored(const char *text, struct civ_due *due);
/* As the columns due and due_time have it; CLOCK is "" at the end of the day. */
void civ_due_format(const struct civ_due *due, char day[CIV_DATE_SIZE], char clock[CIV_CLOCK_SIZE]);
bool civ_due_is(const struct civ_due *due, const struct civ_value *date, const struct civ_value *time);

struct civ_due_question {
	int64_t category;
	const char *name, *start, *due; /* of the category; when the cycle began; the due date that is stored */
	const char *due_time;           /* NULL: the end of the day */
	bool provisional;
};

/* Why it is due then, appended to WHY: the category's rule if it gives the stored date, else that it was set by hand.
 */
enum civ_status civ_deadlines_explain(struct civ_deadlines *deadlines, const struct civ_due_question *question,
                                      struct civ_buf *why);
/* Working days from DUE to DAY; below 0 when DAY comes first. */
enum civ_status civ_deadlines_workdays(struct civ_deadlines *deadlines, int32_t due, int32_t day, int64_t *days);
/* Set due, due_time and due_provisional of RECORD from its category, counted from START, in seconds; nothing when the
 * category has no limit. */
enum civ_status civ_deadlines_apply(struct civ_deadlines *deadlines, struct civ_record *record,
                                    const struct civ_issue_columns *columns, int64_t start);

/* The next closing number. */
enum civ_status civ_ledger_next_close_no(struct civ_records *records, int64_t *number);

/* ---- move.c ---- */

/* A move with its texts resolved. */
struct civ_move_step {
	const struct civ_move *move;
	int64_t by;            /* person; 0: the login */
	int64_t seconds;       /* when */
	bool day_only;
	int64_t unit, person;  /* 0: not given */
	const char *to;           /* one of civ_words_move */
	const char *due, *review; /* ISO dates; NULL: not given */
	const char *due_time;     /* "HH:MM" that came with the due date; NULL: its end */
	const char *reason;       /* a code; NULL: not given */
	int64_t *co;              /* co-units of an assignment */
	size_t co_count;
	/* What became of it, for the event. */
	char at[CIV_TIME_SIZE];
	char part_at[CIV_TIME_SIZE]; /* of the unit's own part: the issue is rectified with the latest */
	const char *from;
	int64_t cycle;
	int64_t lead, answers;    /* unit in the lead and its person; 0: none */
	int64_t part_unit;        /* whose step it is: received, returned, rectified; 0: nobody's */
	bool part_done;           /* that part is rectified already */
	bool part_only;           /* the unit's part has moved, the issue has not: other parts are open */
	char limit[CIV_DATE_SIZE]; /* the due date that counts; "" without one */
	char limit_time[CIV_CLOCK_SIZE]; /* its time of day; "" at its end */
	char sent[CIV_TIME_SIZE];  /* when it was assigned; "" when it never was */
	struct civ_buf before;    /* what it changes, as it was: see before.h */
	const struct civ_value
		*past; /* the values of the cycle that ended with this move, NULL when none did; the issue writer's */
};

struct civ_records *civ_mover_records(struct civ_mover *mover);

/* The state of the issue writer's hook: with MOVE the record is moved, else entered or set. */
struct civ_ledger_state {
	struct civ_issue_columns columns;
	struct civ_deadlines *deadlines;
	struct civ_move_step *step;
	bool undoing; /* the record gets back the values that it had */
	bool warned;
	struct civ_account *account; /* NULL until a row is stored */
	int64_t close_no; /* the last one given out; 0: not looked up yet */
};

enum civ_status civ_ledger_state(struct civ_writer *writer, struct civ_ledger_state **state);
/* Of what civ_writer_state holds. */
void civ_ledger_state_free(void *place);

/* ---- show.c ---- */

/* Of issue I: a time that came with a loaded history, for the move to its STAGE is not on record. */
#define CIV_LEDGER_LOADED(i, stage, time) \
	time " IS NOT NULL AND NOT EXISTS (SELECT 1 FROM event e" \
	" WHERE e.issue_id = " i ".id AND e.cycle = " i ".cycle AND e.to_stage = '" stage "'" \
	" AND " CIV_EVENT_STANDS("e") ")"
/* Its unit had it from the report on, as far as is known: it rectified it, and nobody says when it was given to it. */
#define CIV_LEDGER_UNIT_FROM_REPORT(i) \
	i ".unit_id IS NOT NULL AND " i ".rectified_at IS NOT NULL AND " i ".assigned_at IS NULL AND NOT EXISTS" \
	" (SELECT 1 FROM event e WHERE e.issue_id = " i ".id AND " CIV_EVENT_STANDS("e") ")"

/* On whom an issue waits in STAGE: unit, office, citizen; NULL when it waits on nobody any more. */
const char *civ_ledger_waits_on(const char *stage);

/* ---- dispatch.c ---- */

struct civ_dispatches;
struct civ_before_entry;

/* What a unit has to do with an issue in a cycle; parts given back do not count. */
struct civ_dispatch_part {
	bool is_there, is_co, is_received, is_done;
	int64_t others, others_open; /* parts of other units, and of these not rectified */
	char last[CIV_TIME_SIZE]; /* its own latest step before it is done, its assignment at least; "" when it is not
	                             there */
	char others_done[CIV_TIME_SIZE]; /* the latest of the others that was rectified; "" for none */
};

enum civ_status civ_dispatch_look(struct civ_records *records, int64_t issue, int64_t cycle, int64_t unit,
                                  struct civ_dispatch_part *part);
enum civ_status civ_dispatches_open(struct civ_records *records, struct civ_dispatches **dispatches);
void civ_dispatches_close(struct civ_dispatches *dispatches);
/* Keep the parts of ISSUE as the step leaves them. */
enum civ_status civ_dispatches_write(struct civ_dispatches *dispatches, int64_t issue, struct civ_move_step *step);
enum civ_status civ_dispatches_finish(struct civ_dispatches *dispatches);
/* The part of UNIT (its code) in that cycle gets the value COLUMN had before; COLUMN "": it was not there, and is
 * removed. CIV_REFUSED when there is no such unit, or part. */
enum civ_status civ_dispatch_restore(struct civ_dispatches *dispatches, int64_t issue, int64_t cycle,
                                     const struct civ_before_entry *entry, const struct civ_position *at);
/* A time of the part of UNIT (its code) in that cycle. */
struct civ_part_time {
	int64_t issue, cycle;
	const char *unit, *column;
	const char *was, *becomes;
};

/* The time, where it is as it was, becomes the other. The part that was entered last makes the whole rectified with the
 * latest part: its own time may be before that of the move. */
enum civ_status civ_dispatch_retime(struct civ_dispatches *dispatches, const struct civ_part_time *time);
/* A limit as it is stored: day and time of day; "" for none. */
struct civ_due_texts {
	char day[CIV_DATE_SIZE], clock[CIV_CLOCK_SIZE];
};
/* Part ID gets another limit. */
enum civ_status civ_dispatch_redue(struct civ_dispatches *dispatches, int64_t id, const struct civ_due_texts *due);

/* ---- moved.c: moves that are amended ---- */

/* A move that is amended, as it is stored. */
struct civ_moved {
	int64_t event, issue, cycle;
	char at[CIV_TIME_SIZE], from[16], to[16];
	bool found;
};

/* The move of the issue that was entered last, of those that stand, with EVENT 0; else that event. *MOVED's found is
 * false when there is none. */
enum civ_status civ_moved_find(struct civ_records *records, int64_t issue, int64_t event, struct civ_moved *moved);

struct civ_amendment {
	const char *at; /* the other time that the move has; NULL: it is taken back */
	const char *by; /* a person's code or the login */
	const char *note;
};

/* The event is marked, and the amendment entered. */
enum civ_status civ_moved_amend(struct civ_writer *events, struct civ_writer *amendments, const struct civ_moved *moved,
                                const struct civ_amendment *amendment);

/* ---- mover.c ---- */

struct civ_mover {
	struct civ_records *records;
	struct civ_writer *issues, *events, *cycles, *amendments;
	struct civ_dispatches *dispatches;
	struct civ_ledger_state *state;
	const char *login;
	struct civ_reading reading; /* of the move at hand: where it stands, its arena, whom to tell */
};

/* ---- mover-texts.c ---- */

/* What the move asks for, resolved. CIV_REFUSED, told, for each text that stands for nothing. */
enum civ_status civ_mover_resolve(const struct civ_mover *mover, const struct civ_move *move,
                                  struct civ_move_step *step);
/* A time as the columns of that name have it; now without one. */
enum civ_status civ_mover_when(const struct civ_mover *mover, const char *text, int64_t *seconds, bool *day_only);
/* The code of the person, else the login. */
enum civ_status civ_mover_who(const struct civ_mover *mover, const char *by, const char **who);

/* ---- undo.c, correct.c ---- */

enum civ_status civ_mover_undo(struct civ_mover *mover, int64_t id, const struct civ_move *move);
enum civ_status civ_mover_correct(struct civ_mover *mover, int64_t id, const struct civ_move *move);

/* ---- extension.c ---- */

/* The limit of an open issue counted anew from its granted extensions, where it has any. ISSUES is the writer of the
 * run, for two that count at the same time would each miss what the other has not stored yet. */
enum civ_status civ_extensions_settle(struct civ_writer *issues, int64_t issue);

/* Move RECORD, whose stored values are OLD, as the step says. */
enum civ_status civ_ledger_step(struct civ_writer *writer, struct civ_ledger_state *state, struct civ_record *record,
                                const struct civ_value *old);

#endif
