#include <math.h>
#include <string.h>

#include "civplan/decimal.h"
#include "civplan/derive.h"
#include "civplan/milestone.h"
#include "civplan/say.h"

struct scanner {
	struct civ_span text, rest;
	struct civ_arena *arena;
	const char *why;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_operator(char c)
{
	return c == '<' || c == '>' || c == '=';
}

/* The next word: everything up to a blank or a comparison. */
static struct civ_span next_word(struct scanner *scanner)
{
	struct civ_span word;
	size_t len = 0;

	while (scanner->rest.len > 0 && is_blank(scanner->rest.text[0]))
		scanner->rest = (struct civ_span){scanner->rest.text + 1, scanner->rest.len - 1};
	while (len < scanner->rest.len && !is_blank(scanner->rest.text[len]) && !is_operator(scanner->rest.text[len]))
		len++;
	word = (struct civ_span){scanner->rest.text, len};
	scanner->rest = (struct civ_span){scanner->rest.text + len, scanner->rest.len - len};
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

/* The longer of two that begin alike comes first. */
static const struct {
	const char *text;
	enum civ_comparison comparison;
} comparisons[] = {{">=", CIV_GE}, {"<=", CIV_LE}, {">", CIV_GT}, {"<", CIV_LT}, {"=", CIV_EQ}, {NULL, CIV_GE}};

bool civ_comparison_parse(struct civ_span *text, enum civ_comparison *comparison)
{
	for (size_t i = 0; comparisons[i].text != NULL; i++) {
		size_t len = strlen(comparisons[i].text);

		if (text->len < len || memcmp(text->text, comparisons[i].text, len) != 0)
			continue;
		*comparison = comparisons[i].comparison;
		*text = (struct civ_span){text->text + len, text->len - len};
		return true;
	}
	return false;
}

static void skip_blanks(struct scanner *scanner)
{
	while (scanner->rest.len > 0 && is_blank(scanner->rest.text[0]))
		scanner->rest = (struct civ_span){scanner->rest.text + 1, scanner->rest.len - 1};
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
	return scanner->rest.len > 0 && is_operator(scanner->rest.text[0]);
}

static bool begins_and(struct scanner *scanner)
{
	static const char word[] = "and";
	size_t len = sizeof word - 1;

	skip_blanks(scanner);
	return scanner->rest.len == 0 ||
	       (scanner->rest.len > len && memcmp(scanner->rest.text, word, len) == 0 &&
	        is_blank(scanner->rest.text[len]));
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

static bool next_term(struct scanner *scanner, struct civ_term *term)
{
	double number;
	struct civ_span right;

	if (!next_side(scanner, begins_comparison, &term->metric))
		return false;
	if (term->metric.len == 0)
		return expected(scanner, "an indicator code", term->metric);
	if (civ_real_parse(term->metric.text, term->metric.len, &number))
		return expected(scanner, CIV_WORD("an indicator code, not a number, on the left"), nothing);
	if (!next_comparison(scanner, &term->comparison))
		return expected(scanner, "one of >= > = <= <", term->metric);
	if (!next_side(scanner, begins_and, &right))
		return false;
	if (right.len == 0)
		return expected(scanner, CIV_WORD("a number or an indicator code at the end"), nothing);
	term->other = (struct civ_span){NULL, 0};
	if (!civ_real_parse(right.text, right.len, &term->number))
		term->other = right;
	return true;
}

/* An upper bound of the terms: one more than the words "and" could part. */
static size_t most_terms(struct civ_span text)
{
	size_t count = 1;

	for (size_t i = 0; i < text.len; i++)
		count += is_operator(text.text[i]) ? 1 : 0;
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
