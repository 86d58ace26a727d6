#include "lib/cli/roff.h"

#include <string.h>

/* A line that begins with one of these would be a request. */
static void guard(struct civ_buf *out, const char *text)
{
	if (*text == '.' || *text == '\'')
		civ_buf_adds(out, "\\&");
}

void civ_roff_literal(struct civ_buf *out, const char *text)
{
	for (; *text != '\0'; text++) {
		if (*text == '\\')
			civ_buf_adds(out, "\\e");
		else if (*text == '-')
			civ_buf_adds(out, "\\-");
		else
			civ_buf_addc(out, *text);
	}
}

void civ_roff_text(struct civ_buf *out, const char *text)
{
	guard(out, text);
	civ_roff_literal(out, text);
	civ_buf_addc(out, '\n');
}

void civ_roff_sentence(struct civ_buf *out, const char *text)
{
	size_t len = strlen(text);

	guard(out, text);
	if (*text >= 'a' && *text <= 'z') {
		civ_buf_addc(out, (char)(*text - 'a' + 'A'));
		text++;
		len--;
	}
	civ_roff_literal(out, text);
	civ_buf_adds(out, len > 0 && text[len - 1] == '.' ? "\n" : ".\n");
}
