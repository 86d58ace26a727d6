/* What a file holds against what a new database gets. */
#include <string.h>

#include "civplan/schema.h"
#include "lib/record/schema.h"

struct comparing {
	civ_schema_take *take;
	void *data;
	struct civ_buf name, found, wanted;
	bool told; /* of the table at hand */
};

static enum civ_status tell(struct comparing *comparing, enum civ_schema_kind kind, const char *name, const char *found,
                            const char *wanted)
{
	const struct civ_schema_finding finding = {kind, name, found, wanted};

	comparing->told = true;
	return comparing->take(comparing->data, &finding);
}

/* One of FOUND and WANTED may be NULL. */
static enum civ_status tell_part(struct comparing *comparing, const char *table, const struct civ_part *found,
                                 const struct civ_part *wanted)
{
	const struct civ_part *part = wanted == NULL ? found : wanted;

	civ_buf_clear(&comparing->name);
	civ_buf_clear(&comparing->found);
	civ_buf_clear(&comparing->wanted);
	civ_buf_addf(&comparing->name, "%s.%.*s", table, (int)part->name.len, part->name.text);
	if (found != NULL)
		civ_buf_add(&comparing->found, found->text.text, found->text.len);
	if (wanted != NULL)
		civ_buf_add(&comparing->wanted, wanted->text.text, wanted->text.len);
	if (comparing->name.failed || comparing->found.failed || comparing->wanted.failed)
		return CIV_SYSTEM;
	return tell(comparing, part->is_rule ? CIV_SCHEMA_RULE : CIV_SCHEMA_COLUMN, civ_buf_str(&comparing->name),
	            found == NULL ? NULL : civ_buf_str(&comparing->found),
	            wanted == NULL ? NULL : civ_buf_str(&comparing->wanted));
}

static bool same_text(const struct civ_part *a, const struct civ_part *b)
{
	return a->text.len == b->text.len && memcmp(a->text.text, b->text.text, a->text.len) == 0;
}

static enum civ_status compare_tables(struct comparing *comparing, const struct civ_object *found,
                                      const struct civ_object *wanted)
{
	struct civ_part one, other;
	const char *at = NULL;
	enum civ_status status = CIV_OK;

	comparing->told = false;
	while (status == CIV_OK && civ_part_next(wanted->sql, &at, &one)) {
		bool there = civ_part_find(found->sql, one.is_rule, one.name, &other);

		if (!there || !same_text(&one, &other))
			status = tell_part(comparing, wanted->name, there ? &other : NULL, &one);
	}
	at = NULL;
	while (status == CIV_OK && civ_part_next(found->sql, &at, &one))
		if (!civ_part_find(wanted->sql, one.is_rule, one.name, &other))
			status = tell_part(comparing, wanted->name, &one, NULL);
	/* The same parts in another order, or what stands around them. */
	if (status == CIV_OK && !comparing->told)
		status = tell(comparing, CIV_SCHEMA_TABLE, wanted->name, found->sql, wanted->sql);
	return status;
}

static enum civ_schema_kind kind_of(const struct civ_object *object)
{
	static const char *const types[] = {"table", "index", "view", NULL};
	static const enum civ_schema_kind kinds[] = {CIV_SCHEMA_TABLE, CIV_SCHEMA_INDEX, CIV_SCHEMA_VIEW};

	for (size_t i = 0; types[i] != NULL; i++)
		if (strcmp(object->type, types[i]) == 0)
			return kinds[i];
	return CIV_SCHEMA_TRIGGER;
}

static enum civ_status compare_all(struct comparing *comparing, const struct civ_objects *ours,
                                   const struct civ_objects *held)
{
	enum civ_status status = CIV_OK;

	for (size_t i = 0; i < ours->count && status == CIV_OK; i++) {
		const struct civ_object *wanted = &ours->items[i];
		const struct civ_object *found = civ_objects_find(held, wanted->type, wanted->name);
		enum civ_schema_kind kind = kind_of(wanted);

		if (found == NULL)
			status = tell(comparing, kind, wanted->name, NULL, wanted->sql);
		else if (strcmp(found->sql, wanted->sql) == 0)
			continue;
		else if (kind == CIV_SCHEMA_TABLE)
			status = compare_tables(comparing, found, wanted);
		else
			status = tell(comparing, kind, wanted->name, found->sql, wanted->sql);
	}
	for (size_t i = 0; i < held->count && status == CIV_OK; i++)
		if (civ_objects_find(ours, held->items[i].type, held->items[i].name) == NULL)
			status = tell(comparing, kind_of(&held->items[i]), held->items[i].name, held->items[i].sql,
			              NULL);
	return status;
}

enum civ_status civ_objects_wanted(const struct civ_noun *const *nouns, const struct civ_hook *const *hooks,
                                   struct civ_messages *messages, struct civ_objects *objects)
{
	struct civ_buf sql = {0};
	enum civ_status status;

	*objects = (struct civ_objects){0};
	civ_schema_sql(nouns, hooks, &sql);
	status = sql.failed ? civ_no_memory(messages) : civ_objects_make(civ_buf_str(&sql), messages, objects);
	civ_buf_free(&sql);
	return status;
}

enum civ_status civ_schema_compare(struct civ_store *store, const struct civ_hook *const *hooks, civ_schema_take *take,
                                   void *data)
{
	struct comparing comparing = {.take = take, .data = data};
	struct civ_objects ours, held = {0};
	enum civ_status status = civ_objects_wanted(civ_nouns, hooks, civ_store_messages(store), &ours);

	if (status == CIV_OK)
		status = civ_objects_read(store, &held);
	if (status == CIV_OK)
		status = compare_all(&comparing, &ours, &held);
	if (comparing.name.failed || comparing.found.failed || comparing.wanted.failed)
		status = civ_no_memory(civ_store_messages(store));
	civ_buf_free(&comparing.name);
	civ_buf_free(&comparing.found);
	civ_buf_free(&comparing.wanted);
	civ_objects_free(&ours);
	civ_objects_free(&held);
	return status;
}

enum civ_status civ_schema_is_current(struct civ_store *store, const struct civ_hook *const *hooks, bool *current)
{
	struct civ_objects ours, held = {0};
	enum civ_status status = civ_objects_wanted(civ_nouns, hooks, civ_store_messages(store), &ours);

	if (status == CIV_OK)
		status = civ_objects_read(store, &held);
	*current = status == CIV_OK && civ_objects_differ(&ours, &held) == NULL;
	civ_objects_free(&ours);
	civ_objects_free(&held);
	return status;
}
