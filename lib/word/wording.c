/* Figures within sentences. */
#include "civplan/wording.h"

#include <math.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/decimal.h"
#include "civplan/say.h"

static const char minus[] = "\u2212";

/* ---- numbers ---- */

/* The number as programs write it, with commas between threes, and padded to DECIMALS; below 0: as it is. */
static void put_parted(struct civ_buf *text, const char *plain, int decimals)
{
	size_t whole, given;

	if (*plain == '-') {
		civ_buf_adds(text, minus);
		plain++;
	}
	whole = strcspn(plain, ".");
	for (size_t i = 0; i < whole; i++) {
		if (i > 0 && (whole - i) % 3 == 0)
			civ_buf_addc(text, ',');
		civ_buf_addc(text, plain[i]);
	}
	civ_buf_adds(text, plain + whole);
	given = plain[whole] == '.' ? strlen(plain + whole + 1) : 0;
	if (given == 0 && decimals > 0)
		civ_buf_addc(text, '.');
	for (int i = (int)given; i < decimals; i++)
		civ_buf_addc(text, '0');
}

void civ_wording_number(struct civ_buf *text, double value, int digits)
{
	char plain[CIV_REAL_SIZE];

	if (isnan(value))
		return;
	civ_real_format_rounded(value, digits, plain);
	put_parted(text, plain, -1);
}

void civ_wording_fixed(struct civ_buf *text, double value, int digits)
{
	char plain[CIV_REAL_SIZE];

	if (isnan(value))
		return;
	civ_real_format_rounded(value, digits, plain);
	put_parted(text, plain, digits);
}

void civ_wording_percent(struct civ_buf *text, double percent)
{
	if (isnan(percent))
		return;
	civ_wording_fixed(text, percent, 1);
	civ_buf_addc(text, '%');
}

/* SENTENCE with a number in it. */
static void put_with(struct civ_buf *text, const char *sentence, double value, int digits)
{
	struct civ_buf number = {0};

	civ_wording_fixed(&number, value, digits);
	civ_buf_addf(text, sentence, number.data == NULL ? "" : number.data);
	text->failed = text->failed || number.failed;
	civ_buf_free(&number);
}

void civ_wording_points(struct civ_buf *text, double points)
{
	if (!isnan(points))
		put_with(text, civ_say(CIV_WORD("%s points")), points, 1);
}

void civ_wording_gap(struct civ_buf *text, double value, double goal)
{
	double gap = civ_real_round(civ_real_round(value, 1) - civ_real_round(goal, 1), 1);

	if (gap < 0)
		put_with(text, civ_say(CIV_WORD("%s points short")), -gap, 1);
	if (gap > 0)
		put_with(text, civ_say(CIV_WORD("%s points over")), gap, 1);
}

void civ_wording_money(struct civ_buf *text, int64_t fen)
{
	static const struct unit {
		double yuan;
		int digits;
		bool fixed;
		const char *name;
	} english[] = {{1, 2, false, " yuan"}, {1e6, 2, false, " million yuan"}, {1e9, 3, true, " billion yuan"}},
	  chinese[] = {{1, 2, false, "元"}, {1e4, 0, false, "万元"}, {1e8, 2, true, "亿元"}};
	const struct unit *unit = civ_say_is_chinese() ? chinese : english;
	const double yuan = (double)fen / 100, most = civ_say_is_chinese() ? 1e4 : 100;

	/* As it is printed it decides: 9,999.6万元 are 1.00亿元. */
	if (fabs(yuan) >= 1e4)
		unit += fabs(civ_real_round(yuan / unit[1].yuan, unit[1].digits)) < most ? 1 : 2;
	if (unit->fixed)
		civ_wording_fixed(text, yuan / unit->yuan, unit->digits);
	else
		civ_wording_number(text, yuan / unit->yuan, unit->digits);
	civ_buf_adds(text, unit->name);
}

/* What a template in English calls an 亿元, and how many fen it is. */
static const char hundred_million[] = "100 million yuan";
static const double fen_of_it = 1e10, most_of_it = 9e8;

/* A Chinese unit stands at its number, an English one behind a blank; one that is a number of its own is multiplied. */
static void put_unit(struct civ_buf *text, const char *measure_unit)
{
	if (*measure_unit >= '0' && *measure_unit <= '9')
		civ_buf_adds(text, " ×");
	if (*measure_unit != '\0' && (unsigned char)*measure_unit < 0x80)
		civ_buf_addc(text, ' ');
	civ_buf_adds(text, measure_unit);
}

void civ_wording_measured(struct civ_buf *text, double value, const char *measure_unit, bool dropped)
{
	if (strcmp(measure_unit, "%") == 0) {
		if (dropped)
			civ_wording_number(text, value, 1);
		else
			civ_wording_fixed(text, value, 1);
		civ_buf_addc(text, '%');
	} else if (strcmp(measure_unit, hundred_million) == 0 && fabs(value) < most_of_it)
		civ_wording_money(text, (int64_t)(value * fen_of_it));
	else {
		civ_wording_number(text, value, fabs(value) < 10 ? 2 : 1);
		put_unit(text, measure_unit);
	}
}

void civ_wording_numeral(struct civ_buf *text, unsigned number)
{
	static const char *const digits[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

	if (!civ_say_is_chinese() || number > 99) {
		civ_buf_addf(text, "%u", number);
		return;
	}
	if (number >= 10)
		civ_buf_addf(text, "%s十", number < 20 ? "" : digits[number / 10]);
	civ_buf_adds(text, digits[number % 10]);
}

/* ---- days ---- */

static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                     "July",    "August",   "September", "October", "November", "December"};

static void put_day(struct civ_buf *text, int32_t day, bool with_year)
{
	int year, month, number;

	civ_date_to_ymd(day, &year, &month, &number);
	if (civ_say_is_chinese()) {
		if (with_year)
			civ_buf_addf(text, "%d年", year);
		civ_buf_addf(text, "%d月%d日", month, number);
		return;
	}
	civ_buf_addf(text, "%d %s", number, months[month - 1]);
	if (with_year)
		civ_buf_addf(text, " %d", year);
}

void civ_wording_date(struct civ_buf *text, int32_t day)
{
	put_day(text, day, true);
}

void civ_wording_day(struct civ_buf *text, int32_t day, int32_t asof)
{
	int year, this_year, month, number;

	civ_date_to_ymd(day, &year, &month, &number);
	civ_date_to_ymd(asof, &this_year, &month, &number);
	put_day(text, day, year != this_year);
}

void civ_wording_month(struct civ_buf *text, int32_t day)
{
	int year, month, number;

	civ_date_to_ymd(day, &year, &month, &number);
	if (civ_say_is_chinese())
		civ_buf_addf(text, "%d年%d月", year, month);
	else
		civ_buf_addf(text, "%s %d", months[month - 1], year);
}

void civ_wording_quarter(struct civ_buf *text, int32_t day)
{
	static const char *const english[] = {"first", "second", "third", "fourth"},
				 *const chinese[] = {"一", "二", "三", "四"};
	int year, month, number;

	civ_date_to_ymd(day, &year, &month, &number);
	if (civ_say_is_chinese())
		civ_buf_addf(text, "%d年%s季度", year, chinese[(month - 1) / 3]);
	else
		civ_buf_addf(text, "the %s quarter of %d", english[(month - 1) / 3], year);
}

void civ_wording_late(struct civ_buf *text, int64_t days)
{
	put_with(text, civ_say_count("%s day late", "%s days late", (unsigned long long)days), (double)days, 0);
}

void civ_wording_left(struct civ_buf *text, int64_t days)
{
	put_with(text, civ_say_count("%s day left", "%s days left", (unsigned long long)days), (double)days, 0);
}

void civ_wording_waited(struct civ_buf *text, int64_t days)
{
	const char *sentence = civ_say_count("waiting for %s day", "waiting for %s days", (unsigned long long)days);

	put_with(text, sentence, (double)days, 0);
}

/* ---- names ---- */

void civ_wording_names(struct civ_buf *text, const char *const *names, size_t count)
{
	const char *between = civ_say_is_chinese() ? "、" : ", ", *last = civ_say_is_chinese() ? "和" : " and ";

	for (size_t i = 0; i < count; i++) {
		civ_buf_adds(text, i == 0 ? "" : i + 1 == count ? last : between);
		civ_buf_adds(text, names[i]);
	}
}

size_t civ_wording_named(const int64_t *held, size_t count)
{
	int64_t all = 0, named = 0;

	for (size_t i = 0; i < count; i++)
		all += held[i];
	for (size_t i = 0; i < count && i < 2 && all > 0; i++) {
		named += held[i];
		if (named >= all - named)
			return i + 1;
	}
	return 0;
}
