/* The reports as they were for the last page, out of the folder of --since. */
#include <string.h>

#include "lib/page/front.h"

static const char *copy(struct civ_front *front, struct civ_span text)
{
	const char *kept = civ_arena_copy(front->page->arena, text.text, text.len);

	if (kept == NULL)
		civ_page_fail(front->page, civ_no_memory(front->page->messages));
	return kept == NULL ? "" : kept;
}

/* Room for one row more, of which there are two cells. */
static bool grow(struct civ_front *front, struct civ_rows *rows)
{
	size_t room = rows->room == 0 ? 64 : 2 * rows->room;
	const char **cells;

	if (rows->count < rows->room)
		return true;
	cells = civ_arena_alloc(front->page->arena, room * 2 * sizeof *cells);
	if (cells == NULL) {
		civ_page_fail(front->page, civ_no_memory(front->page->messages));
		return false;
	}
	if (rows->count > 0)
		memcpy(cells, rows->cells, rows->count * 2 * sizeof *cells);
	rows->cells = cells;
	rows->room = room;
	return true;
}

enum civ_status civ_front_since(struct civ_front *front, const char *name, const struct civ_out_column *columns,
                                struct civ_rows *rows)
{
	static const struct civ_input_options plain = {.map = NULL};
	struct civ_messages *messages = front->page->messages;
	struct civ_buf text = {0};
	struct civ_input *input = NULL;
	const struct civ_input_row *row = NULL;
	char *path;
	enum civ_status status;

	*rows = (struct civ_rows){.columns = columns, .width = 2, .arena = front->page->arena};
	civ_buf_addf(&text, "%s/%s", front->page->options->since, name);
	path = civ_buf_str(&text) == NULL ? NULL : civ_arena_copy(front->page->arena, civ_buf_str(&text), text.len);
	civ_buf_free(&text);
	status = path == NULL ? civ_no_memory(messages) : civ_input_open(&path, 1, &plain, messages, &input);
	while (status == CIV_OK && (status = civ_input_next(input, messages, &row)) == CIV_OK && row != NULL) {
		int code = civ_header_field(row->header, columns[0].name),
		    field = civ_header_field(row->header, columns[1].name);

		if (code < 0 || field < 0)
			status = civ_error(messages, CIV_REFUSED, &row->header->at, "no column '%s' and '%s'",
			                   columns[0].name, columns[1].name);
		else if (grow(front, rows)) {
			rows->cells[rows->count * 2] = copy(front, row->cells[code]);
			rows->cells[rows->count++ * 2 + 1] = copy(front, row->cells[field]);
		}
	}
	civ_input_close(input);
	return status;
}
