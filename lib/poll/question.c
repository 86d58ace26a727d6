#include "lib/poll/question.h"

#include <string.h>

#include "civplan/decimal.h"
#include "civplan/lists.h"
#include "civplan/say.h"
#include "lib/poll/plain.h"

extern const struct civ_noun civ_noun_question;

/* ---- making ---- */

static bool put_form(struct civ_question *question, struct civ_span form, size_t place)
{
	int64_t known = (int64_t)place;

	if (civ_hash_get(question->forms, form, &known) && known != (int64_t)place)
		return civ_hash_put(question->forms, form, CIV_SEVERAL);
	return civ_hash_put(question->forms, form, (int64_t)place);
}

static bool put_choice(struct civ_question *question, struct civ_span choice, struct civ_buf *plain)
{
	size_t place = question->count++;
	struct civ_span form;

	question->choices[place] = choice;
	civ_plain_make(choice, plain);
	form = (struct civ_span){plain->data, plain->len};
	if (plain->failed)
		return false;
	question->numbered = question->numbered || civ_plain_place(form) > 0;
	return civ_hash_put(question->exact, choice, (int64_t)place) && put_form(question, form, place) &&
	       put_form(question, civ_plain_unnumbered(form), place);
}

static bool take_choices(struct civ_question *question, struct civ_span text, struct civ_arena *arena)
{
	const char *copy = civ_arena_copy(arena, text.text == NULL ? "" : text.text, text.len);
	struct civ_span rest = {copy, text.len}, part;
	struct civ_buf plain = {0};
	bool good = copy != NULL;

	question->exact = civ_hash_new();
	question->forms = civ_hash_new();
	question->choices = civ_arena_alloc(arena, (text.len / 2 + 1) * sizeof *question->choices);
	good = good && question->exact != NULL && question->forms != NULL && question->choices != NULL;
	while (good && civ_list_next_whole(&rest, &part))
		good = put_choice(question, part, &plain);
	civ_buf_free(&plain);
	return good;
}

static enum civ_question_kind kind_of(struct civ_span code)
{
	size_t place = 0;

	while (civ_words_question_kind[place].code != NULL &&
	       (strlen(civ_words_question_kind[place].code) != code.len ||
	        memcmp(civ_words_question_kind[place].code, code.text, code.len) != 0))
		place++;
	return (enum civ_question_kind)place;
}

struct civ_question *civ_question_make(int64_t id, const struct civ_value *values, struct civ_arena *arena)
{
	const struct civ_noun *noun = &civ_noun_question;
	struct civ_span code = values[civ_noun_column(noun, "code")].string,
			text = values[civ_noun_column(noun, "text")].string;
	const struct civ_value *choices = &values[civ_noun_column(noun, "choices")];
	struct civ_question *made = civ_arena_alloc(arena, sizeof *made);

	if (made == NULL)
		return NULL;
	*made = (struct civ_question){
		.id = id,
		.kind = kind_of(values[civ_noun_column(noun, "kind")].string),
		.code = civ_arena_copy(arena, code.text, code.len),
		.text = civ_arena_copy(arena, text.text, text.len),
		.top = values[civ_noun_column(noun, "top")].integer,
	};
	if (made->code != NULL && made->text != NULL &&
	    take_choices(made, choices->kind == CIV_STRING ? choices->string : (struct civ_span){NULL, 0}, arena))
		return made;
	civ_question_end(made);
	return NULL;
}

void civ_question_end(struct civ_question *question)
{
	if (question == NULL)
		return;
	civ_hash_free(question->exact);
	civ_hash_free(question->forms);
}

/* ---- reading ---- */

enum civ_unfit civ_question_choice(const struct civ_question *question, struct civ_span text, struct civ_buf *buf,
                                   size_t *found)
{
	struct civ_span form;
	int64_t place;

	if (!civ_hash_get(question->exact, text, &place)) {
		civ_plain_make(text, buf);
		if (buf->failed)
			return CIV_UNFIT_MEMORY;
		form = (struct civ_span){buf->data, buf->len};
		if (!civ_hash_get(question->forms, form, &place) &&
		    !civ_hash_get(question->forms, civ_plain_unnumbered(form), &place)) {
			place = question->numbered ? 0 : (int64_t)civ_plain_place(form);
			if (place == 0 || (size_t)place > question->count)
				return CIV_UNFIT_CHOICE;
			place--;
		}
	}
	if (place == CIV_SEVERAL)
		return CIV_UNFIT_SEVERAL;
	*found = (size_t)place;
	return CIV_FITS;
}

static enum civ_unfit read_choice(const struct civ_question *question, struct civ_said *said, struct civ_buf *buf)
{
	size_t place = 0;
	enum civ_unfit unfit = civ_question_choice(question, said->text, buf, &place);

	said->part = said->text;
	if (unfit == CIV_FITS)
		said->value = question->choices[place];
	return unfit;
}

/* In the order of the question, each once: what was ticked has no order. */
enum civ_unfit civ_question_join(const struct civ_question *question, const bool *ticked, struct civ_said *said)
{
	struct civ_buf joined = {0};
	size_t len;
	enum civ_unfit unfit = CIV_FITS;

	for (size_t i = 0; i < question->count; i++)
		if (ticked[i]) {
			civ_buf_adds(&joined, joined.len == 0 ? "" : ";");
			civ_buf_add(&joined, question->choices[i].text, question->choices[i].len);
		}
	len = joined.len;
	if (len == 0)
		unfit = CIV_UNFIT_EMPTY;
	else
		said->value = (struct civ_span){civ_arena_copy(said->arena, civ_buf_str(&joined), len), len};
	if (joined.failed || (len > 0 && said->value.text == NULL))
		unfit = CIV_UNFIT_MEMORY;
	civ_buf_free(&joined);
	return unfit;
}

/* A choice may hold what else parts a list: what stands between two semicolons is one choice before it is several. */
static enum civ_unfit tick(const struct civ_question *question, struct civ_span part, struct civ_said *said,
                           struct civ_buf *buf, bool *ticked)
{
	size_t place = 0;
	enum civ_unfit unfit = civ_question_choice(question, part, buf, &place);

	said->part = part;
	if (unfit == CIV_FITS)
		ticked[place] = true;
	if (unfit != CIV_UNFIT_CHOICE)
		return unfit;
	while (civ_list_next(&part, &said->part)) {
		unfit = civ_question_choice(question, said->part, buf, &place);
		if (unfit != CIV_FITS)
			return unfit;
		ticked[place] = true;
	}
	return CIV_FITS;
}

static enum civ_unfit read_multi(const struct civ_question *question, struct civ_said *said, struct civ_buf *buf)
{
	bool *ticked = civ_arena_alloc(said->arena, question->count * sizeof *ticked);
	struct civ_span rest = said->text, part;

	if (ticked == NULL)
		return CIV_UNFIT_MEMORY;
	while (civ_list_next_whole(&rest, &part)) {
		enum civ_unfit unfit = tick(question, part, said, buf, ticked);

		if (unfit != CIV_FITS)
			return unfit;
	}
	said->part = said->text;
	return civ_question_join(question, ticked, said);
}

static bool is_one_of(struct civ_span text, const char *const *words)
{
	for (; *words != NULL; words++)
		if (text.len == strlen(*words) && memcmp(text.text, *words, text.len) == 0)
			return true;
	return false;
}

/* A plain text is the choice itself, or its letter. A number says nothing of it: 1 ticks it, and 2 is what some
 * write for one that is not ticked. */
static bool is_choice(const struct civ_question *question, size_t place, struct civ_span form)
{
	int64_t found;

	if (civ_hash_get(question->forms, form, &found) ||
	    civ_hash_get(question->forms, civ_plain_unnumbered(form), &found))
		return found == (int64_t)place;
	return !question->numbered && form.len == 1 && form.text[0] >= 'a' && civ_plain_place(form) == place + 1;
}

enum civ_unfit civ_question_tick(const struct civ_question *question, size_t place, struct civ_said *said,
                                 struct civ_buf *buf, bool *ticked)
{
	static const char *const yes[] = {"1", "选中", "已选", "已选中", "√", "✓", "✔", "☑", "■",
	                                  "是", "yes", "y", "true", NULL};
	static const char *const no[] = {"", "0", "未选中", "未选", "×", "□", "否", "no", "n", "false",
	                                 "-2", "-3", NULL};
	struct civ_span form;
	bool off, choice;

	civ_plain_make(said->text, buf);
	if (buf->failed)
		return CIV_UNFIT_MEMORY;
	form = (struct civ_span){buf->data, buf->len};
	said->part = civ_text_trim(said->text);
	off = is_one_of(form, no) || civ_plain_is_nothing(said->text);
	choice = form.len > 0 && is_choice(question, place, form);
	*ticked = choice || is_one_of(form, yes);
	/* A choice that is called 0 or no: nobody can tell. */
	return off == *ticked ? CIV_UNFIT_TICK : CIV_FITS;
}

static enum civ_unfit read_yesno(struct civ_said *said, struct civ_buf *buf)
{
	static const char *const yes[] = {"yes", "是", "y", "true", "1", "a", "有", "对", "√", NULL};
	static const char *const no[] = {"no",   "否", "n",    "false", "0", "2", "b",
	                                 "没有", "无", "不是", "错",    "×", NULL};
	struct civ_span form;

	civ_plain_make(said->text, buf);
	if (buf->failed)
		return CIV_UNFIT_MEMORY;
	form = civ_plain_unnumbered((struct civ_span){buf->data, buf->len});
	said->part = said->text;
	if (is_one_of(form, yes))
		said->value = (struct civ_span){"yes", 3};
	else if (is_one_of(form, no))
		said->value = (struct civ_span){"no", 2};
	else
		return CIV_UNFIT_YESNO;
	return CIV_FITS;
}

static enum civ_unfit keep_text(struct civ_said *said, const char *text)
{
	size_t len = strlen(text);

	said->value = (struct civ_span){civ_arena_copy(said->arena, text, len), len};
	return said->value.text == NULL ? CIV_UNFIT_MEMORY : CIV_FITS;
}

static struct civ_span behind_digits(struct civ_span text)
{
	while (text.len > 0 && text.text[0] >= '0' && text.text[0] <= '9') {
		text.text++;
		text.len--;
	}
	return text;
}

static bool has_digit(struct civ_span text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.text[i] >= '0' && text.text[i] <= '9')
			return true;
	return false;
}

/* A step, with its unit or without; 0: it is none. */
static int64_t step_of(struct civ_span text)
{
	static const char *const units[] = {"", "分", "星", "颗星"};
	struct civ_span unit = behind_digits(text);
	int64_t step;

	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
		if (unit.len == strlen(units[i]) && memcmp(unit.text, units[i], unit.len) == 0)
			return civ_int_parse(text.text, text.len - unit.len, &step) ? step : 0;
	return 0;
}

/* The same beside its name, where one of both is in brackets: "content(4)", "4分(content)". A number that stands
 * before a name otherwise may be that of the choice in its list: "1.content" is no step. */
static int64_t named_step(struct civ_span text)
{
	const char *open = text.len == 0 || text.text[text.len - 1] != ')' ? NULL
	                                                                   : memrchr(text.text, '(', text.len - 1);
	struct civ_span before, inside;

	if (open == NULL)
		return step_of(text);
	before = (struct civ_span){text.text, (size_t)(open - text.text)};
	inside = (struct civ_span){open + 1, text.len - before.len - 2};
	if (!has_digit(before))
		return step_of(inside);
	return has_digit(inside) ? 0 : step_of(before);
}

static enum civ_unfit read_scale(const struct civ_question *question, struct civ_said *said, struct civ_buf *buf)
{
	char text[CIV_REAL_SIZE];
	int64_t step;

	civ_plain_make(said->text, buf);
	if (buf->failed)
		return CIV_UNFIT_MEMORY;
	said->part = said->text;
	step = named_step((struct civ_span){buf->data, buf->len});
	if (step < 1 || step > question->top)
		return CIV_UNFIT_SCALE;
	civ_real_format((double)step, text);
	return keep_text(said, text);
}

static enum civ_unfit read_number(struct civ_said *said, struct civ_buf *buf)
{
	struct civ_buf number = {0};
	char text[CIV_REAL_SIZE];
	double value;
	bool good;

	civ_plain_make(said->text, buf);
	said->part = said->text;
	good = civ_number_plain(buf->data, buf->len, false, &number) == CIV_NUMBER_GOOD &&
	       civ_real_parse(number.data, number.len, &value);
	if (buf->failed || number.failed) {
		civ_buf_free(&number);
		return CIV_UNFIT_MEMORY;
	}
	civ_buf_free(&number);
	if (!good)
		return CIV_UNFIT_NUMBER;
	if (value >= CIV_REAL_TOO_LARGE || value <= -CIV_REAL_TOO_LARGE)
		return CIV_UNFIT_LARGE;
	civ_real_format(value, text);
	return keep_text(said, text);
}

enum civ_unfit civ_question_read(const struct civ_question *question, struct civ_said *said, struct civ_buf *buf)
{
	said->text = civ_text_trim(said->text);
	switch (question->kind) {
	case CIV_ASKED_YESNO:
		return read_yesno(said, buf);
	case CIV_ASKED_CHOICE:
		return read_choice(question, said, buf);
	case CIV_ASKED_MULTI:
		return read_multi(question, said, buf);
	case CIV_ASKED_SCALE:
		return read_scale(question, said, buf);
	case CIV_ASKED_NUMBER:
		break;
	}
	return read_number(said, buf);
}

static void list_choices(const struct civ_question *question, struct civ_buf *text)
{
	for (size_t i = 0; i < question->count; i++)
		civ_buf_addf(text, "%s%.*s", i == 0 ? "" : ";", (int)question->choices[i].len,
		             question->choices[i].text);
}

void civ_question_unfit(const struct civ_question *question, enum civ_unfit unfit, const struct civ_said *said,
                        struct civ_buf *text)
{
	const int len = (int)said->part.len;
	const char *part = said->part.text;

	switch (unfit) {
	case CIV_UNFIT_YESNO:
		civ_buf_addf(text, civ_say(CIV_WORD("'%.*s' is neither yes nor no")), len, part);
		break;
	case CIV_UNFIT_CHOICE:
		civ_buf_addf(text, civ_say(CIV_WORD("'%.*s' is no choice of this question; there are: ")), len, part);
		list_choices(question, text);
		break;
	case CIV_UNFIT_SEVERAL:
		civ_buf_addf(text, civ_say(CIV_WORD("'%.*s' may mean several choices; there are: ")), len, part);
		list_choices(question, text);
		break;
	case CIV_UNFIT_TICK:
		civ_buf_addf(text, civ_say(CIV_WORD("'%.*s' does not say whether the choice was ticked")), len, part);
		break;
	case CIV_UNFIT_SCALE:
		civ_buf_addf(text, civ_say(CIV_WORD("'%.*s' is no step of the scale from 1 to %lld")), len, part,
		             (long long)question->top);
		break;
	case CIV_UNFIT_NUMBER:
		civ_buf_addf(text, civ_say(CIV_WORD("'%.*s' is no number")), len, part);
		break;
	case CIV_UNFIT_LARGE:
		civ_buf_addf(text, civ_say(CIV_WORD("'%.*s' has more digits than can be kept")), len, part);
		break;
	case CIV_UNFIT_EMPTY:
	case CIV_UNFIT_MEMORY:
	case CIV_FITS:
		civ_buf_adds(text, civ_say(CIV_WORD("nothing is answered")));
		break;
	}
}
