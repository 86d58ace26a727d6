/* The indicators of a standard in the order of their tree. */
#include <stdlib.h>

#include "lib/score/model.h"

struct walk {
	const int *parents;
	int *first, *next; /* first child, next sibling; -1: none */
	int *place;        /* of each indicator in the new order, -1: not reached */
	int roots;         /* the first of them */
	size_t done, count;
	struct civ_score_indicator *indicators; /* as they came, and their nodes */
	struct civ_score_node *nodes;
};

/* Each takes its place in front of those linked before, so that going backwards leaves the siblings in order. */
static void link_children(struct walk *walk)
{
	size_t count = walk->count;

	walk->roots = -1;
	for (size_t i = 0; i < count; i++) {
		walk->first[i] = -1;
		walk->place[i] = -1;
	}
	for (size_t i = count; i-- > 0;) {
		int *head = walk->parents[i] < 0 ? &walk->roots : &walk->first[walk->parents[i]];

		walk->next[i] = *head;
		*head = (int)i;
	}
}

/* The walk keeps no stack: a tree of a file that somebody damaged may be as deep as it has nodes.
 *
 * Down to the first child, else on to the sibling of the nearest node that has one. */
static int step(const struct walk *walk, int at)
{
	if (walk->first[at] >= 0)
		return walk->first[at];
	while (at >= 0 && walk->next[at] < 0)
		at = walk->parents[at];
	return at < 0 ? -1 : walk->next[at];
}

static void move(const struct walk *walk, struct civ_score_indicator *indicators, struct civ_score_node *nodes)
{
	for (size_t i = 0; i < walk->count; i++) {
		int to = walk->place[i], parent = walk->parents[i];

		indicators[to] = walk->indicators[i];
		nodes[to] = walk->nodes[i];
		nodes[to].parent = parent < 0 ? -1 : walk->place[parent];
		nodes[to].leaf = walk->first[i] < 0;
	}
	for (size_t i = 0; i < walk->count; i++)
		indicators[i].level = nodes[i].parent < 0 ? 1 : indicators[nodes[i].parent].level + 1;
}

bool civ_score_order(struct civ_score_indicator *indicators, struct civ_score_node *nodes, size_t count,
                     const int *parents, int *lost)
{
	struct walk walk = {.parents = parents, .count = count};
	bool good = false;

	walk.indicators = calloc(count + 1, sizeof *walk.indicators);
	walk.nodes = calloc(count + 1, sizeof *walk.nodes);
	walk.first = calloc(count + 1, sizeof(int));
	walk.next = calloc(count + 1, sizeof(int));
	walk.place = calloc(count + 1, sizeof(int));
	if (walk.indicators == NULL || walk.nodes == NULL || walk.first == NULL || walk.next == NULL ||
	    walk.place == NULL)
		goto done;
	good = true;
	*lost = -1;
	for (size_t i = 0; i < count; i++) {
		walk.indicators[i] = indicators[i];
		walk.nodes[i] = nodes[i];
	}
	link_children(&walk);
	for (int at = walk.roots; at >= 0; at = step(&walk, at))
		walk.place[at] = (int)walk.done++;
	/* What no root leads to is in a circle, or below one; the first of them is told. */
	for (size_t i = count; i-- > 0;)
		if (walk.place[i] < 0)
			*lost = (int)i;
	if (*lost < 0)
		move(&walk, indicators, nodes);
done:
	free(walk.indicators);
	free(walk.nodes);
	free(walk.first);
	free(walk.next);
	free(walk.place);
	return good;
}
