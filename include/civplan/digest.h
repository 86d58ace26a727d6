/* SHA-256 (libmd), as 64 small hexadecimal digits. */
#ifndef CIVPLAN_DIGEST_H
#define CIVPLAN_DIGEST_H

#include <sha2.h>
#include <stdbool.h>
#include <stddef.h>

enum { CIV_DIGEST_SIZE = SHA256_DIGEST_STRING_LENGTH }; /* with the NUL */

struct civ_digest {
	SHA2_CTX context;
};

/* Between the two the digest takes bytes in as many pieces as they come; nothing of it is to be freed. */
void civ_digest_begin(struct civ_digest *digest);
void civ_digest_add(struct civ_digest *digest, const void *bytes, size_t len);
void civ_digest_end(struct civ_digest *digest, char hex[CIV_DIGEST_SIZE]);

/* The digest of what the file PATH holds; with SYNC the file is on the disk afterwards. Returns 0, or the errno of
 * what failed. */
int civ_digest_file(const char *path, bool sync, char hex[CIV_DIGEST_SIZE]);

#endif
