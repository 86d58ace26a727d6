/* One typed option value into its place. */
#include <string.h>

#include "civplan/date.h"
#include "civplan/period.h"
#include "lib/cli/cli.h"

static enum civ_status store_choice(const struct civ_option *option, const char *text, const struct civ_position *at,
                                    struct civ_messages *messages, const char **target)
{
	const struct civ_span given = {text, strlen(text)};
	bool valid = civ_utf8_valid(given.text, given.len, NULL);
	const struct civ_word *found = valid ? civ_word_meant(option->choices, given) : NULL;

	if (found == NULL)
		return civ_word_error(option->choices, given, at, messages);
	*target = found->code;
	return CIV_OK;
}

static enum civ_status store_text(const struct civ_option *option, const char *text, const struct civ_position *at,
                                  struct civ_messages *messages, const char **target)
{
	bool path = option->type != CIV_OPTION_TEXT || strcmp(option->arg, "FILE") == 0 ||
	            strcmp(option->arg, "DIR") == 0;

	/* An empty variable of a script must not ask for another thing; only words that somebody writes may be none. */
	if (*text == '\0' && strcmp(option->arg, "TEXT") != 0)
		return path ? civ_error(messages, CIV_USAGE, at, "the name is empty")
		            : civ_error(messages, CIV_USAGE, at, "the value is empty");
	if (!path && !civ_utf8_valid(text, strlen(text), NULL))
		return civ_error(messages, CIV_USAGE, at, "the value is not valid UTF-8");
	*target = text;
	return CIV_OK;
}

static enum civ_type type_of(enum civ_option_type type)
{
	switch (type) {
	case CIV_OPTION_INT:
		return CIV_INT;
	case CIV_OPTION_REAL:
		return CIV_REAL;
	case CIV_OPTION_DATE:
	case CIV_OPTION_FIRST_DAY:
	case CIV_OPTION_LAST_DAY:
		return CIV_DATE;
	default:
		return CIV_TIME;
	}
}

/* Numbers and dates are read as those of a column are, but a bad one is a bad command line. */
static enum civ_status parse_as_column(const struct civ_option *option, const char *text,
                                       const struct civ_reading *reading, struct civ_value *value)
{
	const struct civ_column column = {.name = option->name, .type = type_of(option->type), .min = option->min,
	                                  .max = option->max};
	struct civ_span span = {text, strlen(text)};
	enum civ_status status;

	if (!civ_utf8_valid(text, span.len, NULL))
		return civ_error(reading->messages, CIV_USAGE, reading->at, "the value is not valid UTF-8");
	status = civ_value_parse(&column, span, reading, value);
	if (status == CIV_OK && value->kind == CIV_NULL)
		return civ_error(reading->messages, CIV_USAGE, reading->at, "the value is empty");
	return status == CIV_REFUSED ? CIV_USAGE : status;
}

static void store_value(const struct civ_option *option, const char *text, const struct civ_value *value, void *target)
{
	struct civ_date_option *date = target;
	struct civ_time_option *moment = target;
	int32_t day;

	switch (option->type) {
	case CIV_OPTION_INT:
		*(struct civ_int_option *)target = (struct civ_int_option){true, value->integer};
		break;
	case CIV_OPTION_REAL:
		*(struct civ_real_option *)target = (struct civ_real_option){true, value->real};
		break;
	case CIV_OPTION_DATE:
	case CIV_OPTION_FIRST_DAY:
	case CIV_OPTION_LAST_DAY:
		date->period = NULL;
		date->given = civ_date_parse(value->string.text, value->string.len, &date->day);
		break;
	default:
		moment->given = civ_time_parse(value->string.text, value->string.len, &moment->seconds);
		moment->has_time = !civ_date_parse(text, strlen(text), &day);
		break;
	}
}

bool civ_option_may_be_period(const struct civ_option *option)
{
	return option->type == CIV_OPTION_FIRST_DAY || option->type == CIV_OPTION_LAST_DAY;
}

/* What names more than a day waits for the day from which it is seen. */
static bool waits(const struct civ_option *option, const char *text)
{
	struct civ_days days;
	int32_t day;

	return civ_option_may_be_period(option) && !civ_date_parse(text, strlen(text), &day) &&
	       civ_period_parse((struct civ_span){text, strlen(text)}, 0, &days);
}

enum civ_status civ_option_settle(const struct civ_option *option, int32_t today, void *base,
                                  struct civ_messages *messages)
{
	struct civ_date_option *date = (void *)((char *)base + option->offset);
	struct civ_days days;

	if (!civ_option_may_be_period(option) || date->period == NULL)
		return CIV_OK;
	if (!civ_period_parse((struct civ_span){date->period, strlen(date->period)}, today, &days))
		return civ_error(messages, CIV_USAGE, NULL, "--%s: '%s' lies outside the years 1 to 9999",
		                 option->name, date->period);
	date->day = option->type == CIV_OPTION_LAST_DAY ? days.last : days.first;
	return CIV_OK;
}

enum civ_status civ_option_store(const struct civ_option *option, const char *text, void *base, struct civ_arena *arena,
                                 struct civ_messages *messages)
{
	void *target = (char *)base + option->offset;
	struct civ_buf name = {0};
	struct civ_position at = {0};
	struct civ_value value = {.kind = CIV_NULL};
	enum civ_status status = CIV_OK;

	civ_buf_addf(&name, "--%s", option->name);
	at.file = civ_buf_str(&name);
	if (at.file == NULL)
		status = civ_no_memory(messages);
	else if (option->type == CIV_OPTION_FLAG)
		*(bool *)target = true;
	else if (option->type == CIV_OPTION_TEXT || option->type == CIV_OPTION_READ || option->type == CIV_OPTION_WRITE)
		status = store_text(option, text, &at, messages, target);
	else if (option->type == CIV_OPTION_CHOICE)
		status = store_choice(option, text, &at, messages, target);
	else if (waits(option, text))
		*(struct civ_date_option *)target = (struct civ_date_option){.given = true, .period = text};
	else
		status = parse_as_column(option, text, &(struct civ_reading){&at, arena, messages}, &value);
	if (status == CIV_OK && value.kind != CIV_NULL)
		store_value(option, text, &value, target);
	civ_buf_free(&name);
	return status;
}

static const char *day_text(const struct civ_date_option *day, char text[CIV_DATE_SIZE])
{
	civ_date_format(day->day, text);
	return day->given ? text : NULL;
}

enum civ_status civ_context_period(struct civ_context *context, const struct civ_date_option *from,
                                   const struct civ_date_option *to, struct civ_period *period)
{
	if (period != NULL) {
		period->from = day_text(from, period->texts[0]);
		period->to = day_text(to, period->texts[1]);
	}
	if (!from->given || !to->given || from->day <= to->day)
		return CIV_OK;
	return civ_error(context->messages, CIV_USAGE, NULL, "the period ends before it begins");
}

enum civ_status civ_context_begun(struct civ_context *context, const char *option, const char *text, int32_t first)
{
	char asof[CIV_DATE_SIZE];

	if (first <= context->clock.asof)
		return CIV_OK;
	civ_date_format(context->clock.asof, asof);
	return civ_error(context->messages, CIV_USAGE, NULL, "--%s: '%s' begins after the as-of day %s", option, text,
	                 asof);
}
