/* Sentences within a statement. */
#include <string.h>

#include "civplan/output.h"
#include "civplan/say.h"
#include "lib/record/private.h"

/* FORMAT with the arguments behind it for %s, or for %2$s where a language wants them in another order; NULL when one
 * of them is, as || would be. */
static bool fill(struct civ_buf *text, const char *format, int count, sqlite3_value **values)
{
	int next = 1;

	for (const char *c = format; *c != '\0'; c++) {
		int which = next;

		if (*c != '%') {
			civ_buf_addc(text, *c);
			continue;
		}
		c++;
		if (*c >= '1' && *c <= '9' && c[1] == '$') {
			which = *c - '0';
			c += 2;
		} else if (*c == 's') {
			next++;
		}
		if (*c == '%')
			civ_buf_addc(text, '%');
		else if (*c != 's' || which >= count || sqlite3_value_type(values[which]) == SQLITE_NULL)
			return false;
		else
			civ_buf_adds(text, (const char *)sqlite3_value_text(values[which]));
	}
	return true;
}

static void give(sqlite3_context *context, struct civ_buf *text, bool is_null)
{
	if (text->failed)
		sqlite3_result_error_nomem(context);
	else if (!is_null)
		sqlite3_result_text64(context, text->data, text->len, SQLITE_TRANSIENT, SQLITE_UTF8);
	civ_buf_free(text);
}

static void say_in_sql(sqlite3_context *context, int count, sqlite3_value **values)
{
	const struct civ_records *records = sqlite3_user_data(context);
	const char *format = count == 0 ? NULL : (const char *)sqlite3_value_text(values[0]);
	struct civ_buf text = {0};
	bool filled = format != NULL && fill(&text, civ_records_say(records, format), count, values);

	give(context, &text, !filled);
}

static void list_in_sql(sqlite3_context *context, int count, sqlite3_value **values)
{
	const struct civ_records *records = sqlite3_user_data(context);
	struct civ_buf text = {0};

	for (int i = 0; i < count; i++)
		if (sqlite3_value_type(values[i]) != SQLITE_NULL) {
			civ_buf_adds(&text, text.len == 0 ? "" : civ_records_say(records, CIV_WORD(", ")));
			civ_buf_adds(&text, (const char *)sqlite3_value_text(values[i]));
		}
	give(context, &text, text.len == 0);
}

/* The choices of "task.status"; NULL: it has none. */
static const struct civ_word *words_of(const char *column)
{
	const char *point = column == NULL ? NULL : strchr(column, '.');

	for (size_t i = 0; point != NULL && civ_nouns[i] != NULL; i++)
		if (strlen(civ_nouns[i]->name) == (size_t)(point - column) &&
		    strncmp(civ_nouns[i]->name, column, (size_t)(point - column)) == 0) {
			int place = civ_noun_column(civ_nouns[i], point + 1);

			return place < 0 ? NULL : civ_nouns[i]->columns[place].choices;
		}
	return NULL;
}

static void word_in_sql(sqlite3_context *context, int count, sqlite3_value **values)
{
	const struct civ_records *records = sqlite3_user_data(context);
	const struct civ_word *words = words_of((const char *)sqlite3_value_text(values[0]));
	int place = civ_word_place(words, (const char *)sqlite3_value_text(values[1]));

	(void)count;
	if (place < 0)
		sqlite3_result_value(context, values[1]);
	else
		sqlite3_result_text(context, civ_records_word(records, &words[place]), -1, SQLITE_STATIC);
}

const char *civ_records_heading(const struct civ_records *records, const struct civ_noun *noun, const char *column)
{
	int place = civ_noun_column(noun, column);

	if (!civ_records_speaking(records) || place < 0)
		return column;
	return civ_say_is_chinese() ? noun->columns[place].label_zh : noun->columns[place].label;
}

const char *civ_records_choice(const struct civ_records *records, const struct civ_noun *noun, const char *column,
                               const char *code)
{
	int place = civ_noun_column(noun, column);

	if (!civ_records_speaking(records) || place < 0 || code == NULL)
		return code;
	return civ_code_told(noun->columns[place].type == CIV_BOOL ? civ_words_bool : noun->columns[place].choices,
	                     code);
}

enum civ_status civ_records_say_in_sql(struct civ_records *records)
{
	sqlite3 *db = civ_store_db(civ_records_store(records));
	const int how = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;

	if (sqlite3_create_function_v2(db, "say", -1, how, records, say_in_sql, NULL, NULL, NULL) != SQLITE_OK ||
	    sqlite3_create_function_v2(db, "worded", 2, how, records, word_in_sql, NULL, NULL, NULL) != SQLITE_OK ||
	    sqlite3_create_function_v2(db, "listed", -1, how, records, list_in_sql, NULL, NULL, NULL) != SQLITE_OK)
		return civ_store_fail(civ_records_store(records), "define say");
	return CIV_OK;
}
