#include "civplan/lists.h"
#include "civplan/noun.h"

extern const struct civ_noun civ_noun_unit;

static const struct civ_column columns[] = {
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY | CIV_SHOWN, .letter = "P", .label = "Code",
	 .label_zh = "编码",
	 .help = "short name of the person"},
	{.name = "name", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_NAME | CIV_SHOWN, .label = "Name",
	 .label_zh = "姓名",
	 .help = "full name"},
	{.name = "unit", .type = CIV_REF, .flags = CIV_SHOWN, .ref = &civ_noun_unit, .label = "Unit",
	 .label_zh = "所属单位",
	 .help = "unit that the person belongs to; empty: none, as for most citizens"},
	{.name = "role", .type = CIV_ENUM, .flags = CIV_REQUIRED | CIV_SHOWN, .choices = civ_words_role,
	 .label = "Role", .label_zh = "角色", .help = "what the person does in the campaign"},
	{.name = "phone", .type = CIV_TEXT, .flags = CIV_SHOWN, .label = "Phone", .label_zh = "电话",
	 .help = "telephone number; printed beside overdue issues"},
	{.name = "email", .type = CIV_TEXT, .label = "E-mail", .label_zh = "电子邮箱", .help = "address for mail"},
	{.name = "since", .type = CIV_DATE, .flags = CIV_HAPPENED,
	 .label = "In post from", .label_zh = "任职起始日期",
	 .help = "first day in the post; empty: always"},
	{.name = "until", .type = CIV_DATE, .label = "In post to", .label_zh = "任职截止日期",
	 .help = "last day in the post; empty: still in it"},
	{.name = NULL},
};

static const struct civ_rule rules[] = {
	{"since_before_until", "until", "\"since\" <= \"until\"", "the person leaves the post before taking it up"},
	{.name = NULL},
};

const struct civ_noun civ_noun_person = {
	.name = "person",
	.view = "people",
	.label = "Person",
	.label_zh = "人员",
	.summary = "somebody with a part in the campaign",
	.subject = CIV_SUBJECT_PEOPLE,
	.columns = columns,
	.rules = rules,
};
