/* Respondents told apart by strata, by how they answered, by where they live. */
#include <stdlib.h>
#include <string.h>

#include "civplan/lists.h"
#include "lib/tally/sample.h"

extern const struct civ_noun civ_noun_area;

static enum civ_status no_memory(const struct civ_sample *sample)
{
	return civ_no_memory(civ_records_messages(sample->records));
}

/* One of the things that people are told apart by: its codes, and each one's place; COUNT: none of them. */
struct part {
	const char **codes;
	size_t count;
	uint32_t *of;
	bool whole; /* each code is told of, also one that nobody is of */
};

static bool is(struct civ_span name, const char *text)
{
	return name.len == strlen(text) && memcmp(name.text, text, name.len) == 0;
}

static bool part_room(struct civ_sample *sample, struct part *part, size_t codes)
{
	part->codes = civ_arena_alloc(sample->arena, (codes + 1) * sizeof *part->codes);
	part->of = civ_arena_alloc(sample->arena, (sample->size + 1) * sizeof *part->of);
	return part->codes != NULL && part->of != NULL;
}

static bool part_of_strata(struct civ_sample *sample, const struct civ_sample_dimension *dimension, struct part *part)
{
	if (!part_room(sample, part, dimension->count))
		return false;
	part->count = dimension->count;
	part->whole = true;
	for (size_t s = 0; s < dimension->count; s++)
		part->codes[s] = dimension->strata[s].code;
	for (size_t i = 0; i < sample->size; i++)
		part->of[i] = dimension->of[i] == CIV_SURVEY_NONE ? (uint32_t)part->count : dimension->of[i];
	return true;
}

static bool part_of_modes(struct civ_sample *sample, struct part *part)
{
	size_t count = 0;

	while (civ_words_respondent_mode[count].code != NULL)
		count++;
	if (!part_room(sample, part, count))
		return false;
	for (size_t m = 0; m < count; m++)
		part->codes[m] = civ_words_respondent_mode[m].code;
	part->count = count;
	for (size_t i = 0; i < sample->size; i++)
		part->of[i] = sample->modes[i];
	return true;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int64_t place_in(const struct part *part, const char *code)
{
	const char **found = bsearch(&code, part->codes, part->count, sizeof *part->codes, by_text);

	return found - part->codes;
}

/* Areas in the order of their codes; those without a respondent are none of the survey. */
static bool gather_areas(struct civ_sample *sample, struct part *part, struct civ_hash *places)
{
	int64_t place;

	for (size_t i = 0; i < sample->size; i++) {
		struct civ_span key = {(const char *)&sample->areas[i], sizeof sample->areas[i]};

		if (sample->areas[i] == 0 || civ_hash_get(places, key, &place))
			continue;
		part->codes[part->count++] = civ_records_code(sample->records, &civ_noun_area, sample->areas[i]);
		if (!civ_hash_put(places, key, 0))
			return false;
	}
	if (part->count > 1)
		qsort(part->codes, part->count, sizeof *part->codes, by_text);
	for (size_t i = 0; i < sample->size; i++) {
		struct civ_span key = {(const char *)&sample->areas[i], sizeof sample->areas[i]};

		if (sample->areas[i] != 0 &&
		    !civ_hash_put(places, key,
		                  place_in(part, civ_records_code(sample->records, &civ_noun_area, sample->areas[i]))))
			return false;
	}
	return true;
}

static bool part_of_areas(struct civ_sample *sample, struct part *part)
{
	struct civ_hash *places = civ_hash_new();
	bool good = places != NULL && part_room(sample, part, sample->size) && gather_areas(sample, part, places);

	for (size_t i = 0; good && i < sample->size; i++) {
		int64_t place = (int64_t)part->count;

		if (sample->areas[i] != 0)
			(void)civ_hash_get(places,
			                   (struct civ_span){(const char *)&sample->areas[i], sizeof sample->areas[i]},
			                   &place);
		part->of[i] = (uint32_t)place;
	}
	civ_hash_free(places);
	return good;
}

static enum civ_status make_part(struct civ_sample *sample, struct civ_span name, struct part *part)
{
	const struct civ_sample_dimension *dimension = civ_sample_dimension(sample, name);
	struct civ_buf known = {0};
	bool good;
	enum civ_status status;

	*part = (struct part){0};
	if (dimension != NULL || is(name, "mode") || is(name, "area")) {
		good = dimension != NULL  ? part_of_strata(sample, dimension, part)
		       : is(name, "mode") ? part_of_modes(sample, part)
		                          : part_of_areas(sample, part);
		return good ? CIV_OK : no_memory(sample);
	}
	civ_sample_dimensions(sample, &known);
	civ_buf_addf(&known, "%smode, area", known.len > 0 ? ", " : "");
	status = civ_buf_str(&known) == NULL ? no_memory(sample)
	                                     : civ_error(civ_records_messages(sample->records), CIV_REFUSED, NULL,
	                                                 "survey '%s' has no dimension '%.*s'; there are: %s",
	                                                 sample->code, (int)name.len, name.text, civ_buf_str(&known));
	civ_buf_free(&known);
	return status;
}

/* ---- crossing ---- */

enum { MOST_CELLS = 1000000 };

/* "65+;f" of the cell, or "" where it is of nothing. */
static const char *cell_name(struct civ_sample *sample, const struct part *parts, size_t count, size_t cell)
{
	const char *names[16];
	struct civ_buf text = {0};
	bool some = false;
	char *copy;

	for (size_t p = count; p-- > 0;) {
		size_t place = cell % (parts[p].count + 1);

		names[p] = place == parts[p].count ? "" : parts[p].codes[place];
		some = some || place < parts[p].count;
		cell /= parts[p].count + 1;
	}
	for (size_t p = 0; p < count && some; p++)
		civ_buf_addf(&text, "%s%s", p == 0 ? "" : ";", names[p]);
	copy = civ_buf_str(&text) == NULL ? NULL : civ_arena_copy(sample->arena, civ_buf_str(&text), text.len);
	civ_buf_free(&text);
	return copy;
}

/* Who is in which CELL becomes groups: those with a member and, of one dimension alone, all of its strata. */
static enum civ_status make_groups(struct civ_sample *sample, const struct part *parts, size_t count,
                                   const uint32_t *cells, struct civ_sample_groups *groups)
{
	size_t all = 1, *sizes, *places;

	for (size_t p = 0; p < count; p++)
		all *= parts[p].count + 1;
	sizes = civ_arena_alloc(sample->arena, (all + 1) * sizeof *sizes);
	places = civ_arena_alloc(sample->arena, (all + 1) * sizeof *places);
	groups->names = civ_arena_alloc(sample->arena, (all + 1) * sizeof *groups->names);
	groups->starts = civ_arena_alloc(sample->arena, (all + 2) * sizeof *groups->starts);
	groups->members = civ_arena_alloc(sample->arena, (sample->size + 1) * sizeof *groups->members);
	if (sizes == NULL || places == NULL || groups->names == NULL || groups->starts == NULL ||
	    groups->members == NULL)
		return no_memory(sample);
	for (size_t i = 0; i < sample->size; i++)
		sizes[cells[i]]++;
	for (size_t cell = 0; cell < all; cell++) {
		if (sizes[cell] == 0 && (count > 1 || !parts[0].whole || cell == parts[0].count))
			continue;
		places[cell] = groups->starts[groups->count];
		groups->names[groups->count] = cell_name(sample, parts, count, cell);
		if (groups->names[groups->count] == NULL)
			return no_memory(sample);
		groups->starts[groups->count + 1] = groups->starts[groups->count] + sizes[cell];
		groups->count++;
	}
	for (size_t i = 0; i < sample->size; i++)
		groups->members[places[cells[i]]++] = (uint32_t)i;
	return CIV_OK;
}

enum civ_status civ_sample_groups(struct civ_sample *sample, const char *by, struct civ_sample_groups *groups)
{
	struct civ_span rest = {by, strlen(by)}, name;
	struct part parts[16];
	size_t count = 0, all = 1;
	uint32_t *cells = civ_arena_alloc(sample->arena, (sample->size + 1) * sizeof *cells);
	enum civ_status status = cells == NULL ? no_memory(sample) : CIV_OK;

	*groups = (struct civ_sample_groups){0};
	while (status == CIV_OK && civ_sample_next(&rest, &name)) {
		if (count == sizeof parts / sizeof *parts)
			return civ_error(civ_records_messages(sample->records), CIV_USAGE, NULL,
			                 "--by: more than %zu at once", count);
		status = make_part(sample, name, &parts[count]);
		if (status != CIV_OK)
			return status;
		all *= parts[count].count + 1;
		if (all > MOST_CELLS)
			return civ_error(civ_records_messages(sample->records), CIV_USAGE, NULL,
			                 "--by=%s makes more than %d groups", by, MOST_CELLS);
		for (size_t i = 0; i < sample->size; i++)
			cells[i] = cells[i] * (uint32_t)(parts[count].count + 1) + parts[count].of[i];
		count++;
	}
	if (status == CIV_OK && count == 0)
		return civ_error(civ_records_messages(sample->records), CIV_USAGE, NULL, "--by: it names nothing");
	return status == CIV_OK ? make_groups(sample, parts, count, cells, groups) : status;
}

struct civ_survey_group civ_sample_group(const struct civ_sample_groups *groups, size_t place)
{
	if (place >= groups->count)
		return (struct civ_survey_group){groups->members, 0};
	return (struct civ_survey_group){&groups->members[groups->starts[place]],
	                                 groups->starts[place + 1] - groups->starts[place]};
}

size_t civ_sample_group_named(const struct civ_sample_groups *groups, const char *name)
{
	size_t place = 0;

	while (place < groups->count && strcmp(groups->names[place], name) != 0)
		place++;
	return place;
}
