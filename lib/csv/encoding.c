/* Which encoding a source is in, and how it becomes UTF-8. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "lib/csv/private.h"

enum {
	CHUNK = 1 << 16,
	LONGEST = 4,
	ENOUGH = 4096
}; /* bytes of the longest UTF-8 sequence; sequences that settle it */

static bool starts_with(struct civ_span bytes, const char *what, size_t len)
{
	return bytes.len >= len && memcmp(bytes.text, what, len) == 0;
}

/* What the bytes beyond ASCII look like. */
struct evidence {
	size_t good, bad; /* sequences that are UTF-8, bytes that are in none */
};

/* Weigh the bytes; a sequence that the end may have cut is left. Returns how many were looked at. */
static size_t weigh(const char *bytes, size_t len, struct evidence *evidence)
{
	size_t at = 0, bad;

	while (at < len) {
		size_t step = 1;

		if ((unsigned char)bytes[at] < 0x80) {
			at++;
			continue;
		}
		while (step < LONGEST && at + step < len && ((unsigned char)bytes[at + step] & 0xC0) == 0x80)
			step++;
		if (at + step == len && step < LONGEST)
			break;
		if (civ_utf8_valid(bytes + at, step, &bad))
			bad = step;
		evidence->good += bad > 0 ? 1 : 0;
		evidence->bad += bad > 0 ? 0 : 1;
		at += bad > 0 ? bad : 1;
	}
	return at;
}

/* Look until there is enough, or to the end: then *WHOLE. */
static enum civ_status scan(struct civ_source *source, struct evidence *evidence, bool *whole)
{
	char chunk[CHUNK + LONGEST];
	size_t kept = 0, got = 1;
	enum civ_status status = CIV_OK;

	while (evidence->good + evidence->bad < ENOUGH && got > 0) {
		size_t seen;

		status = civ_source_read(source, chunk + kept, CHUNK, &got);
		if (status != CIV_OK)
			return status;
		seen = weigh(chunk, kept + got, evidence);
		kept = kept + got - seen;
		memmove(chunk, chunk + seen, kept);
	}
	/* What the end itself cut. */
	if (got == 0 && kept > 0 && civ_utf8_valid(chunk, kept, NULL))
		evidence->good++;
	else if (got == 0)
		evidence->bad += kept;
	*whole = got == 0;
	return status;
}

/* iconv reads its tables from files, and does not say that it could not. */
static bool files_are_out(void)
{
	int fd = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 0);
	bool out = fd < 0 && (errno == EMFILE || errno == ENFILE);

	if (fd >= 0)
		(void)close(fd);
	return out;
}

static enum civ_status open_converter(const char *name, enum civ_encoding_kind kind, struct civ_messages *messages,
                                      struct civ_encoding *encoding)
{
	encoding->kind = kind;
	encoding->name = name;
	encoding->converter = iconv_open("UTF-8", name);
	/* iconv_open's own error value. */
	encoding->open = encoding->converter != (iconv_t)-1;
	if (!encoding->open && files_are_out())
		return civ_error(messages, CIV_SYSTEM, NULL, "cannot convert from %s: %s", name, strerror(EMFILE));
	if (!encoding->open)
		return civ_error(messages, CIV_REFUSED, NULL, "no encoding '%s' here; iconv -l lists them", name);
	return CIV_OK;
}

/* Chinese text in GB18030 is hardly ever UTF-8 by chance: most of its bytes tell. A file that is UTF-8 but for a broken
 * character is not taken for something else; the cell is refused. */
static enum civ_status guess(struct civ_source *source, struct civ_messages *messages, struct civ_encoding *encoding)
{
	struct evidence evidence = {0, 0};
	bool whole;
	enum civ_status status = scan(source, &evidence, &whole);

	if (status != CIV_OK)
		return status;
	if (evidence.bad == 0 || evidence.good >= evidence.bad || encoding->bom == 3) {
		encoding->kind = whole && evidence.bad == 0 ? CIV_UTF8_KNOWN : CIV_UTF8_LOOKED_AT;
		return CIV_OK;
	}
	encoding->guessed = true;
	return open_converter("GB18030", CIV_BY_CELL, messages, encoding);
}

static enum civ_status choose(struct civ_source *source, const char *name, struct civ_span start,
                              struct civ_messages *messages, struct civ_encoding *encoding)
{
	bool automatic = name == NULL || strcasecmp(name, "auto") == 0;
	bool little = starts_with(start, "\xFF\xFE", 2), big = starts_with(start, "\xFE\xFF", 2);

	if (starts_with(start, "\xEF\xBB\xBF", 3))
		encoding->bom = 3;
	else if (little || big)
		encoding->bom = 2;
	/* A mark of UTF-8 is never wrong, whatever a map says of other files. */
	if (encoding->bom == 3)
		automatic = true;
	if ((automatic || strncasecmp(name, "UTF-16", 6) == 0) && (little || big))
		return open_converter(little ? "UTF-16LE" : "UTF-16BE", CIV_BY_STREAM, messages, encoding);
	if (automatic)
		return guess(source, messages, encoding);
	if (strcasecmp(name, "UTF-8") == 0 || strcasecmp(name, "UTF8") == 0) {
		encoding->kind = CIV_UTF8_LOOKED_AT;
		return CIV_OK;
	}
	return open_converter(name, strncasecmp(name, "UTF-16", 6) == 0 ? CIV_BY_STREAM : CIV_BY_CELL, messages,
	                      encoding);
}

enum civ_status civ_encoding_open(struct civ_source *source, const char *name, struct civ_messages *messages,
                                  struct civ_encoding *encoding)
{
	char start[4];
	size_t got;
	enum civ_status status;

	*encoding = (struct civ_encoding){0};
	status = civ_source_read(source, start, sizeof start, &got);
	if (status == CIV_OK)
		status = civ_source_rewind(source);
	if (status == CIV_OK)
		status = choose(source, name, (struct civ_span){start, got}, messages, encoding);
	if (status == CIV_OK)
		status = civ_source_rewind(source);
	return status;
}

void civ_encoding_close(struct civ_encoding *encoding)
{
	if (encoding->open)
		iconv_close(encoding->converter);
	encoding->open = false;
}

static bool is_ascii(struct civ_span cell)
{
	for (size_t i = 0; i < cell.len; i++)
		if ((unsigned char)cell.text[i] >= 0x80)
			return false;
	return true;
}

/* One of the 3,755 characters that GB2312 has first, for they are used most: two bytes, B0 to D7 and A1 to FE. */
static bool has_common(struct civ_span cell)
{
	for (size_t i = 0; i + 1 < cell.len;) {
		unsigned char first = (unsigned char)cell.text[i], second = (unsigned char)cell.text[i + 1];

		if (first >= 0xB0 && first <= 0xD7 && second >= 0xA1)
			return true;
		i += first < 0x80 ? 1 : second >= 0x30 && second <= 0x39 ? 4 : 2;
	}
	return false;
}

bool civ_encoding_cell(struct civ_encoding *encoding, struct civ_span cell, struct civ_buf *text, unsigned char *bad)
{
	char out[256];
	char *in = (char *)cell.text;
	size_t left = cell.len;

	if (encoding->kind != CIV_BY_CELL || is_ascii(cell)) {
		civ_buf_add(text, cell.text, cell.len);
		return true;
	}
	encoding->decoded = true;
	encoding->common = encoding->common || !encoding->guessed || has_common(cell);
	iconv(encoding->converter, NULL, NULL, NULL, NULL);
	while (left > 0) {
		char *to = out;
		size_t room = sizeof out;

		if (iconv(encoding->converter, &in, &left, &to, &room) == (size_t)-1 && errno != E2BIG) {
			*bad = (unsigned char)*in;
			return false;
		}
		civ_buf_add(text, out, sizeof out - room);
	}
	return true;
}

void civ_encoding_doubt(struct civ_encoding *encoding, const char *file, struct civ_messages *messages)
{
	const struct civ_position at = {.file = file};

	if (encoding->guessed && encoding->decoded && !encoding->common)
		civ_warn(messages, &at, "read as GB18030, which it is hardly in: it holds no common Chinese character; "
		                        "name its encoding, such as --encoding=ISO-8859-1");
	encoding->decoded = false;
}
