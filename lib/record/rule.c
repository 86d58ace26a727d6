/* The rules of a noun, tested without SQLite.
 *
 * A rule's SQL is written once, in the noun's table, and stands in the schema as a CHECK. Millions of rows cannot wait
 * for SQLite to evaluate every CHECK of a wide table, so that the bulk path reads the same text here. It understands
 * what rules are made of: columns in double quotes, numbers, texts in single quotes, comparisons, IS [NOT] NULL, [NOT]
 * IN, NOT, AND, OR and parentheses, with SQL's three values of truth. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/decimal.h"
#include "civplan/say.h"
#include "lib/record/private.h"

enum kind { COLUMN, CONSTANT, COMPARE, IS_NULL, IN, NOT, AND, OR };

enum compare { EQUAL, DIFFERENT, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL };

enum truth { UNKNOWN = -1, FALSE = 0, TRUE = 1 };

struct node {
	enum kind kind;
	enum compare compare;
	int column;
	bool negated;            /* IS NOT NULL, NOT IN */
	struct civ_value value;  /* of a constant */
	struct node *left, *right;
	struct node *next;       /* of the list behind IN */
};

struct civ_rules {
	const struct civ_noun *noun;
	struct node **trees; /* one for each rule, in their order */
	size_t count;
	struct civ_arena *arena;
};

/* ---- reading ---- */

struct reader {
	const char *at;
	const struct civ_noun *noun;
	struct civ_arena *arena;
	bool failed;
};

static struct node *read_or(struct reader *reader);

static struct node *fail(struct reader *reader)
{
	reader->failed = true;
	return NULL;
}

static struct node *make(struct reader *reader, enum kind kind, struct node *left, struct node *right)
{
	struct node *node = civ_arena_alloc(reader->arena, sizeof *node);

	if (node == NULL || reader->failed)
		return fail(reader);
	node->kind = kind;
	node->left = left;
	node->right = right;
	return node;
}

static void pass_blanks(struct reader *reader)
{
	while (*reader->at == ' ')
		reader->at++;
}

static bool take(struct reader *reader, const char *text)
{
	size_t len = strlen(text);

	pass_blanks(reader);
	if (strncmp(reader->at, text, len) != 0 ||
	    (isalpha((unsigned char)*text) && isalnum((unsigned char)reader->at[len])))
		return false;
	reader->at += len;
	return true;
}

/* "unit_id" is the column unit, a reference. */
static int column_named(const struct civ_noun *noun, const char *name, size_t len)
{
	for (int i = 0; noun->columns[i].name != NULL; i++) {
		const struct civ_column *c = &noun->columns[i];
		size_t own = strlen(c->name), id = c->type == CIV_REF ? 3 : 0;

		if (own + id == len && strncmp(c->name, name, own) == 0 && strncmp("_id", name + own, id) == 0)
			return i;
	}
	return -1;
}

static struct node *read_column(struct reader *reader)
{
	const char *end = strchr(reader->at, '"');
	struct node *node = make(reader, COLUMN, NULL, NULL);

	if (end == NULL || node == NULL)
		return fail(reader);
	node->column = column_named(reader->noun, reader->at, (size_t)(end - reader->at));
	reader->at = end + 1;
	return node->column < 0 ? fail(reader) : node;
}

static struct node *read_constant(struct reader *reader)
{
	struct node *node = make(reader, CONSTANT, NULL, NULL);

	if (node == NULL)
		return NULL;
	if (take(reader, "'")) {
		const char *end = strchr(reader->at, '\'');

		if (end == NULL)
			return fail(reader);
		node->value = (struct civ_value){.kind = CIV_STRING,
		                                 .string = {reader->at, (size_t)(end - reader->at)}};
		reader->at = end + 1;
		return node;
	}
	size_t len = strspn(reader->at, "-0123456789.");

	node->value.kind = CIV_DOUBLE;
	if (!civ_real_parse(reader->at, len, &node->value.real))
		return fail(reader);
	reader->at += len;
	return node;
}

static struct node *read_operand(struct reader *reader)
{
	if (take(reader, "(")) {
		struct node *inner = read_or(reader);

		return take(reader, ")") ? inner : fail(reader);
	}
	return take(reader, "\"") ? read_column(reader) : read_constant(reader);
}

static struct node *read_list(struct reader *reader, struct node *left, bool negated)
{
	struct node *in = make(reader, IN, left, NULL);
	struct node **next = in == NULL ? NULL : &in->right;

	if (in == NULL || !take(reader, "("))
		return fail(reader);
	in->negated = negated;
	do {
		*next = read_constant(reader);
		if (*next == NULL)
			return NULL;
		next = &(*next)->next;
	} while (take(reader, ","));
	return take(reader, ")") ? in : fail(reader);
}

static struct node *read_predicate(struct reader *reader)
{
	/* The longer ones first. */
	static const struct {
		const char *text;
		enum compare compare;
	} signs[] = {{"<>", DIFFERENT}, {"<=", LESS_EQUAL}, {">=", GREATER_EQUAL},
	             {"=", EQUAL},      {"<", LESS},        {">", GREATER}};
	struct node *left = read_operand(reader);
	struct node *made;

	if (take(reader, "IS")) {
		made = make(reader, IS_NULL, left, NULL);
		if (made != NULL)
			made->negated = take(reader, "NOT");
		return take(reader, "NULL") ? made : fail(reader);
	}
	if (take(reader, "NOT"))
		return take(reader, "IN") ? read_list(reader, left, true) : fail(reader);
	if (take(reader, "IN"))
		return read_list(reader, left, false);
	for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
		if (take(reader, signs[i].text)) {
			made = make(reader, COMPARE, left, read_operand(reader));
			if (made != NULL)
				made->compare = signs[i].compare;
			return made;
		}
	return left;
}

static struct node *read_not(struct reader *reader)
{
	return take(reader, "NOT") ? make(reader, NOT, read_not(reader), NULL) : read_predicate(reader);
}

static struct node *read_and(struct reader *reader)
{
	struct node *left = read_not(reader);

	while (!reader->failed && take(reader, "AND"))
		left = make(reader, AND, left, read_not(reader));
	return left;
}

static struct node *read_or(struct reader *reader)
{
	struct node *left = read_and(reader);

	while (!reader->failed && take(reader, "OR"))
		left = make(reader, OR, left, read_and(reader));
	return left;
}

static enum civ_status read_rules(struct civ_rules *rules, struct civ_messages *messages)
{
	for (size_t i = 0; i < rules->count; i++) {
		const struct civ_rule *rule = &rules->noun->rules[i];
		struct reader reader = {.at = rule->sql, .noun = rules->noun, .arena = rules->arena};

		rules->trees[i] = read_or(&reader);
		pass_blanks(&reader);
		if (reader.failed || *reader.at != '\0')
			return civ_error(messages, CIV_SYSTEM, NULL,
			                 "the rule %s of %s is written in a way that bulk loading cannot read: %s",
			                 rule->name, civ_say(rules->noun->name), rule->sql);
	}
	return CIV_OK;
}

enum civ_status civ_rules_open(const struct civ_noun *noun, struct civ_messages *messages, struct civ_rules **rules)
{
	struct civ_rules *made = calloc(1, sizeof *made);
	enum civ_status status;

	if (made == NULL)
		return civ_no_memory(messages);
	made->noun = noun;
	while (noun->rules != NULL && noun->rules[made->count].name != NULL)
		made->count++;
	made->arena = civ_arena_new();
	made->trees = calloc(made->count + 1, sizeof *made->trees);
	status = made->arena == NULL || made->trees == NULL ? civ_no_memory(messages) : read_rules(made, messages);
	if (status != CIV_OK) {
		civ_rules_close(made);
		return status;
	}
	*rules = made;
	return CIV_OK;
}

void civ_rules_close(struct civ_rules *rules)
{
	if (rules == NULL)
		return;
	civ_arena_free(rules->arena);
	free(rules->trees);
	free(rules);
}

/* ---- testing ---- */

static double number_of(const struct civ_value *value)
{
	return value->kind == CIV_INTEGER ? (double)value->integer : value->real;
}

/* Numbers come before texts, as SQLite has it. Neither is NULL. */
static int order(const struct civ_value *a, const struct civ_value *b)
{
	size_t shorter;
	int result;

	if ((a->kind == CIV_STRING) != (b->kind == CIV_STRING))
		return a->kind == CIV_STRING ? 1 : -1;
	if (a->kind != CIV_STRING) {
		double x = number_of(a), y = number_of(b);

		return x < y ? -1 : x > y;
	}
	shorter = a->string.len < b->string.len ? a->string.len : b->string.len;
	result = shorter == 0 ? 0 : memcmp(a->string.text, b->string.text, shorter);
	if (result != 0)
		return result;
	return a->string.len < b->string.len ? -1 : a->string.len > b->string.len;
}

static const struct civ_value *value_of(const struct node *node, const struct civ_value *values)
{
	return node->kind == COLUMN ? &values[node->column] : &node->value;
}

static enum truth compare(const struct node *node, const struct civ_value *values)
{
	const struct civ_value *left = value_of(node->left, values), *right = value_of(node->right, values);
	int result;

	if (left->kind == CIV_NULL || right->kind == CIV_NULL)
		return UNKNOWN;
	result = order(left, right);
	switch (node->compare) {
	case EQUAL:
		return result == 0;
	case DIFFERENT:
		return result != 0;
	case LESS:
		return result < 0;
	case LESS_EQUAL:
		return result <= 0;
	case GREATER:
		return result > 0;
	case GREATER_EQUAL:
		break;
	}
	return result >= 0;
}

static enum truth is_in(const struct node *node, const struct civ_value *values)
{
	const struct civ_value *left = value_of(node->left, values);

	if (left->kind == CIV_NULL)
		return UNKNOWN;
	for (const struct node *one = node->right; one != NULL; one = one->next)
		if (order(left, &one->value) == 0)
			return node->negated ? FALSE : TRUE;
	return node->negated ? TRUE : FALSE;
}

static enum truth test(const struct node *node, const struct civ_value *values)
{
	enum truth left, right;

	switch (node->kind) {
	case COMPARE:
		return compare(node, values);
	case IS_NULL:
		return (value_of(node->left, values)->kind == CIV_NULL) != node->negated;
	case IN:
		return is_in(node, values);
	case NOT:
		left = test(node->left, values);
		return left == UNKNOWN ? UNKNOWN : left == FALSE;
	case AND:
		left = test(node->left, values);
		right = left == FALSE ? FALSE : test(node->right, values);
		if (left == FALSE || right == FALSE)
			return FALSE;
		return left == UNKNOWN || right == UNKNOWN ? UNKNOWN : TRUE;
	case OR:
		left = test(node->left, values);
		right = left == TRUE ? TRUE : test(node->right, values);
		if (left == TRUE || right == TRUE)
			return TRUE;
		return left == UNKNOWN || right == UNKNOWN ? UNKNOWN : FALSE;
	case COLUMN:
	case CONSTANT:
		break;
	}
	return UNKNOWN;
}

/* The two columns of a rule that puts one after the other; false: it is no such rule. */
static bool orders(const struct node *node, int *before, int *after)
{
	if (node->kind != COMPARE || node->left->kind != COLUMN || node->right->kind != COLUMN ||
	    (node->compare != GREATER_EQUAL && node->compare != LESS_EQUAL))
		return false;
	*before = node->compare == GREATER_EQUAL ? node->right->column : node->left->column;
	*after = node->compare == GREATER_EQUAL ? node->left->column : node->right->column;
	return true;
}

static bool is_same_day_later(const struct civ_value *value, const struct civ_value *than)
{
	return value->kind == CIV_STRING && value->string.len == CIV_TIME_SIZE - 1 && than->kind == CIV_STRING &&
	       than->string.len == CIV_TIME_SIZE - 1 &&
	       memcmp(value->string.text, than->string.text, CIV_DATE_SIZE - 1) == 0 && order(value, than) > 0;
}

void civ_rules_settle(const struct civ_rules *rules, struct civ_record *record)
{
	bool moved = true;
	int before, after;

	/* One that moved may push the next. Each only moves up to a time that stands in the record, so that it ends. */
	while (moved) {
		moved = false;
		for (size_t i = 0; i < rules->count; i++)
			if (orders(rules->trees[i], &before, &after) && record->days[after] &&
			    is_same_day_later(&record->values[before], &record->values[after])) {
				record->values[after] = record->values[before];
				moved = true;
			}
	}
}

enum civ_status civ_rules_check(const struct civ_rules *rules, const struct civ_record *record)
{
	for (size_t i = 0; i < rules->count; i++) {
		const struct civ_rule *rule = &rules->noun->rules[i];

		if (test(rules->trees[i], record->values) == FALSE)
			return civ_record_error(record, civ_noun_column(rules->noun, rule->column), "%s",
			                        civ_say(rule->message));
	}
	return CIV_OK;
}
