/* Lists of risks, disputes and what is held to look at them. */
#include "civplan/lists.h"

const struct civ_word civ_words_likelihood[] = {CIV_LIKELIHOODS(CIV_WORD_RANKED){.code = NULL}};

const struct civ_word civ_words_impact[] = {CIV_IMPACTS(CIV_WORD_RANKED){.code = NULL}};

const struct civ_word civ_words_risk_kind[] = {
	CIV_CHOICE("policy", "Policy", "政策风险"),
	CIV_CHOICE("resource", "Resources", "资源风险"),
	CIV_CHOICE("social", "Social", "社会风险"),
	CIV_CHOICE("technical", "Technical", "技术风险"),
	CIV_CHOICE("other", "Other", "其他风险"),
	{.code = NULL},
};

const struct civ_word civ_words_risk_status[] = {
	{"open", "Open", "管控中", CIV_TONE_WARN, 3},
	{"mitigated", "Mitigated", "已缓释", CIV_TONE_GOOD, 2},
	{"realised", "Realised", "已发生", CIV_TONE_BAD, 4},
	{"closed", "Closed", "已销号", CIV_TONE_PLAIN, 1},
	{.code = NULL},
};

const struct civ_word civ_words_risk_level[] = {
	{"high", "High", "高风险", CIV_TONE_BAD, 3},
	{"medium", "Medium", "中风险", CIV_TONE_WARN, 2},
	{"low", "Low", "低风险", CIV_TONE_PLAIN, 1},
	{.code = NULL},
};

const struct civ_word civ_words_signal[] = {
	{"holds", "Holds", "已触发", CIV_TONE_BAD, 3},
	{"quiet", "Quiet", "未触发", CIV_TONE_GOOD, 1},
	{"no_data", "No data", "无数据", CIV_TONE_WARN, 2},
	{.code = NULL},
};

const struct civ_word civ_words_dispute_status[] = {
	{"open", "Open", "已受理", CIV_TONE_WARN, 3},
	{"talks", "In talks", "协商中", CIV_TONE_PLAIN, 2},
	{"settled", "Settled", "已化解", CIV_TONE_GOOD, 1},
	{"shelved", "Shelved", "暂缓", CIV_TONE_BAD, 4},
	{.code = NULL},
};

const struct civ_word civ_words_session[] = {
	CIV_CHOICE("meeting", "Meeting", "专题会议"),
	CIV_CHOICE("patrol", "Patrol", "巡访"),
	CIV_CHOICE("seminar", "Seminar", "专家研讨"),
	CIV_CHOICE("joint", "Joint meeting", "联席会议"),
	CIV_CHOICE("rally", "Rally", "动员大会"),
	CIV_CHOICE("hearing", "Hearing", "协商听证"),
	CIV_CHOICE("self_check", "Self-check", "自查"),
	CIV_CHOICE("inspection", "Inspection", "督查"),
	CIV_CHOICE("evaluation", "Evaluation", "评估"),
	CIV_CHOICE("test", "Test", "检测"),
	CIV_CHOICE("drill", "Drill", "演练"),
	{.code = NULL},
};

const struct civ_word civ_words_review[] = {
	CIV_CHOICE("dispatch", "Weekly dispatch", "周调度"),
	CIV_CHOICE("bulletin", "Bulletin", "月通报"),
	CIV_CHOICE("appraisal", "Appraisal", "季考核"),
	CIV_CHOICE("meeting", "Meeting", "专题会议"),
	CIV_CHOICE("self_check", "Self-check", "自查"),
	CIV_CHOICE("inspection", "Inspection", "督查"),
	CIV_CHOICE("yearly", "Yearly review", "年度考评"),
	CIV_CHOICE("fund", "Money review", "资金绩效评估"),
	CIV_CHOICE("seminar", "Seminar", "专家研讨"),
	CIV_CHOICE("look_back", "Look-back", "回头看"),
	CIV_CHOICE("acceptance", "Pre-acceptance", "预验收"),
	CIV_CHOICE("security_test", "Security test", "安全检测"),
	CIV_CHOICE("backup", "Backup", "数据备份"),
	CIV_CHOICE("drill", "Drill", "应急演练"),
	{.code = NULL},
};

const struct civ_word civ_words_every[] = {
	CIV_CHOICE("week", "Weekly", "每周"),
	CIV_CHOICE("month", "Monthly", "每月"),
	CIV_CHOICE("quarter", "Quarterly", "每季度"),
	CIV_CHOICE("half_year", "Half-yearly", "每半年"),
	CIV_CHOICE("year", "Yearly", "每年"),
	CIV_CHOICE("once", "Once", "一次"),
	{.code = NULL},
};
