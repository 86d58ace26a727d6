#include "lib/risk/split.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "civplan/decimal.h"

/* A mark that parts texts, as it stands among Latin letters and among Chinese ones. */
struct mark {
	char narrow;
	const char *wide;
};

static const struct mark between_parts = {';', "；"}, before_percent = {':', "："};

/* The bytes of MARK where TEXT begins with it, else 0. */
static size_t mark_at(struct civ_span text, const struct mark *mark)
{
	size_t wide = strlen(mark->wide);

	if (text.len > 0 && text.text[0] == mark->narrow)
		return 1;
	return text.len >= wide && memcmp(text.text, mark->wide, wide) == 0 ? wide : 0;
}

/* Cuts TEXT at the first MARK, or at the last one; false, and all is before it, when there is none. */
static bool cut_at(struct civ_span text, const struct mark *mark, bool last, struct civ_span *before,
                   struct civ_span *behind)
{
	bool found = false;

	*before = text;
	*behind = (struct civ_span){text.text + text.len, 0};
	for (size_t i = 0; i < text.len && (last || !found); i++) {
		size_t used = mark_at((struct civ_span){text.text + i, text.len - i}, mark);

		if (used == 0)
			continue;
		found = true;
		*before = (struct civ_span){text.text, i};
		*behind = (struct civ_span){text.text + i + used, text.len - i - used};
	}
	*before = civ_text_trim(*before);
	return found;
}

static bool next_part(struct civ_span *rest, struct civ_span *part)
{
	part->len = 0;
	while (part->len == 0 && rest->len > 0)
		(void)cut_at(*rest, &between_parts, false, part, rest);
	return part->len > 0;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* PLAIN, a decimal, in billionths of a percent; false when it is not from 0 to 100, or has too many decimals. */
static bool read_share(const char *plain, int64_t *share)
{
	int decimals = -1;

	*share = 0;
	for (const char *c = plain; *c != '\0'; c++) {
		if (*c == '.')
			decimals = 0;
		else if (!is_digit(*c) || decimals == CIV_SPLIT_DIGITS || *share > CIV_SPLIT_WHOLE)
			return false;
		else {
			*share = *share * 10 + (*c - '0');
			decimals += decimals < 0 ? 0 : 1;
		}
	}
	for (decimals = decimals < 0 ? 0 : decimals; decimals < CIV_SPLIT_DIGITS; decimals++) {
		if (*share > CIV_SPLIT_WHOLE)
			return false;
		*share *= 10;
	}
	return *share <= CIV_SPLIT_WHOLE;
}

static enum civ_split_fault read_percent(struct civ_span text, struct civ_arena *arena, struct civ_buf *plain,
                                         int64_t *share)
{
	struct civ_span folded = civ_text_folded(text, arena);
	enum civ_number number;

	if (folded.text == NULL)
		return CIV_SPLIT_MEMORY;
	number = civ_number_plain(folded.text, folded.len, true, plain);
	if (civ_buf_str(plain) == NULL)
		return CIV_SPLIT_MEMORY;
	return number == CIV_NUMBER_GOOD && read_share(civ_buf_str(plain), share) ? CIV_SPLIT_GOOD : CIV_SPLIT_NUMBER;
}

/* Whether PARTY has a share before BEFORE, a part of TEXT. */
static bool is_twice(struct civ_span text, const char *before, struct civ_span party)
{
	struct civ_span rest = {text.text, (size_t)(before - text.text)}, part, other, percent;

	while (next_part(&rest, &part))
		if (cut_at(part, &before_percent, true, &other, &percent) && civ_text_same(other, party))
			return true;
	return false;
}

static enum civ_split_fault read_part(struct civ_span text, struct civ_span part, struct civ_arena *arena,
                                      struct civ_buf *plain, int64_t *share)
{
	struct civ_span party, percent;
	struct civ_buf number = {0};
	enum civ_split_fault fault;

	if (!cut_at(part, &before_percent, true, &party, &percent) || party.len == 0 ||
	    civ_text_trim(percent).len == 0)
		return CIV_SPLIT_SHAPE;
	if (is_twice(text, part.text, party))
		return CIV_SPLIT_TWICE;
	fault = read_percent(civ_text_trim(percent), arena, &number, share);
	if (fault == CIV_SPLIT_GOOD && plain != NULL)
		civ_buf_addf(plain, "%s%.*s:%s", plain->len == 0 ? "" : ";", (int)party.len, party.text,
		             civ_buf_str(&number));
	civ_buf_free(&number);
	return fault;
}

void civ_split_read(struct civ_span text, struct civ_arena *arena, struct civ_split *split, struct civ_buf *plain)
{
	struct civ_span rest = text;

	*split = (struct civ_split){.fault = CIV_SPLIT_GOOD};
	while (split->fault == CIV_SPLIT_GOOD && next_part(&rest, &split->part)) {
		int64_t share = 0;

		split->fault = read_part(text, split->part, arena, plain, &share);
		/* Each is 100 at the most: no text is long enough for more than fits. */
		split->sum += share;
	}
	if (split->fault != CIV_SPLIT_GOOD)
		split->sum = 0;
	else if (plain != NULL && plain->failed)
		split->fault = CIV_SPLIT_MEMORY;
}

/* PARTY is one of PARTIES, or all of what stands between two ; of them. */
static bool is_party(struct civ_span parties, struct civ_span party)
{
	struct civ_span part, one;

	while (next_part(&parties, &part)) {
		if (civ_text_same(part, party))
			return true;
		while (civ_list_next(&part, &one))
			if (civ_text_same(one, party))
				return true;
	}
	return false;
}

bool civ_split_names_stranger(struct civ_span text, struct civ_span parties, struct civ_span *stranger)
{
	struct civ_span part, party, percent;
	bool known = false;

	*stranger = (struct civ_span){NULL, 0};
	while (next_part(&text, &part)) {
		(void)cut_at(part, &before_percent, true, &party, &percent);
		if (is_party(parties, party))
			known = true;
		else if (stranger->len == 0)
			*stranger = party;
	}
	return known && stranger->len > 0;
}

void civ_split_format(int64_t sum, char text[CIV_SPLIT_SIZE])
{
	int len = snprintf(text, CIV_SPLIT_SIZE, "%" PRId64 ".%09" PRId64, sum / CIV_SPLIT_ONE, sum % CIV_SPLIT_ONE);

	while (len > 0 && text[len - 1] == '0')
		text[--len] = '\0';
	if (len > 0 && text[len - 1] == '.')
		text[--len] = '\0';
}
