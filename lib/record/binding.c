/* The header of an input, matched to the columns of a noun. */
#include <string.h>

#include "civplan/say.h"
#include "lib/record/private.h"

static bool span_is(struct civ_span span, const char *text)
{
	return text != NULL && civ_text_same(span, (struct civ_span){text, strlen(text)});
}

bool civ_column_is_named(const struct civ_column *column, struct civ_span name)
{
	return span_is(name, column->name) || span_is(name, column->also) || span_is(name, column->label) ||
	       span_is(name, column->label_zh);
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

bool civ_noun_passes(const struct civ_noun *noun, struct civ_span name)
{
	for (size_t i = 0; noun->passes != NULL && noun->passes[i] != NULL; i++)
		if (span_is(name, noun->passes[i]))
			return true;
	return false;
}

/* Every field that is no column of NOUN is one of the noun that COLUMN refers to. */
static bool comes_from(const struct civ_noun *noun, const struct civ_column *column, const struct civ_header *header,
                       const struct civ_binding *binding)
{
	if (column->type != CIV_REF || column->ref == noun)
		return false;
	for (unsigned i = 0; i < header->count; i++)
		if (binding->columns[i] < 0 && column_named(column->ref, header->names[i]) < 0 &&
		    !civ_noun_passes(noun, header->names[i]))
			return false;
	return true;
}

/* A list of a referred noun is piped on: its code, or id, is the reference. */
static void bind_referred(const struct civ_noun *noun, int column, const struct civ_header *header,
                          struct civ_binding *binding)
{
	const struct civ_noun *ref = noun->columns[column].ref;
	int code = civ_noun_code_column(ref);

	for (unsigned i = 0; i < binding->count; i++)
		if (binding->columns[i] == column)
			return;
	for (unsigned i = 0; i < header->count; i++)
		if (binding->columns[i] < 0 && code >= 0 && column_named(ref, header->names[i]) == code)
			binding->columns[i] = column;
}

static enum civ_status bind_others(const struct civ_noun *noun, const struct civ_header *header,
                                   struct civ_messages *messages, struct civ_binding *binding)
{
	enum civ_status status = CIV_OK;
	bool strange = false;

	for (unsigned i = 0; i < header->count; i++)
		strange = strange || binding->columns[i] < 0;
	if (!strange)
		return CIV_OK;
	for (int c = 0; noun->columns[c].name != NULL; c++)
		if (comes_from(noun, &noun->columns[c], header, binding)) {
			bind_referred(noun, c, header, binding);
			return CIV_OK;
		}
	for (unsigned i = 0; i < header->count; i++) {
		struct civ_position at = header->at;

		if (binding->columns[i] >= 0)
			continue;
		at.field = header->fields[i];
		status = civ_error(messages, CIV_REFUSED, &at, "%s has no column '%.*s'", civ_say(noun->name),
		                   (int)header->names[i].len, header->names[i].text);
	}
	return status;
}

static bool is_bound(const struct civ_binding *binding, int column)
{
	for (unsigned i = 0; i < binding->count; i++)
		if (binding->columns[i] == column)
			return true;
	return false;
}

static bool is_set(const struct civ_column *column, const struct civ_setting *settings, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (settings[i].column == column)
			return true;
	return false;
}

/* The key columns name the row to change; the other key may stand in for an id. */
static bool has_other_key(const struct civ_noun *noun, const struct civ_binding *binding,
                          const struct civ_setting *settings, size_t count)
{
	if (noun->other_key == NULL)
		return false;
	for (size_t i = 0; noun->other_key[i] != NULL; i++) {
		int column = civ_noun_column(noun, noun->other_key[i]);

		if (!is_bound(binding, column) && !is_set(&noun->columns[column], settings, count))
			return false;
	}
	return true;
}

static bool is_needed(const struct civ_column *column, bool set)
{
	if (set)
		return (column->flags & CIV_KEY) != 0 && (civ_column_required(column) || column->type == CIV_ID);
	return civ_column_entered(column);
}

static enum civ_status check_needed(const struct civ_noun *noun, const struct civ_header *header, bool set,
                                    const struct civ_setting *settings, size_t count, struct civ_messages *messages,
                                    const struct civ_binding *binding)
{
	enum civ_status status = CIV_OK;

	for (int i = 0; noun->columns[i].name != NULL; i++) {
		const struct civ_column *c = &noun->columns[i];

		if (!is_needed(c, set) || is_bound(binding, i) || is_set(c, settings, count))
			continue;
		if (c->type == CIV_ID && has_other_key(noun, binding, settings, count))
			continue;
		status = civ_error(messages, CIV_REFUSED, &header->at, "no column '%s', which %s %s", c->name,
		                   civ_say(noun->name), civ_say(set ? CIV_WORD("is named by") : CIV_WORD("needs")));
	}
	return status;
}

/* With set an option that the rows overrule would be lost without a word. */
static enum civ_status check_settings(const struct civ_noun *noun, const struct civ_setting *settings, size_t count,
                                      struct civ_messages *messages, const struct civ_binding *binding)
{
	enum civ_status status = CIV_OK;

	for (size_t i = 0; i < count; i++)
		if (is_bound(binding, (int)(settings[i].column - noun->columns)))
			status = civ_error(
				messages, CIV_USAGE, NULL,
				"the rows have a column '%s' of their own: leave it out of them, or the option",
				settings[i].column->name);
	return status;
}

/* Messages name a column as the file does, through a map too. */
static enum civ_status show_columns(const struct civ_noun *noun, const struct civ_header *header,
                                    struct civ_arena *arena, struct civ_messages *messages, struct civ_binding *binding)
{
	binding->shown = civ_arena_alloc(arena, civ_noun_width(noun) * sizeof(const struct civ_column *));
	if (binding->shown == NULL)
		return civ_no_memory(messages);
	for (unsigned i = 0; i < header->count; i++) {
		struct civ_span heading = header->headings[i];
		struct civ_column *column;

		if (binding->columns[i] < 0 || heading.len == 0 ||
		    span_is(heading, noun->columns[binding->columns[i]].name))
			continue;
		column = civ_arena_alloc(arena, sizeof *column);
		if (column == NULL)
			return civ_no_memory(messages);
		*column = noun->columns[binding->columns[i]];
		column->name = civ_arena_copy(arena, heading.text, heading.len);
		if (column->name == NULL)
			return civ_no_memory(messages);
		binding->shown[binding->columns[i]] = column;
	}
	return CIV_OK;
}

enum civ_status civ_binding_make(const struct civ_noun *noun, const struct civ_header *header, bool set,
                                 const struct civ_setting *settings, size_t setting_count, struct civ_arena *arena,
                                 struct civ_messages *messages, struct civ_binding *binding)
{
	enum civ_status status = CIV_OK;

	binding->count = header->count;
	binding->columns = civ_arena_alloc(arena, (header->count + 1) * sizeof *binding->columns);
	if (binding->columns == NULL)
		return civ_no_memory(messages);
	for (unsigned i = 0; i < header->count; i++)
		binding->columns[i] = -1;
	for (unsigned i = 0; i < header->count; i++) {
		struct civ_position at = header->at;
		int column = column_named(noun, header->names[i]);

		at.field = header->fields[i];
		if (column >= 0 && is_bound(binding, column))
			status = civ_error(messages, CIV_REFUSED, &at, "column '%s' stands twice",
			                   noun->columns[column].name);
		binding->columns[i] = column;
	}
	if (status == CIV_OK)
		status = bind_others(noun, header, messages, binding);
	if (status == CIV_OK && set)
		status = check_settings(noun, settings, setting_count, messages, binding);
	if (status == CIV_OK)
		status = check_needed(noun, header, set, settings, setting_count, messages, binding);
	return status == CIV_OK ? show_columns(noun, header, arena, messages, binding) : status;
}
