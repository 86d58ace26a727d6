/* Topics that people complain of, and that no indicator and no task is about. */
#include <stdlib.h>

#include "lib/count/hotspot.h"

const struct civ_out_column civ_uncovered_columns[] = {
	{"category", "Category", CIV_KIND_TEXT, "what is complained of"},
	{"name", "Name", CIV_KIND_TEXT, "what it is called"},
	{"n_reports", "Reports", CIV_KIND_NUMBER, "complaints and findings in the period"},
	{"n_issues", "Issues", CIV_KIND_NUMBER, "distinct ones"},
	{"share", "Share (%)", CIV_KIND_NUMBER, "of all issues of the period"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

static int most_first(const void *left, const void *right)
{
	const struct civ_spot *a = left, *b = right;

	if (a->issues[CIV_HOTSPOT_BEFORE] != b->issues[CIV_HOTSPOT_BEFORE])
		return a->issues[CIV_HOTSPOT_BEFORE] > b->issues[CIV_HOTSPOT_BEFORE] ? -1 : 1;
	return a->category < b->category ? -1 : a->category > b->category;
}

/* One spot for each category, of all areas. */
static bool by_category(const struct civ_hotspots *h, struct civ_hotspots *topics)
{
	for (size_t i = 0; i < h->count; i++) {
		struct civ_spot *topic = civ_hotspot_of(topics, 0, h->spots[i].category);

		if (topic == NULL)
			return false;
		topic->issues[CIV_HOTSPOT_BEFORE] += h->spots[i].issues[CIV_HOTSPOT_BEFORE];
		topic->reports += h->spots[i].reports;
	}
	return true;
}

static enum civ_status print_uncovered(struct civ_hotspots *h, const struct civ_spot *topic, int64_t all,
                                       struct civ_out *out)
{
	enum civ_status status = civ_print_named(h->records, &civ_noun_category, topic->category, out);

	if (status != CIV_OK)
		return status;
	civ_out_int(out, topic->reports);
	civ_out_int(out, topic->issues[CIV_HOTSPOT_BEFORE]);
	civ_out_rounded(out, 100 * (double)topic->issues[CIV_HOTSPOT_BEFORE] / (double)all, 2);
	return civ_out_row(out);
}

enum civ_status civ_uncovered_print(struct civ_records *records, const struct civ_hotspot_options *options,
                                     struct civ_out *out)
{
	struct civ_hotspots h, topics = {.records = records, .options = options};
	int64_t all = 0;
	enum civ_status status = civ_hotspots_open(records, options, &h);

	topics.places = civ_hash_new();
	if (status == CIV_OK && (topics.places == NULL || !by_category(&h, &topics)))
		status = civ_no_memory(civ_records_messages(records));
	if (status == CIV_OK && topics.count > 0)
		qsort(topics.spots, topics.count, sizeof *topics.spots, most_first);
	for (size_t i = 0; i < topics.count; i++)
		all += topics.spots[i].issues[CIV_HOTSPOT_BEFORE];
	for (size_t i = 0; i < topics.count && status == CIV_OK; i++) {
		bool covered = false;

		if (topics.spots[i].issues[CIV_HOTSPOT_BEFORE] < options->least)
			continue;
		status = civ_hotspot_covered(&topics, topics.spots[i].category, &covered);
		if (status == CIV_OK && !covered)
			status = print_uncovered(&topics, &topics.spots[i], all, out);
	}
	civ_hotspots_close(&topics);
	civ_hotspots_close(&h);
	return status;
}
