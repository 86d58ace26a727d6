/* What groups of issues come to: from the summary or the issues, and their parts. */
#include <stdlib.h>

#include "lib/count/rates.h"
#include "lib/count/statistic.h"

/* Each area that lies in one of the kind, itself included. */
static enum civ_status load_areas(struct civ_rates *rates)
{
	static const char sql[] = "WITH RECURSIVE below(id, top) AS (SELECT id, id FROM area WHERE kind = :kind UNION"
				  " SELECT a.id, b.top FROM below b"
				  " JOIN area a ON a.parent_id = b.id) SELECT id, top FROM below";
	struct civ_store *store = civ_records_store(rates->records);
	sqlite3_stmt *rows;
	enum civ_status status = civ_records_statement(rates->records, sql, &rows);

	if (rates->options->depth == NULL)
		return CIV_OK;
	rates->areas = civ_hash_new();
	if (rates->areas == NULL)
		return civ_no_memory(civ_records_messages(rates->records));
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":kind", rates->options->depth);
	while (civ_store_next(store, rows, &status)) {
		int64_t id = sqlite3_column_int64(rows, 0);

		if (!civ_hash_put(rates->areas, (struct civ_span){(const char *)&id, sizeof id},
		                  sqlite3_column_int64(rows, 1)))
			status = civ_no_memory(civ_records_messages(rates->records));
	}
	return status;
}

void civ_rates_close(struct civ_rates *rates)
{
	for (size_t i = 0; i < rates->count; i++) {
		civ_spread_free(&rates->rows[i]->sums.closed);
		civ_spread_free(&rates->rows[i]->sums.started);
		civ_spread_free(&rates->rows[i]->sums.running);
		civ_buf_free(&rates->rows[i]->sums.waits);
		free(rates->rows[i]);
	}
	free(rates->rows);
	civ_hash_free(rates->places);
	civ_hash_free(rates->areas);
	civ_hash_free(rates->within);
}

enum civ_status civ_rates_gather(struct civ_rates *rates, struct civ_records *records,
                                 const struct civ_rates_options *options)
{
	const int64_t nobody[CIV_LIFE_KEYS] = {0};
	enum civ_status status;

	*rates = (struct civ_rates){.records = records,
	                            .options = options,
	                            .asof = civ_records_clock(records)->asof,
	                            .minute = civ_clock_minute(civ_records_clock(records))};
	status = civ_watch_settings(records, &rates->settings);
	rates->places = civ_hash_new();
	if (rates->places == NULL)
		return civ_no_memory(civ_records_messages(records));
	if (status == CIV_OK)
		status = load_areas(rates);
	if (status == CIV_OK && options->areas != NULL)
		status = civ_records_below(records, &civ_noun_area, options->areas, &rates->within);
	if (status == CIV_OK)
		status = civ_rates_can_sum_up(rates, &status) ? civ_rates_sum_up(rates)
		         : status == CIV_OK                   ? civ_rates_scan(rates)
		                                              : status;
	if (status == CIV_OK &&
	    (civ_rates_has_group(rates, CIV_RATES_UNIT) || civ_rates_has_group(rates, CIV_RATES_PERSON)))
		status = civ_rates_add_parts(rates);
	if (status == CIV_OK && options->answers)
		status = civ_rates_add_answers(rates);
	/* Without groups there is one row, be there issues or not. */
	if (status == CIV_OK && options->group_count == 0 && civ_rates_row_of(rates, nobody, rates->asof) == NULL)
		status = civ_no_memory(civ_records_messages(records));
	return status;
}

struct civ_issue_figures civ_rates_figures(const struct civ_rates *rates, const struct civ_rates_row *row)
{
	const struct civ_rates_sums *sums = &row->sums;
	enum civ_mark in_time = rates->settings.on_time_by_accepted ? CIV_MARK_ACCEPTED_IN_TIME : CIV_MARK_IN_TIME;

	return (struct civ_issue_figures){
		.key = row->keys[0],
		.reported = sums->counts[CIV_MARK_REPORTED],
		.due = sums->due,
		.done = sums->counts[CIV_MARK_DONE],
		.in_time = sums->counts[in_time],
		.extended = sums->counts[CIV_MARK_EXTENDED],
		.closed = sums->counts[CIV_MARK_CLOSED],
		.cycle_days = civ_spread_days(&sums->closed),
		.watched = sums->watched,
		.judged = sums->counts[CIV_MARK_CLOSED] - sums->watched,
		.back = sums->back,
		.open = sums->counts[CIV_MARK_OPEN],
		.overdue = sums->overdue,
	};
}

enum civ_status civ_issue_figures(struct civ_records *records, const struct civ_rates_options *options,
                                  struct civ_arena *arena, struct civ_issue_figures **figures, size_t *count)
{
	struct civ_rates rates;
	enum civ_status status = civ_rates_gather(&rates, records, options);

	*count = 0;
	*figures = civ_arena_alloc(arena, (rates.count + 1) * sizeof **figures);
	if (*figures == NULL)
		status = civ_worse(status, civ_no_memory(civ_records_messages(records)));
	for (size_t i = 0; i < rates.count && status == CIV_OK; i++)
		(*figures)[(*count)++] = civ_rates_figures(&rates, rates.rows[i]);
	civ_rates_close(&rates);
	return status;
}
