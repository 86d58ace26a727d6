/* Reports that are compared with each other. */
#ifndef CIVPLAN_LEDGER_MERGE_FIND_H
#define CIVPLAN_LEDGER_MERGE_FIND_H

#include "civplan/hash.h"
#include "civplan/same-place.h"
#include "lib/ledger/similar.h"

/* What brings two reports together. Of the words there are several blocks, so that few pairs that are alike miss each
 * other. */
enum { IN_AREA, ON_MAP, AT_PLACE, IN_WORDS, WORD_BLOCKS = 4, KINDS_OF_BLOCKS = IN_WORDS + WORD_BLOCKS };

/* A text of fewer bigrams says nothing. */
enum { CIV_MERGE_FEW_GRAMS = 10 };

enum { CIV_METRES_A_DEGREE = 111320 };

struct civ_merge_entry {
	int64_t id, root;      /* root: the earliest one of its group */
	int64_t category, parent, top, area, channel;
	int64_t reported, closed; /* seconds; closed 0: it is not */
	bool located;
	double lat, lon;
	struct civ_shape place, words;
	uint64_t key;          /* hash of the place's key; 0: it has none */
	unsigned long compass; /* of the key: the south gate is not the north gate */
	struct civ_merge_entry *next[KINDS_OF_BLOCKS]; /* of its block, the one before it */
};

/* The newest entry of a block; those too old are passed over. */
struct civ_merge_blocks {
	struct civ_hash *places;
	struct civ_merge_entry **newest;
	size_t count, room;
};

struct civ_merge_finder {
	struct civ_records *records;
	const struct civ_merge_options *options;
	struct civ_rarity *place_rarity, *word_rarity;
	struct civ_places *places;
	struct civ_buf key;    /* of the place at hand */
	struct civ_merge_blocks blocks;
	bool form; /* the words at hand were used before the window: they are a form's, and say nothing alone */
	size_t comparable;     /* entries that have a place, coordinates or words */
	struct civ_merge_entry **window; /* in order of time; first to last are within reach */
	size_t first, count, room;
	enum civ_status (*found)(void *data, const struct civ_duplicate *duplicate);
	void *data;
};

struct civ_likeness {
	double place, words, distance, score; /* -1: not known */
};

/* It lies somewhere that is known. */
bool civ_merge_is_placed(const struct civ_merge_entry *entry);
/* The same category, or one is right above the other. */
bool civ_merge_fits(const struct civ_merge_entry *a, const struct civ_merge_entry *b);
/* LIKE's score is 0 when they are not alike at all; the rest of it is what tells. */
void civ_merge_compare(const struct civ_merge_finder *finder, const struct civ_merge_entry *earlier,
                       const struct civ_merge_entry *later, struct civ_likeness *like);

#endif
