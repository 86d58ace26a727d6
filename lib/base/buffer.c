#include "civplan/buffer.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_CAP = 64, FIRST_ROOM = 16 };

void civ_buf_free(struct civ_buf *buf)
{
	free(buf->data);
	*buf = (struct civ_buf){0};
}

void civ_buf_clear(struct civ_buf *buf)
{
	buf->len = 0;
	buf->failed = false;
	if (buf->data != NULL)
		buf->data[0] = '\0';
}

/* Make room for LEN more bytes and the NUL. */
static bool reserve(struct civ_buf *buf, size_t len)
{
	size_t cap = buf->cap == 0 ? FIRST_CAP : buf->cap;
	char *data;

	if (buf->failed)
		return false;
	if (len < buf->cap - buf->len)
		return true;
	if (len > SIZE_MAX / 4 || buf->len > SIZE_MAX / 4) {
		buf->failed = true;
		return false;
	}
	while (cap <= buf->len + len)
		cap *= 2;
	data = realloc(buf->data, cap);
	if (data == NULL) {
		buf->failed = true;
		return false;
	}
	buf->data = data;
	buf->cap = cap;
	return true;
}

void civ_buf_add(struct civ_buf *buf, const void *bytes, size_t len)
{
	if (!reserve(buf, len))
		return;
	if (len > 0)
		memcpy(buf->data + buf->len, bytes, len);
	buf->len += len;
	buf->data[buf->len] = '\0';
}

void civ_buf_adds(struct civ_buf *buf, const char *text)
{
	civ_buf_add(buf, text, strlen(text));
}

void civ_buf_addc(struct civ_buf *buf, char c)
{
	civ_buf_add(buf, &c, 1);
}

void civ_buf_addf(struct civ_buf *buf, const char *format, ...)
{
	va_list args, again;
	int len;

	va_start(args, format);
	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, args);
	if (len < 0)
		buf->failed = true;
	else if (reserve(buf, (size_t)len)) {
		(void)vsnprintf(buf->data + buf->len, (size_t)len + 1, format, again);
		buf->len += (size_t)len;
	}
	va_end(again);
	va_end(args);
}

const char *civ_buf_str(struct civ_buf *buf)
{
	if (buf->failed)
		return NULL;
	return buf->data == NULL ? "" : buf->data;
}

char *civ_buf_take(struct civ_buf *buf)
{
	char *text = NULL;

	civ_buf_add(buf, "", 0);
	if (!buf->failed) {
		text = buf->data;
		buf->data = NULL;
	}
	civ_buf_free(buf);
	return text;
}

bool civ_grow(void *list, size_t *room, size_t size)
{
	size_t more = *room == 0 ? FIRST_ROOM : *room * 2;
	void *grown;

	/* Pointers to any type are kept alike, but only a copy may read one as void *. */
	memcpy(&grown, list, sizeof grown);
	grown = more > SIZE_MAX / size ? NULL : realloc(grown, more * size);
	if (grown == NULL)
		return false;
	memcpy(list, &grown, sizeof grown);
	*room = more;
	return true;
}
