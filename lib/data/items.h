/* The items of a data set, and what a file has of each. */
#ifndef CIVPLAN_DATA_ITEMS_H
#define CIVPLAN_DATA_ITEMS_H

#include "lib/data/rule.h"

struct civ_checked_item {
	struct civ_item_rule rule;
	bool required;
	bool secret;        /* more so than its data set */
	const char *takers; /* units that take it and would need an agreement, joined with ;; NULL: none */
	int cell;           /* its place in the rows of the file; -1: the file has no such column */
	/* Values looked at, empty and bad ones among them, line of the first bad one. */
	uint64_t n, empty, bad, first_line;
};

struct civ_checked_items {
	struct civ_arena *arena;
	struct civ_checked_item *list;
	size_t count;
};

/* As of the as-of day. CIV_REFUSED, told: there are none. Ended by civ_items_close, in any case. */
enum civ_status civ_items_open(struct civ_records *records, int64_t dataset, struct civ_checked_items *items);
void civ_items_close(struct civ_checked_items *items);
/* Find their columns. CIV_REFUSED, told: a column stands there twice. */
enum civ_status civ_items_bind(struct civ_checked_items *items, const struct civ_header *header,
                               struct civ_messages *messages);
/* True if a column is that of an item. */
bool civ_items_have(const struct civ_checked_items *items, unsigned cell);
/* Item I is a part of the key: a required code. */
bool civ_item_is_key(const struct civ_checked_item *item);

#endif
