/* The groups that rates are of, and what is counted in each. */
#include <stdlib.h>
#include <string.h>

#include "civplan/buffer.h"
#include "lib/count/rates.h"

bool civ_rates_has_group(const struct civ_rates *rates, enum civ_rates_group group)
{
	for (size_t i = 0; i < rates->options->group_count; i++)
		if (rates->options->groups[i] == group)
			return true;
	return false;
}

bool civ_rates_within(const struct civ_rates *rates, int32_t day)
{
	return (!rates->options->has_from || day >= rates->options->from) &&
	       (!rates->options->has_to || day <= rates->options->to);
}

/* A day is its own, a week is named by its Monday, a month and a quarter by number since 1970. */
static int64_t time_key(enum civ_rates_group group, int32_t day)
{
	int32_t month = civ_month_of(day);

	switch (group) {
	case CIV_RATES_DAY:
		return day;
	case CIV_RATES_WEEK:
		return day - civ_date_weekday(day);
	case CIV_RATES_MONTH:
		return month;
	case CIV_RATES_QUARTER:
		return month >= 0 ? month / 3 : (month - 2) / 3;
	default:
		return month >= 0 ? month / 12 : (month - 11) / 12;
	}
}

static int64_t key_of(const struct civ_rates *rates, enum civ_rates_group group, const int64_t refs[CIV_LIFE_KEYS],
                      int32_t day)
{
	int64_t area = refs[CIV_BY_AREA], above = 0;

	if (group >= CIV_RATES_DAY)
		return time_key(group, day);
	if (group != CIV_RATES_AREA || rates->areas == NULL)
		return refs[group];
	return civ_hash_get(rates->areas, (struct civ_span){(const char *)&area, sizeof area}, &above) ? above : 0;
}

static struct civ_rates_row *new_row(struct civ_rates *rates, const int64_t *keys, size_t size)
{
	struct civ_rates_row *row;

	if (!CIV_GROW(rates->rows, rates->count, rates->room))
		return NULL;
	row = calloc(1, sizeof *row);
	if (row == NULL)
		return NULL;
	memcpy(row->keys, keys, size);
	rates->rows[rates->count] = row;
	if (!civ_hash_put(rates->places, (struct civ_span){(const char *)keys, size}, (int64_t)rates->count)) {
		free(row);
		return NULL;
	}
	rates->count++;
	return row;
}

struct civ_rates_row *civ_rates_row_of(struct civ_rates *rates, const int64_t refs[CIV_LIFE_KEYS], int32_t day)
{
	int64_t keys[CIV_RATES_GROUPS] = {0}, place;
	size_t size = rates->options->group_count * sizeof *keys;

	for (size_t i = 0; i < rates->options->group_count; i++)
		keys[i] = key_of(rates, rates->options->groups[i], refs, day);
	if (civ_hash_get(rates->places, (struct civ_span){(const char *)keys, size}, &place))
		return rates->rows[place];
	return new_row(rates, keys, size);
}

bool civ_rates_is_running(const struct civ_rates *rates, int32_t day)
{
	return day == rates->asof && rates->minute < (int64_t)day * CIV_DAY_MINUTES + CIV_DAY_END;
}

void civ_rates_count(const struct civ_rates *rates, struct civ_rates_sums *sums, enum civ_mark mark, int32_t day,
                     int32_t n)
{
	bool passed = day <= rates->asof - rates->settings.judge_days;

	sums->counts[mark] += n;
	if (mark == CIV_MARK_DUE)
		sums->due += n;
	else if (mark == CIV_MARK_OWED && (day > rates->asof || civ_rates_is_running(rates, day)))
		sums->due -= n;
	else if (mark == CIV_MARK_CLOSED && !passed)
		sums->watched += n;
	else if (mark == CIV_MARK_BACK && passed)
		sums->back += n;
	else if (mark == CIV_MARK_UNRECTIFIED && day < rates->asof)
		sums->overdue += n;
	else if (mark == CIV_MARK_EXTENDED && day > rates->asof)
		sums->counts[mark] -= n;
}

bool civ_rates_count_running(const struct civ_rates *rates, struct civ_rates_sums *sums, int32_t day, int32_t n)
{
	return civ_spread_add(&sums->running, rates->asof - day, n);
}

enum civ_status civ_rates_each_life(struct civ_rates *rates, const struct civ_rates_lives *lives)
{
	struct civ_store *store = civ_records_store(rates->records);
	char end[CIV_DATE_SIZE];
	sqlite3_stmt *rows = NULL;
	bool past;
	enum civ_status status = civ_issues_ask_past(rates->records, &past);

	civ_date_format(rates->asof + 1, end);
	if (status == CIV_OK)
		status = civ_records_statement(rates->records, past ? lives->then_sql : lives->now_sql, &rows);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":end", end);
	while (civ_store_next(store, rows, &status)) {
		struct civ_life life;

		civ_life_of_row(rows, 0, &life);
		if (!lives->take(rates, &life, rows))
			status = civ_no_memory(civ_records_messages(rates->records));
	}
	return status;
}
