/* Choices that reports print, for a reader: only on a terminal, where nothing reads them again. */
#include <string.h>

#include "civplan/say.h"
#include "lib/csv/format.h"

/* The columns that hold such words, and nothing else. */
static const char *const columns[] = {"status",    "stage", "level",  "limit",    "waits_on", "kind",
                                      "cause",     "flag",  "part",   "severity", "change",   "method",
                                      "dimension", "type",  "result", "decision", "action",   NULL};

/* What the catalogue knows; the sign in front tells them from other texts. */
static const char *const words[] = {
	CIV_WORD("=met"),          CIV_WORD("=met_late"),
	CIV_WORD("=missed"),       CIV_WORD("=overdue"),
	CIV_WORD("=at_risk"),      CIV_WORD("=on_track"),
	CIV_WORD("=pending"),      CIV_WORD("=no_data"),
	CIV_WORD("=reported"),     CIV_WORD("=assigned"),
	CIV_WORD("=received"),     CIV_WORD("=rectified"),
	CIV_WORD("=accepted"),     CIV_WORD("=closed"),
	CIV_WORD("=deferred"),     CIV_WORD("=dismissed"),
	CIV_WORD("=returned"),     CIV_WORD("=remind"),
	CIV_WORD("=urge"),         CIV_WORD("=notice"),
	CIV_WORD("=receive"),      CIV_WORD("=rectify"),
	CIV_WORD("=accept"),       CIV_WORD("=review"),
	CIV_WORD("=unit"),         CIV_WORD("=office"),
	CIV_WORD("=citizen"),      CIV_WORD("=late"),
	CIV_WORD("=due"),          CIV_WORD("=blocked"),
	CIV_WORD("=stopped"),      CIV_WORD("=planned"),
	CIV_WORD("=running"),      CIV_WORD("=done"),
	CIV_WORD("=cancelled"),    CIV_WORD("=no_figure"),
	CIV_WORD("=old_figure"),   CIV_WORD("=falling"),
	CIV_WORD("=stalled"),      CIV_WORD("=rising"),
	CIV_WORD("=first_figure"), CIV_WORD("=alarm"),
	CIV_WORD("=look"),         CIV_WORD("=database"),
	CIV_WORD("=channels"),     CIV_WORD("=issues"),
	CIV_WORD("=tasks"),        CIV_WORD("=score"),
	CIV_WORD("=milestones"),   CIV_WORD("=error"),
	CIV_WORD("=warning"),      CIV_WORD("=note"),
	CIV_WORD("=added"),        CIV_WORD("=dropped"),
	CIV_WORD("=reweighted"),   CIV_WORD("=changed"),
	CIV_WORD("=data"),         CIV_WORD("=self"),
	CIV_WORD("=inspection"),   CIV_WORD("=third_party"),
	CIV_WORD("=survey"),       CIV_WORD("=process"),
	CIV_WORD("=task"),         CIV_WORD("=milestone"),
	CIV_WORD("=scored"),       CIV_WORD("=missing"),
	CIV_WORD("=na"),           CIV_WORD("=node"),
	CIV_WORD("=held"),         CIV_WORD("=rebound"),
	CIV_WORD("=issue"),        CIV_WORD("=stage"),
	CIV_WORD("=before"),       CIV_WORD("=add"),
	CIV_WORD("=set"),          CIV_WORD("=remove"),
	CIV_WORD("=move"),         CIV_WORD("=report"),
	CIV_WORD("=extension"),    CIV_WORD("=recheck"),
	CIV_WORD("=merge"),        CIV_WORD("=granted"),
	CIV_WORD("=refused"),      CIV_WORD("=yes"),
	CIV_WORD("=no"),           NULL,
};

bool civ_holds_words(const char *column)
{
	for (size_t i = 0; columns[i] != NULL; i++)
		if (strcmp(columns[i], column) == 0)
			return true;
	return false;
}

struct civ_span civ_word_of(struct civ_span cell)
{
	for (size_t i = 0; words[i] != NULL; i++)
		if (strlen(words[i]) == cell.len + 1 && memcmp(words[i] + 1, cell.text, cell.len) == 0) {
			const char *said = civ_say(words[i]);

			return said == words[i] ? cell : (struct civ_span){said, strlen(said)};
		}
	return cell;
}

const char *civ_choice_word(const char *code)
{
	/* A word is the code itself or a whole literal of the catalogue: both end in a NUL. */
	return civ_word_of((struct civ_span){code, strlen(code)}).text;
}
