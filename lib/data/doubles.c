#include "lib/data/doubles.h"

#include "civplan/digest.h"

/* Between two cells; none holds it. */
#define BETWEEN '\0'

bool civ_doubles_open(struct civ_doubles *doubles)
{
	*doubles = (struct civ_doubles){.seen = civ_hash_new()};
	return doubles->seen != NULL;
}

void civ_doubles_close(struct civ_doubles *doubles)
{
	civ_hash_free(doubles->seen);
	civ_buf_free(&doubles->key);
}

void civ_doubles_begin(struct civ_doubles *doubles)
{
	civ_buf_clear(&doubles->key);
}

void civ_doubles_add(struct civ_doubles *doubles, struct civ_span cell)
{
	civ_buf_add(&doubles->key, cell.text, cell.len);
	civ_buf_addc(&doubles->key, BETWEEN);
}

/* So much of a digest, 128 bits: no two of any number of rows that there are have the same by chance. */
enum { KEPT = 32 };

/* A long key is kept as its digest, so that no row takes more than that. */
static struct civ_span kept_key(const struct civ_doubles *doubles, char hex[CIV_DIGEST_SIZE])
{
	struct civ_digest digest;

	if (doubles->key.len <= KEPT)
		return (struct civ_span){doubles->key.data, doubles->key.len};
	civ_digest_begin(&digest);
	civ_digest_add(&digest, doubles->key.data, doubles->key.len);
	civ_digest_end(&digest, hex);
	return (struct civ_span){hex, KEPT};
}

bool civ_doubles_look(struct civ_doubles *doubles, uint64_t line, uint64_t *first)
{
	char hex[CIV_DIGEST_SIZE];
	struct civ_span key = kept_key(doubles, hex);
	int64_t before = 0;

	if (doubles->key.failed)
		return false;
	if (civ_hash_get(doubles->seen, key, &before)) {
		*first = (uint64_t)before;
		return true;
	}
	*first = 0;
	return civ_hash_put(doubles->seen, key, (int64_t)line);
}
