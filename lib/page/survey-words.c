#include "lib/page/survey-words.h"

#include <string.h>

#include "civplan/lists.h"
#include "civplan/say.h"

enum { MOST_NAMES = 8 };

const char *civ_front_survey(struct civ_front *front, const char *survey)
{
	return civ_front_name(front, civ_front_ask(front, "SELECT name FROM survey WHERE code = :arg", survey));
}

/* What SQL tells of the question of that row, which :arg names as SURVEY:QUESTION. */
static const char *ask_question(struct civ_front *front, const char *sql, const char *survey, const char *question)
{
	struct civ_buf key = {0};

	civ_buf_addf(&key, "%s:%s", survey, question);
	return civ_front_ask(front, sql, civ_front_keep(front, &key));
}

#define OF_QUESTION "FROM question q JOIN survey s ON s.id = q.survey_id WHERE s.code || ':' || q.code = :arg"

const char *civ_front_answer(struct civ_front *front, struct civ_span answer)
{
	const struct civ_word *word = civ_word_of(civ_words_bool, answer);
	const char *text = word != NULL ? civ_word_said(word, civ_say_is_chinese())
	                                : civ_arena_copy(front->page->arena, answer.text, answer.len);

	if (text == NULL)
		civ_page_fail(front->page, civ_no_memory(front->page->messages));
	return text == NULL ? "" : civ_front_name(front, text);
}

const char *civ_front_question(struct civ_front *front, const char *survey, const char *question)
{
	const char *text = civ_front_name(front, ask_question(front, "SELECT q.text " OF_QUESTION, survey, question));
	const char *good = ask_question(front, "SELECT q.good " OF_QUESTION, survey, question), *names[MOST_NAMES];
	size_t count = 0;

	while (*good != '\0' && count < MOST_NAMES) {
		size_t len = strcspn(good, ";");

		names[count++] = civ_front_answer(front, (struct civ_span){good, len});
		good += len + (good[len] == ';');
	}
	return count == 0
	               ? text
	               : civ_front_said(front, CIV_WORD("%s Answers: %s"), text, civ_front_names(front, names, count));
}

const char *civ_front_topic(struct civ_front *front, const char *survey, const char *question)
{
	return ask_question(front, "SELECT q.topic " OF_QUESTION, survey, question);
}

const char *civ_front_stratum(struct civ_front *front, const char *survey, const char *dimension, const char *stratum)
{
	struct civ_buf key = {0};

	civ_buf_addf(&key, "%s:%s:%s", survey, dimension, stratum);
	return civ_front_name(
		front, civ_front_ask(front,
	                             "SELECT ifnull(t.name, t.code) FROM stratum t JOIN survey s ON s.id = t.survey_id"
	                             " WHERE s.code || ':' || t.dimension || ':' || t.code = :arg",
	                             civ_front_keep(front, &key)));
}
