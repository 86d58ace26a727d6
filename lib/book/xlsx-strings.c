#include "lib/book/xlsx-strings.h"

#include <stdlib.h>
#include <string.h>

#include "civplan/text.h"
#include "lib/book/pile.h"
#include "lib/book/xlsx-xml.h"

enum { TEXTS_KEPT = 24 << 20, ENDS_KEPT = 8 << 20 };

struct civ_strings {
	struct civ_pile texts, ends; /* each text begins where the one before it ends */
	uint64_t count;
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
	struct civ_strings *strings = data;

	(void)xml;
	(void)attributes;
	if (strcmp(name, "si") == 0) {
		civ_buf_clear(&strings->text.text);
		strings->text.open = false;
		strings->text.aside = 0;
		strings->open = true;
	} else if (strings->open) {
		civ_text_start(&strings->text, name);
	}
}

static enum civ_status keep(struct civ_strings *strings, struct civ_messages *messages)
{
	struct civ_buf *text = &strings->text.text;
	enum civ_status status;

	if (text->failed)
		return civ_no_memory(messages);
	civ_text_unescape(text);
	status = civ_pile_add(&strings->texts, text->data, text->len);
	if (status == CIV_OK)
		status = civ_pile_add(&strings->ends, &strings->texts.len, sizeof strings->texts.len);
	strings->count++;
	return status;
}

static void end(void *data, struct civ_xml *xml, const char *name)
{
	struct civ_strings *strings = data;
	enum civ_status status;

	if (strcmp(name, "si") != 0) {
		civ_text_end(&strings->text, name);
		return;
	}
	strings->open = false;
	status = keep(strings, strings->texts.messages);
	if (status != CIV_OK)
		civ_xml_stop(xml, status);
}

static void text(void *data, struct civ_xml *xml, const char *bytes, size_t len)
{
	struct civ_strings *strings = data;

	if (!civ_text_add(&strings->text, bytes, len))
		civ_xml_damaged(xml);
}

enum civ_status civ_strings_open(struct civ_parts *parts, const char *part, struct civ_strings **strings)
{
	static const struct civ_xml_use use = {start, end, text};
	struct civ_strings *made = calloc(1, sizeof *made);
	enum civ_status status;

	*strings = NULL;
	if (made == NULL)
		return civ_no_memory(civ_parts_messages(parts));
	civ_pile_start(&made->texts, TEXTS_KEPT, civ_parts_messages(parts));
	civ_pile_start(&made->ends, ENDS_KEPT, civ_parts_messages(parts));
	status = civ_xml_read(parts, part, &use, made);
	if (status != CIV_OK) {
		civ_strings_close(made);
		return status;
	}
	*strings = made;
	return CIV_OK;
}

void civ_strings_close(struct civ_strings *strings)
{
	if (strings == NULL)
		return;
	civ_pile_free(&strings->texts);
	civ_pile_free(&strings->ends);
	civ_buf_free(&strings->text.text);
	free(strings);
}

uint64_t civ_strings_count(const struct civ_strings *strings)
{
	return strings->count;
}

enum civ_status civ_strings_add(struct civ_strings *strings, uint64_t index, struct civ_buf *out)
{
	char chunk[1024];
	uint64_t ends[2] = {0, 0};
	enum civ_status status = index == 0 ? civ_pile_get(&strings->ends, 0, &ends[1], sizeof ends[1])
	                                    : civ_pile_get(&strings->ends, (index - 1) * sizeof ends[0], ends,
	                                                   sizeof ends);

	while (status == CIV_OK && ends[0] < ends[1]) {
		size_t part = ends[1] - ends[0] < sizeof chunk ? (size_t)(ends[1] - ends[0]) : sizeof chunk;

		status = civ_pile_get(&strings->texts, ends[0], chunk, part);
		civ_buf_add(out, chunk, part);
		ends[0] += part;
	}
	return status;
}
