#include "civplan/period.h"

#include <string.h>

#include "civplan/date.h"
#include "civplan/decimal.h"

enum { YEAR = 12, QUARTER = 3, MONTH = 1, WEEK = -7, DAY = -1 }; /* months, or below 0 days */
enum { FIRST_MONTH = 12, LAST_MONTH = 9999 * 12 + 11 };

static const struct {
	const char *words[2];
	int length, turn;
} named[] = {
	{{"today", "今天"}, DAY, 0},           {{"yesterday", "昨天"}, DAY, -1},
	{{"tomorrow", "明天"}, DAY, 1},        {{"this-week", "本周"}, WEEK, 0},
	{{"last-week", "上周"}, WEEK, -1},     {{"next-week", "下周"}, WEEK, 1},
	{{"this-month", "本月"}, MONTH, 0},    {{"last-month", "上月"}, MONTH, -1},
	{{"next-month", "下月"}, MONTH, 1},    {{"this-quarter", "本季度"}, QUARTER, 0},
	{{"last-quarter", "上季度"}, QUARTER, -1}, {{"next-quarter", "下季度"}, QUARTER, 1},
	{{"this-year", "今年"}, YEAR, 0},      {{"last-year", "去年"}, YEAR, -1},
	{{"next-year", "明年"}, YEAR, 1},
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

/* At most MOST digits, and one at least. */
static bool number(struct civ_span *text, size_t most, int *value)
{
	size_t used = 0;

	*value = 0;
	for (; used < most && used < text->len && text->text[used] >= '0' && text->text[used] <= '9'; used++)
		*value = *value * 10 + text->text[used] - '0';
	*text = (struct civ_span){text->text + used, text->len - used};
	return used > 0;
}

/* 2026, 2026-05, 2026-Q2 and their Chinese forms. */
static bool calendar(struct civ_span text, struct civ_days *days)
{
	size_t len = text.len;
	bool chinese, quarter;
	int year, part;

	if (!number(&text, 4, &year) || len - text.len != 4)
		return false;
	chinese = skip(&text, "年");
	if (text.len == 0)
		return civ_period_months((int64_t)year * 12, YEAR, days);
	if (!chinese && !skip(&text, "-"))
		return false;
	quarter = !chinese && skip(&text, "Q");
	if (!number(&text, quarter ? 1 : 2, &part) || (chinese && !skip(&text, "月")) || text.len > 0)
		return false;
	if (part < 1 || part > (quarter ? 4 : 12))
		return false;
	return quarter ? civ_period_months((int64_t)year * 12 + (part - 1) * QUARTER, QUARTER, days)
	               : civ_period_months((int64_t)year * 12 + part - 1, MONTH, days);
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
		if (is(text, named[i].words[0]) || is(text, named[i].words[1]))
			return turned(named[i].length, named[i].turn, today, days);
	return calendar(text, days) || away(text, today, days);
}
