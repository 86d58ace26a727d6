#include "lib/ledger/similar.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/spelling.h"

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

/* What the bigrams that both have weigh together; without RARITY how many they are. */
static double common_weight(const struct civ_rarity *rarity, const struct civ_shape *a, const struct civ_shape *b)
{
	double common = 0;
	size_t i = 0, j = 0;

	while (i < a->count && j < b->count) {
		if (a->grams[i] == b->grams[j]) {
			common += rarity == NULL ? 1 : weight_of(rarity, a->grams[i]);
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
	return a->count == 0 || b->count == 0
	               ? -1
	               : common_weight(rarity, a, b) / (a->weight < b->weight ? a->weight : b->weight);
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

struct spelling {
	unsigned long *chars; /* digits stand for numbers: one # for each run */
	size_t count;
	uint64_t *numbers;
	size_t number_count;
};

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
		unsigned long c = civ_letter_of(civ_utf8_decode(text.text + i, text.len - i, &used));

		/* What says nothing parts numbers: 1-2 is not 12. */
		if (c != 0 || (count > 0 && raw[count - 1] != 0))
			raw[count++] = c;
	}
	for (size_t i = 0; i < count;) {
		uint64_t number;
		size_t used = civ_number_of(raw + i, count - i, &number);

		if (used > 0)
			spelling->numbers[spelling->number_count++] = number;
		if (used > 0 || raw[i] != 0)
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

uint32_t civ_shape_least(const struct civ_shape *shape, uint32_t seed)
{
	uint32_t least = UINT32_MAX;

	for (size_t i = 0; i < shape->count; i++) {
		uint32_t hash = (shape->grams[i] ^ seed) * 2654435761u;

		hash ^= hash >> 15;
		least = hash < least ? hash : least;
	}
	return least;
}

size_t civ_shape_common(const struct civ_shape *a, const struct civ_shape *b)
{
	return (size_t)common_weight(NULL, a, b);
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
