/* Wide sheets: each row a respondent with all answers, stored together or not at all. */
#include <stdlib.h>
#include <string.h>

#include "civplan/bulk.h"
#include "civplan/poll.h"
#include "lib/poll/given.h"

extern const struct civ_noun civ_noun_answer, civ_noun_respondent, civ_noun_survey;

/* Rows of one noun, and the way that they go. */
struct way {
	struct civ_writer *writer;
	struct civ_bulk *bulk;
};

struct log {
	struct civ_records *records;
	const struct civ_poll_log *asked;
	struct civ_heads heads;
	struct way people, answers;      /* new ones, by the batch */
	struct way old_people, old_said; /* those that are there, one by one; opened with the first */
	struct civ_hash *numbers;        /* of respondents that are there -> id */
	int64_t next;                    /* id that the next respondent gets */
	bool fresh;                      /* something was added since the last flush */
	bool misheaded;                  /* a header is refused, and told */
	struct civ_record *record;       /* of the respondent at hand */
	struct civ_given given;          /* in the row at hand */
	struct civ_buf strata;
	struct civ_write_counts counts;
	int number, age, strata_column; /* of respondent */
	int answer_survey, answer_number, answer_question, answer_value;
};

/* ---- what is there ---- */

static const char next_sql[] = "SELECT ifnull(max(r.id), 0) + 1 FROM respondent r";

static enum civ_status read_numbers(struct log *log)
{
	struct civ_store *store = civ_records_store(log->records);
	sqlite3_stmt *row;
	enum civ_status status = civ_row_first(log->records, next_sql, (struct civ_numbers){NULL, 0}, &row);

	if (status != CIV_OK)
		return status;
	log->next = sqlite3_column_int64(row, 0);
	sqlite3_reset(row);
	status = civ_records_statement(log->records, "SELECT r.number, r.id FROM respondent r WHERE r.survey_id = ?1",
	                               &row);
	if (status == CIV_OK && sqlite3_bind_int64(row, 1, log->heads.survey) != SQLITE_OK)
		status = civ_store_fail(store, "bind an id");
	while (civ_store_next(store, row, &status))
		if (!civ_hash_put(log->numbers, civ_value_column(row, 0).string, sqlite3_column_int64(row, 1)))
			status = civ_no_memory(civ_records_messages(log->records));
	return status;
}

/* ---- a row ---- */

/* The cell of a dimension, as a part of the strata. */
static void add_stratum(struct log *log, const char *dimension, struct civ_span cell)
{
	cell = civ_text_trim(civ_cell_clean(cell));
	if (cell.len > 0)
		civ_buf_addf(&log->strata, "%s%s:%.*s", log->strata.len == 0 ? "" : ";", dimension, (int)cell.len,
		             cell.text);
}

static enum civ_status fill_strata(struct log *log, struct civ_record *record)
{
	const struct civ_value *strata = &record->values[log->strata_column];

	if (log->strata.len == 0)
		return CIV_OK;
	if (strata->kind == CIV_STRING)
		civ_buf_addf(&log->strata, ";%.*s", (int)strata->string.len, strata->string.text);
	return log->strata.failed ? civ_no_memory(record->messages)
	                          : civ_record_give(record, log->strata_column, log->strata.data);
}

/* An age is in years, said or not: "70岁". */
static struct civ_span years(struct civ_span cell)
{
	static const char year[] = "岁", full[] = "周";

	cell = civ_text_trim(civ_cell_clean(cell));
	if (cell.len < sizeof year || memcmp(cell.text + cell.len - (sizeof year - 1), year, sizeof year - 1) != 0)
		return cell;
	cell.len -= sizeof year - 1;
	if (cell.len >= sizeof full && memcmp(cell.text + cell.len - (sizeof full - 1), full, sizeof full - 1) == 0)
		cell.len -= sizeof full - 1;
	return cell;
}

static enum civ_status fill(struct log *log, struct civ_writer *writer, const struct civ_input_row *row)
{
	struct civ_record *record = civ_writer_record(writer);
	enum civ_status status = CIV_OK;

	log->record = record;
	record->at = row->at;
	civ_buf_clear(&log->strata);
	for (unsigned i = 0; i < row->header->count; i++) {
		const struct civ_head *head = &log->heads.list[i];
		struct civ_span cell = head->column >= 0 && head->column == log->age ? years(row->cells[i])
		                                                                     : row->cells[i];

		if (head->dimension != NULL)
			add_stratum(log, head->dimension, cell);
		if (head->column < 0)
			continue;
		record->fields[head->column] = row->fields[i];
		status = civ_worse(status, civ_record_parse(writer, record, head->column, cell));
	}
	status = civ_worse(status,
	                   civ_record_settings(writer, record, log->asked->settings, log->asked->setting_count));
	return civ_worse(status, fill_strata(log, record));
}

/* The answers of the row through WAY, of the respondent with that id. */
static enum civ_status put_answers(struct log *log, struct way *way, int64_t respondent, const struct civ_position *at,
                                   struct civ_messages *messages)
{
	enum civ_status status = CIV_OK;

	for (size_t i = 0; i < log->given.count && status == CIV_OK; i++) {
		struct civ_record *record = civ_writer_record(way->writer);

		record->at = *at;
		civ_record_put_int(record, log->answer_survey, log->heads.survey);
		civ_record_put_int(record, log->answer_number, respondent);
		civ_record_put_int(record, log->answer_question, log->given.list[i].question->id);
		record->values[log->answer_value] = (struct civ_value){.kind = CIV_STRING,
		                                                       .string = log->given.list[i].value};
		record->given[log->answer_value] = true;
		status = way->bulk != NULL ? civ_bulk_add(way->bulk) : civ_writer_add(way->writer, record);
		civ_messages_move(messages, record->messages);
	}
	return status;
}

/* ---- a respondent who is there ---- */

static enum civ_status flush(struct log *log)
{
	enum civ_status status;

	if (!log->fresh)
		return CIV_OK;
	log->fresh = false;
	status = civ_bulk_flush(log->people.bulk);
	if (status == CIV_OK)
		status = civ_bulk_flush(log->answers.bulk);
	return status == CIV_OK ? civ_writer_finish(log->people.writer) : status;
}

static enum civ_status open_old(struct log *log)
{
	struct civ_write_options options = *log->asked->write;
	enum civ_status status;

	if (log->old_people.writer != NULL)
		return CIV_OK;
	status = civ_writer_open(log->records, &civ_noun_respondent, &options, &log->old_people.writer);
	options.update = NULL;
	options.keep_touched = false;
	return status == CIV_OK ? civ_writer_open(log->records, &civ_noun_answer, &options, &log->old_said.writer)
	                        : status;
}

static uint64_t changes(const struct way *way)
{
	return civ_writer_counts(way->writer)->updated + civ_writer_counts(way->writer)->added;
}

/* What on_conflict says of a number that is there: for the answers what it says of the respondent. */
static enum civ_status meet(struct log *log, int64_t id, const struct civ_input_row *row, struct civ_messages *messages)
{
	uint64_t before;
	enum civ_status status = flush(log);

	if (status == CIV_OK)
		status = open_old(log);
	if (status != CIV_OK)
		return status;
	before = changes(&log->old_people) + changes(&log->old_said);
	status = fill(log, log->old_people.writer, row);
	if (status == CIV_OK)
		status = civ_writer_add(log->old_people.writer, log->record);
	civ_messages_move(messages, log->record->messages);
	if (log->asked->write->on_conflict == CIV_CONFLICT_SKIP) {
		log->counts.skipped += status == CIV_OK ? 1 : 0;
		return status;
	}
	if (status == CIV_OK)
		status = put_answers(log, &log->old_said, id, &row->at, messages);
	if (status != CIV_OK)
		return status;
	if (before == changes(&log->old_people) + changes(&log->old_said))
		log->counts.unchanged++;
	else
		log->counts.updated++;
	return CIV_OK;
}

/* ---- all rows ---- */

static enum civ_status add(struct log *log, const struct civ_input_row *row, struct civ_messages *messages)
{
	enum civ_status status = civ_bulk_add(log->people.bulk);
	const struct civ_value *number = &log->record->values[log->number];
	int64_t id = log->next;

	civ_messages_move(messages, log->record->messages);
	if (status != CIV_OK)
		return status;
	log->fresh = true;
	log->next++;
	log->counts.added++;
	if (!civ_hash_put(log->numbers, number->string, id))
		return civ_no_memory(messages);
	return put_answers(log, &log->answers, id, &row->at, messages);
}

static enum civ_status take_row(struct log *log, const struct civ_input_row *row, struct civ_messages *messages)
{
	enum civ_status status = civ_given_read(&log->given, &log->heads, row, messages), filled;
	int64_t id;

	filled = fill(log, log->people.writer, row);
	civ_messages_move(messages, log->record->messages);
	status = civ_worse(status, filled);
	if (status != CIV_OK)
		return status;
	if (log->record->values[log->number].kind == CIV_STRING &&
	    civ_hash_get(log->numbers, log->record->values[log->number].string, &id))
		return meet(log, id, row, messages);
	return add(log, row, messages);
}

static enum civ_status take(void *data, const struct civ_input_row *row, struct civ_messages *messages)
{
	struct log *log = data;
	struct civ_messages *before;
	enum civ_status status = civ_heads_take(&log->heads, row->header);

	/* A heading is no matter of one row. */
	if (status == CIV_REFUSED) {
		log->misheaded = true;
		return CIV_SYSTEM;
	}
	if (status != CIV_OK)
		return status;
	log->counts.read++;
	before = civ_records_report_to(log->records, messages);
	status = take_row(log, row, messages);
	(void)civ_records_report_to(log->records, before);
	return status;
}

/* The numbers that answers name respondents by are those that the database gave. */
static enum civ_status check_numbers(struct log *log)
{
	sqlite3_stmt *row;
	enum civ_status status = civ_row_first(log->records, next_sql, (struct civ_numbers){NULL, 0}, &row);

	if (status != CIV_OK)
		return status;
	if (sqlite3_column_int64(row, 0) != log->next || civ_bulk_refused(log->people.bulk) ||
	    civ_bulk_refused(log->answers.bulk))
		status = civ_error(civ_records_messages(log->records), CIV_SYSTEM, NULL,
		                   "the respondents were not numbered in their order");
	sqlite3_reset(row);
	return status;
}

static enum civ_status finish(struct log *log)
{
	const struct way *ways[] = {&log->people, &log->answers, &log->old_people, &log->old_said};
	enum civ_status status = civ_bulk_flush(log->people.bulk);

	if (status == CIV_OK)
		status = civ_bulk_flush(log->answers.bulk);
	if (status == CIV_OK)
		status = check_numbers(log);
	for (size_t i = 0; i < sizeof ways / sizeof ways[0] && status == CIV_OK; i++)
		if (ways[i]->writer != NULL)
			status = civ_writer_finish(ways[i]->writer);
	return status;
}

/* ---- the run ---- */

static enum civ_status open_ways(struct log *log)
{
	struct civ_write_options options = {.keep_touched = log->asked->write->keep_touched};
	enum civ_status status = civ_writer_open(log->records, &civ_noun_respondent, &options, &log->people.writer);

	if (status == CIV_OK)
		status = civ_settings_check(log->people.writer, log->asked->settings, log->asked->setting_count);
	options.keep_touched = false;
	if (status == CIV_OK)
		status = civ_writer_open(log->records, &civ_noun_answer, &options, &log->answers.writer);
	if (status == CIV_OK)
		status = civ_bulk_open(log->people.writer, NULL, &log->people.bulk);
	return status == CIV_OK ? civ_bulk_open(log->answers.writer, NULL, &log->answers.bulk) : status;
}

static enum civ_status close_ways(struct log *log)
{
	enum civ_status status = civ_bulk_close(log->answers.bulk);

	status = civ_worse(status, civ_bulk_close(log->people.bulk));
	civ_writer_close(log->answers.writer);
	civ_writer_close(log->people.writer);
	civ_writer_close(log->old_said.writer);
	civ_writer_close(log->old_people.writer);
	return status;
}

static enum civ_status find_survey(struct log *log, int64_t *survey)
{
	for (size_t i = 0; i < log->asked->setting_count; i++)
		if (strcmp(log->asked->settings[i].column->name, "survey") == 0)
			return civ_records_named(log->records, &civ_noun_survey, "--survey",
			                         log->asked->settings[i].value, survey);
	return civ_error(civ_records_messages(log->records), CIV_USAGE, NULL, "--survey names the survey of the rows");
}

static void find_columns(struct log *log)
{
	log->number = civ_noun_column(&civ_noun_respondent, "number");
	log->age = civ_noun_column(&civ_noun_respondent, "age");
	log->strata_column = civ_noun_column(&civ_noun_respondent, "strata");
	log->answer_survey = civ_noun_column(&civ_noun_answer, "survey");
	log->answer_number = civ_noun_column(&civ_noun_answer, "number");
	log->answer_question = civ_noun_column(&civ_noun_answer, "question");
	log->answer_value = civ_noun_column(&civ_noun_answer, "value");
}

static enum civ_status read_all(struct log *log)
{
	const struct civ_header *header = NULL;
	enum civ_status status = civ_input_peek(log->asked->input, &header);

	/* A sheet without rows is looked at too. */
	if (status == CIV_OK && header != NULL)
		status = civ_heads_take(&log->heads, header);
	if (status == CIV_OK)
		status = civ_each_row(log->records, log->asked->input, log->asked->rejects, take, log);
	if (log->misheaded)
		return CIV_REFUSED;
	if (status == CIV_OK && log->heads.lacking)
		status = CIV_FLAGGED;
	return status == CIV_OK || status == CIV_FLAGGED ? civ_worse(finish(log), status) : status;
}

enum civ_status civ_poll_log(struct civ_records *records, const struct civ_poll_log *asked,
                             struct civ_write_counts *counts)
{
	struct log log = {.records = records, .asked = asked, .numbers = civ_hash_new()};
	int64_t survey;
	enum civ_status status = find_survey(&log, &survey);

	find_columns(&log);
	if (status == CIV_OK && (log.numbers == NULL || !civ_given_open(&log.given)))
		status = civ_no_memory(civ_records_messages(records));
	if (status == CIV_OK)
		status = civ_heads_open(&log.heads, records, survey);
	if (status == CIV_OK)
		status = read_numbers(&log);
	if (status == CIV_OK)
		status = open_ways(&log);
	if (status == CIV_OK)
		status = read_all(&log);
	status = civ_worse(status, close_ways(&log));
	*counts = log.counts;
	civ_heads_close(&log.heads);
	civ_hash_free(log.numbers);
	civ_given_close(&log.given);
	civ_buf_free(&log.strata);
	return status;
}
