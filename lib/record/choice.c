/* Choices by what people call them: their codes, the English words of these, or Chinese. */
#include <string.h>

#include "civplan/say.h"
#include "lib/record/private.h"

static char folded(char c)
{
	if (c == '_' || c == '-')
		return ' ';
	return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

/* English labels of choices are their codes with blanks for underscores. */
static bool is_code(struct civ_span text, const char *code)
{
	size_t i = 0;

	if (text.len != strlen(code))
		return false;
	while (i < text.len && folded(text.text[i]) == folded(code[i]))
		i++;
	return i == text.len;
}

static bool is_word(struct civ_span text, const char *word)
{
	return word != NULL && civ_text_same(text, (struct civ_span){word, strlen(word)});
}

const struct civ_choice *civ_choice_of(const struct civ_choice *choices, struct civ_span text)
{
	/* As it is stored: the most common case, and the quickest. */
	for (const struct civ_choice *choice = choices; choice->code != NULL; choice++)
		if (strncmp(choice->code, text.text, text.len) == 0 && choice->code[text.len] == '\0')
			return choice;
	for (const struct civ_choice *choice = choices; choice->code != NULL; choice++)
		if (is_word(text, choice->zh) || is_code(text, choice->code))
			return choice;
	return NULL;
}

const char *civ_choice_shown(const struct civ_choice *choice)
{
	return civ_say_is_chinese() && choice->zh != NULL ? choice->zh : choice->code;
}

/* Keep WORD in *BEST when it is nearer to TEXT. */
static void take_nearer(struct civ_span text, const char *word, const char **best, size_t *least)
{
	size_t distance;

	if (word == NULL || !civ_text_is_near(text, (struct civ_span){word, strlen(word)}, &distance) ||
	    (*best != NULL && distance >= *least))
		return;
	*best = word;
	*least = distance;
}

const char *civ_choice_near(const struct civ_choice *choices, struct civ_span text)
{
	const char *best = NULL;
	size_t least = 0;

	for (const struct civ_choice *choice = choices; choice->code != NULL; choice++) {
		take_nearer(text, choice->code, &best, &least);
		take_nearer(text, choice->zh, &best, &least);
	}
	return best;
}

/* What no noun has a word for. */
static const struct civ_choice others[] = {
	{"day", "日"},     {"week", "周"},     {"month", "月"},       {"quarter", "季度"}, {"year", "年"},
	{"place", "地点"}, {"cause", "原因"},  {"condition", "条件"}, {"age", "龄期"},     {"stratum", "分层"},
	{"own", "自身"},   {"note", "提示"},   {"warning", "警告"},   {"error", "错误"},   {"error", "报错"},
	{"skip", "跳过"},  {"update", "更新"}, {"table", "表格"},     {"en", "英文"},      {"zh", "中文"},
	{NULL, NULL},
};

/* Call TAKE with each Chinese word that the nouns have for CODE, until it says true. */
static bool each_word(const char *code, bool (*take)(void *data, const char *word), void *data)
{
	for (size_t n = 0; civ_nouns[n] != NULL; n++) {
		if (strcmp(civ_nouns[n]->name, code) == 0 && take(data, civ_nouns[n]->label_zh))
			return true;
		for (const struct civ_column *c = civ_nouns[n]->columns; c->name != NULL; c++) {
			if (strcmp(c->name, code) == 0 && take(data, c->label_zh))
				return true;
			for (const struct civ_choice *choice = c->choices; choice != NULL && choice->code != NULL;
			     choice++)
				if (strcmp(choice->code, code) == 0 && take(data, choice->zh))
					return true;
		}
	}
	for (const struct civ_choice *choice = others; choice->code != NULL; choice++)
		if (strcmp(choice->code, code) == 0 && take(data, choice->zh))
			return true;
	return false;
}

static bool take_same(void *data, const char *word)
{
	const struct civ_span *text = data;

	return is_word(*text, word);
}

bool civ_choice_means(const char *code, struct civ_span text)
{
	return is_code(text, code) || each_word(code, take_same, &text);
}

struct nearest {
	struct civ_span text;
	const char *best;
	size_t least;
};

static bool take_near(void *data, const char *word)
{
	struct nearest *nearest = data;

	take_nearer(nearest->text, word, &nearest->best, &nearest->least);
	return false;
}

static bool take_first(void *data, const char *word)
{
	const char **first = data;

	*first = word;
	return word != NULL;
}

void civ_choice_list(const char *const *codes, struct civ_buf *text)
{
	for (size_t i = 0; codes[i] != NULL; i++) {
		const char *word = NULL;

		if (civ_say_is_chinese())
			(void)each_word(codes[i], take_first, &word);
		civ_buf_addf(text, "%s%s", i == 0 ? "" : ", ", word == NULL ? codes[i] : word);
	}
}

const char *civ_choice_find(const char *const *codes, struct civ_span text, const char **near)
{
	struct nearest nearest = {.text = text};

	for (size_t i = 0; codes[i] != NULL; i++)
		if (civ_choice_means(codes[i], text))
			return codes[i];
	for (size_t i = 0; codes[i] != NULL; i++) {
		(void)take_near(&nearest, codes[i]);
		(void)each_word(codes[i], take_near, &nearest);
	}
	*near = nearest.best;
	return NULL;
}
