/* Sheets that units fill in: written out, and read back. */
#include <string.h>

#include "civplan/lists.h"
#include "civplan/say.h"
#include "lib/ledger/private.h"

/* Offered to the unit; what it writes is a note. */
static const struct civ_word reasons[] = {
	CIV_CHOICE("not_our_duty", "Not our duty", "不属于本单位职责"),
	CIV_CHOICE("not_our_area", "Not in our area", "不在本辖区"),
	CIV_CHOICE("duplicate", "A duplicate", "重复工单"),
	CIV_CHOICE("several_units", "Several units are needed", "需多部门协同"),
	{.code = NULL},
};

const struct civ_sheet_column civ_sheet_columns[] = {
	{"id", "Number", "问题编号", "number of the issue", CIV_WORKBOOK_READ, NULL, 8},
	{"channel", "Channel", "来源渠道", "channel by which it came", CIV_WORKBOOK_READ, NULL, 8},
	{"external_id", "External number", "工单编号", "its number there", CIV_WORKBOOK_READ, NULL, 14},
	{"reported_at", "Reported", "受理时间", "when it was reported", CIV_WORKBOOK_READ, NULL, 12},
	{"category", "Category", "问题类别", "what it is about", CIV_WORKBOOK_READ, NULL, 12},
	{"area", "Area", "所属区域", "where it is", CIV_WORKBOOK_READ, NULL, 12},
	{"place", "Place", "具体地点", "address or spot", CIV_WORKBOOK_READ, NULL, 18},
	{"description", "Description", "问题描述", "what is wrong", CIV_WORKBOOK_READ, NULL, 36},
	{"done_when", "Done when", "整改标准", "what counts as rectified", CIV_WORKBOOK_READ, NULL, 24},
	{"due", "Due", "整改时限", "last day to rectify it", CIV_WORKBOOK_READ, NULL, 12},
	{"why_due", "Why then", "时限说明", "how that day was counted", CIV_WORKBOOK_READ, NULL, 24},
	{"stage", "Stage", "办理环节", "how far it has come", CIV_WORKBOOK_READ, civ_words_stage, 10},
	{"state",
	 "State (leave as it is)",
	 "状态标记（请勿修改）",
	 "tells whether the issue was moved since",
	 CIV_WORKBOOK_READ,
	 NULL,
	 14},
	{"received", "Received on", "签收日期", "when the unit received it", CIV_WORKBOOK_DATE, NULL, 12},
	{"done", "What was done", "整改情况", "what was done to rectify it", CIV_WORKBOOK_TEXT, NULL, 30},
	{"done_on", "Done on", "整改完成日期", "when; empty: when it is entered", CIV_WORKBOOK_DATE, NULL, 12},
	{"evidence",
	 "Evidence",
	 "佐证材料",
	 "where photographs and papers are kept",
	 CIV_WORKBOOK_TEXT,
	 NULL,
	 20},
	{"extend_until",
	 "Extension until",
	 "申请延期至",
	 "day until which more time is asked",
	 CIV_WORKBOOK_DATE,
	 NULL,
	 12},
	{"extend_reason", "Why", "延期理由", "why it is needed", CIV_WORKBOOK_TEXT, NULL, 20},
	{"return_reason",
	 "Returned because",
	 "退回原因",
	 "why it is not the unit's",
	 CIV_WORKBOOK_CHOICE,
	 reasons,
	 20},
	{"unit", "Unit", "承办单位", "unit whose part it is", CIV_WORKBOOK_READ, NULL, 12},
	{NULL, NULL, NULL, NULL, CIV_WORKBOOK_READ, NULL, 0},
};

enum column {
	ID,
	CHANNEL,
	EXTERNAL_ID,
	REPORTED_AT,
	CATEGORY,
	AREA,
	PLACE,
	DESCRIPTION,
	DONE_WHEN,
	DUE,
	WHY_DUE,
	STAGE,
	STATE,
	RECEIVED,
	DONE,
	DONE_ON,
	EVIDENCE,
	EXTEND_UNTIL,
	EXTEND_REASON,
	RETURN_REASON,
	UNIT,
	COLUMNS
};

const struct civ_out_column civ_sheet_move_columns[] = {
	{"id", "Number", CIV_KIND_NUMBER, "number of the issue"},
	{"to", "To", CIV_KIND_CHOICE(civ_words_move), "received, rectified or returned"},
	{"at", "At", CIV_KIND_TEXT, "when; empty: when it is entered"},
	{"note", "Note", CIV_KIND_TEXT, "what was done, or why it is returned"},
	{"evidence", "Evidence", CIV_KIND_TEXT, "where photographs and papers are kept"},
	{"part", "Part of", CIV_KIND_TEXT, "co-unit whose part it is; empty: the unit in the lead"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

const struct civ_out_column civ_sheet_extension_columns[] = {
	{"issue", "Issue", CIV_KIND_NUMBER, "number of the issue"},
	{"due", "Extended to", CIV_KIND_TEXT, "day until which more time is asked"},
	{"reason", "Reason", CIV_KIND_TEXT, "why it is needed"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

/* ---- writing ---- */

/* A unit has a sheet for what it is in the lead of, and for what it has a part in that is still open. */
#define PARTS CIV_LEDGER_OPEN_NOW ", " CIV_LEDGER_OPEN_PARTS

enum civ_status civ_sheet_units(struct civ_records *records, const char *unit, struct civ_arena *arena,
                                const int64_t **units, size_t *count)
{
	static const char sql[] =
		"WITH RECURSIVE " CIV_BELOW("unit") ", " PARTS
		" SELECT u.id, count(*) OVER () FROM unit u WHERE (:unit IS NULL OR u.id IN unit_below)"
		" AND u.id IN (SELECT unit_id FROM open_part p WHERE " CIV_ISSUE_WITH_UNIT("p") ") ORDER BY u.code";
	struct civ_store *store = civ_records_store(records);
	int64_t *list = NULL, id = 0;
	sqlite3_stmt *rows;
	bool more;
	enum civ_status status = CIV_OK;

	*count = 0;
	if (unit != NULL)
		status = civ_records_named(records, &civ_noun_unit, "--unit", unit, &id);
	if (status == CIV_OK)
		status = civ_records_then(records, &civ_noun_issue, sql, &rows);
	if (status == CIV_OK && unit != NULL)
		status = civ_bind_int(store, rows, ":unit", id);
	while (status == CIV_OK && (status = civ_store_step(store, rows, &more)) == CIV_OK && more) {
		if (list == NULL)
			list = civ_arena_alloc(arena, (size_t)sqlite3_column_int64(rows, 1) * sizeof *list);
		if (list == NULL)
			status = civ_no_memory(civ_records_messages(records));
		else
			list[(*count)++] = sqlite3_column_int64(rows, 0);
	}
	*units = list;
	return status;
}

/* Its last event that stands: an issue that has another one when the sheet comes back was moved meanwhile. */
#define STATE_SQL "i.stage || '-' || i.cycle || '-' || ifnull((SELECT max(e.id) FROM event e WHERE e.issue_id = i.id AND " CIV_EVENT_STANDS("e") "), 0)"

/* Codes and names, the latter for labels; then what explains the due date. */
static const char rows_sql[] =
	"WITH " PARTS " SELECT i.id, CASE WHEN :labels THEN h.name ELSE h.code"
	" END, i.external_id, i.reported_at, CASE WHEN :labels THEN c.name ELSE c.code END,"
	" CASE WHEN :labels THEN a.name ELSE a.code END, i.place, i.description, i.done_when,"
	" ifnull(i.extended_due || ifnull(' ' || i.extended_due_time, ''), i.due || ifnull(' ' || i.due_time, '')), "
	"i.stage, " STATE_SQL ","
	" i.due, i.due_provisional, i.category_id, c.name, ifnull(i.reopened_at, i.reported_at), i.extended_due, "
	"i.due_time,"
	" (SELECT CASE WHEN :labels THEN u.name ELSE u.code END FROM unit u WHERE u.id = :unit) FROM open_part p"
	" JOIN issue i ON i.id = p.issue_id"
	" JOIN category c ON c.id = i.category_id LEFT JOIN area a ON a.id = i.area_id LEFT JOIN channel h"
	" ON h.id = i.channel_id"
	" WHERE p.unit_id = :unit AND " CIV_ISSUE_WITH_UNIT("p") " ORDER BY i.due IS NULL, " CIV_LIMIT_OF("i")
	", i.id";

static const char *text_in(sqlite3_stmt *row, int column)
{
	return (const char *)sqlite3_column_text(row, column);
}

static enum civ_status explain(struct civ_records *records, struct civ_deadlines *deadlines, sqlite3_stmt *row,
                               struct civ_buf *why)
{
	struct civ_due_question question = {.category = sqlite3_column_int64(row, 14),
	                                    .name = text_in(row, 15),
	                                    .start = text_in(row, 16),
	                                    .due = text_in(row, 12),
	                                    .due_time = text_in(row, 18),
	                                    .provisional = sqlite3_column_int(row, 13) != 0};
	enum civ_status status;

	if (question.due == NULL)
		return CIV_OK;
	status = civ_deadlines_explain(deadlines, &question, why);
	if (status == CIV_OK && text_in(row, 17) != NULL)
		civ_buf_addf(why, civ_records_say(records, CIV_WORD("; extended (it was %s%s%s)")), question.due,
		             question.due_time == NULL ? "" : " ", question.due_time == NULL ? "" : question.due_time);
	return status;
}

static enum civ_status write_row(struct civ_records *records, struct civ_deadlines *deadlines, sqlite3_stmt *row,
                                 struct civ_out *out)
{
	struct civ_buf why = {0};
	enum civ_status status = explain(records, deadlines, row, &why);

	civ_print_cells(out, row, 0, 10);
	civ_out_text(out, why.data, why.len);
	civ_print_cells(out, row, 10, 2);
	for (int i = RECEIVED; i < UNIT; i++)
		civ_out_null(out);
	civ_print_cells(out, row, 19, 1);
	civ_buf_free(&why);
	return status == CIV_OK ? civ_out_row(out) : status;
}

enum civ_status civ_sheet_write(struct civ_records *records, int64_t unit, bool labels, struct civ_out *out)
{
	struct civ_store *store = civ_records_store(records);
	struct civ_deadlines *deadlines = NULL;
	sqlite3_stmt *rows;
	bool more;
	enum civ_status status = civ_deadlines_open(records, &deadlines);

	if (status == CIV_OK)
		status = civ_records_then(records, &civ_noun_issue, rows_sql, &rows);
	if (status == CIV_OK)
		status = civ_bind_int(store, rows, ":unit", unit);
	if (status == CIV_OK)
		status = civ_bind_int(store, rows, ":labels", labels ? 1 : 0);
	while (status == CIV_OK && (status = civ_store_step(store, rows, &more)) == CIV_OK && more)
		status = write_row(records, deadlines, rows, out);
	civ_deadlines_close(deadlines);
	return status;
}

/* ---- reading ---- */

struct reading {
	struct civ_records *records;
	struct civ_out *moves, *extensions;
	const struct civ_header *header;
	int fields[COLUMNS]; /* cell of each column, -1: none */
	uint64_t asked;      /* extensions that nobody takes */
	bool leads;          /* the row at hand is of the unit in the lead */
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
	for (int c = 0; c < COLUMNS; c++) {
		reading->fields[c] = -1;
		for (unsigned i = 0; i < header->count; i++)
			if (is_called(&civ_sheet_columns[c], header->names[i]))
				reading->fields[c] = (int)i;
	}
	if (reading->fields[ID] < 0 || reading->fields[STATE] < 0)
		return civ_error(messages, CIV_REFUSED, &header->at,
		                 "this is no sheet of issue-sheet: the columns '%s' and '%s' are missing",
		                 civ_sheet_columns[ID].name, civ_sheet_columns[STATE].name);
	return CIV_OK;
}

static struct civ_span cell(const struct reading *reading, const struct civ_input_row *row, enum column column)
{
	if (reading->fields[column] < 0)
		return (struct civ_span){NULL, 0};
	return civ_cell_clean(row->cells[reading->fields[column]]);
}

static enum civ_status wrong(const struct reading *reading, const struct civ_input_row *row, enum column column,
                             struct civ_messages *messages, const char *why)
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
	struct civ_span unit = cell(reading, row, UNIT);

	for (int column = 2; column <= 3; column++) {
		struct civ_span name = civ_value_column(issue, column).string;

		if (unit.len == 0 || (name.len == unit.len && memcmp(name.text, unit.text, unit.len) == 0))
			return true;
	}
	return false;
}

/* The issue, if nothing happened to it since the sheet was written. */
static enum civ_status find_issue(struct reading *reading, const struct civ_input_row *row,
                                  struct civ_messages *messages, int64_t *id)
{
	static const char sql[] =
		"SELECT " STATE_SQL
		", i.stage, u.code, u.name FROM issue i LEFT JOIN unit u ON u.id = i.unit_id WHERE i.id = :id";
	struct civ_store *store = civ_records_store(reading->records);
	struct civ_span number = cell(reading, row, ID), state = cell(reading, row, STATE), now;
	struct civ_value value;
	sqlite3_stmt *issue;
	bool found = false, same;
	enum civ_status status;

	status = civ_value_parse(&civ_noun_issue.columns[civ_noun_column(&civ_noun_issue, "id")], number,
	                         &(struct civ_reading){.at = &row->at, .messages = messages}, &value);
	if (status != CIV_OK)
		return status;
	*id = value.integer;
	status = value.kind == CIV_NULL ? wrong(reading, row, ID, messages, "is missing")
	                                  : civ_records_then(reading->records, &civ_noun_issue, sql, &issue);
	if (status == CIV_OK)
		status = civ_bind_int(store, issue, ":id", *id);
	if (status == CIV_OK)
		status = civ_store_step(store, issue, &found);
	if (status != CIV_OK)
		return status;
	if (!found)
		return wrong(reading, row, ID, messages, "is no issue");
	now = civ_value_column(issue, 0).string;
	same = now.len == state.len && memcmp(now.text, state.text, now.len) == 0;
	if (!same)
		status = civ_error(messages, CIV_REFUSED, &row->at,
		                   "issue %lld was moved since the sheet was written: it is %s now", (long long)*id,
		                   civ_code_told(civ_words_stage, text_in(issue, 1)));
	reading->leads = is_lead(reading, row, issue);
	sqlite3_reset(issue);
	return status;
}

/* A cell that is to be a day, or a time, as the issue's column NAME is. */
static enum civ_status check_day(const struct reading *reading, const struct civ_input_row *row, enum column column,
                                 const char *name, struct civ_messages *messages)
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

static bool is_filled(const struct reading *reading, const struct civ_input_row *row, enum column column)
{
	return cell(reading, row, column).len > 0;
}

static enum civ_status check(const struct reading *reading, const struct civ_input_row *row,
                             struct civ_messages *messages)
{
	enum civ_status status = check_day(reading, row, RECEIVED, "received_at", messages);

	status = civ_worse(status, check_day(reading, row, DONE_ON, "rectified_at", messages));
	status = civ_worse(status, check_day(reading, row, EXTEND_UNTIL, "extended_due", messages));
	if (is_filled(reading, row, DONE) && is_filled(reading, row, RETURN_REASON))
		status = civ_worse(status, wrong(reading, row, RETURN_REASON, messages,
		                                 "is filled in beside what was done: one of the two"));
	if (is_filled(reading, row, DONE_ON) && !is_filled(reading, row, DONE))
		status = civ_worse(status,
		                   wrong(reading, row, DONE_ON, messages, "is filled in, but not what was done"));
	if (is_filled(reading, row, EXTEND_UNTIL) != is_filled(reading, row, EXTEND_REASON))
		status = civ_worse(status, wrong(reading, row, EXTEND_UNTIL, messages,
		                                 "needs a reason, and a reason needs a day"));
	return status;
}

static void print_cell(struct civ_out *out, struct civ_span text)
{
	if (text.len == 0)
		civ_out_null(out);
	else
		civ_out_text(out, text.text, text.len);
}

/* A move that the cells of a row ask for: TO, and the columns of its time and note; COLUMNS: none. */
struct step {
	const char *to;
	enum column at, note;
};

static enum civ_status move(const struct reading *reading, const struct civ_input_row *row, int64_t id,
                            const struct step *step)
{
	civ_out_int(reading->moves, id);
	civ_out_string(reading->moves, step->to);
	if (step->at == COLUMNS)
		civ_out_null(reading->moves);
	else
		print_cell(reading->moves, cell(reading, row, step->at));
	if (step->note == COLUMNS)
		civ_out_null(reading->moves);
	else
		print_cell(reading->moves, cell(reading, row, step->note));
	if (step->note == DONE)
		print_cell(reading->moves, cell(reading, row, EVIDENCE));
	else
		civ_out_null(reading->moves);
	print_cell(reading->moves, reading->leads ? (struct civ_span){NULL, 0} : cell(reading, row, UNIT));
	return civ_out_row(reading->moves);
}

static enum civ_status ask_extension(struct reading *reading, const struct civ_input_row *row, int64_t id)
{
	if (reading->extensions == NULL) {
		reading->asked++;
		return CIV_OK;
	}
	civ_out_int(reading->extensions, id);
	print_cell(reading->extensions, cell(reading, row, EXTEND_UNTIL));
	print_cell(reading->extensions, cell(reading, row, EXTEND_REASON));
	return civ_out_row(reading->extensions);
}

static enum civ_status read_row(void *data, const struct civ_input_row *row, struct civ_messages *messages)
{
	struct reading *reading = data;
	struct civ_span state;
	bool filled = false, received;
	int64_t id;
	enum civ_status status = bind(reading, row->header);

	if (status != CIV_OK)
		return CIV_SYSTEM;
	state = cell(reading, row, STATE);
	received = state.len > 8 && memcmp(state.text, "received", 8) == 0;
	for (int c = RECEIVED; c < UNIT; c++)
		filled = filled || is_filled(reading, row, (enum column)c);
	if (!filled)
		return CIV_OK;
	status = check(reading, row, messages);
	if (status == CIV_OK)
		status = find_issue(reading, row, messages, &id);
	if (status == CIV_OK && is_filled(reading, row, RECEIVED) && (!received || !reading->leads))
		status = move(reading, row, id, &(struct step){"received", RECEIVED, COLUMNS});
	if (status == CIV_OK && is_filled(reading, row, DONE))
		status = move(reading, row, id, &(struct step){"rectified", DONE_ON, DONE});
	if (status == CIV_OK && is_filled(reading, row, RETURN_REASON))
		status = move(reading, row, id, &(struct step){"returned", COLUMNS, RETURN_REASON});
	if (status == CIV_OK && is_filled(reading, row, EXTEND_UNTIL))
		status = ask_extension(reading, row, id);
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
		         "%llu extension%s asked for; --extensions=FILE takes them for extension-add",
		         (unsigned long long)reading.asked, reading.asked == 1 ? " is" : "s are");
	return status;
}
