/* Named queries: shipped ones, and those in a folder. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/query.h"

const struct civ_out_column civ_query_list_columns[] = {
	{"name", "Name", CIV_KIND_TEXT, "of the query"},
	{"summary", "What", CIV_KIND_TEXT, "what it shows; :parameter=default"},
	{"source", "Source", CIV_KIND_TEXT, "the file, or civplan for one that ships with it"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

bool civ_query_is_name(const char *text)
{
	return *text != '\0' &&
	       text[strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")] == '\0' &&
	       strcmp(text, "-") != 0;
}

enum civ_status civ_query_read(const char *path, struct civ_arena *arena, struct civ_messages *messages,
                               const char **sql)
{
	struct civ_source *source = NULL;
	struct civ_buf text = {0};
	char block[4096];
	size_t got = 1, skip;
	enum civ_status status = civ_source_open(path, messages, &source);

	while (status == CIV_OK && got > 0) {
		status = civ_source_read(source, block, sizeof block, &got);
		civ_buf_add(&text, block, status == CIV_OK ? got : 0);
	}
	skip = text.len >= 3 && memcmp(text.data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
	if (status == CIV_OK && !text.failed && text.len > 0 && memchr(text.data, '\0', text.len) != NULL)
		status = civ_error(messages, CIV_USAGE, NULL, "%s: a NUL byte: this is no SQL", path);
	if (status == CIV_OK && (text.failed || (*sql = civ_arena_copy(arena, text.data == NULL ? "" : text.data + skip,
	                                                               text.len - skip)) == NULL))
		status = civ_no_memory(messages);
	civ_buf_free(&text);
	civ_source_close(source);
	return status;
}

static enum civ_status file_name(const char *folder, const char *name, struct civ_messages *messages,
                                 struct civ_buf *path)
{
	civ_buf_addf(path, "%s/%s.sql", folder, name);
	return civ_buf_str(path) == NULL ? civ_no_memory(messages) : CIV_OK;
}

static enum civ_status is_there(const char *folder, const char *file, struct civ_messages *messages, bool *found)
{
	DIR *open = opendir(folder);

	*found = false;
	if (open == NULL)
		return civ_error(messages, CIV_SYSTEM, NULL, "cannot read the folder %s: %s", folder, strerror(errno));
	for (struct dirent *entry; !*found && (entry = readdir(open)) != NULL;)
		*found = strcmp(entry->d_name, file) == 0;
	(void)closedir(open);
	return CIV_OK;
}

static enum civ_status unknown(const char *name, struct civ_messages *messages)
{
	struct civ_near near = {.text = {name, strlen(name)}};

	for (size_t i = 0; civ_queries[i] != NULL; i++)
		for (const struct civ_query *query = civ_queries[i]; query->name != NULL; query++)
			civ_near_offer(&near, query->name);
	if (near.known != NULL)
		return civ_error(messages, CIV_USAGE, NULL,
		                 "no query '%s'; did you mean '%s'? plan-query --list names them", name, near.known);
	return civ_error(messages, CIV_USAGE, NULL, "no query '%s': plan-query --list names them", name);
}

static const char *shipped(const char *name)
{
	for (size_t i = 0; civ_queries[i] != NULL; i++)
		for (const struct civ_query *query = civ_queries[i]; query->name != NULL; query++)
			if (strcmp(query->name, name) == 0)
				return query->sql;
	return NULL;
}

enum civ_status civ_query_find(const char *name, const char *folder, struct civ_arena *arena,
                               struct civ_messages *messages, const char **sql)
{
	struct civ_buf path = {0};
	bool found = false;
	enum civ_status status = CIV_OK;

	*sql = NULL;
	if (folder != NULL)
		status = file_name(folder, name, messages, &path);
	if (status == CIV_OK && folder != NULL)
		status = is_there(folder, civ_buf_str(&path) + strlen(folder) + 1, messages, &found);
	if (status == CIV_OK && found)
		status = civ_query_read(civ_buf_str(&path), arena, messages, sql);
	civ_buf_free(&path);
	if (status == CIV_OK && *sql == NULL)
		*sql = shipped(name);
	if (status == CIV_OK && *sql == NULL)
		status = unknown(name, messages);
	return status;
}

/* ---- listing ---- */

/* The first line, when it is a comment. */
static struct civ_span summary_of(const char *sql)
{
	struct civ_span summary = {sql, strcspn(sql, "\r\n")};

	if (summary.len < 2 || sql[0] != '-' || sql[1] != '-')
		return (struct civ_span){"", 0};
	return civ_text_trim((struct civ_span){summary.text + 2, summary.len - 2});
}

static enum civ_status list_file(const char *folder, const char *file, struct civ_messages *messages,
                                 struct civ_out *out)
{
	struct civ_arena *arena = civ_arena_new();
	struct civ_buf path = {0};
	struct civ_span summary;
	const char *sql = NULL;
	enum civ_status status = arena == NULL ? civ_no_memory(messages) : CIV_OK;

	civ_buf_addf(&path, "%s/%s", folder, file);
	if (status == CIV_OK && civ_buf_str(&path) == NULL)
		status = civ_no_memory(messages);
	if (status == CIV_OK)
		status = civ_query_read(civ_buf_str(&path), arena, messages, &sql);
	if (status == CIV_OK) {
		summary = summary_of(sql);
		civ_out_text(out, file, strlen(file) - strlen(".sql"));
		civ_out_text(out, summary.text, summary.len);
		civ_out_string(out, civ_buf_str(&path));
		status = civ_out_row(out);
	}
	civ_buf_free(&path);
	civ_arena_free(arena);
	return status;
}

static int is_query(const struct dirent *entry)
{
	size_t len = strlen(entry->d_name);

	return len > strlen(".sql") && entry->d_name[0] != '.' &&
	       strcmp(entry->d_name + len - strlen(".sql"), ".sql") == 0;
}

static enum civ_status list_folder(const char *folder, struct civ_messages *messages, struct civ_out *out)
{
	struct dirent **files;
	int count = scandir(folder, &files, is_query, alphasort);
	enum civ_status status = CIV_OK;

	if (count < 0)
		return civ_error(messages, CIV_SYSTEM, NULL, "cannot read the folder %s: %s", folder, strerror(errno));
	for (int i = 0; i < count; i++) {
		if (status == CIV_OK)
			status = list_file(folder, files[i]->d_name, messages, out);
		free(files[i]);
	}
	free(files);
	return status;
}

static enum civ_status list_shipped(const struct civ_query *query, struct civ_out *out)
{
	enum civ_status status = CIV_OK;

	for (; status == CIV_OK && query->name != NULL; query++) {
		civ_out_string(out, query->name);
		civ_out_said(out, query->summary);
		civ_out_string(out, "civplan");
		status = civ_out_row(out);
	}
	return status;
}

enum civ_status civ_query_list(const char *folder, struct civ_messages *messages, struct civ_out *out)
{
	enum civ_status status = folder == NULL ? CIV_OK : list_folder(folder, messages, out);

	for (size_t i = 0; status == CIV_OK && civ_queries[i] != NULL; i++)
		status = list_shipped(civ_queries[i], out);
	return status;
}
