/* Zip archives as tests want them, by hand: parts as they are, and one of nothing but blanks. */
#ifndef CIV_TESTS_ZIP_H
#define CIV_TESTS_ZIP_H

#include <stdint.h>
#include <string.h>

#include "civplan/buffer.h"

struct zip_maker {
	struct civ_buf *bytes;
	struct civ_buf directory;
	unsigned count;
};

struct zip_entry {
	const char *name;
	unsigned method; /* 0: stored, 8: deflated */
	uint32_t crc, packed, size;
};

static inline void zip_number(struct civ_buf *out, uint32_t value, int bytes)
{
	while (bytes-- > 0) {
		civ_buf_addc(out, (char)(value & 0xFF));
		value >>= 8;
	}
}

static inline uint32_t zip_crc(uint32_t crc, const char *bytes, size_t len)
{
	crc = ~crc;
	for (size_t i = 0; i < len; i++) {
		crc ^= (unsigned char)bytes[i];
		for (int bit = 0; bit < 8; bit++)
			crc = (crc & 1) != 0 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
	}
	return ~crc;
}

/* What the entry and the directory say alike. */
static inline void zip_facts(struct civ_buf *out, const struct zip_entry *entry)
{
	zip_number(out, 20, 2);
	zip_number(out, 0, 2);
	zip_number(out, entry->method, 2);
	zip_number(out, 0, 4);
	zip_number(out, entry->crc, 4);
	zip_number(out, entry->packed, 4);
	zip_number(out, entry->size, 4);
	zip_number(out, (uint32_t)strlen(entry->name), 2);
	zip_number(out, 0, 2);
}

static inline void zip_put(struct zip_maker *maker, const struct zip_entry *entry, const char *bytes)
{
	uint32_t at = (uint32_t)maker->bytes->len;

	civ_buf_add(maker->bytes, "PK\3\4", 4);
	zip_facts(maker->bytes, entry);
	civ_buf_adds(maker->bytes, entry->name);
	civ_buf_add(maker->bytes, bytes, entry->packed);
	civ_buf_add(&maker->directory, "PK\1\2", 4);
	zip_number(&maker->directory, 20, 2);
	zip_facts(&maker->directory, entry);
	zip_number(&maker->directory, 0, 4);
	zip_number(&maker->directory, 0, 2);
	zip_number(&maker->directory, 0, 4);
	zip_number(&maker->directory, at, 4);
	civ_buf_adds(&maker->directory, entry->name);
	maker->count++;
}

static inline void zip_add_bytes(struct zip_maker *maker, const char *name, const char *bytes, uint32_t len)
{
	const struct zip_entry entry = {name, 0, zip_crc(0, bytes, len), len, len};

	zip_put(maker, &entry, bytes);
}

static inline void zip_add(struct zip_maker *maker, const char *name, const char *text)
{
	zip_add_bytes(maker, name, text, (uint32_t)strlen(text));
}

/* HEAD and COUNT blanks, of which DEFLATE needs eight bits for each 258 but the first. */
static inline void zip_add_blanks(struct zip_maker *maker, const char *name, const char *head, uint32_t count)
{
	struct civ_buf packed = {0};
	struct zip_entry entry = {.name = name, .method = 8};
	uint64_t bits = 0;
	int held = 0;

	/* A stored block for the head; then fixed codes: a blank, runs of 258 at distance 1, and the end. */
	zip_number(&packed, 0, 1);
	zip_number(&packed, (uint32_t)strlen(head), 2);
	zip_number(&packed, ~(uint32_t)strlen(head), 2);
	civ_buf_adds(&packed, head);
	bits = 3 | (uint64_t)0x0A << 3;
	held = 3 + 8;
	for (uint32_t i = 0; i < count / 258; i++) {
		bits |= (uint64_t)0xA3 << held;
		held += 8 + 5;
		for (; held >= 8; held -= 8, bits >>= 8)
			civ_buf_addc(&packed, (char)(bits & 0xFF));
	}
	zip_number(&packed, (uint32_t)bits, 2);
	entry.packed = (uint32_t)packed.len;
	entry.size = (uint32_t)strlen(head) + 1 + count / 258 * 258;
	zip_put(maker, &entry, packed.data);
	civ_buf_free(&packed);
}

static inline void zip_end(struct zip_maker *maker)
{
	uint32_t at = (uint32_t)maker->bytes->len, len = (uint32_t)maker->directory.len;

	civ_buf_add(maker->bytes, maker->directory.data, len);
	civ_buf_add(maker->bytes, "PK\5\6", 4);
	zip_number(maker->bytes, 0, 4);
	zip_number(maker->bytes, maker->count, 2);
	zip_number(maker->bytes, maker->count, 2);
	zip_number(maker->bytes, len, 4);
	zip_number(maker->bytes, at, 4);
	zip_number(maker->bytes, 0, 2);
	civ_buf_free(&maker->directory);
}

#endif
