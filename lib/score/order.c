/* The indicators of a standard in the order of their tree. */
#include <stdlib.h>

#include "lib/score/model.h"

struct walk {
	const int *parents;
	int *first, *next; /* first child, next sibling; -1: none */
	int *place;        /* of each indicator in the new order, -1: not reached */
	int roots;         /* the first of them */
	size_t done;
};

/* Each takes its place in front of those linked before, so that going backwards leaves the siblings in order. */
static void link_children(struct walk *walk, size_t count)
{
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

/* Down to the first child, else on to the sibling of the nearest node that has one. */
static int step(const struct walk *walk, int at)
{
	if (walk->first[at] >= 0)
		return walk->first[at];
	while (at >= 0 && walk->next[at] < 0)
		at = walk->parents[at];
	return at < 0 ? -1 : walk->next[at];
}

static void move(struct walk *walk, size_t count, const struct civ_score_indicator *from_indicators,
                 const struct civ_score_node *from_nodes, struct civ_score_indicator *indicators,
                 struct civ_score_node *nodes)
{
	for (size_t i = 0; i < count; i++) {
		int to = walk->place[i], parent = walk->parents[i];

		indicators[to] = from_indicators[i];
		nodes[to] = from_nodes[i];
		nodes[to].parent = parent < 0 ? -1 : walk->place[parent];
		nodes[to].leaf = walk->first[i] < 0;
	}
	for (size_t i = 0; i < count; i++)
		indicators[i].level = nodes[i].parent < 0 ? 1 : indicators[nodes[i].parent].level + 1;
}

bool civ_score_order(struct civ_score_indicator *indicators, struct civ_score_node *nodes, size_t count,
                     const int *parents, int *lost)
{
	struct walk walk = {.parents = parents};
	struct civ_score_indicator *from_indicators = calloc(count + 1, sizeof *from_indicators);
	struct civ_score_node *from_nodes = calloc(count + 1, sizeof *from_nodes);
	bool good = false;

	walk.first = calloc(count + 1, sizeof(int));
	walk.next = calloc(count + 1, sizeof(int));
	walk.place = calloc(count + 1, sizeof(int));
	if (from_indicators == NULL || from_nodes == NULL || walk.first == NULL || walk.next == NULL ||
	    walk.place == NULL)
		goto done;
	good = true;
	*lost = -1;
	for (size_t i = 0; i < count; i++) {
		from_indicators[i] = indicators[i];
		from_nodes[i] = nodes[i];
	}
	link_children(&walk, count);
	for (int at = walk.roots; at >= 0; at = step(&walk, at))
		walk.place[at] = (int)walk.done++;
	for (size_t i = count; i-- > 0;)
		if (walk.place[i] < 0)
			*lost = (int)i;
	if (*lost < 0)
		move(&walk, count, from_indicators, from_nodes, indicators, nodes);
done:
	free(from_indicators);
	free(from_nodes);
	free(walk.first);
	free(walk.next);
	free(walk.place);
	return good;
}
