#include "civplan/lists.h"
#include "civplan/noun.h"

static const struct civ_word kinds[] = {
	CIV_CHOICE("hotline", "Hotline", "热线电话"),
	CIV_CHOICE("app", "App", "手机应用"),
	CIV_CHOICE("grid", "Grid", "网格平台"),
	CIV_CHOICE("web", "Web", "网络平台"),
	CIV_CHOICE("box", "Box", "意见箱"),
	CIV_CHOICE("visit", "Visit", "走访"),
	CIV_CHOICE("inspection", "Inspection", "督查"),
	CIV_CHOICE("other", "Other", "其他"),
	{.code = NULL},
};

static const struct civ_column columns[] = {
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY | CIV_SHOWN, .letter = "C", .label = "Code",
	 .label_zh = "编码",
	 .help = "short name of the channel"},
	{.name = "name", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_NAME | CIV_SHOWN, .label = "Name",
	 .label_zh = "名称",
	 .help = "what the channel is called"},
	{.name = "kind", .type = CIV_ENUM, .flags = CIV_SHOWN, .choices = kinds, .label = "Kind",
	 .label_zh = "渠道类型",
	 .help = "what sort of channel it is; empty: not stated"},
	{.name = "map", .type = CIV_TEXT, .label = "Map", .label_zh = "字段映射文件",
	 .help = "map through which its exports are read, a file beside the database unless the path is absolute"},
	{.name = "silent_days", .type = CIV_INT, .flags = CIV_SHOWN, .min = "0", .measure_unit = "days",
	 .label = "Silent after", .label_zh = "断报天数",
	 .help = "days without a report after which its silence is a finding; empty: never"},
	{.name = "carries", .type = CIV_ENUM, .flags = CIV_SHOWN, .choices = civ_words_carries, .label = "Carries",
	 .label_zh = "来件类型",
	 .help = "what comes by it; empty: not stated"},
	{.name = NULL},
};

const struct civ_noun civ_noun_channel = {
	.name = "channel",
	.view = "channels",
	.label = "Channel",
	.label_zh = "渠道",
	.summary = "a way by which complaints, findings and suggestions come in",
	.subject = CIV_SUBJECT_ISSUES,
	.columns = columns,
};
