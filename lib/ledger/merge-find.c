/* Which reports are probably of one and the same thing.
 *
 * Issues are read in the order of time; each is compared only with those of the window before it that share its wider
 * category and lie in its area, in its part of the map or at the same place, or are described in nearly the same words,
 * so that the work follows the number of issues and not its square. Place, words and time are weighed by what is there.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/buffer.h"
#include "civplan/say.h"
#include "lib/ledger/merge-find.h"

const struct civ_out_column civ_merge_columns[] = {
	{"issue", "Issue", CIV_KIND_NUMBER, "the later report"},
	{"duplicate_of", "Duplicate of", CIV_KIND_NUMBER, "the earliest one of the same thing"},
	{"score", "Score", CIV_KIND_NUMBER, "how alike they are, 0 to 1"},
	{"reason", "Reason", CIV_KIND_TEXT, "what they have in common"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

/* Of a block of words so many are looked at: texts from a form are alike by the thousand. */
enum { MOST_IN_WORDS = 200 };

/* ---- blocks ---- */

static bool open_blocks(struct civ_merge_blocks *blocks)
{
	blocks->places = civ_hash_new();
	return blocks->places != NULL;
}

static void close_blocks(struct civ_merge_blocks *blocks)
{
	civ_hash_free(blocks->places);
	free(blocks->newest);
}

static struct civ_merge_entry *newest_in(const struct civ_merge_blocks *blocks, const int64_t key[3])
{
	int64_t place;

	return civ_hash_get(blocks->places, (struct civ_span){(const char *)key, 3 * sizeof *key}, &place)
	               ? blocks->newest[place]
	               : NULL;
}

static bool put_newest(struct civ_merge_blocks *blocks, const int64_t key[3], struct civ_merge_entry *entry)
{
	const struct civ_span span = {(const char *)key, 3 * sizeof *key};
	int64_t place;

	if (civ_hash_get(blocks->places, span, &place)) {
		blocks->newest[place] = entry;
		return true;
	}
	if (!CIV_GROW(blocks->newest, blocks->count, blocks->room))
		return false;
	blocks->newest[blocks->count] = entry;
	return civ_hash_put(blocks->places, span, (int64_t)blocks->count++);
}

/* Squares of about the radius, so that what is near lies in the same or a neighbouring one. */
static int64_t square(const struct civ_merge_finder *finder, double degrees)
{
	return (int64_t)floor(degrees * CIV_METRES_A_DEGREE /
	                      (finder->options->radius < 50 ? 50 : finder->options->radius));
}

/* ---- matching ---- */

/* Those of one area were all compared in its block, the first one. */
static bool is_met_in_area(const struct civ_merge_entry *a, const struct civ_merge_entry *b, int kind)
{
	return kind > IN_AREA && a->area != 0 && a->area == b->area;
}

/* The best match so far. */
struct best {
	const struct civ_merge_entry *entry; /* NULL: none */
	struct civ_likeness like;
};

static void try_block(const struct civ_merge_finder *finder, const int64_t key[3], const struct civ_merge_entry *later,
                      int kind, struct best *best)
{
	int64_t oldest = later->reported - finder->options->days * CIV_DAY_SECONDS;
	const struct civ_merge_entry *earlier = newest_in(&finder->blocks, key);
	size_t looked_at = 0;

	for (; earlier != NULL && earlier->reported >= oldest; earlier = earlier->next[kind]) {
		struct civ_likeness like;

		if (kind >= IN_WORDS && ++looked_at > MOST_IN_WORDS)
			break;
		/* What was closed before is no duplicate: it came back. What met in the area need not be compared
		 * again. */
		if (is_met_in_area(earlier, later, kind) || !civ_merge_fits(earlier, later) ||
		    (earlier->closed != 0 && earlier->closed <= later->reported))
			continue;
		civ_merge_compare(finder, earlier, later, &like);
		if (like.score > best->like.score)
			*best = (struct best){earlier, like};
	}
}

/* The entry's block of that kind; false when it is in none. */
static bool block_of(const struct civ_merge_finder *finder, const struct civ_merge_entry *entry, int kind,
                     int64_t key[3])
{
	key[0] = entry->top * KINDS_OF_BLOCKS + kind;
	key[1] = entry->area;
	key[2] = 0;
	switch (kind) {
	case IN_AREA:
		return entry->area != 0;
	case ON_MAP:
		key[1] = square(finder, entry->lat);
		key[2] = square(finder, entry->lon);
		return entry->located;
	case AT_PLACE:
		key[1] = (int64_t)entry->key;
		return entry->key != 0;
	default:
		key[1] = civ_shape_least(&entry->words, (uint32_t)kind * 0x9E3779B9u);
		key[2] = civ_merge_is_placed(entry);
		return entry->words.count >= CIV_MERGE_FEW_GRAMS;
	}
}

/* Whether a block goes back behind the window; a long one is taken to. */
static bool goes_back(const struct civ_merge_finder *finder, const int64_t key[3], int kind, int64_t oldest)
{
	const struct civ_merge_entry *earlier = newest_in(&finder->blocks, key);
	size_t looked_at = 0;

	while (earlier != NULL && earlier->reported >= oldest && ++looked_at <= MOST_IN_WORDS)
		earlier = earlier->next[kind];
	return earlier != NULL;
}

/* All its blocks of words were there before: what is alike by chance is so in one or two. */
static bool is_form(const struct civ_merge_finder *finder, const struct civ_merge_entry *later)
{
	int64_t oldest = later->reported - finder->options->days * CIV_DAY_SECONDS, key[3];

	for (int kind = IN_WORDS; kind < KINDS_OF_BLOCKS; kind++)
		if (!block_of(finder, later, kind, key) ||
		    (!goes_back(finder, (const int64_t[3]){key[0], key[1], false}, kind, oldest) &&
		     !goes_back(finder, (const int64_t[3]){key[0], key[1], true}, kind, oldest)))
			return false;
	return true;
}

static void find_best(struct civ_merge_finder *finder, const struct civ_merge_entry *later, struct best *best)
{
	int64_t key[3];

	*best = (struct best){.entry = NULL};
	finder->form = is_form(finder, later);
	for (int kind = 0; kind < KINDS_OF_BLOCKS; kind++) {
		if (!block_of(finder, later, kind, key))
			continue;
		/* Two that have a place meet by it, if at all; one without meets all. */
		if (kind >= IN_WORDS) {
			try_block(finder, (const int64_t[3]){key[0], key[1], false}, later, kind, best);
			if (!civ_merge_is_placed(later))
				try_block(finder, (const int64_t[3]){key[0], key[1], true}, later, kind, best);
			continue;
		}
		for (int north = kind == ON_MAP ? -1 : 0; north <= (kind == ON_MAP ? 1 : 0); north++)
			for (int east = kind == ON_MAP ? -1 : 0; east <= (kind == ON_MAP ? 1 : 0); east++)
				try_block(finder, (const int64_t[3]){key[0], key[1] + north, key[2] + east}, later,
				          kind, best);
	}
}

static bool add_to_blocks(struct civ_merge_finder *finder, struct civ_merge_entry *entry)
{
	bool good = true;
	int64_t key[3];

	for (int kind = 0; kind < KINDS_OF_BLOCKS && good; kind++) {
		if (!block_of(finder, entry, kind, key))
			continue;
		entry->next[kind] = newest_in(&finder->blocks, key);
		good = put_newest(&finder->blocks, key, entry);
	}
	return good;
}

/* ---- reading ---- */

#define OF_PERIOD                                               \
	" FROM issue i JOIN category c ON c.id = i.category_id" \
	" WHERE " CIV_ISSUE_OWN("i") " AND i.stage <> 'dismissed' AND " CIV_ISSUE_REPORTED("i")

static const char texts_sql[] = "SELECT i.place, i.description, ifnull(i.area_id, 0)" OF_PERIOD;
static const char issues_sql[] =
	"SELECT i.id, i.category_id, ifnull(c.parent_id, 0), ifnull(i.area_id, 0), ifnull(i.channel_id, 0),"
	" i.reported_at, i.closed_at, i.lat, i.lon,"
	" i.place, i.description" OF_PERIOD " ORDER BY i.reported_at, i.id";
static const char top_sql[] =
	"WITH RECURSIVE up(id, top) AS (SELECT id, id FROM category WHERE parent_id IS NULL UNION ALL"
	" SELECT c.id, u.top FROM up u"
	" JOIN category c ON c.parent_id = u.id) SELECT id, top FROM up";

static enum civ_status select_period(struct civ_merge_finder *finder, const char *sql, sqlite3_stmt **rows)
{
	struct civ_store *store = civ_records_store(finder->records);
	enum civ_status status = civ_records_then(finder->records, &civ_noun_issue, sql, rows);

	if (status == CIV_OK)
		status = civ_bind_text(store, *rows, ":from", finder->options->from);
	return status == CIV_OK ? civ_bind_text(store, *rows, ":to", finder->options->to) : status;
}

/* The shape of a place is that of its key: the one spelling of the ledger. */
static bool shape_place(struct civ_merge_finder *finder, int64_t area, struct civ_span text, struct civ_shape *shape)
{
	civ_place_key(finder->places, area, text, &finder->key);
	return !finder->key.failed && civ_shape_make((struct civ_span){finder->key.data, finder->key.len}, shape);
}

static uint64_t hash_key(const struct civ_buf *key)
{
	uint64_t code = 14695981039346656037u;

	for (size_t i = 0; i < key->len; i++)
		code = (code ^ (unsigned char)key->data[i]) * 1099511628211u;
	return key->len == 0 ? 0 : code | 1;
}

static enum civ_status count_texts(struct civ_merge_finder *finder)
{
	struct civ_store *store = civ_records_store(finder->records);
	sqlite3_stmt *rows;
	enum civ_status status = select_period(finder, texts_sql, &rows);

	while (civ_store_next(store, rows, &status)) {
		struct civ_shape place, words;

		if (!shape_place(finder, sqlite3_column_int64(rows, 2), civ_value_column(rows, 0).string, &place) ||
		    !civ_shape_make(civ_value_column(rows, 1).string, &words))
			return civ_no_memory(civ_records_messages(finder->records));
		civ_rarity_count(finder->place_rarity, &place);
		civ_rarity_count(finder->word_rarity, &words);
		civ_shape_free(&place);
		civ_shape_free(&words);
	}
	return status;
}

static enum civ_status load_tops(struct civ_merge_finder *finder, struct civ_hash *tops)
{
	struct civ_store *store = civ_records_store(finder->records);
	sqlite3_stmt *rows;
	enum civ_status status = civ_records_statement(finder->records, top_sql, &rows);

	while (civ_store_next(store, rows, &status)) {
		int64_t id = sqlite3_column_int64(rows, 0);

		if (!civ_hash_put(tops, (struct civ_span){(const char *)&id, sizeof id}, sqlite3_column_int64(rows, 1)))
			status = civ_no_memory(civ_records_messages(finder->records));
	}
	return status;
}

static int64_t seconds_in(sqlite3_stmt *row, int column)
{
	const char *text = (const char *)sqlite3_column_text(row, column);
	int64_t seconds;

	return text != NULL && civ_time_parse(text, strlen(text), &seconds) ? seconds : 0;
}

static struct civ_merge_entry *read_entry(struct civ_merge_finder *finder, const struct civ_hash *tops,
                                          sqlite3_stmt *row)
{
	struct civ_merge_entry *entry = calloc(1, sizeof *entry);

	if (entry == NULL)
		return NULL;
	entry->id = entry->root = sqlite3_column_int64(row, 0);
	entry->category = sqlite3_column_int64(row, 1);
	entry->parent = sqlite3_column_int64(row, 2);
	entry->top = entry->category;
	(void)civ_hash_get(tops, (struct civ_span){(const char *)&entry->category, sizeof entry->category},
	                   &entry->top);
	entry->area = sqlite3_column_int64(row, 3);
	entry->channel = sqlite3_column_int64(row, 4);
	entry->reported = seconds_in(row, 5);
	entry->closed = seconds_in(row, 6);
	entry->located = sqlite3_column_type(row, 7) != SQLITE_NULL && sqlite3_column_type(row, 8) != SQLITE_NULL;
	entry->lat = sqlite3_column_double(row, 7);
	entry->lon = sqlite3_column_double(row, 8);
	if (!shape_place(finder, entry->area, civ_value_column(row, 9).string, &entry->place) ||
	    !civ_shape_make(civ_value_column(row, 10).string, &entry->words)) {
		civ_shape_free(&entry->place);
		civ_shape_free(&entry->words);
		free(entry);
		return NULL;
	}
	entry->key = hash_key(&finder->key);
	entry->compass = civ_place_compass(&finder->key);
	civ_rarity_weigh(finder->place_rarity, &entry->place);
	civ_rarity_weigh(finder->word_rarity, &entry->words);
	finder->comparable += civ_merge_is_placed(entry) || entry->words.count > 0 ? 1 : 0;
	return entry;
}

static void free_entry(struct civ_merge_entry *entry)
{
	civ_shape_free(&entry->place);
	civ_shape_free(&entry->words);
	free(entry);
}

/* Shapes of what has fallen out of reach are given back; the entries stay, for blocks may still lead to them. */
static bool keep_in_window(struct civ_merge_finder *finder, struct civ_merge_entry *entry)
{
	int64_t oldest = entry->reported - finder->options->days * CIV_DAY_SECONDS;

	if (!CIV_GROW(finder->window, finder->count, finder->room))
		return false;
	finder->window[finder->count++] = entry;
	for (; finder->first < finder->count && finder->window[finder->first]->reported < oldest; finder->first++) {
		civ_shape_free(&finder->window[finder->first]->place);
		civ_shape_free(&finder->window[finder->first]->words);
	}
	return true;
}

static void describe(const struct civ_merge_finder *finder, const struct civ_merge_entry *earlier,
                     const struct civ_merge_entry *later, const struct civ_likeness *like, struct civ_buf *reason)
{
	const struct civ_records *records = finder->records;
	int64_t hours = (later->reported - earlier->reported) / 3600;
	const char *category = earlier->category == later->category ? CIV_WORD("same category")
	                                                            : CIV_WORD("category above");
	const char *later_by =
		hours < 48 ? civ_records_say_count(records, "; %lld hour later", "; %lld hours later", hours)
			   : civ_records_say_count(records, "; %lld day later", "; %lld days later", hours / 24);

	civ_buf_adds(reason, civ_records_say(records, category));
	if (like->distance >= 0)
		civ_buf_addf(reason, civ_records_say(records, CIV_WORD("; %.0f m apart")), like->distance);
	if (earlier->area != 0 && earlier->area == later->area)
		civ_buf_adds(reason, civ_records_say(records, CIV_WORD("; same area")));
	if (like->place >= 0)
		civ_buf_addf(reason, civ_records_say(records, CIV_WORD("; place %.2f")), like->place);
	if (like->words >= 0)
		civ_buf_addf(reason, civ_records_say(records, CIV_WORD("; words %.2f")), like->words);
	civ_buf_addf(reason, later_by, (long long)(hours < 48 ? hours : hours / 24));
	if (earlier->channel != later->channel)
		civ_buf_adds(reason, civ_records_say(records, CIV_WORD("; another channel")));
}

static enum civ_status match(struct civ_merge_finder *finder, struct civ_merge_entry *entry)
{
	struct best best;
	struct civ_buf reason = {0};
	struct civ_duplicate duplicate;
	enum civ_status status;

	find_best(finder, entry, &best);
	if (best.entry == NULL || best.like.score < finder->options->score)
		return CIV_OK;
	entry->root = best.entry->root;
	describe(finder, best.entry, entry, &best.like, &reason);
	duplicate = (struct civ_duplicate){entry->id, entry->root, best.like.score, civ_buf_str(&reason)};
	status = duplicate.reason == NULL ? civ_no_memory(civ_records_messages(finder->records))
	                                  : finder->found(finder->data, &duplicate);
	civ_buf_free(&reason);
	return status;
}

static enum civ_status match_all(struct civ_merge_finder *finder, const struct civ_hash *tops)
{
	struct civ_store *store = civ_records_store(finder->records);
	sqlite3_stmt *rows;
	enum civ_status status = select_period(finder, issues_sql, &rows);

	while (civ_store_next(store, rows, &status)) {
		struct civ_merge_entry *entry = read_entry(finder, tops, rows);

		if (entry == NULL || !keep_in_window(finder, entry)) {
			if (entry != NULL)
				free_entry(entry);
			status = civ_no_memory(civ_records_messages(finder->records));
			break;
		}
		status = match(finder, entry);
		if (status == CIV_OK && !add_to_blocks(finder, entry))
			status = civ_no_memory(civ_records_messages(finder->records));
	}
	return status;
}

enum civ_status civ_merge_find(struct civ_records *records, const struct civ_merge_options *options,
                               enum civ_status (*found)(void *data, const struct civ_duplicate *duplicate), void *data)
{
	struct civ_merge_finder finder = {.records = records, .options = options, .found = found, .data = data};
	struct civ_hash *tops = civ_hash_new();
	enum civ_status status = CIV_OK;

	finder.place_rarity = civ_rarity_new();
	finder.word_rarity = civ_rarity_new();
	if (tops == NULL || finder.place_rarity == NULL || finder.word_rarity == NULL || !open_blocks(&finder.blocks))
		status = civ_no_memory(civ_records_messages(records));
	if (status == CIV_OK)
		status = civ_places_open(records, &finder.places);
	if (status == CIV_OK)
		status = count_texts(&finder);
	if (status == CIV_OK)
		status = load_tops(&finder, tops);
	if (status == CIV_OK)
		status = match_all(&finder, tops);
	if (status == CIV_OK && finder.count > 1 && finder.comparable < 2)
		civ_warn(civ_records_messages(records), NULL,
		         "nothing could be compared: the issues of the period have neither place nor coordinates nor "
		         "description");
	for (size_t i = 0; i < finder.count; i++)
		free_entry(finder.window[i]);
	free(finder.window);
	close_blocks(&finder.blocks);
	civ_places_close(finder.places);
	civ_buf_free(&finder.key);
	civ_rarity_free(finder.place_rarity);
	civ_rarity_free(finder.word_rarity);
	civ_hash_free(tops);
	return status;
}
