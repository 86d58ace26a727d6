/* What is true of an item when it is stored: its bounds and choices are values of its type, its pattern can be read. */
#include <string.h>

#include "civplan/say.h"
#include "lib/data/rule.h"

extern const struct civ_noun civ_noun_item;

static int place(const char *column)
{
	return civ_noun_column(&civ_noun_item, column);
}

/* A text of the record as one that ends; NULL: there is none. */
static enum civ_status text_of(const struct civ_record *record, const char *column, const char **text)
{
	const struct civ_value *value = &record->values[place(column)];

	*text = NULL;
	if (value->kind != CIV_STRING)
		return CIV_OK;
	*text = civ_arena_copy(record->arena, value->string.text, value->string.len);
	return *text == NULL ? civ_no_memory(record->messages) : CIV_OK;
}

/* TEXT as a value of TYPE, appended as it is printed. */
static enum civ_status put_value(const struct civ_record *record, const char *column, enum civ_type type,
                                 struct civ_span text, struct civ_buf *printed)
{
	/* A bound says itself how far percentages go. */
	const struct civ_column read_as = {.name = column, .type = type == CIV_PERCENT ? CIV_REAL : type};
	struct civ_position at = civ_record_at(record, place(column));
	const struct civ_reading reading = civ_record_reading(record, &at);
	struct civ_value value;
	enum civ_status status = civ_value_parse(&read_as, text, &reading, &value);

	if (status != CIV_OK)
		return status;
	civ_value_format(&read_as, &value, printed);
	return printed->failed ? civ_no_memory(record->messages) : CIV_OK;
}

static enum civ_status check_length(const struct civ_record *record, const char *column, const char *text)
{
	int64_t length;

	if (civ_int_parse(text, strlen(text), &length) && length >= 0)
		return CIV_OK;
	return civ_record_error(record, place(column), "'%s' is no number of characters, which bounds a code or text",
	                        text);
}

static enum civ_status check_bound(struct civ_record *record, const char *column, enum civ_type type, const char *text)
{
	struct civ_buf printed = {0};
	enum civ_status status;

	if (text == NULL)
		return CIV_OK;
	if (civ_item_is_text(type))
		return check_length(record, column, text);
	if (type == CIV_BOOL)
		return civ_record_error(record, place(column), "yes and no have no bounds");
	status = put_value(record, column, type, (struct civ_span){text, strlen(text)}, &printed);
	if (status == CIV_OK)
		status = civ_record_put(record, place(column), civ_buf_str(&printed));
	civ_buf_free(&printed);
	return status;
}

/* Both are as they are printed: days sort as texts. */
static enum civ_status check_order(const struct civ_record *record, enum civ_type type)
{
	const char *min, *max;
	double least, most;
	bool crossed;
	enum civ_status status = text_of(record, "min", &min);

	status = civ_worse(status, text_of(record, "max", &max));
	if (status != CIV_OK || min == NULL || max == NULL)
		return status;
	if (type == CIV_DATE || type == CIV_TIME)
		crossed = strcmp(min, max) > 0;
	else
		crossed = civ_real_parse(min, strlen(min), &least) && civ_real_parse(max, strlen(max), &most) &&
		          least > most;
	return crossed ? civ_record_error(record, place("max"), "the most is less than the least") : CIV_OK;
}

static enum civ_status check_choices(struct civ_record *record, enum civ_type type, const char *text)
{
	struct civ_span rest, part;
	struct civ_buf printed = {0};
	enum civ_status status = CIV_OK;

	if (text == NULL)
		return CIV_OK;
	if (type == CIV_BOOL)
		return civ_record_error(record, place("choices"), "yes and no are all the choices that there are");
	rest = (struct civ_span){text, strlen(text)};
	while (status == CIV_OK && civ_list_next(&rest, &part)) {
		if (printed.len > 0)
			civ_buf_addc(&printed, ';');
		status = put_value(record, "choices", type, part, &printed);
	}
	if (status == CIV_OK && printed.len == 0)
		status = civ_record_error(record, place("choices"), "'%s' names no choice", text);
	if (status == CIV_OK)
		status = civ_record_put(record, place("choices"), civ_buf_str(&printed));
	civ_buf_free(&printed);
	return status;
}

static enum civ_status check_pattern(const struct civ_record *record, enum civ_type type, const char *text)
{
	struct civ_regex *regex = NULL;
	const char *why = NULL;
	enum civ_status status;

	if (text == NULL)
		return CIV_OK;
	if (!civ_item_is_text(type))
		return civ_record_error(record, place("pattern"), "only a code or text has a pattern");
	status = civ_regex_open(text, record->messages, &regex, &why);
	civ_regex_close(regex);
	return status == CIV_REFUSED
	               ? civ_record_error(record, place("pattern"), "'%s' is no regular expression: %s", text,
	                                  civ_say(why))
	               : status;
}

static enum civ_status check(struct civ_writer *writer, struct civ_record *record, const struct civ_value *old)
{
	const char *type, *choices, *pattern, *min, *max;
	enum civ_type read_as;
	enum civ_status status = text_of(record, "type", &type);

	(void)writer;
	(void)old;
	status = civ_worse(status, text_of(record, "choices", &choices));
	status = civ_worse(status, text_of(record, "pattern", &pattern));
	status = civ_worse(status, text_of(record, "min", &min));
	status = civ_worse(status, text_of(record, "max", &max));
	if (status != CIV_OK || type == NULL)
		return status;
	read_as = civ_item_type(type);
	status = check_bound(record, "min", read_as, min);
	status = civ_worse(status, check_bound(record, "max", read_as, max));
	if (status == CIV_OK)
		status = check_order(record, read_as);
	status = civ_worse(status, check_choices(record, read_as, choices));
	return civ_worse(status, check_pattern(record, read_as, pattern));
}

const struct civ_hook civ_item_hook = {.noun = &civ_noun_item, .before_store = check};
