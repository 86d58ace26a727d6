/* The header of an input, matched to the columns of a noun. */
#include <string.h>

#include "civplan/say.h"
#include "lib/record/writer.h"

/* A header that is being matched. */
struct matching {
	const struct civ_noun *noun;
	const struct civ_header *header;
	const struct civ_writing *asked;
	struct civ_messages *messages;
	struct civ_binding *binding;
};

static bool span_is(struct civ_span span, const char *text)
{
	return text != NULL && civ_text_same(span, (struct civ_span){text, strlen(text)});
}

bool civ_column_is_named(const struct civ_column *column, struct civ_span name)
{
	return span_is(name, column->name) || span_is(name, column->label) || span_is(name, column->label_zh) ||
	       (column->also != NULL && civ_word_meant(column->also, name) != NULL);
}

static int column_named(const struct civ_noun *noun, struct civ_span name)
{
	/* A name wins over another column's label. */
	for (int i = 0; noun->columns[i].name != NULL; i++)
		if (name.len == strlen(noun->columns[i].name) &&
		    memcmp(name.text, noun->columns[i].name, name.len) == 0)
			return i;
	for (int i = 0; noun->columns[i].name != NULL; i++)
		if (civ_column_is_named(&noun->columns[i], name))
			return i;
	return -1;
}

enum civ_unit civ_noun_unit_of(const void *noun, struct civ_span name)
{
	const struct civ_noun *of = noun;
	int i = column_named(of, name);
	const char *counted = i < 0 ? NULL : of->columns[i].measure_unit;

	if (i >= 0 && of->columns[i].type == CIV_MONEY)
		return CIV_UNIT_YUAN;
	if (counted != NULL && strcmp(counted, "hours") == 0)
		return CIV_UNIT_HOUR;
	if (counted != NULL && (strcmp(counted, "days") == 0 || strcmp(counted, "working days") == 0))
		return CIV_UNIT_DAY;
	return CIV_UNIT_NONE;
}

/* Its list tells it of a row, beside columns. */
static bool is_told_of(const struct civ_noun *noun, struct civ_span name)
{
	for (const struct civ_column *c = noun->told; c != NULL && c->name != NULL; c++)
		if (civ_column_is_named(c, name))
			return true;
	return false;
}

bool civ_noun_passes(const struct civ_noun *noun, struct civ_span name)
{
	return is_told_of(noun, name) || (noun->passes != NULL && civ_word_meant(noun->passes, name) != NULL);
}

static bool is_bound(const struct civ_binding *binding, int column)
{
	for (unsigned i = 0; i < binding->count; i++)
		if (binding->columns[i] == column)
			return true;
	return false;
}

/* Every field that is no column of the noun is one of the noun that COLUMN refers to. */
static bool comes_from(const struct matching *m, const struct civ_column *column)
{
	if (column->type != CIV_REF || column->ref == m->noun)
		return false;
	for (unsigned i = 0; i < m->header->count; i++)
		if (m->binding->columns[i] < 0 && column_named(column->ref, m->header->names[i]) < 0 &&
		    !is_told_of(column->ref, m->header->names[i]) && !civ_noun_passes(m->noun, m->header->names[i]))
			return false;
	return true;
}

/* The header has all that who enters a row of NOUN has to give, and what the row is called. */
static bool has_all_of(const struct matching *m, const struct civ_noun *noun)
{
	for (int c = 0; noun->columns[c].name != NULL; c++) {
		bool there = c != civ_noun_code_column(noun) && !civ_column_entered(&noun->columns[c]);

		for (unsigned i = 0; i < m->header->count && !there; i++)
			there = column_named(noun, m->header->names[i]) == c;
		if (!there)
			return false;
	}
	return true;
}

static bool is_alike(const struct civ_column *a, const struct civ_column *b)
{
	return a->type == b->type && a->ref == b->ref && a->choices == b->choices;
}

/* A whole list of the noun that COLUMN refers to is piped on to one whose codes are given: its codes are the
 * references, not codes of new rows, and what both have by one name but means something else in each is passed over. */
static void give_back(const struct matching *m, int column)
{
	const struct civ_noun *ref = m->noun->columns[column].ref;
	int code = civ_noun_code_column(m->noun), theirs_code = civ_noun_code_column(ref);

	if (code < 0 || theirs_code < 0 || !civ_column_is_given(&m->noun->columns[code]) || !has_all_of(m, ref))
		return;
	for (unsigned i = 0; i < m->header->count; i++) {
		int own = m->binding->columns[i], theirs = column_named(ref, m->header->names[i]);

		if (own >= 0 && theirs >= 0 &&
		    ((own == code && theirs == theirs_code) ||
		     !is_alike(&m->noun->columns[own], &ref->columns[theirs])))
			m->binding->columns[i] = -1;
	}
}

/* A list of a referred noun is piped on: its code, or id, is the reference, and a column of a name that the noun has
 * too is the noun's, however it is headed. */
static void bind_referred(const struct matching *m, int column)
{
	const struct civ_noun *ref = m->noun->columns[column].ref;
	int code = civ_noun_code_column(ref);

	if (!is_bound(m->binding, column))
		give_back(m, column);
	for (unsigned i = 0; i < m->header->count; i++) {
		int theirs = m->binding->columns[i] < 0 ? column_named(ref, m->header->names[i]) : -1;
		int own = theirs < 0 ? -1 : civ_noun_column(m->noun, ref->columns[theirs].name);

		if (theirs >= 0 && theirs == code)
			own = column;
		if (own >= 0 && own != column && !is_alike(&m->noun->columns[own], &ref->columns[theirs]))
			own = -1;
		if (own >= 0 && !is_bound(m->binding, own))
			m->binding->columns[i] = own;
	}
}

static enum civ_status bind_others(const struct matching *m)
{
	const struct civ_header *header = m->header;
	enum civ_status status = CIV_OK;
	bool strange = false;

	for (unsigned i = 0; i < header->count; i++)
		strange = strange || m->binding->columns[i] < 0;
	if (!strange)
		return CIV_OK;
	/* First of what the header does not name itself: a list of tasks with their unit is one of tasks. */
	for (int bound = 0; bound <= 1; bound++)
		for (int c = 0; m->noun->columns[c].name != NULL; c++)
			if (is_bound(m->binding, c) == (bound != 0) && comes_from(m, &m->noun->columns[c])) {
				bind_referred(m, c);
				return CIV_OK;
			}
	for (unsigned i = 0; i < header->count; i++) {
		struct civ_position at = header->at;

		if (m->binding->columns[i] >= 0)
			continue;
		at.field = header->fields[i];
		status = civ_error(m->messages, CIV_REFUSED, &at, "%s has no column '%.*s'", civ_say(m->noun->name),
		                   (int)header->names[i].len, header->names[i].text);
	}
	return status;
}

static bool is_set(const struct matching *m, const struct civ_column *column)
{
	for (size_t i = 0; i < m->asked->setting_count; i++)
		if (m->asked->settings[i].column == column)
			return true;
	return false;
}

/* The key columns name the row to change; the other key may stand in for an id. */
static bool has_other_key(const struct matching *m)
{
	const char *const *other = m->noun->other_key;

	if (other == NULL)
		return false;
	for (size_t i = 0; other[i] != NULL; i++) {
		int column = civ_noun_column(m->noun, other[i]);

		if (!is_bound(m->binding, column) && !is_set(m, &m->noun->columns[column]))
			return false;
	}
	return true;
}

/* Each row may take over what it leaves empty from an entry that it reverses. */
static bool may_take_over(const struct matching *m)
{
	int column = civ_noun_reverses(m->noun);

	return column >= 0 && (is_bound(m->binding, column) || is_set(m, &m->noun->columns[column]));
}

static bool is_needed(const struct matching *m, const struct civ_column *column)
{
	if (m->asked->set)
		return (column->flags & CIV_KEY) != 0 && (civ_column_required(column) || column->type == CIV_ID);
	return civ_column_entered(column) && !may_take_over(m);
}

static enum civ_status check_needed(const struct matching *m)
{
	bool set = m->asked->set;
	enum civ_status status = CIV_OK;

	for (int i = 0; m->noun->columns[i].name != NULL; i++) {
		const struct civ_column *c = &m->noun->columns[i];

		if (!is_needed(m, c) || is_bound(m->binding, i) || is_set(m, c))
			continue;
		if (c->type == CIV_ID && has_other_key(m))
			continue;
		status = civ_error(m->messages, CIV_REFUSED, &m->header->at, "no column '%s', which %s %s", c->name,
		                   civ_say(m->noun->name), civ_say(set ? CIV_WORD("is named by") : CIV_WORD("needs")));
	}
	return status;
}

/* With set an option that the rows overrule would be lost without a word. */
static enum civ_status check_settings(const struct matching *m)
{
	enum civ_status status = CIV_OK;

	for (size_t i = 0; i < m->asked->setting_count; i++) {
		const struct civ_column *column = m->asked->settings[i].column;

		if (is_bound(m->binding, (int)(column - m->noun->columns)))
			status = civ_error(
				m->messages, CIV_USAGE, NULL,
				"the rows have a column '%s' of their own: leave it out of them, or the option",
				column->name);
	}
	return status;
}

/* Messages name a column as the file does, through a map too. */
static enum civ_status show_columns(const struct matching *m, struct civ_arena *arena)
{
	struct civ_binding *binding = m->binding;

	binding->shown = civ_arena_alloc(arena, civ_noun_width(m->noun) * sizeof(const struct civ_column *));
	if (binding->shown == NULL)
		return civ_no_memory(m->messages);
	for (unsigned i = 0; i < m->header->count; i++) {
		struct civ_span heading = m->header->headings[i];
		struct civ_column *column;

		if (binding->columns[i] < 0 || heading.len == 0 ||
		    span_is(heading, m->noun->columns[binding->columns[i]].name))
			continue;
		column = civ_arena_alloc(arena, sizeof *column);
		if (column == NULL)
			return civ_no_memory(m->messages);
		*column = m->noun->columns[binding->columns[i]];
		column->name = civ_arena_copy(arena, heading.text, heading.len);
		if (column->name == NULL)
			return civ_no_memory(m->messages);
		binding->shown[binding->columns[i]] = column;
	}
	return CIV_OK;
}

static enum civ_status bind_named(const struct matching *m)
{
	enum civ_status status = CIV_OK;

	for (unsigned i = 0; i < m->header->count; i++) {
		struct civ_position at = m->header->at;
		int column = column_named(m->noun, m->header->names[i]);

		at.field = m->header->fields[i];
		if (column >= 0 && is_bound(m->binding, column))
			status = civ_error(m->messages, CIV_REFUSED, &at, "column '%s' stands twice",
			                   m->noun->columns[column].name);
		m->binding->columns[i] = column;
	}
	return status;
}

enum civ_status civ_binding_make(const struct civ_writer *writer, const struct civ_writing *asked,
                                 const struct civ_header *header, struct civ_arena *arena, struct civ_binding *binding)
{
	const struct matching m = {writer->noun, header, asked, civ_records_messages(writer->records), binding};
	enum civ_status status;

	binding->count = header->count;
	binding->columns = civ_arena_alloc(arena, (header->count + 1) * sizeof *binding->columns);
	if (binding->columns == NULL)
		return civ_no_memory(m.messages);
	for (unsigned i = 0; i < header->count; i++)
		binding->columns[i] = -1;
	status = bind_named(&m);
	if (status == CIV_OK)
		status = bind_others(&m);
	if (status == CIV_OK && asked->set)
		status = check_settings(&m);
	if (status == CIV_OK)
		status = check_needed(&m);
	return status == CIV_OK ? show_columns(&m, arena) : status;
}
