/* The page of an area in sentences. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/lists.h"
#include "civplan/say.h"
#include "civplan/wording.h"
#include "lib/page/area-sheet.h"

struct text {
	struct civ_records *records;
	struct civ_buf *page;
	int32_t asof;
	sqlite3_stmt *row;
	size_t pages;
};

static const char *cell(const struct text *text, int column)
{
	return (const char *)sqlite3_column_text(text->row, column);
}

static int64_t count_in(const struct text *text, int column)
{
	return sqlite3_column_int64(text->row, column);
}

/* FORMAT, one marked CIV_WORD, in the reader's language with its arguments in it. */
static void say(struct text *text, const char *format, ...)
{
	char *made = NULL;
	va_list args;

	va_start(args, format);
	if (vasprintf(&made, civ_say(format), args) < 0)
		text->page->failed = true;
	else
		civ_buf_adds(text->page, made);
	va_end(args);
	free(made);
}

static void say_number(struct text *text, double value)
{
	civ_wording_number(text->page, value, 2);
}

static void say_date(struct text *text, const char *stored)
{
	int32_t day;

	if (civ_date_stored(stored, &day))
		civ_wording_day(text->page, day, text->asof);
}

/* The heading of a part, and the first of its rows; false: there is none. */
static bool begin_part(struct text *text, enum civ_area_part part, int64_t area, enum civ_status *status)
{
	*status = civ_area_part(text->records, part, area, &text->row);
	civ_buf_addf(text->page, "\n%s\n", civ_word_said(&civ_words_area_part[part], civ_say_is_chinese()));
	return civ_store_next(civ_records_store(text->records), text->row, status);
}

static bool next(struct text *text, enum civ_status *status)
{
	return civ_store_next(civ_records_store(text->records), text->row, status);
}

/* ---- who lives there, who answers ---- */

static void say_residents(struct text *text)
{
	bool known = sqlite3_column_type(text->row, SELF_POPULATION) != SQLITE_NULL;
	bool elderly = sqlite3_column_type(text->row, SELF_ELDERLY) != SQLITE_NULL;
	struct civ_buf n = {0}, old = {0};

	civ_wording_number(&n, sqlite3_column_double(text->row, SELF_POPULATION), 0);
	civ_wording_number(&old, sqlite3_column_double(text->row, SELF_ELDERLY), 0);
	text->page->failed = text->page->failed || civ_buf_str(&n) == NULL || civ_buf_str(&old) == NULL;
	if (!known)
		say(text, CIV_WORD("How many people live there is not known."));
	else if (!elderly)
		say(text, CIV_WORD("%s people live there; how many are 65 and older is not known."), civ_buf_str(&n));
	else
		say(text, CIV_WORD("%s people live there, %s of them 65 and older."), civ_buf_str(&n),
		    civ_buf_str(&old));
	civ_buf_addc(text->page, '\n');
	civ_buf_free(&n);
	civ_buf_free(&old);
}

static enum civ_status say_self(struct text *text, int64_t area)
{
	const struct civ_word *kind;
	struct civ_buf date = {0}, what = {0};
	const char *code;
	enum civ_status status = civ_area_part(text->records, CIV_AREA_SELF, area, &text->row);

	if (!next(text, &status))
		return status;
	code = cell(text, SELF_KIND);
	kind = code == NULL ? NULL : civ_word_of(civ_words_area_kind, (struct civ_span){code, strlen(code)});
	if (kind != NULL)
		civ_word_add(kind, civ_say_is_chinese(), &what);
	civ_wording_date(&date, text->asof);
	if (civ_buf_str(&date) == NULL || civ_buf_str(&what) == NULL) {
		status = civ_no_memory(civ_records_messages(text->records));
	} else {
		civ_buf_addf(text->page, "%s%s\n", text->pages++ == 0 ? "" : "\f", cell(text, SELF_NAME));
		say(text, CIV_WORD("As of %s."), civ_buf_str(&date));
		civ_buf_addf(text->page, "\n\n%s\n",
		             civ_word_said(&civ_words_area_part[CIV_AREA_SELF], civ_say_is_chinese()));
		if (cell(text, SELF_PARENT) == NULL)
			say(text, CIV_WORD("%s (%s) is a %s."), cell(text, SELF_NAME), cell(text, SELF_CODE),
			    civ_buf_str(&what));
		else
			say(text, CIV_WORD("%s (%s) is a %s in %s."), cell(text, SELF_NAME), cell(text, SELF_CODE),
			    civ_buf_str(&what), cell(text, SELF_PARENT));
		if (count_in(text, SELF_OLD) == 1)
			say(text, CIV_WORD(" It is an old community to be renovated."));
		civ_buf_addc(text->page, '\n');
		say_residents(text);
	}
	sqlite3_reset(text->row);
	civ_buf_free(&date);
	civ_buf_free(&what);
	return status;
}

static void say_holder(struct text *text, const char *some, const char *none, const char *name)
{
	if (name == NULL)
		say(text, none);
	else
		say(text, some, name);
	civ_buf_addc(text->page, '\n');
}

static enum civ_status say_duty(struct text *text, int64_t area)
{
	enum civ_status status;

	if (!begin_part(text, CIV_AREA_DUTY, area, &status))
		return status;
	say_holder(text, CIV_WORD("The city leader who answers for it is %s."),
	           CIV_WORD("No city leader answers for it."), cell(text, DUTY_SPONSOR));
	say_holder(text, CIV_WORD("The department that is paired with it is %s."),
	           CIV_WORD("No department is paired with it."), cell(text, DUTY_PAIR));
	say_holder(text, CIV_WORD("The unit on the spot is %s."), CIV_WORD("No unit on the spot does the daily work."),
	           cell(text, DUTY_UNIT));
	sqlite3_reset(text->row);
	return CIV_OK;
}

/* ---- what there is ---- */

static void say_facility(struct text *text)
{
	const char *code = cell(text, FACILITY_KIND);
	const struct civ_word *known = civ_word_of(civ_words_facility_kind, (struct civ_span){code, strlen(code)});
	long long n = count_in(text, FACILITY_IN_USE);

	say(text, CIV_WORD("%s: %lld in use"), known == NULL ? code : civ_word_said(known, civ_say_is_chinese()), n);
	if (n > 0 && sqlite3_column_double(text->row, FACILITY_QUANTITY) != (double)n) {
		say(text, CIV_WORD(", with a quantity of "));
		say_number(text, sqlite3_column_double(text->row, FACILITY_QUANTITY));
	}
	if (count_in(text, FACILITY_TO_COME) > 0)
		say(text, CIV_WORD(", %lld planned or building"), (long long)count_in(text, FACILITY_TO_COME));
	if (count_in(text, FACILITY_BROKEN) > 0)
		say(text, CIV_WORD(", %lld broken"), (long long)count_in(text, FACILITY_BROKEN));
	civ_buf_adds(text->page, civ_say("."));
	civ_buf_addc(text->page, '\n');
}

static void say_task(struct text *text)
{
	const char *code = cell(text, TASK_STATUS);
	const struct civ_word *status = civ_word_of(civ_words_task_status, (struct civ_span){code, strlen(code)});
	struct civ_buf late = {0};

	civ_buf_addf(text->page, civ_say_is_chinese() ? "%s（%s）" : "%s (%s)", cell(text, TASK_TITLE),
	             cell(text, TASK_CODE));
	if (cell(text, TASK_UNIT) != NULL)
		say(text, CIV_WORD(", %s"), cell(text, TASK_UNIT));
	say(text, CIV_WORD(", due "));
	say_date(text, cell(text, TASK_DUE));
	say(text, CIV_WORD(": "));
	if (status != NULL)
		civ_word_add(status, civ_say_is_chinese(), text->page);
	if (sqlite3_column_type(text->row, TASK_DAYS_LATE) != SQLITE_NULL)
		civ_wording_late(&late, count_in(text, TASK_DAYS_LATE));
	if (late.len > 0 && civ_buf_str(&late) != NULL)
		say(text, CIV_WORD(", %s"), civ_buf_str(&late));
	text->page->failed = text->page->failed || late.failed;
	civ_buf_free(&late);
	civ_buf_adds(text->page, civ_say("."));
	civ_buf_addc(text->page, '\n');
}

static void say_partner(struct text *text)
{
	const char *code = cell(text, PARTNER_STANCE);
	const struct civ_word *stance =
		code == NULL ? NULL : civ_word_of(civ_words_stance, (struct civ_span){code, strlen(code)});

	civ_buf_adds(text->page, cell(text, PARTNER_NAME));
	if (stance != NULL) {
		say(text, CIV_WORD(": "));
		civ_word_add(stance, civ_say_is_chinese(), text->page);
	}
	civ_buf_adds(text->page, civ_say("."));
	civ_buf_addc(text->page, '\n');
}

static void say_satisfaction(struct text *text)
{
	struct civ_buf value = {0}, date = {0};
	int32_t day;

	civ_wording_measured(&value, sqlite3_column_double(text->row, SATISFACTION_VALUE),
	                     cell(text, SATISFACTION_UNIT), false);
	if (civ_date_stored(cell(text, SATISFACTION_DATE), &day))
		civ_wording_day(&date, day, text->asof);
	if (civ_buf_str(&value) == NULL || civ_buf_str(&date) == NULL)
		text->page->failed = true;
	else
		say(text, CIV_WORD("%s stood at %s on %s.\n"), cell(text, SATISFACTION_NAME), civ_buf_str(&value),
		    civ_buf_str(&date));
	civ_buf_free(&value);
	civ_buf_free(&date);
}

/* ---- what people reported ---- */

static void say_issues(struct text *text)
{
	long long n = count_in(text, ISSUES_REPORTED), open = count_in(text, ISSUES_OPEN);

	civ_buf_addf(text->page, civ_say_count("%lld issue has been reported", "%lld issues have been reported",
	                                       (unsigned long long)n), n);
	if (n > 0) {
		civ_buf_addf(text->page, civ_say_count("; %lld is open", "; %lld are open", (unsigned long long)open),
		             open);
		if (open > 0)
			say(text, CIV_WORD(", %lld of them past the limit"), (long long)count_in(text, ISSUES_LATE));
		say(text, CIV_WORD("; %lld came back after they were closed, and units gave %lld back"),
		    (long long)count_in(text, ISSUES_CAME_BACK), (long long)count_in(text, ISSUES_RETURNED));
	}
	civ_buf_adds(text->page, civ_say("."));
	civ_buf_addc(text->page, '\n');
}

/* A line for each of what is listed, or that there is nothing. */
static const struct {
	enum civ_area_part part;
	void (*say)(struct text *text);
	const char *none;
} lists[] = {
	{CIV_AREA_FACILITIES, say_facility, CIV_WORD("No facility is known there.")},
	{CIV_AREA_TASKS, say_task, CIV_WORD("No task is to be done there.")},
	{CIV_AREA_PARTNERS, say_partner, CIV_WORD("No partner works there.")},
	{CIV_AREA_SATISFACTION, say_satisfaction, CIV_WORD("No survey gave a figure of it yet.")},
	{CIV_AREA_ISSUES, say_issues, NULL},
};

static enum civ_status say_area(void *data, int64_t area)
{
	struct text *text = data;
	enum civ_status status = say_self(text, area);

	if (status == CIV_OK)
		status = say_duty(text, area);
	for (size_t i = 0; i < sizeof lists / sizeof lists[0] && status == CIV_OK; i++) {
		bool any = begin_part(text, lists[i].part, area, &status);

		if (!any && status == CIV_OK && lists[i].none != NULL) {
			say(text, lists[i].none);
			civ_buf_addc(text->page, '\n');
		}
		for (; any; any = next(text, &status))
			lists[i].say(text);
	}
	return status == CIV_OK && text->page->failed ? civ_no_memory(civ_records_messages(text->records)) : status;
}

enum civ_status civ_area_sheet_text(struct civ_records *records, const struct civ_area_sheet_choice *choice,
                                    struct civ_buf *page)
{
	struct text text = {.records = records, .page = page, .asof = civ_records_clock(records)->asof};

	return civ_area_each(records, choice, say_area, &text);
}
