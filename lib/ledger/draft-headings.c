/* What columns are called where complaints come from, and what is told from the cells under them. */
#include <stdlib.h>
#include <string.h>

#include "lib/ledger/draft.h"

/* The most telling name first; compared without case, blanks and punctuation. */
static const struct {
	const char *field, *names;
} headings[CIV_DRAFT_FIELDS] = {
	[CIV_DRAFT_EXTERNAL_ID] =
		{"external_id",
                 "工单编号;工单号;工单流水号;留言编号;诉求编号;案件编号;案件号;问题编号;事件编号;受理编号;受理单号;投诉编号;信件编号;来信编号;任务号;编号;流水号;"
                 "srrecordid;srnumber;srno;recordid;servicerequestid;servicerequestnumber;servicerequestnum;servicerequestno;requestid;requestnumber;"
                 "caseid;casenumber;caseenquiryid;complaintid;complaintnumber;ticketid;ticketnumber;incidentid;incidentnumber;issueid;"
                 "referencenumber;uniquekey;externalid;id"},
	[CIV_DRAFT_REPORTED_AT] =
		{"reported_at",
                 "来电时间;留言时间;受理时间;上报时间;反映时间;诉求时间;投诉时间;登记时间;创建时间;提交时间;发现时间;来信时间;建单时间;录入时间;来电日期;"
                 "受理日期;登记日期;投诉日期;上报日期;requesteddatetime;createddate;creationdate;createddatetime;datecreated;createdat;created;opendate;"
                 "opendt;openeddate;openeddatetime;dateopened;opened;reportedat;reporteddate;datereported;receiveddate;datereceived;requestdate;"
                 "submitteddate;submitted"},
	[CIV_DRAFT_CATEGORY] =
		{"category",
                 "问题类别;问题类型;问题分类;诉求类别;诉求类型;诉求分类;事件类型;案件类型;投诉类型;问题小类;小类名称;小类;三级分类;二级分类;一级分类;"
                 "一级标签;事项类别;事项分类;类别;类型;分类;srtype;servicerequesttype;typeofservicerequest;requesttype;complainttype;incidenttype;"
                 "issuetype;servicename;servicecode;category;casetype;type;casetitle;subject"},
	[CIV_DRAFT_TITLE] =
		{"title",
                 "留言主题;留言标题;诉求标题;工单标题;来信标题;信件标题;事件标题;问题标题;标题;主题;casetitle;requesttitle;title;summary"},
	[CIV_DRAFT_DESCRIPTION] =
		{"description",
                 "留言详情;留言内容;诉求内容;问题描述;反映内容;诉求描述;投诉内容;来电内容;来信内容;信件内容;工单内容;工单描述;事件描述;案件描述;具体内容;"
                 "主要内容;内容;描述;详情;description;requestdetails;details;complaint;comments;descriptor;remarks"},
	[CIV_DRAFT_PLACE] =
		{"place",
                 "事发地址;问题地址;具体地点;详细地址;诉求地址;发生地址;事发地点;发生地点;问题地点;案发位置;问题位置;位置描述;地址;地点;位置;streetaddress;"
                 "incidentaddress;fulladdress;address;addressstring;location;place;intersection"},
	[CIV_DRAFT_AREA] =
		{"area",
                 "所属街道;所在街道;所属镇街;所属社区;所属区域;所属区县;事发区域;街道;社区;镇街;区域;区县;辖区;所属网格;网格;neighborhood;district;"
                 "ward;area;communityarea;communityboard;borough"},
	[CIV_DRAFT_REPORTER] =
		{"reporter",
                 "来电人;反映人;诉求人;投诉人;留言用户;留言人;来信人;姓名;联系人;上报人;reporter;callername;caller;requestor"},
	[CIV_DRAFT_CONTACT] =
		{"contact",
                 "联系电话;来电号码;来电电话;联系方式;电话号码;手机号码;手机号;电话;手机;phone;contact;callerphone"},
	[CIV_DRAFT_UNIT] =
		{"unit",
                 "承办单位;责任单位;主办单位;主办部门;处置部门;处置单位;处理单位;处理部门;办理单位;办理部门;责任部门;承办部门;答复单位;agencyresponsible;"
                 "responsibleagency;agencyname;agency;ownerdepartment;department;unit"},
	[CIV_DRAFT_DUE] =
		{"due",
                 "整改时限;办理时限;处理时限;截止时间;办结期限;到期时间;要求办结时间;expecteddatetime;duedate;targetdate;targetdt;slatargetdate;slatargetdt;due"},
	[CIV_DRAFT_CLOSED_AT] =
		{"closed_at",
                 "办结时间;结案时间;完成时间;归档时间;销号时间;办理完成时间;办结日期;结案日期;closedate;closeddate;closeddt;closeddatetime;closedat;dateclosed;"
                 "completiondate;completeddate;datecompleted;resolveddate;resolutiondate;closed;completed"},
	[CIV_DRAFT_EXTERNAL_STATUS] =
		{"external_status",
                 "工单状态;办理状态;案件状态;处理状态;留言状态;状态;srstatus;casestatus;status;requeststatus;statusdescription"},
	[CIV_DRAFT_LAT] = {"lat", "纬度;latitude;lat"},
	[CIV_DRAFT_LON] = {"lon", "经度;longitude;lng;lon;long"},
	[CIV_DRAFT_SEVERITY] = {"severity", "严重程度;紧急程度;severity"},
	[CIV_DRAFT_EVIDENCE] = {"evidence", "照片;附件;图片;photo;attachment;mediaurl"},
	[CIV_DRAFT_CHANNEL] =
		{"channel",
                 "来源渠道;工单来源;受理渠道;问题来源;信息来源;案件来源;诉求来源;来源;channel;source;origin;methodreceived"},
};

const char *civ_draft_field_name(enum civ_draft_field field)
{
	return headings[field].field;
}

void civ_draft_bare(struct civ_span name, struct civ_buf *text)
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

/* The same name best, the earlier in the list the better; then one that holds the name. */
int civ_draft_fit(const char *heading, enum civ_draft_field field)
{
	const char *names = headings[field].names;
	size_t whole = strlen(heading);
	int place = 1, best = 0;

	for (; *names != '\0'; place++) {
		size_t len = strcspn(names, ";");
		int score = 0;

		if (len == whole && memcmp(heading, names, len) == 0)
			score = 1000 - place;
		/* A short word inside a longer one tells little: the code of a zip code is no code. */
		else if (len >= 6 && memmem(heading, whole, names, len) != NULL)
			score = 100 + (int)len - place;
		best = score > best ? score : best;
		names += names[len] == ';' ? len + 1 : len;
	}
	return best;
}

bool civ_draft_is_taken(const struct civ_draft *draft, int column)
{
	for (size_t f = 0; f < CIV_DRAFT_FIELDS; f++)
		if (draft->fields[f].column == column)
			return true;
	return false;
}

/* What stands under a heading may speak against it: a place is no pair of coordinates, and a day is a day. */
static bool may_hold(const struct civ_draft_column *column, enum civ_draft_field field)
{
	if (column->filled == 0)
		return true;
	if (civ_draft_holds_times(field))
		return column->times * 2 >= column->filled;
	return field != CIV_DRAFT_PLACE || column->points * 2 < column->filled;
}

/* The best pair of a column and a field that are free; 0: none fits. A title is what nothing else wants. */
static int best_pair(const struct civ_draft *draft, char *const *bare, bool titles, int *column,
                     enum civ_draft_field *field)
{
	int best = 0;

	for (unsigned i = 0; i < draft->count; i++) {
		if (civ_draft_is_taken(draft, (int)i))
			continue;
		for (unsigned f = 0; f < CIV_DRAFT_FIELDS; f++) {
			bool free = draft->fields[f].column < 0 && (f == CIV_DRAFT_TITLE) == titles;
			int score = free && may_hold(&draft->columns[i], f) ? civ_draft_fit(bare[i], f) : 0;

			if (score > best) {
				best = score;
				*column = (int)i;
				*field = f;
			}
		}
	}
	return best;
}

/* Coordinates in one cell, where no column of their own gives them. */
static void find_point(struct civ_draft *draft)
{
	for (unsigned i = 0; i < draft->count && draft->point == CIV_DRAFT_NO_COLUMN; i++)
		if (draft->columns[i].points > 0 && draft->columns[i].points * 2 >= draft->columns[i].filled &&
		    !civ_draft_is_taken(draft, (int)i) && draft->fields[CIV_DRAFT_LAT].column < 0 &&
		    draft->fields[CIV_DRAFT_LON].column < 0)
			draft->point = (int)i;
}

static bool has_twin(const char *const *headed, unsigned count, unsigned column, size_t *place)
{
	bool found = false;

	*place = 1;
	for (unsigned i = 0; i < count; i++)
		if (i != column && strcmp(headed[i], headed[column]) == 0) {
			found = true;
			*place += i < column ? 1 : 0;
		}
	return found;
}

/* A map must say which of several columns with one heading it means. */
static enum civ_status number_twins(struct civ_draft *draft)
{
	const char **headed = civ_arena_alloc(draft->arena, (draft->count + 1) * sizeof *headed);

	for (unsigned i = 0; headed != NULL && i < draft->count; i++)
		headed[i] = draft->columns[i].name;
	for (unsigned i = 0; headed != NULL && i < draft->count; i++) {
		struct civ_buf name = {0};
		size_t place;

		if (*headed[i] == '\0' || !has_twin(headed, draft->count, i, &place))
			continue;
		civ_buf_addf(&name, "%s%c%zu", headed[i], CIV_MAP_TWIN, place);
		draft->columns[i].name = name.failed ? NULL : civ_arena_copy(draft->arena, name.data, name.len);
		civ_buf_free(&name);
		if (draft->columns[i].name == NULL)
			return civ_no_memory(draft->messages);
	}
	return headed == NULL ? civ_no_memory(draft->messages) : CIV_OK;
}

enum civ_status civ_draft_assign(struct civ_draft *draft)
{
	char **bare = civ_arena_alloc(draft->arena, (draft->count + 1) * sizeof(char *));
	enum civ_draft_field field = CIV_DRAFT_FIELDS;
	int column = CIV_DRAFT_NO_COLUMN;

	for (unsigned i = 0; bare != NULL && i < draft->count; i++) {
		struct civ_buf text = {0};

		civ_draft_bare((struct civ_span){draft->columns[i].name, strlen(draft->columns[i].name)}, &text);
		bare[i] = civ_buf_str(&text) == NULL ? NULL
		                                     : civ_arena_copy(draft->arena, civ_buf_str(&text), text.len);
		civ_buf_free(&text);
		if (bare[i] == NULL)
			return civ_no_memory(draft->messages);
	}
	if (bare == NULL)
		return civ_no_memory(draft->messages);
	for (int titles = 0; titles <= 1; titles++)
		while (best_pair(draft, bare, titles == 1, &column, &field) > 0)
			draft->fields[field].column = column;
	find_point(draft);
	return number_twins(draft);
}

/* ---- without headings ---- */

enum { TELLING_TEXT = 24 }; /* bytes of a text on average, from which on it describes something */

static size_t share(const struct civ_draft_column *column, enum civ_draft_field field)
{
	size_t all = column->filled;

	switch (field) {
	case CIV_DRAFT_REPORTED_AT:
		return column->times * 2 > all ? column->times : 0;
	case CIV_DRAFT_CATEGORY:
		return column->categories * 2 > all ? column->categories : 0;
	case CIV_DRAFT_AREA:
		return column->areas * 2 > all ? column->areas : 0;
	case CIV_DRAFT_EXTERNAL_ID:
		return column->numbered == all && column->distinct_count == all && column->points == 0 ? all : 0;
	case CIV_DRAFT_DESCRIPTION:
		return all > 0 && column->bytes / all >= TELLING_TEXT && column->points == 0 ? column->bytes / all : 0;
	default:
		return 0;
	}
}

void civ_draft_guess(struct civ_draft *draft)
{
	static const enum civ_draft_field order[] = {CIV_DRAFT_REPORTED_AT, CIV_DRAFT_CATEGORY, CIV_DRAFT_AREA,
	                                             CIV_DRAFT_EXTERNAL_ID, CIV_DRAFT_DESCRIPTION};

	for (size_t o = 0; o < sizeof order / sizeof order[0]; o++) {
		size_t best = 0;
		int column = CIV_DRAFT_NO_COLUMN;

		for (unsigned i = 0; i < draft->count; i++) {
			size_t fits = civ_draft_is_taken(draft, (int)i) ? 0 : share(&draft->columns[i], order[o]);

			if (fits > best) {
				best = fits;
				column = (int)i;
			}
		}
		draft->fields[order[o]].column = column;
	}
	find_point(draft);
}
