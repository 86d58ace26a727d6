#include "lib/poll/heads.h"

#include <stdlib.h>
#include <string.h>

#include "civplan/say.h"
#include "lib/poll/dimensions.h"
#include "lib/poll/plain.h"

extern const struct civ_noun civ_noun_respondent;

/* As questionnaire sites head what is a column of a respondent here. */
static const struct {
	const char *heading, *column;
} usual[] = {
	{"序号", "number"},
	{"编号", "number"},
	{"答卷编号", "number"},
	{"答卷序号", "number"},
	{"提交答卷时间", "date"},
	{"提交时间", "date"},
	{"答题时间", "date"},
	{"结束答题时间", "date"},
	{"填写时间", "date"},
	{"调查日期", "date"},
	{"日期", "date"},
	{"答题方式", "mode"},
	{"作答方式", "mode"},
	{"调查方式", "mode"},
	{"您的年龄", "age"},
	{"所在社区", "area"},
	{"社区", "area"},
	{"区域", "area"},
	{"分层", "strata"},
	{"权重", "weight"},
};

static bool put_form(struct civ_hash *hash, struct civ_span form, int64_t id)
{
	int64_t known = id;

	if (civ_hash_get(hash, form, &known) && known != id)
		id = CIV_SEVERAL;
	return civ_hash_put(hash, form, id);
}

static struct civ_span plain_of(struct civ_heads *heads, struct civ_span text)
{
	civ_plain_make(text, &heads->plain);
	return (struct civ_span){heads->plain.data, heads->plain.len};
}

static bool put_question(struct civ_heads *heads, const struct civ_question *question)
{
	struct civ_span code = {question->code, strlen(question->code)},
			text = {question->text, strlen(question->text)};
	struct civ_span form;

	if (!put_form(heads->exact, code, question->id) || !put_form(heads->exact, text, question->id) ||
	    !put_form(heads->forms, plain_of(heads, code), question->id))
		return false;
	form = plain_of(heads, text);
	if (!put_form(heads->forms, form, question->id) ||
	    !put_form(heads->forms, civ_plain_unnumbered(form), question->id))
		return false;
	form = civ_plain_unmarked(form);
	return put_form(heads->forms, form, question->id) &&
	       put_form(heads->forms, civ_plain_unnumbered(form), question->id) && !heads->plain.failed;
}

static const char questions_sql[] = "SELECT q.id FROM question q WHERE q.survey_id = ?1 ORDER BY q.id";

static enum civ_status read_questions(struct civ_heads *heads)
{
	struct civ_store *store = civ_records_store(heads->records);
	struct civ_messages *messages = civ_records_messages(heads->records);
	sqlite3_stmt *row;
	enum civ_status status = civ_records_statement(heads->records, questions_sql, &row);

	if (status == CIV_OK && sqlite3_bind_int64(row, 1, heads->survey) != SQLITE_OK)
		status = civ_store_fail(store, "bind an id");
	while (civ_store_next(store, row, &status)) {
		const struct civ_question *question;

		status = civ_questions_get(heads->questions, heads->records, sqlite3_column_int64(row, 0), &question);
		if (status != CIV_OK || question == NULL)
			continue;
		if (!put_question(heads, question) || !CIV_GROW(heads->asked, heads->asked_count, heads->asked_room))
			status = civ_no_memory(messages);
		else
			heads->asked[heads->asked_count++] = question;
	}
	return status;
}

enum civ_status civ_heads_open(struct civ_heads *heads, struct civ_records *records, int64_t survey)
{
	enum civ_status status;

	*heads = (struct civ_heads){.records = records, .survey = survey};
	heads->questions = civ_questions_new();
	heads->set = civ_strata_set_new();
	heads->exact = civ_hash_new();
	heads->forms = civ_hash_new();
	if (heads->questions == NULL || heads->set == NULL || heads->exact == NULL || heads->forms == NULL)
		return civ_no_memory(civ_records_messages(records));
	status = civ_strata_of(heads->set, records, survey, &heads->strata);
	return status == CIV_OK ? read_questions(heads) : status;
}

void civ_heads_close(struct civ_heads *heads)
{
	civ_questions_free(heads->questions);
	civ_strata_set_free(heads->set);
	civ_hash_free(heads->exact);
	civ_hash_free(heads->forms);
	civ_buf_free(&heads->plain);
	civ_buf_free(&heads->cut);
	free(heads->asked);
	free(heads->list);
}

/* ---- one heading ---- */

static bool is_text(struct civ_span span, const char *text)
{
	return civ_text_same(span, (struct civ_span){text, strlen(text)});
}

static int column_of(struct civ_span name)
{
	const struct civ_noun *noun = &civ_noun_respondent;

	/* The survey is the same for all rows. */
	for (int i = 0; noun->columns[i].name != NULL; i++)
		if (civ_column_is_named(&noun->columns[i], name))
			return strcmp(noun->columns[i].name, "survey") == 0 ? -1 : i;
	for (size_t i = 0; i < sizeof usual / sizeof usual[0]; i++)
		if (is_text(name, usual[i].heading))
			return civ_noun_column(noun, usual[i].column);
	return -1;
}

/* What it says of the respondent. */
static void find_meaning(const struct civ_heads *heads, struct civ_span name, struct civ_head *head)
{
	head->dimension = civ_dimension_named(heads->strata, name);
	head->column = head->dimension == NULL ? column_of(name) : -1;
	if (head->dimension == NULL && head->column < 0)
		head->dimension = civ_dimension_alike(heads->strata, heads->header, name);
}

/* The question that a plain text is, whatever a site says beside it: its id, 0: none; CIV_SEVERAL. */
static int64_t find_form(const struct civ_heads *heads, struct civ_span form)
{
	int64_t id;

	for (int pass = 0; pass < 2; pass++) {
		if (civ_hash_get(heads->forms, form, &id) ||
		    civ_hash_get(heads->forms, civ_plain_unnumbered(form), &id))
			return id;
		form = civ_plain_unmarked(form);
	}
	return 0;
}

/* The same of a heading: by its own words first, then however they are written. */
static int64_t question_of(struct civ_heads *heads, struct civ_span name)
{
	int64_t id;

	return civ_hash_get(heads->exact, name, &id) ? id : find_form(heads, plain_of(heads, name));
}

/* A question twice, or one of its choices; a whole question and a choice of it are twice as well. */
static bool asks_the_same(const struct civ_head *a, const struct civ_head *b)
{
	return a->question != NULL && a->question == b->question &&
	       (a->choice < 0 || b->choice < 0 || a->choice == b->choice);
}

static bool says_the_same(const struct civ_head *a, const struct civ_head *b)
{
	return (a->column >= 0 && a->column == b->column) || asks_the_same(a, b) ||
	       (a->dimension != NULL && a->dimension == b->dimension);
}

/* ---- a column for each choice ---- */

/* A heading cut in two, both plain. */
struct cut {
	struct civ_span question, choice;
};

/* What stands at AT as the beginning of a choice: "(", behind which the heading ends with ")", or a mark. */
static bool cut_at(struct civ_span name, size_t at, struct cut *cut)
{
	static const struct {
		const char *before, *behind;
	} marks[] = {{"(", ")"}, {"[", "]"}, {"【", "】"}, {":", ""}, {"_", ""}, {"|", ""}};

	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
		size_t before = strlen(marks[i].before), behind = strlen(marks[i].behind);

		if (name.len - at <= before + behind || memcmp(name.text + at, marks[i].before, before) != 0 ||
		    memcmp(name.text + name.len - behind, marks[i].behind, behind) != 0)
			continue;
		cut->question = (struct civ_span){name.text, at};
		cut->choice = (struct civ_span){name.text + at + before, name.len - at - before - behind};
		return true;
	}
	return false;
}

/* The last choice before FIELD whose heading begins with the same number: sites write "3、Which?(Park)", and then
 * "3、(Square)" alone. */
static const struct civ_question *question_before(const struct civ_heads *heads, unsigned field, struct civ_span number)
{
	size_t digits = strspn(number.text, "0123456789");

	if (digits == 0 || digits >= number.len || !civ_plain_is_number(number))
		return NULL;
	for (unsigned i = field; i > 0; i--) {
		struct civ_span name = heads->header->names[i - 1];

		if (heads->list[i - 1].choice >= 0)
			return name.len > digits && memcmp(name.text, number.text, digits) == 0 &&
			                       !(name.text[digits] >= '0' && name.text[digits] <= '9')
			               ? heads->list[i - 1].question
			               : NULL;
	}
	return NULL;
}

/* The question of several answers that a part of a heading names; NULL: none. */
static enum civ_status question_cut(struct civ_heads *heads, unsigned field, struct civ_span name,
                                    const struct civ_question **question)
{
	int64_t id = find_form(heads, name);
	enum civ_status status;

	*question = NULL;
	if (id <= 0) {
		*question = question_before(heads, field, name);
		return CIV_OK;
	}
	status = civ_questions_get(heads->questions, heads->records, id, question);
	if (*question != NULL && (*question)->kind != CIV_ASKED_MULTI)
		*question = NULL;
	return status;
}

static enum civ_status no_choice(struct civ_heads *heads, unsigned field, const struct civ_said *said,
                                 const struct civ_question *question, enum civ_unfit unfit)
{
	struct civ_messages *messages = civ_records_messages(heads->records);
	struct civ_position at = heads->header->at;
	struct civ_buf why = {0};
	enum civ_status status;

	at.field = heads->header->fields[field];
	civ_question_unfit(question, unfit, said, &why);
	status = unfit == CIV_UNFIT_MEMORY || civ_buf_str(&why) == NULL
	                 ? civ_no_memory(messages)
	                 : civ_error(messages, CIV_REFUSED, &at, "%s: %s", question->code, civ_buf_str(&why));
	civ_buf_free(&why);
	return status;
}

/* A heading that is no question may be a choice of one: "Which?(Park)", "Which?:Park", "Q3_A". */
static enum civ_status take_choice(struct civ_heads *heads, unsigned field, struct civ_head *head)
{
	struct civ_span name = plain_of(heads, heads->header->names[field]);
	const struct civ_question *unmet = NULL;
	struct civ_said said = {0};
	enum civ_unfit unfit = CIV_FITS;
	enum civ_status status = CIV_OK;
	struct cut cut;

	for (size_t at = 1; at < name.len && status == CIV_OK; at++) {
		const struct civ_question *question;
		size_t choice;

		if (!cut_at(name, at, &cut))
			continue;
		status = question_cut(heads, field, cut.question, &question);
		if (status != CIV_OK || question == NULL)
			continue;
		unfit = civ_question_choice(question, cut.choice, &heads->cut, &choice);
		if (unfit == CIV_FITS) {
			head->question = question;
			head->choice = (int64_t)choice;
			return CIV_OK;
		}
		unmet = question;
		said.part = cut.choice;
	}
	/* A choice that is not known is not passed over: its share would be missing without a trace. */
	return status == CIV_OK && unmet != NULL ? no_choice(heads, field, &said, unmet, unfit) : status;
}

/* Each choice knows the next of its question. */
static void chain(struct civ_heads *heads, unsigned field)
{
	struct civ_head *head = &heads->list[field];

	for (unsigned i = field; head->choice >= 0 && i > 0; i--)
		if (heads->list[i - 1].choice >= 0 && heads->list[i - 1].question == head->question) {
			heads->list[i - 1].next = field;
			head->follows = true;
			return;
		}
}

static enum civ_status take_one(struct civ_heads *heads, unsigned field)
{
	const struct civ_header *header = heads->header;
	struct civ_span name = header->names[field];
	struct civ_head *head = &heads->list[field];
	struct civ_position at = header->at;
	int64_t id = question_of(heads, name);
	struct civ_messages *messages = civ_records_messages(heads->records);
	enum civ_status status = CIV_OK;

	at.field = header->fields[field];
	*head = (struct civ_head){.column = -1, .choice = -1};
	find_meaning(heads, name, head);
	if (id == CIV_SEVERAL)
		return civ_error(messages, CIV_REFUSED, &at, "'%.*s' may be several questions: head it with the code",
		                 (int)name.len, name.text);
	if (id != 0)
		status = civ_questions_get(heads->questions, heads->records, id, &head->question);
	else if (head->column < 0 && head->dimension == NULL)
		status = take_choice(heads, field, head);
	for (unsigned i = 0; i < field && status == CIV_OK; i++)
		if (says_the_same(head, &heads->list[i]))
			status = civ_error(messages, CIV_REFUSED, &at, "'%.*s' says the same as '%.*s' before it",
			                   (int)name.len, name.text, (int)header->names[i].len, header->names[i].text);
	chain(heads, field);
	return status;
}

/* Which columns say nothing here, in one sentence. */
static enum civ_status tell_rest(const struct civ_heads *heads)
{
	const struct civ_header *header = heads->header;
	struct civ_messages *messages = civ_records_messages(heads->records);
	struct civ_buf names = {0};
	unsigned questions = 0, named = 0;
	enum civ_status status = CIV_OK;

	for (unsigned i = 0; i < header->count; i++) {
		const struct civ_head *head = &heads->list[i];

		questions += head->question != NULL ? 1 : 0;
		named += header->names[i].len > 0 ? 1 : 0;
		if (head->question == NULL && head->column < 0 && head->dimension == NULL)
			civ_buf_addf(&names, "%s%.*s", names.len == 0 ? "" : ", ", (int)header->names[i].len,
			             header->names[i].text);
	}
	if (names.failed)
		status = civ_no_memory(messages);
	else if (questions == 0 && named <= 1)
		status = civ_error(messages, CIV_REFUSED, &header->at,
		                   "no column is headed by a question of the survey; titles above the headings are"
		                   " passed over by a map with @skip");
	else if (questions == 0)
		status = civ_error(messages, CIV_REFUSED, &header->at,
		                   "no column is headed by a question of the survey");
	else if (names.len > 0)
		civ_warn(messages, &header->at, "passed over, as no question and nothing of respondents: %s",
		         names.data);
	civ_buf_free(&names);
	return status;
}

static bool is_headed(const struct civ_heads *heads, const struct civ_question *question)
{
	for (unsigned i = 0; i < heads->header->count; i++)
		if (heads->list[i].question == question)
			return true;
	return false;
}

/* Which questions have no column, apart from the columns that are none: their answers are missing. */
static enum civ_status tell_lacking(struct civ_heads *heads)
{
	struct civ_messages *messages = civ_records_messages(heads->records);
	struct civ_buf codes = {0};
	unsigned long long count = 0;
	enum civ_status status = CIV_OK;

	for (size_t i = 0; i < heads->asked_count; i++)
		if (!is_headed(heads, heads->asked[i]))
			civ_buf_addf(&codes, "%s%s", count++ == 0 ? "" : ", ", heads->asked[i]->code);
	if (codes.failed)
		status = civ_no_memory(messages);
	else if (count > 0)
		civ_warn(messages, &heads->header->at,
		         civ_say_count("%llu question of the survey has no column, its answers are missing: %s",
		                       "%llu questions of the survey have no column, their answers are missing: %s",
		                       count),
		         count, codes.data);
	heads->lacking = heads->lacking || count > 0;
	civ_buf_free(&codes);
	return status;
}

enum civ_status civ_heads_take(struct civ_heads *heads, const struct civ_header *header)
{
	enum civ_status status = CIV_OK;

	if (header == heads->header)
		return CIV_OK;
	heads->header = header;
	while (heads->room < header->count)
		if (!CIV_GROW(heads->list, heads->room, heads->room))
			return civ_no_memory(civ_records_messages(heads->records));
	for (unsigned i = 0; i < header->count; i++)
		status = civ_worse(status, take_one(heads, i));
	if (status == CIV_OK)
		status = tell_rest(heads);
	return status == CIV_OK ? tell_lacking(heads) : status;
}
