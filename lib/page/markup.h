/* HTML in words: text with its special characters written out, and what a tone is called in a style sheet. */
#ifndef CIVPLAN_PAGE_MARKUP_H
#define CIVPLAN_PAGE_MARKUP_H

#include "civplan/buffer.h"
#include "civplan/word.h"

/* TEXT with the five characters that HTML knows written out. */
void civ_html_text(struct civ_buf *html, const char *text);

const char *civ_tone_class(enum civ_tone tone);

#endif
