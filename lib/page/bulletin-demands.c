/* What is to be done, each with its day: nothing that is not in the records. */
#include <stdio.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/decimal.h"
#include "civplan/lists.h"
#include "civplan/milestone.h"
#include "civplan/say.h"
#include "civplan/wording.h"
#include "lib/page/bulletin.h"

enum { MOST_UNITS = 8, MOST_COMING = 8 };

/* Units with how many they have and the first day of it. */
static void tell_units(struct civ_bulletin *bulletin, const struct civ_bulletin_share *shares, size_t count,
                       struct civ_buf *text)
{
	int64_t others = 0;

	for (size_t i = 0; i < count; i++) {
		if (i >= MOST_UNITS) {
			others += shares[i].n;
			continue;
		}
		if (i > 0)
			civ_bulletin_between(text);
		civ_buf_addf(text,
		             civ_say_count("%s %s, due on %s", "%s %s, the first due on %s",
		                           (unsigned long long)shares[i].n),
		             civ_bulletin_unit(bulletin, shares[i].unit), civ_bulletin_n(bulletin, (double)shares[i].n),
		             civ_bulletin_date(bulletin, shares[i].first));
	}
	if (others > 0)
		civ_buf_addf(text, civ_say(CIV_WORD("; %s with other units")),
		             civ_bulletin_n(bulletin, (double)others));
	civ_bulletin_stop(text);
}

/* ---- what is late ---- */

static enum civ_status put_late(struct civ_bulletin *bulletin)
{
	struct civ_bulletin_share *shares;
	struct civ_rows rows;
	struct civ_buf text = {0};
	size_t count;
	enum civ_status status = civ_bulletin_late_issues(bulletin, &rows, &shares, &count);

	if (status != CIV_OK || count == 0)
		return status;
	civ_buf_adds(&text, civ_say(CIV_WORD("The days of these have passed; they are to be seen to at once: ")));
	tell_units(bulletin, shares, count, &text);
	civ_bulletin_paragraph(bulletin, civ_say(CIV_WORD("Late issues first")), &text);
	return status;
}

const struct civ_bulletin_part civ_bulletin_part_see_to = {.chapter = CIV_CHAPTER_DEMANDS,
                                                           .place = 10,
                                                           .put = put_late};

/* ---- more time that was asked for ---- */

/* Until it is granted the day stands that there is. */
static enum civ_status put_extensions(struct civ_bulletin *bulletin)
{
	static const char sql[] = "SELECT count(*), min(x.requested), min(ifnull(i.extended_due, i.due))"
				  " FROM extension x JOIN issue i ON i.id = x.issue_id"
				  " WHERE x.decision = 'pending'";
	struct civ_store *store = civ_records_store(bulletin->records);
	struct civ_buf text = {0};
	sqlite3_stmt *row;
	int32_t asked, due;
	enum civ_status status = civ_records_then_all(bulletin->records, "extension;issue", sql, &row);

	if (civ_store_next(store, row, &status)) {
		int64_t n = sqlite3_column_int64(row, 0);

		if (n > 0 && civ_date_stored(civ_row_text(row, 1), &asked) &&
		    civ_date_stored(civ_row_text(row, 2), &due)) {
			civ_buf_addf(
				&text,
				civ_say_count(
					"More time is asked for %s issue, on %s; until it is granted, its day stands:"
					" %s. ",
					"More time is asked for %s issues, first on %s; until it is granted, their"
					" days stand, the first of them %s. ",
					(unsigned long long)n),
				civ_bulletin_n(bulletin, (double)n), civ_bulletin_date(bulletin, asked),
				civ_bulletin_date(bulletin, due));
			civ_bulletin_source(bulletin, CIV_WORD("requests for more time"),
			                    "extension-list --decision=pending");
		}
		sqlite3_reset(row);
	}
	civ_bulletin_paragraph(bulletin, civ_say(CIV_WORD("Requests for more time to be decided")), &text);
	return status;
}

const struct civ_bulletin_part civ_bulletin_part_extensions = {.chapter = CIV_CHAPTER_DEMANDS,
                                                               .place = 20,
                                                               .put = put_extensions};

/* ---- what falls due ---- */

/* Milestones, then tasks, each with its day and unit. */
struct coming {
	struct civ_bulletin *bulletin;
	struct civ_buf text;
	size_t count, others;
};

static void tell_coming(struct coming *coming, const struct civ_rows *rows, size_t row)
{
	struct civ_bulletin *bulletin = coming->bulletin;
	int32_t due;

	if (!civ_bulletin_day(rows, row, "due", &due) || due < bulletin->asof || due > civ_bulletin_ahead(bulletin))
		return;
	if (coming->count >= MOST_COMING) {
		coming->others++;
		return;
	}
	civ_bulletin_between(&coming->text);
	coming->count++;
	civ_buf_addf(&coming->text, civ_say(CIV_WORD("%s, due on %s (%s)")), civ_rows_cell(rows, row, "title"),
	             civ_bulletin_date(bulletin, due), civ_bulletin_unit(bulletin, civ_rows_cell(rows, row, "unit")));
}

static bool is_to_come(const struct civ_rows *rows, size_t row)
{
	int place = civ_word_place(civ_words_milestone_status, civ_rows_cell(rows, row, "status"));

	return place != CIV_MILESTONE_MET && place != CIV_MILESTONE_MET_LATE && place != CIV_MILESTONE_MISSED;
}

static enum civ_status put_coming(struct civ_bulletin *bulletin)
{
	struct coming coming = {.bulletin = bulletin};
	struct civ_rows milestones, tasks;
	char within[CIV_INT_SIZE];
	int32_t days = civ_bulletin_ahead(bulletin) - bulletin->asof;
	enum civ_status status = civ_bulletin_milestones(bulletin, &milestones);

	snprintf(within, sizeof within, "%d", days > 0 ? (int)days : 0);
	if (status == CIV_OK)
		status = civ_bulletin_tasks(bulletin, within, &tasks);
	if (status != CIV_OK)
		return status;
	for (size_t i = 0; i < milestones.count; i++)
		if (is_to_come(&milestones, i))
			tell_coming(&coming, &milestones, i);
	for (size_t i = 0; i < tasks.count; i++)
		tell_coming(&coming, &tasks, i);
	if (coming.count > 0)
		civ_bulletin_stop(&coming.text);
	if (coming.others > 0)
		civ_buf_addf(&coming.text,
		             civ_say_count("%s other milestone or task falls due by %s.",
		                           "%s other milestones and tasks fall due by %s.", coming.others),
		             civ_bulletin_n(bulletin, (double)coming.others),
		             civ_bulletin_date(bulletin, civ_bulletin_ahead(bulletin)));
	civ_bulletin_paragraph(bulletin, civ_say(CIV_WORD("Milestones and tasks to be done")), &coming.text);
	return status;
}

const struct civ_bulletin_part civ_bulletin_part_coming = {.chapter = CIV_CHAPTER_DEMANDS,
                                                           .place = 30,
                                                           .put = put_coming};

static enum civ_status put_issues(struct civ_bulletin *bulletin)
{
	struct civ_bulletin_share *shares;
	struct civ_rows rows;
	struct civ_buf text = {0};
	size_t count = 0;
	int32_t days = civ_bulletin_ahead(bulletin) - bulletin->asof;
	enum civ_status status = civ_bulletin_limits(bulletin, days > 0 ? days : 0, &rows);

	if (status == CIV_OK)
		status = civ_bulletin_shares(bulletin, &rows, false, &shares, &count);
	if (status != CIV_OK || count == 0)
		return status;
	civ_buf_addf(&text, civ_say(CIV_WORD("By %s these fall due: ")),
	             civ_bulletin_date(bulletin, civ_bulletin_ahead(bulletin)));
	tell_units(bulletin, shares, count, &text);
	civ_bulletin_paragraph(bulletin, civ_say(CIV_WORD("Issues to be put right in time")), &text);
	return status;
}

const struct civ_bulletin_part civ_bulletin_part_due = {.chapter = CIV_CHAPTER_DEMANDS, .place = 40, .put = put_issues};
