/* What the files of the ledger share. */
#ifndef CIVPLAN_LEDGER_PRIVATE_H
#define CIVPLAN_LEDGER_PRIVATE_H

#include "civplan/calendar.h"
#include "civplan/date.h"
#include "civplan/ledger.h"

extern const struct civ_noun civ_noun_issue, civ_noun_category, civ_noun_area, civ_noun_holiday, civ_noun_channel,
	civ_noun_person, civ_noun_unit, civ_noun_event;

/* Places of the columns that the ledger works on, found once. */
struct civ_issue_columns {
	int id, channel, external_id, reported_at, category, area, unit, person, due, evidence, stage, cycle, assigned_at,
		received_at, rectified_at, accepted_at, accepted_by, closed_at, close_no, extended_due, due_provisional, returns,
		dismiss_reason, first_reported_at, review_at;
};

void civ_issue_columns_find(struct civ_issue_columns *columns);

/* ---- deadline.c ---- */

enum civ_day_kind { CIV_DAYS_WORKING, CIV_DAYS_CALENDAR, CIV_DAYS_MOVED };

/* A category's deadline and the unit that answers for its indicator. */
struct civ_topic {
	bool has_days;
	int64_t days;
	enum civ_day_kind kind;
	int64_t unit; /* 0: none */
};

struct civ_deadlines;

/* Topics and areas are looked up once each; the calendar is loaded with the first deadline. */
enum civ_status civ_deadlines_open(struct civ_records *records, struct civ_deadlines **deadlines);
void civ_deadlines_close(struct civ_deadlines *deadlines);
enum civ_status civ_deadlines_topic(struct civ_deadlines *deadlines, int64_t category, struct civ_topic *topic);
/* The duty unit of the area or of the nearest one above that has one; 0: none. */
enum civ_status civ_deadlines_area_unit(struct civ_deadlines *deadlines, int64_t area, int64_t *unit);
/* The last day for a topic with days that starts on START. *PROVISIONAL: a calendar on the way is not known. */
enum civ_status civ_deadlines_due(struct civ_deadlines *deadlines, const struct civ_topic *topic, int32_t start, int32_t *due,
                                  bool *provisional);
/* Set due and due_provisional of RECORD from its category, counted from START; nothing when the category has no days. */
enum civ_status civ_deadlines_apply(struct civ_deadlines *deadlines, struct civ_record *record,
                                    const struct civ_issue_columns *columns, int32_t start);

/* ---- values ---- */

/* A copy of TEXT as a value of the record. */
enum civ_status civ_record_put(struct civ_record *record, int column, const char *text);
void civ_record_clear(struct civ_record *record, int column);
void civ_record_put_int(struct civ_record *record, int column, int64_t value);
bool civ_value_is(const struct civ_value *value, const char *text);

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
	const char *to;           /* one of civ_ledger_moves */
	const char *due, *review; /* ISO dates; NULL: not given */
	const char *reason;       /* a code; NULL: not given */
	/* What became of it, for the event. */
	char at[CIV_TIME_SIZE];
	const char *from;
	int64_t cycle;
};

/* The state of the issue writer's hook: with MOVE the record is moved, else entered or set. */
struct civ_ledger_state {
	struct civ_issue_columns columns;
	struct civ_deadlines *deadlines;
	struct civ_move_step *step;
	bool warned;
	int64_t close_no; /* the last one given out; 0: not looked up yet */
};

enum civ_status civ_ledger_state(struct civ_writer *writer, struct civ_ledger_state **state);

/* Move RECORD, whose stored values are OLD, as the step says. */
enum civ_status civ_ledger_step(struct civ_writer *writer, struct civ_ledger_state *state, struct civ_record *record,
                                const struct civ_value *old);

#endif
