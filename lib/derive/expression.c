/* Expressions read: recursive descent, one function a level of precedence. */
#include <string.h>

#include "civplan/say.h"
#include "lib/derive/scan.h"

static struct civ_expression *new_node(struct civ_scanner *p, enum civ_expression_kind kind, size_t at, size_t len)
{
	struct civ_expression *made = civ_arena_alloc(p->arena, sizeof *made);

	if (made == NULL) {
		*p->mistake = (struct civ_mistake){at, NULL};
		return NULL;
	}
	*made = (struct civ_expression){.kind = kind, .at = at, .len = len};
	return made;
}

/* ---- what stands in the brackets of figures and functions ---- */

struct arguments {
	struct civ_argument *list;
	size_t count;
};

/* No more of them than signs that part them. */
static bool make_room(struct civ_scanner *p, struct arguments *arguments)
{
	size_t room = 1;

	for (size_t at = p->at, used; at < p->text.len; at += used) {
		unsigned long c = civ_scan_look(p, at, &used);

		if (c == ')')
			break;
		room += c == ',' || c == ';' ? 1 : 0;
	}
	arguments->list = civ_arena_alloc(p->arena, room * sizeof *arguments->list);
	arguments->count = 0;
	if (arguments->list == NULL)
		*p->mistake = (struct civ_mistake){p->at, NULL};
	return arguments->list != NULL;
}

static bool take_option(struct civ_scanner *p, struct civ_argument *option)
{
	civ_scan_blanks(p);
	*option = (struct civ_argument){.name_at = p->at};
	option->name = civ_scan_word(p, true);
	if (option->name.len == 0)
		return civ_scan_mistake(p, p->at, CIV_WORD("an option is expected here, as in year=2024")) != NULL;
	if (!civ_scan_take(p, '='))
		return civ_scan_mistake(p, p->at, CIV_WORD("= and a value are expected behind the option")) != NULL;
	return civ_scan_value(p, option);
}

/* Behind the ( of a figure, up to its ). */
static bool take_options(struct civ_scanner *p, struct arguments *options)
{
	if (!make_room(p, options))
		return false;
	do {
		if (!take_option(p, &options->list[options->count]))
			return false;
		options->count++;
		civ_scan_blanks(p);
	} while (civ_scan_take(p, ','));
	return civ_scan_take(p, ')') ||
	       civ_scan_mistake(p, p->at, CIV_WORD(", and an option, or ) is expected here")) != NULL;
}

/* Behind the ( of a function. */
static bool take_arguments(struct civ_scanner *p, struct arguments *arguments)
{
	size_t place = 0;

	if (!make_room(p, arguments))
		return false;
	for (;;) {
		struct civ_argument *argument = &arguments->list[arguments->count];

		*argument = (struct civ_argument){.place = place};
		if (!civ_scan_value(p, argument))
			return false;
		arguments->count++;
		if (civ_scan_take(p, ')'))
			return true;
		if (civ_scan_take(p, ','))
			place++;
		else if (!civ_scan_take(p, ';'))
			return civ_scan_mistake(p, p->at, CIV_WORD(", or ) is expected here")) != NULL;
	}
}

/* ---- functions ---- */

static const struct {
	const char *name;
	size_t least, most; /* arguments */
	bool list;          /* the first may be several */
	const char *form;
} functions[] = {
	[CIV_CALL_COUNT] = {"count", 1, 2, false,
                            CIV_WORD("count takes a kind, and maybe a kind of area: count(KIND, AREAKIND)")},
	[CIV_CALL_SUM] = {"sum", 1, 1, false, CIV_WORD("sum takes a kind: sum(KIND)")},
	[CIV_CALL_COVERAGE] =
		{"coverage", 2, 3, true,
                 CIV_WORD("coverage takes kinds, a kind of area and maybe old: coverage(KIND;KIND, AREAKIND, old)")},
	[CIV_CALL_SHARE] = {"share", 2, 2, false,
                            CIV_WORD("share takes an indicator and an area: share(INDICATOR, AREA)")},
};

enum { FUNCTIONS = sizeof functions / sizeof functions[0] };

static bool is_word(struct civ_span span, const char *word)
{
	return span.len == strlen(word) && memcmp(span.text, word, span.len) == 0;
}

static bool fits(const struct civ_expression *call)
{
	size_t places = call->arguments[call->count - 1].place + 1;

	for (size_t i = 1; i < call->count; i++)
		if (call->arguments[i].place == call->arguments[i - 1].place &&
		    (!functions[call->call].list || call->arguments[i].place > 0))
			return false;
	if (call->call == CIV_CALL_COVERAGE && places == 3 && !is_word(call->arguments[call->count - 1].value, "old"))
		return false;
	return places >= functions[call->call].least && places <= functions[call->call].most;
}

static struct civ_expression *take_call(struct civ_scanner *p, struct civ_expression *call)
{
	struct arguments arguments;
	size_t which = 0;

	while (which < FUNCTIONS && !is_word(call->name, functions[which].name))
		which++;
	if (which == FUNCTIONS)
		return civ_scan_mistake(
			p, call->at, CIV_WORD("there is no such function: count, sum, coverage and share are known"));
	call->kind = CIV_EXPRESSION_CALL;
	call->call = (enum civ_call)which;
	if (!take_arguments(p, &arguments))
		return NULL;
	call->arguments = arguments.list;
	call->count = arguments.count;
	return fits(call) ? call : civ_scan_mistake(p, call->at, functions[which].form);
}

/* ---- parts without parts ---- */

static struct civ_expression *take_figure(struct civ_scanner *p, struct civ_expression *figure)
{
	struct arguments options = {NULL, 0};

	figure->kind = CIV_EXPRESSION_FIGURE;
	figure->column_at = p->at;
	figure->column = civ_scan_word(p, false);
	figure->len = p->at - figure->at;
	if (figure->column.len == 0)
		return civ_scan_mistake(p, p->at, CIV_WORD("a column of the report is expected behind the point"));
	if (civ_scan_take(p, '(') && !take_options(p, &options))
		return NULL;
	figure->arguments = options.list;
	figure->count = options.count;
	return figure;
}

/* A name, a figure or a call. */
static struct civ_expression *take_named(struct civ_scanner *p)
{
	size_t at = p->at, used;
	struct civ_span word = civ_scan_word(p, false);
	struct civ_expression *node = new_node(p, CIV_EXPRESSION_NAME, at, word.len);

	if (node == NULL)
		return NULL;
	node->name = word;
	if (civ_scan_look(p, p->at, &used) == '.') {
		p->at += used;
		return take_figure(p, node);
	}
	return civ_scan_take(p, '(') ? take_call(p, node) : node;
}

/* Digits and letters are a name, digits and a unit are none. */
static bool begins_name(const struct civ_scanner *scanner)
{
	struct civ_scanner p = *scanner;
	struct civ_span word = civ_scan_word(&p, false);
	struct civ_constant constant;

	return word.len > 0 && !civ_constant_parse(word, &constant);
}

static struct civ_expression *take_number(struct civ_scanner *p)
{
	size_t at = p->at, used;
	struct civ_constant constant;
	struct civ_expression *node;
	unsigned long c;
	bool good;

	if (begins_name(p))
		return take_named(p);
	good = civ_constant_begin((struct civ_span){p->text.text + at, p->text.len - at}, &used, &constant);
	p->at += used;
	c = civ_scan_next(p);
	if (!good || civ_scan_is_digit(c) || civ_scan_is_letter(c))
		return civ_scan_mistake(p, at, CIV_WORD("this is no number: one is written with a point, as in 12.5"));
	if (constant.percent)
		return civ_scan_mistake(
			p, at, CIV_WORD("a percentage may mean two numbers here: write 0.05 or 5 instead of 5%"));
	node = new_node(p, CIV_EXPRESSION_NUMBER, at, used);
	if (node != NULL)
		node->number = constant.number;
	return node;
}

static struct civ_expression *take_bracketed_code(struct civ_scanner *p)
{
	size_t at = p->at;
	struct civ_expression *node = new_node(p, CIV_EXPRESSION_INDICATOR, at, 0);

	if (node == NULL || !civ_scan_bracketed(p, &node->name))
		return NULL;
	node->len = p->at - at;
	return node;
}

static struct civ_expression *take_sum(struct civ_scanner *p);

/* ---- parts with parts ---- */

static struct civ_expression *take_factor(struct civ_scanner *p);

static struct civ_expression *take_enclosed(struct civ_scanner *p)
{
	size_t opened = p->at;
	struct civ_expression *inner;

	(void)civ_scan_take(p, '(');
	inner = take_sum(p);
	if (inner == NULL || civ_scan_take(p, ')'))
		return inner;
	if (p->at < p->text.len)
		return civ_scan_mistake(p, p->at, CIV_WORD("+ - * / or ) is expected here"));
	return civ_scan_mistake(p, opened, CIV_WORD("this ( is not closed: ) is expected"));
}

static struct civ_expression *take_negative(struct civ_scanner *p)
{
	struct civ_expression *node = new_node(p, CIV_EXPRESSION_NEGATIVE, p->at, 1);

	(void)civ_scan_take(p, '-');
	if (node != NULL)
		node->left = take_factor(p);
	return node == NULL || node->left == NULL ? NULL : node;
}

static struct civ_expression *take_deeper(struct civ_scanner *p, struct civ_expression *(*part)(struct civ_scanner *p))
{
	struct civ_expression *node;

	if (++p->depth > CIV_EXPRESSION_DEEP)
		return civ_scan_mistake(
			p, p->at, CIV_WORD("brackets and minus signs stand within each other more than 100 deep"));
	node = part(p);
	p->depth--;
	return node;
}

static struct civ_expression *take_factor(struct civ_scanner *p)
{
	unsigned long c;

	civ_scan_blanks(p);
	c = civ_scan_next(p);
	if (c == '(')
		return take_deeper(p, take_enclosed);
	if (c == '-')
		return take_deeper(p, take_negative);
	if (c == '[')
		return take_bracketed_code(p);
	if (civ_scan_is_digit(c) || c == '.')
		return take_number(p);
	if (civ_scan_is_letter(c))
		return take_named(p);
	return civ_scan_mistake(p, p->at, CIV_WORD("a number, a name or ( is expected here"));
}

struct sign {
	unsigned long sign;
	enum civ_expression_kind kind;
};

/* PART [SIGN PART] ..., from left to right. */
static struct civ_expression *take_row(struct civ_scanner *p, const struct sign signs[2],
                                       struct civ_expression *(*part)(struct civ_scanner *p))
{
	struct civ_expression *left = part(p);

	while (left != NULL) {
		unsigned long c;
		struct civ_expression *node;

		civ_scan_blanks(p);
		c = civ_scan_next(p);
		if (c != signs[0].sign && c != signs[1].sign)
			break;
		node = new_node(p, c == signs[0].sign ? signs[0].kind : signs[1].kind, p->at, 1);
		(void)civ_scan_take(p, c);
		if (node == NULL)
			return NULL;
		node->left = left;
		node->right = part(p);
		left = node->right == NULL ? NULL : node;
	}
	return left;
}

static struct civ_expression *take_product(struct civ_scanner *p)
{
	static const struct sign signs[2] = {{'*', CIV_EXPRESSION_PRODUCT}, {'/', CIV_EXPRESSION_QUOTIENT}};

	return take_row(p, signs, take_factor);
}

static struct civ_expression *take_sum(struct civ_scanner *p)
{
	static const struct sign signs[2] = {{'+', CIV_EXPRESSION_SUM}, {'-', CIV_EXPRESSION_DIFFERENCE}};

	return take_row(p, signs, take_product);
}

/* ---- all of it ---- */

const struct civ_expression *civ_expression_begin(struct civ_span text, struct civ_arena *arena, size_t *used,
                                                  struct civ_mistake *mistake)
{
	struct civ_scanner p = {.text = text, .arena = arena, .mistake = mistake};
	struct civ_expression *made;

	*mistake = (struct civ_mistake){0, NULL};
	*used = 0;
	if (text.len > CIV_EXPRESSION_MOST)
		return civ_scan_mistake(&p, CIV_EXPRESSION_MOST, CIV_WORD("a formula is not longer than 4000 bytes"));
	made = take_sum(&p);
	civ_scan_blanks(&p);
	*used = p.at;
	return made;
}

const struct civ_expression *civ_expression_parse(struct civ_span text, struct civ_arena *arena,
                                                  struct civ_mistake *mistake)
{
	size_t used;
	const struct civ_expression *made = civ_expression_begin(text, arena, &used, mistake);

	if (made == NULL || used == text.len)
		return made;
	*mistake = (struct civ_mistake){used, CIV_WORD("+ - * / or the end is expected here")};
	return NULL;
}
