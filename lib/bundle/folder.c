/* A plan as a folder of CSV files: saving and loading. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "civplan/bundle.h"
#include "civplan/folder.h"
#include "civplan/schema.h"
#include "lib/bundle/order.h"

extern const struct civ_noun civ_noun_plan;

static char *path_of(const char *dir, const char *name)
{
	struct civ_buf path = {0};

	civ_buf_addf(&path, "%s/%s.csv", dir, name);
	return civ_buf_take(&path);
}

static enum civ_status save_rows(struct civ_records *records, const struct civ_noun *noun, const char *path,
                                 bool personal, uint64_t *rows)
{
	struct civ_messages *messages = civ_records_messages(records);
	const struct civ_list_options list = {.personal = personal, .stored = true};
	const struct civ_out_options options = {.format = CIV_FORMAT_CSV, .path = path, .is_private = personal};
	struct civ_arena *arena = civ_arena_new();
	const struct civ_out_column *columns;
	struct civ_out *out = NULL;
	enum civ_status status = arena == NULL ? civ_no_memory(messages) : CIV_OK;

	if (status == CIV_OK)
		status = civ_list_columns(noun, &list, arena, messages, &columns);
	if (status == CIV_OK)
		status = civ_out_open(&options, columns, civ_out_column_count(columns), messages, &out);
	if (status == CIV_OK)
		status = civ_list(records, noun, &list, out);
	if (out != NULL) {
		*rows = civ_out_rows(out);
		status = civ_worse(status, civ_out_close(out, status == CIV_OK));
	}
	civ_arena_free(arena);
	return status;
}

static enum civ_status save_noun(struct civ_records *records, const struct civ_noun *noun, struct civ_folder *folder,
                                 bool personal)
{
	struct civ_buf name = {0};
	uint64_t rows = 0;
	char *path = NULL;
	enum civ_status status;

	civ_buf_addf(&name, "%s.csv", noun->name);
	if (civ_buf_str(&name) != NULL)
		path = civ_folder_file(folder, civ_buf_str(&name));
	status = path == NULL ? civ_no_memory(civ_records_messages(records))
	                      : save_rows(records, noun, path, personal, &rows);
	if (status == CIV_OK)
		status = civ_folder_add(folder, civ_buf_str(&name), rows);
	free(path);
	civ_buf_free(&name);
	return status;
}

enum civ_status civ_bundle_save(struct civ_records *records, const char *dir, bool personal)
{
	struct civ_folder *folder;
	enum civ_status status = civ_folder_open(dir, civ_records_messages(records), &folder);

	for (size_t i = 0; civ_nouns[i] != NULL && status == CIV_OK; i++)
		status = save_noun(records, civ_nouns[i], folder, personal);
	return civ_worse(status, civ_folder_close(folder, status == CIV_OK));
}

/* The rows of the file of NAME, if there is one, into the noun. */
static enum civ_status load_file(struct civ_records *records, const struct civ_noun *noun, const char *dir,
                                 const char *name)
{
	static const struct civ_write_options options = {.on_conflict = CIV_CONFLICT_ERROR, .restore = true};
	static const struct civ_input_options plain = {.encoding = "UTF-8"};
	struct civ_messages *messages = civ_records_messages(records);
	char *path = path_of(dir, name);
	struct civ_input *input = NULL;
	struct civ_writer *writer = NULL;
	enum civ_status status = CIV_OK;

	if (path == NULL)
		return civ_no_memory(messages);
	if (access(path, F_OK) != 0)
		goto done;
	status = civ_input_open(&path, 1, &plain, messages, &input);
	if (status == CIV_OK)
		status = civ_writer_open(records, noun, &options, &writer);
	if (status == CIV_OK)
		status = civ_write_rows(writer, &(struct civ_writing){.input = input});
done:
	civ_writer_close(writer);
	civ_input_close(input);
	free(path);
	return status;
}

static enum civ_status load_noun(struct civ_records *records, const struct civ_noun *noun, const char *dir)
{
	enum civ_status status = load_file(records, noun, dir, noun->name);

	return status == CIV_OK && noun->former != NULL ? load_file(records, noun, dir, noun->former) : status;
}

/* A bundle is no bundle without its plan, whatever it agrees with. */
static enum civ_status see_whole(const char *dir, bool as_it_is, struct civ_messages *messages)
{
	char *plan = path_of(dir, civ_noun_plan.name);
	enum civ_status status = CIV_OK;

	if (plan == NULL)
		status = civ_no_memory(messages);
	else if (access(plan, R_OK) != 0)
		status = civ_error(messages, CIV_REFUSED, NULL, "%s is no exported plan: %s: %s", dir, plan,
		                   strerror(errno));
	else if (!as_it_is)
		status = civ_folder_check(dir, messages);
	if (status == CIV_REFUSED && plan != NULL && access(plan, R_OK) == 0)
		civ_note(messages, NULL,
		         "a bundle of an earlier release, or one that was changed on purpose, is read with "
		         "--without-manifest");
	free(plan);
	return status;
}

enum civ_status civ_bundle_load(struct civ_records *records, const char *dir, bool as_it_is)
{
	const struct civ_noun **order = civ_bundle_order();
	struct civ_messages *messages = civ_records_messages(records);
	enum civ_status status = order == NULL ? civ_no_memory(messages) : see_whole(dir, as_it_is, messages);

	civ_records_defer(records);
	for (size_t i = 0; status == CIV_OK && order[i] != NULL; i++)
		status = load_noun(records, order[i], dir);
	free(order);
	if (status == CIV_OK)
		status = civ_records_resolve(records);
	/* What domains keep beside the records follows from them, now that all references are there. */
	return status == CIV_OK ? civ_schema_rebuild(records) : status;
}
