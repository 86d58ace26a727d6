#include "civplan/noun.h"

extern const struct civ_noun civ_noun_task;

static const struct civ_column columns[] = {
	{.name = "task", .type = CIV_REF, .flags = CIV_KEY | CIV_REQUIRED, .ref = &civ_noun_task, .label = "Task", .label_zh = "任务", .help = "task reported on"},
	{.name = "date", .type = CIV_DATE, .flags = CIV_KEY, .label = "Date", .label_zh = "日期", .help = "day of the report"},
	{.name = "reached", .type = CIV_REAL, .flags = CIV_REQUIRED, .min = "0", .label = "Reached", .label_zh = "累计完成量", .help = "how much is done in all"},
	{.name = "reworked", .type = CIV_REAL, .min = "0", .label = "Reworked", .label_zh = "返工量", .help = "how much had to be done again"},
	{.name = "evidence", .type = CIV_TEXT, .label = "Evidence", .label_zh = "佐证", .help = "where the proof is"},
	{.name = "note", .type = CIV_TEXT, .label = "Note", .label_zh = "备注", .help = "anything worth knowing"},
	{.name = NULL},
};

const struct civ_noun civ_noun_progress = {
	.name = "progress",
	.view = "progress_entries",
	.label = "Progress",
	.label_zh = "进度",
	.summary = "how far a task had come on a day",
	.subject = CIV_SUBJECT_WORK,
	.columns = columns,
};
