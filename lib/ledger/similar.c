#include "lib/ledger/similar.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SLOTS = 1 << 16 }; /* of the table of frequencies; two rare bigrams may share one */

struct civ_rarity {
	uint32_t seen[SLOTS];
	uint32_t texts;
};

struct civ_rarity *civ_rarity_new(void)
{
	return calloc(1, sizeof(struct civ_rarity));
}

void civ_rarity_free(struct civ_rarity *rarity)
{
	free(rarity);
}

void civ_rarity_count(struct civ_rarity *rarity, const struct civ_shape *shape)
{
	rarity->texts += shape->count > 0 ? 1 : 0;
	for (size_t i = 0; i < shape->count; i++)
		rarity->seen[shape->grams[i] % SLOTS]++;
}

static double weight_of(const struct civ_rarity *rarity, uint32_t gram)
{
	return log(1 + ((double)rarity->texts + 1) / ((double)rarity->seen[gram % SLOTS] + 1));
}

void civ_rarity_weigh(const struct civ_rarity *rarity, struct civ_shape *shape)
{
	shape->weight = 0;
	for (size_t i = 0; i < shape->count; i++)
		shape->weight += weight_of(rarity, shape->grams[i]);
}

static double common_weight(const struct civ_rarity *rarity, const struct civ_shape *a, const struct civ_shape *b)
{
	double common = 0;
	size_t i = 0, j = 0;

	while (i < a->count && j < b->count) {
		if (a->grams[i] == b->grams[j]) {
			common += weight_of(rarity, a->grams[i]);
			i++;
			j++;
		} else if (a->grams[i] < b->grams[j]) {
			i++;
		} else {
			j++;
		}
	}
	return common;
}

double civ_shape_alike(const struct civ_rarity *rarity, const struct civ_shape *a, const struct civ_shape *b)
{
	return a->count == 0 || b->count == 0 ? -1 : 2 * common_weight(rarity, a, b) / (a->weight + b->weight);
}

double civ_shape_overlap(const struct civ_rarity *rarity, const struct civ_shape *a, const struct civ_shape *b)
{
	return a->count == 0 || b->count == 0 ? -1 : common_weight(rarity, a, b) / (a->weight < b->weight ? a->weight : b->weight);
}

static bool last_numbers(const struct civ_shape *a, const struct civ_shape *b, uint64_t *one, uint64_t *other)
{
	if (a->number_count == 0 || b->number_count == 0)
		return false;
	*one = a->numbers[a->number_count - 1];
	*other = b->numbers[b->number_count - 1];
	return true;
}

bool civ_shape_numbers_differ(const struct civ_shape *a, const struct civ_shape *b)
{
	uint64_t one = 0, other = 0;

	return last_numbers(a, b, &one, &other) && one != other;
}

bool civ_shape_numbers_agree(const struct civ_shape *a, const struct civ_shape *b)
{
	uint64_t one = 0, other = 0;

	return last_numbers(a, b, &one, &other) && one == other;
}

/* ---- one spelling ---- */

/* The digit or power of ten that a Chinese numeral stands for; -1: it is none. */
static int numeral(unsigned long c)
{
	static const struct {
		unsigned long c;
		int value;
	} all[] = {{0x3007, 0}, {0x96F6, 0}, {0x4E00, 1}, {0x4E8C, 2}, {0x4E24, 2}, {0x4E09, 3}, {0x56DB, 4}, {0x4E94, 5},
	           {0x516D, 6}, {0x4E03, 7}, {0x516B, 8}, {0x4E5D, 9}, {0x5341, 10}, {0x767E, 100}, {0x5343, 1000}};

	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		if (all[i].c == c)
			return all[i].value;
	return -1;
}

static unsigned long fold(unsigned long c)
{
	/* Full-width forms stand in the order of ASCII. */
	if (c >= 0xFF01 && c <= 0xFF5E)
		c -= 0xFEE0;
	return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

static bool is_letter(unsigned long c)
{
	if (c < 0x80)
		return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
	/* General and CJK punctuation says nothing of the place; the numeral for zero stands among it. */
	return c == 0x3007 || (!(c >= 0x2000 && c <= 0x206F) && !(c >= 0x3000 && c <= 0x303F) && !(c >= 0xFE30 && c <= 0xFE4F) && c != 0xB7 && c != 0xA0);
}

struct spelling {
	unsigned long *chars; /* digits stand for numbers: one # for each run */
	size_t count;
	uint64_t *numbers;
	size_t number_count;
};

/* Numbers as people write them: 12, １２, 十二, 一百零三, 二〇二. */
static size_t take_number(const unsigned long *chars, size_t count, uint64_t *number)
{
	uint64_t total = 0, digit = 0;
	bool powers = false, any = false;
	size_t i = 0;

	for (; i < count; i++) {
		int value = chars[i] >= '0' && chars[i] <= '9' ? (int)(chars[i] - '0') : numeral(chars[i]);

		if (value < 0)
			break;
		if (value >= 10) {
			total += (any ? digit : 1) * (uint64_t)value;
			digit = 0;
			any = false;
			powers = true;
		} else {
			digit = powers ? (uint64_t)value : digit * 10 + (uint64_t)value;
			any = true;
		}
	}
	*number = total + (any ? digit : 0);
	return i;
}

static bool spell(struct civ_span text, struct spelling *spelling)
{
	unsigned long *raw = malloc((text.len + 1) * sizeof *raw);
	size_t count = 0;

	spelling->chars = malloc((text.len + 1) * sizeof *spelling->chars);
	spelling->numbers = malloc((text.len + 1) * sizeof *spelling->numbers);
	if (raw == NULL || spelling->chars == NULL || spelling->numbers == NULL) {
		free(raw);
		return false;
	}
	for (size_t i = 0, used; i < text.len; i += used) {
		unsigned long c = fold(civ_utf8_decode(text.text + i, text.len - i, &used));

		if (is_letter(c))
			raw[count++] = c;
	}
	for (size_t i = 0; i < count;) {
		uint64_t number;
		size_t used = take_number(raw + i, count - i, &number);

		if (used > 0)
			spelling->numbers[spelling->number_count++] = number;
		spelling->chars[spelling->count++] = used > 0 ? '#' : raw[i];
		i += used > 0 ? used : 1;
	}
	free(raw);
	return true;
}

/* ---- bigrams ---- */

static uint32_t hash_pair(unsigned long a, unsigned long b)
{
	uint64_t code = ((uint64_t)a << 21 ^ (uint64_t)b) * 11400714819323198485u;

	return (uint32_t)(code >> 32);
}

static int ascending(const void *left, const void *right)
{
	const uint32_t *a = left, *b = right;

	return *a < *b ? -1 : *a > *b;
}

static bool cut(const struct spelling *spelling, struct civ_shape *shape)
{
	size_t made = 0, kept = 0, number = 0;
	uint32_t *grams = malloc((spelling->count + 1) * sizeof *grams);

	if (grams == NULL)
		return false;
	for (size_t i = 0; i + 1 < spelling->count; i++)
		grams[made++] = hash_pair(spelling->chars[i], spelling->chars[i + 1]);
	/* A number counts as a gram of its own, told apart from others. */
	for (; number < spelling->number_count && made < spelling->count; number++)
		grams[made++] = hash_pair('#', (unsigned long)(spelling->numbers[number] + 0x200000));
	if (made > 0)
		qsort(grams, made, sizeof *grams, ascending);
	for (size_t i = 0; i < made; i++)
		if (i == 0 || grams[i] != grams[kept - 1])
			grams[kept++] = grams[i];
	shape->grams = grams;
	shape->count = kept;
	return true;
}

bool civ_shape_make(struct civ_span text, struct civ_shape *shape)
{
	struct spelling spelling = {NULL, 0, NULL, 0};
	bool good;

	*shape = (struct civ_shape){.grams = NULL};
	if (text.len == 0)
		return true;
	good = spell(text, &spelling) && cut(&spelling, shape);
	free(spelling.chars);
	if (!good) {
		free(spelling.numbers);
		return false;
	}
	shape->numbers = spelling.numbers;
	shape->number_count = spelling.number_count;
	return true;
}

void civ_shape_free(struct civ_shape *shape)
{
	free(shape->grams);
	free(shape->numbers);
	*shape = (struct civ_shape){.grams = NULL};
}
