#include "lib/cli/roff.h"

#include <string.h>

#include "civplan/say.h"

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

void civ_roff_heading(struct civ_buf *out, const char *request, const char *heading)
{
	civ_buf_addf(out, ".%s \"%s\"\n", request, civ_say(heading));
}

void civ_roff_text(struct civ_buf *out, const char *text)
{
	guard(out, text);
	civ_roff_literal(out, text);
	civ_buf_addc(out, '\n');
}

void civ_roff_sentence(struct civ_buf *out, const char *text)
{
	const char *stop = civ_say(CIV_WORD(".")), *said;
	bool is_english;
	size_t len;

	said = civ_say(text);
	is_english = said == text;
	text = said;
	len = strlen(text);
	guard(out, text);
	if (is_english && *text >= 'a' && *text <= 'z') {
		civ_buf_addc(out, (char)(*text - 'a' + 'A'));
		text++;
		len--;
	}
	civ_roff_literal(out, text);
	if (len < strlen(stop) || strcmp(text + len - strlen(stop), stop) != 0)
		civ_buf_adds(out, stop);
	civ_buf_addc(out, '\n');
}
