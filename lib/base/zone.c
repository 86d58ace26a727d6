/* Time zones, by the C library's tables: it knows one at a time, that of the environment. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "civplan/buffer.h"
#include "civplan/date.h"

/* From FROM (seconds since 1970, UTC) on the zone is OFFSET seconds east of UTC. */
struct step {
	int64_t from;
	int32_t offset;
};

struct civ_zone {
	struct step *steps;
	size_t count, room;
};

static bool is_zone_file(const char *path)
{
	static const char magic[] = {'T', 'Z', 'i', 'f'};
	char start[sizeof magic];
	FILE *file = fopen(path, "rbe");
	bool good;

	if (file == NULL)
		return false;
	good = fread(start, sizeof start, 1, file) == 1 && memcmp(start, magic, sizeof magic) == 0;
	(void)fclose(file);
	errno = 0;
	return good;
}

/* glibc takes a zone that it does not know for UTC, without a word. False with errno, 0: the file holds no zone. */
static bool zone_is_known(const char *zone)
{
	const char *folder = getenv("TZDIR");
	char *path = NULL;
	bool known;

	if (strcmp(zone, "UTC") == 0)
		return true;
	if (asprintf(&path, "%s/%s", folder == NULL || *folder == '\0' ? "/usr/share/zoneinfo" : folder, zone) < 0)
		return false;
	known = is_zone_file(path);
	free(path);
	return known;
}

static bool set_zone(const char *zone)
{
	bool good = (zone == NULL ? unsetenv("TZ") : setenv("TZ", zone, 1)) == 0;

	tzset();
	return good;
}

/* Call ASK while the zone is that of the environment. */
static enum civ_status ask_in(const char *zone, bool (*ask)(void *data), void *data, struct civ_messages *messages)
{
	const char *set = getenv("TZ");
	char *before = set == NULL ? NULL : strdup(set);
	enum civ_status status = CIV_OK;
	bool known;
	int why;

	if (set != NULL && before == NULL)
		return civ_no_memory(messages);
	known = zone_is_known(zone);
	why = known ? 0 : errno;
	if (!known && why != 0 && why != ENOENT && why != ENOTDIR) {
		status = civ_error(messages, CIV_SYSTEM, NULL, "cannot read the time zone '%s': %s", zone,
		                   strerror(why));
	} else if (!known) {
		status = civ_error(messages, CIV_SYSTEM, NULL,
		                   "this machine does not know the time zone '%s'; install tzdata", zone);
	} else {
		bool good = set_zone(zone) && ask(data);

		if (!set_zone(before) || !good)
			status = civ_error(messages, CIV_SYSTEM, NULL, "cannot tell the time in the zone '%s'", zone);
	}
	free(before);
	return status;
}

static bool ask_now(void *data)
{
	int64_t *seconds = data;
	time_t now = time(NULL);
	struct tm tm;
	int32_t day;

	if (localtime_r(&now, &tm) == NULL || !civ_date_from_ymd(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, &day))
		return false;
	*seconds = (int64_t)day * CIV_DAY_SECONDS + tm.tm_hour * 3600 + tm.tm_min * 60 + tm.tm_sec;
	return true;
}

enum civ_status civ_time_now(const char *zone, struct civ_messages *messages, int64_t *seconds)
{
	return ask_in(zone, ask_now, seconds, messages);
}

/* ---- all of a zone at once, so that no row needs the environment ---- */

/* No zone changes twice within a fortnight; what lies outside these years takes the nearest offset. */
static const int64_t first_second = -2208988800, last_second = 5680281600; /* 1900 to 2150 */
static const int64_t fortnight = (int64_t)14 * CIV_DAY_SECONDS;

static bool offset_at(int64_t utc, int32_t *offset)
{
	time_t moment = (time_t)utc;
	struct tm tm;

	if (localtime_r(&moment, &tm) == NULL)
		return false;
	*offset = (int32_t)tm.tm_gmtoff;
	return true;
}

static bool add_step(struct civ_zone *zone, int64_t from, int32_t offset)
{
	if (!CIV_GROW(zone->steps, zone->count, zone->room))
		return false;
	zone->steps[zone->count++] = (struct step){from, offset};
	return true;
}

/* The first second with another offset than at LOW; HIGH has another. */
static bool find_change(int64_t low, int64_t high, int32_t before, int64_t *change)
{
	while (high - low > 1) {
		int64_t middle = low + (high - low) / 2;
		int32_t offset;

		if (!offset_at(middle, &offset))
			return false;
		*(offset == before ? &low : &high) = middle;
	}
	*change = high;
	return true;
}

static bool ask_steps(void *data)
{
	struct civ_zone *zone = data;
	int32_t offset, next;
	int64_t change;

	if (!offset_at(first_second, &offset) || !add_step(zone, first_second, offset))
		return false;
	for (int64_t at = first_second; at < last_second; at += fortnight) {
		if (!offset_at(at + fortnight, &next))
			return false;
		if (next == offset)
			continue;
		if (!find_change(at, at + fortnight, offset, &change) || !add_step(zone, change, next))
			return false;
		offset = next;
	}
	return true;
}

enum civ_status civ_zone_open(const char *name, struct civ_messages *messages, struct civ_zone **zone)
{
	struct civ_zone *made = calloc(1, sizeof *made);
	enum civ_status status;

	if (made == NULL)
		return civ_no_memory(messages);
	status = ask_in(name, ask_steps, made, messages);
	if (status != CIV_OK) {
		civ_zone_close(made);
		return status;
	}
	*zone = made;
	return CIV_OK;
}

void civ_zone_close(struct civ_zone *zone)
{
	if (zone == NULL)
		return;
	free(zone->steps);
	free(zone);
}

int64_t civ_zone_local(const struct civ_zone *zone, int64_t utc)
{
	size_t i = zone->count - 1;

	while (i > 0 && zone->steps[i].from > utc)
		i--;
	return utc + zone->steps[i].offset;
}
