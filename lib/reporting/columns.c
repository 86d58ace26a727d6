/* What a report prints: its columns, with what their nouns say of them. */
#include <string.h>

#include "civplan/say.h"
#include "lib/reporting/reporting.h"

const struct civ_noun *civ_report_table(const char *of)
{
	size_t len = of == NULL ? 0 : strcspn(of, ".");

	for (size_t i = 0; len > 0 && civ_nouns[i] != NULL; i++)
		if (strncmp(civ_nouns[i]->name, of, len) == 0 && civ_nouns[i]->name[len] == '\0')
			return civ_nouns[i];
	return NULL;
}

const struct civ_noun *civ_report_noun(const char *of, const struct civ_column **column)
{
	const struct civ_noun *noun = civ_report_table(of);
	const char *dot = of == NULL ? NULL : strchr(of, '.');
	int place;

	*column = NULL;
	if (noun == NULL || dot == NULL)
		return noun;
	place = civ_noun_column(noun, dot + 1);
	*column = place < 0 ? NULL : &noun->columns[place];
	return *column == NULL ? NULL : (*column)->ref;
}

bool civ_report_column_is_end(const struct civ_report_column *column)
{
	return column->name == NULL && column->of == NULL && !column->group;
}

struct civ_report_cell civ_report_cell(const struct civ_report_column *column)
{
	const struct civ_column *of;
	struct civ_report_cell cell = {.column = column, .name = column->name, .type = column->type};

	(void)civ_report_noun(column->of, &of);
	if (of != NULL) {
		cell.type = of->type;
		cell.stored = true;
		if (cell.name == NULL)
			cell.name = of->name;
	}
	if (column->group) {
		cell.name = "key";
		cell.type = CIV_TEXT;
	}
	return cell;
}

static struct civ_kind kind_of(const struct civ_report_column *column, enum civ_type type)
{
	const struct civ_column *of;

	(void)civ_report_noun(column->of, &of);
	return civ_kind_of_type(type, of != NULL ? of->choices : column->words);
}

/* A heading or help that is given wins over the noun's. */
static void describe(struct civ_out_column *out, const char *of, const char *label, const char *help)
{
	const struct civ_column *column;

	(void)civ_report_noun(of, &column);
	out->label = label != NULL ? label : column == NULL ? NULL : civ_column_label(column, civ_say_is_chinese());
	out->help = help != NULL ? help : column == NULL ? NULL : column->help;
}

/* What names the records whose codes stand there; nothing where their names have a column of their own. */
static const char *named_by(const struct civ_shape *shape, const char *of)
{
	const struct civ_column *column, *name;
	const struct civ_noun *noun = civ_report_noun(of, &column);

	if (noun == NULL)
		return NULL;
	for (const struct civ_report_column *c = shape->form->columns; !civ_report_column_is_end(c); c++) {
		(void)civ_report_noun(c->of, &name);
		if (name != NULL && (name->flags & CIV_NAME) != 0 && civ_noun_column(noun, name->name) >= 0 &&
		    &noun->columns[civ_noun_column(noun, name->name)] == name)
			return NULL;
	}
	return of;
}

static void add_column(const struct civ_shape *shape, const struct civ_report_column *column,
                       struct civ_out_column **out)
{
	const struct civ_report_group *group = shape->group;
	struct civ_report_cell cell = civ_report_cell(column);

	if (column->group && group == NULL)
		return;
	**out = (struct civ_out_column){.name = cell.name, .kind = kind_of(column, cell.type)};
	(*out)->kind.shown = column->shown;
	(*out)->kind.of = named_by(shape, column->group ? group->of : column->of);
	if (column->group) {
		const struct civ_column *of;

		(void)civ_report_noun(group->of, &of);
		(*out)->kind.words = of == NULL ? NULL : of->choices;
		(*out)->name = column->name != NULL ? column->name : group->name;
		describe(*out, column->label == NULL ? group->of : NULL,
		         column->label != NULL ? column->label : group->label, column->help);
	} else {
		describe(*out, column->of, column->label, column->help);
	}
	(*out)++;
}

/* What each of the codes stands for. */
static const char *flags_help(const struct civ_report_flag *flags, struct civ_arena *arena)
{
	struct civ_buf text = {0};
	const char *made;

	civ_buf_adds(&text, civ_say(CIV_WORD("What is wrong, codes joined with ;")));
	for (const struct civ_report_flag *f = flags; f->code != NULL; f++)
		civ_buf_addf(&text, "%s%s: %s", f == flags ? " - " : "; ", f->code, civ_say(f->help));
	made = text.failed ? NULL : civ_arena_copy(arena, text.data, text.len);
	civ_buf_free(&text);
	return made;
}

static const struct civ_word *flag_words(const struct civ_report_flag *flags, struct civ_arena *arena)
{
	struct civ_word *words;
	size_t count = 0;

	while (flags[count].code != NULL)
		count++;
	words = civ_arena_alloc(arena, (count + 1) * sizeof *words);
	for (size_t i = 0; words != NULL && i < count; i++)
		words[i] = (struct civ_word)CIV_CHOICE(flags[i].code, flags[i].label, civ_say(flags[i].label));
	if (words != NULL)
		words[count] = (struct civ_word){.code = NULL};
	return words;
}

enum civ_status civ_report_columns(const struct civ_report_request *request, struct civ_arena *arena,
                                   struct civ_messages *messages, const struct civ_out_column **columns)
{
	struct civ_out_column *out;
	struct civ_shape shape;
	size_t count = 0;
	enum civ_status status = civ_shape_find(request, messages, &shape);

	if (status != CIV_OK)
		return status;
	while (!civ_report_column_is_end(&shape.form->columns[count]))
		count++;
	out = civ_arena_alloc(arena, (count + 2) * sizeof *out);
	*columns = out;
	if (out == NULL)
		return civ_no_memory(messages);
	for (const struct civ_report_column *c = shape.form->columns; !civ_report_column_is_end(c); c++)
		add_column(&shape, c, &out);
	if (shape.form->flags != NULL) {
		*out = (struct civ_out_column){"flags", CIV_WORD("Flags"),
		                               CIV_KIND_CHOICE(flag_words(shape.form->flags, arena)),
		                               flags_help(shape.form->flags, arena)};
		/* Where a person's columns are marked, what is wrong is one of them. */
		for (const struct civ_out_column *c = *columns; c < out; c++)
			out->kind.shown = out->kind.shown || c->kind.shown;
		if (out->help == NULL || out->kind.words == NULL)
			return civ_no_memory(messages);
		out++;
	}
	*out = (struct civ_out_column){.name = NULL};
	return CIV_OK;
}
