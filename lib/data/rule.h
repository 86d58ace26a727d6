/* What an item of a data set allows: the type of its values, choices, a pattern, bounds. */
#ifndef CIVPLAN_DATA_RULE_H
#define CIVPLAN_DATA_RULE_H

#include "civplan/record.h"
#include "lib/data/regex.h"

/* An item as it is stored, or is to be; NULL where it says nothing. All is borrowed as long as the rule lives. */
struct civ_rule_texts {
	const char *name, *type, *choices, *pattern, *min, *max;
};

struct civ_item_rule {
	struct civ_column column; /* named as the item: its values are read as one of that column */
	struct civ_span choices;  /* joined with ;, as values are printed; empty: any */
	struct civ_regex *pattern;
	int64_t shortest, longest; /* characters of a code or text */
};

/* The type of values of an item of TYPE, a code of civ_words_item_type. */
enum civ_type civ_item_type(const char *type);
/* Codes and texts have lengths and patterns, which others have not. */
bool civ_item_is_text(enum civ_type type);

/* Of texts that were taken. CIV_REFUSED: the file was changed by other hands, and *WHY says what is wrong. */
enum civ_status civ_item_rule_make(const struct civ_rule_texts *texts, struct civ_messages *messages,
                                   struct civ_item_rule *rule, const char **why);
void civ_item_rule_free(struct civ_item_rule *rule);
/* CELL against the rule; *EMPTY: nothing stands in it. CIV_REFUSED, told: it is not allowed. */
enum civ_status civ_item_rule_check(const struct civ_item_rule *rule, struct civ_span cell,
                                    const struct civ_reading *reading, bool *empty);
/* Is VALUE, as it is printed, one of CHOICES? */
bool civ_choice_among(struct civ_span choices, struct civ_span value);

#endif
