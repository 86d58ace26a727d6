/* What the texts of a move stand for: units, persons, times, each read as the column of that name is. */
#include <string.h>

#include "civplan/moment.h"
#include "civplan/say.h"
#include "lib/ledger/private.h"
#include "lib/ledger/transitions.h"

/* What the rows of moves call a column of the event or issue. */
static const char *name_in_rows(const char *column)
{
	static const struct {
		const char *column, *name;
	} names[] = {{"to_stage", "to"}, {"dismiss_reason", "reason"}, {"review_at", "review"}};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(names[i].column, column) == 0)
			return names[i].name;
	return column;
}

/* What a text of the move stands for, parsed as the column of that name is. */
static enum civ_status parse(const struct civ_mover *mover, const struct civ_noun *noun, const char *column,
                             const char *text, struct civ_value *value)
{
	const struct civ_column *c = &noun->columns[civ_noun_column(noun, column)];
	struct civ_column asked = *c;
	enum civ_status status;

	asked.name = name_in_rows(column);
	status = civ_value_parse(&asked, (struct civ_span){text, strlen(text)}, &mover->reading, value);
	return status == CIV_OK ? civ_moment_check(mover->records, c, value, &mover->reading) : status;
}

static enum civ_status find(const struct civ_mover *mover, const struct civ_noun *noun, const char *what,
                            const char *text, int64_t *id)
{
	const struct civ_position *at = mover->reading.at;
	enum civ_status status;

	*id = 0;
	if (text == NULL)
		return CIV_OK;
	status = civ_records_find(mover->records, noun, civ_cell_clean((struct civ_span){text, strlen(text)}), at, id);
	if (status == CIV_OK && *id == 0)
		status = civ_error(mover->reading.messages, CIV_REFUSED, at, "%s: no %s '%s'", what,
		                   civ_say(noun->name), text);
	return status;
}

enum civ_status civ_mover_when(const struct civ_mover *mover, const char *text, int64_t *seconds, bool *day_only)
{
	struct civ_value value;
	struct civ_span clean;
	enum civ_status status;
	int32_t day;

	*seconds = civ_records_clock(mover->records)->now;
	if (text == NULL)
		return CIV_OK;
	status = parse(mover, &civ_noun_event, "at", text, &value);
	if (status != CIV_OK || value.kind == CIV_NULL)
		return status;
	clean = civ_cell_clean((struct civ_span){text, strlen(text)});
	*day_only = civ_date_parse(clean.text, clean.len, &day);
	(void)civ_time_parse(value.string.text, value.string.len, seconds);
	return CIV_OK;
}

enum civ_status civ_mover_who(const struct civ_mover *mover, const char *by, const char **who)
{
	int64_t person;
	enum civ_status status = find(mover, &civ_noun_person, "by", by, &person);

	*who = status != CIV_OK || person == 0 ? mover->login
	                                       : civ_records_code(mover->records, &civ_noun_person, person);
	return status;
}

/* A text that is checked as the issue's column of that name is; NULL when there is none. */
static enum civ_status checked(const struct civ_mover *mover, const char *column, const char *text, const char **result)
{
	struct civ_value value;
	enum civ_status status;

	if (text == NULL)
		return CIV_OK;
	status = parse(mover, &civ_noun_issue, column, text, &value);
	if (status == CIV_OK && value.kind == CIV_STRING)
		*result = value.string.text;
	return status;
}

/* The time of day that a due date brings with it. */
static enum civ_status due_time(const struct civ_mover *mover, const char *due, const char **result)
{
	struct civ_span text = civ_text_folded(civ_cell_clean((struct civ_span){due, strlen(due)}),
	                                       mover->reading.arena);
	char clock[CIV_CLOCK_SIZE];
	int minute;

	if (text.text == NULL)
		return civ_no_memory(mover->reading.messages);
	if (!civ_date_clock(text.text, text.len, &minute))
		return CIV_OK;
	civ_clock_format(minute, clock);
	*result = civ_arena_copy(mover->reading.arena, clock, CIV_CLOCK_SIZE - 1);
	return *result == NULL ? civ_no_memory(mover->reading.messages) : CIV_OK;
}

/* Another move with a part would make that unit responsible. */
static enum civ_status find_part(const struct civ_mover *mover, const char *part, struct civ_move_step *step)
{
	if (!civ_transition_is_of_part(step->to))
		return civ_error(mover->reading.messages, CIV_REFUSED, mover->reading.at,
		                 "part: only received, returned and rectified are the step of a part");
	return find(mover, &civ_noun_unit, "part", part, &step->unit);
}

/* "U08;U09", each by code or name. */
static enum civ_status find_co_units(const struct civ_mover *mover, const char *text, struct civ_move_step *step)
{
	struct civ_span rest = {text, text == NULL ? 0 : strlen(text)}, unit;
	enum civ_status status = CIV_OK;

	if (text == NULL)
		return CIV_OK;
	step->co = civ_arena_alloc(mover->reading.arena, (strlen(text) + 1) * sizeof *step->co);
	if (step->co == NULL)
		return civ_no_memory(mover->reading.messages);
	while (civ_list_next(&rest, &unit)) {
		const char *one = civ_arena_copy(mover->reading.arena, unit.text, unit.len);

		if (one == NULL)
			return civ_no_memory(mover->reading.messages);
		status = civ_worse(status, find(mover, &civ_noun_unit, "co_units", one, &step->co[step->co_count++]));
	}
	return status;
}

enum civ_status civ_mover_resolve(const struct civ_mover *mover, const struct civ_move *move,
                                  struct civ_move_step *step)
{
	struct civ_value to = {.kind = CIV_NULL};
	enum civ_status status;

	*step = (struct civ_move_step){.move = move};
	if (move->to == NULL || *move->to == '\0')
		return civ_error(mover->reading.messages, CIV_REFUSED, mover->reading.at, "to: is required");
	status = parse(mover, &civ_noun_event, "to_stage", move->to, &to);
	step->to = to.kind == CIV_STRING ? to.string.text : "";
	status = civ_worse(status, civ_mover_when(mover, move->at, &step->seconds, &step->day_only));
	status = civ_worse(status, find(mover, &civ_noun_person, "by", move->by, &step->by));
	status = civ_worse(status, find(mover, &civ_noun_unit, "unit", move->unit, &step->unit));
	if (move->part != NULL)
		status = civ_worse(status, find_part(mover, move->part, step));
	status = civ_worse(status, find(mover, &civ_noun_person, "person", move->person, &step->person));
	status = civ_worse(status, find_co_units(mover, move->co_units, step));
	status = civ_worse(status, checked(mover, "due", move->due, &step->due));
	if (status == CIV_OK && step->due != NULL)
		status = due_time(mover, move->due, &step->due_time);
	status = civ_worse(status, checked(mover, "dismiss_reason", move->reason, &step->reason));
	return civ_worse(status, checked(mover, "review_at", move->review, &step->review));
}
