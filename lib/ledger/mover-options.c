/* What the options of a move name, looked at once before any row or issue. */
#include <stddef.h>
#include <string.h>

#include "lib/ledger/private.h"

/* A value of COLUMN, or the name of a row of NOUN, or several joined with ; */
struct option {
	const char *name;
	size_t offset; /* in struct civ_move */
	const struct civ_noun *noun;
	const char *column;
	bool many;
};

static const struct option options[] = {
	{"--to", offsetof(struct civ_move, to), &civ_noun_event, "to_stage", false},
	{"--at", offsetof(struct civ_move, at), &civ_noun_event, "at", false},
	{"--by", offsetof(struct civ_move, by), &civ_noun_person, NULL, false},
	{"--unit", offsetof(struct civ_move, unit), &civ_noun_unit, NULL, false},
	{"--person", offsetof(struct civ_move, person), &civ_noun_person, NULL, false},
	{"--due", offsetof(struct civ_move, due), &civ_noun_issue, "due", false},
	{"--co-units", offsetof(struct civ_move, co_units), &civ_noun_unit, NULL, true},
	{"--reason", offsetof(struct civ_move, reason), &civ_noun_issue, "dismiss_reason", false},
	{"--review", offsetof(struct civ_move, review), &civ_noun_issue, "review_at", false},
};

/* The next of the names in *REST, or the only one. */
static bool next_name(const struct option *option, struct civ_span *rest, struct civ_span *name)
{
	if (option->many)
		return civ_list_next(rest, name);
	*name = civ_text_trim(*rest);
	rest->len = 0;
	return name->len > 0;
}

static enum civ_status check_names(struct civ_records *records, const struct option *option, const char *text,
                                   struct civ_arena *arena)
{
	struct civ_span rest = {text, strlen(text)}, part;
	enum civ_status status = CIV_OK;
	int64_t id;

	while (next_name(option, &rest, &part)) {
		const char *one = civ_arena_copy(arena, part.text, part.len);

		if (one == NULL)
			return civ_no_memory(civ_records_messages(records));
		status = civ_worse(status, civ_records_named(records, option->noun, option->name, one, &id));
	}
	return status;
}

static enum civ_status check_value(struct civ_records *records, const struct option *option, const char *text,
                                   struct civ_arena *arena)
{
	const struct civ_position at = {.file = option->name};
	const struct civ_reading reading = {&at, arena, civ_records_messages(records)};
	struct civ_value value;

	return civ_value_parse(&option->noun->columns[civ_noun_column(option->noun, option->column)],
	                       (struct civ_span){text, strlen(text)}, &reading, &value);
}

enum civ_status civ_move_check(struct civ_records *records, const struct civ_move *move)
{
	struct civ_arena *arena = civ_arena_new();
	enum civ_status status = CIV_OK;

	if (arena == NULL)
		return civ_no_memory(civ_records_messages(records));
	for (size_t i = 0; i < sizeof options / sizeof options[0]; i++) {
		const char *text;

		memcpy(&text, (const char *)move + options[i].offset, sizeof text);
		if (text == NULL)
			continue;
		status = civ_worse(status, options[i].column == NULL ? check_names(records, &options[i], text, arena)
		                                                     : check_value(records, &options[i], text, arena));
	}
	civ_arena_free(arena);
	return status;
}
