/* JSON: one object a line. */
#include <stdio.h>

#include "lib/csv/format.h"

static bool is_plain(char c)
{
	return (unsigned char)c >= ' ' && c != '"' && c != '\\';
}

/* How C stands in a string if it is not plain. */
static size_t escape(char c, char escaped[8])
{
	static const char named[] = "\b\f\n\r\t\"\\", letters[] = "bfnrt\"\\";
	const char *at = memchr(named, c, sizeof named - 1);

	if (at != NULL) {
		escaped[0] = '\\';
		escaped[1] = letters[at - named];
		return 2;
	}
	return (size_t)snprintf(escaped, 8, "\\u%04x", (unsigned)c);
}

/* Valid UTF-8, in runs of what needs no escape. */
static void write_valid(struct civ_sink *sink, struct civ_span text)
{
	size_t run = 0;

	for (size_t i = 0; i < text.len; i++) {
		char escaped[8];

		if (is_plain(text.text[i]))
			continue;
		civ_sink_put(sink, text.text + run, i - run);
		civ_sink_put(sink, escaped, escape(text.text[i], escaped));
		run = i + 1;
	}
	civ_sink_put(sink, text.text + run, text.len - run);
}

static void write_string(struct civ_sink *sink, struct civ_span text)
{
	size_t bad;

	civ_sink_putc(sink, '"');
	while (!civ_utf8_valid(text.text, text.len, &bad)) {
		write_valid(sink, (struct civ_span){text.text, bad});
		civ_sink_put(sink, CIV_REPLACEMENT, sizeof CIV_REPLACEMENT - 1);
		text.text += bad + 1;
		text.len -= bad + 1;
	}
	write_valid(sink, text);
	civ_sink_putc(sink, '"');
}

static size_t digits_at(struct civ_span text, size_t at)
{
	size_t end = at;

	while (end < text.len && text.text[end] >= '0' && text.text[end] <= '9')
		end++;
	return end - at;
}

/* -12.5, but not 007, .5 or 1. */
bool civ_is_json_number(struct civ_span text)
{
	size_t at = text.len > 0 && text.text[0] == '-' ? 1 : 0;
	size_t whole = digits_at(text, at), decimals;

	if (whole == 0 || (whole > 1 && text.text[at] == '0'))
		return false;
	at += whole;
	if (at == text.len)
		return true;
	decimals = digits_at(text, at + 1);
	return text.text[at] == '.' && decimals > 0 && at + 1 + decimals == text.len;
}

static void write_value(struct civ_sink *sink, enum civ_cell_type type, const struct civ_row *row, size_t i)
{
	struct civ_span text = civ_row_span(row, i);

	if (text.len == 0)
		civ_sink_put(sink, "null", 4);
	else if (row->cells[i].is_bool)
		civ_sink_put(sink, text.text[0] == 'y' ? "true" : "false", text.text[0] == 'y' ? 4 : 5);
	else if (civ_cell_is_number(type) && civ_is_json_number(text))
		civ_sink_put(sink, text.text, text.len);
	else
		write_string(sink, text);
}

void civ_write_json_row(struct civ_sink *sink, const struct civ_layout *layout, const struct civ_row *row)
{
	civ_sink_putc(sink, '{');
	for (size_t i = 0; i < layout->count; i++) {
		if (i > 0)
			civ_sink_putc(sink, ',');
		write_string(sink, layout->headings[i].text);
		civ_sink_putc(sink, ':');
		write_value(sink, layout->headings[i].type, row, i);
	}
	civ_sink_put(sink, "}\n", 2);
}
