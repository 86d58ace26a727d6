/* How near two words are to each other. */
#include <stdint.h>
#include <string.h>

#include "civplan/text.h"

/* Longer words are not mistyped codes. */
enum { LONGEST = 40, MOST_CHANGES = 3 };

struct letters {
	uint32_t list[LONGEST];
	size_t count;
};

static size_t decode(struct civ_span span, uint32_t characters[LONGEST])
{
	size_t count = 0, used;

	for (size_t at = 0; at < span.len && count < LONGEST; at += used) {
		uint32_t c = (uint32_t)civ_utf8_decode(span.text + at, span.len - at, &used);

		characters[count++] = c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
	}
	return count;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

size_t civ_text_distance(struct civ_span left, struct civ_span right)
{
	uint32_t a[LONGEST], b[LONGEST];
	size_t rows[3][LONGEST + 1], n = decode(left, a), m = decode(right, b);
	size_t *before = rows[0], *above = rows[1], *row = rows[2];

	for (size_t j = 0; j <= m; j++)
		above[j] = j;
	for (size_t i = 1; i <= n; i++) {
		size_t *spare = before;

		row[0] = i;
		for (size_t j = 1; j <= m; j++) {
			row[j] = least(least(above[j], row[j - 1]) + 1, above[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				row[j] = least(row[j], before[j - 2] + 1);
		}
		before = above;
		above = row;
		row = spare;
	}
	return above[m];
}

static bool is_wide(struct civ_span text)
{
	for (size_t i = 0; i < text.len; i++)
		if (((unsigned char)text.text[i] & 0x80) != 0)
			return true;
	return false;
}

static bool is_number(uint32_t c)
{
	return c >= '0' && c <= '9';
}

/* Less of a word does not tell which one is meant: three characters, of Chinese two. A numbered code is no beginning of
 * another. */
static bool is_part(const struct letters *text, const struct letters *known, bool wide, size_t *distance)
{
	if (text->count < (wide ? 2U : 3U))
		return false;
	for (size_t i = 0; i < text->count; i++)
		if (is_number(text->list[i]))
			return false;
	for (size_t at = 0; at + text->count <= known->count; at++)
		if (memcmp(known->list + at, text->list, text->count * sizeof *text->list) == 0) {
			*distance = (at == 0 ? 0 : LONGEST) + known->count - text->count;
			return true;
		}
	return false;
}

bool civ_text_is_near(struct civ_span text, struct civ_span known, size_t *distance)
{
	struct letters of_text, of_known;
	bool wide = is_wide(text);
	size_t changes, most;

	of_text.count = decode(text, of_text.list);
	of_known.count = decode(known, of_known.list);
	if (text.len == 0 || known.len == 0 || of_text.count == LONGEST || of_known.count == LONGEST)
		return false;
	if (is_part(&of_text, &of_known, wide, distance))
		return true;
	/* One character in three may be wrong, of Chinese, where each is half a word, one in two: else any short code
	 * would be near any other. */
	most = least(of_text.count / (wide ? 2 : 3), MOST_CHANGES);
	changes = civ_text_distance(text, known);
	*distance = 2 * LONGEST + changes;
	return changes <= most;
}

void civ_near_offer(struct civ_near *near, const char *known)
{
	size_t distance;

	if (!civ_text_is_near(near->text, (struct civ_span){known, strlen(known)}, &distance) ||
	    (near->known != NULL && distance >= near->distance))
		return;
	near->known = known;
	near->distance = distance;
}
