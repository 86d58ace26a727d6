/* Codes and values as expressions have them, and where they stand. */
#include <string.h>

#include "lib/derive/scan.h"

size_t civ_character_of(struct civ_span text, size_t at)
{
	size_t character = 1;

	/* Bytes within a character of UTF-8 begin with 10. */
	for (size_t i = 0; i < at && i < text.len; i++)
		character += ((unsigned char)text.text[i] & 0xC0) != 0x80 ? 1 : 0;
	return character;
}

bool civ_expression_is_name(struct civ_span text)
{
	struct civ_mistake mistake;
	struct civ_scanner p = {.text = text, .mistake = &mistake};
	struct civ_span word = civ_scan_word(&p, false);
	struct civ_constant constant;

	return text.len > 0 && word.len == text.len && !civ_constant_parse(text, &constant);
}

static bool is_word(struct civ_span span, const char *word)
{
	return span.len == strlen(word) && memcmp(span.text, word, span.len) == 0;
}

static void put_bracketed(struct civ_span code, struct civ_buf *text)
{
	civ_buf_addc(text, '[');
	for (size_t i = 0; i < code.len; i++) {
		civ_buf_addc(text, code.text[i]);
		if (code.text[i] == ']')
			civ_buf_addc(text, ']');
	}
	civ_buf_addc(text, ']');
}

void civ_expression_put_code(struct civ_span code, struct civ_buf *text)
{
	if (civ_expression_is_name(code) && !is_word(code, "population") && !is_word(code, "elderly"))
		civ_buf_add(text, code.text, code.len);
	else
		put_bracketed(code, text);
}

void civ_expression_put_value(struct civ_span value, struct civ_buf *text)
{
	struct civ_mistake mistake;
	struct civ_scanner p = {.text = value, .mistake = &mistake};

	for (size_t used; p.at < value.len; p.at += used)
		if (civ_scan_ends_value(civ_scan_look(&p, p.at, &used))) {
			put_bracketed(value, text);
			return;
		}
	civ_buf_add(text, value.text, value.len);
}
