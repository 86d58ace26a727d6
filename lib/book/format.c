#include "lib/book/format.h"

#include <stdlib.h>
#include <string.h>

/* What is known while the code is read from left to right. */
struct scan {
	const char *at;
	struct civ_format *format;
	struct civ_buf prefix;
	bool is_percent, is_code, is_moment;
	bool after_hour;     /* minutes follow hours */
	bool month_was_last; /* and come before seconds */
	bool padded;         /* zeros have begun */
};

const char *civ_format_builtin(unsigned id)
{
	static const struct {
		unsigned id;
		const char *code;
	} codes[] = {
		{9, "0%"},
		{10, "0.00%"},
		{14, "yyyy/m/d"},
		{15, "d-mmm-yy"},
		{16, "d-mmm"},
		{17, "mmm-yy"},
		{18, "h:mm AM/PM"},
		{19, "h:mm:ss AM/PM"},
		{20, "h:mm"},
		{21, "h:mm:ss"},
		{22, "yyyy/m/d h:mm"},
		{27, "yyyy年m月"},
		{28, "m月d日"},
		{29, "m月d日"},
		{30, "m-d-yy"},
		{31, "yyyy年m月d日"},
		{32, "h时mm分"},
		{33, "h时mm分ss秒"},
		{34, "上午/下午h时mm分"},
		{35, "上午/下午h时mm分ss秒"},
		{36, "yyyy年m月"},
		{45, "mm:ss"},
		{46, "[h]:mm:ss"},
		{47, "mm:ss.0"},
		{50, "yyyy年m月"},
		{51, "m月d日"},
		{52, "yyyy年m月"},
		{53, "m月d日"},
		{54, "m月d日"},
		{55, "上午/下午h时mm分"},
		{56, "上午/下午h时mm分ss秒"},
		{57, "yyyy年m月"},
		{58, "m月d日"},
	};

	for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
		if (codes[i].id == id)
			return codes[i].code;
	return NULL;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool starts(const char *text, const char *with)
{
	while (*with != '\0' && lower(*text) == *with) {
		text++;
		with++;
	}
	return *with == '\0';
}

/* How many times the letter at AT stands there, in either case. */
static size_t run(const char *at)
{
	size_t count = 1;

	while (lower(at[count]) == lower(*at))
		count++;
	return count;
}

static void show(struct scan *scan, unsigned part)
{
	scan->format->parts |= part;
	scan->is_moment = true;
	scan->after_hour = part == CIV_SHOWN_HOUR;
	scan->month_was_last = part == CIV_SHOWN_MONTH;
}

/* m is minutes behind hours or before seconds, which turns back what was taken for a month. */
static void take_moment(struct scan *scan)
{
	size_t count = run(scan->at);

	switch (lower(*scan->at)) {
	case 'm':
		show(scan, scan->after_hour && count < 3 ? CIV_SHOWN_MINUTE : CIV_SHOWN_MONTH);
		break;
	case 's':
		if (scan->month_was_last) {
			scan->format->parts &= ~(unsigned)CIV_SHOWN_MONTH;
			scan->format->parts |= CIV_SHOWN_MINUTE;
		}
		show(scan, CIV_SHOWN_SECOND);
		break;
	case 'h':
		show(scan, CIV_SHOWN_HOUR);
		break;
	case 'd':
	case 'a':
		show(scan, CIV_SHOWN_DAY);
		break;
	default:
		show(scan, CIV_SHOWN_YEAR);
	}
	scan->at += count;
}

/* [h] counts on, [Red], [>=100], [$-804] and [DBNum1] say how it looks. */
static void take_brackets(struct scan *scan)
{
	const char *end = strchr(scan->at, ']');
	char unit = lower(scan->at[1]);

	if (end == NULL) {
		scan->at += strlen(scan->at);
		return;
	}
	if ((unit == 'h' || unit == 'm' || unit == 's') && scan->at + 1 + run(scan->at + 1) == end) {
		scan->format->shown = CIV_SHOWN_SPENT;
		show(scan, unit == 'h' ? CIV_SHOWN_HOUR : unit == 'm' ? CIV_SHOWN_MINUTE : CIV_SHOWN_SECOND);
	} else if (scan->at[1] == '$' && scan->at[2] != '-') {
		scan->is_code = false;
	}
	scan->at = end + 1;
}

/* A text that stands before zeros belongs to the code; anything behind them makes it a number with its unit. */
static void take_literal(struct scan *scan, const char *text, size_t len)
{
	if (scan->padded)
		scan->is_code = false;
	else
		civ_buf_add(&scan->prefix, text, len);
}

static void take_quoted(struct scan *scan)
{
	const char *start = scan->at + 1, *end = strchr(start, '"');

	if (end == NULL)
		end = start + strlen(start);
	take_literal(scan, start, (size_t)(end - start));
	scan->at = *end == '\0' ? end : end + 1;
}

/* What stands behind a \ or, unseen, behind _ and *: one character of UTF-8. */
static size_t character(const char *at)
{
	size_t len = *at == '\0' ? 0 : 1;

	while (len > 0 && ((unsigned char)at[len] & 0xC0) == 0x80)
		len++;
	return len;
}

static void take_other(struct scan *scan)
{
	size_t len = character(scan->at);

	switch (*scan->at) {
	case '0':
		scan->format->digits++;
		scan->padded = true;
		break;
	case '%':
		scan->is_percent = true;
		break;
	case '\\':
		len += character(scan->at + 1);
		take_literal(scan, scan->at + 1, len - 1);
		break;
	case '_':
	case '*':
		len += character(scan->at + 1);
		break;
	case '-':
	case ' ':
		take_literal(scan, scan->at, 1);
		break;
	default:
		scan->is_code = false;
	}
	scan->at += len;
}

static void take(struct scan *scan)
{
	/* Halves of the day; what WPS calls the general format in Chinese. */
	static const char *const words[] = {"am/pm", "a/p", "上午/下午", "general", "g/通用格式"};

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (starts(scan->at, words[i])) {
			scan->at += strlen(words[i]);
			scan->is_code = false;
			return;
		}
	if (*scan->at == '"')
		take_quoted(scan);
	else if (*scan->at == '[')
		take_brackets(scan);
	else if (lower(*scan->at) == 'e' && (scan->at[1] == '+' || scan->at[1] == '-'))
		take_other(scan);
	else if (strchr("ymdhsaegb", lower(*scan->at)) != NULL)
		take_moment(scan);
	else
		take_other(scan);
}

/* The first of the sections, which is that of positive numbers and of all days. */
bool civ_format_read(const char *code, struct civ_format *format)
{
	struct scan scan = {.at = code, .format = format, .is_code = true};
	bool good;

	*format = (struct civ_format){0};
	while (*scan.at != '\0' && *scan.at != ';')
		take(&scan);
	good = !scan.prefix.failed;
	if (scan.is_moment && format->shown != CIV_SHOWN_SPENT)
		format->shown = CIV_SHOWN_MOMENT;
	else if (!scan.is_moment && scan.is_percent)
		format->shown = CIV_SHOWN_PERCENT;
	else if (!scan.is_moment && scan.is_code && format->digits > 1)
		format->shown = CIV_SHOWN_CODE;
	if (format->shown == CIV_SHOWN_CODE && good && scan.prefix.len > 0) {
		format->prefix = civ_buf_take(&scan.prefix);
		good = format->prefix != NULL;
	}
	civ_buf_free(&scan.prefix);
	return good;
}

void civ_format_free(struct civ_format *format)
{
	free(format->prefix);
	format->prefix = NULL;
}
