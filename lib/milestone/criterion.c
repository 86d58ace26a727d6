#include <math.h>
#include <string.h>

#include "civplan/derive.h"
#include "civplan/milestone.h"
#include "civplan/say.h"

struct scanner {
	struct civ_span text, rest;
	struct civ_arena *arena;
	const char *why;
};

/* The longer of two that begin alike comes first. */
static const struct {
	const char *text;
	enum civ_comparison comparison;
} comparisons[] = {
	{">=", CIV_GE}, {"\u2265", CIV_GE}, {"\u2267", CIV_GE}, {"＞＝", CIV_GE}, {"＞=", CIV_GE}, {">＝", CIV_GE},
	{"<=", CIV_LE}, {"\u2264", CIV_LE}, {"\u2266", CIV_LE}, {"＜＝", CIV_LE}, {"＜=", CIV_LE}, {"<＝", CIV_LE},
	{">", CIV_GT},  {"＞", CIV_GT},      {"<", CIV_LT},       {"＜", CIV_LT},   {"=", CIV_EQ},   {"＝", CIV_EQ},
	{NULL, CIV_GE},
};

/* How what is not equal would be written: no term asks for that. */
static const char *const unequal[] = {"\u2260", "!=", "<>", NULL};

static bool begins_with(struct civ_span text, const char *sign)
{
	size_t len = strlen(sign);

	return text.len >= len && memcmp(text.text, sign, len) == 0;
}

static bool begins_unequal(struct civ_span text)
{
	for (size_t i = 0; unequal[i] != NULL; i++)
		if (begins_with(text, unequal[i]))
			return true;
	return false;
}

bool civ_comparison_parse(struct civ_span *text, enum civ_comparison *comparison)
{
	for (size_t i = 0; comparisons[i].text != NULL; i++) {
		size_t len = strlen(comparisons[i].text);

		if (!begins_with(*text, comparisons[i].text))
			continue;
		*comparison = comparisons[i].comparison;
		*text = (struct civ_span){text->text + len, text->len - len};
		return true;
	}
	return false;
}

static bool begins_operator(struct civ_span text)
{
	enum civ_comparison comparison;

	return begins_unequal(text) || civ_comparison_parse(&text, &comparison);
}

/* The length of the blank that TEXT begins with, the ideographic one and that of typesetting too; 0: none. */
static size_t blank_at(struct civ_span text)
{
	static const char *const blanks[] = {" ", "\t", "\n", "\r", "\u3000", "\u00a0", NULL};

	for (size_t i = 0; blanks[i] != NULL; i++)
		if (begins_with(text, blanks[i]))
			return strlen(blanks[i]);
	return 0;
}

static void pass(struct scanner *scanner, size_t len)
{
	scanner->rest = (struct civ_span){scanner->rest.text + len, scanner->rest.len - len};
}

static void skip_blanks(struct scanner *scanner)
{
	size_t len;

	while ((len = blank_at(scanner->rest)) > 0)
		pass(scanner, len);
}

/* The next word: everything up to a blank or a comparison. */
static struct civ_span next_word(struct scanner *scanner)
{
	struct civ_span word, left;

	skip_blanks(scanner);
	left = scanner->rest;
	while (left.len > 0 && blank_at(left) == 0 && !begins_operator(left))
		left = (struct civ_span){left.text + 1, left.len - 1};
	word = (struct civ_span){scanner->rest.text, scanner->rest.len - left.len};
	scanner->rest = left;
	return word;
}

static const struct civ_span nothing = {NULL, 0};

static bool expected(struct scanner *scanner, const char *what, struct civ_span behind)
{
	struct civ_buf text = {0};

	civ_buf_addf(&text, civ_say(CIV_WORD("expected %s")), civ_say(what));
	if (behind.len > 0)
		civ_buf_addf(&text, civ_say(CIV_WORD(" behind '%.*s'")), (int)behind.len, behind.text);
	scanner->why = text.failed ? NULL : civ_arena_copy(scanner->arena, text.data, text.len);
	civ_buf_free(&text);
	return false;
}

static bool next_comparison(struct scanner *scanner, enum civ_comparison *comparison)
{
	skip_blanks(scanner);
	return civ_comparison_parse(&scanner->rest, comparison);
}

/* ---- the sides of a comparison ---- */

static bool holds_brackets(struct civ_span word)
{
	return word.len > 0 && (memchr(word.text, '(', word.len) != NULL || memchr(word.text, '[', word.len) != NULL);
}

/* The expression that comes next, as it stands there. */
static bool next_expression(struct scanner *scanner, struct civ_span *side)
{
	struct civ_mistake mistake;
	struct civ_buf why = {0};
	size_t used;

	skip_blanks(scanner);
	*side = scanner->rest;
	if (civ_expression_begin(scanner->rest, scanner->arena, &used, &mistake) != NULL) {
		*side = civ_text_trim((struct civ_span){scanner->rest.text, used});
		scanner->rest = (struct civ_span){scanner->rest.text + used, scanner->rest.len - used};
		return true;
	}
	if (mistake.why != NULL) {
		mistake.at += (size_t)(scanner->rest.text - scanner->text.text);
		civ_mistake_put(scanner->text, &mistake, &why);
	}
	scanner->why = why.failed || why.len == 0 ? NULL : civ_arena_copy(scanner->arena, why.data, why.len);
	civ_buf_free(&why);
	return false;
}

static bool begins_comparison(struct scanner *scanner)
{
	skip_blanks(scanner);
	return begins_operator(scanner->rest);
}

static bool begins_and(struct scanner *scanner)
{
	static const char word[] = "and";
	size_t len = sizeof word - 1;

	skip_blanks(scanner);
	return scanner->rest.len == 0 ||
	       (begins_with(scanner->rest, word) &&
	        blank_at((struct civ_span){scanner->rest.text + len, scanner->rest.len - len}) > 0);
}

/* A word alone is a code, whatever stands in it; with more before its END it is an expression. */
static bool next_side(struct scanner *scanner, bool (*end)(struct scanner *scanner), struct civ_span *side)
{
	struct scanner before;

	skip_blanks(scanner);
	before = *scanner;
	*side = next_word(scanner);
	if (side->len == 0 || (!holds_brackets(*side) && end(scanner)))
		return true;
	*scanner = before;
	return next_expression(scanner, side);
}

/* WHY, of what comes next. */
static bool mistaken(struct scanner *scanner, const char *why)
{
	const struct civ_mistake mistake = {(size_t)(scanner->rest.text - scanner->text.text), why};
	struct civ_buf text = {0};

	civ_mistake_put(scanner->text, &mistake, &text);
	scanner->why = text.failed ? NULL : civ_arena_copy(scanner->arena, text.data, text.len);
	civ_buf_free(&text);
	return false;
}

/* A number that is all of the side. */
static bool next_number(struct scanner *scanner, struct civ_term *term)
{
	struct scanner before;
	struct civ_constant constant;
	size_t used;

	skip_blanks(scanner);
	before = *scanner;
	if (civ_constant_begin(scanner->rest, &used, &constant)) {
		pass(scanner, used);
		term->right = civ_text_trim((struct civ_span){before.rest.text, used});
		term->number = constant.number;
		term->counted = constant.counted;
		term->percent = constant.percent;
		if (begins_and(scanner))
			return true;
	}
	*scanner = before;
	return false;
}

static bool next_term(struct scanner *scanner, struct civ_term *term)
{
	struct civ_constant constant;

	*term = (struct civ_term){.number = 0};
	if (!next_side(scanner, begins_comparison, &term->metric))
		return false;
	if (term->metric.len == 0)
		return expected(scanner, "an indicator code", term->metric);
	if (civ_constant_parse(term->metric, &constant))
		return expected(scanner, CIV_WORD("an indicator code, not a number, on the left"), nothing);
	skip_blanks(scanner);
	if (begins_unequal(scanner->rest))
		return mistaken(scanner, CIV_WORD("a criterion asks for one of >= > = <= <"));
	if (!next_comparison(scanner, &term->comparison))
		return expected(scanner, "one of >= > = <= <", term->metric);
	if (next_number(scanner, term))
		return true;
	if (!next_side(scanner, begins_and, &term->other))
		return false;
	if (term->other.len == 0)
		return expected(scanner, CIV_WORD("a number or an indicator code at the end"), nothing);
	term->right = term->other;
	return true;
}

/* An upper bound of the terms: one more than the words "and" could part. */
static size_t most_terms(struct civ_span text)
{
	size_t count = 1;

	for (; text.len > 0; text = (struct civ_span){text.text + 1, text.len - 1})
		count += begins_operator(text) ? 1 : 0;
	return count;
}

bool civ_criterion_parse(struct civ_span text, struct civ_arena *arena, struct civ_criterion *criterion,
                         const char **why)
{
	struct scanner scanner = {.text = text, .rest = text, .arena = arena};
	bool good = true;

	*why = NULL;
	criterion->count = 0;
	criterion->terms = civ_arena_alloc(arena, most_terms(text) * sizeof *criterion->terms);
	if (criterion->terms == NULL)
		return false;
	while (good) {
		struct civ_span word;

		good = next_term(&scanner, &criterion->terms[criterion->count]);
		if (!good)
			break;
		criterion->count++;
		word = next_word(&scanner);
		if (word.len == 0 && scanner.rest.len == 0)
			return true;
		if (word.len != 3 || memcmp(word.text, "and", 3) != 0)
			good = expected(&scanner, CIV_WORD("the word and between two terms"), nothing);
	}
	*why = scanner.why;
	return false;
}

static bool nearly_equal(double left, double right)
{
	return fabs(left - right) <= 1e-9 * fmax(fabs(left), fabs(right));
}

bool civ_term_holds(const struct civ_term *term, double left, double right)
{
	bool equal = nearly_equal(left, right);

	switch (term->comparison) {
	case CIV_GE:
		return left > right || equal;
	case CIV_GT:
		return left > right && !equal;
	case CIV_EQ:
		return equal;
	case CIV_LT:
		return left < right && !equal;
	case CIV_LE:
		return left < right || equal;
	}
	return false;
}
