/* Indicators looked at when they are entered, so that a mistake is met where it is made and not when a score is wanted.
 */
#include <string.h>

#include "civplan/score.h"
#include "lib/score/rule.h"

extern const struct civ_noun civ_noun_indicator;

static int column(const char *name)
{
	return civ_noun_column(&civ_noun_indicator, name);
}

static bool is_word(const struct civ_value *value, const char *word)
{
	return value->kind == CIV_STRING && value->string.len == strlen(word) &&
	       memcmp(value->string.text, word, value->string.len) == 0;
}

/* ---- bands ---- */

static struct civ_span nth_band(struct civ_span text, size_t n)
{
	const char *end = text.len == 0 ? NULL : memchr(text.text, ';', text.len);

	for (; n > 0 && end != NULL; n--) {
		text = (struct civ_span){end + 1, text.len - (size_t)(end + 1 - text.text)};
		end = text.len == 0 ? NULL : memchr(text.text, ';', text.len);
	}
	return end == NULL ? text : (struct civ_span){text.text, (size_t)(end - text.text)};
}

/* A rule that gives less for more than its direction says would score against it. */
static bool runs_against(const struct civ_value *direction, const struct civ_score_band *bands, size_t count)
{
	double first = bands[0].score, last = bands[count - 1].score;

	return (is_word(direction, "up") && last < first) || (is_word(direction, "down") && last > first);
}

static enum civ_status check_bands(const struct civ_record *record)
{
	const struct civ_value *text = &record->values[column("bands")];
	const struct civ_score_band *bands;
	size_t count;
	bool failed;

	if (text->kind != CIV_STRING)
		return CIV_OK;
	bands = civ_score_bands_parse(text->string, record->arena, &count, &failed);
	if (failed)
		return civ_no_memory(record->messages);
	if (bands == NULL) {
		struct civ_span bad = nth_band(text->string, count);

		return civ_record_error(record, column("bands"),
		                        "band %zu, '%.*s', is no bound above the one before with a score of 0 to 100, "
		                        "as in 0:0;60:60;80:100", count + 1,
		                        (int)bad.len, bad.text);
	}
	if (runs_against(&record->values[column("direction")], bands, count))
		return civ_record_error(record, column("bands"),
		                        "the scores run against the direction of the indicator");
	return CIV_OK;
}

/* ---- the rest ---- */

static enum civ_status check_step(const struct civ_record *record)
{
	const struct civ_value *step = &record->values[column("step")];

	if (!is_word(&record->values[column("rule")], "slope") || step->kind != CIV_DOUBLE || step->real > 0)
		return CIV_OK;
	return civ_record_error(record, column("step"), "a slope with a step of 0 takes no points off");
}

/* A bundle is taken as it is. */
static enum civ_status check(struct civ_writer *writer, struct civ_record *record, const struct civ_value *old)
{
	(void)old;
	if (civ_writer_options(writer)->restore)
		return CIV_OK;
	return civ_worse(check_bands(record), check_step(record));
}

const struct civ_hook civ_indicator_hook = {.noun = &civ_noun_indicator, .before_store = check};
