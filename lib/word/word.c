/* Choices by their codes, and by what people call them. */
#include "civplan/word.h"

#include <string.h>

#include "civplan/say.h"

const struct civ_word civ_words_bool[] = {
	CIV_CHOICE("yes", "yes", "是"),
	CIV_CHOICE("no", "no", "否"),
	{.code = NULL},
};

const struct civ_word *civ_word_of(const struct civ_word *words, struct civ_span code)
{
	/* An empty text may be none at all. */
	if (code.len == 0)
		return NULL;
	for (const struct civ_word *word = words; word != NULL && word->code != NULL; word++)
		if (strncmp(word->code, code.text, code.len) == 0 && word->code[code.len] == '\0')
			return word;
	return NULL;
}

int civ_word_place(const struct civ_word *words, const char *code)
{
	const struct civ_word *word =
		code == NULL ? NULL : civ_word_of(words, (struct civ_span){code, strlen(code)});

	return word == NULL ? -1 : (int)(word - words);
}

const char *civ_word_said(const struct civ_word *word, bool zh)
{
	return zh ? word->zh : word->en;
}

static bool is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

void civ_word_add(const struct civ_word *word, bool zh, struct civ_buf *text)
{
	const char *said = civ_word_said(word, zh);
	bool small = is_capital(said[0]) && said[1] != '\0' && said[1] != '-' && !is_capital(said[1]);

	civ_buf_addf(text, "%c%s", small ? said[0] - 'A' + 'a' : said[0], said + 1);
}

const char *civ_word_told(const struct civ_word *word)
{
	return civ_say_is_chinese() ? word->zh : word->code;
}

const char *civ_code_told(const struct civ_word *words, const char *code)
{
	int place = civ_word_place(words, code);

	return place < 0 ? code : civ_word_told(&words[place]);
}

static char folded(char c)
{
	if (c == '_' || c == '-')
		return ' ';
	return (char)(is_capital(c) ? c - 'A' + 'a' : c);
}

static bool is_latin(struct civ_span text, const char *word)
{
	size_t i = 0;

	if (text.len != strlen(word))
		return false;
	while (i < text.len && folded(text.text[i]) == folded(word[i]))
		i++;
	return i == text.len;
}

const struct civ_word *civ_word_meant(const struct civ_word *words, struct civ_span text)
{
	/* As it is stored: the most common case, and the quickest. */
	const struct civ_word *word = civ_word_of(words, text);

	if (word != NULL)
		return word;
	for (word = words; word->code != NULL; word++)
		if (is_latin(text, word->code) || is_latin(text, word->en) ||
		    civ_text_same(text, (struct civ_span){word->zh, strlen(word->zh)}))
			return word;
	return NULL;
}

/* The choices as messages call them, in KNOWN, and the one that may have been meant, in NEAR. */
static void look_around(const struct civ_word *words, struct civ_near *near, struct civ_buf *known)
{
	for (const struct civ_word *word = words; word->code != NULL; word++) {
		civ_buf_addf(known, "%s%s", word == words ? "" : ", ", civ_word_told(word));
		civ_near_offer(near, word->code);
		civ_near_offer(near, word->zh);
	}
}

void civ_word_refuse(const struct civ_word *words, struct civ_span text, struct civ_buf *why)
{
	struct civ_near near = {.text = text};
	struct civ_buf known = {0};

	look_around(words, &near, &known);
	if (civ_buf_str(&known) == NULL)
		why->failed = true;
	else if (near.known == NULL)
		civ_buf_addf(why, civ_say(CIV_WORD("is none of %s")), civ_buf_str(&known));
	else
		civ_buf_addf(why, civ_say(CIV_WORD("is none of %s; did you mean '%s'?")), civ_buf_str(&known),
		             near.known);
	civ_buf_free(&known);
}

bool civ_word_is_code(const struct civ_word *words, struct civ_span text, struct civ_buf *why)
{
	const struct civ_word *meant = civ_word_meant(words, text);

	if (civ_word_of(words, text) != NULL)
		return true;
	/* A choice in the reader's words would be found in the very list that refuses it. */
	if (meant != NULL) {
		civ_buf_addf(why, civ_say(CIV_WORD("'%.*s' is named by its code here: '%s'")), (int)text.len, text.text,
		             meant->code);
	} else {
		civ_buf_addf(why, "'%.*s' ", (int)text.len, text.text);
		civ_word_refuse(words, text, why);
	}
	return false;
}

enum civ_status civ_word_error(const struct civ_word *words, struct civ_span text, const struct civ_position *at,
                               struct civ_messages *messages)
{
	struct civ_near near = {.text = civ_utf8_valid(text.text, text.len, NULL) ? text : (struct civ_span){"", 0}};
	struct civ_buf known = {0};
	enum civ_status status;

	look_around(words, &near, &known);
	if (civ_buf_str(&known) == NULL)
		status = civ_no_memory(messages);
	else if (near.known == NULL)
		status = civ_error(messages, CIV_USAGE, at, "'%.*s' is none of %s", (int)text.len, text.text,
		                   civ_buf_str(&known));
	else
		status = civ_error(messages, CIV_USAGE, at, "'%.*s' is none of %s; did you mean '%s'?", (int)text.len,
		                   text.text, civ_buf_str(&known), near.known);
	civ_buf_free(&known);
	return status;
}
