/* The page of an area as rows. */
#include <string.h>

#include "civplan/lists.h"
#include "civplan/say.h"
#include "lib/page/area-sheet.h"

extern const struct civ_noun civ_noun_area;

struct rows {
	struct civ_records *records;
	struct civ_out *out;
	const char *area;    /* code */
	enum civ_area_part part;
	sqlite3_stmt *row;
};

/* What stands in a row; NULL: nothing. */
struct line {
	const char *item, *name, *value, *date, *note;
};

static const char *text(const struct rows *rows, int column)
{
	return (const char *)sqlite3_column_text(rows->row, column);
}

static const char *say(const struct rows *rows, const char *word)
{
	return civ_records_say(rows->records, word);
}

static const char *heading(const struct rows *rows, const char *column)
{
	return civ_records_heading(rows->records, &civ_noun_area, column);
}

static const char *told(const struct rows *rows, const struct civ_word *words, const char *code)
{
	return code != NULL && civ_records_speaking(rows->records) ? civ_code_told(words, code) : code;
}

static enum civ_status put(const struct rows *rows, const struct line *line)
{
	civ_out_string(rows->out, rows->area);
	civ_out_string(rows->out, civ_words_area_part[rows->part].code);
	civ_out_string(rows->out, line->item);
	civ_out_string(rows->out, line->name);
	civ_out_string(rows->out, line->value);
	civ_out_string(rows->out, line->date);
	civ_out_string(rows->out, line->note);
	return civ_out_row(rows->out);
}

/* Columns of the area from FIRST on in the one row, each as an item of its own. */
static enum civ_status put_columns(const struct rows *rows, int first, const char *const *items)
{
	enum civ_status status = CIV_OK;

	for (int i = 0; items[i] != NULL && status == CIV_OK; i++)
		status = put(rows, &(struct line){items[i], heading(rows, items[i]), text(rows, first + i), NULL,
		                                  NULL});
	return status;
}

static enum civ_status put_self(const struct rows *rows)
{
	static const char *const items[] = {"parent", "population", "elderly", NULL};
	const char *old = text(rows, SELF_OLD);
	enum civ_status status =
		put(rows, &(struct line){"kind", text(rows, SELF_NAME),
	                                 told(rows, civ_words_area_kind, text(rows, SELF_KIND)), NULL, NULL});

	if (status == CIV_OK)
		status = put_columns(rows, SELF_PARENT, items);
	if (old != NULL)
		old = told(rows, civ_words_bool, strcmp(old, "1") == 0 ? "yes" : "no");
	return status == CIV_OK ? put(rows, &(struct line){"old", heading(rows, "old"), old, NULL, NULL}) : status;
}

static enum civ_status put_duty(const struct rows *rows)
{
	static const char *const items[] = {"sponsor", "pair_unit", "duty_unit", NULL};

	return put_columns(rows, DUTY_SPONSOR, items);
}

static void add_count(const struct rows *rows, struct civ_buf *note, const char *format, const char *count)
{
	if (strcmp(count, "0") == 0)
		return;
	civ_buf_adds(note, note->len == 0 ? "" : say(rows, CIV_WORD("; ")));
	civ_buf_addf(note, say(rows, format), count);
}

static enum civ_status put_facility(const struct rows *rows)
{
	const char *kind = text(rows, FACILITY_KIND);
	struct civ_buf note = {0};
	enum civ_status status;

	add_count(rows, &note, CIV_WORD("%s planned or building"), text(rows, FACILITY_TO_COME));
	add_count(rows, &note, CIV_WORD("%s broken"), text(rows, FACILITY_BROKEN));
	status = civ_buf_str(&note) == NULL
	                 ? civ_no_memory(civ_records_messages(rows->records))
	                 : put(rows, &(struct line){kind, told(rows, civ_words_facility_kind, kind),
	                                            text(rows, FACILITY_IN_USE), NULL,
	                                            note.len == 0 ? NULL : civ_buf_str(&note)});
	civ_buf_free(&note);
	return status;
}

static enum civ_status put_task(const struct rows *rows)
{
	const char *late = text(rows, TASK_DAYS_LATE);
	struct civ_buf note = {0};
	enum civ_status status;

	if (text(rows, TASK_UNIT) != NULL)
		civ_buf_adds(&note, text(rows, TASK_UNIT));
	if (late != NULL)
		add_count(rows, &note, CIV_WORD("%s days late"), late);
	status = civ_buf_str(&note) == NULL
	                 ? civ_no_memory(civ_records_messages(rows->records))
	                 : put(rows, &(struct line){text(rows, TASK_CODE), text(rows, TASK_TITLE),
	                                            told(rows, civ_words_task_status, text(rows, TASK_STATUS)),
	                                            text(rows, TASK_DUE), civ_buf_str(&note)});
	civ_buf_free(&note);
	return status;
}

static enum civ_status put_partner(const struct rows *rows)
{
	return put(rows, &(struct line){text(rows, PARTNER_CODE), text(rows, PARTNER_NAME),
	                                told(rows, civ_words_stance, text(rows, PARTNER_STANCE)), NULL, NULL});
}

static enum civ_status put_satisfaction(const struct rows *rows)
{
	return put(rows, &(struct line){text(rows, SATISFACTION_INDICATOR), text(rows, SATISFACTION_NAME),
	                                text(rows, SATISFACTION_VALUE), text(rows, SATISFACTION_DATE),
	                                text(rows, SATISFACTION_UNIT)});
}

static enum civ_status put_issues(const struct rows *rows)
{
	static const char *const items[] = {"reported", "open", "late", "came_back", "returned", NULL};
	static const char *const names[] = {CIV_WORD("Reported"), CIV_WORD("Open"), CIV_WORD("Late"),
	                                    CIV_WORD("Came back"), CIV_WORD("Given back by units")};

	enum civ_status status = CIV_OK;

	for (int i = 0; items[i] != NULL && status == CIV_OK; i++)
		status = put(rows, &(struct line){items[i], say(rows, names[i]), text(rows, ISSUES_REPORTED + i), NULL,
		                                  NULL});
	return status;
}

static enum civ_status (*const put_part[])(const struct rows *rows) = {
	[CIV_AREA_SELF] = put_self,
	[CIV_AREA_DUTY] = put_duty,
	[CIV_AREA_FACILITIES] = put_facility,
	[CIV_AREA_TASKS] = put_task,
	[CIV_AREA_PARTNERS] = put_partner,
	[CIV_AREA_SATISFACTION] = put_satisfaction,
	[CIV_AREA_ISSUES] = put_issues,
};

static enum civ_status put_area(void *data, int64_t area)
{
	struct rows *rows = data;
	enum civ_status status = CIV_OK;

	rows->area = civ_records_code(rows->records, &civ_noun_area, area);
	for (rows->part = CIV_AREA_SELF; rows->part < CIV_AREA_PARTS && status == CIV_OK; rows->part++) {
		status = civ_area_part(rows->records, rows->part, area, &rows->row);
		while (civ_store_next(civ_records_store(rows->records), rows->row, &status))
			status = put_part[rows->part](rows);
	}
	return status;
}

enum civ_status civ_area_sheet_rows(struct civ_records *records, const struct civ_area_sheet_choice *choice,
                                    struct civ_out *out)
{
	struct rows rows = {.records = records, .out = out};

	return civ_area_each(records, choice, put_area, &rows);
}
