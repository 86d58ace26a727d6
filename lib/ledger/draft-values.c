/* How dates are written, and what values without a code may mean. */
#include <stdlib.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/say.h"
#include "lib/ledger/draft.h"
#include "lib/ledger/meanings.h"

/* Only what civ_time_parse does not understand by itself needs a pattern. Of two that fit, the first is taken. */
static const char *const patterns[] = {
	"%m/%d/%Y %I:%M:%S %p",
	"%m/%d/%Y %I:%M %p",
	"%m/%d/%Y %H:%M:%S",
	"%m/%d/%Y %H:%M",
	"%m/%d/%Y",
	"%d/%m/%Y %H:%M:%S",
	"%d/%m/%Y %H:%M",
	"%d/%m/%Y",
	"%d.%m.%Y %H:%M:%S",
	"%d.%m.%Y %H:%M",
	"%d.%m.%Y",
	"%d-%m-%Y %H:%M",
	"%d-%m-%Y",
	"%m/%d/%y %I:%M %p",
	"%m/%d/%y %H:%M",
	"%m/%d/%y",
	"%d/%m/%y %H:%M",
	"%d/%m/%y",
	"%d.%m.%y %H:%M",
	"%d.%m.%y",
	"%Y%m%d%H%M%S",
	"%Y%m%d %H:%M:%S",
	"%Y%m%d",
	"%Y-%m-%dT%H:%M:%S%z",
	"%Y-%m-%dT%H:%M:%S.000%z",
	"%Y-%m-%d %H:%M:%S %z",
	"%d-%b-%Y %H:%M:%S",
	"%d-%b-%Y",
	"%d-%b-%y",
	"%d %b %Y",
	"%b %d, %Y",
	"%b %d %Y %I:%M%p",
	"%b %d, %Y %I:%M %p",
	"%y/%m/%d %H:%M",
	"%y/%m/%d",
	"%y-%m-%d %H:%M",
	"%y-%m-%d",
	"%y.%m.%d",
	"%s",
};

enum { PATTERNS = sizeof patterns / sizeof patterns[0], NATIVE = PATTERNS, EPOCH_DIGITS = 10 };

/* FORM: the place of a pattern, or NATIVE. */
static bool matches(struct civ_span cell, size_t form)
{
	int64_t seconds;

	if (form == NATIVE)
		return civ_time_parse(cell.text, cell.len, &seconds);
	/* Fewer digits are a day run together, or any number. */
	if (strcmp(patterns[form], "%s") == 0 && cell.len != EPOCH_DIGITS)
		return false;
	return civ_time_match(cell, patterns[form], NULL, &seconds, NULL);
}

bool civ_draft_is_time(struct civ_span cell)
{
	bool found = false;

	for (size_t form = NATIVE + 1; form-- > 0 && !found;)
		found = matches(cell, form);
	return found;
}

static struct civ_span span_of(const char *text)
{
	return (struct civ_span){text, strlen(text)};
}

static enum civ_status remark(struct civ_draft *draft, const char *column, struct civ_buf *text)
{
	enum civ_status status = civ_buf_str(text) == NULL
	                                 ? civ_no_memory(draft->messages)
	                                 : CIV_DRAFT_LINE(draft, "#format", column, NULL, NULL, civ_buf_str(text));

	civ_buf_clear(text);
	return status;
}

/* The form that most dates have, and another that as many have. */
static void choose_form(const struct civ_draft_source *field, size_t counts[NATIVE + 1], size_t *best, size_t *other)
{
	*best = NATIVE;
	*other = NATIVE;
	for (size_t form = 0; form <= NATIVE; form++)
		for (size_t i = 0; i < field->count; i++)
			counts[form] += matches(span_of(field->values[i]), form) ? 1 : 0;
	for (size_t form = 0; form < NATIVE; form++)
		if (counts[form] > counts[*best])
			*best = form;
	for (size_t form = NATIVE; form-- > 0 && *best != NATIVE;)
		if (form != *best && counts[form] == counts[*best])
			*other = form;
}

static const char *first_exception(const struct civ_draft_source *field, size_t form)
{
	for (size_t i = 0; i < field->count; i++)
		if (!matches(span_of(field->values[i]), form))
			return field->values[i];
	return "";
}

enum civ_status civ_draft_print_times(struct civ_draft *draft, enum civ_draft_field f)
{
	const struct civ_draft_source *field = &draft->fields[f];
	const char *column = draft->columns[field->column].name;
	size_t counts[NATIVE + 1] = {0}, best, other;
	struct civ_buf text = {0};
	enum civ_status status;

	choose_form(field, counts, &best, &other);
	status = CIV_DRAFT_LINE(draft, civ_draft_field_name(f), column, best == NATIVE ? NULL : patterns[best], NULL,
	                        NULL);
	if (status == CIV_OK && field->count > 0 && counts[best] == 0) {
		civ_buf_adds(&text, civ_say(CIV_WORD("its dates are in no form that is known: write the format"
		                                    " (strptime)")));
		status = remark(draft, column, &text);
	} else if (status == CIV_OK && counts[best] < field->count) {
		civ_buf_addf(&text,
		             civ_say(CIV_WORD("%zu of %zu are in another form, such as %s: add it behind a |, or mend"
		                              " them")),
		             field->count - counts[best], field->count, first_exception(field, best));
		status = remark(draft, column, &text);
	}
	if (status == CIV_OK && other != NATIVE) {
		civ_buf_addf(&text, civ_say(CIV_WORD("may be %s as well: look at it")), patterns[other]);
		status = remark(draft, column, &text);
	}
	civ_buf_free(&text);
	return status;
}

static int by_text(const void *left, const void *right)
{
	return strcmp(*(char *const *)left, *(char *const *)right);
}

static enum civ_status find_unknown(struct civ_draft *draft, const struct civ_noun *noun,
                                    struct civ_draft_source *field, size_t *unknown)
{
	enum civ_status status = CIV_OK;

	*unknown = 0;
	qsort(field->values, field->count, sizeof(char *), by_text);
	for (size_t i = 0; i < field->count && status == CIV_OK; i++) {
		bool known;

		status = civ_draft_is_known(draft, noun, span_of(field->values[i]), &known);
		if (status == CIV_OK && !known)
			field->values[(*unknown)++] = field->values[i];
	}
	return status;
}

enum civ_status civ_draft_print_references(struct civ_draft *draft, enum civ_draft_field f)
{
	const char *name = civ_draft_field_name(f);
	const struct civ_noun *noun = civ_draft_noun(f);
	struct civ_draft_source *field = &draft->fields[f];
	const char *column = draft->columns[field->column].name;
	struct civ_meanings *meanings = NULL;
	size_t unknown, known = field->count;
	enum civ_status status = field->count == 0 ? CIV_OK : find_unknown(draft, noun, field, &unknown);

	if (status != CIV_OK || field->count == 0)
		return status;
	/* A channel is a thing of ours: a column that names none of them is about something else. */
	if (f == CIV_DRAFT_CHANNEL && (draft->options->channel != NULL || unknown == known))
		return CIV_DRAFT_LINE(draft, "#unused", column, NULL, NULL, "names no channel that is known");
	status = CIV_DRAFT_LINE(draft, name, column, NULL, NULL, NULL);
	if (status == CIV_OK && unknown > 0)
		status = civ_meanings_open(draft->records, noun, &meanings);
	if (status == CIV_OK && unknown > 0 && draft->folder != NULL && f != CIV_DRAFT_CHANNEL)
		status = civ_draft_write_noun(draft, f, unknown, meanings);
	for (size_t i = 0; i < unknown && status == CIV_OK; i++) {
		const char *code = field->codes != NULL
		                           ? field->codes[i]
		                           : civ_meanings_nearest(meanings, span_of(field->values[i]));

		status = CIV_DRAFT_LINE(draft, name, NULL, NULL, field->values[i], code);
	}
	civ_meanings_close(meanings);
	if (status == CIV_OK && field->count == CIV_DRAFT_MOST_VALUES)
		status = CIV_DRAFT_LINE(draft, "#values", column, NULL, NULL, "has more values than are listed here");
	return status;
}
