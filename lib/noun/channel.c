#include "civplan/noun.h"

static const struct civ_choice kinds[] = {
	{"hotline", "热线"},
	{"app", "应用"},
	{"grid", "网格"},
	{"web", "网络"},
	{"box", "意见箱"},
	{"visit", "走访"},
	{"inspection", "督查"},
	{"other", "其他"},
	{NULL, NULL},
};

static const struct civ_column columns[] = {
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY, .label = "Code", .label_zh = "编码", .help = "short name of the channel"},
	{.name = "name", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_NAME, .label = "Name", .label_zh = "名称", .help = "what it is called"},
	{.name = "kind", .type = CIV_ENUM, .choices = kinds, .label = "Kind", .label_zh = "类型", .help = "what sort of channel it is"},
	{.name = "map", .type = CIV_TEXT, .label = "Map", .label_zh = "映射文件", .help = "map file of its exports, beside the database unless the path is absolute"},
	{.name = "silent_days", .type = CIV_INT, .min = "0", .measure_unit = "days", .label = "Silent after", .label_zh = "静默天数", .help = "days without a report after which it counts as silent"},
	{.name = NULL},
};

const struct civ_noun civ_noun_channel = {
	.name = "channel",
	.view = "channels",
	.label = "Channel",
	.label_zh = "渠道",
	.summary = "a way by which complaints and opinions come in",
	.subject = CIV_SUBJECT_ISSUES,
	.columns = columns,
};
