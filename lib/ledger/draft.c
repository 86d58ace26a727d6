/* A map for a file that nobody has described: which column is which, how its dates are written, and which values need a code. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/hash.h"
#include "civplan/input.h"
#include "lib/ledger/similar.h"

const struct civ_out_column civ_draft_columns[] = {
	{"field", "Field", CIV_KIND_TEXT, "column of the ledger, a property of the file (@), or a remark (#)"},
	{"column", "Column", CIV_KIND_TEXT, "column of the file"},
	{"format", "Format", CIV_KIND_TEXT, "how its dates are written"},
	{"from", "From", CIV_KIND_TEXT, "value in the file"},
	{"to", "To", CIV_KIND_TEXT, "what it becomes; for a value without a code the nearest one, to be looked at"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

/* What columns are called where complaints come from, the most telling first; compared without case, blanks and punctuation. */
static const struct {
	const char *field, *names;
} headings[] = {
	{"external_id", "工单编号;工单号;案件编号;案件号;问题编号;事件编号;受理编号;任务号;编号;流水号;srrecordid;recordid;servicerequestid;servicerequestnum;"
	                "requestid;caseid;caseenquiryid;ticketid;ticketnumber;incidentid;uniquekey;externalid;id"},
	{"reported_at", "来电时间;受理时间;上报时间;反映时间;诉求时间;投诉时间;登记时间;创建时间;提交时间;发现时间;createddate;createdat;created;opendate;opendt;"
	                "openeddate;reportedat;reporteddate;requesteddatetime;datereported;dateopened;submitted"},
	{"category", "问题类别;问题类型;诉求类别;诉求类型;事件类型;案件类型;问题小类;小类名称;小类;事项类别;类别;类型;srtype;servicerequesttype;requesttype;complainttype;"
	             "category;casetype;casetitle;servicename;type;subject"},
	{"description", "诉求内容;问题描述;反映内容;诉求描述;投诉内容;工单内容;事件描述;案件描述;具体内容;主要内容;内容;描述;description;details;complaint;comments;"
	                "descriptor;remarks"},
	{"place", "事发地址;问题地址;具体地点;详细地址;诉求地址;发生地址;事发地点;案发位置;位置描述;地址;地点;位置;address;incidentaddress;location;streetaddress;"
	          "place;intersection"},
	{"area", "所属街道;所在街道;所属社区;所属区域;事发区域;街道;社区;镇街;区域;所属网格;网格;neighborhood;district;ward;area;communityboard;borough"},
	{"reporter", "来电人;反映人;诉求人;投诉人;姓名;联系人;上报人;reporter;callername;caller;requestor"},
	{"contact", "联系电话;来电号码;联系方式;电话号码;手机号;电话;手机;phone;contact;callerphone"},
	{"unit", "承办单位;责任单位;主办单位;处置部门;处置单位;办理单位;责任部门;承办部门;agency;department;agencyname;responsibleagency;unit"},
	{"due", "整改时限;办理时限;处理时限;截止时间;办结期限;到期时间;要求办结时间;duedate;targetdate;targetdt;slatargetdate;due"},
	{"closed_at", "办结时间;结案时间;完成时间;归档时间;销号时间;办理完成时间;closedate;closeddate;closeddt;closedat;dateclosed;resolveddate"},
	{"external_status", "工单状态;办理状态;案件状态;处理状态;状态;srstatus;casestatus;status;requeststatus"},
	{"lat", "纬度;latitude;lat"},
	{"lon", "经度;longitude;lng;lon;long"},
	{"severity", "严重程度;紧急程度;severity"},
	{"evidence", "照片;附件;图片;photo;attachment;mediaurl"},
	{"channel", "来源渠道;工单来源;受理渠道;问题来源;信息来源;案件来源;来源;channel;source;origin;methodreceived"},
};

enum { FIELDS = sizeof headings / sizeof headings[0], MOST_VALUES = 2000, MOST_SAMPLES = 2000 };

/* Only what civ_time_parse does not understand by itself needs a pattern. */
static const char *const patterns[] = {
	"%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %H:%M", "%m/%d/%Y", "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y",
	"%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M", "%d.%m.%Y", "%Y.%m.%d %H:%M:%S", "%Y.%m.%d %H:%M", "%Y.%m.%d", "%Y%m%d%H%M%S", "%Y%m%d %H:%M:%S",
	"%Y%m%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S.000", "%d-%b-%Y %H:%M:%S", "%d-%b-%Y", "%b %d %Y %I:%M%p", "%y/%m/%d %H:%M", "%y-%m-%d %H:%M",
};

enum { PATTERNS = sizeof patterns / sizeof patterns[0] };

struct field {
	int column;            /* of the file; -1: none */
	struct civ_hash *seen; /* distinct values, 1 each */
	char **values;
	size_t count;
	size_t dated, native;  /* samples; of them, as civ_time_parse understands them */
	size_t matches[PATTERNS];
};

struct draft {
	struct civ_records *records;
	const char *path;
	const struct civ_draft_options *options;
	struct civ_out *out;
	struct field fields[FIELDS];
	char delimiter;
	unsigned skip;
	char **names; /* of the file's columns, in UTF-8 */
	unsigned count;
	struct civ_arena *arena;
};

/* ---- headings ---- */

/* Letters only, in lower case. */
static void bare(struct civ_span name, struct civ_buf *text)
{
	for (size_t i = 0, used; i < name.len; i += used) {
		unsigned char c = (unsigned char)name.text[i];

		(void)civ_utf8_decode(name.text + i, name.len - i, &used);
		if (c >= 0x80)
			civ_buf_add(text, name.text + i, used);
		else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			civ_buf_addc(text, (char)c);
		else if (c >= 'A' && c <= 'Z')
			civ_buf_addc(text, (char)(c - 'A' + 'a'));
	}
}

/* How well the heading fits the field, 0 not at all: the same name best, the earlier in the list the better; then one that holds the name. */
static int fit(const char *heading, const char *names)
{
	int place = 1, best = 0;

	for (; *names != '\0'; place++) {
		size_t len = strcspn(names, ";");
		char *name = strndup(names, len);
		int score = 0;

		if (name != NULL && strcmp(heading, name) == 0)
			score = 1000 - place;
		/* A short word inside a longer one tells little: the code of a zip code is no code. */
		else if (name != NULL && len >= 6 && strstr(heading, name) != NULL)
			score = 100 + (int)len - place;
		best = score > best ? score : best;
		free(name);
		names += names[len] == ';' ? len + 1 : len;
	}
	return best;
}

static bool is_taken(const struct draft *draft, int column)
{
	for (size_t f = 0; f < FIELDS; f++)
		if (draft->fields[f].column == column)
			return true;
	return false;
}

/* The best pair first, until no heading fits a field that is left. */
static enum civ_status assign(struct draft *draft)
{
	for (;;) {
		int best = 0, column = -1;
		size_t field = 0;

		for (unsigned i = 0; i < draft->count; i++) {
			struct civ_buf heading = {0};

			bare((struct civ_span){draft->names[i], strlen(draft->names[i])}, &heading);
			if (civ_buf_str(&heading) == NULL)
				return civ_no_memory(civ_records_messages(draft->records));
			for (size_t f = 0; f < FIELDS && !is_taken(draft, (int)i); f++) {
				int score = draft->fields[f].column >= 0 ? 0 : fit(civ_buf_str(&heading), headings[f].names);

				if (score > best) {
					best = score;
					column = (int)i;
					field = f;
				}
			}
			civ_buf_free(&heading);
		}
		if (best == 0)
			return CIV_OK;
		draft->fields[field].column = column;
	}
}

/* ---- the file ---- */

/* The delimiter that the first lines have most of. */
static char guess_delimiter(const char *text, size_t len)
{
	static const char all[] = {',', '\t', ';', '|'};
	size_t most = 0;
	char best = ',';

	for (size_t d = 0; d < sizeof all; d++) {
		size_t n = 0;

		for (size_t i = 0; i < len; i++)
			n += text[i] == all[d] ? 1 : 0;
		if (n > most) {
			most = n;
			best = all[d];
		}
	}
	return best;
}

static size_t count_cells(const struct civ_csv_row *row)
{
	size_t n = 0;

	for (unsigned i = 0; i < row->count; i++)
		n += civ_text_trim(row->cells[i]).len > 0 ? 1 : 0;
	return n;
}

/* A title over the header is a line with a single cell filled, above one with more. */
static enum civ_status find_header(struct draft *draft, struct civ_source *source, struct civ_messages *messages)
{
	struct civ_csv_options options = {.delimiter = draft->delimiter};
	const struct civ_csv_row *row = NULL;
	struct civ_csv *csv = NULL;
	enum civ_status status = civ_csv_open(source, &options, messages, &csv);

	while (status == CIV_OK && (status = civ_csv_next(csv, &row)) == CIV_OK && row != NULL && count_cells(row) <= 1 && draft->skip < 20)
		draft->skip = (unsigned)row->line;
	if (status == CIV_OK && (row == NULL || draft->skip >= 20))
		draft->skip = 0;
	civ_csv_close(csv);
	return status == CIV_OK ? civ_source_rewind(source) : status;
}

static enum civ_status keep_names(struct draft *draft, const struct civ_csv_row *row)
{
	draft->count = row->count;
	draft->names = civ_arena_alloc(draft->arena, (row->count + 1) * sizeof(char *));
	for (unsigned i = 0; draft->names != NULL && i < row->count; i++) {
		struct civ_span name = civ_text_trim(row->cells[i]);

		draft->names[i] = civ_arena_copy(draft->arena, name.len == 0 ? "" : name.text, name.len);
		if (draft->names[i] == NULL)
			return civ_no_memory(civ_records_messages(draft->records));
	}
	return draft->names == NULL ? civ_no_memory(civ_records_messages(draft->records)) : CIV_OK;
}

static bool is_time(size_t f)
{
	const struct civ_column *column = &civ_noun_issue.columns[civ_noun_column(&civ_noun_issue, headings[f].field)];

	return column->type == CIV_TIME || column->type == CIV_DATE;
}

static bool is_reference(size_t f)
{
	return civ_noun_issue.columns[civ_noun_column(&civ_noun_issue, headings[f].field)].type == CIV_REF;
}

static void sample_time(struct field *field, struct civ_span cell)
{
	int64_t seconds;

	if (field->dated >= MOST_SAMPLES)
		return;
	field->dated++;
	if (civ_time_parse(cell.text, cell.len, &seconds)) {
		field->native++;
		return;
	}
	for (size_t p = 0; p < PATTERNS; p++)
		field->matches[p] += civ_time_match(cell.text, cell.len, patterns[p], &seconds, NULL) ? 1 : 0;
}

static bool keep_value(struct draft *draft, struct field *field, struct civ_span cell)
{
	int64_t seen;

	if (field->seen == NULL)
		field->seen = civ_hash_new();
	if (field->values == NULL)
		field->values = calloc(MOST_VALUES, sizeof(char *));
	if (field->seen == NULL || field->values == NULL)
		return false;
	if (field->count == MOST_VALUES || civ_hash_get(field->seen, cell, &seen))
		return true;
	field->values[field->count] = civ_arena_copy(draft->arena, cell.text, cell.len);
	return field->values[field->count++] != NULL && civ_hash_put(field->seen, cell, 1);
}

static enum civ_status look_at(struct draft *draft, const struct civ_csv_row *row)
{
	for (size_t f = 0; f < FIELDS; f++) {
		struct field *field = &draft->fields[f];
		struct civ_span cell;

		if (field->column < 0 || (unsigned)field->column >= row->count)
			continue;
		cell = civ_cell_clean(row->cells[field->column]);
		if (cell.len == 0)
			continue;
		if (is_time(f))
			sample_time(field, cell);
		else if (is_reference(f) && !keep_value(draft, field, cell))
			return civ_no_memory(civ_records_messages(draft->records));
	}
	return CIV_OK;
}

static enum civ_status read_file(struct draft *draft, struct civ_source *source, const char **encoding)
{
	struct civ_messages *messages = civ_records_messages(draft->records);
	struct civ_csv_options options = {.delimiter = draft->delimiter, .skip = draft->skip};
	const struct civ_csv_row *row = NULL;
	struct civ_csv *csv = NULL;
	enum civ_status status = civ_csv_open(source, &options, messages, &csv);

	if (status == CIV_OK)
		status = civ_csv_next(csv, &row);
	if (status == CIV_OK && row == NULL)
		status = civ_error(messages, CIV_REFUSED, NULL, "%s is empty", draft->path);
	if (status == CIV_OK)
		status = keep_names(draft, row);
	if (status == CIV_OK)
		status = assign(draft);
	while (status == CIV_OK && (status = civ_csv_next(csv, &row)) == CIV_OK && row != NULL)
		status = look_at(draft, row);
	*encoding = csv == NULL ? NULL : civ_csv_encoding(csv);
	civ_csv_close(csv);
	return status;
}

/* ---- the map ---- */

static enum civ_status line(struct draft *draft, const char *field, const char *column, const char *format, const char *from, const char *to)
{
	civ_out_string(draft->out, field);
	civ_out_string(draft->out, column);
	civ_out_string(draft->out, format);
	civ_out_string(draft->out, from);
	civ_out_string(draft->out, to);
	return civ_out_row(draft->out);
}

/* The patterns that all samples match; several: the day and the month cannot be told apart. */
static enum civ_status print_time(struct draft *draft, size_t f)
{
	const struct field *field = &draft->fields[f];
	const char *found = NULL, *other = NULL;
	struct civ_buf remark = {0};
	enum civ_status status;

	for (size_t p = 0; p < PATTERNS && field->native < field->dated; p++)
		if (field->matches[p] == field->dated - field->native) {
			other = found == NULL ? NULL : other == NULL ? patterns[p] : other;
			found = found == NULL ? patterns[p] : found;
		}
	status = line(draft, headings[f].field, draft->names[field->column], found, NULL, NULL);
	if (status == CIV_OK && field->native < field->dated && found == NULL)
		status = line(draft, "#format", draft->names[field->column], NULL, NULL, "its dates are in no form that is known: write the format (strptime)");
	if (status == CIV_OK && other != NULL) {
		civ_buf_addf(&remark, "may be %s as well: look at it", other);
		status = line(draft, "#format", draft->names[field->column], NULL, NULL, civ_buf_str(&remark));
	}
	civ_buf_free(&remark);
	return status;
}

/* Names of the records that a value may mean. */
struct meanings {
	struct civ_shape *shapes;
	char **codes;
	size_t count;
	struct civ_rarity *rarity;
};

static void close_meanings(struct meanings *meanings)
{
	for (size_t i = 0; i < meanings->count; i++)
		civ_shape_free(&meanings->shapes[i]);
	free(meanings->shapes);
	free(meanings->codes);
	civ_rarity_free(meanings->rarity);
}

static enum civ_status load_meanings(struct draft *draft, const struct civ_noun *noun, struct meanings *meanings)
{
	struct civ_messages *messages = civ_records_messages(draft->records);
	struct civ_store *store = civ_records_store(draft->records);
	bool aliases = civ_noun_column(noun, "aliases") >= 0;
	struct civ_buf sql = {0};
	sqlite3_stmt *rows;
	size_t room = 0;
	bool more;
	enum civ_status status;

	meanings->rarity = civ_rarity_new();
	civ_buf_addf(&sql, "SELECT code, name || ' ' || %s || ' ' || replace(code, '_', ' '), count(*) OVER () FROM \"%s\"",
	             aliases ? "ifnull(aliases, '')" : "''", noun->name);
	status = meanings->rarity == NULL || civ_buf_str(&sql) == NULL ? civ_no_memory(messages)
	                                                               : civ_records_statement(draft->records, civ_buf_str(&sql), &rows);
	civ_buf_free(&sql);
	while (status == CIV_OK && (status = civ_store_step(store, rows, &more)) == CIV_OK && more) {
		struct civ_span code = civ_value_column(rows, 0).string;

		if (room == 0) {
			room = (size_t)sqlite3_column_int64(rows, 2);
			meanings->shapes = calloc(room, sizeof *meanings->shapes);
			meanings->codes = calloc(room, sizeof(char *));
		}
		if (meanings->shapes == NULL || meanings->codes == NULL ||
		    !civ_shape_make(civ_value_column(rows, 1).string, &meanings->shapes[meanings->count]))
			return civ_no_memory(messages);
		meanings->codes[meanings->count++] = civ_arena_copy(draft->arena, code.text, code.len);
		civ_rarity_count(meanings->rarity, &meanings->shapes[meanings->count - 1]);
	}
	for (size_t i = 0; i < meanings->count; i++)
		civ_rarity_weigh(meanings->rarity, &meanings->shapes[i]);
	return status;
}

/* The code whose names are most like the value; NULL when none is. */
static const char *nearest(const struct meanings *meanings, const char *value)
{
	struct civ_shape shape;
	const char *code = NULL;
	double best = 0.25;

	if (!civ_shape_make((struct civ_span){value, strlen(value)}, &shape))
		return NULL;
	civ_rarity_weigh(meanings->rarity, &shape);
	for (size_t i = 0; i < meanings->count; i++) {
		double alike = civ_shape_alike(meanings->rarity, &shape, &meanings->shapes[i]);

		if (alike > best) {
			best = alike;
			code = meanings->codes[i];
		}
	}
	civ_shape_free(&shape);
	return code;
}

static int by_text(const void *left, const void *right)
{
	return strcmp(*(char *const *)left, *(char *const *)right);
}

static enum civ_status find_unknown(struct draft *draft, const struct civ_noun *noun, struct field *field, size_t *unknown)
{
	enum civ_status status = CIV_OK;

	*unknown = 0;
	qsort(field->values, field->count, sizeof(char *), by_text);
	for (size_t i = 0; i < field->count && status == CIV_OK; i++) {
		struct civ_messages *aside = civ_messages_new(), *before;
		int64_t id = 0;

		if (aside == NULL)
			return civ_no_memory(civ_records_messages(draft->records));
		before = civ_records_report_to(draft->records, aside);
		status = civ_records_find(draft->records, noun, (struct civ_span){field->values[i], strlen(field->values[i])}, NULL, &id);
		(void)civ_records_report_to(draft->records, before);
		civ_messages_free(aside);
		if (status == CIV_REFUSED)
			status = CIV_OK;
		if (status == CIV_OK && id == 0)
			field->values[(*unknown)++] = field->values[i];
	}
	return status;
}

static enum civ_status print_values(struct draft *draft, size_t f)
{
	const struct civ_noun *noun = civ_noun_issue.columns[civ_noun_column(&civ_noun_issue, headings[f].field)].ref;
	struct field *field = &draft->fields[f];
	struct meanings meanings = {NULL, NULL, 0, NULL};
	size_t unknown, known = field->count;
	enum civ_status status = field->count == 0 ? CIV_OK : find_unknown(draft, noun, field, &unknown);

	if (status != CIV_OK || field->count == 0)
		return status;
	/* A channel is a thing of ours: a column that names none of them is about something else. */
	if (strcmp(headings[f].field, "channel") == 0 && (draft->options->channel != NULL || unknown == known))
		return line(draft, "#unused", draft->names[field->column], NULL, NULL, "names no channel that is known");
	status = line(draft, headings[f].field, draft->names[field->column], NULL, NULL, NULL);
	if (status == CIV_OK && unknown > 0)
		status = load_meanings(draft, noun, &meanings);
	for (size_t i = 0; i < unknown && status == CIV_OK; i++)
		status = line(draft, headings[f].field, NULL, NULL, field->values[i], nearest(&meanings, field->values[i]));
	close_meanings(&meanings);
	if (status == CIV_OK && field->count == MOST_VALUES)
		status = line(draft, "#values", draft->names[field->column], NULL, NULL, "has more values than are listed here");
	return status;
}

static enum civ_status print_file(struct draft *draft, const char *encoding)
{
	char text[16];
	enum civ_status status = CIV_OK;

	if (encoding != NULL)
		status = line(draft, "@encoding", NULL, NULL, NULL, encoding);
	snprintf(text, sizeof text, "%c", draft->delimiter);
	if (status == CIV_OK && draft->delimiter != ',')
		status = line(draft, "@delimiter", NULL, NULL, NULL, draft->delimiter == '\t' ? "tab" : text);
	snprintf(text, sizeof text, "%u", draft->skip);
	if (status == CIV_OK && draft->skip > 0)
		status = line(draft, "@skip", NULL, NULL, NULL, text);
	if (status == CIV_OK && draft->options->channel != NULL)
		status = line(draft, "channel", NULL, NULL, NULL, draft->options->channel);
	return status;
}

static enum civ_status print_map(struct draft *draft, const char *encoding)
{
	enum civ_status status = print_file(draft, encoding);

	for (size_t f = 0; f < FIELDS && status == CIV_OK; f++) {
		const struct field *field = &draft->fields[f];

		if (field->column < 0)
			continue;
		if (is_time(f))
			status = print_time(draft, f);
		else if (is_reference(f))
			status = print_values(draft, f);
		else
			status = line(draft, headings[f].field, draft->names[field->column], NULL, NULL, NULL);
	}
	for (unsigned i = 0; i < draft->count && status == CIV_OK; i++)
		if (!is_taken(draft, (int)i))
			status = line(draft, "#unused", draft->names[i], NULL, NULL, NULL);
	return status;
}

static enum civ_status check_needed(const struct draft *draft)
{
	static const char *const needed[] = {"reported_at", "category"};

	for (size_t n = 0; n < 2; n++)
		for (size_t f = 0; f < FIELDS; f++)
			if (strcmp(headings[f].field, needed[n]) == 0 && draft->fields[f].column < 0)
				civ_warn(civ_records_messages(draft->records), NULL, "no column looks like %s, which an issue needs: add its row", needed[n]);
	return CIV_OK;
}

enum civ_status civ_ledger_draft(struct civ_records *records, const char *path, const struct civ_draft_options *options, struct civ_out *out)
{
	struct civ_messages *messages = civ_records_messages(records);
	struct draft draft = {.records = records, .path = path, .options = options, .out = out, .arena = civ_arena_new()};
	struct civ_source *source = NULL;
	const char *encoding = NULL;
	char start[4096];
	size_t got = 0;
	enum civ_status status = draft.arena == NULL ? civ_no_memory(messages) : civ_source_open(path, messages, &source);

	for (size_t f = 0; f < FIELDS; f++)
		draft.fields[f].column = -1;
	if (status == CIV_OK)
		status = civ_source_read(source, start, sizeof start, &got);
	draft.delimiter = guess_delimiter(start, got);
	if (status == CIV_OK)
		status = civ_source_rewind(source);
	if (status == CIV_OK)
		status = find_header(&draft, source, messages);
	if (status == CIV_OK)
		status = read_file(&draft, source, &encoding);
	if (status == CIV_OK)
		status = print_map(&draft, encoding);
	if (status == CIV_OK)
		status = check_needed(&draft);
	for (size_t f = 0; f < FIELDS; f++) {
		civ_hash_free(draft.fields[f].seen);
		free(draft.fields[f].values);
	}
	civ_source_close(source);
	civ_arena_free(draft.arena);
	return status;
}
