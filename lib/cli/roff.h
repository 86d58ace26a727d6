/* Pieces of a manual page in man(7) macros. */
#ifndef CIVPLAN_CLI_ROFF_H
#define CIVPLAN_CLI_ROFF_H

#include "lib/cli/cli.h"

/* What one page is about: one program, or a noun and its generic programs. */
struct civ_page {
	const char *name;
	const struct civ_noun *noun;                 /* of a noun's page, else NULL */
	const struct civ_command *const *all;        /* every program */
	const struct civ_command **commands;         /* of this page */
	size_t count;
	struct civ_arena *arena;
	struct civ_messages *messages;
};

/* HEADING in the reader's language; REQUEST is SH or SS. */
void civ_roff_heading(struct civ_buf *out, const char *request, const char *heading);
/* TEXT as it is, a line. */
void civ_roff_text(struct civ_buf *out, const char *text);
/* TEXT in the reader's language, with a full stop at its end if it has none of its own. */
void civ_roff_sentence(struct civ_buf *out, const char *text);
/* Part of a line, hyphens kept as they are typed. */
void civ_roff_literal(struct civ_buf *out, const char *text);

/* .SH COLUMNS of a noun's page. */
void civ_manual_columns(const struct civ_page *page, struct civ_buf *out);
/* .SH OPTIONS: each option once, with the programs that have it. */
enum civ_status civ_manual_options(const struct civ_page *page, struct civ_buf *out);

#endif
