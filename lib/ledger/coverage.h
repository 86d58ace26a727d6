/* What of a file a map covers: findings about its rows and cells, each counted. */
#ifndef LIB_LEDGER_COVERAGE_H
#define LIB_LEDGER_COVERAGE_H

#include "civplan/hash.h"
#include "civplan/ledger.h"

/* In the order of civ_words_finding, and in that of the rows. */
enum civ_finding_kind {
	CIV_FINDING_LOADS,
	CIV_FINDING_REFUSED,
	CIV_FINDING_PASSED,
	CIV_FINDING_NO_CODE,
	CIV_FINDING_REASON,
	CIV_FINDING_DROPPED,
	CIV_FINDING_CUT,
	CIV_FINDING_UNUSED,
};

struct civ_finding {
	enum civ_finding_kind kind;
	int column;          /* of the noun; -1: none */
	const char *heading; /* of the file, "": none */
	const char *value;
	uint64_t rows;
};

/* Findings of a run; starts as {.noun = NOUN, ...} with an arena. */
struct civ_coverage {
	struct civ_records *records;
	struct civ_messages *messages;
	const struct civ_noun *noun;
	struct civ_arena *arena;
	struct civ_finding *list;
	size_t count, room;
	struct civ_hash *places; /* of the findings, by kind, column and value */
	struct civ_hash *known;  /* values that were looked up: 1 they are there, 0 they are not */
	struct civ_hash *lacking; /* values without a code, of whatever column */
};

/* ROWS more rows of the finding of that kind, about that column and value; the heading is that of the first. Texts are
 * copied. */
enum civ_status civ_coverage_count(struct civ_coverage *coverage, const struct civ_finding *finding);
/* Look at every cell of INPUT, through the map that is laid on it. CIV_REFUSED: it cannot be read. */
enum civ_status civ_coverage_look(struct civ_coverage *coverage, struct civ_input *input);

#endif
