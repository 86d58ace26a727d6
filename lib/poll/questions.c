/* Questions of a run, and what is true of one when it is stored: nothing that was answered is lost. */
#include <stdlib.h>
#include <string.h>

#include "lib/poll/question.h"
#include "lib/poll/strata.h"

extern const struct civ_noun civ_noun_question;

struct civ_questions {
	struct civ_arena *arena;
	struct civ_hash *places; /* id -> place in the list */
	struct civ_question **list;
	size_t count, room;
};

static struct civ_span key_of(const int64_t *id)
{
	return (struct civ_span){(const char *)id, sizeof *id};
}

struct civ_questions *civ_questions_new(void)
{
	struct civ_questions *made = calloc(1, sizeof *made);

	if (made == NULL)
		return NULL;
	made->arena = civ_arena_new();
	made->places = civ_hash_new();
	if (made->arena == NULL || made->places == NULL) {
		civ_questions_free(made);
		return NULL;
	}
	return made;
}

void civ_questions_free(struct civ_questions *questions)
{
	if (questions == NULL)
		return;
	for (size_t i = 0; i < questions->count; i++)
		civ_question_end(questions->list[i]);
	free(questions->list);
	civ_hash_free(questions->places);
	civ_arena_free(questions->arena);
	free(questions);
}

/* The columns of the noun, in their order. */
static void select_sql(struct civ_buf *sql)
{
	civ_buf_adds(sql, "SELECT id");
	for (const struct civ_column *c = civ_noun_question.columns; c->name != NULL; c++)
		civ_buf_addf(sql, ", \"%s%s\"", c->name, c->type == CIV_REF ? "_id" : "");
	civ_buf_adds(sql, " FROM question WHERE id = ?1");
}

static enum civ_status load(struct civ_questions *questions, struct civ_records *records, int64_t id)
{
	struct civ_store *store = civ_records_store(records);
	size_t width = civ_noun_width(&civ_noun_question);
	struct civ_value *values = calloc(width, sizeof *values);
	struct civ_question *made = NULL;
	struct civ_buf sql = {0};
	sqlite3_stmt *row = NULL;
	enum civ_status status;

	select_sql(&sql);
	status = values == NULL ? civ_no_memory(civ_records_messages(records))
	                        : civ_records_statement_of(records, &sql, &row);
	if (values == NULL)
		civ_buf_free(&sql);
	if (status == CIV_OK && sqlite3_bind_int64(row, 1, id) != SQLITE_OK)
		status = civ_store_fail(store, "bind an id");
	if (civ_store_next(store, row, &status)) {
		for (size_t i = 0; i < width; i++)
			values[i] = civ_value_column(row, (int)i + 1);
		made = civ_question_make(id, values, questions->arena);
		if (made == NULL || !CIV_GROW(questions->list, questions->count, questions->room) ||
		    !civ_hash_put(questions->places, key_of(&id), (int64_t)questions->count)) {
			civ_question_end(made);
			status = civ_no_memory(civ_records_messages(records));
		} else {
			questions->list[questions->count++] = made;
		}
		sqlite3_reset(row);
	}
	free(values);
	return status;
}

enum civ_status civ_questions_get(struct civ_questions *questions, struct civ_records *records, int64_t id,
                                  const struct civ_question **question)
{
	int64_t place;
	enum civ_status status = CIV_OK;

	*question = NULL;
	if (!civ_hash_get(questions->places, key_of(&id), &place)) {
		status = load(questions, records, id);
		if (status != CIV_OK || !civ_hash_get(questions->places, key_of(&id), &place))
			return status;
	}
	*question = questions->list[place];
	return CIV_OK;
}

/* ---- storing a question ---- */

static int place_of(const char *column)
{
	return civ_noun_column(&civ_noun_question, column);
}

/* Choices as they are stored: trimmed, each once. */
static enum civ_status check_choices(struct civ_record *record)
{
	struct civ_value *choices = &record->values[place_of("choices")];
	struct civ_hash *seen = civ_hash_new();
	struct civ_buf joined = {0};
	struct civ_span rest = choices->string, part;
	enum civ_status status = seen == NULL ? civ_no_memory(record->messages) : CIV_OK;
	int64_t known;

	while (status == CIV_OK && choices->kind == CIV_STRING && civ_list_next_whole(&rest, &part)) {
		if (civ_hash_get(seen, part, &known))
			status = civ_record_error(record, place_of("choices"), "'%.*s' stands twice", (int)part.len,
			                          part.text);
		else if (!civ_hash_put(seen, part, 1))
			status = civ_no_memory(record->messages);
		civ_buf_adds(&joined, joined.len == 0 ? "" : ";");
		civ_buf_add(&joined, part.text, part.len);
	}
	if (status == CIV_OK && choices->kind == CIV_STRING)
		status = joined.len > 0 && !joined.failed
		                 ? civ_record_put(record, place_of("choices"), civ_buf_str(&joined))
		                 : civ_record_error(record, place_of("choices"), "there is no choice in it");
	civ_buf_free(&joined);
	civ_hash_free(seen);
	return status;
}

/* GOOD as it is stored, appended to JOINED. */
static enum civ_status take_good(struct civ_record *record, const struct civ_question *question, struct civ_span good,
                                 struct civ_buf *joined)
{
	struct civ_said said = {.text = good, .arena = record->arena};
	struct civ_buf buf = {0}, why = {0};
	enum civ_unfit unfit = civ_question_read(question, &said, &buf);
	enum civ_status status = CIV_OK;

	if (unfit == CIV_FITS) {
		civ_buf_adds(joined, joined->len == 0 ? "" : ";");
		civ_buf_add(joined, said.value.text, said.value.len);
	} else {
		civ_question_unfit(question, unfit, &said, &why);
		status = civ_buf_str(&why) == NULL
		                 ? civ_no_memory(record->messages)
		                 : civ_record_error(record, place_of("good"), "%s", civ_buf_str(&why));
	}
	civ_buf_free(&buf);
	civ_buf_free(&why);
	return status;
}

static bool is_answer(const struct civ_record *record, const struct civ_question *question, struct civ_span text)
{
	struct civ_said said = {.text = text, .arena = record->arena};
	struct civ_buf buf = {0};
	bool fits = civ_question_read(question, &said, &buf) == CIV_FITS;

	civ_buf_free(&buf);
	return fits;
}

/* Each of the answers that count can be given. What stands between two semicolons is one answer before it is several.
 */
static enum civ_status check_good(struct civ_record *record, const struct civ_question *question)
{
	struct civ_value *good = &record->values[place_of("good")];
	struct civ_buf joined = {0};
	struct civ_span rest = good->string, whole, part;
	enum civ_status status = CIV_OK;

	if (good->kind != CIV_STRING)
		return CIV_OK;
	if (question->kind == CIV_ASKED_NUMBER)
		return civ_record_error(record, place_of("good"),
		                        "of numbers none counts as good: a number has a mean");
	while (status == CIV_OK && civ_list_next_whole(&rest, &whole)) {
		if (is_answer(record, question, whole))
			status = take_good(record, question, whole, &joined);
		else
			while (status == CIV_OK && civ_list_next(&whole, &part))
				status = take_good(record, question, part, &joined);
	}
	if (status == CIV_OK && joined.len > 0)
		status = joined.failed ? civ_no_memory(record->messages)
		                       : civ_record_put(record, place_of("good"), civ_buf_str(&joined));
	civ_buf_free(&joined);
	return status;
}

static const char answers_sql[] =
	"SELECT a.value, count(*)"
	" FROM answer a"
	" WHERE a.question_id = ?1"
	" GROUP BY a.value"
	" ORDER BY a.value";

/* An answer that was given and cannot be any more: it has to be another one first. */
static enum civ_status see_answer(struct civ_record *record, const struct civ_question *question, sqlite3_stmt *row,
                                  struct civ_buf *buf)
{
	struct civ_said said = {.text = civ_value_column(row, 0).string, .arena = record->arena};
	const struct civ_span before = said.text;
	long long n = (long long)sqlite3_column_int64(row, 1);

	if (civ_question_read(question, &said, buf) == CIV_FITS && said.value.len == before.len &&
	    memcmp(said.value.text, before.text, before.len) == 0)
		return CIV_OK;
	return civ_record_error(record, -1,
	                        "%lld answered '%.*s', which could not be said any more: change the answers first", n,
	                        (int)before.len, before.text);
}

static enum civ_status see_answers(struct civ_writer *writer, struct civ_record *record,
                                   const struct civ_question *question)
{
	struct civ_records *records = civ_writer_records(writer);
	struct civ_store *store = civ_records_store(records);
	struct civ_buf buf = {0};
	sqlite3_stmt *row;
	enum civ_status status = civ_records_statement(records, answers_sql, &row);

	if (status == CIV_OK && sqlite3_bind_int64(row, 1, record->id) != SQLITE_OK)
		status = civ_store_fail(store, "bind an id");
	while (civ_store_next(store, row, &status)) {
		status = see_answer(record, question, row, &buf);
		if (status != CIV_OK)
			sqlite3_reset(row);
	}
	civ_buf_free(&buf);
	return status;
}

static bool changes_answers(const struct civ_record *record, const struct civ_value *old)
{
	static const char *const columns[] = {"kind", "choices", "top"};

	for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
		if (!civ_value_same(&record->values[place_of(columns[i])], &old[place_of(columns[i])]))
			return true;
	return false;
}

static enum civ_status before_store(struct civ_writer *writer, struct civ_record *record, const struct civ_value *old)
{
	enum civ_status status = civ_poll_stays(record, old);
	struct civ_question *question;

	if (status == CIV_OK)
		status = check_choices(record);
	if (status != CIV_OK)
		return status;
	question = civ_question_make(record->id, record->values, record->arena);
	if (question == NULL)
		return civ_no_memory(record->messages);
	status = check_good(record, question);
	if (status == CIV_OK && old != NULL && changes_answers(record, old))
		status = see_answers(writer, record, question);
	civ_question_end(question);
	return status;
}

const struct civ_hook civ_question_hook = {.noun = &civ_noun_question, .before_store = before_store};
