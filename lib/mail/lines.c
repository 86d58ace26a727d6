/* Lines that several mails have. */
#include <string.h>

#include "civplan/say.h"
#include "civplan/wording.h"
#include "lib/mail/mailing.h"

void civ_mail_put_title(struct civ_mailing *mailing, const char *what)
{
	struct civ_buf since = {0}, asof = {0}, text = {0};

	civ_wording_date(&asof, mailing->asof);
	if (mailing->options->since == mailing->asof)
		civ_buf_addf(&text, civ_say(CIV_WORD("As of the end of %s")), civ_mail_take(mailing, &asof));
	else {
		civ_wording_day(&since, mailing->options->since, mailing->asof);
		civ_buf_addf(&text, civ_say(CIV_WORD("As of the end of %s, against %s")), civ_mail_take(mailing, &asof),
		             civ_mail_take(mailing, &since));
	}
	civ_mail_put(mailing, 0, what);
	civ_mail_put(mailing, 0, civ_mail_take(mailing, &text));
}

void civ_mail_put_others(struct civ_mailing *mailing, int indent, int64_t count)
{
	struct civ_buf text = {0};
	unsigned long long n = (unsigned long long)count;

	civ_buf_addf(&text, civ_say_count("and %s other", "and %s others", n), civ_mail_number(mailing, count));
	civ_mail_put(mailing, indent, civ_mail_take(mailing, &text));
}

/* Pairs of a line: the second parts stand below each other. */
static void put_pairs(struct civ_mailing *mailing, int indent, const char *const *pairs, size_t count)
{
	size_t width = 0;

	for (size_t i = 0; i < count; i++) {
		size_t one = civ_text_width(pairs[2 * i], strlen(pairs[2 * i]));

		width = one > width ? one : width;
	}
	for (size_t i = 0; i < count; i++)
		civ_mail_put_pair(mailing, indent, pairs[2 * i], width, pairs[2 * i + 1]);
}

/* When it was, or is, due, and how late it is, or how long it has. */
static const char *due_text(struct civ_mailing *mailing, const struct civ_rows *rows, size_t row)
{
	int64_t days = (int64_t)civ_rows_number(rows, row, "days_late");
	struct civ_buf how = {0}, text = {0};
	int32_t due = 0;

	(void)civ_date_stored(civ_rows_cell(rows, row, "due"), &due);
	if (days > 0)
		civ_wording_late(&how, days);
	else if (days < 0)
		civ_wording_left(&how, -days);
	if (days == 0)
		civ_buf_addf(&text, civ_records_say(mailing->records, CIV_WORD("line|due %s")),
		             civ_mail_date(mailing, due));
	else
		civ_buf_addf(&text, civ_say(CIV_WORD("due %s, %s")), civ_mail_date(mailing, due),
		             civ_mail_take(mailing, &how));
	return civ_mail_take(mailing, &text);
}

enum civ_status civ_mail_put_issues(struct civ_mailing *mailing, int indent, const size_t *rows, size_t count)
{
	const struct civ_rows *issues = &mailing->now.issues;
	const char **pairs = civ_arena_alloc(mailing->arena, (2 * count + 1) * sizeof *pairs);
	enum civ_status status = pairs == NULL ? civ_no_memory(mailing->messages) : CIV_OK;

	for (size_t i = 0; i < count && status == CIV_OK; i++) {
		status = civ_mail_issue_title(mailing, issues, rows[i], &pairs[2 * i]);
		pairs[2 * i + 1] = due_text(mailing, issues, rows[i]);
	}
	if (status == CIV_OK)
		put_pairs(mailing, indent, pairs, count);
	return status;
}

/* ---- tasks ---- */

static bool task_was_late(const struct civ_rows *then, const char *code)
{
	for (size_t i = 0; i < then->count; i++)
		if (strcmp(civ_rows_cell(then, i, "code"), code) == 0)
			return civ_rows_number(then, i, "days_late") > 0;
	return false;
}

bool civ_mail_task_is_new(const struct civ_mailing *mailing, size_t row)
{
	const struct civ_rows *tasks = &mailing->now.tasks;

	return civ_rows_number(tasks, row, "days_late") > 0 &&
	       !task_was_late(&mailing->then.tasks, civ_rows_cell(tasks, row, "code"));
}

static bool is_listed(const struct civ_rows *tasks, size_t row, const char *code)
{
	return civ_rows_number(tasks, row, "days_late") > 0 &&
	       (code == NULL || strcmp(civ_rows_cell(tasks, row, "unit"), code) == 0);
}

static enum civ_status task_title(struct civ_mailing *mailing, size_t row, bool with_unit, const char **title)
{
	const struct civ_rows *tasks = &mailing->now.tasks;
	struct civ_buf text = {0};
	const char *unit;
	enum civ_status status;

	*title = civ_mail_line(mailing, civ_rows_cell(tasks, row, "title"), CIV_MAIL_TITLE);
	if (!with_unit)
		return CIV_OK;
	status = civ_mail_unit_name(mailing, civ_rows_cell(tasks, row, "unit"), &unit);
	civ_buf_addf(&text, civ_say(CIV_WORD("%s, %s")), unit, *title);
	*title = civ_mail_take(mailing, &text);
	return status;
}

enum civ_status civ_mail_put_tasks(struct civ_mailing *mailing, const char *code, size_t most)
{
	const struct civ_rows *tasks = &mailing->now.tasks;
	const char **pairs = civ_arena_alloc(mailing->arena, (2 * most + 1) * sizeof *pairs);
	size_t late = 0;
	struct civ_buf heading = {0};
	enum civ_status status = pairs == NULL ? civ_no_memory(mailing->messages) : CIV_OK;

	for (size_t i = 0; i < tasks->count && status == CIV_OK; i++) {
		if (!is_listed(tasks, i, code) || late++ >= most)
			continue;
		status = task_title(mailing, i, code == NULL, &pairs[2 * late - 2]);
		pairs[2 * late - 1] = due_text(mailing, tasks, i);
	}
	if (status != CIV_OK || late == 0)
		return status;
	civ_buf_addf(&heading, civ_say(CIV_WORD("Tasks late: %s")), civ_mail_number(mailing, (int64_t)late));
	civ_mail_heading(mailing, civ_mail_take(mailing, &heading));
	put_pairs(mailing, 1, pairs, late < most ? late : most);
	if (late > most)
		civ_mail_put_others(mailing, 1, (int64_t)(late - most));
	return CIV_OK;
}

/* ---- the end ---- */

enum { LONGEST_LINE = 300 };

void civ_mail_put_also(struct civ_mailing *mailing)
{
	const char *also = mailing->options->also;

	if (also == NULL || *also == '\0')
		return;
	civ_mail_heading(mailing, civ_say(CIV_WORD("To be seen to")));
	while (*also != '\0') {
		size_t len = strcspn(also, "\n");
		const char *line = civ_arena_copy(mailing->arena, also, len);

		mailing->failed = mailing->failed || line == NULL;
		if (line != NULL)
			civ_mail_put(mailing, 1, civ_mail_line(mailing, line, LONGEST_LINE));
		also += len + (also[len] == '\n');
	}
}
