/* The column formula of an indicator: read, looked through when the run ends, followed when a name changes. */
#include <string.h>

#include "civplan/lists.h"
#include "civplan/say.h"
#include "lib/derive/evaluate.h"
#include "lib/derive/names.h"

extern const struct civ_noun civ_noun_area, civ_noun_indicator;

void civ_mistake_put(struct civ_span text, const struct civ_mistake *mistake, struct civ_buf *why)
{
	civ_buf_addf(why, civ_say(CIV_WORD("character %zu: ")), civ_character_of(text, mistake->at));
	civ_buf_adds(why, civ_say(mistake->why));
}

/* ---- names ---- */

struct check {
	struct civ_records *records;
	struct civ_span text;
	size_t before; /* bytes of the text before the expression */
	struct civ_buf *why;
};

/* WHY is told of the byte AT. */
static void at(const struct check *check, size_t byte)
{
	civ_buf_addf(check->why, civ_say(CIV_WORD("character %zu: ")),
	             civ_character_of(check->text, check->before + byte));
}

/* A near code among those of the noun's rows; in ARENA. */
static enum civ_status offer_codes(struct civ_records *records, const struct civ_noun *noun, struct civ_near *near,
                                   struct civ_arena *arena)
{
	struct civ_buf sql = {0};
	sqlite3_stmt *rows;
	enum civ_status status;

	civ_buf_addf(&sql, "SELECT DISTINCT code FROM \"%s\" ORDER BY code", noun->name);
	status = civ_records_statement_of(records, &sql, &rows);
	while (civ_store_next(civ_records_store(records), rows, &status)) {
		struct civ_span code = civ_value_column(rows, 0).string;
		const char *copy = civ_arena_copy(arena, code.text, code.len);

		if (copy == NULL)
			status = civ_no_memory(civ_records_messages(records));
		else
			civ_near_offer(near, copy);
	}
	return status;
}

static enum civ_status has_code(struct civ_records *records, const struct civ_noun *noun, struct civ_span code,
                                bool *found)
{
	const struct civ_value text = {.kind = CIV_STRING, .string = code};
	struct civ_buf sql = {0};
	sqlite3_stmt *find;
	enum civ_status status;

	civ_buf_addf(&sql, "SELECT 1 FROM \"%s\" WHERE code = ?1 LIMIT 1", noun->name);
	status = civ_records_statement_of(records, &sql, &find);
	*found = false;
	if (status == CIV_OK)
		status = civ_value_bind(civ_records_store(records), find, 1, &text);
	if (status == CIV_OK)
		status = civ_store_step(civ_records_store(records), find, found);
	if (status == CIV_OK && *found)
		sqlite3_reset(find);
	return status;
}

static void tell_unknown(const struct check *check, struct civ_span name, const char *near, bool measure)
{
	if (measure && near != NULL)
		civ_buf_addf(
			check->why,
			civ_say(CIV_WORD("there is no indicator and no derived measure '%.*s'; did you mean '%s'?")),
			(int)name.len, name.text, near);
	else if (measure)
		civ_buf_addf(check->why,
		             civ_say(CIV_WORD("there is no indicator and no derived measure '%.*s': measure-derive "
		                              "--explain lists the measures")),
		             (int)name.len, name.text);
	else if (near != NULL)
		civ_buf_addf(check->why, civ_say(CIV_WORD("there is no code '%.*s'; did you mean '%s'?")),
		             (int)name.len, name.text, near);
	else
		civ_buf_addf(check->why, civ_say(CIV_WORD("there is no code '%.*s'")), (int)name.len, name.text);
}

/* NAME, at the byte PLACE, is the code of a row of NOUN; MEASURE: it may be called what a derived measure is. */
static enum civ_status check_code(const struct check *check, const struct civ_noun *noun, struct civ_span name,
                                  size_t place, bool measure)
{
	struct civ_arena *arena;
	struct civ_near near = {.text = name};
	bool found;
	enum civ_status status = has_code(check->records, noun, name, &found);

	if (status != CIV_OK || found)
		return status;
	arena = civ_arena_new();
	if (arena == NULL)
		return civ_no_memory(civ_records_messages(check->records));
	if (measure)
		civ_derived_offer(&near);
	status = offer_codes(check->records, noun, &near, arena);
	if (status == CIV_OK) {
		at(check, place);
		tell_unknown(check, name, near.known, measure);
		status = CIV_REFUSED;
	}
	civ_arena_free(arena);
	return status;
}

/* A kind of facilities is whatever code a city gives it, but a known one is stored by its code. */
static bool is_kind(struct civ_span kind, struct civ_buf *why)
{
	if (civ_word_meant(civ_words_facility_kind, kind) != NULL)
		return civ_word_is_code(civ_words_facility_kind, kind, why);
	if (civ_text_is_codes(kind) && memchr(kind.text, ';', kind.len) == NULL)
		return true;
	civ_buf_addf(why, civ_say(CIV_WORD("'%.*s' is no code of a kind of facilities")), (int)kind.len, kind.text);
	return false;
}

/* Kinds of facilities, and of areas behind them. */
static enum civ_status check_kinds(const struct check *check, const struct civ_expression *call)
{
	struct civ_buf why = {0};
	enum civ_status status = CIV_OK;

	for (size_t i = 0; i < call->count && call->arguments[i].place < 2 && status == CIV_OK; i++) {
		const struct civ_argument *argument = &call->arguments[i];

		if (argument->place == 0 ? is_kind(argument->value, &why)
		                         : civ_word_is_code(civ_words_area_kind, argument->value, &why))
			continue;
		at(check, argument->at);
		civ_buf_add(check->why, why.data, why.len);
		status = why.failed ? civ_no_memory(civ_records_messages(check->records)) : CIV_REFUSED;
	}
	civ_buf_free(&why);
	return status;
}

static enum civ_status check_call(const struct check *check, const struct civ_expression *call)
{
	enum civ_status status;

	if (call->call != CIV_CALL_SHARE)
		return check_kinds(check, call);
	status = check_code(check, &civ_noun_indicator, call->arguments[0].value, call->arguments[0].at, false);
	return status == CIV_OK
	               ? check_code(check, &civ_noun_area, call->arguments[1].value, call->arguments[1].at, false)
	               : status;
}

/* What may be meant, in an arena: names of reports are borrowed for the call. */
struct offering {
	struct civ_near near;
	struct civ_arena *arena;
};

static enum civ_status offer_report(void *data, const struct civ_figure_known *known)
{
	struct offering *offering = data;
	const char *word = civ_arena_copy(offering->arena, known->report, strlen(known->report));

	if (word == NULL)
		return CIV_SYSTEM;
	civ_near_offer(&offering->near, word);
	return CIV_OK;
}

/* That no report has its first word, with one that may be meant. */
static enum civ_status tell_no_report(const struct check *check, const struct civ_expression *figure)
{
	struct offering offering = {.near = {.text = figure->name}, .arena = civ_arena_new()};
	enum civ_status status = offering.arena == NULL ? CIV_SYSTEM : CIV_OK;

	for (size_t i = 0; civ_figure_sources[i] != NULL && status == CIV_OK; i++)
		status = civ_figure_sources[i]->each(offer_report, &offering);
	at(check, figure->at);
	if (offering.near.known != NULL)
		civ_buf_addf(check->why, civ_say(CIV_WORD("no report begins with '%.*s'; did you mean '%s'?")),
		             (int)figure->name.len, figure->name.text, offering.near.known);
	else
		civ_buf_addf(check->why,
		             civ_say(CIV_WORD("no report begins with '%.*s'; the code of an indicator that "
		                              "is not letters, digits and _ stands in [ ]")),
		             (int)figure->name.len, figure->name.text);
	civ_arena_free(offering.arena);
	return status == CIV_OK ? CIV_REFUSED : civ_no_memory(civ_records_messages(check->records));
}

static enum civ_status check_figure(const struct check *check, const struct civ_expression *figure)
{
	struct civ_buf why = {0};
	bool known = false;
	enum civ_status status = CIV_OK;

	for (size_t i = 0; civ_figure_sources[i] != NULL && status == CIV_OK && !known; i++) {
		size_t place = figure->at;

		status = civ_figure_sources[i]->check(check->records, figure, &known, &place, &why);
		if (status == CIV_REFUSED) {
			at(check, place);
			civ_buf_add(check->why, why.data, why.len);
		}
	}
	civ_buf_free(&why);
	return status != CIV_OK || known ? status : tell_no_report(check, figure);
}

static enum civ_status check_names(const struct check *check, const struct civ_expression *e)
{
	enum civ_status status = CIV_OK;

	if (civ_names_indicator(e))
		return check_code(check, &civ_noun_indicator, e->name, e->at, e->kind == CIV_EXPRESSION_NAME);
	if (e->kind == CIV_EXPRESSION_FIGURE)
		return check_figure(check, e);
	if (e->kind == CIV_EXPRESSION_CALL)
		return check_call(check, e);
	if (e->left != NULL)
		status = check_names(check, e->left);
	return status == CIV_OK && e->right != NULL ? check_names(check, e->right) : status;
}

enum civ_status civ_expression_check(struct civ_records *records, const struct civ_written *written,
                                     struct civ_buf *why)
{
	const struct check check = {records, written->text, written->before, why};
	enum civ_status status = check_names(&check, written->expression);

	return why->failed ? civ_no_memory(civ_records_messages(records)) : status;
}

/* ---- circles ---- */

/* The indicators on the way from the one whose formula is looked through, each named by the one before. */
struct walk {
	struct civ_records *records;
	struct civ_arena *arena;
	struct civ_hash *seen; /* those that have been walked through */
	struct civ_span start;
	struct civ_buf way; /* ", "-joined codes of the circle */
	size_t depth;
	bool found;
};

static enum civ_status walk_formulas(struct walk *walk, struct civ_span code);

static enum civ_status walk_mention(void *data, const struct civ_mention *mention)
{
	struct walk *walk = data;
	struct civ_span code = mention->code;
	int64_t place;

	if (mention->noun != &civ_noun_indicator || walk->found)
		return CIV_OK;
	if (code.len == walk->start.len && memcmp(code.text, walk->start.text, code.len) == 0) {
		walk->found = true;
		return CIV_OK;
	}
	if (civ_hash_get(walk->seen, code, &place))
		return CIV_OK;
	return civ_hash_put(walk->seen, code, 1) ? walk_formulas(walk, code)
	                                         : civ_no_memory(civ_records_messages(walk->records));
}

/* Formulas of the indicator, in whatever standards, in the arena: the statement serves those further down, too. */
static enum civ_status read_formulas(struct walk *walk, struct civ_span code, const struct civ_span **list,
                                     size_t *count)
{
	static const char sql[] = "SELECT formula, (SELECT count(*) FROM indicator c WHERE c.code = i.code)"
				  " FROM indicator i"
				  " WHERE i.code = ?1 AND i.formula IS NOT NULL";
	struct civ_store *store = civ_records_store(walk->records);
	const struct civ_value text = {.kind = CIV_STRING, .string = code};
	struct civ_span *made = NULL;
	sqlite3_stmt *rows;
	enum civ_status status = civ_records_statement(walk->records, sql, &rows);

	*count = 0;
	if (status == CIV_OK)
		status = civ_value_bind(store, rows, 1, &text);
	while (civ_store_next(store, rows, &status)) {
		struct civ_span formula = civ_value_column(rows, 0).string;

		if (made == NULL)
			made = civ_arena_alloc(walk->arena, (size_t)sqlite3_column_int64(rows, 1) * sizeof *made);
		formula.text = civ_arena_copy(walk->arena, formula.text, formula.len);
		if (made == NULL || formula.text == NULL)
			status = civ_no_memory(civ_records_messages(walk->records));
		else
			made[(*count)++] = formula;
	}
	*list = made;
	return status;
}

static enum civ_status walk_formulas(struct walk *walk, struct civ_span code)
{
	const struct civ_span *formulas;
	struct civ_mistake mistake;
	size_t count, before = walk->way.len;
	enum civ_status status;

	/* Further down nothing is counted any more. */
	if (walk->depth >= CIV_FORMULAS_DEEP)
		return CIV_OK;
	walk->depth++;
	status = read_formulas(walk, code, &formulas, &count);
	civ_buf_addf(&walk->way, "%s%.*s", before == 0 ? "" : ", ", (int)code.len, code.text);
	for (size_t i = 0; i < count && status == CIV_OK && !walk->found; i++) {
		const struct civ_expression *e = civ_expression_parse(formulas[i], walk->arena, &mistake);

		/* One that cannot be read names nothing. */
		if (e != NULL)
			status = civ_expression_mentions(walk->records, e, walk_mention, walk);
	}
	walk->depth--;
	if (!walk->found && !walk->way.failed)
		walk->way.len = before;
	return status;
}

/* CIV_REFUSED, told: from the indicator CODE formulas lead back to it. */
static enum civ_status check_circle(struct civ_records *records, const struct civ_phrase *phrase, struct civ_span code)
{
	struct walk walk = {.records = records, .start = code, .arena = civ_arena_new(), .seen = civ_hash_new()};
	struct civ_buf why = {0};
	enum civ_status status = walk.arena == NULL || walk.seen == NULL ? civ_no_memory(civ_records_messages(records))
	                                                                 : walk_formulas(&walk, code);

	if (status == CIV_OK && walk.found) {
		civ_buf_addf(&why, civ_say(CIV_WORD("the formulas go round in a circle: %.*s, %.*s")),
		             (int)walk.way.len, walk.way.data, (int)code.len, code.text);
		status = walk.way.failed || civ_buf_str(&why) == NULL
		                 ? civ_no_memory(civ_records_messages(records))
		                 : civ_phrase_error(records, phrase, civ_buf_str(&why));
	}
	civ_buf_free(&why);
	civ_buf_free(&walk.way);
	civ_hash_free(walk.seen);
	civ_arena_free(walk.arena);
	return status;
}

/* ---- the grammar ---- */

static enum civ_status check_formula(const struct civ_record *record, int column)
{
	struct civ_span text = record->values[column].string;
	struct civ_mistake mistake;
	struct civ_buf why = {0};
	enum civ_status status;

	if (civ_expression_parse(text, record->arena, &mistake) != NULL)
		return CIV_OK;
	if (mistake.why == NULL)
		return civ_no_memory(record->messages);
	civ_mistake_put(text, &mistake, &why);
	status = civ_buf_str(&why) == NULL ? civ_no_memory(record->messages)
	                                   : civ_record_error(record, column, "%s", civ_buf_str(&why));
	civ_buf_free(&why);
	return status;
}

static enum civ_status check_written(struct civ_records *records, const struct civ_phrase *phrase,
                                     struct civ_arena *arena)
{
	struct civ_mistake mistake;
	struct civ_buf why = {0};
	const struct civ_written written = {phrase->text, civ_expression_parse(phrase->text, arena, &mistake), 0};
	enum civ_status status = written.expression == NULL ? civ_no_memory(civ_records_messages(records))
	                                                    : civ_expression_check(records, &written, &why);

	if (status == CIV_REFUSED)
		status = civ_buf_str(&why) == NULL ? civ_no_memory(civ_records_messages(records))
		                                   : civ_phrase_error(records, phrase, civ_buf_str(&why));
	civ_buf_free(&why);
	return status;
}

static enum civ_status resolve_formula(struct civ_records *records, const struct civ_phrase *phrase)
{
	struct civ_arena *arena = civ_arena_new();
	sqlite3_stmt *row;
	enum civ_status status = arena == NULL ? civ_no_memory(civ_records_messages(records))
	                                       : check_written(records, phrase, arena);

	if (status == CIV_OK)
		status = civ_row_first(records, "SELECT code FROM indicator WHERE id = ?1", CIV_NUMBERS(phrase->id),
		                       &row);
	if (status == CIV_OK && row != NULL) {
		struct civ_span code = civ_value_column(row, 0).string;

		code.text = civ_arena_copy(arena, code.text, code.len);
		sqlite3_reset(row);
		status = code.text == NULL ? civ_no_memory(civ_records_messages(records))
		                           : check_circle(records, phrase, code);
	}
	civ_arena_free(arena);
	return status;
}

static enum civ_status mentions_of_formula(struct civ_records *records, struct civ_span text,
                                           civ_mention_function *take, void *data)
{
	struct civ_arena *arena = civ_arena_new();
	struct civ_mistake mistake;
	const struct civ_expression *e;
	enum civ_status status = CIV_OK;

	if (arena == NULL)
		return civ_no_memory(civ_records_messages(records));
	e = civ_expression_parse(text, arena, &mistake);
	if (e != NULL)
		status = civ_expression_mentions(records, e, take, data);
	civ_arena_free(arena);
	return status;
}

const struct civ_grammar civ_formula_grammar = {
	.name = "formula",
	.check = check_formula,
	.resolve = resolve_formula,
	.mentions = mentions_of_formula,
	.write = civ_mention_write,
};
