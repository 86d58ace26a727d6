/* A plan as a folder of CSV files: saving and loading. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "civplan/bundle.h"
#include "lib/bundle/order.h"

extern const struct civ_noun civ_noun_plan;

static char *path_of(const char *dir, const struct civ_noun *noun)
{
	struct civ_buf path = {0};

	civ_buf_addf(&path, "%s/%s.csv", dir, noun->name);
	return civ_buf_take(&path);
}

static bool is_empty_dir(const char *dir)
{
	DIR *stream = opendir(dir);
	const struct dirent *entry;
	bool empty = true;

	if (stream == NULL)
		return false;
	while ((entry = readdir(stream)) != NULL)
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			empty = false;
	closedir(stream);
	return empty;
}

static enum civ_status make_dir(const char *dir, struct civ_messages *messages)
{
	if (mkdir(dir, 0750) == 0)
		return CIV_OK;
	if (errno != EEXIST)
		return civ_error(messages, CIV_SYSTEM, NULL, "cannot make the folder %s: %s", dir, strerror(errno));
	if (!is_empty_dir(dir))
		return civ_error(messages, CIV_REFUSED, NULL, "%s is there already and not an empty folder", dir);
	return CIV_OK;
}

static enum civ_status save_noun(struct civ_records *records, const struct civ_noun *noun, const char *dir, bool personal)
{
	struct civ_messages *messages = civ_records_messages(records);
	const struct civ_list_options list = {.personal = personal};
	struct civ_out_options options = {.format = CIV_FORMAT_CSV, .is_private = personal};
	struct civ_arena *arena = civ_arena_new();
	char *path = path_of(dir, noun);
	const struct civ_out_column *columns;
	struct civ_out *out = NULL;
	size_t count;
	enum civ_status status;

	options.path = path;
	status = arena == NULL || path == NULL ? civ_no_memory(messages)
	                                       : civ_list_columns(noun, &list, arena, messages, &columns, &count);
	if (status == CIV_OK)
		status = civ_out_open(&options, columns, count, messages, &out);
	if (status == CIV_OK)
		status = civ_list(records, noun, &list, out);
	if (out != NULL)
		status = civ_worse(status, civ_out_close(out, status == CIV_OK));
	free(path);
	civ_arena_free(arena);
	return status;
}

enum civ_status civ_bundle_save(struct civ_records *records, const char *dir, bool personal)
{
	enum civ_status status = make_dir(dir, civ_records_messages(records));

	for (size_t i = 0; civ_nouns[i] != NULL && status == CIV_OK; i++)
		status = save_noun(records, civ_nouns[i], dir, personal);
	return status;
}

static enum civ_status load_noun(struct civ_records *records, const struct civ_noun *noun, const char *dir)
{
	static const struct civ_write_options options = {.on_conflict = CIV_CONFLICT_ERROR, .restore = true};
	static const struct civ_input_options plain = {.encoding = "UTF-8"};
	struct civ_messages *messages = civ_records_messages(records);
	char *path = path_of(dir, noun);
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
		status = civ_write_rows(writer, false, input, NULL, NULL, 0);
done:
	civ_writer_close(writer);
	civ_input_close(input);
	free(path);
	return status;
}

enum civ_status civ_bundle_load(struct civ_records *records, const char *dir)
{
	const struct civ_noun **order = civ_bundle_order();
	struct civ_messages *messages = civ_records_messages(records);
	char *plan = path_of(dir, &civ_noun_plan);
	enum civ_status status = CIV_OK;

	if (plan == NULL || order == NULL)
		status = civ_no_memory(messages);
	else if (access(plan, R_OK) != 0)
		status = civ_error(messages, CIV_REFUSED, NULL, "%s is no exported plan: %s: %s", dir, plan, strerror(errno));
	civ_records_defer(records);
	for (size_t i = 0; status == CIV_OK && order[i] != NULL; i++)
		status = load_noun(records, order[i], dir);
	free(plan);
	free(order);
	if (status == CIV_OK)
		status = civ_records_resolve(records);
	/* What domains keep beside the records follows from them, now that all references are there. */
	return status == CIV_OK ? civ_schema_rebuild(records) : status;
}
