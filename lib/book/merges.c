#include "lib/book/merges.h"

#include <stdlib.h>

bool civ_cell_read(const char *name, uint64_t *row, unsigned *column)
{
	*column = 0;
	*row = 0;
	for (; (*name >= 'A' && *name <= 'Z') || *name == '$'; name++) {
		if (*name != '$')
			*column = *column * 26 + (unsigned)(*name - 'A' + 1);
		if (*column > CIV_COLUMNS_MAX)
			return false;
	}
	for (; *name >= '0' && *name <= '9'; name++) {
		*row = *row * 10 + (uint64_t)(*name - '0');
		if (*row > CIV_ROWS_MAX)
			return false;
	}
	return *column > 0 && *row > 0 && (*name == '\0' || *name == ':');
}

void civ_merges_free(struct civ_merges *merges)
{
	free(merges->list);
	free(merges->open);
	*merges = (struct civ_merges){0};
}

bool civ_merges_add(struct civ_merges *merges, const struct civ_merge *merge)
{
	if (merge->top > merge->bottom || merge->left > merge->right)
		return true;
	if (!CIV_GROW(merges->list, merges->count, merges->room))
		return false;
	merges->list[merges->count++] = *merge;
	return true;
}

static int by_top(const void *a, const void *b)
{
	const struct civ_merge *left = a, *right = b;

	return left->top < right->top ? -1 : left->top > right->top;
}

void civ_merges_sort(struct civ_merges *merges)
{
	if (merges->count > 0)
		qsort(merges->list, merges->count, sizeof *merges->list, by_top);
}

static bool mark(const struct civ_merge *merge, struct civ_assembly *making)
{
	unsigned below = making->row.row > merge->top ? CIV_BOOK_BELOW : 0;

	for (unsigned column = merge->left; column <= merge->right; column++) {
		unsigned marks = below | (column > merge->left ? CIV_BOOK_BESIDE : 0);

		if (marks != 0 && !civ_assembly_mark(making, column, marks))
			return false;
	}
	return true;
}

enum civ_status civ_merges_mark(struct civ_merges *merges, struct civ_assembly *making)
{
	uint64_t row = making->row.row;
	size_t left = 0;
	unsigned width = 0;

	for (; merges->next < merges->count && merges->list[merges->next].top <= row; merges->next++) {
		if (!CIV_GROW(merges->open, merges->open_count, merges->open_room))
			return CIV_SYSTEM;
		merges->open[merges->open_count++] = merges->next;
	}
	for (size_t i = 0; i < merges->open_count; i++) {
		const struct civ_merge *merge = &merges->list[merges->open[i]];

		if (merge->bottom < row)
			continue;
		merges->open[left++] = merges->open[i];
		width += merge->right - merge->left + 1;
		if (width > CIV_COLUMNS_MAX)
			return CIV_REFUSED;
		if (!mark(merge, making))
			return CIV_SYSTEM;
	}
	merges->open_count = left;
	return CIV_OK;
}
