/* How far the ranks depend on the weights. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/score/model.h"

const struct civ_out_column civ_sensitivity_columns[] = {
	{"area", "Area", CIV_KIND_OF("area"), "code of the area"},
	{"rank", "Rank", CIV_KIND_NUMBER, "by the weights as they are"},
	{"score", "Score", CIV_KIND_NUMBER, "by the weights as they are"},
	{"rank_best", "Best rank", CIV_KIND_NUMBER, "in all draws"},
	{"rank_p5", "P5", CIV_KIND_NUMBER, "its rank is this or better in 5 % of the draws, by nearest rank"},
	{"rank_p50", "P50", CIV_KIND_NUMBER, "in half of them"},
	{"rank_p95", "P95", CIV_KIND_NUMBER, "in 95 % of them"},
	{"rank_worst", "Worst rank", CIV_KIND_NUMBER, "in all draws"},
	{"kept", "Kept (%)", CIV_KIND_NUMBER, "draws in which it keeps its rank"},
	{"score_low", "Lowest score", CIV_KIND_NUMBER, "in all draws"},
	{"score_high", "Highest score", CIV_KIND_NUMBER, "in all draws"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

enum { DIGITS = 6 };

/* An area with a score. */
struct contender {
	const struct civ_score_subject *subject;
	double score, low, high, drawn;
	int64_t rank;
	int64_t *ranks; /* how often it had each, from 1 */
};

struct study {
	struct civ_score_model *model;
	const struct civ_sensitivity_options *options;
	struct contender *contenders;
	struct contender **order;
	int64_t *ranks;
	double *weights; /* as they are */
	size_t count;
};

static int by_drawn(const void *left, const void *right)
{
	const struct contender *a = *(const struct contender *const *)left,
			       *b = *(const struct contender *const *)right;

	if (a->drawn != b->drawn)
		return a->drawn > b->drawn ? -1 : 1;
	return strcmp(a->subject->code, b->subject->code);
}

static void give_ranks(struct study *study, bool first)
{
	int64_t rank = 0;

	qsort(study->order, study->count, sizeof *study->order, by_drawn);
	for (size_t i = 0; i < study->count; i++) {
		struct contender *contender = study->order[i];

		if (i == 0 || contender->drawn != study->order[i - 1]->drawn)
			rank = (int64_t)i + 1;
		if (first)
			contender->rank = rank;
		else
			contender->ranks[rank - 1]++;
	}
}

static enum civ_status set_up(struct study *study)
{
	const struct civ_score_model *model = study->model;
	size_t n = model->count + 1;

	study->contenders = calloc(n, sizeof *study->contenders);
	study->order = calloc(n, sizeof(struct contender *));
	study->ranks = calloc(n * n, sizeof *study->ranks);
	study->weights = calloc(model->tree.count + 1, sizeof *study->weights);
	if (study->contenders == NULL || study->order == NULL || study->ranks == NULL || study->weights == NULL)
		return civ_no_memory(model->messages);
	for (size_t i = 0; i < model->tree.count; i++)
		study->weights[i] = model->tree.nodes[i].weight;
	for (size_t s = 0; s < model->count; s++) {
		const struct civ_score *total = &model->subjects[s].totals[CIV_PART_ALL];

		if (total->status != CIV_SCORE_SCORED)
			continue;
		study->contenders[study->count] = (struct contender){
			.subject = &model->subjects[s],
			.score = total->value,
			.drawn = total->value,
			.low = total->value,
			.high = total->value,
			.ranks = study->ranks + study->count * n,
		};
		study->order[study->count] = &study->contenders[study->count];
		study->count++;
	}
	give_ranks(study, true);
	return CIV_OK;
}

/* The rules' own weights stay: step and floor of a slope are points of them. */
static enum civ_status draw(struct study *study, unsigned short state[3])
{
	struct civ_score_tree *tree = &study->model->tree;
	enum civ_status status;

	for (size_t i = 0; i < tree->count; i++)
		tree->nodes[i].weight = study->weights[i] *
		                        (1 + study->options->percent / 100 * (2 * erand48(state) - 1));
	civ_score_tree_prepare(tree);
	status = civ_score_compute(study->model);
	for (size_t i = 0; i < study->count && status == CIV_OK; i++) {
		struct contender *contender = &study->contenders[i];
		const struct civ_score *total = &contender->subject->totals[CIV_PART_ALL];

		/* Other weights may leave less than the coverage: then it has no score, and comes last. */
		contender->drawn = total->status == CIV_SCORE_SCORED ? total->value : -1;
		if (total->status != CIV_SCORE_SCORED)
			continue;
		contender->low = fmin(contender->low, total->value);
		contender->high = fmax(contender->high, total->value);
	}
	if (status == CIV_OK)
		give_ranks(study, false);
	return status;
}

static int64_t percentile(const struct study *study, const struct contender *contender, int64_t percent)
{
	int64_t so_far = 0;

	for (size_t r = 0; r < study->count; r++) {
		so_far += contender->ranks[r];
		if (so_far > 0 && so_far * 100 >= study->options->draws * percent)
			return (int64_t)r + 1;
	}
	return (int64_t)study->count;
}

static int by_rank(const void *left, const void *right)
{
	const struct contender *a = *(const struct contender *const *)left,
			       *b = *(const struct contender *const *)right;

	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	return strcmp(a->subject->code, b->subject->code);
}

static enum civ_status write_study(struct study *study, struct civ_out *out)
{
	enum civ_status status = CIV_OK;

	qsort(study->order, study->count, sizeof *study->order, by_rank);
	for (size_t i = 0; i < study->count && status == CIV_OK; i++) {
		const struct contender *contender = study->order[i];

		civ_out_string(out, contender->subject->code);
		civ_out_int(out, contender->rank);
		civ_out_rounded(out, contender->score, DIGITS);
		civ_out_int(out, percentile(study, contender, 0));
		civ_out_int(out, percentile(study, contender, 5));
		civ_out_int(out, percentile(study, contender, 50));
		civ_out_int(out, percentile(study, contender, 95));
		civ_out_int(out, percentile(study, contender, 100));
		civ_out_rounded(out,
		                100 * (double)contender->ranks[contender->rank - 1] / (double)study->options->draws, 2);
		civ_out_rounded(out, contender->low, DIGITS);
		civ_out_rounded(out, contender->high, DIGITS);
		status = civ_out_row(out);
	}
	return status;
}

enum civ_status civ_score_sensitivity(struct civ_records *records, const struct civ_score_options *options,
                                      const struct civ_sensitivity_options *draws, struct civ_out *out)
{
	unsigned short state[3] = {0x330E, (unsigned short)draws->seed,
	                           (unsigned short)(draws->seed >> 16)}; /* as srand48 sets it */
	struct civ_score_model model = {0};
	struct study study = {.model = &model, .options = draws};
	enum civ_status status = civ_score_model_score(&model, records, options);

	if (status == CIV_OK)
		status = set_up(&study);
	for (int64_t i = 0; i < draws->draws && status == CIV_OK; i++)
		status = draw(&study, state);
	if (status == CIV_OK)
		status = write_study(&study, out);
	status = civ_score_flag(&model, status);
	free(study.contenders);
	free(study.order);
	free(study.ranks);
	free(study.weights);
	civ_score_model_close(&model);
	return status;
}
