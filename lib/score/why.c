/* Where the points go: by indicator, unit and cause. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/lists.h"
#include "lib/score/model.h"
#include "lib/score/sql.h"

extern const struct civ_noun civ_noun_unit;

/* In the order of enum cause. */
static const struct civ_word causes[] = {
	CIV_CHOICE("no_figure", "No figure", "无数据"),
	CIV_CHOICE("old_figure", "Old figure", "数据过旧"),
	CIV_CHOICE("falling", "Falling", "下降"),
	CIV_CHOICE("stalled", "Stalled", "停滞"),
	CIV_CHOICE("rising", "Rising", "上升"),
	CIV_CHOICE("first_figure", "First figure", "首个数据"),
	CIV_CHOICE("veto", "Veto", "一票否决"),
	{.code = NULL},
};

const struct civ_out_column civ_score_why_columns[] = {
	{"area", "Area", CIV_SHOWN_OF("area"), "code of the area; empty: the whole city"},
	{"indicator", "Indicator", CIV_SHOWN_TEXT, "code of the indicator"},
	{"name", "Name", CIV_SHOWN_TEXT, "its name"},
	{"unit", "Unit", CIV_SHOWN_OF("unit"), "code of the unit that answers for it"},
	{"dimension", "Dimension", CIV_KIND_CHOICE(civ_words_dimension), "result or process"},
	{"weight", "Weight", CIV_KIND_NUMBER, "its weight"},
	{"value", "Value", CIV_SHOWN_NUMBER, "the measure that counts; empty: there is none"},
	{"best", "For all points", CIV_SHOWN_NUMBER,
	 "the value that gives all points, in its unit; of bands that fall the bound that it must be under"},
	{"score", "Score", CIV_KIND_NUMBER, "0 to 100"},
	{"lost", "Lost", CIV_SHOWN_NUMBER, "points lost, out of its own weight"},
	{"gain", "Gain", CIV_KIND_NUMBER,
	 "points by which the combined score would be higher if this one had all of its own and nothing else changed"},
	{"step", "Step", CIV_KIND_NUMBER,
	 "one step on its own scale, in its unit: a tenth of the way from no points to all; bands: to the next; pass: "
	 "all the way"},
	{"step_gain", "Gain of a step", CIV_KIND_NUMBER,
	 "points by which the combined score would be higher after one step"},
	{"cause", "Cause", CIV_SHOWN_CHOICE(causes),
	 "no_figure, veto (its 0 takes the whole result away), old_figure (more than a year old), falling, stalled, "
	 "rising (against the figure before), or first_figure"},
	{"previous", "Before", CIV_KIND_NUMBER, "the figure before, by the same choice of methods"},
	{"date", "Date", CIV_KIND_MOMENT, "the day of the measure that counts"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

const struct civ_out_column civ_score_loss_columns[] = {
	{"area", "Area", CIV_KIND_OF("area"), "code of the area; empty: the whole city"},
	{"group", "Group", {CIV_CELL_TEXT, causes, false, "unit"},
	 "code of the unit, empty: nobody answers for them; or the cause"},
	{"n", "Indicators", CIV_KIND_NUMBER, "indicators that lost points or have no figure"},
	{"n_missing", "Without figure", CIV_KIND_NUMBER,
	 "of these, without a figure: their points are not among the lost ones unless they count as 0"},
	{"lost", "Lost", CIV_KIND_NUMBER, "points lost, each out of its own weight"},
	{"share", "Share (%)", CIV_KIND_NUMBER, "of all points lost in the area"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

enum { SCORE_DIGITS = 6, POINT_DIGITS = 4, YEAR_DAYS = 365 };

/* More than the rounding that a bound forgives. */
static const double JUST_UNDER = 1e-6;

enum cause { NO_FIGURE, OLD_FIGURE, FALLING, STALLED, RISING, FIRST_FIGURE, VETO };

struct loss {
	size_t indicator;
	double lost, gain, best, step, step_gain, previous; /* NAN: not known */
	enum cause cause;
	bool missing;
};

struct losses {
	struct civ_score_model *model;
	struct civ_score_room room;
	struct civ_score *trial; /* the scores with one of them changed */
	struct loss *rows;
	size_t count;
	bool stored;             /* the measures are the stored ones, so that there may be one before */
	enum civ_score_by by;
};

/* What the combined score would be if leaf I had SCORE; NAN when it has none then either, or had none before. */
static double gain(struct losses *losses, const struct civ_score_subject *subject, size_t i, double score)
{
	const struct civ_score_tree *tree = &losses->model->tree;
	const struct civ_score *now = &subject->totals[CIV_PART_ALL];
	struct civ_score totals[CIV_PARTS];
	struct civ_score_error error;

	memcpy(losses->trial, subject->scores, tree->count * sizeof *losses->trial);
	losses->trial[i] = (struct civ_score){.status = CIV_SCORE_SCORED, .value = score};
	if (now->status != CIV_SCORE_SCORED ||
	    !civ_score_tree_evaluate(tree, losses->trial, &losses->room, totals, &error) ||
	    totals[CIV_PART_ALL].status != CIV_SCORE_SCORED)
		return NAN;
	return totals[CIV_PART_ALL].value - now->value;
}

/* One step nearer to the best value, and not beyond it. */
static enum civ_status take_step(struct losses *losses, const struct civ_score_subject *subject, struct loss *loss)
{
	const struct civ_score_indicator *indicator = &losses->model->indicators[loss->indicator];
	const struct civ_score_figure *figure = &subject->figures[loss->indicator];
	struct civ_score_measured measured = {.numerator = NAN, .denominator = NAN};
	double score;

	if (!figure->given || !civ_score_way(&indicator->rule, figure->measured.value, &loss->best, &loss->step))
		return CIV_OK;
	if (fabs(loss->best - figure->measured.value) < loss->step)
		measured.value = loss->best;
	else
		measured.value = figure->measured.value +
		                 (loss->best > figure->measured.value ? loss->step : -loss->step);
	/* Bands that fall end below their bound: a value on it is not in the better one. */
	if (indicator->rule.kind == CIV_RULE_BANDS && loss->best <= figure->measured.value)
		measured.value -= JUST_UNDER * fmax(fabs(measured.value), 1);
	if (civ_score_by_rule(&indicator->rule, &measured, &score))
		loss->step_gain = gain(losses, subject, loss->indicator,
		                       civ_score_after_rebound(losses->model, subject, loss->indicator, score));
	return CIV_OK;
}

static enum civ_status find_previous(struct losses *losses, const struct civ_score_subject *subject, struct loss *loss)
{
	const struct civ_score_model *model = losses->model;
	struct civ_store *store = civ_records_store(model->records);
	char day[CIV_DATE_SIZE];
	sqlite3_stmt *row;
	enum civ_status status = civ_records_statement(model->records, civ_score_statements[CIV_SCORE_PREVIOUS], &row);

	civ_date_format(subject->figures[loss->indicator].day, day);
	if (status == CIV_OK)
		status = civ_score_bind_text(store, row, 1, model->indicators[loss->indicator].code);
	if (status == CIV_OK)
		status = civ_score_bind_text(store, row, 2, day);
	if (status == CIV_OK)
		status = civ_score_bind_id(store, row, 3, subject->area);
	if (status == CIV_OK && model->method != NULL)
		status = civ_score_bind_text(store, row, 4, model->method);
	if (civ_store_next(store, row, &status)) {
		loss->previous = sqlite3_column_double(row, 0);
		sqlite3_reset(row);
	}
	return status;
}

static enum civ_status find_cause(struct losses *losses, const struct civ_score_subject *subject, struct loss *loss)
{
	const struct civ_score_figure *figure = &subject->figures[loss->indicator];
	bool down = losses->model->indicators[loss->indicator].rule.direction == CIV_DIRECTION_DOWN;
	enum civ_status status = CIV_OK;

	loss->previous = NAN;
	if (!figure->given) {
		loss->cause = NO_FIGURE;
		return CIV_OK;
	}
	if (losses->stored)
		status = find_previous(losses, subject, loss);
	if (civ_score_vetoes(&losses->model->tree.nodes[loss->indicator], &subject->scores[loss->indicator]))
		loss->cause = VETO;
	else if (losses->model->asof - figure->day > YEAR_DAYS)
		loss->cause = OLD_FIGURE;
	else if (isnan(loss->previous))
		loss->cause = FIRST_FIGURE;
	else if (figure->measured.value == loss->previous)
		loss->cause = STALLED;
	else
		loss->cause = (figure->measured.value > loss->previous) != down ? RISING : FALLING;
	return status;
}

static enum civ_status take_leaf(struct losses *losses, const struct civ_score_subject *subject, size_t i)
{
	const struct civ_score_node *node = &losses->model->tree.nodes[i];
	const struct civ_score *score = &subject->scores[i];
	bool has_score = score->status == CIV_SCORE_SCORED || score->zero;
	struct loss *loss = &losses->rows[losses->count];
	enum civ_status status;

	if (!node->leaf || (node->weight <= 0 && !civ_score_vetoes(node, score)) ||
	    score->status == CIV_SCORE_NA || (has_score && score->value >= 100))
		return CIV_OK;
	*loss = (struct loss){
		.indicator = i,
		.missing = score->status == CIV_SCORE_MISSING,
		.lost = has_score ? node->weight * (100 - score->value) / 100 : NAN,
		.gain = gain(losses, subject, i, 100),
		.best = NAN,
		.step = NAN,
		.step_gain = NAN,
	};
	losses->count++;
	status = find_cause(losses, subject, loss);
	return status == CIV_OK && losses->by == CIV_SCORE_BY_INDICATOR ? take_step(losses, subject, loss) : status;
}

/* ---- by indicator ---- */

static int by_gain(const void *left, const void *right)
{
	const struct loss *a = left, *b = right;
	double x = isnan(a->gain) ? -1 : a->gain, y = isnan(b->gain) ? -1 : b->gain;

	if (x != y)
		return x > y ? -1 : 1;
	return a->indicator < b->indicator ? -1 : a->indicator > b->indicator;
}

static const char *unit_code(const struct civ_score_model *model, int64_t unit)
{
	return unit == 0 ? NULL : civ_records_code(model->records, &civ_noun_unit, unit);
}

static enum civ_status write_loss(const struct losses *losses, const struct civ_score_subject *subject,
                                  const struct loss *loss, struct civ_out *out)
{
	const struct civ_score_model *model = losses->model;
	const struct civ_score_indicator *indicator = &model->indicators[loss->indicator];
	const struct civ_score_node *node = &model->tree.nodes[loss->indicator];
	const struct civ_score_figure *figure = &subject->figures[loss->indicator];
	const struct civ_score *score = &subject->scores[loss->indicator];

	civ_out_string(out, subject->code);
	civ_out_string(out, indicator->code);
	civ_out_string(out, indicator->name);
	civ_out_string(out, unit_code(model, indicator->unit));
	civ_out_string(out, civ_score_part_code(node->dimension));
	civ_out_real(out, node->weight);
	civ_out_real(out, figure->given ? figure->measured.value : NAN);
	civ_out_real(out, loss->best);
	civ_out_rounded(out, score->status == CIV_SCORE_SCORED || score->zero ? score->value : NAN, SCORE_DIGITS);
	civ_out_rounded(out, loss->lost, POINT_DIGITS);
	civ_out_rounded(out, loss->gain, POINT_DIGITS);
	civ_out_rounded(out, loss->step, POINT_DIGITS);
	civ_out_rounded(out, loss->step_gain, POINT_DIGITS);
	civ_out_string(out, causes[loss->cause].code);
	civ_out_real(out, loss->previous);
	civ_out_day(out, figure->given, figure->day);
	return civ_out_row(out);
}

static enum civ_status write_losses(struct losses *losses, const struct civ_score_subject *subject, struct civ_out *out)
{
	enum civ_status status = CIV_OK;

	qsort(losses->rows, losses->count, sizeof *losses->rows, by_gain);
	for (size_t i = 0; i < losses->count && status == CIV_OK; i++)
		status = write_loss(losses, subject, &losses->rows[i], out);
	return status;
}

/* ---- by unit or cause ---- */

struct group {
	const char *name; /* NULL: nobody */
	int64_t n, missing;
	double lost;
};

static int by_lost(const void *left, const void *right)
{
	const struct group *a = left, *b = right;

	if (a->lost != b->lost)
		return a->lost > b->lost ? -1 : 1;
	if (a->n != b->n)
		return a->n > b->n ? -1 : 1;
	return strcmp(a->name == NULL ? "" : a->name, b->name == NULL ? "" : b->name);
}

static const char *group_name(const struct losses *losses, const struct loss *loss)
{
	if (losses->by == CIV_SCORE_BY_CAUSE)
		return civ_records_word(losses->model->records, &causes[loss->cause]);
	return unit_code(losses->model, losses->model->indicators[loss->indicator].unit);
}

static bool same_name(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* Units are few, and so are causes. */
static size_t gather(const struct losses *losses, struct group *groups, double *all)
{
	size_t count = 0;

	*all = 0;
	for (size_t i = 0; i < losses->count; i++) {
		const struct loss *loss = &losses->rows[i];
		const char *name = group_name(losses, loss);
		size_t g = 0;

		while (g < count && !same_name(groups[g].name, name))
			g++;
		if (g == count)
			groups[count++] = (struct group){.name = name};
		groups[g].n++;
		groups[g].missing += loss->missing;
		groups[g].lost += isnan(loss->lost) ? 0 : loss->lost;
		*all += isnan(loss->lost) ? 0 : loss->lost;
	}
	return count;
}

static enum civ_status write_groups(const struct losses *losses, const struct civ_score_subject *subject,
                                    struct civ_out *out)
{
	struct group *groups = calloc(losses->count + 1, sizeof *groups);
	size_t count;
	double all;
	enum civ_status status = CIV_OK;

	if (groups == NULL)
		return civ_no_memory(losses->model->messages);
	count = gather(losses, groups, &all);
	qsort(groups, count, sizeof *groups, by_lost);
	for (size_t g = 0; g < count && status == CIV_OK; g++) {
		civ_out_string(out, subject->code);
		civ_out_string(out, losses->by == CIV_SCORE_BY_CAUSE && civ_records_speaking(losses->model->records)
		                            ? civ_code_told(causes, groups[g].name)
		                            : groups[g].name);
		civ_out_int(out, groups[g].n);
		civ_out_int(out, groups[g].missing);
		civ_out_rounded(out, groups[g].lost, POINT_DIGITS);
		civ_out_rounded(out, all > 0 ? 100 * groups[g].lost / all : NAN, 2);
		status = civ_out_row(out);
	}
	free(groups);
	return status;
}

/* ---- all of it ---- */

static enum civ_status one_subject(struct losses *losses, const struct civ_score_subject *subject, struct civ_out *out)
{
	enum civ_status status = CIV_OK;

	losses->count = 0;
	for (size_t i = 0; i < losses->model->tree.count && status == CIV_OK; i++)
		status = take_leaf(losses, subject, i);
	if (status != CIV_OK)
		return status;
	return losses->by == CIV_SCORE_BY_INDICATOR ? write_losses(losses, subject, out)
	                                            : write_groups(losses, subject, out);
}

enum civ_status civ_score_why(struct civ_records *records, const struct civ_score_options *options,
                              enum civ_score_by by, struct civ_out *out)
{
	struct civ_score_model model = {0};
	struct losses losses = {.model = &model, .stored = options->measures == NULL, .by = by};
	enum civ_status status = civ_score_model_score(&model, records, options);

	losses.room.sums = calloc(model.tree.count + 1, sizeof *losses.room.sums);
	losses.room.part = calloc(model.tree.count + 1, sizeof *losses.room.part);
	losses.trial = calloc(model.tree.count + 1, sizeof *losses.trial);
	losses.rows = calloc(model.tree.count + 1, sizeof *losses.rows);
	if (losses.room.sums == NULL || losses.room.part == NULL || losses.trial == NULL || losses.rows == NULL)
		status = civ_worse(status, civ_no_memory(civ_records_messages(records)));
	for (size_t s = 0; s < model.count && status == CIV_OK; s++)
		status = one_subject(&losses, &model.subjects[s], out);
	status = civ_score_flag(&model, status);
	free(losses.room.sums);
	free(losses.room.part);
	free(losses.trial);
	free(losses.rows);
	civ_score_model_close(&model);
	return status;
}
