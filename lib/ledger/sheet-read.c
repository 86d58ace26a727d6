/* Sheets that units have filled in, read back. */
#include <string.h>

#include "civplan/lists.h"
#include "civplan/moment.h"
#include "civplan/say.h"
#include "lib/ledger/sheet.h"

const struct civ_out_column civ_sheet_move_columns[] = {
	{"id", "Number", CIV_KIND_NUMBER, "number of the issue"},
	{"to", "To", CIV_KIND_CHOICE(civ_words_move), "received, rectified or returned"},
	{"at", "At", CIV_KIND_MOMENT, "when; empty: when it is entered"},
	{"note", "Note", CIV_KIND_TEXT, "what was done, or why it is returned"},
	{"evidence", "Evidence", CIV_KIND_TEXT, "where photographs and papers are kept"},
	{"part", "Part of", CIV_KIND_TEXT, "co-unit whose part it is; empty: the unit in the lead"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

const struct civ_out_column civ_sheet_extension_columns[] = {
	{"issue", "Issue", CIV_KIND_NUMBER, "number of the issue"},
	{"due", "Extended to", CIV_KIND_MOMENT, "day until which more time is asked"},
	{"reason", "Reason", CIV_KIND_TEXT, "why it is needed"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

struct reading {
	struct civ_records *records;
	struct civ_out *moves, *extensions;
	const struct civ_header *header;
	int fields[CIV_SHEET_COLUMNS]; /* cell of each column, -1: none */
	uint64_t asked;                /* extensions that nobody takes */
	bool leads;                    /* the row at hand is of the unit in the lead */
	int64_t id;                    /* of the row at hand */
};

static bool is_called(const struct civ_sheet_column *column, struct civ_span name)
{
	const char *const names[] = {column->name, column->label, column->label_zh};

	for (size_t i = 0; i < 3; i++)
		if (civ_text_same(name, (struct civ_span){names[i], strlen(names[i])}))
			return true;
	return false;
}

static enum civ_status bind(struct reading *reading, const struct civ_header *header)
{
	struct civ_messages *messages = civ_records_messages(reading->records);

	if (reading->header == header)
		return CIV_OK;
	reading->header = header;
	for (int c = 0; c < CIV_SHEET_COLUMNS; c++) {
		reading->fields[c] = -1;
		for (unsigned i = 0; i < header->count; i++)
			if (is_called(&civ_sheet_columns[c], header->names[i]))
				reading->fields[c] = (int)i;
	}
	if (reading->fields[CIV_SHEET_ID] < 0 || reading->fields[CIV_SHEET_STATE] < 0)
		return civ_error(messages, CIV_REFUSED, &header->at,
		                 "this is no sheet of issue-sheet: the columns '%s' and '%s' are missing",
		                 civ_sheet_columns[CIV_SHEET_ID].name, civ_sheet_columns[CIV_SHEET_STATE].name);
	return CIV_OK;
}

static struct civ_span cell(const struct reading *reading, const struct civ_input_row *row, enum civ_sheet_field column)
{
	if (reading->fields[column] < 0)
		return (struct civ_span){NULL, 0};
	return civ_cell_clean(row->cells[reading->fields[column]]);
}

static enum civ_status wrong(const struct reading *reading, const struct civ_input_row *row,
                             enum civ_sheet_field column, struct civ_messages *messages, const char *why)
{
	struct civ_position at = row->at;
	struct civ_span text = cell(reading, row, column);

	if (reading->fields[column] >= 0)
		at.field = row->fields[reading->fields[column]];
	return civ_error(messages, CIV_REFUSED, &at, "%s: '%.*s' %s", civ_sheet_columns[column].name, (int)text.len,
	                 text.text, civ_say(why));
}

/* Does the row's unit, by code or name, lead the issue? A sheet without units is that of a lead. */
static bool is_lead(const struct reading *reading, const struct civ_input_row *row, sqlite3_stmt *issue)
{
	struct civ_span unit = cell(reading, row, CIV_SHEET_UNIT);

	for (int column = 2; column <= 3; column++) {
		struct civ_span name = civ_value_column(issue, column).string;

		if (unit.len == 0 || (name.len == unit.len && memcmp(name.text, unit.text, unit.len) == 0))
			return true;
	}
	return false;
}

/* The issue, if nothing happened to it since the sheet was written. */
static enum civ_status find_issue(struct reading *reading, const struct civ_input_row *row,
                                  struct civ_messages *messages)
{
	static const char sql[] =
		"SELECT " CIV_SHEET_STATE_SQL
		", i.stage, u.code, u.name FROM issue i LEFT JOIN unit u ON u.id = i.unit_id WHERE i.id = :id";
	struct civ_store *store = civ_records_store(reading->records);
	struct civ_span number = cell(reading, row, CIV_SHEET_ID), state = cell(reading, row, CIV_SHEET_STATE), now;
	struct civ_value value;
	sqlite3_stmt *issue;
	bool found = false, same;
	enum civ_status status;

	status = civ_value_parse(&civ_noun_issue.columns[civ_noun_column(&civ_noun_issue, "id")], number,
	                         &(struct civ_reading){.at = &row->at, .messages = messages}, &value);
	if (status != CIV_OK)
		return status;
	reading->id = value.integer;
	status = value.kind == CIV_NULL ? wrong(reading, row, CIV_SHEET_ID, messages, "is missing")
	                                : civ_records_then(reading->records, &civ_noun_issue, sql, &issue);
	if (status == CIV_OK)
		status = civ_bind_int(store, issue, ":id", reading->id);
	if (status == CIV_OK)
		status = civ_store_step(store, issue, &found);
	if (status != CIV_OK)
		return status;
	if (!found)
		return wrong(reading, row, CIV_SHEET_ID, messages, "is no issue");
	now = civ_value_column(issue, 0).string;
	same = now.len == state.len && memcmp(now.text, state.text, now.len) == 0;
	if (!same)
		status = civ_error(messages, CIV_REFUSED, &row->at,
		                   "issue %lld was moved since the sheet was written: it is %s now",
		                   (long long)reading->id, civ_code_told(civ_words_stage, civ_row_text(issue, 1)));
	reading->leads = is_lead(reading, row, issue);
	sqlite3_reset(issue);
	return status;
}

/* A cell that is to be a day, or a time, as the issue's column NAME is. */
static enum civ_status check_day(const struct reading *reading, const struct civ_input_row *row,
                                 enum civ_sheet_field column, const char *name, struct civ_messages *messages)
{
	const struct civ_column *of = &civ_noun_issue.columns[civ_noun_column(&civ_noun_issue, name)];
	struct civ_column named = {.name = civ_sheet_columns[column].name, .type = of->type, .flags = of->flags};
	struct civ_position at = row->at;
	struct civ_span text = cell(reading, row, column);
	char iso[CIV_TIME_SIZE];
	int64_t seconds;

	if (text.len == 0)
		return CIV_OK;
	if (!civ_time_parse(text.text, text.len, &seconds))
		return wrong(reading, row, column, messages, "is not a date (YYYY-MM-DD)");
	if (named.type == CIV_DATE)
		civ_date_format(civ_time_day(seconds), iso);
	else
		civ_time_format(seconds, iso);
	at.field = row->fields[reading->fields[column]];
	return civ_moment_check(reading->records, &named,
	                        &(struct civ_value){.kind = CIV_STRING, .string = {iso, strlen(iso)}},
	                        &(struct civ_reading){.at = &at, .messages = messages});
}

static bool is_filled(const struct reading *reading, const struct civ_input_row *row, enum civ_sheet_field column)
{
	return cell(reading, row, column).len > 0;
}

static enum civ_status check(const struct reading *reading, const struct civ_input_row *row,
                             struct civ_messages *messages)
{
	enum civ_status status = check_day(reading, row, CIV_SHEET_RECEIVED, "received_at", messages);

	status = civ_worse(status, check_day(reading, row, CIV_SHEET_DONE_ON, "rectified_at", messages));
	status = civ_worse(status, check_day(reading, row, CIV_SHEET_EXTEND_UNTIL, "extended_due", messages));
	if (is_filled(reading, row, CIV_SHEET_DONE) && is_filled(reading, row, CIV_SHEET_RETURN_REASON))
		status = civ_worse(status, wrong(reading, row, CIV_SHEET_RETURN_REASON, messages,
		                                 "is filled in beside what was done: one of the two"));
	if (is_filled(reading, row, CIV_SHEET_DONE_ON) && !is_filled(reading, row, CIV_SHEET_DONE))
		status = civ_worse(status, wrong(reading, row, CIV_SHEET_DONE_ON, messages,
		                                 "is filled in, but not what was done"));
	if (is_filled(reading, row, CIV_SHEET_EXTEND_UNTIL) != is_filled(reading, row, CIV_SHEET_EXTEND_REASON))
		status = civ_worse(status, wrong(reading, row, CIV_SHEET_EXTEND_UNTIL, messages,
		                                 "needs a reason, and a reason needs a day"));
	return status;
}

static void print_cell(struct civ_out *out, struct civ_span text)
{
	civ_out_text(out, text.text, text.len);
}

static enum civ_status move(const struct reading *reading, const struct civ_input_row *row, const char *to,
                            enum civ_sheet_field at, enum civ_sheet_field note)
{
	civ_out_int(reading->moves, reading->id);
	civ_out_string(reading->moves, to);
	if (at == CIV_SHEET_COLUMNS)
		civ_out_null(reading->moves);
	else
		print_cell(reading->moves, cell(reading, row, at));
	if (note == CIV_SHEET_COLUMNS)
		civ_out_null(reading->moves);
	else
		print_cell(reading->moves, cell(reading, row, note));
	if (note == CIV_SHEET_DONE)
		print_cell(reading->moves, cell(reading, row, CIV_SHEET_EVIDENCE));
	else
		civ_out_null(reading->moves);
	print_cell(reading->moves, reading->leads ? (struct civ_span){NULL, 0} : cell(reading, row, CIV_SHEET_UNIT));
	return civ_out_row(reading->moves);
}

static enum civ_status ask_extension(struct reading *reading, const struct civ_input_row *row)
{
	if (reading->extensions == NULL) {
		reading->asked++;
		return CIV_OK;
	}
	civ_out_int(reading->extensions, reading->id);
	print_cell(reading->extensions, cell(reading, row, CIV_SHEET_EXTEND_UNTIL));
	print_cell(reading->extensions, cell(reading, row, CIV_SHEET_EXTEND_REASON));
	return civ_out_row(reading->extensions);
}

static enum civ_status read_row(void *data, const struct civ_input_row *row, struct civ_messages *messages)
{
	struct reading *reading = data;
	struct civ_span state;
	bool filled = false, received;
	enum civ_status status = bind(reading, row->header);

	if (status != CIV_OK)
		return CIV_SYSTEM;
	state = cell(reading, row, CIV_SHEET_STATE);
	received = state.len > 8 && memcmp(state.text, "received", 8) == 0;
	for (int c = CIV_SHEET_RECEIVED; c < CIV_SHEET_UNIT; c++)
		filled = filled || is_filled(reading, row, (enum civ_sheet_field)c);
	if (!filled)
		return CIV_OK;
	status = check(reading, row, messages);
	if (status == CIV_OK)
		status = find_issue(reading, row, messages);
	if (status == CIV_OK && is_filled(reading, row, CIV_SHEET_RECEIVED) && (!received || !reading->leads))
		status = move(reading, row, "received", CIV_SHEET_RECEIVED, CIV_SHEET_COLUMNS);
	if (status == CIV_OK && is_filled(reading, row, CIV_SHEET_DONE))
		status = move(reading, row, "rectified", CIV_SHEET_DONE_ON, CIV_SHEET_DONE);
	if (status == CIV_OK && is_filled(reading, row, CIV_SHEET_RETURN_REASON))
		status = move(reading, row, "returned", CIV_SHEET_COLUMNS, CIV_SHEET_RETURN_REASON);
	if (status == CIV_OK && is_filled(reading, row, CIV_SHEET_EXTEND_UNTIL))
		status = ask_extension(reading, row);
	return status;
}

enum civ_status civ_sheet_read(struct civ_records *records, struct civ_input *input, struct civ_rejects *rejects,
                               struct civ_out *moves, struct civ_out *extensions)
{
	struct reading reading = {.records = records, .moves = moves, .extensions = extensions};
	const struct civ_header *header = NULL;
	enum civ_status status = civ_input_peek(input, &header);

	if (status == CIV_OK && header != NULL)
		status = bind(&reading, header);
	if (status == CIV_OK)
		status = civ_each_row(records, input, rejects, read_row, &reading);
	if (reading.asked > 0)
		civ_warn(civ_records_messages(records), NULL,
		         civ_say_count("%llu extension is asked for; --extensions=FILE takes them for extension-add",
		                       "%llu extensions are asked for; --extensions=FILE takes them for extension-add",
		                       reading.asked),
		         (unsigned long long)reading.asked);
	return status;
}
