#include "lib/book/xls-record.h"

#include <stdlib.h>
#include <string.h>

#include "civplan/text.h"
#include "lib/book/bytes.h"

enum { RECORD_MAX = 1 << 16, HEAD = 4 };

/* Flags of a text. */
enum { WIDE = 1, EXTENDED = 4, RICH = 8 };

enum civ_status civ_biff_open(struct civ_stream *stream, uint64_t at, struct civ_biff *records)
{
	*records = (struct civ_biff){.stream = stream, .at = at};
	records->window = malloc(CIV_BIFF_WINDOW);
	records->data = malloc(RECORD_MAX);
	return records->window == NULL || records->data == NULL ? CIV_SYSTEM : CIV_OK;
}

void civ_biff_close(struct civ_biff *records)
{
	free(records->window);
	free(records->data);
	*records = (struct civ_biff){0};
}

/* LEN bytes at AT, which must be there. */
static enum civ_status bytes_at(struct civ_biff *records, uint64_t at, unsigned char *bytes, size_t len)
{
	while (len > 0) {
		size_t part;

		if (at < records->start || at >= records->start + records->filled) {
			enum civ_status status = civ_stream_read(records->stream, at, records->window, CIV_BIFF_WINDOW,
			                                         &records->filled);

			records->start = at;
			if (status != CIV_OK)
				return status;
			if (records->filled == 0)
				return CIV_REFUSED;
		}
		part = (size_t)(records->start + records->filled - at);
		part = part < len ? part : len;
		memcpy(bytes, records->window + (at - records->start), part);
		bytes += part;
		at += part;
		len -= part;
	}
	return CIV_OK;
}

enum civ_status civ_biff_next(struct civ_biff *records)
{
	unsigned char head[HEAD];
	enum civ_status status = bytes_at(records, records->at, head, sizeof head);

	if (status != CIV_OK)
		return status;
	records->type = civ_u16(head);
	records->len = civ_u16(head + 2);
	status = bytes_at(records, records->at + HEAD, records->data, records->len);
	records->at += HEAD + records->len;
	return status;
}

enum civ_status civ_biff_continue(struct civ_biff *records, bool *found)
{
	unsigned char head[HEAD];
	enum civ_status status = bytes_at(records, records->at, head, sizeof head);

	*found = status == CIV_OK && civ_u16(head) == CIV_BIFF_CONTINUE;
	return *found ? civ_biff_next(records) : status;
}

/* Go on to the next record where the one at hand is used up. */
static enum civ_status more(struct civ_biff *records, size_t *at)
{
	bool found = true;
	enum civ_status status = CIV_OK;

	while (*at >= records->len && status == CIV_OK && found) {
		*at -= records->len;
		status = civ_biff_continue(records, &found);
	}
	return status == CIV_OK && !found ? CIV_REFUSED : status;
}

/* A number of LEN bytes, which are never parted. */
static enum civ_status number(struct civ_biff *records, size_t len, size_t *at, uint32_t *value)
{
	enum civ_status status = more(records, at);

	if (status != CIV_OK)
		return status;
	if (records->len - *at < len)
		return CIV_REFUSED;
	*value = 0;
	for (size_t i = 0; i < len; i++)
		*value |= (uint32_t)records->data[*at + i] << (8 * i);
	*at += len;
	return CIV_OK;
}

/* What a unit of UTF-16 adds: a first half of a pair waits in *HALF for the second. */
static void put_unit(struct civ_buf *out, unsigned unit, unsigned *half)
{
	unsigned long code = unit;
	char text[4];

	if (*half != 0 && unit >= 0xDC00 && unit <= 0xDFFF)
		code = 0x10000 + ((unsigned long)(*half - 0xD800) << 10) + (unit - 0xDC00);
	else if (*half != 0)
		civ_buf_adds(out, "\xEF\xBF\xBD");
	*half = 0;
	if (code >= 0xD800 && code <= 0xDBFF) {
		*half = unit;
		return;
	}
	if ((code >= 0xDC00 && code <= 0xDFFF) || code == 0)
		code = 0xFFFD;
	civ_buf_add(out, text, civ_utf8_encode(code, text));
}

/* COUNT characters; a continuation says anew how wide they are. */
static enum civ_status put_units(struct civ_biff *records, uint32_t count, size_t *at, unsigned flags,
                                 struct civ_buf *out)
{
	unsigned half = 0;

	for (; count > 0; count--) {
		size_t width;

		if (*at >= records->len) {
			enum civ_status status = more(records, at);

			if (status != CIV_OK)
				return status;
			flags = records->data[(*at)++];
		}
		width = (flags & WIDE) != 0 ? 2 : 1;
		if (records->len < *at || records->len - *at < width)
			return CIV_REFUSED;
		put_unit(out, width == 2 ? civ_u16(records->data + *at) : records->data[*at], &half);
		*at += width;
	}
	if (half != 0)
		civ_buf_adds(out, "\xEF\xBF\xBD");
	return CIV_OK;
}

enum civ_status civ_biff_text(struct civ_biff *records, bool wide, size_t *at, struct civ_buf *out)
{
	uint32_t count, flags = 0, runs = 0, extended = 0;
	enum civ_status status = number(records, wide ? 2 : 1, at, &count);

	if (status == CIV_OK)
		status = number(records, 1, at, &flags);
	if (status == CIV_OK && (flags & RICH) != 0)
		status = number(records, 2, at, &runs);
	if (status == CIV_OK && (flags & EXTENDED) != 0)
		status = number(records, 4, at, &extended);
	if (status == CIV_OK)
		status = put_units(records, count, at, flags, out);
	if (status != CIV_OK)
		return status;
	/* How it looks, and how it is read aloud, is passed over, continuations included. */
	*at += (size_t)runs * 4 + extended;
	while (status == CIV_OK && *at > records->len) {
		bool found;

		*at -= records->len;
		status = civ_biff_continue(records, &found);
		if (status == CIV_OK && !found)
			status = CIV_REFUSED;
	}
	return status;
}
