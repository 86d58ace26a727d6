#include "civplan/noun.h"

extern const struct civ_noun civ_noun_area, civ_noun_unit;

static const struct civ_word kinds[] = {
	CIV_CHOICE("leading", "Leading", "领导机构"),
	CIV_CHOICE("office", "Office", "办事机构"),
	CIV_CHOICE("department", "Department", "部门"),
	CIV_CHOICE("district", "District", "区县"),
	CIV_CHOICE("street", "Street", "街道"),
	CIV_CHOICE("community", "Community", "社区"),
	CIV_CHOICE("firm", "Firm", "企业"),
	CIV_CHOICE("organisation", "Organisation", "社会组织"),
	{.code = NULL},
};

static const struct civ_column columns[] = {
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY | CIV_SHOWN, .letter = "U", .label = "Code",
	 .label_zh = "编码",
	 .help = "short name of the unit"},
	{.name = "name", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_NAME | CIV_SHOWN, .label = "Name",
	 .label_zh = "名称",
	 .help = "full name of the unit"},
	{.name = "parent", .type = CIV_REF, .flags = CIV_SHOWN, .ref = &civ_noun_unit, .label = "Under",
	 .label_zh = "上级单位",
	 .help = "unit that it answers to; empty: it stands at the top"},
	{.name = "kind", .type = CIV_ENUM, .flags = CIV_REQUIRED | CIV_SHOWN, .choices = kinds, .label = "Kind",
	 .label_zh = "单位类型",
	 .help = "what sort of body it is"},
	{.name = "area", .type = CIV_REF, .flags = CIV_SHOWN, .ref = &civ_noun_area, .label = "Area",
	 .label_zh = "管辖区域",
	 .help = "area that it covers; empty: the whole city, or none"},
	{.name = "contact", .type = CIV_TEXT, .flags = CIV_SHOWN, .label = "Contact", .label_zh = "联系方式",
	 .help = "telephone, address or duty desk of the unit; printed like any other column"},
	{.name = "aliases", .type = CIV_TEXT, .flags = CIV_ALIASES, .label = "Other names", .label_zh = "别名",
	 .help = "other names, joined with ;, that are understood on input"},
	{.name = "assessed", .type = CIV_BOOL, .label = "Assessed for it", .label_zh = "纳入年度考核",
	 .help = "whether the campaign counts in its yearly appraisal; empty: not stated"},
	{.name = NULL},
};

const struct civ_noun civ_noun_unit = {
	.name = "unit",
	.view = "units",
	.label = "Unit",
	.label_zh = "单位",
	.summary = "an office, department, district or other body with duties",
	.subject = CIV_SUBJECT_PEOPLE,
	.flags = CIV_TREE,
	.columns = columns,
};
