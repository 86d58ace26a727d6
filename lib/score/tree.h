/* Scores up the tree of a standard: pure, so that it can be tested without a database. */
#ifndef CIVPLAN_SCORE_TREE_H
#define CIVPLAN_SCORE_TREE_H

#include <stdbool.h>
#include <stddef.h>

/* Under reweight a node has a score when at least this share of its weight has one. */
#define CIV_SCORE_COVERAGE 0.66

enum civ_score_aggregate { CIV_ARITHMETIC, CIV_GEOMETRIC, CIV_HARMONIC };
enum civ_score_policy { CIV_MISSING_REWEIGHT, CIV_MISSING_ZERO, CIV_MISSING_FAIL };
/* What a score is made of: all leaves, or those of one dimension. */
enum civ_score_part { CIV_PART_ALL, CIV_PART_RESULT, CIV_PART_PROCESS, CIV_PARTS };
/* UNDEFINED: its mean has no value for what is below it, or one below it is undefined. VETOED: of totals, a veto has 0.
 */
enum civ_score_status {
	CIV_SCORE_SCORED, CIV_SCORE_MISSING, CIV_SCORE_NA, CIV_SCORE_UNDEFINED, CIV_SCORE_VETOED,
};

struct civ_score {
	enum civ_score_status status;
	double value; /* 0 to 100; also of one that is missing but counts as zero */
	bool zero;    /* missing, and its node counts it as zero */
};

struct civ_score_node {
	int parent;                    /* place of its parent, which comes before it; -1: none */
	bool leaf;
	bool veto;                     /* a score of 0, whatever its weight, takes the totals away */
	double weight;
	enum civ_score_aggregate aggregate;
	enum civ_score_policy missing;
	enum civ_score_part dimension; /* ALL: none given; of a leaf set by civ_score_tree_prepare to what counts */
	double share[CIV_PARTS];       /* of its weight, how much belongs to each part; set by civ_score_tree_prepare */
};

struct civ_score_tree {
	struct civ_score_node *nodes;
	size_t count;
	double process_share;     /* 0 to 1 */
	bool has_parts;           /* some indicator has a dimension; set by civ_score_tree_prepare */
	double weight[CIV_PARTS]; /* set by civ_score_tree_prepare */
};

/* A leaf without a dimension takes that of the nearest node above it, else it counts as result, so that nothing becomes
 * process unsaid. A node's weight is shared among the parts as the weights below it are. */
void civ_score_tree_prepare(struct civ_score_tree *tree);

enum civ_score_fault {
	CIV_FAULT_NONE,
	CIV_FAULT_MISSING,      /* CHILD has no score, and NODE wants all */
	CIV_FAULT_NOT_POSITIVE, /* CHILD's score is 0, and NODE's mean (geometric, harmonic) takes only scores above it
	                         */
};

struct civ_score_error {
	enum civ_score_fault fault;
	int node, child;
};

struct civ_score_sum {
	double total, present, value; /* weights that count, those with a score, and what the mean is made of */
	bool undefined;
};

/* Room for one evaluation after another: COUNT + 1 sums and COUNT scores. */
struct civ_score_room {
	struct civ_score_sum *sums;
	struct civ_score *part;
};

/* A node that is a veto and has a score of 0; of a tree the first one, -1: none. */
bool civ_score_vetoes(const struct civ_score_node *node, const struct civ_score *score);
int civ_score_vetoed_by(const struct civ_score_tree *tree, const struct civ_score *scores);

/* Fill the nodes' scores from those of the leaves, and the totals: TOTALS[ALL] is the combined score, or without
 * dimensions that of all; it is missing when only one part has a score. A score that is not applicable, or of weight 0,
 * counts nowhere; a node with nothing that counts is not applicable itself. With a veto at 0 all totals are vetoed, and
 * nothing else is said of them: no fault is one then. The top takes the arithmetic mean with
 * reweighting. False when a node is undefined, and so all above it, up to the totals: ERROR is the first fault, the
 * others are scored. */
bool civ_score_tree_evaluate(const struct civ_score_tree *tree, struct civ_score *scores,
                             const struct civ_score_room *room, struct civ_score totals[CIV_PARTS],
                             struct civ_score_error *error);

#endif
