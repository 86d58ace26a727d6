/* Criteria as texts that name records. */
#include <string.h>

#include "civplan/decimal.h"
#include "civplan/say.h"
#include "lib/milestone/milestone-report.h"
#include "lib/milestone/side.h"

extern const struct civ_noun civ_noun_indicator;

/* How a criterion names an indicator by a word alone, beside the forms of expressions. */
enum { MENTION_WORD = CIV_MENTION_VALUE + 1 };

/* ---- what it names ---- */

struct naming {
	struct civ_records *records;
	struct civ_arena *arena;
	size_t before; /* bytes of the criterion before the side at hand */
	civ_mention_function *take;
	void *data;
};

/* A mention of the side is one of the criterion further on. */
static enum civ_status move_mention(void *data, const struct civ_mention *mention)
{
	const struct naming *naming = data;
	struct civ_mention moved = *mention;

	moved.at += naming->before;
	return naming->take(naming->data, &moved);
}

static enum civ_status name_side(struct naming *naming, struct civ_span side)
{
	const struct civ_mention word = {&civ_noun_indicator, side, 0, side.len, MENTION_WORD, {NULL, 0}};
	struct civ_mistake mistake;
	const struct civ_expression *e;
	bool found;
	enum civ_status status = side.len == 0 ? CIV_OK : move_mention(naming, &word);

	if (status != CIV_OK || side.len == 0)
		return status;
	/* What an indicator is called as a whole is no expression over others. */
	status = civ_side_is_indicator(naming->records, side, &found);
	if (status != CIV_OK || found)
		return status;
	e = civ_expression_parse(side, naming->arena, &mistake);
	if (e == NULL || (e->kind == CIV_EXPRESSION_NAME))
		return CIV_OK;
	return civ_expression_mentions(naming->records, e, move_mention, naming);
}

enum civ_status civ_criterion_mentions(struct civ_records *records, struct civ_span text, civ_mention_function *take,
                                       void *data)
{
	struct naming naming = {.records = records, .arena = civ_arena_new(), .take = take, .data = data};
	struct civ_criterion criterion = {.count = 0};
	const char *why;
	enum civ_status status = CIV_OK;

	if (naming.arena == NULL)
		return civ_no_memory(civ_records_messages(records));
	/* One that was damaged since it was stored names nothing. */
	if (!civ_criterion_parse(text, naming.arena, &criterion, &why))
		criterion.count = 0;
	for (size_t i = 0; i < 2 * criterion.count && status == CIV_OK; i++) {
		const struct civ_term *term = &criterion.terms[i / 2];
		struct civ_span side = i % 2 == 0 ? term->metric : term->other;

		naming.before = side.len == 0 ? 0 : (size_t)(side.text - text.text);
		status = name_side(&naming, side);
	}
	civ_arena_free(naming.arena);
	return status;
}

static void write_mention(const struct civ_mention *mention, struct civ_span code, struct civ_buf *text)
{
	struct civ_constant constant;

	/* A word that would be read as something else stands in brackets. */
	if (mention->form != MENTION_WORD)
		civ_mention_write(mention, code, text);
	else if (civ_constant_parse(code, &constant) || strcspn(code.text, "<>=([") < code.len)
		civ_expression_put_code(code, text);
	else
		civ_buf_add(text, code.text, code.len);
}

/* ---- on entry ---- */

static enum civ_status check_criterion(const struct civ_record *record, int column)
{
	struct civ_criterion criterion;
	const char *why;

	if (civ_criterion_parse(record->values[column].string, record->arena, &criterion, &why))
		return CIV_OK;
	return why == NULL ? civ_no_memory(record->messages) : civ_record_error(record, column, "%s", why);
}

struct asker {
	const struct civ_noun *noun;
	size_t at; /* the byte of the side at which it asks */
};

/* The figures of a noun's own report follow from what its texts say: these do not ask for them. */
static enum civ_status asks_for_itself(void *data, const struct civ_expression *e)
{
	struct asker *asker = data;
	const char *name = asker->noun->name;
	size_t len = strlen(name);

	asker->at = e->at;
	if (e->kind != CIV_EXPRESSION_FIGURE || e->name.len < len || memcmp(e->name.text, name, len) != 0)
		return CIV_OK;
	/* "risk", and "risk_report". */
	return e->name.len == len || e->name.text[len] == '_' ? CIV_REFUSED : CIV_OK;
}

/* All that is looked through of a criterion. */
struct checking {
	struct civ_records *records;
	const struct civ_phrase *phrase;
	struct civ_arena *arena;
	struct civ_span own; /* the code of its row */
	struct civ_buf *why;
};

static enum civ_status mistaken(const struct checking *c, size_t at, const char *why)
{
	const struct civ_mistake mistake = {at, why};

	civ_mistake_put(c->phrase->text, &mistake, c->why);
	return CIV_REFUSED;
}

/* Where the part of the text stands in it. */
static size_t place_of(const struct checking *c, struct civ_span part)
{
	return (size_t)(part.text - c->phrase->text.text);
}

/* A code that no indicator has yet is taken, unless it is the row's own or begins as a number does. */
static enum civ_status check_code(const struct checking *c, struct civ_span side, struct civ_span code)
{
	struct civ_constant constant;
	size_t used;
	bool found;
	enum civ_status status = civ_side_is_indicator(c->records, code, &found);

	if (status != CIV_OK || found)
		return status;
	if (code.len == c->own.len && memcmp(code.text, c->own.text, code.len) == 0)
		return mistaken(c, place_of(c, side),
		                CIV_WORD("it goes round in a circle: this is what it decides of"));
	if (side.text[0] != '[' && code.len > 0 && civ_constant_begin(code, &used, &constant))
		return mistaken(c, place_of(c, side), CIV_WORD("this is no number, and no indicator has such a code"));
	return CIV_OK;
}

static enum civ_status check_side(const struct checking *c, struct civ_span side)
{
	struct asker asker = {c->phrase->noun, 0};
	struct civ_mistake mistake;
	const struct civ_expression *e;
	struct civ_side found;
	enum civ_status status;

	if (side.len == 0)
		return CIV_OK;
	status = civ_side_check(c->records, c->phrase->text, side, c->why);
	if (status == CIV_OK)
		status = civ_side_find(c->records, side, c->arena, &found);
	if (status == CIV_OK && found.code.len > 0)
		status = check_code(c, side, found.code);
	if (status != CIV_OK)
		return status;
	e = civ_expression_parse(side, c->arena, &mistake);
	if (e != NULL && civ_expression_each(e, asks_for_itself, &asker) == CIV_REFUSED)
		return mistaken(c, place_of(c, side) + asker.at,
		                CIV_WORD("it cannot ask for figures of the report that it decides of"));
	return CIV_OK;
}

/* A number that says what it counts must count that as the figure does. */
static enum civ_status check_unit(const struct checking *c, const struct civ_term *term)
{
	struct civ_side side;
	struct civ_span unit;
	bool known;
	enum civ_status status;

	if (!term->counted && !term->percent)
		return CIV_OK;
	status = civ_side_find(c->records, term->metric, c->arena, &side);
	if (status == CIV_OK)
		status = civ_side_unit(c->records, &side, c->arena, &unit, &known);
	if (status != CIV_OK)
		return status;
	if (term->percent && (!known || (unit.len > 0 && !civ_unit_is_percent(unit))))
		return mistaken(c, place_of(c, term->right), CIV_WORD("the figure on the left is no percentage"));
	if (term->counted && known && civ_unit_counts_many(unit))
		return mistaken(
			c, place_of(c, term->right),
			CIV_WORD("the figure on the left is counted in such a unit: write the number alone"));
	return CIV_OK;
}

static enum civ_status check_sides(const struct checking *c, const struct civ_criterion *criterion)
{
	enum civ_status status = CIV_OK;

	for (size_t i = 0; i < criterion->count && status == CIV_OK; i++) {
		status = check_side(c, criterion->terms[i].metric);
		if (status == CIV_OK)
			status = check_side(c, criterion->terms[i].other);
		if (status == CIV_OK)
			status = check_unit(c, &criterion->terms[i]);
	}
	return status;
}

static enum civ_status read_own(struct checking *c)
{
	struct civ_buf sql = {0};
	sqlite3_stmt *row = NULL;
	enum civ_status status = CIV_SYSTEM;

	civ_buf_addf(&sql, "SELECT code FROM \"%s\" WHERE id = ?1", c->phrase->noun->name);
	if (civ_buf_str(&sql) == NULL)
		(void)civ_no_memory(civ_records_messages(c->records));
	else
		status = civ_row_first(c->records, civ_buf_str(&sql), CIV_NUMBERS(c->phrase->id), &row);
	civ_buf_free(&sql);
	if (status != CIV_OK || row == NULL)
		return status;
	c->own = civ_value_column(row, 0).string;
	c->own.text = civ_arena_copy(c->arena, c->own.text, c->own.len);
	sqlite3_reset(row);
	return c->own.text == NULL ? civ_no_memory(civ_records_messages(c->records)) : CIV_OK;
}

static enum civ_status resolve_criterion(struct civ_records *records, const struct civ_phrase *phrase)
{
	struct civ_buf told = {0};
	struct checking c = {.records = records, .phrase = phrase, .arena = civ_arena_new(), .why = &told};
	struct civ_criterion criterion;
	const char *why;
	enum civ_status status;

	if (c.arena == NULL || !civ_criterion_parse(phrase->text, c.arena, &criterion, &why))
		status = civ_no_memory(civ_records_messages(records));
	else
		status = read_own(&c);
	if (status == CIV_OK)
		status = check_sides(&c, &criterion);
	if (status == CIV_REFUSED)
		status = civ_buf_str(&told) == NULL ? civ_no_memory(civ_records_messages(records))
		                                    : civ_phrase_error(records, phrase, civ_buf_str(&told));
	civ_buf_free(&told);
	civ_arena_free(c.arena);
	return status;
}

const struct civ_grammar civ_criterion_grammar = {
	.name = "criterion",
	.check = check_criterion,
	.resolve = resolve_criterion,
	.mentions = civ_criterion_mentions,
	.write = write_mention,
};
