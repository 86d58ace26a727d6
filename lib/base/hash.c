#include "civplan/hash.h"

#include <stdlib.h>
#include <string.h>

#include "civplan/buffer.h"

struct slot {
	struct civ_span key; /* text NULL: free */
	uint64_t code;
	int64_t value;
};

struct civ_hash {
	struct slot *slots;
	size_t size; /* a power of two */
	size_t used;
	struct civ_arena *keys;
};

enum { FIRST_SIZE = 64 };

/* FNV-1a: short keys, no adversary. */
static uint64_t code_of(struct civ_span key)
{
	uint64_t code = 14695981039346656037u;

	for (size_t i = 0; i < key.len; i++) {
		code ^= (unsigned char)key.text[i];
		code *= 1099511628211u;
	}
	return code;
}

static struct slot *slot_of(struct slot *slots, size_t size, struct civ_span key, uint64_t code)
{
	for (size_t i = code & (size - 1);; i = (i + 1) & (size - 1)) {
		struct slot *slot = &slots[i];

		if (slot->key.text == NULL)
			return slot;
		if (slot->code == code && slot->key.len == key.len &&
		    (key.len == 0 || memcmp(slot->key.text, key.text, key.len) == 0))
			return slot;
	}
}

struct civ_hash *civ_hash_new(void)
{
	struct civ_hash *hash = calloc(1, sizeof *hash);

	if (hash == NULL)
		return NULL;
	hash->size = FIRST_SIZE;
	hash->slots = calloc(hash->size, sizeof *hash->slots);
	hash->keys = civ_arena_new();
	if (hash->slots == NULL || hash->keys == NULL) {
		civ_hash_free(hash);
		return NULL;
	}
	return hash;
}

void civ_hash_free(struct civ_hash *hash)
{
	if (hash == NULL)
		return;
	civ_arena_free(hash->keys);
	free(hash->slots);
	free(hash);
}

static bool grow(struct civ_hash *hash)
{
	size_t size = hash->size * 2;
	struct slot *slots = calloc(size, sizeof *slots);

	if (slots == NULL)
		return false;
	for (size_t i = 0; i < hash->size; i++)
		if (hash->slots[i].key.text != NULL)
			*slot_of(slots, size, hash->slots[i].key, hash->slots[i].code) = hash->slots[i];
	free(hash->slots);
	hash->slots = slots;
	hash->size = size;
	return true;
}

bool civ_hash_put(struct civ_hash *hash, struct civ_span key, int64_t value)
{
	uint64_t code = code_of(key);
	struct slot *slot;

	if (hash->used * 4 >= hash->size * 3 && !grow(hash))
		return false;
	slot = slot_of(hash->slots, hash->size, key, code);
	if (slot->key.text == NULL) {
		char *copy = civ_arena_copy(hash->keys, key.len == 0 ? "" : key.text, key.len);

		if (copy == NULL)
			return false;
		*slot = (struct slot){.key = {copy, key.len}, .code = code};
		hash->used++;
	}
	slot->value = value;
	return true;
}

bool civ_hash_get(const struct civ_hash *hash, struct civ_span key, int64_t *value)
{
	const struct slot *slot = slot_of(hash->slots, hash->size, key, code_of(key));

	if (slot->key.text == NULL)
		return false;
	*value = slot->value;
	return true;
}
