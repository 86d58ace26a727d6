/* The lists that several nouns, reports or domains share; see civplan/word.h. Where code switches on a choice, the enum
 * is in the order of the list. */
#ifndef CIVPLAN_LISTS_H
#define CIVPLAN_LISTS_H

#include "civplan/word.h"

/* A list that SQL must know the ranks of is a macro of `word(code, en, zh, rank)`: these make of it the list, and,
 * behind CASE, what SQL compares. */
#define CIV_WORD_RANKED(code, en, zh, rank) {code, en, zh, CIV_TONE_PLAIN, rank},
#define CIV_WORD_WHEN(code, en, zh, rank) " WHEN '" code "' THEN " #rank
/* Rows of it, behind a SELECT. */
#define CIV_WORD_ROW(code, en, zh, rank) " UNION ALL SELECT '" code "', " #rank

/* issue.c */
extern const struct civ_word civ_words_stage[], civ_words_event_stage[]; /* the latter with returned */
extern const struct civ_word civ_words_move[];                           /* what issue-move moves to */
extern const struct civ_word civ_words_level[];  /* what being late asks for, the mildest first */
extern const struct civ_word civ_words_notice[]; /* the same and what goes beyond it */
extern const struct civ_word civ_words_solved_level[]; /* the lowest first */
extern const struct civ_word civ_words_limit[], civ_words_waits_on[];
extern const struct civ_word civ_words_decision[], civ_words_amendment[], civ_words_recheck_result[];
extern const struct civ_word civ_words_outcome[]; /* what an entry of an issue's history came to */
extern const struct civ_word civ_words_day_kind[], civ_words_hour_kind[];

/* task.c */
extern const struct civ_word civ_words_task_status[];      /* enum civ_task_status */
extern const struct civ_word civ_words_milestone_status[]; /* enum civ_milestone_status; targets have them too */
extern const struct civ_word civ_words_comparison[];
extern const struct civ_word civ_words_term[];

/* effect.c */
extern const struct civ_word civ_words_credited_of[], civ_words_base_of[], civ_words_phase_status[];

/* plan.c */
#define CIV_WORD_DISTRICT CIV_CHOICE("district", "District", "区县")
#define CIV_WORD_STREET CIV_CHOICE("street", "Street", "街道")
extern const struct civ_word civ_words_language[], civ_words_role[], civ_words_area_kind[];
extern const struct civ_word civ_words_publication[]; /* enum civ_rhythm, then other reports */
extern const struct civ_word civ_words_severity[];    /* enum civ_check_severity */

/* score.c */

/* How a figure was measured, and its rank: where two are of one day, the one that a stranger took counts before the one
 * that the office took. */
#define CIV_METHODS(method) \
	method("data", "Data", "数据采集", 2) method("self", "Self", "自查", 1) \
	method("inspection", "Inspection", "督查", 4) method("third_party", "Third party", "第三方测评", 5) \
	method("survey", "Survey", "问卷调查", 3)
extern const struct civ_word civ_words_method[], civ_words_dimension[], civ_words_direction[], civ_words_scoring[],
	civ_words_scale[], civ_words_aggregate[], civ_words_missing[], civ_words_scope[];

/* money.c */

/* What money is of: kinds of the side source, and of the side use with whether it is soft, people's conduct and
 * lasting rules instead of things. A line of money is of the side that its kind is of. */
#define CIV_FUND_SOURCES(kind) \
	kind("budget", "Fiscal budget", "财政预算资金") kind("land", "Land proceeds", "土地出让收入") \
	kind("bond", "Government bond", "政府专项债券") \
	kind("ppp", "Private capital (PPP)", "社会资本（PPP）") \
	kind("donation", "Donations", "社会捐赠") kind("industry_fund", "Industry fund", "产业基金") \
	kind("other_source", "Other source", "其他来源")
#define CIV_FUND_USES(kind) \
	kind("infrastructure", "Infrastructure", "基础设施建设", 0) \
	kind("service", "Public services", "公共服务提升", 0) \
	kind("literacy", "Citizen literacy", "市民素养培育", 1) \
	kind("mechanism", "Long-term mechanisms", "长效机制建设", 1) \
	kind("technology", "Technology", "信息化建设", 0) kind("culture", "Culture", "文化传承", 0) \
	kind("other_use", "Other use", "其他投向", 0)
/* What an entry of money tells: kinds that need a source, kinds that need a use, kinds that need either. */
#define CIV_FLOW_OF_SOURCE(kind) \
	kind("secured", "Secured", "已落实") kind("arrived", "Arrived", "已到位") \
	kind("withdrawn", "Withdrawn", "已收回")
#define CIV_FLOW_OF_USE(kind) \
	kind("allotted", "Allotted", "已下达") kind("committed", "Committed", "已签约") \
	kind("spent", "Spent", "已支出") kind("refunded", "Refunded", "已退回")
#define CIV_FLOW_OF_EITHER(kind) kind("raised", "Raised", "预算调增") kind("cut", "Cut", "预算调减")
extern const struct civ_word civ_words_side[], civ_words_fund_kind[], civ_words_flow_kind[];
extern const struct civ_word civ_words_assessment_level[], civ_words_assessment_result[], civ_words_quota[];
extern const struct civ_word civ_words_actor[], civ_words_partner_role[], civ_words_partner_kind[], civ_words_stance[];

/* risk.c */

/* How likely and how grave: what is multiplied, each by its own list. */
#define CIV_LIKELIHOODS(word) \
	word("low", "Low", "低", 1) word("medium", "Medium", "中", 2) word("high", "High", "高", 3)
#define CIV_IMPACTS(word) \
	word("medium", "Medium", "一般", 1) word("large", "Large", "较大", 2) word("severe", "Severe", "严重", 3)
extern const struct civ_word civ_words_likelihood[], civ_words_impact[];
extern const struct civ_word civ_words_risk_kind[], civ_words_risk_status[], civ_words_risk_level[];
extern const struct civ_word civ_words_signal[]; /* enum civ_signal */
extern const struct civ_word civ_words_dispute_status[];
extern const struct civ_word civ_words_session[], civ_words_review[], civ_words_every[];

/* data.c */

/* How secret data are, and its rank: what is ranked above a data set is more secret than the set may be. */
#define CIV_SECRECIES(word) \
	word("open", "Open", "公开", 1) word("internal", "Internal", "内部", 2) \
	word("sensitive", "Sensitive", "敏感", 3)
extern const struct civ_word civ_words_secrecy[];
/* What an item of data is, and the type (civ_type) that its values are read as. */
#define CIV_ITEM_TYPES(word) \
	word("code", "Code", "代码", CIV_CODE) word("text", "Text", "文本", CIV_TEXT) \
	word("int", "Whole number", "整数", CIV_INT) word("real", "Number", "数值", CIV_REAL) \
	word("percent", "Percent", "百分比", CIV_PERCENT) word("money", "Money", "金额", CIV_MONEY) \
	word("date", "Date", "日期", CIV_DATE) word("time", "Time", "时间", CIV_TIME) \
	word("bool", "Yes or no", "是否", CIV_BOOL)
extern const struct civ_word civ_words_item_type[];
extern const struct civ_word civ_words_outreach[];

/* voice.c */
extern const struct civ_word civ_words_from_group[], civ_words_suggestion_decision[], civ_words_panel[];
extern const struct civ_word civ_words_resolution_status[];
extern const struct civ_word civ_words_carries[]; /* what comes by a channel */

/* facility.c */
extern const struct civ_word civ_words_facility_kind[]; /* known codes: a facility may have another */
extern const struct civ_word civ_words_facility_status[];

/* survey.c */

/* How somebody answers. */
#define CIV_SURVEY_MODES(word) \
	word("online", "Online", "线上") word("paper", "Paper", "纸质") word("phone", "Phone", "电话") \
	word("visit", "Visit", "入户")
extern const struct civ_word civ_words_survey_mode[], civ_words_respondent_mode[], civ_words_survey_kind[],
	civ_words_question_kind[];

/* ---- what reports group by ---- */

#define CIV_WORD_UNIT CIV_CHOICE("unit", "Unit", "单位")
#define CIV_WORD_AREA CIV_CHOICE("area", "Area", "区域")
#define CIV_WORD_CATEGORY CIV_CHOICE("category", "Category", "问题类别")
#define CIV_WORD_INDICATOR CIV_CHOICE("indicator", "Indicator", "指标")
#define CIV_WORD_CAUSE CIV_CHOICE("cause", "Cause", "原因")
#define CIV_WORD_MONTH CIV_CHOICE("month", "Month", "月")
#define CIV_WORD_QUARTER CIV_CHOICE("quarter", "Quarter", "季度")
#define CIV_WORD_YEAR CIV_CHOICE("year", "Year", "年")

extern const struct civ_word civ_words_by_area[], civ_words_by_unit[]; /* the one thing that there is to group by */

#endif
