#include "lib/book/row.h"

#include <stdlib.h>

void civ_assembly_free(struct civ_assembly *making)
{
	civ_buf_free(&making->text);
	free(making->ends);
	free(making->cells);
	free(making->marks);
	*making = (struct civ_assembly){0};
}

void civ_assembly_start(struct civ_assembly *making, uint64_t row)
{
	civ_buf_clear(&making->text);
	making->count = 0;
	making->holds = false;
	making->row.row = row;
}

static bool add(struct civ_assembly *making)
{
	if (!CIV_GROW(making->ends, making->count, making->end_room) ||
	    !CIV_GROW(making->cells, making->count, making->cell_room) ||
	    !CIV_GROW(making->marks, making->count, making->mark_room))
		return false;
	making->ends[making->count] = making->text.len;
	making->marks[making->count] = 0;
	making->count++;
	return true;
}

bool civ_assembly_cell(struct civ_assembly *making, unsigned column)
{
	while (making->count < column)
		if (!add(making))
			return false;
	return true;
}

void civ_assembly_end(struct civ_assembly *making, unsigned marks)
{
	size_t start = making->count < 2 ? 0 : making->ends[making->count - 2];

	making->ends[making->count - 1] = making->text.len;
	making->marks[making->count - 1] = (unsigned char)marks;
	making->holds = making->holds || marks != 0 || making->text.len > start;
}

bool civ_assembly_mark(struct civ_assembly *making, unsigned column, unsigned marks)
{
	if (!civ_assembly_cell(making, column))
		return false;
	making->marks[column - 1] |= (unsigned char)marks;
	return true;
}

const struct civ_book_row *civ_assembly_row(struct civ_assembly *making)
{
	size_t start = 0;

	if (making->text.failed)
		return NULL;
	for (unsigned i = 0; i < making->count; i++) {
		making->cells[i] = (struct civ_span){making->text.data + start, making->ends[i] - start};
		if (making->cells[i].len == 0)
			making->cells[i].text = "";
		start = making->ends[i];
	}
	while (making->count > 0 && making->cells[making->count - 1].len == 0 && making->marks[making->count - 1] == 0)
		making->count--;
	making->row.count = making->count;
	making->row.cells = making->cells;
	making->row.marks = making->marks;
	return &making->row;
}
