/* Lists of codes that a person asks for: who asks for one that nothing has has mistyped it. */
#include <string.h>

#include "civplan/say.h"
#include "lib/reporting/reporting.h"

/* Where codes of a list end, as it is stored or typed: blanks part what somebody types, too. */
static const char signs[] = "; \t";

struct search {
	struct civ_records *records;
	struct civ_arena *arena;
	const struct civ_report_param *param;
	const struct civ_column *column;
	const char *noun;
	sqlite3_stmt *values;
};

/* The next code of *LIST, which is moved behind it; one of no length ends it. */
static struct civ_span next_code(struct civ_span *list)
{
	struct civ_span code;

	while (list->len > 0 && strchr(signs, list->text[0]) != NULL)
		*list = (struct civ_span){list->text + 1, list->len - 1};
	code = (struct civ_span){list->text, 0};
	while (code.len < list->len && strchr(signs, code.text[code.len]) == NULL)
		code.len++;
	*list = (struct civ_span){list->text + code.len, list->len - code.len};
	return code;
}

/* Whether CODE is among the values of all rows; what may be meant, in NEAR. */
static enum civ_status find(struct search *search, struct civ_span code, struct civ_near *near, bool *found)
{
	struct civ_store *store = civ_records_store(search->records);
	struct civ_buf sql = {0};
	enum civ_status status;

	civ_buf_addf(&sql, "SELECT DISTINCT \"%s\" FROM \"%s\" WHERE \"%s\" IS NOT NULL ORDER BY 1",
	             search->column->name, search->noun, search->column->name);
	status = civ_records_statement_of(search->records, &sql, &search->values);
	while (civ_store_next(store, search->values, &status)) {
		struct civ_span list = civ_value_column(search->values, 0).string;

		for (struct civ_span one = next_code(&list); one.len > 0; one = next_code(&list)) {
			const char *copy = civ_arena_copy(search->arena, one.text, one.len);

			if (copy == NULL)
				return civ_no_memory(civ_records_messages(search->records));
			*found = *found || civ_text_same(one, code);
			civ_near_offer(near, copy);
		}
	}
	return status;
}

static enum civ_status check_code(struct search *search, struct civ_span code)
{
	struct civ_messages *messages = civ_records_messages(search->records);
	struct civ_near near = {.text = code};
	bool found = search->column->choices != NULL && civ_word_meant(search->column->choices, code) != NULL;
	enum civ_status status = found ? CIV_OK : find(search, code, &near, &found);

	if (status != CIV_OK || found)
		return status;
	if (near.known != NULL)
		return civ_error(messages, CIV_REFUSED, NULL, "--%s: no %s has '%.*s' there; did you mean '%s'?",
		                 search->param->name, civ_say(search->noun), (int)code.len, code.text, near.known);
	return civ_error(messages, CIV_REFUSED, NULL, "--%s: no %s has '%.*s' there", search->param->name,
	                 civ_say(search->noun), (int)code.len, code.text);
}

static enum civ_status check_list(struct search *search, const char *text)
{
	const struct civ_span typed = {text, strlen(text)};
	struct civ_span list = civ_text_folded(typed, search->arena);
	struct civ_buf plain = {0};
	size_t len = strcspn(search->param->listed, ".");
	enum civ_status status;

	if (list.text == NULL)
		return civ_no_memory(civ_records_messages(search->records));
	civ_list_plain(list, true, &plain);
	list = (struct civ_span){civ_arena_copy(search->arena, plain.len == 0 ? "" : plain.data, plain.len), plain.len};
	status = plain.failed || list.text == NULL ? civ_no_memory(civ_records_messages(search->records)) : CIV_OK;
	civ_buf_free(&plain);
	(void)civ_report_noun(search->param->listed, &search->column);
	for (size_t i = 0; civ_nouns[i] != NULL; i++)
		if (strlen(civ_nouns[i]->name) == len && memcmp(civ_nouns[i]->name, search->param->listed, len) == 0)
			search->noun = civ_nouns[i]->name;
	for (struct civ_span code = next_code(&list); code.len > 0 && status == CIV_OK; code = next_code(&list))
		status = check_code(search, code);
	return status;
}

enum civ_status civ_report_listed(const struct civ_report_request *request, struct civ_records *records)
{
	struct search search = {.records = records, .arena = civ_arena_new()};
	enum civ_status status = search.arena == NULL ? civ_no_memory(civ_records_messages(records)) : CIV_OK;

	for (search.param = request->report->params; search.param != NULL && search.param->name != NULL;
	     search.param++) {
		const char *text = civ_request_value(request, search.param->name);

		if (search.param->listed != NULL && text != NULL && status == CIV_OK)
			status = check_list(&search, text);
	}
	civ_arena_free(search.arena);
	return status;
}
