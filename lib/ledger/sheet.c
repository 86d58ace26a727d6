/* Sheets that units fill in, written out. */
#include <string.h>

#include "civplan/lists.h"
#include "civplan/say.h"
#include "lib/ledger/sheet.h"

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
	{"state", "State (leave as it is)", "状态标记（请勿修改）", "tells whether the issue was moved since",
         CIV_WORKBOOK_READ, NULL, 14},
	{"received", "Received on", "签收日期", "when the unit received it", CIV_WORKBOOK_DATE, NULL, 12},
	{"done", "What was done", "整改情况", "what was done to rectify it", CIV_WORKBOOK_TEXT, NULL, 30},
	{"done_on", "Done on", "整改完成日期", "when; empty: when it is entered", CIV_WORKBOOK_DATE, NULL, 12},
	{"evidence", "Evidence", "佐证材料", "where photographs and papers are kept", CIV_WORKBOOK_TEXT, NULL, 20},
	{"extend_until", "Extension until", "申请延期至", "day until which more time is asked",
	 CIV_WORKBOOK_DATE, NULL, 12},
	{"extend_reason", "Why", "延期理由", "why it is needed", CIV_WORKBOOK_TEXT, NULL, 20},
	{"return_reason", "Returned because", "退回原因", "why it is not the unit's",
	 CIV_WORKBOOK_CHOICE, reasons, 20},
	{"unit", "Unit", "承办单位", "unit whose part it is", CIV_WORKBOOK_READ, NULL, 12},
	{NULL, NULL, NULL, NULL, CIV_WORKBOOK_READ, NULL, 0},
};

/* A unit has a sheet for what it is in the lead of, and for what it has a part in that is still open. */
#define PARTS CIV_LEDGER_OPEN_NOW ", " CIV_LEDGER_OPEN_PARTS

enum civ_status civ_sheet_units(struct civ_records *records, const char *unit, struct civ_arena *arena,
                                const int64_t **units, size_t *count)
{
	static const char sql[] =
		"WITH RECURSIVE " CIV_BELOW("unit") ", " PARTS
		" SELECT u.id, count(*) OVER ()"
		" FROM unit u"
		" WHERE (:unit IS NULL OR u.id IN unit_below)"
		"  AND u.id IN (SELECT unit_id FROM open_part p WHERE " CIV_ISSUE_WITH_UNIT("p") ")"
		" ORDER BY u.code";
	struct civ_store *store = civ_records_store(records);
	int64_t *list = NULL;
	sqlite3_stmt *rows;
	enum civ_status status = civ_records_then(records, &civ_noun_issue, sql, &rows);

	*count = 0;
	if (status == CIV_OK)
		status = civ_bind_named(records, rows, ":unit", &civ_noun_unit, unit);
	while (civ_store_next(store, rows, &status)) {
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

/* Codes and names, the latter for labels; then what explains the due date. */
static const char rows_sql[] =
	"WITH " PARTS
	" SELECT i.id, CASE WHEN :labels THEN h.name ELSE h.code END, i.external_id, i.reported_at,"
	"  CASE WHEN :labels THEN c.name ELSE c.code END, CASE WHEN :labels THEN a.name ELSE a.code END, i.place,"
	"  i.description, i.done_when,"
	"  ifnull(i.extended_due || ifnull(' ' || i.extended_due_time, ''), i.due || ifnull(' ' || i.due_time, '')),"
	"  i.stage, " CIV_SHEET_STATE_SQL ", i.due, i.due_provisional, i.category_id, c.name,"
	"  ifnull(i.reopened_at, i.reported_at), i.extended_due, i.due_time,"
	"  (SELECT CASE WHEN :labels THEN u.name ELSE u.code END FROM unit u WHERE u.id = :unit)"
	" FROM open_part p JOIN issue i ON i.id = p.issue_id JOIN category c ON c.id = i.category_id"
	" LEFT JOIN area a ON a.id = i.area_id"
	" LEFT JOIN channel h ON h.id = i.channel_id"
	" WHERE p.unit_id = :unit AND " CIV_ISSUE_WITH_UNIT("p")
	" ORDER BY i.due IS NULL, " CIV_LIMIT_OF("i") ", i.id";

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
	for (int i = CIV_SHEET_RECEIVED; i < CIV_SHEET_UNIT; i++)
		civ_out_null(out);
	civ_print_cells(out, row, 19, 1);
	civ_buf_free(&why);
	return status == CIV_OK ? civ_out_row(out) : status;
}

enum civ_status civ_sheet_write(struct civ_records *records, int64_t unit, bool labels, struct civ_out *out)
{
	struct civ_store *store = civ_records_store(records);
	struct civ_deadlines *deadlines = NULL;
	sqlite3_stmt *rows = NULL;
	enum civ_status status = civ_deadlines_open(records, &deadlines);

	if (status == CIV_OK)
		status = civ_records_then(records, &civ_noun_issue, rows_sql, &rows);
	if (status == CIV_OK)
		status = civ_bind_int(store, rows, ":unit", unit);
	if (status == CIV_OK)
		status = civ_bind_int(store, rows, ":labels", labels ? 1 : 0);
	while (civ_store_next(store, rows, &status))
		status = write_row(records, deadlines, rows, out);
	civ_deadlines_close(deadlines);
	return status;
}
