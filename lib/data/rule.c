#include "lib/data/rule.h"

#include <inttypes.h>
#include <string.h>

#include "civplan/lists.h"
#include "civplan/say.h"

#define ROW(code, en, zh, type) {code, type},

static const struct {
	const char *code;
	enum civ_type type;
} types[] = {CIV_ITEM_TYPES(ROW)};

enum civ_type civ_item_type(const char *type)
{
	for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
		if (strcmp(types[i].code, type) == 0)
			return types[i].type;
	return CIV_TEXT;
}

bool civ_item_is_text(enum civ_type type)
{
	return type == CIV_CODE || type == CIV_TEXT;
}

static bool read_length(const char *text, int64_t *length)
{
	return text == NULL || civ_int_parse(text, strlen(text), length);
}

enum civ_status civ_item_rule_make(const struct civ_rule_texts *texts, struct civ_messages *messages,
                                   struct civ_item_rule *rule, const char **why)
{
	enum civ_type type = civ_item_type(texts->type);
	bool is_text = civ_item_is_text(type);

	*rule = (struct civ_item_rule){.column = {.name = texts->name, .type = type}, .longest = INT64_MAX};
	if (texts->choices != NULL)
		rule->choices = (struct civ_span){texts->choices, strlen(texts->choices)};
	if (!is_text) {
		rule->column.min = texts->min;
		rule->column.max = texts->max;
	} else if (!read_length(texts->min, &rule->shortest) || !read_length(texts->max, &rule->longest)) {
		*why = CIV_WORD("its bounds are no numbers of characters");
		return CIV_REFUSED;
	}
	return texts->pattern == NULL ? CIV_OK : civ_regex_open(texts->pattern, messages, &rule->pattern, why);
}

void civ_item_rule_free(struct civ_item_rule *rule)
{
	civ_regex_close(rule->pattern);
	rule->pattern = NULL;
}

bool civ_choice_among(struct civ_span choices, struct civ_span value)
{
	struct civ_span part;

	while (civ_list_next(&choices, &part))
		if (part.len == value.len && memcmp(part.text, value.text, part.len) == 0)
			return true;
	return false;
}

static int64_t length_of(struct civ_span text)
{
	int64_t length = 0;

	for (size_t i = 0; i < text.len; i++)
		length += ((unsigned char)text.text[i] & 0xC0) != 0x80 ? 1 : 0;
	return length;
}

/* A text is told as it came, cut at what a line holds. */
static enum civ_status wrong(const struct civ_item_rule *rule, struct civ_span text, const struct civ_reading *reading,
                             const char *why)
{
	enum { MOST = 60 };
	size_t columns, len = civ_text_cut(text.text, text.len, MOST, &columns);

	return civ_error(reading->messages, CIV_REFUSED, reading->at, "%s: '%.*s%s' %s", rule->column.name, (int)len,
	                 text.text, len < text.len ? "..." : "", why);
}

static enum civ_status check_text(const struct civ_item_rule *rule, struct civ_span text,
                                  const struct civ_reading *reading)
{
	int64_t length = length_of(text);
	struct civ_buf why = {0};
	bool matches = true;
	enum civ_status status = CIV_OK;

	if (length < rule->shortest)
		civ_buf_addf(&why,
		             civ_say_count("has %" PRId64 " character, fewer than %" PRId64,
		                           "has %" PRId64 " characters, fewer than %" PRId64, (uint64_t)length),
		             length, rule->shortest);
	else if (length > rule->longest)
		civ_buf_addf(&why,
		             civ_say_count("has %" PRId64 " character, more than %" PRId64,
		                           "has %" PRId64 " characters, more than %" PRId64, (uint64_t)length),
		             length, rule->longest);
	else if (rule->pattern != NULL)
		status = civ_regex_match(rule->pattern, text, &matches);
	if (!matches)
		civ_buf_adds(&why, civ_say(CIV_WORD("does not match the pattern")));
	if (why.failed || status != CIV_OK)
		status = civ_no_memory(reading->messages);
	else if (why.len > 0)
		status = wrong(rule, text, reading, civ_buf_str(&why));
	civ_buf_free(&why);
	return status;
}

/* However a number or a day is written, it is compared as it would be printed. */
static enum civ_status check_choice(const struct civ_item_rule *rule, const struct civ_value *value,
                                    const struct civ_reading *reading)
{
	struct civ_buf text = {0};
	struct civ_span printed;
	enum civ_status status = CIV_OK;

	civ_value_format(&rule->column, value, &text);
	printed = (struct civ_span){civ_buf_str(&text), text.len};
	if (printed.text == NULL)
		status = civ_no_memory(reading->messages);
	else if (!civ_choice_among(rule->choices, printed))
		status = wrong(rule, printed, reading, civ_say(CIV_WORD("is none of its choices")));
	civ_buf_free(&text);
	return status;
}

enum civ_status civ_item_rule_check(const struct civ_item_rule *rule, struct civ_span cell,
                                    const struct civ_reading *reading, bool *empty)
{
	struct civ_value value;
	enum civ_status status = civ_value_parse(&rule->column, cell, reading, &value);

	*empty = status == CIV_OK && value.kind == CIV_NULL;
	if (status != CIV_OK || *empty)
		return status;
	if (civ_item_is_text(rule->column.type))
		status = check_text(rule, value.string, reading);
	return status == CIV_OK && rule->choices.len > 0 ? check_choice(rule, &value, reading) : status;
}
