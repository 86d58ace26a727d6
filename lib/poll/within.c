#include "lib/poll/within.h"

#include <stdlib.h>
#include <string.h>

#include "civplan/say.h"

extern const struct civ_noun civ_noun_respondent;

/* When, where and for what a survey asks. */
struct asked {
	const char *code, *start, *end; /* END NULL: it goes on */
	int64_t area;                   /* 0: the whole city */
	bool vote;
};

struct civ_within {
	struct civ_arena *arena;
	struct civ_hash *surveys; /* id -> place in the list */
	struct asked *list;
	size_t count, room;
	unsigned long long early, late, away;
};

struct civ_within *civ_within_new(void)
{
	struct civ_within *made = calloc(1, sizeof *made);

	if (made == NULL)
		return NULL;
	made->arena = civ_arena_new();
	made->surveys = civ_hash_new();
	if (made->arena != NULL && made->surveys != NULL)
		return made;
	civ_within_free(made);
	return NULL;
}

void civ_within_free(struct civ_within *within)
{
	if (within == NULL)
		return;
	civ_arena_free(within->arena);
	civ_hash_free(within->surveys);
	free(within->list);
	free(within);
}

static const char asked_sql[] = "SELECT s.code, s.start, s.\"end\", ifnull(s.area_id, 0), s.kind = 'vote'"
				" FROM survey s"
				" WHERE s.id = ?1";

static enum civ_status take(struct civ_within *within, struct civ_records *records, sqlite3_stmt *row,
                            struct civ_span key)
{
	const char *code = civ_row_text(row, 0), *start = civ_row_text(row, 1), *end = civ_row_text(row, 2);
	bool ends = sqlite3_column_type(row, 2) != SQLITE_NULL;
	struct asked made = {
		.code = civ_arena_copy(within->arena, code, strlen(code)),
		.start = civ_arena_copy(within->arena, start, strlen(start)),
		.end = ends ? civ_arena_copy(within->arena, end, strlen(end)) : NULL,
		.area = sqlite3_column_int64(row, 3),
		.vote = sqlite3_column_int(row, 4) != 0,
	};

	if (made.code == NULL || made.start == NULL || (ends && made.end == NULL) ||
	    !CIV_GROW(within->list, within->count, within->room) ||
	    !civ_hash_put(within->surveys, key, (int64_t)within->count))
		return civ_no_memory(civ_records_messages(records));
	within->list[within->count++] = made;
	return CIV_OK;
}

/* *ASKED is NULL where there is no such survey, which its reference tells. */
static enum civ_status find(struct civ_within *within, struct civ_records *records, int64_t survey,
                            const struct asked **asked)
{
	struct civ_span key = {(const char *)&survey, sizeof survey};
	int64_t place;
	sqlite3_stmt *row = NULL;
	enum civ_status status = CIV_OK;

	*asked = NULL;
	if (!civ_hash_get(within->surveys, key, &place)) {
		status = civ_row_first(records, asked_sql, CIV_NUMBERS(survey), &row);
		if (status != CIV_OK || row == NULL)
			return status;
		status = take(within, records, row, key);
		sqlite3_reset(row);
		if (status != CIV_OK)
			return status;
		place = (int64_t)within->count - 1;
	}
	*asked = &within->list[place];
	return CIV_OK;
}

static int compare(struct civ_span day, const char *other)
{
	size_t len = strlen(other);
	int order = memcmp(day.text, other, day.len < len ? day.len : len);

	return order != 0 ? order : (day.len > len) - (day.len < len);
}

static enum civ_status check_day(struct civ_within *within, struct civ_record *record, const struct asked *asked,
                                 int column)
{
	struct civ_span day = record->values[column].string;
	bool early = compare(day, asked->start) < 0, late = asked->end != NULL && compare(day, asked->end) > 0;

	if (early && asked->vote)
		return civ_record_error(record, column, "the vote '%s' only begins on %s", asked->code, asked->start);
	if (late && asked->vote)
		return civ_record_error(record, column, "the vote '%s' ended on %s", asked->code, asked->end);
	within->early += early ? 1 : 0;
	within->late += late ? 1 : 0;
	return CIV_OK;
}

static enum civ_status check_area(struct civ_within *within, struct civ_strata_set *set, struct civ_writer *writer,
                                  struct civ_record *record, const struct asked *asked)
{
	int column = civ_noun_column(&civ_noun_respondent, "area");
	bool inside = true;
	enum civ_status status = civ_strata_area_inside(set, civ_writer_records(writer), record->values[column].integer,
	                                                asked->area, &inside);

	if (status == CIV_OK && !inside && asked->vote)
		return civ_record_error(record, column, "is outside the area of the vote '%s'", asked->code);
	within->away += inside ? 0 : 1;
	return status;
}

static bool is_new(const struct civ_record *record, const struct civ_value *old, int column)
{
	return old == NULL || !civ_value_same(&record->values[column], &old[column]);
}

enum civ_status civ_within_check(struct civ_within *within, struct civ_strata_set *set, struct civ_writer *writer,
                                 struct civ_record *record, const struct civ_value *old)
{
	const struct civ_noun *noun = &civ_noun_respondent;
	int survey = civ_noun_column(noun, "survey"), date = civ_noun_column(noun, "date"),
	    area = civ_noun_column(noun, "area");
	const struct asked *asked;
	enum civ_status status = find(within, civ_writer_records(writer), record->values[survey].integer, &asked);

	if (status != CIV_OK || asked == NULL)
		return status;
	if (record->values[date].kind == CIV_STRING && is_new(record, old, date))
		status = check_day(within, record, asked, date);
	if (record->values[area].kind == CIV_INTEGER && asked->area != 0 && is_new(record, old, area))
		status = civ_worse(status, check_area(within, set, writer, record, asked));
	return status;
}

void civ_within_tell(const struct civ_within *within, struct civ_messages *messages)
{
	if (within->early > 0)
		civ_warn(messages, NULL,
		         civ_say_count("%llu respondent answered before the first day of the survey",
		                       "%llu respondents answered before the first day of the survey", within->early),
		         within->early);
	if (within->late > 0)
		civ_warn(messages, NULL,
		         civ_say_count("%llu respondent answered after the last day of the survey",
		                       "%llu respondents answered after the last day of the survey", within->late),
		         within->late);
	if (within->away > 0)
		civ_warn(messages, NULL,
		         civ_say_count("%llu respondent is of an area outside that of the survey",
		                       "%llu respondents are of areas outside that of the survey", within->away),
		         within->away);
}
