/* What is taken off an indicator because issues about it came back: its points for each percent of the closings of a
 * year that did. What came back of the closings of one year shows only in the next, so it is then that it counts. */
#include <math.h>
#include <string.h>

#include "civplan/count.h"
#include "civplan/date.h"
#include "lib/count/life.h"
#include "lib/noun/category.h"
#include "lib/noun/issue.h"
#include "lib/score/model.h"

extern const struct civ_noun civ_noun_area;

/* Closings of this year and the one before that have been watched to the end, and how many came back; as rates count
 * them (civ_issue_rate). */
static const char rebound_sql[] =
	"WITH RECURSIVE " CIV_CATEGORY_INDICATORS ", " CIV_ISSUE_LIVES ", watched AS ("
	"  SELECT n.indicator, ifnull(l.area_id, 0) AS area_id, CAST(substr(l.closed_at, 1, 4) AS INTEGER) AS year,"
	"         CASE WHEN " CIV_LIFE_CAME_BACK("l") " THEN 1 ELSE 0 END AS back"
	"  FROM life l JOIN near n ON n.category = l.category_id AND n.indicator IS NOT NULL"
	"  WHERE l.closed_at >= :from AND date(l.closed_at) <= :judged"
	") "
	"SELECT indicator, area_id, year, count(*), sum(back)"
	" FROM watched"
	" GROUP BY indicator, area_id, year";

/* Of one indicator in one area and year. */
struct closings {
	size_t indicator;
	int64_t area;
	bool this_year;
	int64_t judged, back;
};

struct rebounds {
	struct civ_score_model *model;
	struct civ_buf list; /* of struct closings */
	int year;
};

static bool is_held_off(const struct civ_score_model *model, size_t i)
{
	return model->tree.nodes[i].leaf && model->indicators[i].rebound_points > 0;
}

static bool any_held_off(const struct civ_score_model *model)
{
	for (size_t i = 0; i < model->tree.count; i++)
		if (is_held_off(model, i))
			return true;
	return false;
}

static enum civ_status take_closings(struct rebounds *rebounds, sqlite3_stmt *row)
{
	struct civ_score_model *model = rebounds->model;
	struct closings closings = {.area = sqlite3_column_int64(row, 1),
	                            .this_year = sqlite3_column_int(row, 2) == rebounds->year,
	                            .judged = sqlite3_column_int64(row, 3),
	                            .back = sqlite3_column_int64(row, 4)};
	int64_t place;

	if (!civ_hash_get(model->places, civ_value_column(row, 0).string, &place) ||
	    !is_held_off(model, (size_t)place))
		return CIV_OK;
	closings.indicator = (size_t)place;
	civ_buf_add(&rebounds->list, &closings, sizeof closings);
	return rebounds->list.failed ? civ_no_memory(model->messages) : CIV_OK;
}

static enum civ_status bind(struct rebounds *rebounds, sqlite3_stmt *rows)
{
	const struct civ_score_model *model = rebounds->model;
	struct civ_store *store = civ_records_store(model->records);
	struct civ_watch_settings settings;
	char from[CIV_DATE_SIZE], judged[CIV_DATE_SIZE], end[CIV_DATE_SIZE];
	int month, dayofmonth;
	int32_t first = model->asof;
	enum civ_status status = civ_watch_settings(model->records, &settings);

	if (status != CIV_OK)
		return status;
	civ_date_to_ymd(model->asof, &rebounds->year, &month, &dayofmonth);
	(void)civ_date_from_ymd(rebounds->year - 1, 1, 1, &first);
	civ_date_format(first, from);
	civ_date_format(model->asof - (int32_t)settings.judge_days, judged);
	civ_date_format(model->asof + 1, end);
	status = civ_bind_text(store, rows, ":from", from);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":judged", judged);
	return status == CIV_OK ? civ_bind_text(store, rows, ":end", end) : status;
}

static enum civ_status load_closings(struct rebounds *rebounds)
{
	struct civ_records *records = rebounds->model->records;
	struct civ_store *store = civ_records_store(records);
	sqlite3_stmt *rows = NULL;
	enum civ_status status = civ_records_functions(records, rebound_sql);

	if (status == CIV_OK)
		status = civ_records_statement(records, rebound_sql, &rows);
	if (status == CIV_OK)
		status = bind(rebounds, rows);
	while (civ_store_next(store, rows, &status))
		status = take_closings(rebounds, rows);
	return status;
}

/* The areas that are counted for a subject; NULL: all. */
static enum civ_status find_below(const struct civ_score_model *model, int64_t area, struct civ_hash **below)
{
	struct civ_buf ids = {0};
	enum civ_status status = CIV_OK;

	*below = NULL;
	if (area == 0)
		return CIV_OK;
	civ_buf_addf(&ids, "%lld", (long long)area);
	status = civ_buf_str(&ids) == NULL ? civ_no_memory(model->messages)
	                                   : civ_records_below(model->records, &civ_noun_area, ids.data, below);
	civ_buf_free(&ids);
	return status;
}

static double points_off(double points, int64_t judged, int64_t back)
{
	return judged == 0 ? 0 : points * 100 * (double)back / (double)judged;
}

static enum civ_status hold_off(const struct rebounds *rebounds, struct civ_score_subject *subject)
{
	const struct civ_score_model *model = rebounds->model;
	const struct closings *list = (const struct closings *)(const void *)rebounds->list.data;
	size_t count = rebounds->list.len / sizeof *list;
	struct civ_hash *below;
	enum civ_status status = find_below(model, subject->area, &below);

	subject->rebounds = civ_arena_alloc(model->arena, model->tree.count * sizeof *subject->rebounds);
	if (subject->rebounds == NULL)
		status = civ_worse(status, civ_no_memory(model->messages));
	for (size_t i = 0; i < model->tree.count && status == CIV_OK; i++) {
		int64_t judged[2] = {0}, back[2] = {0};

		for (size_t c = 0; is_held_off(model, i) && c < count; c++) {
			if (list[c].indicator != i || !civ_is_below(below, list[c].area))
				continue;
			judged[list[c].this_year] += list[c].judged;
			back[list[c].this_year] += list[c].back;
		}
		subject->rebounds[i] = (struct civ_score_rebound){
			points_off(model->indicators[i].rebound_points, judged[0], back[0]),
			points_off(model->indicators[i].rebound_points, judged[1], back[1])};
	}
	civ_hash_free(below);
	return status;
}

enum civ_status civ_score_load_rebounds(struct civ_score_model *model)
{
	struct rebounds rebounds = {.model = model};
	enum civ_status status;

	if (!any_held_off(model))
		return CIV_OK;
	status = load_closings(&rebounds);
	for (size_t s = 0; s < model->count && status == CIV_OK; s++)
		status = hold_off(&rebounds, &model->subjects[s]);
	civ_buf_free(&rebounds.list);
	return status;
}

double civ_score_held_off(const struct civ_score_model *model, const struct civ_score_subject *subject, size_t i,
                          bool next)
{
	double points;

	if (subject->rebounds == NULL || !is_held_off(model, i) || subject->scores[i].status != CIV_SCORE_SCORED)
		return NAN;
	points = next ? subject->rebounds[i].next : subject->rebounds[i].now;
	return fmin(points, model->indicators[i].rule.weight);
}

double civ_score_after_rebound(const struct civ_score_model *model, const struct civ_score_subject *subject, size_t i,
                               double score)
{
	double points = civ_score_held_off(model, subject, i, false), weight = model->indicators[i].rule.weight;

	return points > 0 && weight > 0 ? fmax(0, score - 100 * points / weight) : score;
}
