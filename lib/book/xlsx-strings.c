#include "lib/book/xlsx-strings.h"

#include <stdlib.h>
#include <string.h>

#include "civplan/text.h"
#include "lib/book/xlsx-xml.h"

struct reading {
	struct civ_texts *texts;
	struct civ_text text;
	bool open; /* inside an <si> */
};

void civ_text_start(struct civ_text *text, const char *name)
{
	if (strcmp(name, "rPh") == 0)
		text->aside++;
	else if (strcmp(name, "t") == 0)
		text->open = text->aside == 0;
}

void civ_text_end(struct civ_text *text, const char *name)
{
	if (strcmp(name, "rPh") == 0 && text->aside > 0)
		text->aside--;
	else if (strcmp(name, "t") == 0)
		text->open = false;
}

bool civ_text_add(struct civ_text *text, const char *bytes, size_t len)
{
	if (!text->open)
		return true;
	civ_buf_add(&text->text, bytes, len);
	return text->text.len <= CIV_CELL_MAX;
}

static int hex(char c)
{
	return c >= '0' && c <= '9'   ? c - '0'
	       : c >= 'A' && c <= 'F' ? c - 'A' + 10
	       : c >= 'a' && c <= 'f' ? c - 'a' + 10
	                              : -1;
}

/* The character that _xHHHH_ at TEXT stands for; 0: it is none. A half of a pair alone is no character. */
static unsigned long escaped(const char *text, size_t len)
{
	unsigned long code = 0;

	if (len < strlen("_xHHHH_") || text[1] != 'x' || text[6] != '_')
		return 0;
	for (size_t i = 2; i < 6; i++) {
		if (hex(text[i]) < 0)
			return 0;
		code = code * 16 + (unsigned long)hex(text[i]);
	}
	return code >= 0xD800 && code <= 0xDFFF ? 0 : code;
}

void civ_text_unescape(struct civ_buf *text)
{
	size_t to = 0;

	if (text->len == 0 || memchr(text->data, '_', text->len) == NULL)
		return;
	for (size_t at = 0; at < text->len;) {
		unsigned long code = text->data[at] == '_' ? escaped(text->data + at, text->len - at) : 0;

		if (code == 0) {
			text->data[to++] = text->data[at++];
			continue;
		}
		to += civ_utf8_encode(code, text->data + to);
		at += strlen("_xHHHH_");
	}
	text->len = to;
	text->data[to] = '\0';
}

static void start(void *data, struct civ_xml *xml, const char *name, const char **attributes)
{
	struct reading *reading = data;

	(void)xml;
	(void)attributes;
	if (strcmp(name, "si") == 0) {
		civ_buf_clear(&reading->text.text);
		reading->text.open = false;
		reading->text.aside = 0;
		reading->open = true;
	} else if (reading->open) {
		civ_text_start(&reading->text, name);
	}
}

static void end(void *data, struct civ_xml *xml, const char *name)
{
	struct reading *reading = data;
	struct civ_buf *bytes = &reading->text.text;
	enum civ_status status;

	if (strcmp(name, "si") != 0) {
		civ_text_end(&reading->text, name);
		return;
	}
	reading->open = false;
	if (bytes->failed) {
		civ_xml_no_memory(xml);
		return;
	}
	civ_text_unescape(bytes);
	status = civ_texts_add(reading->texts, bytes->data, bytes->len);
	if (status != CIV_OK)
		civ_xml_stop(xml, status);
}

static void text(void *data, struct civ_xml *xml, const char *bytes, size_t len)
{
	struct reading *reading = data;

	if (!civ_text_add(&reading->text, bytes, len))
		civ_xml_damaged(xml);
}

enum civ_status civ_strings_read(struct civ_parts *parts, const char *part, struct civ_texts *texts)
{
	static const struct civ_xml_use use = {start, end, text};
	struct reading reading = {.texts = texts};
	enum civ_status status = civ_xml_read(parts, part, &use, &reading);

	civ_buf_free(&reading.text.text);
	return status;
}
