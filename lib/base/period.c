#include "civplan/period.h"

#include <string.h>

#include "civplan/date.h"
#include "civplan/decimal.h"

enum { YEAR = 12, QUARTER = 3, MONTH = 1, WEEK = -7, DAY = -1 }; /* months, or below 0 days */
enum { FIRST_MONTH = 12, LAST_MONTH = 9999 * 12 + 11 };

static const struct {
	const char *words[3];
	int length, turn;
} named[] = {
	{{"today", "今天"}, DAY, 0},
	{{"yesterday", "昨天"}, DAY, -1},
	{{"tomorrow", "明天"}, DAY, 1},
	{{"this-week", "本周"}, WEEK, 0},
	{{"last-week", "上周"}, WEEK, -1},
	{{"next-week", "下周"}, WEEK, 1},
	{{"this-month", "本月", "这个月"}, MONTH, 0},
	{{"last-month", "上月", "上个月"}, MONTH, -1},
	{{"next-month", "下月", "下个月"}, MONTH, 1},
	{{"this-quarter", "本季度", "本季"}, QUARTER, 0},
	{{"last-quarter", "上季度", "上个季度"}, QUARTER, -1},
	{{"next-quarter", "下季度", "下个季度"}, QUARTER, 1},
	{{"this-year", "今年", "本年"}, YEAR, 0},
	{{"last-year", "去年", "上年"}, YEAR, -1},
	{{"next-year", "明年", "下年"}, YEAR, 1},
};

enum { NAMED = sizeof named / sizeof *named };

const char *civ_period_word(size_t i)
{
	return i < NAMED ? named[i].words[0] : NULL;
}

static bool days_from(int64_t first, int64_t count, struct civ_days *days)
{
	if (first < CIV_FIRST_DAY || first + count - 1 > CIV_LAST_DAY)
		return false;
	*days = (struct civ_days){(int32_t)first, (int32_t)(first + count - 1)};
	return true;
}

bool civ_period_months(int64_t count, int months, struct civ_days *days)
{
	int64_t end = count + months;

	if (count < FIRST_MONTH || end - 1 > LAST_MONTH ||
	    !civ_date_from_ymd((int)(count / 12), (int)(count % 12) + 1, 1, &days->first))
		return false;
	days->last = CIV_LAST_DAY;
	if (end > LAST_MONTH)
		return true;
	if (!civ_date_from_ymd((int)(end / 12), (int)(end % 12) + 1, 1, &days->last))
		return false;
	days->last--;
	return true;
}

static bool is(struct civ_span text, const char *word)
{
	return text.len == strlen(word) && memcmp(text.text, word, text.len) == 0;
}

static bool skip(struct civ_span *text, const char *word)
{
	size_t len = strlen(word);

	if (text->len < len || memcmp(text->text, word, len) != 0)
		return false;
	*text = (struct civ_span){text->text + len, text->len - len};
	return true;
}

/* A digit of either width; -1: none is next. */
static int digit(struct civ_span *text)
{
	static const char wide[] = "\xef\xbc"; /* of U+FF10 to U+FF19 */
	unsigned char c = text->len > 0 ? (unsigned char)text->text[0] : 0;

	if (c >= '0' && c <= '9') {
		*text = (struct civ_span){text->text + 1, text->len - 1};
		return c - '0';
	}
	if (text->len < 3 || memcmp(text->text, wide, 2) != 0)
		return -1;
	c = (unsigned char)text->text[2];
	if (c < 0x90 || c > 0x99)
		return -1;
	*text = (struct civ_span){text->text + 3, text->len - 3};
	return c - 0x90;
}

/* At most MOST digits, and one at least. */
static size_t number(struct civ_span *text, size_t most, int *value)
{
	size_t used = 0;
	int next;

	*value = 0;
	for (; used < most && (next = digit(text)) >= 0; used++)
		*value = *value * 10 + next;
	return used;
}

/* Up to twelve, in digits or in words. */
static bool ordinal(struct civ_span *text, int *value)
{
	static const char *const words[] = {"十二", "十一", "十", "九", "八", "七",
	                                    "六",   "五",   "四", "三", "二", "一"};

	*text = civ_text_trim(*text);
	for (int i = 0; i < (int)(sizeof words / sizeof *words); i++)
		if (skip(text, words[i])) {
			*value = (int)(sizeof words / sizeof *words) - i;
			*text = civ_text_trim(*text);
			return true;
		}
	if (number(text, 2, value) == 0)
		return false;
	*text = civ_text_trim(*text);
	return *value >= 1 && *value <= 12;
}

/* Months of a year, from 0 on, and how many. */
struct part {
	int first, count;
};

static bool quarters(struct civ_span text, struct part *part)
{
	bool all = skip(&text, "前");
	int which;

	if (!all)
		(void)skip(&text, "第");
	if (!ordinal(&text, &which) || which > 4)
		return false;
	if (all)
		(void)skip(&text, "个");
	if (!is(text, "季度") && !is(text, "季"))
		return false;
	*part = all ? (struct part){0, which * QUARTER} : (struct part){(which - 1) * QUARTER, QUARTER};
	return true;
}

/* 5月, 五月份, 1-5月 */
static bool months(struct civ_span text, struct part *part)
{
	static const char *const to[] = {"-", "\u2014", "\u2013", "~", "～", "至", "到", NULL};
	int first, last;

	if (!ordinal(&text, &first))
		return false;
	last = first;
	for (size_t i = 0; to[i] != NULL && last == first; i++)
		if (skip(&text, to[i]) && (!ordinal(&text, &last) || last <= first))
			return false;
	if (!skip(&text, "月"))
		return false;
	(void)skip(&text, "份");
	*part = (struct part){first - 1, last - first + 1};
	return text.len == 0;
}

/* What stands behind 2026年 or 今年. */
static bool part_named(struct civ_span text, struct part *part)
{
	*part = (struct part){0, YEAR};
	if (text.len == 0 || is(text, "度"))
		return true;
	(void)skip(&text, "度");
	text = civ_text_trim(text);
	*part = (struct part){is(text, "下半年") ? YEAR / 2 : 0, YEAR / 2};
	if (is(text, "上半年") || is(text, "下半年"))
		return true;
	if (skip(&text, "Q")) {
		int quarter;

		*part = (struct part){0, QUARTER};
		if (number(&text, 1, &quarter) == 0 || quarter < 1 || quarter > 4 || text.len > 0)
			return false;
		part->first = (quarter - 1) * QUARTER;
		return true;
	}
	return quarters(text, part) || months(text, part);
}

/* 2026-05, 2026-Q2: what stands behind the year. */
static bool part_numbered(struct civ_span text, struct part *part)
{
	bool quarter;
	int which;

	*part = (struct part){0, YEAR};
	if (text.len == 0)
		return true;
	if (!skip(&text, "-"))
		return false;
	quarter = skip(&text, "Q");
	if (number(&text, quarter ? 1 : 2, &which) == 0 || text.len > 0 || which < 1 || which > (quarter ? 4 : 12))
		return false;
	*part = quarter ? (struct part){(which - 1) * QUARTER, QUARTER} : (struct part){which - 1, MONTH};
	return true;
}

/* The word for a year that TEXT begins with, as seen from TODAY. */
static bool year_word(struct civ_span *text, int32_t today, int *year)
{
	int month, dayofmonth;

	civ_date_to_ymd(today, year, &month, &dayofmonth);
	for (size_t i = 0; i < NAMED; i++)
		for (size_t w = 1; named[i].length == YEAR && w < 3; w++)
			if (skip(text, named[i].words[w])) {
				*year += named[i].turn;
				return true;
			}
	return false;
}

/* 2026, 2026-05, 2026-Q2 and what offices call them: 2026年二季度, 去年上半年. */
static bool calendar(struct civ_span text, int32_t today, struct civ_days *days)
{
	struct civ_span bare;
	struct part part;
	int year;
	bool named_year = year_word(&text, today, &year), good;

	if (!named_year && number(&text, 4, &year) != 4)
		return false;
	bare = text;
	text = civ_text_trim(text);
	good = named_year || skip(&text, "年") ? part_named(civ_text_trim(text), &part) : part_numbered(bare, &part);
	return good && civ_period_months((int64_t)year * 12 + part.first, part.count, days);
}

static bool turned(int length, int turn, int32_t today, struct civ_days *days)
{
	int year, month, dayofmonth;
	int64_t first = today;

	if (length < 0) {
		first -= length == WEEK ? civ_date_weekday(today) : 0;
		return days_from(first - (int64_t)turn * length, -length, days);
	}
	civ_date_to_ymd(today, &year, &month, &dayofmonth);
	first = ((int64_t)year * 12 + month - 1) / length * length;
	return civ_period_months(first + turn * length, length, days);
}

/* today-7, 今天+7 */
static bool away(struct civ_span text, int32_t today, struct civ_days *days)
{
	bool back;
	int64_t count;

	if (!skip(&text, "today") && !skip(&text, "今天"))
		return false;
	back = skip(&text, "-");
	if ((!back && !skip(&text, "+")) || text.len == 0 || *text.text < '0' || *text.text > '9' ||
	    !civ_int_parse(text.text, text.len, &count) || count > CIV_LAST_DAY - CIV_FIRST_DAY)
		return false;
	return days_from(back ? today - count : today + count, 1, days);
}

bool civ_period_parse(struct civ_span text, int32_t today, struct civ_days *days)
{
	if (civ_date_parse(text.text, text.len, &days->first)) {
		days->last = days->first;
		return true;
	}
	for (size_t i = 0; i < NAMED; i++)
		for (size_t w = 0; w < 3 && named[i].words[w] != NULL; w++)
			if (is(text, named[i].words[w]))
				return turned(named[i].length, named[i].turn, today, days);
	return calendar(text, today, days) || away(text, today, days);
}
