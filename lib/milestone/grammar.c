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
	const struct civ_mention word = {&civ_noun_indicator, side, 0, side.len, MENTION_WORD};
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
	double number;

	/* A word that would be read as something else stands in brackets. */
	if (mention->form != MENTION_WORD)
		civ_mention_write(mention, code, text);
	else if (civ_real_parse(code.text, code.len, &number) || strcspn(code.text, "<>=([") < code.len)
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

	asker->at = e->at;
	return e->kind == CIV_EXPRESSION_FIGURE && e->name.len == strlen(name) &&
	                       memcmp(e->name.text, name, e->name.len) == 0
	               ? CIV_REFUSED
	               : CIV_OK;
}

static enum civ_status check_sides(struct civ_records *records, const struct civ_phrase *phrase,
                                   const struct civ_criterion *criterion, struct civ_arena *arena)
{
	struct asker asker = {phrase->noun, 0};
	struct civ_buf why = {0};
	enum civ_status status = CIV_OK;

	for (size_t i = 0; i < 2 * criterion->count && status == CIV_OK; i++) {
		const struct civ_term *term = &criterion->terms[i / 2];
		struct civ_span side = i % 2 == 0 ? term->metric : term->other;
		struct civ_mistake mistake;
		const struct civ_expression *e = side.len == 0 ? NULL : civ_expression_parse(side, arena, &mistake);

		if (side.len > 0)
			status = civ_side_check(records, phrase->text, side, &why);
		if (status == CIV_OK && e != NULL && civ_expression_each(e, asks_for_itself, &asker) == CIV_REFUSED) {
			mistake = (struct civ_mistake){
				(size_t)(side.text - phrase->text.text) + asker.at,
				CIV_WORD("it cannot ask for figures of the report that it decides of")};
			civ_mistake_put(phrase->text, &mistake, &why);
			status = CIV_REFUSED;
		}
	}
	if (status == CIV_REFUSED)
		status = civ_buf_str(&why) == NULL ? civ_no_memory(civ_records_messages(records))
		                                   : civ_phrase_error(records, phrase, civ_buf_str(&why));
	civ_buf_free(&why);
	return status;
}

static enum civ_status resolve_criterion(struct civ_records *records, const struct civ_phrase *phrase)
{
	struct civ_arena *arena = civ_arena_new();
	struct civ_criterion criterion;
	const char *why;
	enum civ_status status = CIV_OK;

	if (arena == NULL || !civ_criterion_parse(phrase->text, arena, &criterion, &why))
		status = civ_no_memory(civ_records_messages(records));
	else
		status = check_sides(records, phrase, &criterion, arena);
	civ_arena_free(arena);
	return status;
}

const struct civ_grammar civ_criterion_grammar = {
	.name = "criterion",
	.check = check_criterion,
	.resolve = resolve_criterion,
	.mentions = civ_criterion_mentions,
	.write = write_mention,
};
