/* What changed from one standard to another, and who is touched by it. */
#include <string.h>

#include "civplan/decimal.h"
#include "civplan/milestone.h"
#include "civplan/say.h"
#include "civplan/standard.h"
#include "civplan/word.h"
#include "lib/noun/indicator.h"
#include "lib/noun/task.h"

extern const struct civ_noun civ_noun_indicator, civ_noun_standard;

static const struct civ_word changes[] = {
	CIV_CHOICE("added", "Added", "新增"),
	CIV_CHOICE("dropped", "Dropped", "取消"),
	CIV_CHOICE("reweighted", "Reweighted", "权重调整"),
	CIV_CHOICE("changed", "Changed", "已修改"),
	{.code = NULL},
};

const struct civ_out_column civ_standard_diff_columns[] = {
	{"change", "Change", CIV_SHOWN_CHOICE(changes),
	 "added, dropped, reweighted (the weight) or changed (anything else)"},
	{"code", "Code", CIV_SHOWN_TEXT, "of the indicator; empty: the standard itself"},
	{"name", "Name", CIV_SHOWN_TEXT, "what it is called, in the new standard if it is there"},
	{"field", "Field", CIV_SHOWN_TEXT, "the column that changed"},
	{"old", "Old", CIV_SHOWN_TEXT, "its value in the old standard; of a dropped indicator its weight"},
	{"new", "New", CIV_SHOWN_TEXT, "its value in the new one; of an added indicator its weight"},
	{"tasks", "Tasks", CIV_KIND_TEXT,
	 "tasks for the indicator, or that follow a policy that it cites in either standard, joined with ;"},
	{"milestones", "Milestones", CIV_KIND_TEXT,
	 "milestones whose criterion tests it, or whose task is one of these, joined with ;"},
	{"note", "Note", CIV_KIND_TEXT, "of an added indicator what it lacks: unit, person, due, measure"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

/* Views show codes beside ids, so that two rows compare as a reader would see them. */
static const char indicator_sql[] = "SELECT i.* FROM indicators i WHERE i.standard_id = :standard AND i.code = :code";
static const char codes_sql[] =
	"SELECT n.code, n.weight, n.name, NULL"
	" FROM indicator n"
	" WHERE n.standard_id = :new"
	" UNION ALL"
	" SELECT o.code, NULL, o.name, o.weight"
	" FROM indicator o"
	" WHERE o.standard_id = :old"
	"  AND NOT EXISTS (SELECT 1 FROM indicator n WHERE n.standard_id = :new AND n.code = o.code)"
	" ORDER BY 1";
static const char standard_sql[] = "SELECT s.* FROM standards s WHERE s.id = :standard";
static const char tasks_sql[] =
	"SELECT t.code"
	" FROM task t"
	" WHERE " CIV_TASK_KEPT("t")
	"  AND (t.indicator = :code OR EXISTS ("
	"   SELECT 1"
	"   FROM indicator i JOIN policy p ON " CIV_CITES("i.policies", "p.code")
	"   WHERE i.code = :code AND i.standard_id IN (:old, :new) AND " CIV_CITES("t.policies", "p.code")
	"  ))"
	" ORDER BY t.code";
static const char milestones_sql[] =
	"SELECT m.code, m.criterion, " CIV_CITES(":tasks", "t.code")
	" FROM milestone m LEFT JOIN task t ON t.id = m.task_id"
	" ORDER BY m.code";
static const char lacks_sql[] =
	"SELECT i.unit_id IS NULL, i.person_id IS NULL, i.due IS NULL,"
	"  NOT EXISTS (SELECT 1 FROM measure m WHERE m.indicator = i.code),"
	"  NOT " CIV_INDICATOR_LEAF("i")
	" FROM indicator i"
	" WHERE i.standard_id = :standard AND i.code = :code";

struct diff {
	struct civ_records *records;
	struct civ_store *store;
	struct civ_out *out;
	int64_t old, new_;
	struct civ_arena *arena;        /* for the indicator at hand */
	const char *code, *name;
	struct civ_buf tasks, milestones, note;
};

static enum civ_status statement(struct diff *diff, const char *sql, int64_t standard, sqlite3_stmt **prepared)
{
	enum civ_status status = civ_records_statement(diff->records, sql, prepared);

	if (status == CIV_OK)
		status = civ_bind_int(diff->store, *prepared, ":standard", standard);
	return status == CIV_OK ? civ_bind_text(diff->store, *prepared, ":code", diff->code) : status;
}

/* ---- who is touched ---- */

static void join(struct civ_buf *list, const char *separator, const char *text)
{
	civ_buf_adds(list, list->len == 0 ? "" : separator);
	civ_buf_adds(list, text);
}

static enum civ_status find_tasks(struct diff *diff)
{
	sqlite3_stmt *rows;
	enum civ_status status = statement(diff, tasks_sql, 0, &rows);

	if (status == CIV_OK)
		status = civ_bind_int(diff->store, rows, ":old", diff->old);
	if (status == CIV_OK)
		status = civ_bind_int(diff->store, rows, ":new", diff->new_);
	while (civ_store_next(diff->store, rows, &status))
		join(&diff->tasks, ";", (const char *)sqlite3_column_text(rows, 0));
	return status;
}

/* What a criterion is looked through for. */
struct tested {
	const char *code;
	bool found;
};

static enum civ_status take_mention(void *data, const struct civ_mention *mention)
{
	struct tested *tested = data;

	tested->found = tested->found || (mention->noun == &civ_noun_indicator &&
	                                  mention->code.len == strlen(tested->code) &&
	                                  memcmp(mention->code.text, tested->code, mention->code.len) == 0);
	return CIV_OK;
}

static enum civ_status tests(struct diff *diff, struct civ_span text, bool *found)
{
	struct tested tested = {diff->code, *found};
	enum civ_status status = text.len == 0 ? CIV_OK
	                                       : civ_criterion_mentions(diff->records, text, take_mention, &tested);

	*found = tested.found;
	return status;
}

static enum civ_status find_milestones(struct diff *diff)
{
	sqlite3_stmt *rows;
	enum civ_status status = statement(diff, milestones_sql, 0, &rows);

	if (status == CIV_OK && diff->tasks.len > 0)
		status = civ_bind_text(diff->store, rows, ":tasks", civ_buf_str(&diff->tasks));
	while (civ_store_next(diff->store, rows, &status)) {
		bool touched = sqlite3_column_int(rows, 2) != 0;

		status = tests(diff, civ_value_column(rows, 1).string, &touched);
		if (touched)
			join(&diff->milestones, ";", (const char *)sqlite3_column_text(rows, 0));
	}
	return status;
}

static enum civ_status find_touched(struct diff *diff)
{
	enum civ_status status;

	civ_buf_clear(&diff->tasks);
	civ_buf_clear(&diff->milestones);
	civ_buf_clear(&diff->note);
	status = find_tasks(diff);
	if (status == CIV_OK)
		status = find_milestones(diff);
	return diff->tasks.failed || diff->milestones.failed ? civ_no_memory(civ_records_messages(diff->records))
	                                                     : status;
}

/* ---- rows ---- */

static void put(struct civ_out *out, const struct civ_buf *text)
{
	civ_out_text(out, text->data, text->len);
}

static enum civ_status write_row(struct diff *diff, const char *change, const char *field, const char *old,
                                 const char *new_)
{
	struct civ_out *out = diff->out;

	civ_out_string(out, change);
	civ_out_string(out, diff->code);
	civ_out_string(out, diff->name);
	civ_out_string(out, field);
	civ_out_string(out, old);
	civ_out_string(out, new_);
	put(out, &diff->tasks);
	put(out, &diff->milestones);
	put(out, &diff->note);
	return civ_out_row(out);
}

/* ---- one against the other ---- */

static int column_of(sqlite3_stmt *row, const char *name)
{
	for (int i = 0; i < sqlite3_column_count(row); i++)
		if (strcmp(sqlite3_column_name(row, i), name) == 0)
			return i;
	return -1;
}

/* As a list prints it; NULL when memory is out. */
static const char *text_of(struct diff *diff, const struct civ_column *column, sqlite3_stmt *row)
{
	struct civ_value value = civ_value_column(row, column_of(row, column->name));
	struct civ_buf text = {0};
	const char *kept;

	if (value.kind == CIV_STRING)
		civ_buf_add(&text, value.string.text, value.string.len);
	else
		civ_value_format(column, &value, &text);
	kept = civ_buf_str(&text) == NULL ? NULL : civ_arena_copy(diff->arena, civ_buf_str(&text), text.len);
	civ_buf_free(&text);
	return kept;
}

/* All columns of a row as text, in the arena. */
static enum civ_status read_row(struct diff *diff, const struct civ_noun *noun, const char *sql, int64_t standard,
                                const char ***values)
{
	size_t width = civ_noun_width(noun);
	sqlite3_stmt *row;
	enum civ_status status = statement(diff, sql, standard, &row);

	*values = NULL;
	if (!civ_store_next(diff->store, row, &status))
		return status;
	*values = civ_arena_alloc(diff->arena, (width + 1) * sizeof(const char *));
	for (size_t i = 0; *values != NULL && i < width; i++) {
		(*values)[i] = text_of(diff, &noun->columns[i], row);
		if ((*values)[i] == NULL)
			*values = NULL;
	}
	sqlite3_reset(row);
	return *values == NULL ? civ_no_memory(civ_records_messages(diff->records)) : CIV_OK;
}

static enum civ_status compare(struct diff *diff, const struct civ_noun *noun, const char *sql)
{
	const char **old, **new_;
	enum civ_status status = read_row(diff, noun, sql, diff->old, &old);

	if (status == CIV_OK)
		status = read_row(diff, noun, sql, diff->new_, &new_);
	for (size_t i = 0; i < civ_noun_width(noun) && status == CIV_OK && old != NULL && new_ != NULL; i++) {
		const char *name = noun->columns[i].name;

		/* What tells the two apart is no change. */
		if ((noun->columns[i].flags & CIV_KEY) != 0 || strcmp(old[i], new_[i]) == 0)
			continue;
		status = write_row(diff, strcmp(name, "weight") == 0 ? "reweighted" : "changed",
		                   civ_records_heading(diff->records, noun, name),
		                   civ_records_choice(diff->records, noun, name, old[i]),
		                   civ_records_choice(diff->records, noun, name, new_[i]));
	}
	return status;
}

static enum civ_status find_lacks(struct diff *diff)
{
	static const char *const lacks[] = {CIV_WORD("duty|unit"), CIV_WORD("duty|person"), CIV_WORD("due"),
	                                    CIV_WORD("measure")};
	struct civ_buf list = {0};
	sqlite3_stmt *row;
	enum civ_status status = statement(diff, lacks_sql, diff->new_, &row);

	if (!civ_store_next(diff->store, row, &status))
		return status;
	/* A node is measured by what is below it. */
	for (int i = 0; i < 4 && sqlite3_column_int(row, 4) == 0; i++)
		if (sqlite3_column_int(row, i) != 0)
			civ_buf_addf(&list, "%s%s", list.len == 0 ? "" : civ_records_say(diff->records, CIV_WORD(", ")),
			             civ_records_say(diff->records, lacks[i]));
	if (list.len > 0)
		civ_buf_addf(&diff->note, civ_records_say(diff->records, CIV_WORD("without %s")), civ_buf_str(&list));
	civ_buf_free(&list);
	sqlite3_reset(row);
	return diff->note.failed ? civ_no_memory(civ_records_messages(diff->records)) : CIV_OK;
}

static enum civ_status one_indicator(struct diff *diff, sqlite3_stmt *codes)
{
	bool added = false, dropped = sqlite3_column_type(codes, 3) != SQLITE_NULL;
	char weight[CIV_REAL_SIZE];
	enum civ_status status;

	civ_arena_clear(diff->arena);
	diff->code = civ_arena_copy(diff->arena, (const char *)sqlite3_column_text(codes, 0),
	                            (size_t)sqlite3_column_bytes(codes, 0));
	diff->name = civ_arena_copy(diff->arena, (const char *)sqlite3_column_text(codes, 2),
	                            (size_t)sqlite3_column_bytes(codes, 2));
	if (diff->code == NULL || diff->name == NULL)
		return civ_no_memory(civ_records_messages(diff->records));
	status = find_touched(diff);
	if (status == CIV_OK) {
		const char **values;

		status = read_row(diff, &civ_noun_indicator, indicator_sql, dropped ? diff->new_ : diff->old, &values);
		added = values == NULL && !dropped;
	}
	if (status != CIV_OK)
		return status;
	if (!added && !dropped)
		return compare(diff, &civ_noun_indicator, indicator_sql);
	if (added)
		status = find_lacks(diff);
	if (status != CIV_OK)
		return status;
	civ_real_format(sqlite3_column_double(codes, dropped ? 3 : 1), weight);
	return write_row(diff, added ? "added" : "dropped", NULL, added ? NULL : weight, added ? weight : NULL);
}

static enum civ_status run(struct diff *diff)
{
	sqlite3_stmt *codes = NULL;
	enum civ_status status;

	diff->code = "";
	status = compare(diff, &civ_noun_standard, standard_sql);
	if (status == CIV_OK)
		status = civ_records_statement(diff->records, codes_sql, &codes);
	if (status == CIV_OK)
		status = civ_bind_int(diff->store, codes, ":old", diff->old);
	if (status == CIV_OK)
		status = civ_bind_int(diff->store, codes, ":new", diff->new_);
	while (civ_store_next(diff->store, codes, &status))
		status = one_indicator(diff, codes);
	return status;
}

enum civ_status civ_standard_diff(struct civ_records *records, const char *old, const char *new_, struct civ_out *out)
{
	struct diff diff = {.records = records, .store = civ_records_store(records), .out = out};
	enum civ_status status = civ_records_named(records, &civ_noun_standard, NULL, old, &diff.old);

	if (status == CIV_OK)
		status = civ_records_named(records, &civ_noun_standard, NULL, new_, &diff.new_);
	diff.arena = civ_arena_new();
	if (diff.arena == NULL)
		status = civ_worse(status, civ_no_memory(civ_records_messages(records)));
	if (status == CIV_OK)
		status = run(&diff);
	civ_buf_free(&diff.tasks);
	civ_buf_free(&diff.milestones);
	civ_buf_free(&diff.note);
	civ_arena_free(diff.arena);
	return status;
}
