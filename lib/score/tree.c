/* Scores up the tree of a standard. */
#include "lib/score/tree.h"

#include <math.h>
#include <string.h>

static const struct civ_score_node top = {.parent = -1, .aggregate = CIV_ARITHMETIC, .missing = CIV_MISSING_REWEIGHT};

static void settle_dimensions(struct civ_score_tree *tree)
{
	tree->has_parts = false;
	for (size_t i = 0; i < tree->count; i++) {
		struct civ_score_node *node = &tree->nodes[i];

		tree->has_parts = tree->has_parts || node->dimension != CIV_PART_ALL;
		if (node->dimension == CIV_PART_ALL && node->parent >= 0)
			node->dimension = tree->nodes[node->parent].dimension;
	}
	for (size_t i = 0; tree->has_parts && i < tree->count; i++)
		if (tree->nodes[i].leaf && tree->nodes[i].dimension == CIV_PART_ALL)
			tree->nodes[i].dimension = CIV_PART_RESULT;
}

/* Children come after their parents, so that going backwards a node's sums are complete when it is reached. */
static void share_weights(struct civ_score_tree *tree)
{
	memset(tree->weight, 0, sizeof tree->weight);
	for (size_t i = 0; i < tree->count; i++)
		memset(tree->nodes[i].share, 0, sizeof tree->nodes[i].share);
	for (size_t i = tree->count; i-- > 0;) {
		struct civ_score_node *node = &tree->nodes[i];
		double *above = node->parent < 0 ? tree->weight : tree->nodes[node->parent].share;
		double sum = node->share[CIV_PART_ALL];

		node->share[CIV_PART_ALL] = node->weight;
		for (int part = CIV_PART_RESULT; part < CIV_PARTS; part++) {
			if (node->leaf)
				node->share[part] = (int)node->dimension == part ? node->weight : 0;
			else
				node->share[part] = sum > 0 ? node->weight * node->share[part] / sum : 0;
		}
		for (int part = 0; part < CIV_PARTS; part++)
			above[part] += node->share[part];
	}
}

void civ_score_tree_prepare(struct civ_score_tree *tree)
{
	settle_dimensions(tree);
	share_weights(tree);
}

static struct civ_score finish(const struct civ_score_node *node, const struct civ_score_sum *sum)
{
	struct civ_score score = {.status = CIV_SCORE_SCORED};

	if (sum->undefined) {
		score.status = CIV_SCORE_UNDEFINED;
	} else if (sum->total <= 0) {
		score.status = CIV_SCORE_NA;
	} else if (sum->present <= 0 || sum->present / sum->total < CIV_SCORE_COVERAGE - 1e-9) {
		score.status = CIV_SCORE_MISSING;
	} else if (node->aggregate == CIV_GEOMETRIC) {
		score.value = exp(sum->value / sum->present);
	} else {
		score.value = node->aggregate == CIV_HARMONIC ? sum->present / sum->value : sum->value / sum->present;
	}
	return score;
}

static enum civ_score_fault add(const struct civ_score_node *node, struct civ_score_sum *sum, double weight,
                                struct civ_score *score)
{
	if (weight <= 0 || score->status == CIV_SCORE_NA)
		return CIV_FAULT_NONE;
	sum->undefined = sum->undefined || score->status == CIV_SCORE_UNDEFINED;
	if (score->status == CIV_SCORE_UNDEFINED)
		return CIV_FAULT_NONE;
	if (score->status == CIV_SCORE_MISSING && node->missing == CIV_MISSING_FAIL)
		return CIV_FAULT_MISSING;
	sum->total += weight;
	score->zero = score->status == CIV_SCORE_MISSING && node->missing == CIV_MISSING_ZERO;
	if (score->status == CIV_SCORE_MISSING && !score->zero)
		return CIV_FAULT_NONE;
	if (node->aggregate != CIV_ARITHMETIC && score->value <= 0)
		return CIV_FAULT_NOT_POSITIVE;
	sum->present += weight;
	if (node->aggregate == CIV_GEOMETRIC)
		sum->value += weight * log(score->value);
	else
		sum->value += node->aggregate == CIV_HARMONIC ? weight / score->value : weight * score->value;
	return CIV_FAULT_NONE;
}

/* One part: leaves of another have no weight in it. A fault leaves the node without a score, and what is above it. */
static struct civ_score evaluate(const struct civ_score_tree *tree, enum civ_score_part part, struct civ_score *scores,
                                 struct civ_score_sum *sums, struct civ_score_error *error)
{
	memset(sums, 0, (tree->count + 1) * sizeof *sums);
	for (size_t i = tree->count; i-- > 0;) {
		const struct civ_score_node *node = &tree->nodes[i];
		const struct civ_score_node *above = node->parent < 0 ? &top : &tree->nodes[node->parent];
		struct civ_score_sum *sum = &sums[node->parent < 0 ? tree->count : (size_t)node->parent];
		enum civ_score_fault fault;

		if (!node->leaf)
			scores[i] = finish(node, &sums[i]);
		fault = add(above, sum, node->share[part], &scores[i]);
		sum->undefined = sum->undefined || fault != CIV_FAULT_NONE;
		if (fault != CIV_FAULT_NONE && error->fault == CIV_FAULT_NONE)
			*error = (struct civ_score_error){fault, node->parent, (int)i};
	}
	return finish(&top, &sums[tree->count]);
}

static struct civ_score combine(double share, const struct civ_score *result, const struct civ_score *process)
{
	struct civ_score score = {.status = CIV_SCORE_MISSING};

	if (result->status == CIV_SCORE_NA && process->status == CIV_SCORE_NA)
		score.status = CIV_SCORE_NA;
	if (result->status == CIV_SCORE_UNDEFINED || process->status == CIV_SCORE_UNDEFINED)
		score.status = CIV_SCORE_UNDEFINED;
	if (result->status != CIV_SCORE_SCORED || process->status != CIV_SCORE_SCORED)
		return score;
	score.status = CIV_SCORE_SCORED;
	score.value = share * process->value + (1 - share) * result->value;
	return score;
}

bool civ_score_vetoes(const struct civ_score_node *node, const struct civ_score *score)
{
	return node->veto && score->status == CIV_SCORE_SCORED && score->value <= 0;
}

int civ_score_vetoed_by(const struct civ_score_tree *tree, const struct civ_score *scores)
{
	for (size_t i = 0; i < tree->count; i++)
		if (civ_score_vetoes(&tree->nodes[i], &scores[i]))
			return (int)i;
	return -1;
}

static bool veto(struct civ_score totals[CIV_PARTS], struct civ_score_error *error)
{
	for (int part = 0; part < CIV_PARTS; part++)
		totals[part] = (struct civ_score){.status = CIV_SCORE_VETOED};
	*error = (struct civ_score_error){CIV_FAULT_NONE, -1, -1};
	return true;
}

bool civ_score_tree_evaluate(const struct civ_score_tree *tree, struct civ_score *scores,
                             const struct civ_score_room *room, struct civ_score totals[CIV_PARTS],
                             struct civ_score_error *error)
{
	*error = (struct civ_score_error){CIV_FAULT_NONE, -1, -1};
	totals[CIV_PART_ALL] = evaluate(tree, CIV_PART_ALL, scores, room->sums, error);
	if (civ_score_vetoed_by(tree, scores) >= 0)
		return veto(totals, error);
	if (!tree->has_parts)
		return error->fault == CIV_FAULT_NONE;
	for (int part = CIV_PART_RESULT; part < CIV_PARTS; part++) {
		memcpy(room->part, scores, tree->count * sizeof *scores);
		totals[part] = evaluate(tree, (enum civ_score_part)part, room->part, room->sums, error);
	}
	totals[CIV_PART_ALL] = combine(tree->process_share, &totals[CIV_PART_RESULT], &totals[CIV_PART_PROCESS]);
	return error->fault == CIV_FAULT_NONE;
}
