/* What went wrong: who holds what is late, who is slow, which milestones and tasks were missed. */
#include <math.h>
#include <string.h>

#include "civplan/lists.h"
#include "civplan/milestone.h"
#include "civplan/say.h"
#include "civplan/wording.h"
#include "lib/page/bulletin.h"

enum { MOST_UNITS = 3, MOST_MILESTONES = 5, MOST_NAMED = 10 };

/* ---- late issues ---- */

/* Where the longest late of a unit is. */
static const char *place_of(struct civ_bulletin *bulletin, const struct civ_rows *rows, size_t row)
{
	const char *place = civ_rows_cell(rows, row, "place");
	struct civ_buf text = {0};

	if (*place == '\0')
		return "";
	civ_buf_addf(&text, civ_say(CIV_WORD(" (%s)")), place);
	return civ_bulletin_keep(bulletin, &text);
}

static void tell_unit(struct civ_bulletin *bulletin, const struct civ_rows *rows,
                      const struct civ_bulletin_share *share, struct civ_buf *text)
{
	civ_buf_addf(text, civ_say(CIV_WORD("%s has %s")), civ_bulletin_unit(bulletin, share->unit),
	             civ_bulletin_n(bulletin, (double)share->n));
	if (share->long_n > 0)
		civ_buf_addf(text, civ_say(CIV_WORD(", %s of them for more than 30 days")),
		             civ_bulletin_n(bulletin, (double)share->long_n));
	civ_buf_addf(text, civ_say(CIV_WORD(", the longest %s%s")), civ_bulletin_late(bulletin, share->days),
	             place_of(bulletin, rows, share->worst));
}

/* Who has most of it: one unit that has half, or two together. */
static enum civ_status tell_who_holds(struct civ_bulletin *bulletin, const struct civ_bulletin_share *shares,
                                      size_t count, struct civ_buf *text)
{
	int64_t *held = civ_arena_alloc(bulletin->arena, (count + 1) * sizeof *held), all = 0, theirs = 0;
	const char *names[2];
	struct civ_buf list = {0};
	size_t named;

	if (held == NULL)
		return civ_no_memory(bulletin->messages);
	for (size_t i = 0; i < count; i++)
		all += held[i] = shares[i].n;
	named = civ_wording_named(held, count);
	for (size_t i = 0; i < named; i++) {
		names[i] = civ_bulletin_unit(bulletin, shares[i].unit);
		theirs += held[i];
	}
	if (named == 0) {
		civ_buf_addf(text, civ_say(CIV_WORD("They are spread over %s units. ")),
		             civ_bulletin_n(bulletin, (double)count));
		return CIV_OK;
	}
	civ_wording_names(&list, names, named);
	if (count > named)
		civ_buf_addf(text, civ_say(CIV_WORD("%s of the %s late ones are with %s: %s. ")),
		             civ_bulletin_n(bulletin, (double)theirs), civ_bulletin_n(bulletin, (double)all),
		             civ_bulletin_keep(bulletin, &list),
		             civ_bulletin_percent(bulletin, 100.0 * (double)theirs / (double)all));
	civ_buf_free(&list);
	return CIV_OK;
}

static enum civ_status put_late(struct civ_bulletin *bulletin)
{
	struct civ_bulletin_share *shares;
	struct civ_rows rows;
	struct civ_buf text = {0};
	size_t count;
	enum civ_status status = civ_bulletin_late_issues(bulletin, &rows, &shares, &count);

	if (status != CIV_OK || count == 0)
		return status;
	for (size_t i = 0; i < count && i < MOST_UNITS; i++) {
		civ_bulletin_between(&text);
		tell_unit(bulletin, &rows, &shares[i], &text);
	}
	civ_bulletin_stop(&text);
	status = tell_who_holds(bulletin, shares, count, &text);
	if (count > MOST_UNITS)
		civ_buf_addf(&text,
		             civ_say_count("%s other unit has late issues too. ",
		                           "%s other units have late issues too. ", count - MOST_UNITS),
		             civ_bulletin_n(bulletin, (double)(count - MOST_UNITS)));
	civ_bulletin_paragraph(bulletin, civ_say(CIV_WORD("Late issues")), &text);
	civ_bulletin_source(bulletin, CIV_WORD("late issues"), "issue-overdue");
	return status;
}

const struct civ_bulletin_part civ_bulletin_part_late = {.chapter = CIV_CHAPTER_PROBLEMS, .place = 10, .put = put_late};

/* ---- slow units ---- */

static enum civ_status put_slow(struct civ_bulletin *bulletin)
{
	const struct civ_rows *rows = &bulletin->units;
	struct civ_buf text = {0}, all = {0};
	size_t count = 0;

	for (size_t i = 0; i < rows->count; i++) {
		if (strcmp(civ_rows_cell(rows, i, "slow"), "yes") != 0)
			continue;
		if (count++ >= MOST_NAMED)
			continue;
		civ_buf_adds(&text, count == 1 ? "" : civ_say_is_chinese() ? "、" : ", ");
		civ_buf_addf(&text, civ_say(CIV_WORD("%s: %s")), civ_rows_cell(rows, i, "name"),
		             civ_bulletin_percent(bulletin, civ_rows_number(rows, i, "on_time_rate")));
	}
	if (count == 0)
		return CIV_OK;
	if (count > MOST_NAMED)
		civ_buf_addf(
			&text,
			civ_say_count(" and %s other in the table", " and %s others in the table", count - MOST_NAMED),
			civ_bulletin_n(bulletin, (double)(count - MOST_NAMED)));
	civ_wording_percent(&all, civ_rows_number(rows, rows->count - 1, "on_time_rate"));
	civ_buf_addf(&text, civ_say(CIV_WORD("; the whole city %s. ")), civ_bulletin_keep(bulletin, &all));
	civ_bulletin_paragraph(bulletin, civ_say(CIV_WORD("Slow units, by the share put right in time")), &text);
	return CIV_OK;
}

const struct civ_bulletin_part civ_bulletin_part_slow = {.chapter = CIV_CHAPTER_PROBLEMS, .place = 20, .put = put_slow};

/* ---- milestones ---- */

static bool is_missed(const struct civ_rows *rows, size_t row)
{
	int place = civ_word_place(civ_words_milestone_status, civ_rows_cell(rows, row, "status"));

	return place == CIV_MILESTONE_MISSED || place == CIV_MILESTONE_OVERDUE || place == CIV_MILESTONE_NO_DATA;
}

/* Those that fell due last are named: what was missed long ago was told before. */
static enum civ_status put_milestones(struct civ_bulletin *bulletin)
{
	struct civ_rows rows;
	struct civ_buf text = {0};
	size_t count = 0;
	enum civ_status status = civ_bulletin_milestones(bulletin, &rows);

	for (size_t i = status == CIV_OK ? rows.count : 0; i-- > 0;) {
		if (!is_missed(&rows, i) || count++ >= MOST_MILESTONES)
			continue;
		civ_bulletin_between(&text);
		civ_buf_addf(&text, civ_say(CIV_WORD("%s (%s), %s")), civ_rows_cell(&rows, i, "title"),
		             civ_bulletin_unit(bulletin, civ_rows_cell(&rows, i, "unit")),
		             civ_rows_number(&rows, i, "days_late") > 0
		                     ? civ_bulletin_late(bulletin, (int64_t)civ_rows_number(&rows, i, "days_late"))
		                     : civ_say(CIV_WORD("due that day")));
	}
	if (status != CIV_OK || count == 0)
		return status;
	civ_bulletin_stop(&text);
	if (count > MOST_MILESTONES)
		civ_buf_addf(&text,
		             civ_say_count("%s other fell due before these.", "%s others fell due before these.",
		                           count - MOST_MILESTONES),
		             civ_bulletin_n(bulletin, (double)(count - MOST_MILESTONES)));
	civ_bulletin_paragraph(bulletin, civ_say(CIV_WORD("Milestones not met")), &text);
	return CIV_OK;
}

const struct civ_bulletin_part civ_bulletin_part_milestones = {.chapter = CIV_CHAPTER_PROBLEMS,
                                                               .place = 30,
                                                               .put = put_milestones};

/* ---- tasks ---- */

static enum civ_status put_tasks(struct civ_bulletin *bulletin)
{
	struct civ_bulletin_share *shares;
	struct civ_rows rows;
	struct civ_buf text = {0};
	size_t count = 0, others = 0;
	enum civ_status status = civ_bulletin_tasks(bulletin, "0", &rows);

	if (status == CIV_OK)
		status = civ_bulletin_shares(bulletin, &rows, true, &shares, &count);
	if (status != CIV_OK || count == 0)
		return status;
	for (size_t i = 0; i < count; i++) {
		if (i >= MOST_MILESTONES) {
			others += (size_t)shares[i].n;
			continue;
		}
		civ_bulletin_between(&text);
		civ_buf_addf(&text, civ_say(CIV_WORD("%s %s (the longest: %s, %s)")),
		             civ_bulletin_unit(bulletin, shares[i].unit), civ_bulletin_n(bulletin, (double)shares[i].n),
		             civ_rows_cell(&rows, shares[i].worst, "title"),
		             civ_bulletin_late(bulletin, shares[i].days));
	}
	civ_bulletin_stop(&text);
	if (others > 0)
		civ_buf_addf(&text, civ_say_count("%s other is late.", "%s others are late.", others),
		             civ_bulletin_n(bulletin, (double)others));
	civ_bulletin_paragraph(bulletin, civ_say(CIV_WORD("Late tasks")), &text);
	civ_bulletin_source(bulletin, CIV_WORD("late tasks"), "task-overdue");
	return status;
}

const struct civ_bulletin_part civ_bulletin_part_tasks = {.chapter = CIV_CHAPTER_PROBLEMS,
                                                          .place = 40,
                                                          .put = put_tasks};
