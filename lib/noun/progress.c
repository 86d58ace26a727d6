#include "civplan/noun.h"

extern const struct civ_noun civ_noun_task;

static const struct civ_column columns[] = {
	{.name = "task", .type = CIV_REF, .flags = CIV_KEY | CIV_REQUIRED | CIV_SHOWN, .ref = &civ_noun_task,
	 .label = "Task", .label_zh = "任务", .help = "task that is reported on"},
	{.name = "date", .type = CIV_DATE, .flags = CIV_KEY | CIV_HAPPENED | CIV_SHOWN, .label = "Date",
	 .label_zh = "填报日期",
	 .help = "day whose end the figures stand for"},
	{.name = "reached", .type = CIV_REAL, .flags = CIV_REQUIRED | CIV_SHOWN, .min = "0",
	 .label = "Reached", .label_zh = "累计完成量",
	 .help = "how much is done since the start, not since the last report, in the task's quantity_unit"},
	{.name = "reworked", .type = CIV_REAL, .flags = CIV_SHOWN, .min = "0", .label = "Reworked",
	 .label_zh = "累计返工量",
	 .help = "how much had to be done over again since the start, in the same unit; empty: not reported"},
	{.name = "evidence", .type = CIV_TEXT, .label = "Evidence", .label_zh = "佐证材料",
	 .help = "where the proof is kept: file, folder or web address"},
	{.name = "note", .type = CIV_TEXT, .flags = CIV_SHOWN, .label = "Note", .label_zh = "备注",
	 .help = "anything else worth knowing"},
	{.name = "cause", .type = CIV_TEXT, .label = "Cause of rework", .label_zh = "返工原因",
	 .help = "why what is more in reworked than in the report before had to be done over; empty: not stated"},
	{.name = NULL},
};

const struct civ_noun civ_noun_progress = {
	.name = "progress",
	.view = "progress_entries",
	.label = "Progress",
	.label_zh = "进度",
	.summary = "how far a task had come by the end of a day",
	.subject = CIV_SUBJECT_WORK,
	.columns = columns,
	.then_from = "main.progress n WHERE n.date < :end",
};
