/* How alike two reports are: place, words and time, weighed by what is there. */
#include <math.h>

#include "lib/ledger/merge-find.h"

/* So many bigrams of a text that they share say something for certain. */
enum { MANY_GRAMS = 20 };

bool civ_merge_is_placed(const struct civ_merge_entry *entry)
{
	return entry->located || entry->key != 0;
}

static double metres(const struct civ_merge_entry *a, const struct civ_merge_entry *b)
{
	double north = (a->lat - b->lat) * CIV_METRES_A_DEGREE;
	double east = (a->lon - b->lon) * CIV_METRES_A_DEGREE * cos(a->lat * acos(-1) / 180);

	return sqrt(north * north + east * east);
}

bool civ_merge_fits(const struct civ_merge_entry *a, const struct civ_merge_entry *b)
{
	return a->category == b->category || a->category == b->parent || a->parent == b->category;
}

/* Both lie in an area that is known, and not in the same. */
static bool areas_differ(const struct civ_merge_entry *a, const struct civ_merge_entry *b)
{
	return a->area != 0 && b->area != 0 && a->area != b->area;
}

/* Another house number, or another gate, is another place, whatever else is the same; without texts the map alone
 * tells. -1: nothing tells. */
static double place_score(const struct civ_merge_finder *finder, const struct civ_merge_entry *a,
                          const struct civ_merge_entry *b, struct civ_likeness *like)
{
	double near = -1;

	like->distance = a->located && b->located ? metres(a, b) : -1;
	like->place = a->key != 0 && a->key == b->key ? 1
	                                              : civ_shape_overlap(finder->place_rarity, &a->place, &b->place);
	if (like->distance > finder->options->radius)
		return 0;
	if (civ_shape_numbers_differ(&a->place, &b->place) ||
	    (a->compass != 0 && b->compass != 0 && a->compass != b->compass))
		like->place *= 0.3;
	if (like->distance >= 0)
		near = 1 - 0.4 * like->distance / finder->options->radius;
	if (near < 0 && areas_differ(a, b))
		return 0;
	if (like->place < 0)
		return near;
	if (near < 0)
		return a->area != 0 && a->area == b->area ? like->place : 0.9 * like->place;
	return 0.8 * like->place + 0.2 * near;
}

/* How much the place tells beside the words: where the house number agrees most, however the trouble is worded; where
 * the place is the same as a whole, more than where it is only alike. */
static double place_weight(const struct civ_merge_entry *a, const struct civ_merge_entry *b,
                           const struct civ_likeness *like)
{
	if (civ_shape_numbers_agree(&a->place, &b->place))
		return 0.8;
	if (a->key != 0 && a->key == b->key)
		return 0.7;
	return like->place >= 0.95 ? 0.6 : 0.5;
}

/* Words alone must be nearly the same, and many enough to say something. */
static double words_score(const struct civ_merge_entry *a, const struct civ_merge_entry *b, double words)
{
	size_t common = words < 0.6 ? 0 : civ_shape_common(&a->words, &b->words);
	double said = common >= MANY_GRAMS ? 1 : common < CIV_MERGE_FEW_GRAMS ? 0 : (double)common / MANY_GRAMS;

	return said * (0.5 + 0.5 * (words - 0.7) / 0.3);
}

void civ_merge_compare(const struct civ_merge_finder *finder, const struct civ_merge_entry *earlier,
                       const struct civ_merge_entry *later, struct civ_likeness *like)
{
	double place = place_score(finder, earlier, later, like),
	       days = (double)(later->reported - earlier->reported) / CIV_DAY_SECONDS;
	double weight;

	like->score = 0;
	if (place >= 0 ? place < finder->options->least_place : finder->form)
		return;
	weight = place_weight(earlier, later, like);
	like->words = civ_shape_alike(finder->word_rarity, &earlier->words, &later->words);
	/* Without words the place alone must tell, without a place the words. */
	if (place < 0)
		like->score = words_score(earlier, later, like->words);
	else
		like->score = weight * place + (1 - weight) * (like->words < 0 ? 0.5 : like->words);
	like->score -= 0.05 * days / (double)finder->options->days;
	if (like->score < 0)
		like->score = 0;
}
