/* Texts that name records: formulas and criteria. A column says what it is written in (civ_column.grammar); the engine
 * looks for what is named when it is entered, follows a row that gets another code, and keeps one that is named. */
#ifndef CIVPLAN_MENTION_H
#define CIVPLAN_MENTION_H

#include "civplan/record.h"

/* A row that a text names. */
struct civ_mention {
	const struct civ_noun *noun;
	struct civ_span code;
	size_t at, len; /* the stretch of the text that names it */
	int form;       /* how it is named there: of the grammar's own */
	struct civ_span key; /* its whole key, "S:K", where the text says what the code is within; else empty */
};

typedef enum civ_status civ_mention_function(void *data, const struct civ_mention *mention);

/* Such a text in COLUMN of row ID of NOUN, stored in this run; it was read at AT. */
struct civ_phrase {
	const struct civ_noun *noun;
	const struct civ_column *column;
	int64_t id;
	struct civ_span text;
	const struct civ_position *at;
};

/* What texts of columns are written in: `const struct civ_grammar civ_NAME_grammar` in a file of a domain. */
struct civ_grammar {
	const char *name; /* as civ_column.grammar has it */
	/* Whether the text of COLUMN can be read at all: CIV_REFUSED, told of the record. */
	enum civ_status (*check)(const struct civ_record *record, int column);
	/* At the end of the run, when all rows are stored: whether what it names is there. CIV_REFUSED, told. */
	enum civ_status (*resolve)(struct civ_records *records, const struct civ_phrase *phrase);
	/* TAKE is called with each row that TEXT names, from left to right; a text that cannot be read names none. */
	enum civ_status (*mentions)(struct civ_records *records, struct civ_span text, civ_mention_function *take,
	                            void *data);
	/* CODE as it stands in the place of the mention, appended. */
	void (*write)(const struct civ_mention *mention, struct civ_span code, struct civ_buf *text);
};

/* All of them, ended by NULL (made from the folders at build time). */
extern const struct civ_grammar *const civ_grammars[];

/* "formula: WHY" where the phrase was read; without the column's name where that is an option. CIV_REFUSED. */
enum civ_status civ_phrase_error(struct civ_records *records, const struct civ_phrase *phrase, const char *why);

#endif
