#include "civplan/buffer.h"
#include "lib/count/cell.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST = 40000 }; /* days: a century; more is not told apart */

void civ_spread_free(struct civ_spread *spread)
{
	free(spread->counts);
	*spread = (struct civ_spread){NULL, 0};
}

bool civ_spread_add(struct civ_spread *spread, int32_t days, int32_t count)
{
	size_t place = days < 0 ? 0 : days > LONGEST ? LONGEST : (size_t)days;

	if (place >= spread->size) {
		size_t size = (place | 31) + 1;
		int32_t *grown = realloc(spread->counts, size * sizeof *grown);

		if (grown == NULL)
			return false;
		memset(grown + spread->size, 0, (size - spread->size) * sizeof *grown);
		spread->counts = grown;
		spread->size = size;
	}
	spread->counts[place] += count;
	return true;
}

void civ_cell_free(struct civ_cell *cell)
{
	civ_spread_free(&cell->closed);
	civ_spread_free(&cell->started);
	free(cell->topics);
	cell->topics = NULL;
}

bool civ_cell_add_topic(struct civ_cell *cell, int64_t category, int32_t reports, int32_t issues)
{
	size_t i = 0;

	while (i < cell->topic_count && cell->topics[i].category != category)
		i++;
	if (!CIV_GROW(cell->topics, i, cell->topic_room))
		return false;
	if (i == cell->topic_count)
		cell->topics[cell->topic_count++] = (struct civ_topic_count){category, 0, 0};
	cell->topics[i].reports += reports;
	cell->topics[i].issues += issues;
	return true;
}

/* ---- packing ---- */

static void put_varint(struct civ_buf *buf, uint64_t value)
{
	while (value >= 0x80) {
		civ_buf_addc(buf, (char)(value | 0x80));
		value >>= 7;
	}
	civ_buf_addc(buf, (char)value);
}

static unsigned marks_of(const int32_t counts[CIV_MARKS])
{
	unsigned mask = 0;

	for (int mark = 0; mark < CIV_MARKS; mark++)
		mask |= counts[mark] > 0 ? 1u << mark : 0;
	return mask;
}

static void pack_days(const struct civ_cell *cell, struct civ_buf *buf)
{
	uint32_t present = 0;

	for (int day = 0; day < CIV_MONTH_DAYS; day++)
		present |= marks_of(cell->counts[day]) != 0 ? 1u << day : 0;
	for (int i = 0; i < 4; i++)
		civ_buf_addc(buf, (char)(present >> (8 * i)));
	for (int day = 0; day < CIV_MONTH_DAYS; day++) {
		unsigned mask = marks_of(cell->counts[day]);

		if (mask == 0)
			continue;
		civ_buf_addc(buf, (char)mask);
		civ_buf_addc(buf, (char)(mask >> 8));
		for (int mark = 0; mark < CIV_MARKS; mark++)
			if (cell->counts[day][mark] > 0)
				put_varint(buf, (uint64_t)cell->counts[day][mark]);
	}
}

static void pack_spread(const struct civ_spread *spread, struct civ_buf *buf)
{
	size_t last = 0;

	for (size_t days = 0; days < spread->size; days++) {
		if (spread->counts[days] <= 0)
			continue;
		put_varint(buf, days - last);
		put_varint(buf, (uint64_t)spread->counts[days]);
		last = days;
	}
}

static int by_category(const void *left, const void *right)
{
	const struct civ_topic_count *a = left, *b = right;

	return a->category < b->category ? -1 : a->category > b->category;
}

void civ_cell_pack(const struct civ_cell *cell, struct civ_buf *days, struct civ_buf *closed, struct civ_buf *started,
                   struct civ_buf *topics)
{
	pack_days(cell, days);
	pack_spread(&cell->closed, closed);
	pack_spread(&cell->started, started);
	/* One and the same content gives the same bytes, in whatever order it was counted. */
	if (cell->topic_count > 0)
		qsort(cell->topics, cell->topic_count, sizeof *cell->topics, by_category);
	for (size_t i = 0; i < cell->topic_count; i++) {
		if (cell->topics[i].reports <= 0)
			continue;
		put_varint(topics, (uint64_t)cell->topics[i].category);
		put_varint(topics, (uint64_t)cell->topics[i].reports);
		put_varint(topics, (uint64_t)(cell->topics[i].issues > 0 ? cell->topics[i].issues : 0));
	}
}

/* ---- unpacking ---- */

struct bytes {
	const unsigned char *at, *end;
};

static bool take_byte(struct bytes *bytes, unsigned *value)
{
	if (bytes->at == bytes->end)
		return false;
	*value = *bytes->at++;
	return true;
}

static bool take_varint(struct bytes *bytes, uint64_t *value)
{
	unsigned byte, shift = 0;

	*value = 0;
	do {
		if (shift > 56 || !take_byte(bytes, &byte))
			return false;
		*value |= (uint64_t)(byte & 0x7F) << shift;
		shift += 7;
	} while (byte >= 0x80);
	return true;
}

static bool take_count(struct bytes *bytes, int32_t *count)
{
	uint64_t value;

	if (!take_varint(bytes, &value) || value > INT32_MAX)
		return false;
	*count = (int32_t)value;
	return true;
}

static bool unpack_day(struct bytes *bytes, int32_t counts[CIV_MARKS])
{
	unsigned low, high;
	int32_t count;

	if (!take_byte(bytes, &low) || !take_byte(bytes, &high))
		return false;
	for (int mark = 0; mark < CIV_MARKS; mark++) {
		if (((low | high << 8) >> mark & 1) == 0)
			continue;
		if (!take_count(bytes, &count))
			return false;
		counts[mark] += count;
	}
	return true;
}

bool civ_cell_unpack_days(struct civ_cell *cell, const unsigned char *bytes, size_t len)
{
	struct bytes in = {bytes, bytes + len};
	uint32_t present = 0;
	unsigned byte;

	for (int i = 0; i < 4; i++) {
		if (!take_byte(&in, &byte))
			return false;
		present |= (uint32_t)byte << (8 * i);
	}
	for (int day = 0; day < CIV_MONTH_DAYS; day++)
		if ((present >> day & 1) != 0 && !unpack_day(&in, cell->counts[day]))
			return false;
	return in.at == in.end;
}

bool civ_spread_unpack(struct civ_spread *spread, const unsigned char *bytes, size_t len)
{
	struct bytes in = {bytes, bytes + len};
	int32_t days = 0, more, count;

	while (in.at < in.end) {
		if (!take_count(&in, &more) || !take_count(&in, &count) || more > LONGEST - days)
			return false;
		days += more;
		if (!civ_spread_add(spread, days, count))
			return false;
	}
	return true;
}

bool civ_cell_unpack_topics(struct civ_cell *cell, const unsigned char *bytes, size_t len)
{
	struct bytes in = {bytes, bytes + len};
	uint64_t category;
	int32_t reports, issues;

	while (in.at < in.end) {
		if (!take_varint(&in, &category) || !take_count(&in, &reports) || !take_count(&in, &issues) ||
		    !civ_cell_add_topic(cell, (int64_t)category, reports, issues))
			return false;
	}
	return true;
}
