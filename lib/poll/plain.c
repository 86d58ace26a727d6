#include "lib/poll/plain.h"

#include <ctype.h>
#include <string.h>

#include "civplan/decimal.h"

static struct civ_span span_of(const char *text)
{
	return (struct civ_span){text, strlen(text)};
}

static bool starts(struct civ_span text, const char *with)
{
	struct civ_span start = span_of(with);

	return text.len >= start.len && memcmp(text.text, start.text, start.len) == 0;
}

static struct civ_span behind(struct civ_span text, size_t len)
{
	return (struct civ_span){text.text + len, text.len - len};
}

/* "其他〖再看看〗" is the choice 其他, with what was written beside it. */
static struct civ_span without_remark(struct civ_span text)
{
	static const char open[] = "〖", shut[] = "〗";
	const char *at = text.len == 0 ? NULL : memmem(text.text, text.len, open, sizeof open - 1);

	if (at == NULL || at == text.text || text.len < sizeof shut - 1 ||
	    memcmp(text.text + text.len - (sizeof shut - 1), shut, sizeof shut - 1) != 0)
		return text;
	return (struct civ_span){text.text, (size_t)(at - text.text)};
}

void civ_plain_make(struct civ_span text, struct civ_buf *plain)
{
	size_t len = 0;

	civ_buf_clear(plain);
	text = without_remark(civ_text_trim(text));
	civ_buf_add(plain, text.text, text.len);
	if (plain->failed || plain->data == NULL)
		return;
	if (!civ_text_is_folded(text))
		plain->len = civ_text_fold(text, plain->data);
	for (size_t i = 0; i < plain->len; i++)
		if (!isspace((unsigned char)plain->data[i]))
			plain->data[len++] = (char)tolower((unsigned char)plain->data[i]);
	plain->len = len;
	plain->data[len] = '\0';
}

/* The mark that parts a number from what it numbers; its length, 0 when none stands there. */
static size_t mark_at(struct civ_span text)
{
	static const char *const marks[] = {".", "、", ":", ")", "题", "。", "】", "]"};

	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
		if (starts(text, marks[i]))
			return strlen(marks[i]);
	return 0;
}

struct civ_span civ_plain_unnumbered(struct civ_span plain)
{
	static const char *const openings[] = {"(", "[", "【", "第"};
	struct civ_span rest = plain;
	size_t digits = 0, mark, marks = 0;
	bool question = false;

	for (size_t i = 0; i < sizeof openings / sizeof openings[0]; i++)
		if (starts(rest, openings[i])) {
			rest = behind(rest, strlen(openings[i]));
			break;
		}
	if (rest.len > 1 && rest.text[0] == 'q' && isdigit((unsigned char)rest.text[1])) {
		rest = behind(rest, 1);
		question = true;
	}
	while (digits < rest.len && digits < 3 && isdigit((unsigned char)rest.text[digits]))
		digits++;
	if (digits == 0 && rest.len > 0 && rest.text[0] >= 'a' && rest.text[0] <= 'z')
		digits = 1;
	if (digits == 0)
		return plain;
	rest = behind(rest, digits);
	while ((mark = mark_at(rest)) > 0) {
		rest = behind(rest, mark);
		marks++;
	}
	/* A blank may have been the mark: "Q2 Are you content?" */
	return (marks == 0 && !question) || rest.len == 0 ? plain : rest;
}

bool civ_plain_is_number(struct civ_span plain)
{
	size_t digits = 0;

	while (digits < plain.len && isdigit((unsigned char)plain.text[digits]))
		digits++;
	return digits > 0 && plain.len > digits && mark_at(behind(plain, digits)) == plain.len - digits;
}

static bool ends(struct civ_span text, const char *with)
{
	struct civ_span end = span_of(with);

	return text.len >= end.len && memcmp(text.text + text.len - end.len, end.text, end.len) == 0;
}

/* What stands in brackets behind a question is of how it is answered, not a part of it. */
static bool is_remark(struct civ_span text)
{
	static const char *const words[] = {
		"单选", "多选", "可多选", "不定项", "必填", "必填项", "必答", "选填",
		"选答", "非必填", "可不填", "填空", "打分", "评分", "量表", "排序", "判断",
		"single", "singlechoice", "multiple", "multiplechoice", "required", "optional",
	};
	static const char *const kinds[] = {
		"选题", "填空题", "打分题", "评分题", "量表题", "排序题", "判断题",
		"问答题", "简答题", "矩阵题", "下拉题", "必答题", "单项选择", "多项选择",
	};
	static const char *const bounds[] = {
		"最多", "至多", "最少", "至少", "限选", "请选", "可选", "任选",
	};

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (text.len == strlen(words[i]) && starts(text, words[i]))
			return true;
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (ends(text, kinds[i]))
			return true;
	for (size_t i = 0; i < sizeof bounds / sizeof bounds[0]; i++)
		if (starts(text, bounds[i]) && memmem(text.text, text.len, "选", strlen("选")) != NULL)
			return true;
	return false;
}

/* Where the remark begins that ends TEXT; its length when none does. */
static size_t remark_at(struct civ_span text)
{
	static const struct {
		const char *open, *shut;
	} pairs[] = {{"(", ")"}, {"[", "]"}, {"【", "】"}, {"<", ">"}, {"{", "}"}};

	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
		size_t open = strlen(pairs[i].open), shut = strlen(pairs[i].shut), at = text.len;
		struct civ_span inside;

		if (!ends(text, pairs[i].shut))
			continue;
		while (at > 0 && !starts(behind(text, at), pairs[i].open))
			at--;
		if (!starts(behind(text, at), pairs[i].open))
			return text.len;
		inside = (struct civ_span){text.text + at + open, text.len - at - open - shut};
		return inside.len > 0 && is_remark(inside) ? at : text.len;
	}
	return text.len;
}

struct civ_span civ_plain_unmarked(struct civ_span plain)
{
	struct civ_span rest = starts(plain, "*") ? behind(plain, 1) : plain;
	size_t before;

	do {
		before = rest.len;
		if (ends(rest, "*") || ends(rest, ":"))
			rest.len--;
		rest.len = remark_at(rest);
	} while (rest.len < before);
	return rest.len == 0 ? plain : rest;
}

size_t civ_plain_place(struct civ_span plain)
{
	int64_t place;

	if (plain.len == 1 && plain.text[0] >= 'a' && plain.text[0] <= 'z')
		return (size_t)(plain.text[0] - 'a') + 1;
	if (civ_int_parse(plain.text, plain.len, &place) && place > 0 && place < INT16_MAX)
		return (size_t)place;
	return 0;
}

bool civ_plain_is_nothing(struct civ_span text)
{
	static const char *const words[] = {"(跳过)", "(空)", "(未答)",
	                                    "（跳过）", "（空）", "（未答）"};

	text = civ_text_trim(text);
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (text.len == strlen(words[i]) && memcmp(text.text, words[i], text.len) == 0)
			return true;
	return text.len == 0;
}
