#include "lib/book/xlsx-styles.h"

#include <string.h>

#include "lib/book/xlsx-xml.h"

struct reading {
	struct civ_styles *styles;
	bool in_cells; /* inside <cellXfs> */
};

static enum civ_status take_format(struct civ_styles *styles, const char **attributes)
{
	uint64_t number;
	const char *id = civ_xml_attribute(attributes, "numFmtId"), *code = civ_xml_attribute(attributes, "formatCode");

	if (id == NULL || code == NULL)
		return CIV_OK;
	return civ_xml_count(id, &number) ? civ_styles_add_format(styles, number, code) : CIV_REFUSED;
}

static enum civ_status take_cell(struct civ_styles *styles, const char **attributes)
{
	uint64_t number = 0;
	const char *id = civ_xml_attribute(attributes, "numFmtId");

	return id == NULL || civ_xml_count(id, &number) ? civ_styles_add(styles, number) : CIV_REFUSED;
}

static void start(void *data, struct civ_xml *xml, const char *name, const char **attributes)
{
	struct reading *reading = data;
	enum civ_status status = CIV_OK;

	if (strcmp(name, "numFmt") == 0)
		status = take_format(reading->styles, attributes);
	else if (strcmp(name, "cellXfs") == 0)
		reading->in_cells = true;
	else if (reading->in_cells && strcmp(name, "xf") == 0)
		status = take_cell(reading->styles, attributes);
	if (status == CIV_SYSTEM)
		civ_xml_no_memory(xml);
	else if (status == CIV_REFUSED)
		civ_xml_damaged(xml);
}

static void end(void *data, struct civ_xml *xml, const char *name)
{
	struct reading *reading = data;

	(void)xml;
	if (strcmp(name, "cellXfs") == 0)
		reading->in_cells = false;
}

enum civ_status civ_styles_open(struct civ_parts *parts, const char *part, struct civ_styles **styles)
{
	static const struct civ_xml_use use = {.start = start, .end = end};
	struct reading reading = {.styles = civ_styles_new()};

	*styles = reading.styles;
	if (*styles == NULL)
		return civ_no_memory(civ_parts_messages(parts));
	return part == NULL ? CIV_OK : civ_xml_read(parts, part, &use, &reading);
}
