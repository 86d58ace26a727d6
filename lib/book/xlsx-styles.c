#include "lib/book/xlsx-styles.h"

#include <stdlib.h>
#include <string.h>

#include "lib/book/xlsx-xml.h"

enum { CELLS_MAX = 1 << 16, FORMATS_MAX = 4096, CODE_MAX = 1024 };

struct numbered {
	unsigned long id;
	struct civ_format format;
};

struct civ_styles {
	struct civ_messages *messages;
	struct numbered *formats; /* the file's own, and those known by number as they are asked for */
	size_t format_count, format_room;
	size_t *cells; /* for each style its format, and one; 0: a plain number */
	size_t cell_count, cell_room;
	bool in_cells; /* inside <cellXfs> */
};

static const struct civ_format plain = {0};

static size_t find(const struct civ_styles *styles, unsigned long id)
{
	for (size_t i = 0; i < styles->format_count; i++)
		if (styles->formats[i].id == id)
			return i + 1;
	return 0;
}

static enum civ_status add_format(struct civ_styles *styles, unsigned long id, const char *code)
{
	struct numbered *format;

	if (!CIV_GROW(styles->formats, styles->format_count, styles->format_room))
		return civ_no_memory(styles->messages);
	format = &styles->formats[styles->format_count];
	format->id = id;
	if (!civ_format_read(code, &format->format))
		return civ_no_memory(styles->messages);
	styles->format_count++;
	return CIV_OK;
}

static void take_format(struct civ_styles *styles, struct civ_xml *xml, const char **attributes)
{
	const char *id = civ_xml_attribute(attributes, "numFmtId"), *code = civ_xml_attribute(attributes, "formatCode");
	enum civ_status status;

	if (id == NULL || code == NULL)
		return;
	if (styles->format_count >= FORMATS_MAX || strlen(code) > CODE_MAX) {
		civ_xml_damaged(xml);
		return;
	}
	status = add_format(styles, strtoul(id, NULL, 10), code);
	if (status != CIV_OK)
		civ_xml_stop(xml, status);
}

static void take_cell(struct civ_styles *styles, struct civ_xml *xml, const char **attributes)
{
	const char *number = civ_xml_attribute(attributes, "numFmtId");
	unsigned long id = number == NULL ? 0 : strtoul(number, NULL, 10);
	const char *code = id < FORMATS_MAX ? civ_format_builtin((unsigned)id) : NULL;
	size_t format = find(styles, id);
	enum civ_status status = CIV_OK;

	if (styles->cell_count == CELLS_MAX) {
		civ_xml_damaged(xml);
		return;
	}
	if (format == 0 && code != NULL) {
		status = add_format(styles, id, code);
		format = styles->format_count;
	}
	if (status == CIV_OK && !CIV_GROW(styles->cells, styles->cell_count, styles->cell_room))
		status = civ_no_memory(styles->messages);
	if (status != CIV_OK)
		civ_xml_stop(xml, status);
	else
		styles->cells[styles->cell_count++] = format;
}

static void start(void *data, struct civ_xml *xml, const char *name, const char **attributes)
{
	struct civ_styles *styles = data;

	if (strcmp(name, "numFmt") == 0)
		take_format(styles, xml, attributes);
	else if (strcmp(name, "cellXfs") == 0)
		styles->in_cells = true;
	else if (styles->in_cells && strcmp(name, "xf") == 0)
		take_cell(styles, xml, attributes);
}

static void end(void *data, struct civ_xml *xml, const char *name)
{
	struct civ_styles *styles = data;

	(void)xml;
	if (strcmp(name, "cellXfs") == 0)
		styles->in_cells = false;
}

enum civ_status civ_styles_open(struct civ_parts *parts, const char *part, struct civ_styles **styles)
{
	static const struct civ_xml_use use = {.start = start, .end = end};
	struct civ_styles *made = calloc(1, sizeof *made);
	enum civ_status status = CIV_OK;

	*styles = NULL;
	if (made == NULL)
		return civ_no_memory(civ_parts_messages(parts));
	made->messages = civ_parts_messages(parts);
	if (part != NULL)
		status = civ_xml_read(parts, part, &use, made);
	if (status != CIV_OK) {
		civ_styles_close(made);
		return status;
	}
	*styles = made;
	return CIV_OK;
}

void civ_styles_close(struct civ_styles *styles)
{
	if (styles == NULL)
		return;
	for (size_t i = 0; i < styles->format_count; i++)
		civ_format_free(&styles->formats[i].format);
	free(styles->formats);
	free(styles->cells);
	free(styles);
}

const struct civ_format *civ_styles_format(const struct civ_styles *styles, unsigned long index)
{
	if (index >= styles->cell_count || styles->cells[index] == 0)
		return &plain;
	return &styles->formats[styles->cells[index] - 1].format;
}
