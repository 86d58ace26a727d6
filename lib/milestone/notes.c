/* What is to be said of the terms of a criterion. */
#include "civplan/decimal.h"
#include "civplan/say.h"
#include "lib/milestone/milestone-report.h"

/* What comes behind another note is set off from it. */
static const char *between(const struct civ_judging *report, const struct civ_buf *note)
{
	return note->len == 0 ? "" : civ_records_say(report->records, CIV_WORD("; "));
}

/* SENTENCE is a format with the metric in it. */
static void add_note(const struct civ_judging *report, struct civ_buf *note, const char *sentence,
                     struct civ_span metric)
{
	civ_buf_adds(note, between(report, note));
	civ_buf_addf(note, civ_records_say(report->records, sentence), (int)metric.len, metric.text);
}

/* A metric nobody has defined is named as such; else a missing figure is. */
static enum civ_status note_metric(struct civ_judging *report, struct civ_span metric, bool missing,
                                   struct civ_buf *note)
{
	const struct civ_metric *known;
	static const char sql[] = "SELECT 1 FROM indicator WHERE code = ?1 LIMIT 1";
	struct civ_store *store = civ_records_store(report->records);
	struct civ_value text = {.kind = CIV_STRING, .string = metric};
	sqlite3_stmt *find;
	bool found;
	enum civ_status status = civ_records_statement(report->records, sql, &find);

	if (status == CIV_OK)
		status = civ_value_bind(store, find, 1, &text);
	if (status == CIV_OK)
		status = civ_store_step(store, find, &found);
	if (status != CIV_OK)
		return status;
	if (!found) {
		add_note(report, note, CIV_WORD("no indicator %.*s"), metric);
		return CIV_OK;
	}
	sqlite3_reset(find);
	status = missing ? civ_milestone_metric(report, metric, &known) : CIV_OK;
	if (status == CIV_OK && missing)
		add_note(report, note,
		         known->unfounded ? CIV_WORD("no base measured before the figure of %.*s")
		                          : CIV_WORD("no figure for %.*s"),
		         metric);
	return status;
}

/* What held before anything was done is met without a gain: the base of a target says so. */
static enum civ_status note_base(struct civ_judging *report, const struct civ_term *term, struct civ_buf *note)
{
	static const char sql[] =
		"SELECT code, base FROM target WHERE indicator = ?1 AND area_id IS NULL AND base IS NOT NULL"
		" ORDER BY code LIMIT 1";
	struct civ_store *store = civ_records_store(report->records);
	struct civ_value text = {.kind = CIV_STRING, .string = term->metric};
	sqlite3_stmt *find;
	enum civ_status status = civ_records_statement(report->records, sql, &find);

	if (status == CIV_OK)
		status = civ_value_bind(store, find, 1, &text);
	if (!civ_store_next(store, find, &status))
		return status;
	if (civ_term_holds(term, sqlite3_column_double(find, 1), term->number)) {
		char base[CIV_REAL_SIZE];

		civ_real_format(sqlite3_column_double(find, 1), base);
		civ_buf_adds(note, between(report, note));
		civ_buf_addf(note,
		             civ_records_say(report->records, CIV_WORD("no gain: %.*s was %s to begin with (%s)")),
		             (int)term->metric.len, term->metric.text, base,
		             (const char *)sqlite3_column_text(find, 0));
	}
	sqlite3_reset(find);
	return CIV_OK;
}

enum civ_status civ_milestone_notes(struct civ_judging *report, const struct civ_term_data *data, size_t count,
                                  const struct civ_judgement *judgement, struct civ_buf *note)
{
	enum civ_status status = CIV_OK;

	for (size_t i = 0; i < count && status == CIV_OK; i++) {
		const struct civ_term_result *result = &judgement->results[i];

		status = note_metric(report, data[i].term->metric, result->figure == NULL, note);
		if (status == CIV_OK && data[i].right != NULL)
			status = note_metric(report, data[i].term->other, result->missing_right, note);
		if (status == CIV_OK && data[i].right == NULL)
			status = note_base(report, data[i].term, note);
		if (result->other != NULL) {
			char text[CIV_REAL_SIZE];

			civ_real_format(result->other->value, text);
			civ_buf_adds(note, between(report, note));
			civ_buf_addf(note, civ_records_say(report->records, CIV_WORD("%.*s is %s")),
			             (int)data[i].term->other.len, data[i].term->other.text, text);
		}
	}
	return status;
}
