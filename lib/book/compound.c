#include "lib/book/compound.h"

#include <stdlib.h>
#include <string.h>

#include "civplan/buffer.h"
#include "lib/book/bytes.h"

enum {
	HEAD = 512,         /* bytes of the header */
	HEAD_DIFAT = 109,   /* sectors of the table that it names itself */
	ENTRY = 128,        /* bytes of an entry of the directory */
	NAME = 64,          /* bytes of the name in it */
	SMALL = 64,         /* bytes of a small sector */
	FILE_MAX = 1 << 29, /* sheets of 65536 rows do not fill it */
	STREAM = 2,
	ROOT = 5 /* kinds of entries */
};
static const uint32_t last_sector = 0xFFFFFFFA; /* what is over it ends a chain */

struct sectors {
	uint32_t *list;
	size_t count, room;
};

struct entry {
	char name[NAME / 2 + 1]; /* what is not ASCII is ? */
	unsigned kind;
	uint32_t start;
	uint64_t len;
};

struct civ_compound {
	struct civ_source *source;
	struct civ_messages *messages;
	size_t sector; /* bytes of one */
	uint64_t sector_count;
	uint32_t cutoff;      /* shorter streams stand in small sectors */
	struct sectors table; /* for each sector the next of its chain */
	struct sectors small; /* the same of the small ones */
	struct sectors root;  /* where the small ones stand */
	struct entry *entries;
	size_t entry_count, entry_room;
};

struct civ_stream {
	struct civ_compound *compound;
	struct sectors chain;
	bool is_small;
	uint64_t len;
};

static enum civ_status add(struct sectors *sectors, uint32_t number)
{
	if (!CIV_GROW(sectors->list, sectors->count, sectors->room))
		return CIV_SYSTEM;
	sectors->list[sectors->count++] = number;
	return CIV_OK;
}

static enum civ_status read_sector(struct civ_compound *compound, uint32_t number, unsigned char *bytes)
{
	size_t got;
	enum civ_status status = civ_source_read_at(compound->source, ((uint64_t)number + 1) * compound->sector, bytes,
	                                            compound->sector, &got);

	/* The last sector of a file may be cut short. */
	if (status == CIV_OK && got == 0)
		return CIV_REFUSED;
	memset(bytes + got, 0, compound->sector - got);
	return status;
}

/* The sectors of the chain that begins with START, each named by TABLE; a circle is longer than there are sectors. */
static enum civ_status follow(const struct sectors *table, uint32_t start, struct sectors *chain)
{
	enum civ_status status = CIV_OK;

	for (uint32_t at = start; at <= last_sector && status == CIV_OK; at = table->list[at]) {
		if (at >= table->count || chain->count == table->count)
			return CIV_REFUSED;
		status = add(chain, at);
	}
	return status;
}

static enum civ_status add_numbers(struct civ_compound *compound, uint32_t sector, struct sectors *to)
{
	unsigned char *bytes = malloc(compound->sector);
	enum civ_status status = bytes == NULL ? CIV_SYSTEM : read_sector(compound, sector, bytes);

	for (size_t i = 0; i < compound->sector / 4 && status == CIV_OK; i++)
		status = add(to, civ_u32(bytes + i * 4));
	free(bytes);
	return status;
}

/* The table stands in sectors that the header names, and sectors chained from it. */
static enum civ_status read_table(struct civ_compound *compound, const unsigned char *head)
{
	struct sectors where = {0};
	uint32_t next = civ_u32(head + 68);
	enum civ_status status = CIV_OK;

	for (size_t i = 0; i < HEAD_DIFAT && status == CIV_OK; i++)
		status = add(&where, civ_u32(head + 76 + i * 4));
	for (uint64_t i = 0; next <= last_sector && status == CIV_OK; i++) {
		if (i > compound->sector_count)
			status = CIV_REFUSED;
		else
			status = add_numbers(compound, next, &where);
		if (status == CIV_OK)
			next = where.list[--where.count];
	}
	for (size_t i = 0; i < where.count && status == CIV_OK; i++)
		if (where.list[i] <= last_sector && compound->table.count <= compound->sector_count)
			status = add_numbers(compound, where.list[i], &compound->table);
	free(where.list);
	return status;
}

static enum civ_status add_entry(struct civ_compound *compound, const unsigned char *bytes)
{
	size_t len = civ_u16(bytes + NAME) / 2;
	struct entry *entry;

	if (!CIV_GROW(compound->entries, compound->entry_count, compound->entry_room))
		return CIV_SYSTEM;
	entry = &compound->entries[compound->entry_count++];
	*entry = (struct entry){.kind = bytes[66], .start = civ_u32(bytes + 116), .len = civ_u32(bytes + 120)};
	for (size_t i = 0; i + 1 < len && i < NAME / 2; i++)
		entry->name[i] = bytes[i * 2 + 1] == 0 && bytes[i * 2] < 0x80 ? (char)bytes[i * 2] : '?';
	return CIV_OK;
}

static enum civ_status read_directory(struct civ_compound *compound, uint32_t start)
{
	struct sectors chain = {0};
	unsigned char *bytes = malloc(compound->sector);
	enum civ_status status = bytes == NULL ? CIV_SYSTEM : follow(&compound->table, start, &chain);

	for (size_t i = 0; i < chain.count && status == CIV_OK; i++) {
		status = read_sector(compound, chain.list[i], bytes);
		for (size_t at = 0; at < compound->sector && status == CIV_OK; at += ENTRY)
			status = add_entry(compound, bytes + at);
	}
	free(chain.list);
	free(bytes);
	return status;
}

static enum civ_status read_small(struct civ_compound *compound, uint32_t start)
{
	struct sectors chain = {0};
	enum civ_status status = follow(&compound->table, start, &chain);

	for (size_t i = 0; i < chain.count && status == CIV_OK; i++)
		status = add_numbers(compound, chain.list[i], &compound->small);
	free(chain.list);
	if (status == CIV_OK && compound->entry_count > 0 && compound->entries[0].kind == ROOT &&
	    compound->entries[0].len > 0)
		status = follow(&compound->table, compound->entries[0].start, &compound->root);
	return status;
}

static enum civ_status read_head(struct civ_compound *compound)
{
	unsigned char head[HEAD];
	uint64_t size;
	size_t got;
	enum civ_status status = civ_source_size(compound->source, &size);

	if (status == CIV_OK)
		status = civ_source_read_at(compound->source, 0, head, sizeof head, &got);
	if (status != CIV_OK)
		return status;
	if (got < sizeof head || size > FILE_MAX || (civ_u16(head + 30) != 9 && civ_u16(head + 30) != 12))
		return CIV_REFUSED;
	compound->sector = (size_t)1 << civ_u16(head + 30);
	compound->sector_count = size / compound->sector;
	compound->cutoff = civ_u32(head + 56);
	status = read_table(compound, head);
	if (status == CIV_OK)
		status = read_directory(compound, civ_u32(head + 48));
	if (status == CIV_OK)
		status = read_small(compound, civ_u32(head + 60));
	return status;
}

enum civ_status civ_compound_open(struct civ_source *source, struct civ_messages *messages,
                                  struct civ_compound **compound)
{
	struct civ_compound *made = calloc(1, sizeof *made);
	enum civ_status status;

	*compound = NULL;
	if (made == NULL)
		return CIV_SYSTEM;
	made->source = source;
	made->messages = messages;
	status = read_head(made);
	if (status != CIV_OK) {
		civ_compound_close(made);
		return status;
	}
	*compound = made;
	return CIV_OK;
}

void civ_compound_close(struct civ_compound *compound)
{
	if (compound == NULL)
		return;
	free(compound->table.list);
	free(compound->small.list);
	free(compound->root.list);
	free(compound->entries);
	free(compound);
}

static const struct entry *find(const struct civ_compound *compound, const char *name)
{
	for (size_t i = 0; i < compound->entry_count; i++)
		if (compound->entries[i].kind == STREAM && strcmp(compound->entries[i].name, name) == 0)
			return &compound->entries[i];
	return NULL;
}

bool civ_compound_has(const struct civ_compound *compound, const char *name)
{
	return find(compound, name) != NULL;
}

enum civ_status civ_stream_open(struct civ_compound *compound, const char *name, struct civ_stream **stream)
{
	const struct entry *entry = find(compound, name);
	struct civ_stream *made;
	enum civ_status status;

	*stream = NULL;
	if (entry == NULL)
		return CIV_REFUSED;
	made = calloc(1, sizeof *made);
	if (made == NULL)
		return CIV_SYSTEM;
	made->compound = compound;
	made->len = entry->len;
	made->is_small = entry->len < compound->cutoff;
	status = follow(made->is_small ? &compound->small : &compound->table, entry->start, &made->chain);
	if (status == CIV_OK && made->chain.count < made->len / (made->is_small ? SMALL : compound->sector))
		status = CIV_REFUSED;
	if (status != CIV_OK) {
		civ_stream_close(made);
		return status;
	}
	*stream = made;
	return CIV_OK;
}

void civ_stream_close(struct civ_stream *stream)
{
	if (stream == NULL)
		return;
	free(stream->chain.list);
	free(stream);
}

uint64_t civ_stream_len(const struct civ_stream *stream)
{
	return stream->len;
}

/* Where byte AT of the stream stands in the file, and how many follow it there; false: nowhere. */
static bool place(const struct civ_stream *stream, uint64_t at, uint64_t *file, size_t *follow_it)
{
	const struct civ_compound *compound = stream->compound;
	size_t sector = stream->is_small ? SMALL : compound->sector;
	uint64_t number;

	if (at / sector >= stream->chain.count)
		return false;
	number = stream->chain.list[at / sector];
	*follow_it = sector - (size_t)(at % sector);
	if (!stream->is_small) {
		*file = (number + 1) * sector + at % sector;
		return true;
	}
	at = number * SMALL + at % SMALL;
	if (at / compound->sector >= compound->root.count)
		return false;
	*file = ((uint64_t)compound->root.list[at / compound->sector] + 1) * compound->sector + at % compound->sector;
	return true;
}

enum civ_status civ_stream_read(struct civ_stream *stream, uint64_t at, void *bytes, size_t len, size_t *got)
{
	enum civ_status status = CIV_OK;

	if (at >= stream->len)
		len = 0;
	else if (stream->len - at < len)
		len = (size_t)(stream->len - at);
	for (*got = 0; *got < len && status == CIV_OK;) {
		uint64_t file;
		size_t part, read;

		if (!place(stream, at + *got, &file, &part))
			break;
		part = part < len - *got ? part : len - *got;
		status = civ_source_read_at(stream->compound->source, file, (char *)bytes + *got, part, &read);
		*got += read;
		if (read < part)
			break;
	}
	return status;
}
