/* What is to be said of the terms of a criterion. */
#include "civplan/decimal.h"
#include "civplan/say.h"
#include "lib/milestone/milestone-report.h"
#include "lib/milestone/side.h"
#include "lib/noun/indicator.h"

/* What comes behind another note is set off from it. */
static const char *between(const struct civ_judging *report, const struct civ_buf *note)
{
	return note->len == 0 ? "" : civ_records_say(report->records, CIV_WORD("; "));
}

/* The indicator as it is to be called: by its name for a reader, by its code for programs. *FOUND: there is one. NAME
 * is the caller's to free. */
static enum civ_status find_name(struct civ_judging *report, struct civ_span metric, bool *found, struct civ_buf *name)
{
	static const char sql[] =
		"SELECT i.name"
		" FROM indicator i JOIN standard s ON s.id = i.standard_id"
		" WHERE i.code = ?1"
		" ORDER BY " CIV_INDICATOR_LATEST("i", "s", "?2")
		" LIMIT 1";
	struct civ_store *store = civ_records_store(report->records);
	char day[CIV_DATE_SIZE];
	struct civ_side side;
	struct civ_value text = {.kind = CIV_STRING, .string = metric};
	const struct civ_value asof = {.kind = CIV_STRING, .string = {day, CIV_DATE_SIZE - 1}};
	sqlite3_stmt *find;
	enum civ_status status = civ_side_find(report->records, metric, report->row, &side);

	civ_date_format(report->asof, day);
	*found = false;
	/* A code may stand in brackets. */
	if (status == CIV_OK && side.code.len > 0)
		text.string = side.code;
	if (status == CIV_OK)
		status = civ_records_statement(report->records, sql, &find);
	if (status == CIV_OK)
		status = civ_value_bind(store, find, 1, &text);
	if (status == CIV_OK)
		status = civ_value_bind(store, find, 2, &asof);
	if (civ_store_next(store, find, &status)) {
		*found = true;
		if (civ_records_speaking(report->records))
			civ_buf_adds(name, civ_row_text(find, 0));
		sqlite3_reset(find);
	}
	if (name->len == 0)
		civ_buf_add(name, metric.text, metric.len);
	return status == CIV_OK && name->failed ? civ_no_memory(civ_records_messages(report->records)) : status;
}

/* SENTENCE is a format with the metric's NAME in it. */
static void add_note(const struct civ_judging *report, struct civ_buf *note, const char *sentence, const char *name)
{
	civ_buf_adds(note, between(report, note));
	civ_buf_addf(note, civ_records_say(report->records, sentence), name);
}

/* A metric nobody has defined is named as such; else a missing figure is. */
static enum civ_status note_metric(struct civ_judging *report, struct civ_span metric, bool missing,
                                   struct civ_buf *note)
{
	const struct civ_metric *known;
	struct civ_buf name = {0};
	bool found;
	enum civ_status status = find_name(report, metric, &found, &name);

	if (status == CIV_OK && (!found || missing))
		status = civ_milestone_metric(report, metric, &known);
	if (status == CIV_OK && !found && !known->computed)
		add_note(report, note, CIV_WORD("no indicator %s"), name.data);
	else if (status == CIV_OK && missing)
		add_note(report, note,
		         known->unfounded ? CIV_WORD("no base measured before the figure of %s")
		                          : CIV_WORD("no figure for %s"),
		         name.data);
	civ_buf_free(&name);
	return status;
}

/* Programs are told which target says so, as TARGET has it. */
static enum civ_status tell_base(struct civ_judging *report, struct civ_span metric, sqlite3_stmt *target,
                                 struct civ_buf *note)
{
	char base[CIV_REAL_SIZE];
	struct civ_buf name = {0};
	bool found;
	enum civ_status status = find_name(report, metric, &found, &name);

	civ_real_format(sqlite3_column_double(target, 1), base);
	civ_buf_adds(note, between(report, note));
	if (status == CIV_OK && civ_records_speaking(report->records))
		civ_buf_addf(note, civ_records_say(report->records, CIV_WORD("no gain: %s was %s to begin with")),
		             name.data, base);
	else if (status == CIV_OK)
		civ_buf_addf(note, "no gain: %s was %s to begin with (%s)", name.data, base, civ_row_text(target, 0));
	civ_buf_free(&name);
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
	if (civ_term_holds(term, sqlite3_column_double(find, 1), term->number))
		status = tell_base(report, term->metric, find, note);
	sqlite3_reset(find);
	return status;
}

/* The figure on the other side of a comparison. */
static enum civ_status note_other(struct civ_judging *report, struct civ_span metric, double value,
                                  struct civ_buf *note)
{
	char text[CIV_REAL_SIZE];
	struct civ_buf name = {0};
	bool found;
	enum civ_status status = find_name(report, metric, &found, &name);

	civ_real_format(value, text);
	civ_buf_adds(note, between(report, note));
	if (status == CIV_OK)
		civ_buf_addf(note, civ_records_say(report->records, CIV_WORD("%s is %s")), name.data, text);
	civ_buf_free(&name);
	return status;
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
		if (status == CIV_OK && result->other != NULL)
			status = note_other(report, data[i].term->other, result->other->value, note);
	}
	return status;
}
