/* What a standard weighs, beside what people complain of. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/count.h"
#include "civplan/lists.h"
#include "lib/score/model.h"
#include "lib/score/sql.h"

extern const struct civ_noun civ_noun_indicator, civ_noun_unit;

const struct civ_word civ_balance_groups[] = {
	CIV_CHOICE("scope", "Scope", "指标来源"),
	CIV_CHOICE("kind", "Kind", "软硬件"),
	CIV_CHOICE("dimension", "Dimension", "指标维度"),
	CIV_CHOICE("theme", "Theme", "主题"),
	CIV_CHOICE("tested_by", "Tested by", "测评方式"),
	CIV_WORD_UNIT,
	CIV_WORD_INDICATOR,
	{.code = NULL},
};

const struct civ_out_column civ_balance_columns[] = {
	{"group", "Group", CIV_KIND_TEXT,
	 "what the indicators have in common; empty: it is not stated; *: all together"},
	{"name", "Name", CIV_KIND_TEXT, "of a unit or an indicator"},
	{"n", "Indicators", CIV_KIND_NUMBER, "indicators with nothing below them that are scored"},
	{"weight", "Weight (%)", CIV_KIND_NUMBER,
	 "of the combined score, every mean up the tree and the process share taken into account"},
	{"n_issues", "Issues", CIV_KIND_NUMBER,
	 "distinct issues of the period of which the category, or one above it, names such an indicator"},
	{"complaints", "Complaints (%)", CIV_KIND_NUMBER,
	 "of all issues of the period, those that no indicator is about included"},
	{"gap", "Gap", CIV_KIND_NUMBER,
	 "complaints less weight, in points; above 0: people complain more of it than the standard cares"},
	{"progress", "Progress (%)", CIV_KIND_NUMBER,
	 "mean of the way from base to target of the city's targets in force, each from 0 to 100; empty: there is "
	 "none, or no figure"},
	{"spread", "Spread", CIV_KIND_NUMBER, "of all together: the largest progress less the smallest, in points"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

struct group {
	const char *key, *name;
	int64_t n, issues, targets;
	double weight, way; /* WAY: the sum of its targets' */
};

struct balance {
	struct civ_score_model *model;
	enum civ_balance_by by;
	const char **keys;    /* of each leaf its group */
	double *weights;      /* of each node its percent of the combined score */
	int64_t *issues;      /* of each leaf */
	int64_t all, nowhere; /* issues; those that no indicator of the standard is about */
	struct group *groups;
	size_t count;
};

/* What is not scored weighs nothing, nor does a node with nothing else below it. Children come after their parents. */
static void leave_out_unscored(struct civ_score_tree *tree, const struct civ_score_indicator *indicators)
{
	for (size_t i = tree->count; i-- > 0;) {
		struct civ_score_node *node = &tree->nodes[i];
		double below = 0;

		for (size_t j = i + 1; !node->leaf && j < tree->count; j++)
			below += tree->nodes[j].parent == (int)i ? tree->nodes[j].weight : 0;
		if (node->leaf ? indicators[i].rule.kind == CIV_RULE_NONE : below <= 0)
			node->weight = 0;
	}
	civ_score_tree_prepare(tree);
}

/* Of the score of a node each child has the part that its weight is of theirs. Of the combined score a part has its
 * share. */
static enum civ_status share_out(struct balance *balance)
{
	const struct civ_score_tree *tree = &balance->model->tree;
	double *below = civ_arena_alloc(balance->model->arena, (tree->count + 1) * sizeof *below);
	double *mine = civ_arena_alloc(balance->model->arena, (tree->count + 1) * sizeof *mine);

	if (below == NULL || mine == NULL)
		return civ_no_memory(balance->model->messages);
	for (int part = tree->has_parts ? CIV_PART_RESULT : CIV_PART_ALL; part < (tree->has_parts ? CIV_PARTS : 1);
	     part++) {
		double whole = part == CIV_PART_ALL ? 100
		                                    : 100 * (part == CIV_PART_PROCESS ? tree->process_share
		                                                                      : 1 - tree->process_share);

		memset(below, 0, tree->count * sizeof *below);
		for (size_t i = 0; i < tree->count; i++)
			if (tree->nodes[i].parent >= 0)
				below[tree->nodes[i].parent] += tree->nodes[i].share[part];
		for (size_t i = 0; i < tree->count; i++) {
			const struct civ_score_node *node = &tree->nodes[i];
			double siblings = node->parent < 0 ? tree->weight[part] : below[node->parent];
			double above = node->parent < 0 ? whole : mine[node->parent];

			mine[i] = siblings > 0 ? above * node->share[part] / siblings : 0;
			balance->weights[i] += mine[i];
		}
	}
	return CIV_OK;
}

/* ---- what the leaves have in common ---- */

static enum civ_status load_keys(struct balance *balance)
{
	struct civ_score_model *model = balance->model;
	struct civ_store *store = civ_records_store(model->records);
	sqlite3_stmt *rows;
	int64_t place;
	enum civ_status status = civ_records_statement(model->records, civ_score_statements[CIV_SCORE_TRAITS], &rows);

	if (status == CIV_OK)
		status = civ_score_bind_id(store, rows, 1, model->standard);
	while (civ_store_next(store, rows, &status)) {
		if (!civ_hash_get(model->places, civ_value_column(rows, 0).string, &place))
			continue;
		balance->keys[place] = civ_score_text(model, rows, 1 + (int)balance->by);
		if (balance->keys[place] == NULL)
			status = civ_no_memory(model->messages);
	}
	return status;
}

/* What is not said of an indicator is said of the node above it. */
static void inherit_keys(struct balance *balance)
{
	const struct civ_score_model *model = balance->model;

	for (size_t i = 0; i < model->tree.count; i++) {
		int parent = model->tree.nodes[i].parent;

		if (balance->by == CIV_BALANCE_SCOPE)
			balance->keys[i] = model->indicators[i].scope;
		else if (balance->by == CIV_BALANCE_DIMENSION)
			balance->keys[i] = civ_score_part_code(model->tree.nodes[i].dimension);
		else if (balance->by != CIV_BALANCE_INDICATOR && balance->keys[i][0] == '\0' && parent >= 0)
			balance->keys[i] = balance->keys[parent];
	}
}

static enum civ_status take_issues(void *data, const char *indicator, int64_t issues)
{
	struct balance *balance = data;
	int64_t place;

	balance->all += issues;
	if (civ_hash_get(balance->model->places, (struct civ_span){indicator, strlen(indicator)}, &place))
		balance->issues[place] += issues;
	else
		balance->nowhere += issues;
	return CIV_OK;
}

/* ---- groups ---- */

static struct group *group_of(struct balance *balance, const char *key)
{
	for (size_t g = 0; g < balance->count; g++)
		if (strcmp(balance->groups[g].key, key) == 0)
			return &balance->groups[g];
	balance->groups[balance->count] = (struct group){.key = key};
	return &balance->groups[balance->count++];
}

/* Complaints about a node are complaints about none of its leaves alone: they count for its group. */
static void gather(struct balance *balance)
{
	const struct civ_score_model *model = balance->model;

	for (size_t i = 0; i < model->tree.count; i++) {
		const struct civ_score_node *node = &model->tree.nodes[i];
		bool counts = node->leaf && node->weight > 0 && model->indicators[i].rule.kind != CIV_RULE_NONE;
		struct group *group;

		if (!counts && balance->issues[i] == 0)
			continue;
		group = group_of(balance, balance->keys[i]);
		if (balance->by == CIV_BALANCE_INDICATOR)
			group->name = model->indicators[i].name;
		group->n += counts ? 1 : 0;
		group->weight += counts ? balance->weights[i] : 0;
		group->issues += balance->issues[i];
	}
}

/* One target that went far beyond does not make up for others that did not, nor one that fell behind its base. */
static void gather_ways(struct balance *balance, const struct civ_balance_options *options)
{
	int64_t place;

	for (size_t i = 0; i < options->way_count; i++) {
		const struct civ_balance_way *way = &options->ways[i];
		struct group *group;

		if (!civ_hash_get(balance->model->places, (struct civ_span){way->indicator, strlen(way->indicator)},
		                  &place))
			continue;
		group = group_of(balance, balance->keys[place]);
		group->targets++;
		group->way += fmin(100, fmax(0, way->way));
	}
}

static enum civ_status name_units(struct balance *balance)
{
	struct civ_score_model *model = balance->model;
	struct civ_store *store = civ_records_store(model->records);
	enum civ_status status = CIV_OK;

	for (size_t g = 0; g < balance->count && balance->by == CIV_BALANCE_UNIT && status == CIV_OK; g++) {
		sqlite3_stmt *row;

		status = civ_records_statement(model->records, "SELECT name FROM unit WHERE code = ?1", &row);
		if (status == CIV_OK)
			status = civ_score_bind_text(store, row, 1, balance->groups[g].key);
		if (civ_store_next(store, row, &status)) {
			balance->groups[g].name = civ_score_text(model, row, 0);
			sqlite3_reset(row);
		}
	}
	return status;
}

static double complaints(const struct balance *balance, const struct group *group)
{
	return balance->all == 0 ? NAN : 100 * (double)group->issues / (double)balance->all;
}

static int by_weight(const void *left, const void *right)
{
	const struct group *a = left, *b = right;

	if (a->weight != b->weight)
		return a->weight > b->weight ? -1 : 1;
	return strcmp(a->key, b->key);
}

static double progress(const struct group *group)
{
	return group->targets == 0 ? NAN : group->way / (double)group->targets;
}

static enum civ_status write_group(const struct balance *balance, const struct group *group, double spread,
                                   struct civ_out *out)
{
	double share = complaints(balance, group);

	civ_out_string(out, civ_records_choice(balance->model->records, &civ_noun_indicator,
	                                       civ_balance_groups[balance->by].code, group->key));
	civ_out_string(out, group->name);
	civ_out_int(out, group->n);
	civ_out_rounded(out, group->weight, 2);
	civ_out_int(out, group->issues);
	civ_out_rounded(out, share, 2);
	civ_out_rounded(out, share - group->weight, 2);
	civ_out_rounded(out, progress(group), 2);
	civ_out_rounded(out, spread, 2);
	return civ_out_row(out);
}

static enum civ_status write_groups(struct balance *balance, struct civ_out *out)
{
	struct group all = {.key = "*"};
	double most = NAN, least = NAN;
	enum civ_status status = CIV_OK;

	qsort(balance->groups, balance->count, sizeof *balance->groups, by_weight);
	for (size_t g = 0; g < balance->count && status == CIV_OK; g++) {
		const struct group *group = &balance->groups[g];

		all.n += group->n;
		all.weight += group->weight;
		all.issues += group->issues;
		all.targets += group->targets;
		all.way += group->way;
		most = fmax(most, progress(group));
		least = fmin(least, progress(group));
		status = write_group(balance, group, NAN, out);
	}
	return status == CIV_OK ? write_group(balance, &all, most - least, out) : status;
}

static enum civ_status run(struct balance *balance, const struct civ_balance_options *options, struct civ_out *out)
{
	struct civ_score_model *model = balance->model;
	char asof[CIV_DATE_SIZE];
	enum civ_status status;

	leave_out_unscored(&model->tree, model->indicators);
	balance->keys = civ_arena_alloc(model->arena, (model->tree.count + 1) * sizeof(const char *));
	balance->weights = civ_arena_alloc(model->arena, (model->tree.count + 1) * sizeof *balance->weights);
	balance->issues = civ_arena_alloc(model->arena, (model->tree.count + 1) * sizeof *balance->issues);
	balance->groups = civ_arena_alloc(model->arena, (model->tree.count + 1) * sizeof *balance->groups);
	if (balance->keys == NULL || balance->weights == NULL || balance->issues == NULL || balance->groups == NULL)
		return civ_no_memory(model->messages);
	status = share_out(balance);
	if (status == CIV_OK)
		status = load_keys(balance);
	if (status == CIV_OK)
		inherit_keys(balance);
	civ_date_format(model->asof, asof);
	if (status == CIV_OK)
		status = civ_issues_by_indicator(model->records, options->from,
		                                 options->to == NULL || strcmp(options->to, asof) > 0 ? asof
		                                                                                      : options->to,
		                                 take_issues, balance);
	if (status != CIV_OK)
		return status;
	gather(balance);
	gather_ways(balance, options);
	status = name_units(balance);
	if (status == CIV_OK && balance->nowhere > 0)
		civ_note(model->messages, NULL, "%lld of %lld issues are about nothing that '%s' measures",
		         (long long)balance->nowhere, (long long)balance->all, model->code);
	return status == CIV_OK ? write_groups(balance, out) : status;
}

enum civ_status civ_score_balance(struct civ_records *records, const struct civ_balance_options *options,
                                  struct civ_out *out)
{
	const struct civ_score_options score = {.standard = options->standard,
	                                        .asof = civ_records_clock(records)->asof};
	struct civ_score_model model = {0};
	struct balance balance = {.model = &model, .by = options->by};
	enum civ_status status = civ_score_model_open(&model, records, &score);

	if (status == CIV_OK)
		status = run(&balance, options, out);
	civ_score_model_close(&model);
	return status;
}
