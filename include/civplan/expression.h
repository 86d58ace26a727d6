/* Expressions: how one figure comes of others, `1000 * doctors / population`. Pure syntax: which names there are is for
 * others to say.
 *
 * Numbers, maybe with 万, 亿 or 元 behind them, names, + - * / ( ) and a minus in front. A name is letters, digits
 * and _; the code of an indicator that is not stands in [ ], a ] within it twice. `report.column(option=value, ...)`
 * is a figure of a report; a value that holds a comma or a bracket stands in [ ] too. `function(argument, ...)` calls
 * one of four: count(KIND[, AREAKIND]), sum(KIND), coverage(KIND;KIND, AREAKIND[, old]), share(INDICATOR, AREA).
 * Signs in full width are understood. */
#ifndef CIVPLAN_EXPRESSION_H
#define CIVPLAN_EXPRESSION_H

#include <stdbool.h>
#include <stddef.h>

#include "civplan/buffer.h"
#include "civplan/text.h"

enum {
	CIV_EXPRESSION_MOST = 4000, /* bytes of one */
	CIV_EXPRESSION_DEEP = 100,  /* brackets and minus signs within each other */
};

enum civ_expression_kind {
	CIV_EXPRESSION_NUMBER,
	CIV_EXPRESSION_NAME,      /* without brackets: of an indicator, of a derived measure, population, elderly */
	CIV_EXPRESSION_INDICATOR, /* in brackets */
	CIV_EXPRESSION_FIGURE,    /* of a report */
	CIV_EXPRESSION_CALL,
	CIV_EXPRESSION_NEGATIVE,
	CIV_EXPRESSION_SUM,
	CIV_EXPRESSION_DIFFERENCE,
	CIV_EXPRESSION_PRODUCT,
	CIV_EXPRESSION_QUOTIENT,
};

enum civ_call { CIV_CALL_COUNT, CIV_CALL_SUM, CIV_CALL_COVERAGE, CIV_CALL_SHARE };

/* An option of a figure, or an argument of a function. */
struct civ_argument {
	struct civ_span name;  /* of the option; empty: an argument */
	struct civ_span value; /* as it is meant, without brackets */
	size_t place;          /* of an argument, from 0; those parted by ; share it */
	size_t name_at, at,
		len; /* where the name begins; the stretch of the text that is the value, brackets included */
};

struct civ_expression {
	enum civ_expression_kind kind;
	size_t at, len; /* bytes of the text: what names it, brackets included, or the sign */
	double number;
	struct civ_span name;   /* NAME, INDICATOR; FIGURE: first word of the report; CALL: of the function */
	struct civ_span column; /* FIGURE */
	size_t column_at;
	enum civ_call call;                   /* CALL */
	const struct civ_argument *arguments; /* FIGURE, CALL */
	size_t count;
	const struct civ_expression *left, *right; /* NEGATIVE has no right one */
};

/* What is wrong with a text. */
struct civ_mistake {
	size_t at;       /* the byte; civ_character_of counts characters */
	const char *why; /* one sentence, marked CIV_WORD: to be said; NULL: memory is out */
};

/* The expression that all of TEXT is, in ARENA; spans are borrowed from TEXT where they can be. NULL: *MISTAKE says
 * what was expected, and where. */
const struct civ_expression *civ_expression_parse(struct civ_span text, struct civ_arena *arena,
                                                  struct civ_mistake *mistake);
/* The same of what TEXT begins with, up to what cannot go on with it; *USED bytes of it. */
const struct civ_expression *civ_expression_begin(struct civ_span text, struct civ_arena *arena, size_t *used,
                                                  struct civ_mistake *mistake);
/* A number as it stands there, in digits of either width. */
struct civ_constant {
	double number; /* 8亿 and 8亿元 are 800000000 */
	bool counted;  /* 万, 亿, 万元, 亿元 or 元 stands behind it */
	bool percent;  /* % does: 80% is 80 */
};

/* The one that TEXT begins with, a sign before it, *USED bytes of it; false: it begins with none. */
bool civ_constant_begin(struct civ_span text, size_t *used, struct civ_constant *constant);
/* All of TEXT is one. */
bool civ_constant_parse(struct civ_span text, struct civ_constant *constant);
/* The number of the character at the byte AT, from 1. */
size_t civ_character_of(struct civ_span text, size_t at);
/* CODE as an expression names the indicator, appended: in brackets where it needs them. */
void civ_expression_put_code(struct civ_span code, struct civ_buf *text);
/* VALUE as an option or an argument has it. */
void civ_expression_put_value(struct civ_span value, struct civ_buf *text);
/* True if TEXT is letters, digits and _ alone, and no number. */
bool civ_expression_is_name(struct civ_span text);

#endif
