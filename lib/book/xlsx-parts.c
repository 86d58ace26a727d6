#include "lib/book/xlsx-parts.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "civplan/library.h"

/* What is called of libzip. */
#define CALLS(X)                                                                                                     \
	X(zip_source_function_create)                                                                                \
	X(zip_source_free)                                                                                           \
	X(zip_open_from_source)                                                                                      \
	X(zip_discard) X(zip_get_num_entries) X(zip_get_name) X(zip_stat_index) X(zip_fopen_index) X(zip_fread)      \
		X(zip_fclose) X(zip_source_seek_compute_offset) X(zip_error_init) X(zip_error_fini) X(zip_error_set) \
			X(zip_error_to_data) X(zip_error_code_zip) X(zip_get_error)

struct calls {
	CALLS(CIV_LIBRARY_MEMBER)
};
static const char *const names[] = {CALLS(CIV_LIBRARY_NAME) NULL};

static const struct civ_library library = {
	.file = CIV_LIBZIP,
	.package = CIV_LIBZIP_PACKAGE,
	.names = names,
};

enum { ENTRIES_MAX = 10000 }; /* a workbook of hundreds of sheets and pictures has not half of it */

/* A part may unpack to this many times what it was packed to, once it is over FREE bytes: the sheets of offices come to
 * 10 or 30 times, and to 1000 only what was made to fill a disk. */
enum { PROPORTION = 100, FREE = 64 << 20 };
static const uint64_t part_max = (uint64_t)16 << 30;

struct civ_parts {
	struct calls calls;
	void *handle;
	struct civ_source *source;
	struct civ_messages *messages;
	zip_t *zip;
	uint64_t at, size; /* where libzip reads the source */
	zip_error_t error;
	bool source_failed; /* told already */
};

struct civ_part {
	struct civ_parts *parts;
	char *name;
	zip_file_t *file;
	uint64_t packed, unpacked; /* bytes in the archive, and given out so far */
};

static zip_int64_t read_source(struct civ_parts *parts, void *bytes, zip_uint64_t len)
{
	size_t got;

	if (civ_source_read_at(parts->source, parts->at, bytes, (size_t)len, &got) != CIV_OK) {
		parts->source_failed = true;
		parts->calls.zip_error_set(&parts->error, ZIP_ER_READ, 0);
		return -1;
	}
	parts->at += got;
	return (zip_int64_t)got;
}

static zip_int64_t seek_source(struct civ_parts *parts, void *data, zip_uint64_t len)
{
	zip_int64_t at = parts->calls.zip_source_seek_compute_offset(parts->at, parts->size, data, len, &parts->error);

	if (at < 0)
		return -1;
	parts->at = (uint64_t)at;
	return 0;
}

static zip_int64_t serve(void *user, void *data, zip_uint64_t len, zip_source_cmd_t command)
{
	struct civ_parts *parts = user;

	switch (command) {
	case ZIP_SOURCE_OPEN:
		parts->at = 0;
		return 0;
	case ZIP_SOURCE_READ:
		return read_source(parts, data, len);
	case ZIP_SOURCE_SEEK:
		return seek_source(parts, data, len);
	case ZIP_SOURCE_TELL:
		return (zip_int64_t)parts->at;
	case ZIP_SOURCE_STAT:
		*(zip_stat_t *)data = (zip_stat_t){.valid = ZIP_STAT_SIZE, .size = parts->size};
		return sizeof(zip_stat_t);
	case ZIP_SOURCE_ERROR:
		return parts->calls.zip_error_to_data(&parts->error, data, len);
	case ZIP_SOURCE_CLOSE:
	case ZIP_SOURCE_FREE:
		return 0;
	case ZIP_SOURCE_SUPPORTS:
		return ZIP_SOURCE_SUPPORTS_SEEKABLE;
	default:
		parts->calls.zip_error_set(&parts->error, ZIP_ER_OPNOTSUPP, 0);
		return -1;
	}
}

struct civ_position civ_parts_position(const struct civ_parts *parts)
{
	return (struct civ_position){.file = civ_source_name(parts->source)};
}

struct civ_messages *civ_parts_messages(const struct civ_parts *parts)
{
	return parts->messages;
}

enum civ_status civ_parts_damaged(const struct civ_parts *parts, const char *name)
{
	struct civ_position at = civ_parts_position(parts);

	if (parts->source_failed)
		return CIV_SYSTEM;
	return civ_error(parts->messages, CIV_REFUSED, &at,
	                 "the workbook is damaged: %s in it cannot be read; open it and save it again", name);
}

static enum civ_status open_zip(struct civ_parts *parts)
{
	struct civ_position at = civ_parts_position(parts);
	zip_error_t error;
	zip_source_t *source;

	parts->calls.zip_error_init(&error);
	source = parts->calls.zip_source_function_create(serve, parts, &error);
	if (source != NULL)
		parts->zip = parts->calls.zip_open_from_source(source, ZIP_RDONLY, &error);
	if (source != NULL && parts->zip == NULL)
		parts->calls.zip_source_free(source);
	parts->calls.zip_error_fini(&error);
	if (parts->zip != NULL && parts->calls.zip_get_num_entries(parts->zip, 0) <= ENTRIES_MAX)
		return CIV_OK;
	if (parts->source_failed)
		return CIV_SYSTEM;
	if (parts->zip != NULL)
		return civ_error(parts->messages, CIV_REFUSED, &at,
		                 "this is no workbook: a zip archive of more than %d files", ENTRIES_MAX);
	return civ_error(parts->messages, CIV_REFUSED, &at,
	                 "the workbook is damaged or not complete: its zip archive cannot be read");
}

enum civ_status civ_parts_open(struct civ_source *source, struct civ_messages *messages, struct civ_parts **parts)
{
	struct civ_parts *made = calloc(1, sizeof *made);
	enum civ_status status;

	*parts = NULL;
	if (made == NULL)
		return civ_no_memory(messages);
	made->source = source;
	made->messages = messages;
	status = civ_library_load(&library, &made->calls, messages, &made->handle);
	if (status == CIV_OK) {
		made->calls.zip_error_init(&made->error);
		status = civ_source_size(source, &made->size);
	}
	if (status == CIV_OK)
		status = open_zip(made);
	if (status != CIV_OK) {
		civ_parts_close(made);
		return status;
	}
	*parts = made;
	return CIV_OK;
}

void civ_parts_close(struct civ_parts *parts)
{
	if (parts == NULL)
		return;
	if (parts->zip != NULL)
		parts->calls.zip_discard(parts->zip);
	if (parts->handle != NULL)
		parts->calls.zip_error_fini(&parts->error);
	civ_library_close(parts->handle);
	free(parts);
}

static char plain(char c)
{
	return c == '\\' ? '/' : c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_name(const char *entry, const char *name)
{
	entry += *entry == '/' || *entry == '\\';
	name += *name == '/' || *name == '\\';
	while (*entry != '\0' && plain(*entry) == plain(*name)) {
		entry++;
		name++;
	}
	return *entry == *name;
}

static zip_int64_t find(const struct civ_parts *parts, const char *name)
{
	zip_int64_t count = parts->calls.zip_get_num_entries(parts->zip, 0);

	for (zip_int64_t i = 0; i < count; i++) {
		const char *entry = parts->calls.zip_get_name(parts->zip, (zip_uint64_t)i, ZIP_FL_ENC_RAW);

		if (entry != NULL && is_name(entry, name))
			return i;
	}
	return -1;
}

bool civ_parts_has(const struct civ_parts *parts, const char *name)
{
	return find(parts, name) >= 0;
}

static enum civ_status open_entry(struct civ_part *part, zip_uint64_t index)
{
	struct civ_parts *parts = part->parts;
	struct civ_position at = civ_parts_position(parts);
	zip_stat_t stat;

	if (parts->calls.zip_stat_index(parts->zip, index, 0, &stat) != 0)
		return civ_parts_damaged(parts, part->name);
	part->packed = (stat.valid & ZIP_STAT_COMP_SIZE) != 0 ? stat.comp_size : 0;
	part->file = parts->calls.zip_fopen_index(parts->zip, index, 0);
	if (part->file != NULL)
		return CIV_OK;
	switch (parts->calls.zip_error_code_zip(parts->calls.zip_get_error(parts->zip))) {
	case ZIP_ER_NOPASSWD:
	case ZIP_ER_ENCRNOTSUPP:
		return civ_error(parts->messages, CIV_REFUSED, &at,
		                 "the workbook is protected by a password: take it off and save the file again");
	default:
		return civ_parts_damaged(parts, part->name);
	}
}

enum civ_status civ_part_open(struct civ_parts *parts, const char *name, struct civ_part **part)
{
	struct civ_position at = civ_parts_position(parts);
	zip_int64_t index = find(parts, name);
	struct civ_part *made;
	enum civ_status status;

	*part = NULL;
	if (index < 0)
		return civ_error(parts->messages, CIV_REFUSED, &at, "the workbook is damaged: %s is not in it", name);
	made = calloc(1, sizeof *made);
	if (made == NULL)
		return civ_no_memory(parts->messages);
	made->parts = parts;
	made->name = strdup(name);
	status = made->name == NULL ? civ_no_memory(parts->messages) : open_entry(made, (zip_uint64_t)index);
	if (status != CIV_OK) {
		civ_part_close(made);
		return status;
	}
	*part = made;
	return CIV_OK;
}

void civ_part_close(struct civ_part *part)
{
	if (part == NULL)
		return;
	if (part->file != NULL)
		(void)part->parts->calls.zip_fclose(part->file);
	free(part->name);
	free(part);
}

static bool is_out_of_proportion(const struct civ_part *part)
{
	return part->unpacked > part_max || (part->unpacked > FREE && part->unpacked / PROPORTION > part->packed);
}

enum civ_status civ_part_read(struct civ_part *part, void *bytes, size_t len, size_t *got)
{
	struct civ_position at = civ_parts_position(part->parts);
	zip_int64_t count = part->parts->calls.zip_fread(part->file, bytes, len);

	*got = 0;
	if (count < 0)
		return civ_parts_damaged(part->parts, part->name);
	part->unpacked += (uint64_t)count;
	if (is_out_of_proportion(part))
		return civ_error(part->parts->messages, CIV_REFUSED, &at,
		                 "%s in it unpacks to more than %d times its size: this is no workbook of an office",
		                 part->name, PROPORTION);
	*got = (size_t)count;
	return CIV_OK;
}
