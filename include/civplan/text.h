/* UTF-8 text: validity, width on a terminal, trimming. No locale decides here. */
#ifndef CIVPLAN_TEXT_H
#define CIVPLAN_TEXT_H

#include <stdbool.h>
#include <stddef.h>

struct civ_arena;
struct civ_buf;

/* A run of bytes that belongs to somebody else. */
struct civ_span {
	const char *text; /* not NUL-terminated; may be NULL when LEN is 0 */
	size_t len;
};

/* True if the bytes are well-formed UTF-8 (no surrogates, no overlong forms, at most
 * U+10FFFF); else *BAD, if not NULL, is the offset at which the first malformed sequence starts. */
bool civ_utf8_valid(const char *text, size_t len, size_t *bad);

/* The code point at *TEXT (valid UTF-8, LEN > 0); *USED is its length in bytes. */
unsigned long civ_utf8_decode(const char *text, size_t len, size_t *used);

/* The code point as UTF-8 in TO, which has room for 4 bytes; how many it took. */
size_t civ_utf8_encode(unsigned long code, char *to);

/* Columns that valid UTF-8 takes on a terminal: East Asian wide characters two,
 * combining marks none, control characters none. From glibc's tables in C.UTF-8,
 * whatever the locale of the process. */
size_t civ_text_width(const char *text, size_t len);

/* How many bytes of valid UTF-8 take WIDTH columns at most, cut between letters: never within a character, nor between
 * a letter and the marks on it or what is joined to it. *TAKEN columns are taken. */
size_t civ_text_cut(const char *text, size_t len, size_t width, size_t *taken);

/* At most SIZE - 1 bytes of the string FROM in TO, a NUL behind them. */
void civ_text_copy(char *to, const char *from, size_t size);

/* SPAN without blanks at both ends: space, tab, CR, LF, no-break space, U+3000. */
struct civ_span civ_text_trim(struct civ_span span);

/* The next part of a list: what stands between ; and , and their wide forms and the mark of enumeration (、), trimmed,
 * in *PART; *REST moves behind it. Empty parts are passed over; false when no part is left. */
bool civ_list_next(struct civ_span *rest, struct civ_span *part);
/* The same of what stands between semicolons, narrow and wide, and the bar of questionnaire sites (┋) alone: parts in
 * which other signs may stand, as in lists that are stored. */
bool civ_list_next_whole(struct civ_span *rest, struct civ_span *part);
/* A list that somebody typed as it is stored, its parts joined with ;, appended to PLAIN, which is empty. CODES, in
 * which no such sign can stand, are parted at each of them. Words that are parted by a semicolon somewhere are parted
 * there alone, others at each of the signs: "a, b; c" has two parts, "a, b" as well, "a, b;" is one and stays so. */
void civ_list_plain(struct civ_span text, bool codes, struct civ_buf *plain);

/* Case-blind for ASCII, exact for everything else. */
bool civ_text_same(struct civ_span a, struct civ_span b);
/* True if WORD stands in TEXT, without regard to the case of ASCII letters, and no letter, digit or _ touches it. */
bool civ_text_has_word(const char *text, const char *word);
/* True if TEXT is codes joined with ; which are told apart by what stands between them alone: no blank, comma or colon
 * may stand there by accident, and none is empty. */
bool civ_text_is_codes(struct civ_span text);
/* The next run of letters, digits and _ in *REST, which moves behind it; false when there is none. */
bool civ_text_next_word(const char **rest, struct civ_span *word);

/* True for a character that nobody sees: the soft hyphen, what has no width (U+200B to U+200D, U+2060 to U+2064, U+FEFF
 * inside a text, U+180E), what turns the direction of writing (U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to
 * U+206F). */
bool civ_is_invisible(unsigned long code);
/* Bytes of such a character at the start of TEXT, 0 when it starts with another. */
size_t civ_invisible_at(const char *text, size_t len);

/* TEXT without such characters: itself, or a copy in ARENA; .text is NULL when memory is out. */
struct civ_span civ_text_visible(struct civ_span text, struct civ_arena *arena);

/* The form in which codes, keys and places are compared: no invisible characters, full-width ASCII and the ideographic
 * space as plain ones, and composed (NFC) where offices' texts come apart: Latin letters with their marks (Latin-1,
 * Latin Extended-A, pinyin) and the ideographs that GB18030 has twice. Bytes that are no UTF-8 stay. TO has room for
 * text.len bytes, no form is longer; returns how many it took. */
size_t civ_text_fold(struct civ_span text, char *to);
/* True if folding changes nothing: the usual case, and quick. False for any combining mark, though it may stay. */
bool civ_text_is_folded(struct civ_span text);
/* The bytes at TEXT that a word of the machine shows to be ASCII at once: its size, or 0 where one is not or LEN is
 * less. */
size_t civ_ascii_word(const char *text, size_t len);
/* TEXT folded: itself, or a copy in ARENA; .text is NULL when memory is out. */
struct civ_span civ_text_folded(struct civ_span text, struct civ_arena *arena);

/* How many characters are put in, left out, changed or swapped with the next between the two (Damerau 1964), without
 * regard to the case of ASCII letters; of the first 40 characters of each. */
size_t civ_text_distance(struct civ_span left, struct civ_span right);

/* True if KNOWN may be what was meant by TEXT; *DISTANCE tells how near it is: what begins with TEXT is nearer than
 * what holds it further on, and this nearer than what differs by a few characters. */
bool civ_text_is_near(struct civ_span text, struct civ_span known, size_t *distance);

/* The best of what is known for a text that is not: starts as {TEXT}. */
struct civ_near {
	struct civ_span text;
	const char *known; /* the nearest so far; NULL: none is near */
	size_t distance;
};

/* Let KNOWN, a string that outlives NEAR, be it when it is nearer; of equal ones the first stays. */
void civ_near_offer(struct civ_near *near, const char *known);

#endif
