/* Moves that stand in the rows of an input. */
#include <string.h>

#include "lib/ledger/private.h"

enum field { TO, AT, BY, NOTE, EVENT, EVIDENCE, REASON, REVIEW, PART, UNIT, PERSON, DUE, CO_UNITS, FIELDS };

static const char *const field_names[FIELDS] = {"to",     "at",     "by",   "note",   "event", "evidence",
                                               "reason", "review", "part", "unit", "person", "due",   "co_units"};

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
	return civ_noun_passes(&civ_noun_issue, name);
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

/* A move goes on with everything but the number of a move, to take one back or to correct it only says who, why, when
 * and which. */
static bool is_read(const struct rows *rows, enum field field)
{
	switch (rows->common->kind) {
	case CIV_MOVE_UNDO:
		return field == BY || field == NOTE;
	case CIV_MOVE_CORRECT:
		return field == AT || field == BY || field == NOTE || field == EVENT;
	default:
		return field != EVENT && (field < UNIT || is_in_list(rows->set, field_names[field]));
	}
}

static enum civ_status bind(struct rows *rows, const struct civ_header *header)
{
	struct civ_messages *messages = civ_records_messages(civ_mover_records(rows->mover));
	enum civ_status status = CIV_OK;

	rows->header = header;
	for (int f = 0; f < FIELDS; f++)
		rows->fields[f] = is_read(rows, (enum field)f) ? civ_header_field(header, field_names[f]) : -1;
	rows->id = cell_of(header, &civ_noun_issue, "id");
	rows->channel = cell_of(header, &civ_noun_issue, "channel");
	rows->external_id = cell_of(header, &civ_noun_issue, "external_id");
	for (unsigned i = 0; i < header->count; i++) {
		struct civ_position at = header->at;

		at.field = header->fields[i];
		if (!is_field(header->names[i]) && !is_issue_column(header->names[i]) &&
		    !is_of_overdue(header->names[i]))
			status = civ_error(messages, CIV_REFUSED, &at, "neither issue nor a move has a column '%.*s'",
			                   (int)header->names[i].len, header->names[i].text);
	}
	if (rows->id < 0 && (rows->channel < 0 || rows->external_id < 0))
		status = civ_error(messages, CIV_REFUSED, &header->at,
		                   "no column 'id', nor 'channel' and 'external_id', that name the issue");
	if (rows->common->kind == CIV_MOVE_ON && rows->fields[TO] < 0 && rows->common->to == NULL)
		status = civ_error(messages, CIV_REFUSED, &header->at, "no column 'to', and no --to");
	if (rows->common->kind == CIV_MOVE_CORRECT && rows->fields[AT] < 0 && rows->common->at == NULL)
		status = civ_error(messages, CIV_REFUSED, &header->at, "no column 'at', and no --at");
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
	                                   : civ_key_find(civ_mover_records(rows->mover), &civ_noun_issue,
	                                                  civ_buf_str(&key), &row->at, id);
	civ_buf_free(&key);
	return status;
}

static enum civ_status one_row(struct rows *rows, const struct civ_input_row *row)
{
	struct civ_records *records = civ_mover_records(rows->mover);
	struct civ_messages *run_messages;
	struct civ_move move = *rows->common;
	const char **texts[FIELDS] = {&move.to,       &move.at,     &move.by,      &move.note, &move.event,
	                              &move.evidence, &move.reason, &move.review,  &move.part, &move.unit,
	                              &move.person,   &move.due,    &move.co_units};
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
		return civ_no_memory(civ_records_messages(civ_mover_records(mover)));
	status = civ_input_peek(input, &header);
	if (status == CIV_OK && header != NULL)
		status = bind(&rows, header);
	if (status == CIV_OK)
		status = civ_each_row(civ_mover_records(mover), input, rejects, take_row, &rows);
	civ_arena_free(rows.arena);
	return status;
}
