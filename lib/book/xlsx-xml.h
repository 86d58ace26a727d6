/* XML parts of a workbook by expat: elements of its namespaces, wherever their prefix comes from. */
#ifndef CIV_BOOK_XML_H
#define CIV_BOOK_XML_H

#include "lib/book/xlsx-parts.h"

struct civ_xml;

/* What is done with the elements of the spreadsheets' and the relationships' namespaces, transitional or strict; NAME
 * is without prefix. Each may be NULL. */
struct civ_xml_use {
	void (*start)(void *data, struct civ_xml *xml, const char *name, const char **attributes);
	void (*end)(void *data, struct civ_xml *xml, const char *name);
	void (*text)(void *data, struct civ_xml *xml, const char *text, size_t len);
};

enum civ_status civ_xml_open(struct civ_parts *parts, const char *part, const struct civ_xml_use *use, void *data,
                             struct civ_xml **xml);
/* XML may be NULL. */
void civ_xml_close(struct civ_xml *xml);
/* Go on to the next civ_xml_pause or to the end, where *END is true. CIV_REFUSED, told: it is no XML that can be read.
 */
enum civ_status civ_xml_step(struct civ_xml *xml, bool *end);
/* All of PART. */
enum civ_status civ_xml_read(struct civ_parts *parts, const char *part, const struct civ_xml_use *use, void *data);

/* For the functions of a use: hold civ_xml_step here; end it with STATUS, which was told. */
void civ_xml_pause(struct civ_xml *xml);
void civ_xml_stop(struct civ_xml *xml, enum civ_status status);
/* What is read is not what a workbook has here: told, ends it. */
void civ_xml_damaged(struct civ_xml *xml);

/* Memory is out: ends it. */
void civ_xml_no_memory(struct civ_xml *xml);

/* The attribute without a prefix; NULL: not there. */
const char *civ_xml_attribute(const char **attributes, const char *name);
/* The attribute r:id. */
const char *civ_xml_relation(const char **attributes);
/* True for the values that XML has for it. */
bool civ_xml_is_true(const char *value);
/* Read TEXT, digits with no more than blanks around them, as numbers of rows, styles and texts are written. False: it
 * is something else. */
bool civ_xml_count(const char *text, uint64_t *count);

#endif
