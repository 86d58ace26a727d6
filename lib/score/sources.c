/* The measures behind a score, and who entered them. */
#include <string.h>

#include "civplan/lists.h"
#include "lib/score/model.h"
#include "lib/score/sql.h"

const struct civ_out_column civ_score_source_columns[] = {
	{"area", "Area", CIV_KIND_TEXT, "code of the area; empty: the whole city"},
	{"indicator", "Indicator", CIV_KIND_TEXT, "code of the indicator"},
	{"date", "Date", CIV_KIND_MOMENT, "the day that the value stands for"},
	{"method", "Method", CIV_KIND_CHOICE(civ_words_method), "how it was measured"},
	{"value", "Value", CIV_KIND_NUMBER, "the value"},
	{"numerator", "Numerator", CIV_KIND_NUMBER, "what was counted"},
	{"denominator", "Denominator", CIV_KIND_NUMBER, "out of how many"},
	{"source", "Source", CIV_KIND_TEXT, "where it comes from"},
	{"note", "Note", CIV_KIND_TEXT, "of the measure"},
	{"counts", "Counts", CIV_KIND_BOOL, "yes: it is the one that the score is made of"},
	{"run", "Run", CIV_KIND_NUMBER, "the run that stored it, as plan-history has it"},
	{"stored_at", "Stored", CIV_KIND_MOMENT, "when that was"},
	{"stored_by", "By", CIV_KIND_TEXT, "by whom"},
	{"changed_by_run", "Changed by run", CIV_KIND_NUMBER, "the last run that changed it since; empty: none has"},
	{"formula", "Derived from", CIV_KIND_TEXT,
	 "the derived measure that gives it, if one does: measure-derive --explain says what it counts"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

static bool is_wanted(const struct civ_score_model *model, size_t i, int from)
{
	if (!model->tree.nodes[i].leaf)
		return false;
	for (int at = (int)i; from >= 0 && at != from; at = model->tree.nodes[at].parent)
		if (at < 0)
			return false;
	return true;
}

static bool counts(const struct civ_score_figure *figure, sqlite3_stmt *row)
{
	struct civ_span date = civ_value_column(row, 0).string, method = civ_value_column(row, 1).string;
	int32_t day;

	return figure->given && civ_date_parse(date.text, date.len, &day) && day == figure->day &&
	       civ_word_of(civ_words_method, method) == figure->method;
}

static enum civ_status write_source(const struct civ_score_subject *subject, const char *code,
                                    const struct civ_score_figure *figure, sqlite3_stmt *row, struct civ_out *out)
{
	civ_out_string(out, subject->code);
	civ_out_string(out, code);
	civ_print_cells(out, row, 0, 7);
	civ_out_bool(out, counts(figure, row));
	civ_print_cells(out, row, 7, 5);
	return civ_out_row(out);
}

static enum civ_status write_leaf(const struct civ_score_model *model, const struct civ_score_subject *subject,
                                  size_t i, struct civ_out *out)
{
	struct civ_store *store = civ_records_store(model->records);
	const char *code = model->indicators[i].code;
	char asof[CIV_DATE_SIZE];
	sqlite3_stmt *rows;
	enum civ_status status = civ_records_statement(model->records, civ_score_statements[CIV_SCORE_SOURCES], &rows);

	civ_date_format(model->asof, asof);
	if (status == CIV_OK)
		status = civ_score_bind_text(store, rows, 1, code);
	if (status == CIV_OK)
		status = civ_score_bind_text(store, rows, 2, asof);
	if (status == CIV_OK)
		status = civ_score_bind_id(store, rows, 3, subject->area);
	if (status == CIV_OK && model->method != NULL)
		status = civ_score_bind_text(store, rows, 4, model->method);
	if (status == CIV_OK)
		status = civ_score_bind_id(store, rows, 5, model->standard);
	while (civ_store_next(store, rows, &status))
		status = write_source(subject, code, &subject->figures[i], rows, out);
	return status;
}

/* The place of INDICATOR in the tree, -1 for all of it. */
static enum civ_status find_indicator(const struct civ_score_model *model, const char *indicator, int *place)
{
	const struct civ_position at = {.file = "--rows"};
	struct civ_near near = {.text = {indicator, strlen(indicator)}};
	int64_t found;

	*place = -1;
	if (indicator[0] == '*')
		return CIV_OK;
	if (civ_hash_get(model->places, near.text, &found)) {
		*place = (int)found;
		return CIV_OK;
	}
	for (size_t i = 0; i < model->tree.count; i++)
		civ_near_offer(&near, model->indicators[i].code);
	if (near.known != NULL)
		return civ_error(model->messages, CIV_REFUSED, &at,
		                 "standard '%s' has no indicator '%s'; did you mean '%s'?", model->code, indicator,
		                 near.known);
	return civ_error(model->messages, CIV_REFUSED, &at, "standard '%s' has no indicator '%s'", model->code,
	                 indicator);
}

enum civ_status civ_score_sources(struct civ_records *records, const struct civ_score_options *options,
                                  const char *indicator, struct civ_out *out)
{
	struct civ_score_model model = {0};
	int from = -1;
	enum civ_status status = CIV_OK;

	if (options->measures != NULL)
		status = civ_error(civ_records_messages(records), CIV_REFUSED, NULL,
		                   "the rows behind measures that are read are those read");
	if (status == CIV_OK)
		status = civ_score_model_score(&model, records, options);
	if (status == CIV_OK)
		status = find_indicator(&model, indicator, &from);
	for (size_t s = 0; s < model.count && status == CIV_OK; s++)
		for (size_t i = 0; i < model.tree.count && status == CIV_OK; i++)
			if (is_wanted(&model, i, from))
				status = write_leaf(&model, &model.subjects[s], i, out);
	civ_score_model_close(&model);
	return status;
}
