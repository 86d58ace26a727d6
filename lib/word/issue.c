/* Lists of the issue ledger. */
#include "civplan/lists.h"

/* The way of an issue, in its order, and the two that lead off it. */
#define REPORTED CIV_CHOICE("reported", "Reported", "已受理")
#define ASSIGNED CIV_CHOICE("assigned", "Assigned", "已交办")
#define RECEIVED CIV_CHOICE("received", "Received", "已签收")
#define RECTIFIED CIV_CHOICE("rectified", "Rectified", "已整改")
#define ACCEPTED CIV_CHOICE("accepted", "Accepted", "已验收")
#define CLOSED CIV_CHOICE("closed", "Closed", "已销号")
#define DEFERRED CIV_CHOICE("deferred", "Deferred", "暂缓办理")
#define DISMISSED CIV_CHOICE("dismissed", "Dismissed", "不予办理")
/* A return leads back to reported, and is told apart by its name. */
#define RETURNED CIV_CHOICE("returned", "Returned", "已退回")
#define STAGES REPORTED, ASSIGNED, RECEIVED, RECTIFIED, ACCEPTED, CLOSED, DEFERRED, DISMISSED

const struct civ_word civ_words_stage[] = {STAGES, {.code = NULL}};
const struct civ_word civ_words_event_stage[] = {STAGES, RETURNED, {.code = NULL}};
const struct civ_word civ_words_move[] = {ASSIGNED, RECEIVED, RETURNED, RECTIFIED, ACCEPTED,
                                          CLOSED,   DEFERRED, DISMISSED, REPORTED, {.code = NULL}};

#define LEVELS \
	CIV_CHOICE("remind", "Remind", "提醒"), CIV_CHOICE("urge", "Urge", "催办"), \
	CIV_CHOICE("notice", "Notice", "督办通知")
#define INTERVIEW CIV_CHOICE("interview", "Interview", "约谈")

const struct civ_word civ_words_level[] = {LEVELS, {.code = NULL}};
const struct civ_word civ_words_notice[] = {LEVELS, INTERVIEW, {.code = NULL}};

const struct civ_word civ_words_limit[] = {
	CIV_CHOICE("receive", "Receive", "签收"),
	CIV_CHOICE("rectify", "Rectify", "整改"),
	CIV_CHOICE("accept", "Accept", "验收"),
	CIV_CHOICE("review", "Review", "复核"),
	{.code = NULL},
};

const struct civ_word civ_words_waits_on[] = {
	CIV_CHOICE("unit", "Unit", "责任单位"),
	CIV_CHOICE("office", "Office", "创城办"),
	CIV_CHOICE("citizen", "Citizen", "市民"),
	{.code = NULL},
};

#define DECISIONS \
	CIV_CHOICE("pending", "Pending", "待审批"), CIV_CHOICE("granted", "Granted", "同意"), \
	CIV_CHOICE("refused", "Refused", "不同意")

const struct civ_word civ_words_decision[] = {DECISIONS, {.code = NULL}};

const struct civ_word civ_words_amendment[] = {
	CIV_CHOICE("undo", "Taken back", "撤回"),
	CIV_CHOICE("correction", "Time corrected", "更正时间"),
	{.code = NULL},
};

#define RESULTS CIV_CHOICE("held", "Held", "未反弹"), CIV_CHOICE("rebound", "Rebound", "反弹")

const struct civ_word civ_words_recheck_result[] = {RESULTS, {.code = NULL}};

/* What an entry of an issue's history came to. */
const struct civ_word civ_words_outcome[] = {STAGES, RETURNED, DECISIONS, LEVELS, INTERVIEW, RESULTS, {.code = NULL}};

const struct civ_word civ_words_day_kind[] = {
	CIV_CHOICE("working", "Working days", "工作日"),
	CIV_CHOICE("calendar", "Calendar days", "自然日"),
	CIV_CHOICE("calendar_moved", "Calendar days, moved off rest days", "自然日遇休顺延"),
	{.code = NULL},
};

const struct civ_word civ_words_hour_kind[] = {
	CIV_CHOICE("clock", "Clock hours", "自然小时"),
	CIV_CHOICE("working", "Working hours", "工作小时"),
	{.code = NULL},
};

const struct civ_word civ_words_solved_level[] = {
	CIV_CHOICE("grid", "Grid", "网格"),
	CIV_CHOICE("community", "Community", "社区"),
	CIV_CHOICE("street", "Street", "街道"),
	CIV_CHOICE("district", "District", "区县"),
	CIV_CHOICE("city", "City", "市"),
	{.code = NULL},
};
