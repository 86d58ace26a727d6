/* Moves as they are asked for: texts resolved, the issue moved, the event written; rows of an input. */
#include <stdlib.h>
#include <string.h>

#include "lib/ledger/private.h"

struct civ_mover {
	struct civ_records *records;
	struct civ_writer *issues, *events, *cycles;
	struct civ_dispatches *dispatches;
	struct civ_ledger_state *state;
	const char *login;
	struct civ_arena *arena; /* of the move at hand */
};

enum civ_status civ_mover_open(struct civ_records *records, const struct civ_write_options *options, const char *login,
                               struct civ_mover **mover)
{
	static const struct civ_write_options plain = {.on_conflict = CIV_CONFLICT_ERROR};
	struct civ_mover *made = calloc(1, sizeof *made);
	struct civ_write_options moving = *options;
	enum civ_status status;

	if (made == NULL)
		return civ_no_memory(civ_records_messages(records));
	moving.move = true;
	made->records = records;
	made->login = login;
	made->arena = civ_arena_new();
	status = made->arena == NULL ? civ_no_memory(civ_records_messages(records))
	                             : civ_writer_open(records, &civ_noun_issue, &moving, &made->issues);
	if (status == CIV_OK)
		status = civ_writer_open(records, &civ_noun_event, &plain, &made->events);
	if (status == CIV_OK)
		status = civ_writer_open(records, &civ_noun_cycle, &plain, &made->cycles);
	if (status == CIV_OK)
		status = civ_dispatches_open(records, &made->dispatches);
	if (status == CIV_OK)
		status = civ_ledger_state(made->issues, &made->state);
	if (status != CIV_OK) {
		civ_mover_close(made);
		return status;
	}
	*mover = made;
	return CIV_OK;
}

void civ_mover_close(struct civ_mover *mover)
{
	if (mover == NULL)
		return;
	civ_writer_close(mover->issues);
	civ_writer_close(mover->events);
	civ_writer_close(mover->cycles);
	civ_dispatches_close(mover->dispatches);
	civ_arena_free(mover->arena);
	free(mover);
}

const struct civ_write_counts *civ_mover_counts(const struct civ_mover *mover)
{
	return civ_writer_counts(mover->issues);
}

enum civ_status civ_mover_finish(struct civ_mover *mover)
{
	enum civ_status status = civ_writer_finish(mover->issues);

	if (status == CIV_OK)
		status = civ_writer_finish(mover->events);
	if (status == CIV_OK)
		status = civ_writer_finish(mover->cycles);
	return status == CIV_OK ? civ_dispatches_finish(mover->dispatches) : status;
}

/* What a text of the move stands for, parsed as the column of that name is. */
static enum civ_status parse(struct civ_mover *mover, const struct civ_noun *noun, const char *column, const char *text,
                             const struct civ_position *at, struct civ_messages *messages, struct civ_value *value)
{
	const struct civ_column *c = &noun->columns[civ_noun_column(noun, column)];

	return civ_value_parse(c, (struct civ_span){text, strlen(text)}, at, mover->arena, messages, value);
}

static enum civ_status find(struct civ_mover *mover, const struct civ_noun *noun, const char *what, const char *text,
                            const struct civ_position *at, struct civ_messages *messages, int64_t *id)
{
	enum civ_status status;

	*id = 0;
	if (text == NULL)
		return CIV_OK;
	status = civ_records_find(mover->records, noun, civ_cell_clean((struct civ_span){text, strlen(text)}), at, id);
	if (status == CIV_OK && *id == 0)
		status = civ_error(messages, CIV_REFUSED, at, "%s: no %s '%s'", what, noun->name, text);
	return status;
}

static enum civ_status when(struct civ_mover *mover, const char *text, const struct civ_position *at,
                            struct civ_messages *messages, struct civ_move_step *step)
{
	struct civ_value value;
	struct civ_span clean;
	enum civ_status status;
	int32_t day;

	step->seconds = civ_records_clock(mover->records)->now;
	if (text == NULL)
		return CIV_OK;
	status = parse(mover, &civ_noun_event, "at", text, at, messages, &value);
	if (status != CIV_OK || value.kind == CIV_NULL)
		return status;
	clean = civ_cell_clean((struct civ_span){text, strlen(text)});
	step->day_only = civ_date_parse(clean.text, clean.len, &day);
	(void)civ_time_parse(value.string.text, value.string.len, &step->seconds);
	return CIV_OK;
}

/* A text that is checked as the issue's column of that name is; NULL when there is none. */
static enum civ_status checked(struct civ_mover *mover, const char *column, const char *text, const struct civ_position *at,
                               struct civ_messages *messages, const char **result)
{
	struct civ_value value;
	enum civ_status status;

	if (text == NULL)
		return CIV_OK;
	status = parse(mover, &civ_noun_issue, column, text, at, messages, &value);
	if (status == CIV_OK && value.kind == CIV_STRING)
		*result = value.string.text;
	return status;
}

/* "U08;U09", each by code or name. */
static enum civ_status find_co_units(struct civ_mover *mover, const char *text, const struct civ_position *at,
                                     struct civ_messages *messages, struct civ_move_step *step)
{
	enum civ_status status = CIV_OK;

	if (text == NULL)
		return CIV_OK;
	step->co = civ_arena_alloc(mover->arena, (strlen(text) + 1) * sizeof *step->co);
	if (step->co == NULL)
		return civ_no_memory(messages);
	while (*text != '\0') {
		size_t len = strcspn(text, ";");
		const char *one = civ_arena_copy(mover->arena, text, len);

		if (one == NULL)
			return civ_no_memory(messages);
		if (len > 0)
			status = civ_worse(status, find(mover, &civ_noun_unit, "co_units", one, at, messages, &step->co[step->co_count++]));
		text += text[len] == ';' ? len + 1 : len;
	}
	return status;
}

static enum civ_status resolve(struct civ_mover *mover, const struct civ_move *move, const struct civ_position *at,
                               struct civ_messages *messages, struct civ_move_step *step)
{
	struct civ_value to = {.kind = CIV_NULL};
	enum civ_status status;

	*step = (struct civ_move_step){.move = move};
	if (move->to == NULL || *move->to == '\0')
		return civ_error(messages, CIV_REFUSED, at, "to: is required");
	status = parse(mover, &civ_noun_event, "to_stage", move->to, at, messages, &to);
	step->to = to.kind == CIV_STRING ? to.string.text : "";
	status = civ_worse(status, when(mover, move->at, at, messages, step));
	status = civ_worse(status, find(mover, &civ_noun_person, "by", move->by, at, messages, &step->by));
	status = civ_worse(status, find(mover, &civ_noun_unit, "unit", move->unit, at, messages, &step->unit));
	status = civ_worse(status, find(mover, &civ_noun_person, "person", move->person, at, messages, &step->person));
	status = civ_worse(status, find_co_units(mover, move->co_units, at, messages, step));
	status = civ_worse(status, checked(mover, "due", move->due, at, messages, &step->due));
	status = civ_worse(status, checked(mover, "dismiss_reason", move->reason, at, messages, &step->reason));
	return civ_worse(status, checked(mover, "review_at", move->review, at, messages, &step->review));
}

static enum civ_status put(struct civ_mover *mover, struct civ_record *event, const char *column, const char *text)
{
	if (text == NULL)
		return CIV_OK;
	return civ_record_parse(mover->events, event, civ_noun_column(&civ_noun_event, column),
	                        (struct civ_span){text, strlen(text)});
}

static enum civ_status put_note(struct civ_mover *mover, struct civ_record *event, const struct civ_move_step *step)
{
	struct civ_buf note = {0};
	enum civ_status status;

	if (!step->part_only)
		return put(mover, event, "note", step->move->note);
	civ_buf_addf(&note, "%s: its part %s%s%s", civ_records_code(mover->records, &civ_noun_unit, step->part_unit), step->to,
	             step->move->note == NULL ? "" : "; ", step->move->note == NULL ? "" : step->move->note);
	status = note.failed ? civ_no_memory(civ_records_messages(mover->records)) : put(mover, event, "note", civ_buf_str(&note));
	civ_buf_free(&note);
	return status;
}

static void copy_value(struct civ_record *record, const char *column, const struct civ_value *value)
{
	record->values[civ_noun_column(record->noun, column)] = *value;
}

/* What the cycle was that ended with this move. */
static enum civ_status write_cycle(struct civ_mover *mover, int64_t id, const struct civ_move_step *step)
{
	static const char *const same[] = {"channel", "category", "area", "unit", "person", "due", "extended_due", "rectified_at",
	                                   "accepted_at", "accepted_by", "closed_at", "close_no", "cycle"};
	const struct civ_issue_columns *c = &mover->state->columns;
	const struct civ_value *past = step->past;
	struct civ_record *record = civ_writer_record(mover->cycles);
	int start = past[c->reopened_at].kind != CIV_NULL        ? c->reopened_at
	            : past[c->first_reported_at].kind != CIV_NULL ? c->first_reported_at
	                                                          : c->reported_at;
	enum civ_status status;

	civ_record_put_int(record, civ_noun_column(&civ_noun_cycle, "issue"), id);
	for (size_t i = 0; i < sizeof same / sizeof same[0]; i++)
		copy_value(record, same[i], &past[civ_noun_column(&civ_noun_issue, same[i])]);
	copy_value(record, "started_at", &past[start]);
	copy_value(record, "came_back_at", &past[c->came_back_at]);
	status = civ_record_put(record, civ_noun_column(&civ_noun_cycle, "reason"), step->move->recheck ? "recheck" : "reopened");
	if (status == CIV_OK && past[c->came_back_at].kind == CIV_NULL)
		status = civ_record_put(record, civ_noun_column(&civ_noun_cycle, "came_back_at"), step->at);
	if (status == CIV_OK)
		status = civ_writer_add(mover->cycles, record);
	civ_messages_move(civ_records_messages(mover->records), record->messages);
	return status;
}

static enum civ_status write_event(struct civ_mover *mover, int64_t id, const struct civ_move_step *step)
{
	struct civ_record *event = civ_writer_record(mover->events);
	const struct civ_move *move = step->move;
	enum civ_status status;

	civ_record_put_int(event, civ_noun_column(&civ_noun_event, "issue"), id);
	civ_record_put_int(event, civ_noun_column(&civ_noun_event, "cycle"), step->cycle);
	status = put(mover, event, "at", step->at);
	status = civ_worse(status, put(mover, event, "from_stage", step->from));
	/* A unit's part has moved, the issue has not. */
	status = civ_worse(status, put(mover, event, "to_stage", step->part_only ? step->from : step->to));
	status = civ_worse(status, put(mover, event, "by",
	                               step->by == 0 ? mover->login : civ_records_code(mover->records, &civ_noun_person, step->by)));
	status = civ_worse(status, put_note(mover, event, step));
	status = civ_worse(status, put(mover, event, "evidence", move->evidence));
	if (status == CIV_OK)
		status = civ_writer_add(mover->events, event);
	civ_messages_move(civ_records_messages(mover->records), event->messages);
	return status;
}

enum civ_status civ_mover_move(struct civ_mover *mover, int64_t id, const struct civ_move *move, const struct civ_position *at,
                               struct civ_messages *messages)
{
	struct civ_record *record = civ_writer_record(mover->issues);
	struct civ_move_step step;
	enum civ_status status;

	civ_arena_clear(mover->arena);
	status = resolve(mover, move, at, messages, &step);
	if (status != CIV_OK)
		return status;
	if (at != NULL)
		record->at = *at;
	mover->state->step = &step;
	status = civ_writer_set_id(mover->issues, record, id);
	mover->state->step = NULL;
	civ_messages_move(messages, record->messages);
	if (status == CIV_OK && step.past != NULL)
		status = write_cycle(mover, id, &step);
	if (status == CIV_OK)
		status = civ_dispatches_write(mover->dispatches, id, &step);
	return status == CIV_OK ? write_event(mover, id, &step) : status;
}

/* ---- rows ---- */

enum field { TO, AT, BY, NOTE, EVIDENCE, REASON, REVIEW, UNIT, PERSON, DUE, CO_UNITS, FIELDS };

static const char *const field_names[FIELDS] = {"to",     "at",   "by",     "note", "evidence", "reason",
                                               "review", "unit", "person", "due",  "co_units"};

struct rows {
	struct civ_mover *mover;
	const struct civ_move *common;
	const char *set;
	const struct civ_header *header;
	int fields[FIELDS];           /* cell of each, -1: none */
	int id, channel, external_id; /* cells */
	struct civ_arena *arena;      /* texts of the row */
	struct civ_messages *messages; /* of the row */
};

static bool is_issue_column(struct civ_span name)
{
	for (const struct civ_column *c = civ_noun_issue.columns; c->name != NULL; c++)
		if (civ_column_is_named(c, name))
			return true;
	return false;
}

/* What is late is moved as it is printed, just as it is noticed. */
static bool is_of_overdue(struct civ_span name)
{
	const struct civ_column *kind = &civ_noun_notice.columns[civ_noun_column(&civ_noun_notice, "kind")];

	return civ_noun_passes(&civ_noun_notice, name) || civ_column_is_named(kind, name);
}

static bool is_in_list(const char *list, const char *name)
{
	size_t len = strlen(name);

	while (list != NULL && *list != '\0') {
		size_t part = strcspn(list, ",");

		if (part == len && strncmp(list, name, len) == 0)
			return true;
		list += list[part] == ',' ? part + 1 : part;
	}
	return false;
}

static int cell_of(const struct civ_header *header, const struct civ_noun *noun, const char *column)
{
	const struct civ_column *c = &noun->columns[civ_noun_column(noun, column)];

	for (unsigned i = 0; i < header->count; i++)
		if (civ_column_is_named(c, header->names[i]))
			return (int)i;
	return -1;
}

static bool is_field(struct civ_span name)
{
	for (size_t f = 0; f < FIELDS; f++)
		if (civ_text_same(name, (struct civ_span){field_names[f], strlen(field_names[f])}))
			return true;
	return false;
}

static enum civ_status bind(struct rows *rows, const struct civ_header *header)
{
	struct civ_messages *messages = civ_records_messages(rows->mover->records);
	enum civ_status status = CIV_OK;

	rows->header = header;
	for (int f = 0; f < FIELDS; f++)
		rows->fields[f] = f < UNIT || is_in_list(rows->set, field_names[f]) ? civ_header_field(header, field_names[f]) : -1;
	rows->id = cell_of(header, &civ_noun_issue, "id");
	rows->channel = cell_of(header, &civ_noun_issue, "channel");
	rows->external_id = cell_of(header, &civ_noun_issue, "external_id");
	for (unsigned i = 0; i < header->count; i++) {
		struct civ_position at = header->at;

		at.field = header->fields[i];
		if (!is_field(header->names[i]) && !is_issue_column(header->names[i]) && !is_of_overdue(header->names[i]))
			status = civ_error(messages, CIV_REFUSED, &at, "neither issue nor a move has a column '%.*s'",
			                   (int)header->names[i].len, header->names[i].text);
	}
	if (rows->id < 0 && (rows->channel < 0 || rows->external_id < 0))
		status = civ_error(messages, CIV_REFUSED, &header->at, "no column 'id', nor 'channel' and 'external_id', that name the issue");
	if (rows->fields[TO] < 0 && rows->common->to == NULL)
		status = civ_error(messages, CIV_REFUSED, &header->at, "no column 'to', and no --to");
	return status;
}

/* The text of a field in this row, else the common one; an empty cell is none. */
static bool take(struct rows *rows, const struct civ_input_row *row, enum field field, const char **text)
{
	struct civ_span cell;

	if (rows->fields[field] < 0)
		return true;
	cell = civ_cell_clean(row->cells[rows->fields[field]]);
	if (cell.len == 0)
		return true;
	*text = civ_arena_copy(rows->arena, cell.text, cell.len);
	return *text != NULL;
}

static enum civ_status row_issue(struct rows *rows, const struct civ_input_row *row, int64_t *id)
{
	struct civ_buf key = {0};
	enum civ_status status;
	struct civ_span cell = {NULL, 0};

	if (rows->id >= 0)
		cell = civ_cell_clean(row->cells[rows->id]);
	if (cell.len > 0) {
		civ_buf_add(&key, cell.text, cell.len);
	} else if (rows->channel >= 0 && rows->external_id >= 0) {
		struct civ_span channel = civ_cell_clean(row->cells[rows->channel]);
		struct civ_span external = civ_cell_clean(row->cells[rows->external_id]);

		civ_buf_addf(&key, "%.*s:%.*s", (int)channel.len, channel.text, (int)external.len, external.text);
	}
	status = civ_buf_str(&key) == NULL ? civ_no_memory(rows->messages)
	                                   : civ_key_find(rows->mover->records, &civ_noun_issue, civ_buf_str(&key), &row->at, id);
	civ_buf_free(&key);
	return status;
}

static enum civ_status one_row(struct rows *rows, const struct civ_input_row *row)
{
	struct civ_records *records = rows->mover->records;
	struct civ_messages *run_messages;
	struct civ_move move = *rows->common;
	const char **texts[FIELDS] = {&move.to,     &move.at,   &move.by,     &move.note, &move.evidence, &move.reason,
	                               &move.review, &move.unit, &move.person, &move.due,  &move.co_units};
	enum civ_status status;
	int64_t id;

	if (row->header != rows->header) {
		status = bind(rows, row->header);
		if (status != CIV_OK)
			return CIV_SYSTEM;
	}
	civ_arena_clear(rows->arena);
	for (int f = 0; f < FIELDS; f++)
		if (!take(rows, row, (enum field)f, texts[f]))
			return civ_no_memory(rows->messages);
	run_messages = civ_records_report_to(records, rows->messages);
	status = row_issue(rows, row, &id);
	if (status == CIV_OK)
		status = civ_mover_move(rows->mover, id, &move, &row->at, rows->messages);
	(void)civ_records_report_to(records, run_messages);
	if (status == CIV_OK)
		civ_messages_move(run_messages, rows->messages);
	return status;
}

static enum civ_status take_row(void *data, const struct civ_input_row *row, struct civ_messages *messages)
{
	struct rows *rows = data;

	rows->messages = messages;
	return one_row(rows, row);
}

enum civ_status civ_mover_rows(struct civ_mover *mover, struct civ_input *input, struct civ_rejects *rejects,
                               const struct civ_move *common, const char *set)
{
	struct rows rows = {.mover = mover, .common = common, .set = set, .arena = civ_arena_new()};
	const struct civ_header *header = NULL;
	enum civ_status status;

	if (rows.arena == NULL)
		return civ_no_memory(civ_records_messages(mover->records));
	status = civ_input_peek(input, &header);
	if (status == CIV_OK && header != NULL)
		status = bind(&rows, header);
	if (status == CIV_OK)
		status = civ_each_row(mover->records, input, rejects, take_row, &rows);
	civ_arena_free(rows.arena);
	return status;
}
