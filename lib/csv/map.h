/* A map in memory. */
#ifndef CIVPLAN_CSV_MAP_H
#define CIVPLAN_CSV_MAP_H

#include "civplan/hash.h"
#include "lib/csv/private.h"

struct civ_map_field {
	const char *name;
	struct civ_span heading;       /* the columns as the map has them, joined with + */
	char **columns;                /* joined; ended by NULL; NULL: a constant */
	char **formats;                /* strptime patterns, or parts of a point; ended by NULL; may be NULL */
	struct civ_hash *translations; /* folded text -> address of its translation, in the map's arena */
	size_t translation_count;
	const char *other;             /* translation of any other text; NULL: it passes unchanged */
};

struct civ_map {
	const char *path;
	struct civ_map_options options;
	struct civ_map_field *fields;
	size_t count;
	bool needs_zone;
	struct civ_arena *arena;
};

#endif
