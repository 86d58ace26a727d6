#include "civplan/buffer.h"
#include "civplan/same-place.h"

#include <stdlib.h>
#include <string.h>

#include "civplan/hash.h"
#include "civplan/spelling.h"

enum { DEEPEST = 20, LONGEST = 512 }; /* areas above each other; characters of a place that are told apart */

/* An area's names in one spelling, one behind the other, each ended by a 0. */
struct named {
	int64_t parent;
	unsigned long *names;
	size_t count;
};

struct civ_places {
	struct civ_hash *areas; /* id -> place in the list */
	struct named *list;
	size_t count, room;
};

/* ---- one spelling ---- */

static size_t put_digits(uint64_t number, unsigned long *to)
{
	unsigned long digits[20];
	size_t count = 0;

	do
		digits[count++] = '0' + (unsigned long)(number % 10);
	while ((number /= 10) > 0);
	for (size_t i = 0; i < count; i++)
		to[i] = digits[count - 1 - i];
	return count;
}

/* The characters that say something; one sign, a -, between two numbers, a # for one that is written so. At most
 * LONGEST. */
static size_t read_letters(struct civ_span text, unsigned long *raw)
{
	size_t count = 0;
	bool gap = false;
	uint64_t number;

	for (size_t i = 0, used; i < text.len && count + 2 < LONGEST; i += used) {
		unsigned long c = civ_utf8_decode(text.text + i, text.len - i, &used), letter = civ_letter_of(c);

		if (c == '#' || c == 0xFF03) {
			raw[count++] = '#';
		} else if (letter == 0) {
			gap = true;
			continue;
		} else if (!civ_is_invisible(c)) {
			if (gap && count > 0 && civ_number_of(&raw[count - 1], 1, &number) > 0 &&
			    civ_number_of(&letter, 1, &number) > 0)
				raw[count++] = '-';
			raw[count++] = letter;
		}
		gap = false;
	}
	return count;
}

/* A number of RAW from *AT on, as digits with 号 behind it where it is a house number: No.12, #12, 12#, 12號,
 * 12号. */
static size_t take_house(const unsigned long *raw, size_t count, size_t *at, unsigned long *to, size_t made)
{
	uint64_t number;
	size_t used = civ_number_of(raw + *at, count - *at, &number);
	bool house = false;

	*at += used;
	while (*at < count && (raw[*at] == '#' || raw[*at] == 0x865F || raw[*at] == 0x53F7)) {
		house = true;
		++*at;
	}
	if (made >= 1 && to[made - 1] == '#') {
		house = true;
		made--;
	} else if (made >= 2 && to[made - 1] == 'o' && to[made - 2] == 'n' && (made == 2 || to[made - 3] >= 0x80)) {
		house = true;
		made -= 2;
	} else if (made >= 1 && to[made - 1] == 0x7B2C) {
		/* 第12号 */
		made--;
	}
	made += put_digits(number, to + made);
	if (house)
		to[made++] = 0x53F7;
	return made;
}

static size_t spell(struct civ_span text, unsigned long to[2 * LONGEST + 32])
{
	unsigned long raw[LONGEST];
	size_t count = read_letters(text, raw), made = 0;
	uint64_t number;

	for (size_t i = 0; i < count && made < LONGEST;) {
		if (civ_number_of(raw + i, count - i, &number) > 0)
			made = take_house(raw, count, &i, to, made);
		else
			to[made++] = raw[i++];
	}
	return made;
}

/* What only says where somebody stands at it: 大门口, 门口, 门前, 门外, 附近, 旁边, 旁, 一带, 这里,
 * 那里; the longer ones first. */
static const unsigned long standing[][4] = {
	{0x5927, 0x95E8, 0x53E3}, {0x95E8, 0x53E3}, {0x95E8, 0x524D}, {0x95E8, 0x5916}, {0x9644, 0x8FD1},
	{0x65C1, 0x8FB9},         {'1', 0x5E26},    {0x8FD9, 0x91CC}, {0x90A3, 0x91CC}, {0x65C1},
};

static size_t length_of(const unsigned long *chars)
{
	size_t len = 0;

	while (len < 4 && chars[len] != 0)
		len++;
	return len;
}

/* 东, 西, 南, 北, 正, 后, 侧: such a gate is a place of its own. */
static bool names_gate(unsigned long c)
{
	static const unsigned long all[] = {0x4E1C, 0x897F, 0x5357, 0x5317, 0x6B63, 0x540E, 0x4FA7};

	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		if (all[i] == c)
			return true;
	return false;
}

static size_t drop_standing(const unsigned long *chars, size_t count)
{
	bool again = true;

	while (again) {
		again = false;
		for (size_t i = 0; i < sizeof standing / sizeof standing[0] && !again; i++) {
			size_t len = length_of(standing[i]);

			again = count > len && chars[count - 1] == standing[i][len - 1] &&
			        memcmp(chars + count - len, standing[i], len * sizeof *chars) == 0;
			/* Before the south gate, that is the gate. */
			if (again && len == 2 && standing[i][0] == 0x95E8 && names_gate(chars[count - 3]))
				len = 1;
			count -= again ? len : 0;
		}
		/* The gate of a house (号门) is the house, the side of a street (路边, 街边) the street. */
		if (!again && count > 2 &&
		    ((chars[count - 1] == 0x95E8 && chars[count - 2] == 0x53F7) ||
		     (chars[count - 1] == 0x8FB9 && (chars[count - 2] == 0x8DEF || chars[count - 2] == 0x8857)))) {
			count--;
			again = true;
		}
	}
	return count;
}

/* ---- areas ---- */

static const struct named *area_of(const struct civ_places *places, int64_t id)
{
	int64_t place;

	return civ_hash_get(places->areas, (struct civ_span){(const char *)&id, sizeof id}, &place)
	               ? &places->list[place]
	               : NULL;
}

/* How much of CHARS the longest name of the area takes in front; all of it is no place in it. */
static size_t name_in_front(const struct named *area, const unsigned long *chars, size_t count)
{
	size_t longest = 0;

	for (size_t i = 0; i < area->count;) {
		size_t len = 0;

		while (area->names[i + len] != 0)
			len++;
		if (len > longest && len < count && area->names[i] == chars[0] &&
		    memcmp(area->names + i, chars, len * sizeof *chars) == 0)
			longest = len;
		i += len + 1;
	}
	return longest;
}

/* The names of the area and of those above it, whichever of them stand in front. */
static size_t skip_areas(const struct civ_places *places, int64_t id, const unsigned long *chars, size_t count)
{
	size_t skipped = 0, before;

	do {
		int64_t at = id;

		before = skipped;
		for (int depth = 0; depth < DEEPEST && at != 0; depth++) {
			const struct named *area = area_of(places, at);

			if (area == NULL)
				break;
			skipped += name_in_front(area, chars + skipped, count - skipped);
			at = area->parent;
		}
	} while (skipped > before);
	return skipped;
}

static bool add_name(struct named *area, struct civ_span name)
{
	unsigned long chars[2 * LONGEST + 32];
	size_t count = spell(name, chars);
	unsigned long *grown;

	if (count == 0)
		return true;
	grown = realloc(area->names, (area->count + count + 1) * sizeof *grown);
	if (grown == NULL)
		return false;
	memcpy(grown + area->count, chars, count * sizeof *chars);
	grown[area->count + count] = 0;
	area->names = grown;
	area->count += count + 1;
	return true;
}

static bool add_area(struct civ_places *places, int64_t id, int64_t parent, const char *name, const char *aliases)
{
	struct named *area;

	if (!CIV_GROW(places->list, places->count, places->room))
		return false;
	area = &places->list[places->count];
	*area = (struct named){.parent = parent};
	if (!civ_hash_put(places->areas, (struct civ_span){(const char *)&id, sizeof id}, (int64_t)places->count++))
		return false;
	if (!add_name(area, (struct civ_span){name, strlen(name)}))
		return false;
	while (*aliases != '\0') {
		size_t len = strcspn(aliases, ";");

		if (!add_name(area, (struct civ_span){aliases, len}))
			return false;
		aliases += aliases[len] == ';' ? len + 1 : len;
	}
	return true;
}

enum civ_status civ_places_open(struct civ_records *records, struct civ_places **places)
{
	struct civ_places *made = calloc(1, sizeof *made);
	struct civ_store *store = civ_records_store(records);
	sqlite3_stmt *rows;
	enum civ_status status;

	if (made == NULL || (made->areas = civ_hash_new()) == NULL) {
		free(made);
		return civ_no_memory(civ_records_messages(records));
	}
	status = civ_records_statement(records, "SELECT id, ifnull(parent_id, 0), name, aliases FROM area", &rows);
	while (civ_store_next(store, rows, &status))
		if (!add_area(made, sqlite3_column_int64(rows, 0), sqlite3_column_int64(rows, 1), civ_row_text(rows, 2),
		              civ_row_text(rows, 3)))
			status = civ_no_memory(civ_records_messages(records));
	if (status != CIV_OK) {
		civ_places_close(made);
		return status;
	}
	*places = made;
	return CIV_OK;
}

void civ_places_close(struct civ_places *places)
{
	if (places == NULL)
		return;
	for (size_t i = 0; i < places->count; i++)
		free(places->list[i].names);
	free(places->list);
	civ_hash_free(places->areas);
	free(places);
}

/* ---- keys ---- */

void civ_place_key(const struct civ_places *places, int64_t area, struct civ_span text, struct civ_buf *key)
{
	unsigned long chars[2 * LONGEST + 32];
	char bytes[4 * (2 * LONGEST + 32)];
	size_t count, first, len = 0;

	civ_buf_clear(key);
	if (text.len == 0)
		return;
	count = spell(text, chars);
	first = skip_areas(places, area, chars, count);
	count = first + drop_standing(chars + first, count - first);
	for (size_t i = first; i < count; i++)
		len += civ_utf8_encode(chars[i], bytes + len);
	if (len > 0)
		civ_buf_add(key, bytes, len);
}

unsigned long civ_place_compass(const struct civ_buf *key)
{
	unsigned long last = 0;

	for (size_t i = 0, used; i < key->len; i += used) {
		unsigned long c = civ_utf8_decode(key->data + i, key->len - i, &used);

		if (c == 0x4E1C || c == 0x897F || c == 0x5357 || c == 0x5317)
			last = c;
	}
	return last;
}
