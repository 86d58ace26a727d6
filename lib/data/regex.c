/* The C library has no ranges of characters beyond ASCII in every locale, and is slow with wide ones. So a pattern is
 * compiled over bytes: those beyond ASCII stand for the stretches of characters that it tells apart. [一-龥] knows of
 * those below 一, 一 itself, those between, 龥 and those above. */
#include "lib/data/regex.h"

#include <locale.h>
#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/buffer.h"
#include "civplan/say.h"

enum { ASCII = 0x80, LAST_ASCII = 0x7F, STRETCHES = 0x80 };

struct civ_regex {
	regex_t compiled;
	unsigned long cuts[STRETCHES - 1]; /* first character of each stretch but the first, ascending */
	size_t count;
};

/* In our own words: the C library says it in a language that need not be the reader's. */
static const struct {
	int code;
	const char *why;
} faults[] = {
	{REG_EBRACK, CIV_WORD("a [ is not closed")},
	{REG_EPAREN, CIV_WORD("a ( or ) stands alone")},
	{REG_EBRACE, CIV_WORD("a { is not closed")},
	{REG_BADBR, CIV_WORD("between { and } stands no number of times")},
	{REG_BADRPT, CIV_WORD("nothing stands before *, + or ? to be repeated")},
	{REG_ERANGE, CIV_WORD("a range ends before it begins")},
	{REG_ECTYPE, CIV_WORD("there is no such class of characters")},
	{REG_EESCAPE, CIV_WORD("it ends with a \\")},
	{REG_ESUBREG, CIV_WORD("it refers to a part that there is not")},
	{REG_ESIZE, CIV_WORD("it names too many characters that are not ASCII")},
};

static const char *fault_of(int code)
{
	for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++)
		if (faults[i].code == code)
			return faults[i].why;
	return CIV_WORD("it cannot be read");
}

/* The character at *AT, which moves behind it. */
static unsigned long take(const char **at, const char *end)
{
	size_t used = 1;
	unsigned long code = civ_utf8_decode(*at, (size_t)(end - *at), &used);

	*at += used;
	return code;
}

/* ---- stretches ---- */

static bool cut(struct civ_regex *regex, unsigned long at)
{
	size_t place = regex->count;

	while (place > 0 && regex->cuts[place - 1] >= at)
		place--;
	if (place < regex->count && regex->cuts[place] == at)
		return true;
	if (regex->count == STRETCHES - 1)
		return false;
	memmove(&regex->cuts[place + 1], &regex->cuts[place], (regex->count - place) * sizeof regex->cuts[0]);
	regex->cuts[place] = at;
	regex->count++;
	return true;
}

/* Every character that the pattern names is told from those before and behind it. */
static bool cut_all(struct civ_regex *regex, const char *at, const char *end)
{
	while (at < end) {
		unsigned long code = take(&at, end);

		if (code >= ASCII && (!cut(regex, code) || !cut(regex, code + 1)))
			return false;
	}
	return true;
}

static char byte_of(const struct civ_regex *regex, unsigned long code)
{
	size_t low = 0, high = regex->count;

	if (code < ASCII)
		return (char)code;
	while (low < high) {
		size_t middle = (low + high) / 2;

		if (regex->cuts[middle] <= code)
			low = middle + 1;
		else
			high = middle;
	}
	return (char)(unsigned char)(ASCII + low);
}

/* ---- the pattern ---- */

/* FIRST to LAST within brackets. */
static void put_range(const struct civ_regex *regex, unsigned long first, unsigned long last, struct civ_buf *out)
{
	unsigned from = ASCII, to;

	if (first < ASCII) {
		civ_buf_addc(out, (char)first);
		civ_buf_addc(out, '-');
		civ_buf_addc(out, (char)(last < ASCII ? last : LAST_ASCII));
		if (last < ASCII)
			return;
	} else {
		from = (unsigned char)byte_of(regex, first);
	}
	to = (unsigned char)byte_of(regex, last);
	for (unsigned byte = from; byte <= to; byte++)
		civ_buf_addc(out, (char)(unsigned char)byte);
}

/* What stands between [ and ], from behind the [ on; *AT moves behind the ]. Returns a code of the C library. */
static int put_bracket(const struct civ_regex *regex, const char **at, const char *end, struct civ_buf *out)
{
	const char *first;

	civ_buf_addc(out, '[');
	if (*at < end && **at == '^')
		civ_buf_addc(out, *(*at)++);
	for (first = *at; *at < end && (**at != ']' || *at == first);) {
		const char *closing;
		unsigned long code, last;

		if (**at == '[' && *at + 1 < end && strchr(":.=", (*at)[1]) != NULL) {
			const char close[] = {(*at)[1], ']', '\0'};

			closing = strstr(*at + 2, close);
			if (closing == NULL)
				return REG_EBRACK;
			civ_buf_add(out, *at, (size_t)(closing + 2 - *at));
			*at = closing + 2;
			continue;
		}
		code = last = take(at, end);
		if (end - *at >= 2 && (*at)[0] == '-' && (*at)[1] != ']') {
			++*at;
			last = take(at, end);
			if (last < code)
				return REG_ERANGE;
			put_range(regex, code, last, out);
		} else {
			civ_buf_addc(out, byte_of(regex, code));
		}
	}
	if (*at < end)
		civ_buf_addc(out, *(*at)++);
	return 0;
}

static int put_pattern(const struct civ_regex *regex, const char *at, const char *end, struct civ_buf *out)
{
	int result = 0;

	while (at < end && result == 0) {
		if (*at == '[') {
			at++;
			result = put_bracket(regex, &at, end, out);
			continue;
		}
		if (*at == '\\')
			civ_buf_addc(out, *at++);
		if (at < end)
			civ_buf_addc(out, byte_of(regex, take(&at, end)));
	}
	return result;
}

/* Over bytes, whatever the locale of the process. */
static int compile(regex_t *compiled, struct civ_buf *pattern)
{
	const char *text = civ_buf_str(pattern);
	locale_t posix = newlocale(LC_ALL_MASK, "C", (locale_t)0), before;
	int result = REG_ESPACE;

	if (text == NULL || posix == (locale_t)0)
		goto done;
	before = uselocale(posix);
	result = regcomp(compiled, text, REG_EXTENDED);
	(void)uselocale(before);
done:
	if (posix != (locale_t)0)
		freelocale(posix);
	return result;
}

enum civ_status civ_regex_open(const char *text, struct civ_messages *messages, struct civ_regex **regex,
                               const char **why)
{
	struct civ_regex *made = calloc(1, sizeof *made);
	const char *end = text + strlen(text);
	struct civ_buf pattern = {0};
	int result = made == NULL ? REG_ESPACE : 0;

	*regex = NULL;
	if (result == 0 && !cut_all(made, text, end))
		result = REG_ESIZE;
	if (result == 0)
		result = put_pattern(made, text, end, &pattern);
	if (result == 0)
		result = compile(&made->compiled, &pattern);
	civ_buf_free(&pattern);
	if (result == 0) {
		*regex = made;
		return CIV_OK;
	}
	free(made);
	if (result == REG_ESPACE)
		return civ_no_memory(messages);
	*why = fault_of(result);
	return CIV_REFUSED;
}

void civ_regex_close(struct civ_regex *regex)
{
	if (regex != NULL)
		regfree(&regex->compiled);
	free(regex);
}

/* ---- values ---- */

static bool is_ascii(struct civ_span text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.text[i] >= ASCII)
			return false;
	return true;
}

/* Of all matches the first one is found, and of those the longest: if that is not the whole, none is. */
static bool is_whole(const struct civ_regex *regex, const char *text, size_t len)
{
	regmatch_t at = {.rm_so = 0, .rm_eo = (regoff_t)len};

	return regexec(&regex->compiled, text, 1, &at, REG_STARTEND) == 0 && at.rm_so == 0 &&
	       at.rm_eo == (regoff_t)len;
}

enum civ_status civ_regex_match(const struct civ_regex *regex, struct civ_span text, bool *matches)
{
	const char *at = text.text, *end = text.text + text.len;
	struct civ_buf bytes = {0};
	bool failed;

	if (is_ascii(text)) {
		*matches = is_whole(regex, text.text, text.len);
		return CIV_OK;
	}
	while (at < end)
		civ_buf_addc(&bytes, byte_of(regex, take(&at, end)));
	failed = bytes.failed;
	*matches = !failed && is_whole(regex, bytes.data, bytes.len);
	civ_buf_free(&bytes);
	return failed ? CIV_SYSTEM : CIV_OK;
}
