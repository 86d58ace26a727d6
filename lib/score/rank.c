/* Areas ranked by their combined score, from the database or from rows that score-calc printed. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/buffer.h"
#include "lib/score/model.h"

const struct civ_out_column civ_score_rank_columns[] = {
	{"area", "Area", CIV_KIND_OF("area"), "code of the area; empty: the whole city"},
	{"rank", "Rank", CIV_KIND_NUMBER,
	 "by the unrounded score; equal scores share it (1, 2, 2, 4); empty without a score"},
	{"score", "Score", CIV_KIND_NUMBER, "the combined score, 0 to 100"},
	{"result", "Result", CIV_KIND_NUMBER, "the result part"},
	{"process", "Process", CIV_KIND_NUMBER, "the process part"},
	{"gap", "Gap", CIV_KIND_NUMBER, "result - process"},
	{"weakest", "Weakest", CIV_KIND_OF("indicator"), "the indicator with the lowest score"},
	{"lost_most", "Lost most at", CIV_KIND_OF("indicator"),
	 "the indicator with the most points lost, out of its own weight"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

enum { DIGITS = 6 };

/* What is known of an area; NAN: not. */
struct standing {
	const char *area, *weakest, *lost_most;
	double totals[CIV_PARTS];
	double least_score, most_lost;
};

struct ranking {
	struct civ_messages *messages;
	struct civ_arena *arena;
	struct standing *standings;
	size_t count, room;
	struct civ_hash *places; /* area -> place */
	const char *standard;    /* of the rows read; NULL before the first */
	struct civ_hash *parents;
	struct civ_hash *seen;   /* area and indicator of the rows read */
	int fields[8];
};

static struct standing *add_standing(struct ranking *ranking, const char *area)
{
	struct standing *standing;

	if (!CIV_GROW(ranking->standings, ranking->count, ranking->room))
		return NULL;
	standing = &ranking->standings[ranking->count++];
	*standing = (struct standing){.area = area, .totals = {NAN, NAN, NAN}, .least_score = NAN, .most_lost = NAN};
	return standing;
}

/* Of equal ones the first stays. */
static void offer_leaf(struct standing *standing, const char *code, double score, double lost)
{
	if (!isnan(score) && !(score >= standing->least_score)) {
		standing->least_score = score;
		standing->weakest = code;
	}
	if (!isnan(lost) && lost > 0 && !(lost <= standing->most_lost)) {
		standing->most_lost = lost;
		standing->lost_most = code;
	}
}

static int by_score(const void *left, const void *right)
{
	const struct standing *a = left, *b = right;
	double x = a->totals[CIV_PART_ALL], y = b->totals[CIV_PART_ALL];

	if (isnan(x) != isnan(y))
		return isnan(x) ? 1 : -1;
	if (!isnan(x) && x != y)
		return x > y ? -1 : 1;
	return strcmp(a->area, b->area);
}

static enum civ_status write_ranking(struct ranking *ranking, struct civ_out *out)
{
	size_t rank = 0;
	enum civ_status status = CIV_OK;

	if (ranking->count > 1)
		qsort(ranking->standings, ranking->count, sizeof *ranking->standings, by_score);
	for (size_t i = 0; i < ranking->count && status == CIV_OK; i++) {
		const struct standing *standing = &ranking->standings[i];
		const double *totals = standing->totals;

		if (i == 0 || totals[CIV_PART_ALL] != ranking->standings[i - 1].totals[CIV_PART_ALL])
			rank = i + 1;
		civ_out_string(out, standing->area);
		if (isnan(totals[CIV_PART_ALL]))
			civ_out_null(out);
		else
			civ_out_int(out, (int64_t)rank);
		civ_out_rounded(out, totals[CIV_PART_ALL], DIGITS);
		civ_out_rounded(out, totals[CIV_PART_RESULT], DIGITS);
		civ_out_rounded(out, totals[CIV_PART_PROCESS], DIGITS);
		civ_out_rounded(out, totals[CIV_PART_RESULT] - totals[CIV_PART_PROCESS], DIGITS);
		civ_out_string(out, standing->weakest);
		civ_out_string(out, standing->lost_most);
		status = civ_out_row(out);
	}
	return status;
}

/* ---- from the database ---- */

static enum civ_status take_subject(struct ranking *ranking, const struct civ_score_model *model,
                                    const struct civ_score_subject *subject)
{
	struct standing *standing = add_standing(ranking, subject->code);

	if (standing == NULL)
		return civ_no_memory(ranking->messages);
	for (int part = 0; part < (model->tree.has_parts ? CIV_PARTS : 1); part++)
		if (subject->totals[part].status == CIV_SCORE_SCORED)
			standing->totals[part] = subject->totals[part].value;
	for (size_t i = 0; i < model->tree.count; i++) {
		const struct civ_score *score = &subject->scores[i];

		if (model->tree.nodes[i].leaf &&
		    (model->tree.nodes[i].weight > 0 || civ_score_vetoes(&model->tree.nodes[i], score)) &&
		    (score->status == CIV_SCORE_SCORED || score->zero))
			offer_leaf(standing, model->indicators[i].code, score->value,
			           model->tree.nodes[i].weight * (100 - score->value) / 100);
	}
	return CIV_OK;
}

enum civ_status civ_score_rank(struct civ_records *records, const struct civ_score_options *options,
                               struct civ_out *out)
{
	struct ranking ranking = {.messages = civ_records_messages(records)};
	struct civ_score_model model = {0};
	enum civ_status status = civ_score_model_score(&model, records, options);

	for (size_t s = 0; s < model.count && status == CIV_OK; s++)
		status = take_subject(&ranking, &model, &model.subjects[s]);
	if (status == CIV_OK)
		status = write_ranking(&ranking, out);
	status = civ_score_flag(&model, status);
	free(ranking.standings);
	civ_score_model_close(&model);
	return status;
}

/* ---- from rows ---- */

enum { STANDARD, AREA, INDICATOR, PARENT, SCORE, LOST, STATUS, WEIGHT, FIELDS };

static const char *const field_names[FIELDS] = {"standard", "area", "indicator", "parent", "score", "lost", "status",
                                                 "weight"};

/* A row of a leaf waits until all have been read: only then is it known that nothing is below it. */
struct waiting {
	size_t standing;
	const char *code;
	double score, lost;
};

struct rows {
	struct ranking ranking;
	struct civ_input *input;
	const struct civ_header *header;
	struct civ_buf waiting; /* of struct waiting */
	bool failed;
};

static enum civ_status bind_header(struct rows *rows, const struct civ_header *header)
{
	struct ranking *ranking = &rows->ranking;

	if (header == NULL || header == rows->header)
		return CIV_OK;
	rows->header = header;
	if (civ_header_check(header, ranking->messages) != CIV_OK)
		return CIV_REFUSED;
	for (int i = 0; i < FIELDS; i++) {
		ranking->fields[i] = civ_header_field(header, field_names[i]);
		if (ranking->fields[i] < 0 && (i == AREA || i == INDICATOR || i == SCORE))
			return civ_error(ranking->messages, CIV_REFUSED, &header->at,
			                 "no column '%s': these are no rows of score-calc", field_names[i]);
	}
	return CIV_OK;
}

static struct civ_span cell(const struct ranking *ranking, const struct civ_input_row *row, int field)
{
	return ranking->fields[field] < 0 ? (struct civ_span){"", 0}
	                                  : civ_cell_clean(row->cells[ranking->fields[field]]);
}

static bool is(struct civ_span span, const char *text)
{
	return span.len == strlen(text) && memcmp(span.text, text, span.len) == 0;
}

static enum civ_status number(const struct ranking *ranking, const struct civ_input_row *row, int field, double *value)
{
	const struct civ_column column = {.name = field_names[field], .type = CIV_REAL};
	struct civ_span text = cell(ranking, row, field);
	struct civ_position at = row->at;
	struct civ_value read;
	enum civ_status status;

	*value = NAN;
	if (text.len == 0)
		return CIV_OK;
	at.field = row->fields[ranking->fields[field]];
	status = civ_value_parse(&column, text, &(struct civ_reading){&at, ranking->arena, ranking->messages}, &read);
	*value = read.kind == CIV_DOUBLE ? read.real : NAN;
	return status;
}

static enum civ_status same_standard(struct ranking *ranking, const struct civ_input_row *row)
{
	struct civ_span code = cell(ranking, row, STANDARD);

	if (ranking->standard == NULL)
		ranking->standard = civ_arena_copy(ranking->arena, code.text, code.len);
	if (ranking->standard == NULL)
		return civ_no_memory(ranking->messages);
	if (is(code, ranking->standard))
		return CIV_OK;
	return civ_error(ranking->messages, CIV_REFUSED, &row->at,
	                 "a second standard, '%.*s' beside '%s': scores of two standards are not ranked together",
	                 (int)code.len, code.text, ranking->standard);
}

static enum civ_status standing_of(struct ranking *ranking, struct civ_span area, size_t *place)
{
	int64_t found;

	if (!civ_hash_get(ranking->places, area, &found)) {
		const char *code = civ_arena_copy(ranking->arena, area.text == NULL ? "" : area.text, area.len);

		found = (int64_t)ranking->count;
		if (code == NULL || add_standing(ranking, code) == NULL || !civ_hash_put(ranking->places, area, found))
			return civ_no_memory(ranking->messages);
	}
	*place = (size_t)found;
	return CIV_OK;
}

/* One row an area and indicator: of two, neither is known to be the right one. */
static enum civ_status refuse_second(struct ranking *ranking, const struct civ_input_row *row, struct civ_span area,
                                     struct civ_span code)
{
	struct civ_buf key = {0};
	enum civ_status status = CIV_OK;
	int64_t found;

	civ_buf_add(&key, area.text, area.len);
	civ_buf_addc(&key, '\0');
	civ_buf_add(&key, code.text, code.len);
	if (!key.failed && civ_hash_get(ranking->seen, (struct civ_span){key.data, key.len}, &found))
		status = civ_error(ranking->messages, CIV_REFUSED, &row->at, "a second row of '%.*s' for area '%.*s'",
		                   (int)code.len, code.text, (int)area.len, area.text);
	else if (key.failed || !civ_hash_put(ranking->seen, (struct civ_span){key.data, key.len}, 1))
		status = civ_no_memory(ranking->messages);
	civ_buf_free(&key);
	return status;
}

/* Totals are points out of 100. */
static enum civ_status check_total(struct ranking *ranking, const struct civ_input_row *row, double score)
{
	struct civ_span text = cell(ranking, row, SCORE);

	if (isnan(score) || (score >= 0 && score <= 100 + 1e-9))
		return CIV_OK;
	return civ_error(ranking->messages, CIV_REFUSED, &row->at, "%s: '%.*s' is not from 0 to 100",
	                 field_names[SCORE], (int)text.len, text.text);
}

static int part_named(struct civ_span code)
{
	static const char *const totals[CIV_PARTS] = {"*", "*result", "*process"};

	for (int part = 0; part < CIV_PARTS; part++)
		if (is(code, totals[part]))
			return part;
	return -1;
}

static enum civ_status take_row(struct rows *rows, const struct civ_input_row *row)
{
	struct ranking *ranking = &rows->ranking;
	struct waiting waiting = {0};
	double weight = NAN;
	struct civ_span code, parent;
	int part;
	enum civ_status status = bind_header(rows, row->header);

	if (status != CIV_OK)
		return status;
	code = cell(ranking, row, INDICATOR);
	parent = cell(ranking, row, PARENT);
	part = part_named(code);
	status = same_standard(ranking, row);
	if (status == CIV_OK)
		status = refuse_second(ranking, row, cell(ranking, row, AREA), code);
	if (status == CIV_OK)
		status = standing_of(ranking, cell(ranking, row, AREA), &waiting.standing);
	if (status == CIV_OK)
		status = civ_worse(number(ranking, row, SCORE, &waiting.score),
		                   number(ranking, row, LOST, &waiting.lost));
	if (status == CIV_OK)
		status = number(ranking, row, WEIGHT, &weight);
	/* What nobody assesses is no weakness, unless it takes the whole result away. */
	if (weight <= 0 && !is(cell(ranking, row, STATUS), "vetoed"))
		waiting.score = waiting.lost = NAN;
	if (status == CIV_OK && part >= 0)
		status = check_total(ranking, row, waiting.score);
	if (status != CIV_OK)
		return status;
	if (part >= 0) {
		ranking->standings[waiting.standing].totals[part] = waiting.score;
		return CIV_OK;
	}
	if (parent.len > 0 && !civ_hash_put(ranking->parents, parent, 1))
		return civ_no_memory(ranking->messages);
	waiting.code = civ_arena_copy(ranking->arena, code.text, code.len);
	if (!is(cell(ranking, row, STATUS), "node"))
		civ_buf_add(&rows->waiting, &waiting, sizeof waiting);
	return waiting.code == NULL || rows->waiting.failed ? civ_no_memory(ranking->messages) : CIV_OK;
}

static enum civ_status read_rows(struct rows *rows)
{
	const struct civ_header *header = NULL;
	const struct civ_input_row *row = NULL;
	enum civ_status status = civ_input_peek(rows->input, &header);

	if (status == CIV_OK)
		status = bind_header(rows, header);
	while (status == CIV_OK) {
		status = civ_input_next(rows->input, rows->ranking.messages, &row);
		if (row == NULL)
			break;
		if (status == CIV_OK)
			status = take_row(rows, row);
		rows->failed = rows->failed || status == CIV_REFUSED;
		if (status == CIV_REFUSED)
			status = CIV_OK;
	}
	return status == CIV_OK && rows->failed ? CIV_REFUSED : status;
}

static void settle_leaves(struct rows *rows)
{
	for (size_t at = 0; at < rows->waiting.len; at += sizeof(struct waiting)) {
		const struct waiting *waiting = (const struct waiting *)(const void *)(rows->waiting.data + at);
		int64_t is_parent;

		if (!civ_hash_get(rows->ranking.parents, (struct civ_span){waiting->code, strlen(waiting->code)},
		                  &is_parent))
			offer_leaf(&rows->ranking.standings[waiting->standing], waiting->code, waiting->score,
			           waiting->lost);
	}
}

enum civ_status civ_score_rank_rows(struct civ_input *input, struct civ_messages *messages, struct civ_out *out)
{
	struct rows rows = {.input = input, .ranking = {.messages = messages}};
	struct ranking *ranking = &rows.ranking;
	enum civ_status status = CIV_OK;

	ranking->arena = civ_arena_new();
	ranking->places = civ_hash_new();
	ranking->parents = civ_hash_new();
	ranking->seen = civ_hash_new();
	if (ranking->seen == NULL || ranking->arena == NULL || ranking->places == NULL || ranking->parents == NULL)
		status = civ_no_memory(messages);
	if (status == CIV_OK)
		status = read_rows(&rows);
	if (status == CIV_OK && ranking->count == 0)
		status = civ_error(messages, CIV_REFUSED, NULL, "there are no rows of score-calc to rank");
	if (status == CIV_OK) {
		settle_leaves(&rows);
		status = write_ranking(ranking, out);
	}
	civ_buf_free(&rows.waiting);
	civ_hash_free(ranking->places);
	civ_hash_free(ranking->parents);
	civ_hash_free(ranking->seen);
	civ_arena_free(ranking->arena);
	free(ranking->standings);
	return status;
}
