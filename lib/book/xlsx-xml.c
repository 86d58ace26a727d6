#include "lib/book/xlsx-xml.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/decimal.h"
#include "civplan/library.h"

/* What is called of expat. */
#define CALLS(X)                                                                                                   \
	X(XML_ParserCreateNS)                                                                                      \
	X(XML_ParserFree)                                                                                          \
	X(XML_SetUserData)                                                                                         \
	X(XML_SetElementHandler) X(XML_SetCharacterDataHandler) X(XML_SetStartDoctypeDeclHandler) X(XML_GetBuffer) \
		X(XML_ParseBuffer) X(XML_StopParser) X(XML_ResumeParser) X(XML_GetErrorCode)

struct calls {
	CALLS(CIV_LIBRARY_MEMBER)
};
static const char *const names[] = {CALLS(CIV_LIBRARY_NAME) NULL};

static const struct civ_library library = {
	.file = CIV_LIBEXPAT,
	.package = CIV_LIBEXPAT_PACKAGE,
	.names = names,
};

enum {
	CHUNK = 1 << 16,
	TOKEN_MAX = 8 << 20, /* expat keeps a tag until it has all of it */
	DEPTH_MAX = 64,
};
#define SEPARATOR ' ' /* between namespace and name: stands in no namespace */

struct civ_xml {
	struct calls calls;
	void *handle;
	struct civ_parts *parts;
	struct civ_part *part;
	const struct civ_xml_use *use;
	void *data;
	XML_Parser parser;
	char *name;
	enum civ_status status; /* of the functions of the use */
	bool paused, last, ended;
	uint64_t fed, seen; /* bytes given to expat, and given when it last called back */
	unsigned depth;
};

static const char *const spaces[] = {
	"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
	"http://purl.oclc.org/ooxml/spreadsheetml/main",
	"http://schemas.openxmlformats.org/package/2006/relationships",
};
static const char *const relations[] = {
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
	"http://purl.oclc.org/ooxml/officeDocument/relationships",
};

/* NAME without its namespace, if that is one of COUNT; else NULL. */
static const char *local(const char *name, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t len = strlen(list[i]);

		if (strncmp(name, list[i], len) == 0 && name[len] == SEPARATOR)
			return name + len + 1;
	}
	return NULL;
}

static const char *local_name(const char *name)
{
	return local(name, spaces, sizeof spaces / sizeof spaces[0]);
}

static void XMLCALL start(void *data, const XML_Char *name, const XML_Char **attributes)
{
	struct civ_xml *xml = data;
	const char *known = local_name(name);

	xml->seen = xml->fed;
	if (++xml->depth > DEPTH_MAX)
		civ_xml_damaged(xml);
	if (xml->status == CIV_OK && known != NULL && xml->use->start != NULL)
		xml->use->start(xml->data, xml, known, attributes);
}

static void XMLCALL end(void *data, const XML_Char *name)
{
	struct civ_xml *xml = data;
	const char *known = local_name(name);

	xml->seen = xml->fed;
	xml->depth--;
	if (xml->status == CIV_OK && known != NULL && xml->use->end != NULL)
		xml->use->end(xml->data, xml, known);
}

static void XMLCALL text(void *data, const XML_Char *bytes, int len)
{
	struct civ_xml *xml = data;

	xml->seen = xml->fed;
	if (xml->status == CIV_OK)
		xml->use->text(xml->data, xml, bytes, (size_t)len);
}

/* No writer of workbooks declares anything; entities that grow out of each other need it. */
static void XMLCALL doctype(void *data, const XML_Char *name, const XML_Char *system, const XML_Char *public,
                            int inside)
{
	struct civ_xml *xml = data;
	struct civ_position at = civ_parts_position(xml->parts);

	(void)name;
	(void)system;
	(void)public;
	(void)inside;
	civ_xml_stop(xml, civ_error(civ_parts_messages(xml->parts), CIV_REFUSED, &at,
	                            "%s in it declares a DOCTYPE, which no workbook has", xml->name));
}

void civ_xml_stop(struct civ_xml *xml, enum civ_status status)
{
	if (xml->status == CIV_OK)
		xml->status = status;
	(void)xml->calls.XML_StopParser(xml->parser, XML_FALSE);
}

void civ_xml_damaged(struct civ_xml *xml)
{
	if (xml->status == CIV_OK)
		civ_xml_stop(xml, civ_parts_damaged(xml->parts, xml->name));
}

void civ_xml_no_memory(struct civ_xml *xml)
{
	civ_xml_stop(xml, civ_no_memory(civ_parts_messages(xml->parts)));
}

void civ_xml_pause(struct civ_xml *xml)
{
	xml->paused = xml->calls.XML_StopParser(xml->parser, XML_TRUE) == XML_STATUS_OK;
}

static enum civ_status make_parser(struct civ_xml *xml)
{
	xml->parser = xml->calls.XML_ParserCreateNS(NULL, SEPARATOR);
	if (xml->parser == NULL)
		return civ_no_memory(civ_parts_messages(xml->parts));
	xml->calls.XML_SetUserData(xml->parser, xml);
	xml->calls.XML_SetElementHandler(xml->parser, start, end);
	if (xml->use->text != NULL)
		xml->calls.XML_SetCharacterDataHandler(xml->parser, text);
	xml->calls.XML_SetStartDoctypeDeclHandler(xml->parser, doctype);
	return CIV_OK;
}

enum civ_status civ_xml_open(struct civ_parts *parts, const char *part, const struct civ_xml_use *use, void *data,
                             struct civ_xml **xml)
{
	struct civ_xml *made = calloc(1, sizeof *made);
	enum civ_status status;

	*xml = NULL;
	if (made == NULL)
		return civ_no_memory(civ_parts_messages(parts));
	made->parts = parts;
	made->use = use;
	made->data = data;
	made->name = strdup(part);
	status = made->name == NULL
	                 ? civ_no_memory(civ_parts_messages(parts))
	                 : civ_library_load(&library, &made->calls, civ_parts_messages(parts), &made->handle);
	if (status == CIV_OK)
		status = civ_part_open(parts, part, &made->part);
	if (status == CIV_OK)
		status = make_parser(made);
	if (status != CIV_OK) {
		civ_xml_close(made);
		return status;
	}
	*xml = made;
	return CIV_OK;
}

void civ_xml_close(struct civ_xml *xml)
{
	if (xml == NULL)
		return;
	if (xml->parser != NULL)
		xml->calls.XML_ParserFree(xml->parser);
	civ_part_close(xml->part);
	civ_library_close(xml->handle);
	free(xml->name);
	free(xml);
}

static enum civ_status feed(struct civ_xml *xml, enum XML_Status *result)
{
	void *chunk = xml->calls.XML_GetBuffer(xml->parser, CHUNK);
	enum civ_status status;
	size_t got;

	if (chunk == NULL)
		return civ_no_memory(civ_parts_messages(xml->parts));
	status = civ_part_read(xml->part, chunk, CHUNK, &got);
	if (status != CIV_OK)
		return status;
	xml->fed += got;
	xml->last = got == 0;
	if (xml->fed - xml->seen > TOKEN_MAX)
		return civ_parts_damaged(xml->parts, xml->name);
	*result = xml->calls.XML_ParseBuffer(xml->parser, (int)got, xml->last);
	return CIV_OK;
}

static enum civ_status failed(const struct civ_xml *xml)
{
	if (xml->status != CIV_OK)
		return xml->status;
	if (xml->calls.XML_GetErrorCode(xml->parser) == XML_ERROR_NO_MEMORY)
		return civ_no_memory(civ_parts_messages(xml->parts));
	return civ_parts_damaged(xml->parts, xml->name);
}

enum civ_status civ_xml_step(struct civ_xml *xml, bool *ended)
{
	enum XML_Status result = XML_STATUS_OK;
	enum civ_status status = CIV_OK;

	if (xml->paused) {
		xml->paused = false;
		result = xml->calls.XML_ResumeParser(xml->parser);
		xml->ended = result == XML_STATUS_OK && xml->last;
	}
	while (result == XML_STATUS_OK && status == CIV_OK && !xml->ended) {
		status = feed(xml, &result);
		xml->ended = status == CIV_OK && result == XML_STATUS_OK && xml->last;
	}
	*ended = xml->ended;
	return status == CIV_OK && (result == XML_STATUS_ERROR || xml->status != CIV_OK) ? failed(xml) : status;
}

enum civ_status civ_xml_read(struct civ_parts *parts, const char *part, const struct civ_xml_use *use, void *data)
{
	struct civ_xml *xml;
	bool ended;
	enum civ_status status = civ_xml_open(parts, part, use, data, &xml);

	if (status == CIV_OK)
		status = civ_xml_step(xml, &ended);
	civ_xml_close(xml);
	return status;
}

const char *civ_xml_attribute(const char **attributes, const char *name)
{
	for (; *attributes != NULL; attributes += 2)
		if (strcmp(*attributes, name) == 0)
			return attributes[1];
	return NULL;
}

const char *civ_xml_relation(const char **attributes)
{
	for (; *attributes != NULL; attributes += 2) {
		const char *name = local(*attributes, relations, sizeof relations / sizeof relations[0]);

		if (name != NULL && strcmp(name, "id") == 0)
			return attributes[1];
	}
	return NULL;
}

bool civ_xml_is_true(const char *value)
{
	return value != NULL && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0 || strcmp(value, "on") == 0);
}

bool civ_xml_count(const char *text, uint64_t *count)
{
	static const char blanks[] = " \t\r\n";
	const char *from = text + strspn(text, blanks);
	size_t len = strspn(from, "0123456789");
	int64_t value;

	if (from[len + strspn(from + len, blanks)] != '\0' || !civ_int_parse(from, len, &value))
		return false;
	*count = (uint64_t)value;
	return true;
}
