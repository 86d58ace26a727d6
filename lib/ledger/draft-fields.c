/* The fields that a map can have: what they are called in files, what they hold, and their rows of the map. */
#include "lib/ledger/draft.h"

/* The most telling name first; compared without case, blanks and punctuation. */
static const struct {
	const char *field, *names;
} headings[CIV_DRAFT_FIELDS] = {
	[CIV_DRAFT_EXTERNAL_ID] = {
		"external_id",
		"工单编号;工单号;工单流水号;留言编号;诉求编号;案件编号;案件号;"
		"问题编号;事件编号;受理编号;"
		"受理单号;投诉编号;信件编号;来信编号;任务号;编号;流水号;srrecordid;"
		"srnumber;srno;recordid;"
		"servicerequestid;servicerequestnumber;servicerequestnum;servicerequestno;requestid;"
		"requestnumber;caseid;casenumber;caseenquiryid;complaintid;complaintnumber;ticketid;"
		"ticketnumber;incidentid;incidentnumber;issueid;referencenumber;uniquekey;externalid;id",
	},
	[CIV_DRAFT_REPORTED_AT] = {
		"reported_at",
		"来电时间;留言时间;受理时间;上报时间;反映时间;诉求时间;投诉时间;"
		"登记时间;创建时间;提交时间;"
		"发现时间;来信时间;建单时间;录入时间;来电日期;受理日期;登记日期;"
		"投诉日期;上报日期;"
		"requesteddatetime;createddate;creationdate;createddatetime;datecreated;createdat;created;"
		"opendate;opendt;openeddate;openeddatetime;dateopened;opened;reportedat;reporteddate;"
		"datereported;receiveddate;datereceived;requestdate;submitteddate;submitted",
	},
	[CIV_DRAFT_CATEGORY] = {
		"category",
		"问题类别;问题类型;问题分类;诉求类别;诉求类型;诉求分类;事件类型;"
		"案件类型;投诉类型;问题小类;"
		"小类名称;小类;三级分类;二级分类;一级分类;一级标签;事项类别;"
		"事项分类;类别;类型;分类;srtype;"
		"servicerequesttype;typeofservicerequest;requesttype;complainttype;incidenttype;issuetype;"
		"servicename;servicecode;category;casetype;type;casetitle;subject",
	},
	[CIV_DRAFT_TITLE] = {
		"title",
		"留言主题;留言标题;诉求标题;工单标题;来信标题;信件标题;事件标题;"
		"问题标题;标题;主题;casetitle;"
		"requesttitle;title;summary",
	},
	[CIV_DRAFT_DESCRIPTION] = {
		"description",
		"留言详情;留言内容;诉求内容;问题描述;反映内容;诉求描述;投诉内容;"
		"来电内容;来信内容;信件内容;"
		"工单内容;工单描述;事件描述;案件描述;具体内容;主要内容;内容;描述;"
		"详情;description;"
		"requestdetails;details;complaint;comments;descriptor;remarks",
	},
	[CIV_DRAFT_PLACE] = {
		"place",
		"事发地址;问题地址;具体地点;详细地址;诉求地址;发生地址;事发地点;"
		"发生地点;问题地点;案发位置;"
		"问题位置;位置描述;地址;地点;位置;streetaddress;incidentaddress;fulladdress;address;"
		"addressstring;location;place;intersection",
	},
	[CIV_DRAFT_AREA] = {
		"area",
		"所属街道;所在街道;所属镇街;所属社区;所属区域;所属区县;事发区域;"
		"街道;社区;镇街;区域;区县;辖区;"
		"所属网格;网格;neighborhood;district;ward;area;communityarea;communityboard;borough",
	},
	[CIV_DRAFT_REPORTER] = {
		"reporter",
		"来电人;反映人;诉求人;投诉人;留言用户;留言人;来信人;姓名;联系人;"
		"上报人;reporter;callername;"
		"caller;requestor",
	},
	[CIV_DRAFT_CONTACT] = {
		"contact",
		"联系电话;来电号码;来电电话;联系方式;电话号码;手机号码;手机号;"
		"电话;手机;phone;contact;"
		"callerphone",
	},
	[CIV_DRAFT_UNIT] = {
		"unit",
		"承办单位;责任单位;主办单位;主办部门;处置部门;处置单位;处理单位;"
		"处理部门;办理单位;办理部门;"
		"责任部门;承办部门;答复单位;agencyresponsible;responsibleagency;agencyname;agency;"
		"ownerdepartment;department;unit",
	},
	[CIV_DRAFT_DUE] = {
		"due",
		"整改时限;办理时限;限办时限;时限;"
		"处理时限;截止时间;办结期限;到期时间;要求办结时间;expecteddatetime;duedate;"
		"targetdate;targetdt;slatargetdate;slatargetdt;due",
	},
	[CIV_DRAFT_CLOSED_AT] = {
		"closed_at",
		"办结时间;结案时间;完成时间;归档时间;销号时间;办理完成时间;"
		"办结日期;结案日期;closedate;"
		"closeddate;closeddt;closeddatetime;closedat;dateclosed;completiondate;completeddate;"
		"datecompleted;resolveddate;resolutiondate;closed;completed",
	},
	[CIV_DRAFT_EXTERNAL_STATUS] = {
		"external_status",
		"工单状态;办理状态;案件状态;处理状态;留言状态;状态;srstatus;casestatus;"
		"status;requeststatus;"
		"statusdescription",
	},
	[CIV_DRAFT_LAT] = {
		"lat",
		"纬度;latitude;lat",
	},
	[CIV_DRAFT_LON] = {
		"lon",
		"经度;longitude;lng;lon;long",
	},
	[CIV_DRAFT_SEVERITY] = {
		"severity",
		"严重程度;紧急程度;severity",
	},
	[CIV_DRAFT_EVIDENCE] = {
		"evidence",
		"照片;附件;图片;photo;attachment;mediaurl",
	},
	[CIV_DRAFT_CHANNEL] = {
		"channel",
		"来源渠道;工单来源;受理渠道;问题来源;信息来源;案件来源;诉求来源;"
		"来源;channel;source;origin;"
		"methodreceived",
	},
};

const char *civ_draft_field_name(enum civ_draft_field field)
{
	return headings[field].field;
}

const char *civ_draft_field_headings(enum civ_draft_field field)
{
	return headings[field].names;
}

bool civ_draft_holds_times(enum civ_draft_field field)
{
	return field == CIV_DRAFT_REPORTED_AT || field == CIV_DRAFT_DUE || field == CIV_DRAFT_CLOSED_AT;
}

bool civ_draft_is_reference(enum civ_draft_field field)
{
	return field == CIV_DRAFT_CATEGORY || field == CIV_DRAFT_AREA || field == CIV_DRAFT_UNIT ||
	       field == CIV_DRAFT_CHANNEL;
}

const struct civ_noun *civ_draft_noun(enum civ_draft_field field)
{
	return civ_noun_issue.columns[civ_noun_column(&civ_noun_issue, civ_draft_field_name(field))].ref;
}

enum civ_status civ_draft_line(struct civ_draft *draft, const char *const cells[5])
{
	for (size_t i = 0; i < 5; i++)
		civ_out_string(draft->out, cells[i]);
	return civ_out_row(draft->out);
}
