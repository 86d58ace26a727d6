/* Lists as people write them. */
#include "civplan/text.h"

#include <string.h>

#include "civplan/buffer.h"

/* Bytes of the one of SIGNS, ended by NULL, that TEXT begins with, 0 when it begins with none. */
static size_t sign_at(const char *text, size_t len, const char *const *signs)
{
	for (; *signs != NULL; signs++)
		if (len >= strlen(*signs) && memcmp(text, *signs, strlen(*signs)) == 0)
			return strlen(*signs);
	return 0;
}

/* Of a semicolon and the bar of questionnaire sites nobody takes either for a part of a word. */
static size_t strong_at(const char *text, size_t len)
{
	static const char *const signs[] = {";", "；", "┋", NULL};

	return sign_at(text, len, signs);
}

static size_t any_at(const char *text, size_t len)
{
	static const char *const signs[] = {",", "、", "，", NULL};
	size_t strong = strong_at(text, len);

	return strong > 0 ? strong : sign_at(text, len, signs);
}

static bool next_part(struct civ_span *rest, struct civ_span *part, size_t (*parting_at)(const char *, size_t))
{
	while (rest->len > 0) {
		size_t len = 0, sign = 0;

		while (len < rest->len && (sign = parting_at(rest->text + len, rest->len - len)) == 0)
			len++;
		*part = civ_text_trim((struct civ_span){rest->text, len});
		*rest = (struct civ_span){rest->text + len + sign, rest->len - len - sign};
		if (part->len > 0)
			return true;
	}
	return false;
}

bool civ_list_next(struct civ_span *rest, struct civ_span *part)
{
	return next_part(rest, part, any_at);
}

bool civ_list_next_whole(struct civ_span *rest, struct civ_span *part)
{
	return next_part(rest, part, strong_at);
}

static bool has_strong(struct civ_span text)
{
	for (size_t i = 0; i < text.len; i++)
		if (strong_at(text.text + i, text.len - i) > 0)
			return true;
	return false;
}

void civ_list_plain(struct civ_span text, bool codes, struct civ_buf *plain)
{
	bool strong = !codes && has_strong(text), one = true;
	struct civ_span rest = text, part;

	while (strong ? civ_list_next_whole(&rest, &part) : civ_list_next(&rest, &part)) {
		one = plain->len == 0;
		civ_buf_adds(plain, one ? "" : ";");
		civ_buf_add(plain, part.text, part.len);
	}
	/* The semicolon behind a single part is why its commas part nothing, whenever it is read again. */
	for (size_t i = 0; strong && one && i < plain->len; i++)
		if (any_at(plain->data + i, plain->len - i) > 0) {
			civ_buf_addc(plain, ';');
			break;
		}
}
