/* The indicators of a standard and their rules. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/lists.h"
#include "civplan/say.h"
#include "lib/score/model.h"
#include "lib/score/sql.h"

/* The indicators as they come, in order of codes. */
struct raw {
	struct civ_score_indicator *indicators;
	struct civ_score_node *nodes;
	size_t count, room;
};

static bool grow(struct raw *raw)
{
	size_t room = raw->room == 0 ? 128 : raw->room * 2;
	struct civ_score_indicator *indicators;
	struct civ_score_node *nodes;

	if (raw->count < raw->room)
		return true;
	indicators = realloc(raw->indicators, room * sizeof *indicators);
	if (indicators == NULL)
		return false;
	raw->indicators = indicators;
	nodes = realloc(raw->nodes, room * sizeof *nodes);
	if (nodes == NULL)
		return false;
	raw->nodes = nodes;
	raw->room = room;
	return true;
}

static enum civ_status take_bands(struct civ_score_model *model, sqlite3_stmt *row, int column,
                                  struct civ_score_rule *rule)
{
	struct civ_span text = civ_value_column(row, column).string;
	bool failed;

	if (rule->kind != CIV_RULE_BANDS)
		return CIV_OK;
	rule->bands = civ_score_bands_parse(text, model->arena, &rule->band_count, &failed);
	if (rule->bands == NULL)
		rule->band_count = 0;
	return failed ? civ_no_memory(model->messages) : CIV_OK;
}

/* The value of the list's enum; -1: not given. */
static int place_of(sqlite3_stmt *row, int column, const struct civ_word *words)
{
	return civ_word_place(words, (const char *)sqlite3_column_text(row, column));
}

/* The same, the first one when it is not given. */
static int choice_of(sqlite3_stmt *row, int column, const struct civ_word *words)
{
	int place = place_of(row, column, words);

	return place < 0 ? 0 : place;
}

static enum civ_status take_rule(struct civ_score_model *model, sqlite3_stmt *row,
                                 struct civ_score_indicator *indicator)
{
	struct civ_score_rule *rule = &indicator->rule;

	rule->weight = sqlite3_column_double(row, 4);
	rule->percent = civ_unit_factor(civ_value_column(row, 5).string) == 100;
	rule->direction = (enum civ_score_direction)(1 + place_of(row, 6, civ_words_direction));
	indicator->has_rule = civ_score_rule_find(civ_value_column(row, 7).string, &rule->kind);
	rule->lo = civ_score_real(row, 8);
	rule->hi = civ_score_real(row, 9);
	rule->step = civ_score_real(row, 10);
	rule->floor = civ_score_real(row, 11);
	rule->log_scale = place_of(row, 13, civ_words_scale) == 1;
	rule->round = sqlite3_column_type(row, 14) == SQLITE_NULL ? -1 : sqlite3_column_int(row, 14);
	return take_bands(model, row, 12, rule);
}

static enum civ_status take_indicator(struct civ_score_model *model, sqlite3_stmt *row, struct raw *raw)
{
	struct civ_score_indicator *indicator;
	struct civ_score_node *node;

	if (!grow(raw))
		return civ_no_memory(model->messages);
	indicator = &raw->indicators[raw->count];
	node = &raw->nodes[raw->count++];
	*indicator = (struct civ_score_indicator){
		.code = civ_score_text(model, row, 0),
		.name = civ_score_text(model, row, 1),
		.parent = civ_score_text(model, row, 2),
		.scope = civ_score_text(model, row, 17),
		.unit = sqlite3_column_int64(row, 18),
		.rebound_points = civ_score_real(row, 21),
		.is_change = sqlite3_column_type(row, 19) != SQLITE_NULL ||
	                     civ_scale_is_points(civ_value_column(row, 5).string),
	};
	*node = (struct civ_score_node){
		.dimension = (enum civ_score_part)(1 + place_of(row, 3, civ_words_dimension)),
		.veto = sqlite3_column_int(row, 20) != 0,
		.weight = sqlite3_column_double(row, 4),
		.aggregate = (enum civ_score_aggregate)choice_of(row, 15, civ_words_aggregate),
		.missing = (enum civ_score_policy)choice_of(row, 16, civ_words_missing),
	};
	if (indicator->code == NULL || indicator->name == NULL || indicator->parent == NULL ||
	    indicator->scope == NULL)
		return civ_no_memory(model->messages);
	return take_rule(model, row, indicator);
}

static enum civ_status read_indicators(struct civ_score_model *model, struct raw *raw)
{
	struct civ_store *store = civ_records_store(model->records);
	sqlite3_stmt *rows;
	enum civ_status status = civ_records_statement(model->records, civ_score_statements[CIV_SCORE_INDICATORS],
	                                               &rows);

	if (status == CIV_OK)
		status = civ_score_bind_id(store, rows, 1, model->standard);
	while (civ_store_next(store, rows, &status))
		status = take_indicator(model, rows, raw);
	if (status == CIV_OK && raw->count == 0)
		status = civ_error(model->messages, CIV_REFUSED, NULL, "standard '%s' has no indicators", model->code);
	return status;
}

static struct civ_span span_of(const char *text)
{
	return (struct civ_span){text, strlen(text)};
}

static enum civ_status note_places(struct civ_score_model *model, const struct civ_score_indicator *indicators,
                                   size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!civ_hash_put(model->places, span_of(indicators[i].code), (int64_t)i))
			return civ_no_memory(model->messages);
	return CIV_OK;
}

static enum civ_status find_parents(struct civ_score_model *model, const struct raw *raw, int *parents)
{
	enum civ_status status = note_places(model, raw->indicators, raw->count);

	for (size_t i = 0; i < raw->count && status != CIV_SYSTEM; i++) {
		const struct civ_score_indicator *indicator = &raw->indicators[i];
		int64_t place = -1;

		if (indicator->parent[0] != '\0' && !civ_hash_get(model->places, span_of(indicator->parent), &place))
			status = civ_worse(status, civ_error(model->messages, CIV_REFUSED, NULL,
			                                     "indicator '%s:%s': its parent '%s' is not there",
			                                     model->code, indicator->code, indicator->parent));
		parents[i] = (int)place;
	}
	return status;
}

static enum civ_status order(struct civ_score_model *model, struct raw *raw)
{
	int *parents = calloc(raw->count, sizeof *parents);
	int lost = -1;
	enum civ_status status = parents == NULL ? civ_no_memory(model->messages) : find_parents(model, raw, parents);

	if (status == CIV_OK && !civ_score_order(raw->indicators, raw->nodes, raw->count, parents, &lost))
		status = civ_no_memory(model->messages);
	if (status == CIV_OK && lost >= 0)
		status = civ_error(model->messages, CIV_REFUSED, NULL, "indicator '%s:%s': its parents run in a circle",
		                   model->code, raw->indicators[lost].code);
	if (status == CIV_OK)
		status = note_places(model, raw->indicators, raw->count);
	free(parents);
	return status;
}

/* Figures that nobody assesses, of weight 0, may stand in a standard without a rule. */
static enum civ_status check(struct civ_score_model *model, struct civ_score_indicator *indicator,
                             const struct civ_score_node *node)
{
	const char *lacks;

	if (!node->leaf)
		return CIV_OK;
	if (!indicator->has_rule) {
		indicator->rule.kind = CIV_RULE_NONE;
		if (node->weight <= 0)
			return CIV_OK;
		return civ_error(model->messages, CIV_REFUSED, NULL,
		                 "indicator '%s:%s' has neither a rule nor indicators below it", model->code,
		                 indicator->code);
	}
	lacks = civ_score_rule_lacks(&indicator->rule);
	if (lacks == NULL)
		return CIV_OK;
	return civ_error(model->messages, CIV_REFUSED, NULL, "indicator '%s:%s': its rule %s", model->code,
	                 indicator->code, civ_say(lacks));
}

/* Parents come first. */
static void settle_scopes(const struct raw *raw)
{
	for (size_t i = 0; i < raw->count; i++) {
		struct civ_score_indicator *indicator = &raw->indicators[i];
		int parent = raw->nodes[i].parent;

		if (indicator->scope[0] == '\0')
			indicator->scope = parent < 0 ? "national" : raw->indicators[parent].scope;
	}
}

enum civ_status civ_score_load_indicators(struct civ_score_model *model)
{
	struct raw raw = {0};
	enum civ_status status = read_indicators(model, &raw);

	if (status == CIV_OK)
		status = order(model, &raw);
	if (status == CIV_OK)
		settle_scopes(&raw);
	model->indicators = raw.indicators;
	model->tree.nodes = raw.nodes;
	model->tree.count = raw.count;
	for (size_t i = 0; i < raw.count && status != CIV_SYSTEM && status != CIV_BUSY; i++)
		status = civ_worse(status, check(model, &raw.indicators[i], &raw.nodes[i]));
	return status;
}
