/* What statements must know of categories. */
#ifndef CIVPLAN_NOUN_CATEGORY_H
#define CIVPLAN_NOUN_CATEGORY_H

/* A table for WITH RECURSIVE: the indicator that issues of a category are about, its own or that of the nearest one
 * above it; of those at which it is NULL nothing is said. */
#define CIV_CATEGORY_INDICATORS \
	"near(category, at, indicator) AS (" \
	"  SELECT id, parent_id, indicator FROM category" \
	"  UNION" \
	"  SELECT n.category, c.parent_id, c.indicator FROM near n JOIN category c ON c.id = n.at" \
	"  WHERE n.indicator IS NULL" \
	")"

#endif
