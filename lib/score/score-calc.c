/* The scores of every subject, written as rows. */
#include <math.h>

#include "civplan/decimal.h"
#include "civplan/lists.h"
#include "lib/score/model.h"

static const struct civ_word statuses[] = {
	CIV_CHOICE("scored", "Scored", "已计分"),
	CIV_CHOICE("missing", "Missing", "缺数据"),
	CIV_CHOICE("na", "Not applicable", "不适用"),
	CIV_CHOICE("node", "Node", "节点"),
	CIV_CHOICE("undefined", "Undefined", "无法计算"),
	{"vetoed", "Vetoed", "一票否决", CIV_TONE_BAD, 0},
	{.code = NULL},
};

/* Of one method. */
#define COLUMNS \
	{"standard", "Standard", CIV_KIND_OF("standard"), "code of the standard"}, \
	{"area", "Area", CIV_SHOWN_OF("area"), "code of the area; empty: the whole city"}, \
	{"indicator", "Indicator", CIV_SHOWN_TEXT, "code of the indicator; *, *result and *process: the totals"}, \
	{"parent", "Parent", CIV_KIND_OF("indicator"), "code of the node above it"}, \
	{"level", "Level", CIV_KIND_NUMBER, "0 for the totals, 1 for the top indicators"}, \
	{"name", "Name", CIV_SHOWN_TEXT, "name of the indicator"}, \
	{"dimension", "Dimension", CIV_KIND_CHOICE(civ_words_dimension), \
	 "result or process, its own or that of the node above"}, \
	{"weight", "Weight", CIV_SHOWN_NUMBER, "its weight; of a total the weights that it is made of"}, \
	{"value", "Value", CIV_SHOWN_NUMBER, "the measure that counts"}, \
	{"date", "Date", CIV_KIND_MOMENT, "the day of that measure"}, \
	{"method", "Method", CIV_KIND_CHOICE(civ_words_method), "how it was measured"}, \
	{"score", "Score", CIV_SHOWN_NUMBER, "0 to 100"}, \
	{"points", "Points", CIV_KIND_NUMBER, "points got: weight x score / 100"}, \
	{"possible", "Possible", CIV_KIND_NUMBER, "points that were to be got: the weight"}, \
	{"lost", "Lost", CIV_SHOWN_NUMBER, "possible - points"}, \
	{"rate", "Rate", CIV_KIND_NUMBER, "points / possible, 0 to 1"}, \
	{"status", "Status", CIV_SHOWN_CHOICE(statuses), \
	 "scored, missing, na (not applicable), node, undefined (its mean has no value for what is below it), or " \
	 "vetoed (a veto with a score of 0, and the totals that it takes away)"}, \
	{"deducted", "Points off for rebound", CIV_KIND_NUMBER, \
	 "points taken off because of the issues closed in the year before that came back: rebound_points for each " \
	 "percent of them"}, \
	{"deducted_next", "Points off next year", CIV_KIND_NUMBER, \
	 "points that will be taken off next year, by what has come back so far of what was closed in this one"}

const struct civ_out_column civ_score_plain_columns[] = {COLUMNS, {NULL, NULL, CIV_KIND_TEXT, NULL}};
const struct civ_out_column civ_score_columns[] = {
	COLUMNS,
	{"against", "Against", CIV_SHOWN_NUMBER, "with --against: the score by that method"},
	{"gap", "Gap", CIV_SHOWN_NUMBER,
	 "with --against: score - against; above 0 where the first method finds more than the other"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

size_t civ_score_column_count(const struct civ_score_options *options)
{
	return civ_out_column_count(options->against == NULL ? civ_score_plain_columns : civ_score_columns);
}

static const struct civ_score_figure none = {.given = false};

enum { SCORE_DIGITS = 6, POINT_DIGITS = 4, GAP_WARNED = 20 };

/* From score to status: points go with a score, also with the zero that a missing one counts for. */
static const char *status_of(const struct civ_score *score, const struct civ_score_node *node)
{
	switch (score->status) {
	case CIV_SCORE_SCORED:
		if (node != NULL && civ_score_vetoes(node, score))
			return "vetoed";
		return node != NULL && node->leaf ? "scored" : "node";
	case CIV_SCORE_UNDEFINED:
		return "undefined";
	case CIV_SCORE_VETOED:
		return "vetoed";
	case CIV_SCORE_NA:
		return "na";
	case CIV_SCORE_MISSING:
		break;
	}
	return "missing";
}

/* Of a total NODE is NULL. */
static void write_points(struct civ_out *out, const struct civ_score *score, double weight,
                         const struct civ_score_node *node)
{
	bool has_score = score->status == CIV_SCORE_SCORED || score->zero;
	double points = weight * score->value / 100;

	civ_out_rounded(out, has_score ? score->value : NAN, SCORE_DIGITS);
	civ_out_rounded(out, has_score ? points : NAN, POINT_DIGITS);
	civ_out_rounded(out, score->status == CIV_SCORE_NA ? NAN : weight, POINT_DIGITS);
	civ_out_rounded(out, has_score ? weight - points : NAN, POINT_DIGITS);
	civ_out_rounded(out, has_score && weight > 0 ? points / weight : NAN, SCORE_DIGITS);
	civ_out_string(out, status_of(score, node));
}

static void write_figure(struct civ_out *out, const struct civ_score_figure *figure)
{
	civ_out_real(out, figure->given ? figure->measured.value : NAN);
	civ_out_day(out, figure->given, figure->day);
	civ_out_string(out, figure->given ? figure->method->code : NULL);
}

/* The same place in what another method found; NULL: there is no such method. */
struct against {
	const struct civ_score_model *model;
	const struct civ_score_subject *subject; /* NULL: it found nothing of the area */
};

static void write_against(struct civ_out *out, const struct against *against, const struct civ_score *score,
                          const struct civ_score *other)
{
	bool has_other = other != NULL && (other->status == CIV_SCORE_SCORED || other->zero);

	if (against->model == NULL)
		return;
	civ_out_rounded(out, has_other ? other->value : NAN, SCORE_DIGITS);
	has_other = has_other && (score->status == CIV_SCORE_SCORED || score->zero);
	civ_out_rounded(out, has_other ? score->value - other->value : NAN, SCORE_DIGITS);
}

static enum civ_status write_total(const struct civ_score_model *model, const struct civ_score_subject *subject,
                                   enum civ_score_part part, const struct against *against, struct civ_out *out)
{
	static const char *const codes[CIV_PARTS] = {"*", "*result", "*process"};

	civ_out_string(out, model->code);
	civ_out_string(out, subject->code);
	civ_out_string(out, codes[part]);
	civ_out_null(out);
	civ_out_int(out, 0);
	civ_out_string(out, civ_score_part_name(model->records, part));
	civ_out_string(out, civ_score_part_code(part));
	civ_out_rounded(out, model->tree.weight[part], POINT_DIGITS);
	write_figure(out, &none);
	write_points(out, &subject->totals[part], model->tree.weight[part], NULL);
	civ_out_null(out);
	civ_out_null(out);
	write_against(out, against, &subject->totals[part],
	              against->subject == NULL ? NULL : &against->subject->totals[part]);
	return civ_out_row(out);
}

static enum civ_status write_indicator(const struct civ_score_model *model, const struct civ_score_subject *subject,
                                       size_t i, const struct against *against, struct civ_out *out)
{
	const struct civ_score_indicator *indicator = &model->indicators[i];
	const struct civ_score_node *node = &model->tree.nodes[i];

	civ_out_string(out, model->code);
	civ_out_string(out, subject->code);
	civ_out_string(out, indicator->code);
	civ_out_string(out, indicator->parent);
	civ_out_int(out, indicator->level);
	civ_out_string(out, indicator->name);
	civ_out_string(out, civ_score_part_code(node->dimension));
	civ_out_real(out, node->weight);
	write_figure(out, node->leaf ? &subject->figures[i] : &none);
	write_points(out, &subject->scores[i], node->weight, node);
	civ_out_rounded(out, civ_score_held_off(model, subject, i, false), POINT_DIGITS);
	civ_out_rounded(out, civ_score_held_off(model, subject, i, true), POINT_DIGITS);
	write_against(out, against, &subject->scores[i],
	              against->subject == NULL ? NULL : &against->subject->scores[i]);
	return civ_out_row(out);
}

static enum civ_status write_subject(const struct civ_score_model *model, const struct civ_score_subject *subject,
                                     int64_t level, const struct against *against, struct civ_out *out)
{
	enum civ_status status = write_total(model, subject, CIV_PART_ALL, against, out);

	for (int part = CIV_PART_RESULT; model->tree.has_parts && part < CIV_PARTS && status == CIV_OK; part++)
		status = write_total(model, subject, (enum civ_score_part)part, against, out);
	for (size_t i = 0; i < model->tree.count && status == CIV_OK; i++)
		if (level < 0 || model->indicators[i].level <= level)
			status = write_indicator(model, subject, i, against, out);
	return status;
}

static const struct civ_score_subject *same_area(const struct civ_score_model *other, int64_t area)
{
	for (size_t s = 0; s < other->count; s++)
		if (other->subjects[s].area == area)
			return &other->subjects[s];
	return NULL;
}

static enum civ_status write_model(const struct civ_score_model *model, const struct civ_score_model *other,
                                   int64_t level, struct civ_out *out)
{
	enum civ_status status = CIV_OK;

	for (size_t s = 0; s < model->count && status == CIV_OK; s++) {
		const struct civ_score_subject *subject = &model->subjects[s];
		const struct against against = {other, other == NULL ? NULL : same_area(other, subject->area)};

		status = write_subject(model, subject, level, &against, out);
	}
	return status;
}

static enum civ_status score_other(struct civ_score_model *other, struct civ_records *records,
                                   const struct civ_score_options *options)
{
	struct civ_score_options others = *options;

	others.method = options->against;
	if (options->measures != NULL)
		return civ_error(civ_records_messages(records), CIV_USAGE, NULL,
		                 "--against scores stored measures: it does not go with --measures");
	return civ_score_model_score(other, records, &others);
}

/* A good result on poor work does not last. */
static void warn_of_gap(const struct civ_score_model *model)
{
	const struct civ_score *totals = model->count == 1 ? model->subjects[0].totals : NULL;
	char gap[CIV_REAL_SIZE];

	if (totals == NULL || !model->tree.has_parts || totals[CIV_PART_ALL].status != CIV_SCORE_SCORED ||
	    totals[CIV_PART_RESULT].value - totals[CIV_PART_PROCESS].value < GAP_WARNED)
		return;
	civ_real_format_rounded(totals[CIV_PART_RESULT].value - totals[CIV_PART_PROCESS].value, 2, gap);
	civ_warn(model->messages, NULL, "the result part is %s points above the process part", gap);
}

enum civ_status civ_score_report(struct civ_records *records, const struct civ_score_options *options,
                                 struct civ_out *out)
{
	struct civ_score_model model = {0}, other = {0};
	enum civ_status status = CIV_OK;

	if (options->against != NULL)
		status = score_other(&other, records, options);
	if (status == CIV_OK)
		status = civ_score_model_score(&model, records, options);
	if (status == CIV_OK) {
		warn_of_gap(&model);
		status = write_model(&model, options->against == NULL ? NULL : &other, options->level, out);
	}
	status = civ_score_flag(&model, civ_score_flag(&other, status));
	civ_score_model_close(&other);
	civ_score_model_close(&model);
	return status;
}
