/* Materials: the digest of a file is taken when it is entered, and looked at again by the checks. */
#include "lib/policy/material.h"

#include <string.h>
#include <sys/stat.h>

extern const struct civ_noun civ_noun_material;

/* A path is meant from where the database stands, wherever the program was started. */
static void add_path(struct civ_records *records, struct civ_span file, struct civ_buf *path)
{
	const char *database = civ_store_path(civ_records_store(records)), *slash = strrchr(database, '/');

	if (file.len > 0 && file.text[0] != '/' && slash != NULL)
		civ_buf_add(path, database, (size_t)(slash + 1 - database));
	civ_buf_add(path, file.text, file.len);
}

enum civ_status civ_material_digest(struct civ_records *records, struct civ_span file, bool *there,
                                    char hex[CIV_DIGEST_SIZE])
{
	struct civ_buf path = {0};
	struct stat about;

	add_path(records, file, &path);
	if (civ_buf_str(&path) == NULL) {
		civ_buf_free(&path);
		return civ_no_memory(civ_records_messages(records));
	}
	/* What is no regular file may never end. */
	*there = stat(civ_buf_str(&path), &about) == 0 && S_ISREG(about.st_mode) &&
	         civ_digest_file(civ_buf_str(&path), false, hex) == 0;
	civ_buf_free(&path);
	return CIV_OK;
}

static bool is_digest(struct civ_span text)
{
	for (size_t i = 0; i < text.len; i++)
		if (strchr("0123456789abcdef", text.text[i]) == NULL)
			return false;
	return text.len == CIV_DIGEST_SIZE - 1;
}

/* A digest that was given stands, and so does the one of a file that was not exchanged for another. A bundle is taken
 * as it is. */
static enum civ_status take_digest(struct civ_writer *writer, struct civ_record *record, const struct civ_value *old)
{
	int file = civ_noun_column(&civ_noun_material, "file"), sha256 = civ_noun_column(&civ_noun_material, "sha256");
	const struct civ_value *path = &record->values[file], *digest = &record->values[sha256];
	bool moved = old != NULL && !civ_value_same(path, &old[file]), there;
	char hex[CIV_DIGEST_SIZE];
	enum civ_status status;

	if (civ_writer_options(writer)->restore)
		return CIV_OK;
	if (digest->kind == CIV_STRING && !(moved && civ_value_same(digest, &old[sha256])))
		return is_digest(digest->string) ? CIV_OK
		                                 : civ_record_error(record, sha256,
		                                                    "a SHA-256 is 64 small hexadecimal digits");
	if (path->kind != CIV_STRING)
		return civ_record_give(record, sha256, NULL);
	status = civ_material_digest(civ_writer_records(writer), path->string, &there, hex);
	return status == CIV_OK ? civ_record_give(record, sha256, there ? hex : NULL) : status;
}

const struct civ_hook civ_material_hook = {.noun = &civ_noun_material, .before_store = take_digest};
