#include "lib/book/texts.h"

enum { BYTES_KEPT = 24 << 20, ENDS_KEPT = 8 << 20 };

void civ_texts_start(struct civ_texts *texts, struct civ_messages *messages)
{
	texts->count = 0;
	civ_pile_start(&texts->bytes, BYTES_KEPT, messages);
	civ_pile_start(&texts->ends, ENDS_KEPT, messages);
}

void civ_texts_free(struct civ_texts *texts)
{
	civ_pile_free(&texts->bytes);
	civ_pile_free(&texts->ends);
}

enum civ_status civ_texts_add(struct civ_texts *texts, const char *bytes, size_t len)
{
	enum civ_status status = civ_pile_add(&texts->bytes, bytes, len);

	if (status == CIV_OK)
		status = civ_pile_add(&texts->ends, &texts->bytes.len, sizeof texts->bytes.len);
	texts->count++;
	return status;
}

enum civ_status civ_texts_get(struct civ_texts *texts, uint64_t index, struct civ_buf *out)
{
	char chunk[1024];
	uint64_t ends[2] = {0, 0};
	enum civ_status status = index == 0
	                                 ? civ_pile_get(&texts->ends, 0, &ends[1], sizeof ends[1])
	                                 : civ_pile_get(&texts->ends, (index - 1) * sizeof ends[0], ends, sizeof ends);

	while (status == CIV_OK && ends[0] < ends[1]) {
		size_t part = ends[1] - ends[0] < sizeof chunk ? (size_t)(ends[1] - ends[0]) : sizeof chunk;

		status = civ_pile_get(&texts->bytes, ends[0], chunk, part);
		civ_buf_add(out, chunk, part);
		ends[0] += part;
	}
	return status;
}
