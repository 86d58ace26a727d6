/* Folders with a MANIFEST: whether they agree with it. */
#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/buffer.h"
#include "civplan/folder.h"
#include "civplan/input.h"
#include "civplan/say.h"
#include "lib/csv/manifest.h"

/* The rows below the header. False for what is no CSV. */
static bool count_rows(const char *path, uint64_t *rows)
{
	static const struct civ_csv_options plain = {.encoding = "UTF-8"};
	struct civ_messages *unsaid = civ_messages_new();
	struct civ_source *source = NULL;
	struct civ_csv *csv = NULL;
	const struct civ_csv_row *row = NULL;
	bool good = unsaid != NULL && civ_source_open(path, unsaid, &source) == CIV_OK &&
	            civ_csv_open(source, &plain, unsaid, &csv) == CIV_OK && civ_csv_next(csv, &row) == CIV_OK;

	*rows = 0;
	while (good && row != NULL) {
		good = civ_csv_next(csv, &row) == CIV_OK;
		*rows += good && row != NULL ? 1 : 0;
	}
	civ_csv_close(csv);
	civ_source_close(source);
	civ_messages_free(unsaid);
	return good;
}

/* Of a file whose bytes are others the number of rows says more. */
static enum civ_status differs(const struct civ_manifest_file *file, const char *path, struct civ_messages *messages)
{
	uint64_t rows;

	if (count_rows(path, &rows) && rows != file->rows)
		return civ_error(messages, CIV_REFUSED, NULL,
		                 civ_say_count("%s has %" PRIu64 " row, but MANIFEST counts %" PRIu64,
		                               "%s has %" PRIu64 " rows, but MANIFEST counts %" PRIu64, rows),
		                 path, rows, file->rows);
	return civ_error(messages, CIV_REFUSED, NULL, "%s was changed: its SHA-256 is not the one in MANIFEST", path);
}

static enum civ_status check_file(const struct civ_manifest_file *file, const char *folder,
                                  struct civ_messages *messages)
{
	struct civ_buf path = {0};
	char hash[CIV_DIGEST_SIZE];
	enum civ_status status = CIV_OK;
	int why;

	civ_buf_addf(&path, "%s/%s", folder, file->name);
	if (civ_buf_str(&path) == NULL)
		return civ_no_memory(messages);
	why = civ_digest_file(civ_buf_str(&path), false, hash);
	if (why == ENOENT)
		status = civ_error(messages, CIV_REFUSED, NULL,
		                   civ_say_count("%s is missing: MANIFEST names it (%" PRIu64 " row)",
		                                 "%s is missing: MANIFEST names it (%" PRIu64 " rows)", file->rows),
		                   civ_buf_str(&path), file->rows);
	else if (why != 0)
		status = civ_error(messages, CIV_SYSTEM, NULL, "cannot read %s: %s", civ_buf_str(&path), strerror(why));
	else if (strcmp(hash, file->hash) != 0)
		status = differs(file, civ_buf_str(&path), messages);
	civ_buf_free(&path);
	return status;
}

static bool is_named(const struct civ_manifest *manifest, const char *name)
{
	if (strcmp(name, CIV_MANIFEST) == 0)
		return true;
	for (size_t i = 0; i < manifest->count; i++)
		if (strcmp(name, manifest->files[i].name) == 0)
			return true;
	return false;
}

/* What file managers leave behind begins with a point. */
static int is_seen(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static enum civ_status check_names(const struct civ_manifest *manifest, const char *folder,
                                   struct civ_messages *messages)
{
	struct dirent **entries = NULL;
	int count = scandir(folder, &entries, is_seen, alphasort);
	enum civ_status status = CIV_OK;

	if (count < 0)
		return civ_error(messages, CIV_SYSTEM, NULL, "cannot read the folder %s: %s", folder, strerror(errno));
	for (int i = 0; i < count; i++) {
		if (!is_named(manifest, entries[i]->d_name))
			status = civ_error(messages, CIV_REFUSED, NULL, "%s/%s is not named in MANIFEST", folder,
			                   entries[i]->d_name);
		free(entries[i]);
	}
	free(entries);
	return status;
}

enum civ_status civ_folder_check(const char *path, struct civ_messages *messages)
{
	struct civ_manifest manifest = {NULL, 0};
	enum civ_status status = civ_manifest_read(&manifest, path, messages);

	if (status == CIV_OK) {
		for (size_t i = 0; i < manifest.count; i++)
			status = civ_worse(status, check_file(&manifest.files[i], path, messages));
		status = civ_worse(status, check_names(&manifest, path, messages));
	}
	civ_manifest_free(&manifest);
	return status;
}
