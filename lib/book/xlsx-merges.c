#include "lib/book/xlsx-merges.h"

#include <string.h>

#include "lib/book/xlsx-xml.h"

static void start(void *data, struct civ_xml *xml, const char *name, const char **attributes)
{
	struct civ_merges *merges = data;
	const char *range, *second;
	struct civ_merge merge;

	if (strcmp(name, "mergeCell") != 0)
		return;
	range = civ_xml_attribute(attributes, "ref");
	second = range == NULL ? NULL : strchr(range, ':');
	/* A range of one cell covers nothing. */
	if (second == NULL)
		return;
	if (merges->count == CIV_MERGES_MAX || !civ_cell_read(range, &merge.top, &merge.left) ||
	    !civ_cell_read(second + 1, &merge.bottom, &merge.right))
		civ_xml_damaged(xml);
	else if (!civ_merges_add(merges, &merge))
		civ_xml_no_memory(xml);
}

enum civ_status civ_merges_read(struct civ_parts *parts, const char *part, struct civ_merges *merges)
{
	static const struct civ_xml_use use = {.start = start};
	enum civ_status status = civ_xml_read(parts, part, &use, merges);

	civ_merges_sort(merges);
	return status;
}
