#include "lib/book/xlsx-package.h"

#include <stdlib.h>
#include <string.h>

#include "civplan/buffer.h"
#include "lib/book/xlsx-xml.h"

/* More of them are in no workbook. */
enum { LIST_MAX = 10000, NAME_MAX_BYTES = 4096 };

struct relation {
	char *id, *type, *target; /* TARGET: the name of a part */
};

struct relations {
	const char *folder; /* of the part whose relations they are, with its slash */
	size_t folder_len;
	struct relation *list;
	size_t count, room;
};

struct reading {
	struct civ_package *package;
	struct relations *relations;
	struct civ_messages *messages;
};

static bool ends_with(const char *text, const char *end)
{
	size_t len = strlen(text), end_len = strlen(end);

	return len >= end_len && strcmp(text + len - end_len, end) == 0;
}

/* TARGET, seen from FOLDER, as the name of a part: without a leading slash, . and .. resolved. */
static char *resolve(const struct relations *relations, const char *target)
{
	struct civ_buf path = {0};

	if (*target != '/' && *target != '\\')
		civ_buf_add(&path, relations->folder, relations->folder_len);
	while (*target != '\0') {
		size_t len = strcspn(target, "/\\");

		if (len == 2 && strncmp(target, "..", 2) == 0) {
			path.len -= path.len > 0;
			while (path.len > 0 && path.data[path.len - 1] != '/')
				path.len--;
		} else if (len > 0 && !(len == 1 && *target == '.')) {
			civ_buf_add(&path, target, len);
			if (target[len] != '\0')
				civ_buf_addc(&path, '/');
		}
		target += len + (target[len] != '\0');
	}
	if (path.data == NULL)
		civ_buf_adds(&path, "");
	return civ_buf_take(&path);
}

static void start_relation(void *data, struct civ_xml *xml, const char *name, const char **attributes)
{
	struct relations *relations = data;
	const char *id = civ_xml_attribute(attributes, "Id"), *type = civ_xml_attribute(attributes, "Type"),
		   *target = civ_xml_attribute(attributes, "Target"),
		   *mode = civ_xml_attribute(attributes, "TargetMode");
	struct relation *relation;

	if (strcmp(name, "Relationship") != 0 || id == NULL || type == NULL || target == NULL ||
	    (mode != NULL && strcmp(mode, "External") == 0))
		return;
	if (relations->count == LIST_MAX || strlen(target) > NAME_MAX_BYTES || strlen(id) > NAME_MAX_BYTES) {
		civ_xml_damaged(xml);
		return;
	}
	if (!CIV_GROW(relations->list, relations->count, relations->room)) {
		civ_xml_no_memory(xml);
		return;
	}
	relation = &relations->list[relations->count++];
	/* Of the type only its end counts, which is the same in both standards. */
	*relation = (struct relation){.id = strdup(id), .target = resolve(relations, target)};
	relation->type = strdup(strrchr(type, '/') == NULL ? type : strrchr(type, '/') + 1);
	if (relation->id == NULL || relation->type == NULL || relation->target == NULL)
		civ_xml_no_memory(xml);
}

static void free_relations(struct relations *relations)
{
	for (size_t i = 0; i < relations->count; i++) {
		free(relations->list[i].id);
		free(relations->list[i].type);
		free(relations->list[i].target);
	}
	free(relations->list);
	*relations = (struct relations){0};
}

/* The relations of PART, "" being the whole; none if it has none. */
static enum civ_status read_relations(struct civ_parts *parts, const char *part, struct relations *relations)
{
	static const struct civ_xml_use use = {.start = start_relation};
	const char *slash = strrchr(part, '/');
	struct civ_buf path = {0};
	const char *name;
	enum civ_status status = CIV_OK;

	*relations = (struct relations){.folder = part, .folder_len = slash == NULL ? 0 : (size_t)(slash - part) + 1};
	civ_buf_add(&path, part, relations->folder_len);
	civ_buf_addf(&path, "_rels/%s.rels", part + relations->folder_len);
	name = civ_buf_str(&path);
	if (name == NULL)
		status = civ_no_memory(civ_parts_messages(parts));
	else if (civ_parts_has(parts, name))
		status = civ_xml_read(parts, name, &use, relations);
	civ_buf_free(&path);
	return status;
}

static const struct relation *find_id(const struct relations *relations, const char *id)
{
	for (size_t i = 0; i < relations->count; i++)
		if (strcmp(relations->list[i].id, id) == 0)
			return &relations->list[i];
	return NULL;
}

static const struct relation *find_type(const struct relations *relations, const char *type)
{
	for (size_t i = 0; i < relations->count; i++)
		if (strcmp(relations->list[i].type, type) == 0)
			return &relations->list[i];
	return NULL;
}

static void add_sheet(struct reading *reading, struct civ_xml *xml, const char **attributes)
{
	struct civ_package *package = reading->package;
	const char *name = civ_xml_attribute(attributes, "name"), *id = civ_xml_relation(attributes),
		   *state = civ_xml_attribute(attributes, "state");
	const struct relation *relation = id == NULL ? NULL : find_id(reading->relations, id);
	bool has_cells = relation != NULL && strcmp(relation->type, "worksheet") == 0;
	struct civ_sheet *sheet;

	if (name == NULL || package->count == LIST_MAX || strlen(name) > NAME_MAX_BYTES) {
		civ_xml_damaged(xml);
		return;
	}
	if (!CIV_GROW(package->sheets, package->count, package->room)) {
		civ_xml_no_memory(xml);
		return;
	}
	sheet = &package->sheets[package->count++];
	*sheet = (struct civ_sheet){.name = strdup(name), .hidden = state != NULL && strcmp(state, "visible") != 0};
	if (has_cells)
		sheet->part = strdup(relation->target);
	if (sheet->name == NULL || (has_cells && sheet->part == NULL))
		civ_xml_no_memory(xml);
}

static void start_workbook(void *data, struct civ_xml *xml, const char *name, const char **attributes)
{
	struct reading *reading = data;

	if (strcmp(name, "workbookPr") == 0)
		reading->package->date1904 = civ_xml_is_true(civ_xml_attribute(attributes, "date1904"));
	else if (strcmp(name, "sheet") == 0)
		add_sheet(reading, xml, attributes);
}

static bool copy(const struct relations *relations, const char *type, char **part)
{
	const struct relation *relation = find_type(relations, type);

	*part = relation == NULL ? NULL : strdup(relation->target);
	return relation == NULL || *part != NULL;
}

/* Which file of another kind it is. */
static enum civ_status other_kind(const struct civ_parts *parts, const char *workbook)
{
	struct civ_position at = civ_parts_position(parts);
	struct civ_messages *messages = civ_parts_messages(parts);

	if (ends_with(workbook, ".bin") || civ_parts_has(parts, "xl/workbook.bin"))
		return civ_error(messages, CIV_REFUSED, &at,
		                 "this is a binary workbook (.xlsb): save it as an Excel workbook (.xlsx)");
	if (civ_parts_has(parts, "content.xml") && civ_parts_has(parts, "META-INF/manifest.xml"))
		return civ_error(messages, CIV_REFUSED, &at,
		                 "this is an OpenDocument file (.ods): save it as an Excel workbook (.xlsx)");
	return civ_error(messages, CIV_REFUSED, &at, "this is a zip archive, but no workbook (.xlsx)");
}

static enum civ_status read_workbook(struct civ_parts *parts, const char *part, struct civ_package *package)
{
	static const struct civ_xml_use use = {.start = start_workbook};
	struct relations relations;
	struct reading reading = {package, &relations, civ_parts_messages(parts)};
	enum civ_status status = read_relations(parts, part, &relations);

	if (status == CIV_OK)
		status = civ_xml_read(parts, part, &use, &reading);
	if (status == CIV_OK &&
	    (!copy(&relations, "sharedStrings", &package->strings) || !copy(&relations, "styles", &package->styles)))
		status = civ_no_memory(reading.messages);
	free_relations(&relations);
	return status;
}

enum civ_status civ_package_read(struct civ_parts *parts, struct civ_package *package)
{
	struct relations whole;
	const struct relation *office;
	const char *workbook = "xl/workbook.xml";
	enum civ_status status = read_relations(parts, "", &whole);

	*package = (struct civ_package){0};
	office = find_type(&whole, "officeDocument");
	if (office != NULL)
		workbook = office->target;
	if (status == CIV_OK && (ends_with(workbook, ".bin") || !civ_parts_has(parts, workbook)))
		status = other_kind(parts, workbook);
	if (status == CIV_OK)
		status = read_workbook(parts, workbook, package);
	if (status == CIV_OK && package->count == 0)
		status = other_kind(parts, workbook);
	free_relations(&whole);
	return status;
}

void civ_package_free(struct civ_package *package)
{
	for (size_t i = 0; i < package->count; i++) {
		free(package->sheets[i].name);
		free(package->sheets[i].part);
	}
	free(package->sheets);
	free(package->strings);
	free(package->styles);
	*package = (struct civ_package){0};
}
