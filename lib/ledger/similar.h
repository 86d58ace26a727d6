/* How alike two short texts are, Chinese or English: the places and words of complaints.
 *
 * A text is brought to one spelling (full-width forms and case folded, blanks and punctuation left out, Chinese
 * numerals as digits) and cut into bigrams of its characters. Two texts are compared by the bigrams that they share,
 * each weighed by how rare it is among all texts (inverse document frequency), from 0 to 1: by Dice's coefficient, or,
 * where one text may only say more than the other, by the overlap coefficient. Numbers in a text are kept apart, since
 * two houses of one street share nearly everything else. */
#ifndef CIVPLAN_LEDGER_SIMILAR_H
#define CIVPLAN_LEDGER_SIMILAR_H

#include "civplan/text.h"
#include "lib/ledger/private.h"

struct civ_shape {
	uint32_t *grams;   /* hashes, ascending, each once; one block with the numbers behind */
	size_t count;
	uint64_t *numbers; /* in the order of the text */
	size_t number_count;
	double weight;     /* of all grams; set by civ_rarity_weigh */
};

/* False when memory is out. Free with civ_shape_free. */
bool civ_shape_make(struct civ_span text, struct civ_shape *shape);
void civ_shape_free(struct civ_shape *shape);

/* In how many texts each bigram stands. */
struct civ_rarity;

struct civ_rarity *civ_rarity_new(void);
void civ_rarity_free(struct civ_rarity *rarity);
void civ_rarity_count(struct civ_rarity *rarity, const struct civ_shape *shape);
/* After all are counted. */
void civ_rarity_weigh(const struct civ_rarity *rarity, struct civ_shape *shape);
/* Dice's coefficient, 2 c / (a + b); -1 when one of them says nothing. Both are weighed. */
double civ_shape_alike(const struct civ_rarity *rarity, const struct civ_shape *a, const struct civ_shape *b);
/* The overlap coefficient, c / min(a, b); -1 as above. */
double civ_shape_overlap(const struct civ_rarity *rarity, const struct civ_shape *a, const struct civ_shape *b);
/* How many bigrams they share. */
size_t civ_shape_common(const struct civ_shape *a, const struct civ_shape *b);
/* The least hash of its bigrams under SEED: two texts have the same with the chance of their Jaccard coefficient
 * (Broder 1997). */
uint32_t civ_shape_least(const struct civ_shape *shape, uint32_t seed);
/* Both have numbers, and the last of each differ: another house. */
bool civ_shape_numbers_differ(const struct civ_shape *a, const struct civ_shape *b);
/* Both have numbers, and the last ones are the same. */
bool civ_shape_numbers_agree(const struct civ_shape *a, const struct civ_shape *b);

#endif
