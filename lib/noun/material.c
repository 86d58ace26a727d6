#include "civplan/noun.h"

extern const struct civ_noun civ_noun_indicator, civ_noun_unit;

static const struct civ_column columns[] = {
	{.name = "indicator", .type = CIV_CODEREF, .flags = CIV_KEY | CIV_REQUIRED | CIV_SHOWN,
	 .ref = &civ_noun_indicator, .label = "Indicator", .label_zh = "指标编码",
	 .help = "indicator that it proves, in whatever standard"},
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY | CIV_SHOWN, .letter = "E", .label = "Code",
	 .label_zh = "编码",
	 .help = "short name, once for an indicator"},
	{.name = "title", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_NAME | CIV_SHOWN, .label = "Title",
	 .label_zh = "材料名称",
	 .help = "what it is called"},
	{.name = "file", .type = CIV_TEXT, .flags = CIV_SHOWN, .label = "File", .label_zh = "文件",
	 .help = "path of the file, from the folder of the database on; empty: it is kept on paper"},
	{.name = "sha256", .type = CIV_TEXT, .label = "SHA-256", .label_zh = "校验值",
	 .help = "digest of the file as it was handed in; empty: taken from the file, where it is there"},
	{.name = "since", .type = CIV_DATE, .label = "Valid from", .label_zh = "材料起始日期",
	 .help = "first day that it proves something of"},
	{.name = "until", .type = CIV_DATE, .flags = CIV_SHOWN, .label = "Valid to", .label_zh = "材料截止日期",
	 .help = "last day on which it is valid; empty: no end is set"},
	{.name = "unit", .type = CIV_REF, .flags = CIV_SHOWN, .ref = &civ_noun_unit, .label = "Unit",
	 .label_zh = "报送单位",
	 .help = "unit that handed it in"},
	{.name = "page", .type = CIV_TEXT, .label = "Page", .label_zh = "页码",
	 .help = "where in the file it stands, such as 3-5"},
	{.name = "note", .type = CIV_TEXT, .label = "Note", .label_zh = "备注",
	 .help = "anything else worth knowing"},
	{.name = NULL},
};

static const struct civ_rule rules[] = {
	{"since_before_until", "until", "\"since\" <= \"until\"", "the material ends before it begins"},
	{"digest_of_file", "sha256", "\"sha256\" IS NULL OR \"file\" IS NOT NULL", "a digest without a file"},
	{.name = NULL},
};

const struct civ_noun civ_noun_material = {
	.name = "material",
	.view = "materials",
	.label = "Evidence",
	.label_zh = "申报材料",
	.summary = "a paper that proves an indicator to the assessors",
	.subject = CIV_SUBJECT_STANDARD,
	.columns = columns,
	.rules = rules,
};
