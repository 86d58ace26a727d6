/* What a page is made in, and what its statuses weigh. */
#include "lib/page/page.h"

#include <string.h>

#include "civplan/date.h"
#include "civplan/lists.h"

struct civ_rows civ_page_all_of(const struct civ_out_column *columns)
{
	return (struct civ_rows){.columns = columns, .width = civ_out_column_count(columns)};
}

void civ_page_fail(struct civ_page *page, enum civ_status status)
{
	page->status = civ_worse(page->status, status);
}

/* Tasks, milestones and targets have one order of badness; NULL for what is no status. */
static const struct civ_word *status_word(const char *status)
{
	const struct civ_span code = {status, strlen(status)};
	const struct civ_word *word = civ_word_of(civ_words_task_status, code);

	if (word == NULL)
		word = civ_word_of(civ_words_milestone_status, code);
	return word == NULL || word->rank == 0 ? NULL : word;
}

int civ_page_badness(const char *status)
{
	const struct civ_word *word = status_word(status);

	return word == NULL ? 0 : word->rank;
}

enum civ_status civ_page_begin(struct civ_page *page, struct civ_records *records,
                               const struct civ_page_options *options, struct civ_buf *html)
{
	*page = (struct civ_page){.records = records,
	                          .messages = civ_records_messages(records),
	                          .options = options,
	                          .html = html,
	                          .arena = civ_arena_new(),
	                          .asof = civ_records_clock(records)->asof};
	civ_records_speak(records, true);
	civ_date_format(page->asof, page->day);
	return page->arena == NULL ? civ_no_memory(page->messages) : CIV_OK;
}

enum civ_status civ_page_end(struct civ_page *page, enum civ_status status)
{
	civ_arena_free(page->arena);
	status = civ_worse(status, page->status);
	return status == CIV_OK && page->html->failed ? civ_no_memory(page->messages) : status;
}
