/* Lists of assessments, money and partners. */
#include "civplan/lists.h"

const struct civ_word civ_words_assessment_level[] = {
	CIV_CHOICE("national", "National", "国家级"), CIV_CHOICE("provincial", "Provincial", "省级"),
	CIV_CHOICE("city", "Municipal", "市级"),      CIV_CHOICE("third_party", "Third party", "第三方"),
	CIV_CHOICE("self", "Self", "自评"),           {.code = NULL},
};

const struct civ_word civ_words_assessment_result[] = {
	CIV_CHOICE("pending", "Pending", "未公布"),
	{"passed", "Passed", "通过", CIV_TONE_GOOD, 0},
	{"failed", "Failed", "未通过", CIV_TONE_BAD, 0},
	{.code = NULL},
};

const struct civ_word civ_words_side[] = {
	CIV_CHOICE("source", "Source", "资金来源"),
	CIV_CHOICE("use", "Use", "资金投向"),
	{.code = NULL},
};

#define KIND(code, en, zh) CIV_CHOICE(code, en, zh),
#define KIND_OF_USE(code, en, zh, soft) CIV_CHOICE(code, en, zh),

const struct civ_word civ_words_fund_kind[] = {CIV_FUND_SOURCES(KIND) CIV_FUND_USES(KIND_OF_USE){.code = NULL}};

const struct civ_word civ_words_flow_kind[] = {CIV_FLOW_OF_SOURCE(KIND) CIV_FLOW_OF_USE(KIND)
                                                       CIV_FLOW_OF_EITHER(KIND){.code = NULL}};

const struct civ_word civ_words_quota[] = {
	CIV_CHOICE(">=", "At least", "不低于"),
	CIV_CHOICE("<=", "At most", "不高于"),
	{.code = NULL},
};

const struct civ_word civ_words_actor[] = {
	CIV_CHOICE("government", "Government", "政府"),
	CIV_CHOICE("market", "Market", "市场"),
	CIV_CHOICE("society", "Society", "社会"),
	{.code = NULL},
};

const struct civ_word civ_words_partner_role[] = {
	CIV_CHOICE("lead", "Lead", "主导"),
	CIV_CHOICE("resource", "Resources", "提供资源"),
	CIV_CHOICE("cooperate", "Co-operate", "协同"),
	{.code = NULL},
};

const struct civ_word civ_words_partner_kind[] = {
	CIV_CHOICE("firm", "Firm", "企业"),
	CIV_CHOICE("association", "Association", "社会团体"),
	CIV_CHOICE("foundation", "Foundation", "基金会"),
	CIV_CHOICE("community_body", "Community body", "社区组织"),
	CIV_CHOICE("property", "Property manager", "物业服务企业"),
	CIV_CHOICE("owners", "Owners' committee", "业主委员会"),
	CIV_CHOICE("other", "Other", "其他"),
	{.code = NULL},
};

const struct civ_word civ_words_stance[] = {
	{"takes_part", "Takes part", "已参与", CIV_TONE_GOOD, 0},
	CIV_CHOICE("willing", "Willing", "有意愿"),
	{"not", "Not", "不参与", CIV_TONE_WARN, 0},
	{.code = NULL},
};
