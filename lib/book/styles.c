#include "lib/book/styles.h"

#include <stdlib.h>
#include <string.h>

enum { STYLES_MAX = 1 << 16, FORMATS_MAX = 4096, CODE_MAX = 1024 };

struct numbered {
	unsigned long id;
	struct civ_format format;
};

struct civ_styles {
	struct numbered *formats; /* the file's own, and those known by number as they are asked for */
	size_t format_count, format_room;
	size_t *styles; /* for each its format, and one; 0: a plain number */
	size_t count, room;
};

static const struct civ_format plain = {0};

struct civ_styles *civ_styles_new(void)
{
	return calloc(1, sizeof(struct civ_styles));
}

void civ_styles_close(struct civ_styles *styles)
{
	if (styles == NULL)
		return;
	for (size_t i = 0; i < styles->format_count; i++)
		civ_format_free(&styles->formats[i].format);
	free(styles->formats);
	free(styles->styles);
	free(styles);
}

/* The place of the format, and one; 0: there is none. */
static size_t find(const struct civ_styles *styles, unsigned long id)
{
	for (size_t i = 0; i < styles->format_count; i++)
		if (styles->formats[i].id == id)
			return i + 1;
	return 0;
}

enum civ_status civ_styles_add_format(struct civ_styles *styles, unsigned long id, const char *code)
{
	struct numbered *format;

	if (styles->format_count >= FORMATS_MAX || strlen(code) > CODE_MAX)
		return CIV_REFUSED;
	if (!CIV_GROW(styles->formats, styles->format_count, styles->format_room))
		return CIV_SYSTEM;
	format = &styles->formats[styles->format_count];
	format->id = id;
	if (!civ_format_read(code, &format->format))
		return CIV_SYSTEM;
	styles->format_count++;
	return CIV_OK;
}

enum civ_status civ_styles_add(struct civ_styles *styles, unsigned long id)
{
	const char *code = id < FORMATS_MAX ? civ_format_builtin((unsigned)id) : NULL;
	size_t format = find(styles, id);
	enum civ_status status = CIV_OK;

	if (styles->count == STYLES_MAX)
		return CIV_REFUSED;
	if (format == 0 && code != NULL) {
		status = civ_styles_add_format(styles, id, code);
		format = styles->format_count;
	}
	if (status == CIV_OK && !CIV_GROW(styles->styles, styles->count, styles->room))
		status = CIV_SYSTEM;
	if (status == CIV_OK)
		styles->styles[styles->count++] = format;
	return status;
}

const struct civ_format *civ_styles_format(const struct civ_styles *styles, unsigned long index)
{
	if (index >= styles->count || styles->styles[index] == 0)
		return &plain;
	return &styles->formats[styles->styles[index] - 1].format;
}
