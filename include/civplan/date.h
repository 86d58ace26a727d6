/* Dates and times of the plan's own time zone.
 *
 * A day is counted from 1970-01-01 (day 0), a time in seconds from that midnight;
 * both are local to the plan, without a zone inside. Proleptic Gregorian calendar,
 * years 0001 to 9999. Never a locale, never the C library's idea of a valid date:
 * 2025-02-30 is no date. */
#ifndef CIVPLAN_DATE_H
#define CIVPLAN_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "civplan/messages.h"
#include "civplan/text.h"

enum { CIV_DATE_SIZE = 11, CIV_TIME_SIZE = 20 }; /* "YYYY-MM-DD", "YYYY-MM-DD HH:MM:SS", NUL included */
enum { CIV_DAY_SECONDS = 86400 };

/* Year-first dates only: 2025-03-05, 2025-3-5, 2025/3/5, 2025.3.5, 2025年3月5日, in digits of either width. False if
 * the text is anything else, or no day of the calendar. */
bool civ_date_parse(const char *text, size_t len, int32_t *day);

/* The day of a date or time as the database holds it, which begins with YYYY-MM-DD. False for NULL and for any other
 * text: the file is not trusted. */
bool civ_date_stored(const char *text, int32_t *day);

/* A date as above, alone (midnight) or followed by blanks, or T, and H:MM[:SS[.fraction]] or 9时[5分[7秒]];
 * 2025年3月5日9时5分 needs no blank. 00:00:00 to 23:59:59; a fraction of a second is cut off. */
bool civ_time_parse(const char *text, size_t len, int64_t *seconds);

/* True if TEXT is a date or a time exactly as civ_date_format and civ_time_format write it. */
bool civ_time_is_iso(const char *text, size_t len);

/* A time zone with all its changes of 1900 to 2150, so that asking it needs no environment. */
struct civ_zone;

/* CIV_SYSTEM when the machine does not know the zone. Sets TZ for the length of the call, as civ_time_now does. */
enum civ_status civ_zone_open(const char *name, struct civ_messages *messages, struct civ_zone **zone);
void civ_zone_close(struct civ_zone *zone);
/* The zone's own time at UTC, seconds since 1970-01-01 00:00:00 UTC. */
int64_t civ_zone_local(const struct civ_zone *zone, int64_t utc);

/* True if all of TEXT matches the strptime PATTERN and names a real day; a pattern without a time of day gives
 * midnight. *HAS_TIME, if not NULL: it had one. Names are English. %Y is four digits; %y two, 69 to 99 being 1969 to
 * 1999 and 00 to 68 2000 to 2068; %p (AM, PM) turns %I; %a must be the weekday of the day. %z (Z, +08, +0800, +08:00)
 * and %s (seconds since 1970) name an instant, which becomes the time of ZONE, or of UTC when ZONE is NULL. A pattern
 * that civ_pattern_fault finds fault with never matches. */
bool civ_time_match(struct civ_span text, const char *pattern, const struct civ_zone *zone, int64_t *seconds,
                    bool *has_time);

/* What is wrong with a pattern, as a text for civ_say behind its name: a letter that is not read, %p without %I or with
 * %H, %I without %p, no whole day, %z without an hour. NULL: nothing is. */
const char *civ_pattern_fault(const char *pattern);
/* True if the pattern names an instant, and needs a zone. */
bool civ_pattern_has_zone(const char *pattern);

enum { CIV_CLOCK_SIZE = 6, CIV_DAY_MINUTES = 1440 }; /* "HH:MM", NUL included */
enum { CIV_DAY_END = CIV_DAY_MINUTES - 1 };           /* the last minute of a day: no time of day counts */

/* The minute of the day that a time of day names, written as in a time; seconds are dropped. */
bool civ_clock_parse(const char *text, size_t len, int *minute);
/* The minute of the day that a date brings with it. False for a date alone, and for midnight: so spreadsheets write
 * one. */
bool civ_date_clock(const char *text, size_t len, int *minute);
void civ_clock_format(int minute, char text[CIV_CLOCK_SIZE]);

/* Days that can be written. A day beyond them, reached by adding, is written as the nearest. */
enum { CIV_FIRST_DAY = -719162, CIV_LAST_DAY = 2932896 }; /* 0001-01-01 and 9999-12-31 */

/* The longest period that a setting in days can ask for: a hundred years. */
enum { CIV_MOST_DAYS = 36525 };

void civ_date_format(int32_t day, char text[CIV_DATE_SIZE]);
void civ_time_format(int64_t seconds, char text[CIV_TIME_SIZE]);

bool civ_date_from_ymd(int year, int month, int dayofmonth, int32_t *day);
void civ_date_to_ymd(int32_t day, int *year, int *month, int *dayofmonth);
/* 0 Monday ... 6 Sunday. */
int civ_date_weekday(int32_t day);
/* The day of a time, rounded down also before 1970. */
int32_t civ_time_day(int64_t seconds);
/* The minute, since 1970-01-01 00:00, in which a time lies. */
int64_t civ_minute_of(int64_t seconds);

/* The time now in the zone ZONE ("Asia/Shanghai"), whatever TZ is. CIV_SYSTEM when the
 * machine does not know the zone. Sets TZ for the length of the call: not while another
 * thread reads the environment. */
enum civ_status civ_time_now(const char *zone, struct civ_messages *messages, int64_t *seconds);

#endif
