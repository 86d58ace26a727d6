/* A record as messages name it: one that is not there, or is there twice. */
#include "civplan/say.h"
#include "lib/record/writer.h"

/* Parts may be empty. Formatting appends only; a failure shows in the buffer. */
static void key_part(struct civ_writer *writer, const struct civ_record *record, int column, struct civ_buf *key)
{
	civ_buf_adds(key, key->data == NULL ? "" : ":");
	(void)civ_value_text(writer->records, &writer->noun->columns[column], &record->values[column], key);
}

/* A record without a key is named by its kind alone. Frees KEY. */
static void name_key(struct civ_writer *writer, struct civ_buf *key, struct civ_buf *name)
{
	const char *noun = civ_say(writer->noun->name);

	if (key->len == 0)
		civ_buf_adds(name, noun);
	else
		civ_buf_addf(name, civ_say(CIV_WORD("%s '%s'")), noun, civ_buf_str(key));
	name->failed = name->failed || key->failed;
	civ_buf_free(key);
}

/* "task 'K001'", the key as a list prints it. */
static void name_record(struct civ_writer *writer, const struct civ_record *record, struct civ_buf *buf)
{
	struct civ_buf key = {0};

	for (int i = 0; writer->noun->columns[i].name != NULL; i++) {
		int instead = record->values[i].kind == CIV_NULL ? civ_noun_instead(writer->noun, i) : -1;
		int column = instead < 0 ? i : instead;

		if (!civ_column_is_key_part(&writer->noun->columns[i]))
			continue;
		key_part(writer, record, column, &key);
	}
	name_key(writer, &key, buf);
}

enum civ_status civ_record_missing(struct civ_writer *writer, struct civ_record *record)
{
	struct civ_buf name = {0};
	enum civ_status status;

	name_record(writer, record, &name);
	status = civ_record_error(record, -1, "no %s", civ_buf_str(&name));
	civ_buf_free(&name);
	return status;
}

enum civ_status civ_record_exists(struct civ_writer *writer, struct civ_record *record)
{
	struct civ_buf name = {0}, key = {0};
	const char *const *other = writer->noun->other_key;
	enum civ_status status;

	if (other != NULL) {
		for (size_t i = 0; other[i] != NULL; i++)
			key_part(writer, record, civ_noun_column(writer->noun, other[i]), &key);
		name_key(writer, &key, &name);
	} else {
		name_record(writer, record, &name);
	}
	status = civ_buf_str(&name) == NULL
	                 ? civ_no_memory(record->messages)
	                 : civ_record_error(record, -1, "%s is there already", civ_buf_str(&name));
	civ_buf_free(&name);
	return status;
}

enum civ_status civ_record_twice(struct civ_writer *writer, struct civ_record *record)
{
	int64_t id = 0;
	enum civ_status status = civ_select_key(writer->records, writer->noun, record->values, &id);

	if (status == CIV_OK && id == 0)
		return civ_record_error(record, -1, "another %s has the same key", civ_say(writer->noun->name));
	return status == CIV_OK ? civ_record_exists(writer, record) : status;
}
