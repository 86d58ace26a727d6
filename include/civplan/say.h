/* Words in the reader's language: messages, help, headings. What programs read, the names of columns and choices, is
 * never translated. */
#ifndef CIVPLAN_SAY_H
#define CIVPLAN_SAY_H

#include <stdbool.h>

/* TEXT, a literal of ours, in the reader's language; as it is where the catalogue has none. The catalogues are lib/po;
 * scripts/catalogue lists what must stand in them: formats of civ_error and its like, the texts of the tables, and what
 * is marked CIV_WORD. */
const char *civ_say(const char *text);

/* The same of a sentence that tells of N things: ONE for a single one, MANY for any other number, as English has it;
 * the catalogue has one text for both. Both are literals with the same conversions. */
const char *civ_say_count(const char *one, const char *many, unsigned long long n)
	__attribute__((format_arg(1), format_arg(2)));

/* Marks a text that civ_say gets by way of a variable. */
#define CIV_WORD(text) text

/* Begin to speak the language of LC_MESSAGES; CHINESE: that is Chinese, also where the system has no such locale. The
 * catalogues are looked for in FOLDER. */
void civ_say_open(bool chinese, const char *folder);
/* True if civ_say answers in Chinese. */
bool civ_say_is_chinese(void);
/* From here on speak Chinese, or English, whatever the locale is. */
void civ_say_in(bool chinese);

#endif
