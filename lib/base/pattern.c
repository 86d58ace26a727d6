/* Dates by the patterns of a map: the letters of strptime, each of which is read for certain or not at all. No locale:
 * names are English. */
#include <string.h>

#include "civplan/date.h"
#include "civplan/say.h"
#include "civplan/text.h"

/* Two digits from the pivot on are 19xx, below it 20xx, as POSIX has it. */
enum { UNKNOWN = -1, AM = 0, PM = 1, PIVOT = 69 };

/* What was read so far. */
struct reading {
	const char *at, *end;
	int year, month, day, of_year, weekday;
	int hour, hour12, half, minute, second;
	bool timed, has_offset, has_instant;
	int offset;      /* seconds east of UTC */
	int64_t instant; /* since 1970, UTC */
};

static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                     "July",    "August",   "September", "October", "November", "December"};
static const char *const weekdays[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
static const char *const halves[] = {"AM", "PM"};

/* Letters that stand for several. */
static const struct {
	char letter;
	const char *pattern;
} composites[] = {
	{'D', "%m/%d/%y"},    {'F', "%Y-%m-%d"}, {'R', "%H:%M"},    {'T', "%H:%M:%S"},
	{'r', "%I:%M:%S %p"}, {'x', "%m/%d/%y"}, {'X', "%H:%M:%S"}, {'c', "%a %b %d %H:%M:%S %Y"},
};

static const char *expand(char letter)
{
	for (size_t i = 0; i < sizeof composites / sizeof composites[0]; i++)
		if (composites[i].letter == letter)
			return composites[i].pattern;
	return NULL;
}

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static void blanks(struct reading *r)
{
	while (r->at < r->end && is_blank(*r->at))
		r->at++;
}

static bool is_digit(const struct reading *r)
{
	return r->at < r->end && *r->at >= '0' && *r->at <= '9';
}

/* Up to MOST digits; blanks in front are passed over. Returns how many there were. */
static int digits(struct reading *r, int most, int *value)
{
	int count = 0;

	blanks(r);
	for (*value = 0; count < most && is_digit(r); count++)
		*value = *value * 10 + (*r->at++ - '0');
	return count;
}

/* A number from LOW to HIGH of up to MOST digits. */
static bool number(struct reading *r, int most, int low, int high, int *value)
{
	return digits(r, most, value) > 0 && *value >= low && *value <= high;
}

/* One of COUNT names, whole or its first three letters. */
static bool name(struct reading *r, const char *const *names, size_t count, int *value)
{
	for (size_t i = 0; i < count; i++) {
		size_t left = (size_t)(r->end - r->at), whole = strlen(names[i]);
		size_t lengths[] = {whole, 3};

		for (size_t l = 0; l < 2; l++) {
			struct civ_span text = {r->at, lengths[l]}, known = {names[i], lengths[l]};

			if (lengths[l] > whole || lengths[l] > left || !civ_text_same(text, known))
				continue;
			r->at += lengths[l];
			*value = (int)i;
			return true;
		}
	}
	return false;
}

/* Z, +08, +0800 or +08:00. */
static bool offset(struct reading *r)
{
	int hours, minutes = 0, sign;

	r->has_offset = true;
	r->offset = 0;
	if (r->at < r->end && *r->at == 'Z') {
		r->at++;
		return true;
	}
	if (r->at == r->end || (*r->at != '+' && *r->at != '-'))
		return false;
	sign = *r->at++ == '-' ? -1 : 1;
	if (!is_digit(r) || digits(r, 2, &hours) < 2 || hours > 14)
		return false;
	if (r->at < r->end && *r->at == ':')
		r->at++;
	if (is_digit(r) && (digits(r, 2, &minutes) < 2 || minutes > 59))
		return false;
	r->offset = sign * (hours * 3600 + minutes * 60);
	return true;
}

/* Seconds since 1970. */
static bool instant(struct reading *r)
{
	bool minus = r->at < r->end && *r->at == '-';
	int count = 0;

	r->at += minus ? 1 : 0;
	r->has_instant = true;
	for (r->instant = 0; count < 13 && is_digit(r); count++)
		r->instant = r->instant * 10 + (*r->at++ - '0');
	r->instant = minus ? -r->instant : r->instant;
	return count > 0;
}

static bool two_digit_year(struct reading *r)
{
	if (digits(r, 2, &r->year) < 2)
		return false;
	r->year += r->year >= PIVOT ? 1900 : 2000;
	return true;
}

static bool day_of_year(struct reading *r)
{
	return number(r, 3, 1, 366, &r->of_year);
}

static bool month_name(struct reading *r)
{
	bool good = name(r, months, sizeof months / sizeof months[0], &r->month);

	r->month++;
	return good;
}

/* A letter of the day; *KNOWN is false for none. */
static bool read_day(struct reading *r, char letter, bool *known)
{
	switch (letter) {
	case 'Y':
		return digits(r, 4, &r->year) == 4;
	case 'y':
		return two_digit_year(r);
	case 'm':
		return number(r, 2, 1, 12, &r->month);
	case 'b':
	case 'B':
	case 'h':
		return month_name(r);
	case 'd':
	case 'e':
		return number(r, 2, 1, 31, &r->day);
	case 'j':
		return day_of_year(r);
	case 'a':
	case 'A':
		return name(r, weekdays, sizeof weekdays / sizeof weekdays[0], &r->weekday);
	case 'n':
	case 't':
		blanks(r);
		return true;
	case '%':
		return r->at < r->end && *r->at++ == '%';
	default:
		*known = false;
		return false;
	}
}

static bool read_time(struct reading *r, char letter)
{
	r->timed = true;
	switch (letter) {
	case 'H':
	case 'k':
		return number(r, 2, 0, 23, &r->hour);
	case 'I':
	case 'l':
		return number(r, 2, 1, 12, &r->hour12);
	case 'M':
		return number(r, 2, 0, 59, &r->minute);
	case 'S':
		return number(r, 2, 0, 59, &r->second);
	case 'p':
	case 'P':
		return name(r, halves, sizeof halves / sizeof halves[0], &r->half);
	case 'z':
		return offset(r);
	case 's':
		return instant(r);
	default:
		return false;
	}
}

static bool read_pattern(struct reading *r, const char *pattern);

static bool read_letter(struct reading *r, char letter)
{
	const char *composite = expand(letter);
	bool known = true, good;

	if (composite != NULL)
		return read_pattern(r, composite);
	good = read_day(r, letter, &known);
	return known ? good : read_time(r, letter);
}

/* Past the flags, width and modifier of a conversion: "%-H", "%Ey". */
static const char *conversion(const char *at)
{
	at += strspn(at, "_-0^#+");
	at += strspn(at, "0123456789");
	return at + strspn(at, "EO");
}

static bool read_pattern(struct reading *r, const char *pattern)
{
	for (; *pattern != '\0'; pattern++) {
		if (*pattern == '%') {
			pattern = conversion(pattern + 1);
			if (*pattern == '\0' || !read_letter(r, *pattern))
				return false;
		} else if (is_blank(*pattern)) {
			blanks(r);
		} else if (r->at == r->end || *r->at++ != *pattern) {
			return false;
		}
	}
	return true;
}

/* The hour by whichever clock it was given. */
static bool settle_hour(struct reading *r)
{
	if ((r->half == UNKNOWN) != (r->hour12 == UNKNOWN) || (r->half != UNKNOWN && r->hour != UNKNOWN))
		return false;
	if (r->half != UNKNOWN)
		r->hour = r->hour12 % 12 + (r->half == PM ? 12 : 0);
	else if (r->hour == UNKNOWN)
		r->hour = 0;
	return true;
}

static bool settle_day(const struct reading *r, int32_t *day)
{
	int year, month, dayofmonth;

	if (r->of_year != UNKNOWN) {
		if (!civ_date_from_ymd(r->year, 1, 1, day))
			return false;
		*day += r->of_year - 1;
		civ_date_to_ymd(*day, &year, &month, &dayofmonth);
		if (year != r->year)
			return false;
	} else if (!civ_date_from_ymd(r->year, r->month, r->day, day)) {
		return false;
	}
	return r->weekday == UNKNOWN || civ_date_weekday(*day) == r->weekday;
}

bool civ_time_match(struct civ_span text, const char *pattern, const struct civ_zone *zone, int64_t *seconds,
                    bool *has_time)
{
	struct reading r = {.at = text.text,
	                    .end = text.text + text.len,
	                    .year = UNKNOWN,
	                    .month = UNKNOWN,
	                    .day = UNKNOWN,
	                    .of_year = UNKNOWN,
	                    .weekday = UNKNOWN,
	                    .hour = UNKNOWN,
	                    .hour12 = UNKNOWN,
	                    .half = UNKNOWN};
	int32_t day;

	if (text.len == 0 || !read_pattern(&r, pattern) || r.at != r.end)
		return false;
	if (has_time != NULL)
		*has_time = r.timed;
	if (!r.has_instant) {
		if (!settle_hour(&r) || !settle_day(&r, &day))
			return false;
		r.instant = (int64_t)day * CIV_DAY_SECONDS + r.hour * 3600 + r.minute * 60 + r.second - r.offset;
	}
	*seconds = (r.has_instant || r.has_offset) && zone != NULL ? civ_zone_local(zone, r.instant) : r.instant;
	return *seconds >= (int64_t)CIV_FIRST_DAY * CIV_DAY_SECONDS &&
	       *seconds < ((int64_t)CIV_LAST_DAY + 1) * CIV_DAY_SECONDS;
}

/* ---- what a pattern can be relied on for ---- */

/* Add the letters of PATTERN to LETTERS, composites as those that they stand for; false for one that is not read. */
static bool collect(const char *pattern, bool letters[128])
{
	for (const char *at = pattern; (at = strchr(at, '%')) != NULL; at++) {
		at = conversion(at + 1);
		if (*at == '\0' || strchr("DFRTrxXcYymbBhdejaAnt%HkIlMSpPzs", *at) == NULL)
			return false;
		if (expand(*at) != NULL)
			(void)collect(expand(*at), letters);
		letters[(unsigned char)*at] = true;
	}
	return true;
}

bool civ_pattern_has_zone(const char *pattern)
{
	bool letters[128] = {false};

	return collect(pattern, letters) && (letters['z'] || letters['s']);
}

const char *civ_pattern_fault(const char *pattern)
{
	bool has[128] = {false};
	bool half, hour12, hour, month;

	if (!collect(pattern, has))
		return CIV_WORD("has a conversion that is not known");
	half = has['p'] || has['P'];
	hour12 = has['I'] || has['l'];
	hour = has['H'] || has['k'];
	month = has['m'] || has['b'] || has['B'] || has['h'];
	if (half && (hour || !hour12))
		return CIV_WORD("has %p, which goes with %I (1 to 12), not with %H");
	if (hour12 && !half)
		return CIV_WORD("has %I (1 to 12) without %p, which tells morning from evening");
	if (has['s'])
		return NULL;
	if ((!has['Y'] && !has['y']) || (!has['j'] && (!month || (!has['d'] && !has['e']))))
		return CIV_WORD("names no whole day: year, month and day");
	if (has['z'] && !hour && !hour12)
		return CIV_WORD("has %z without an hour");
	return NULL;
}
