#include "lib/noun/membership.h"

#include "civplan/noun.h"

extern const struct civ_noun civ_noun_panel, civ_noun_person;

static const struct civ_column columns[] = {
	{.name = "panel", .type = CIV_REF, .flags = CIV_KEY | CIV_REQUIRED | CIV_SHOWN, .ref = &civ_noun_panel,
	 .label = "Panel", .label_zh = "所属组织", .help = "panel that the person belongs to"},
	{.name = "person", .type = CIV_REF, .flags = CIV_KEY | CIV_REQUIRED | CIV_SHOWN, .ref = &civ_noun_person,
	 .label = "Person", .label_zh = "成员姓名", .help = "who is a member"},
	{.name = "start", .type = CIV_DATE, .flags = CIV_KEY | CIV_SHOWN, .label = "Joined", .label_zh = "加入日期",
	 .help = "first day as a member"},
	{.name = "end", .type = CIV_DATE, .flags = CIV_SHOWN, .label = "Left", .label_zh = "退出日期",
	 .help = "last day as a member; empty: still one"},
	{.name = "note", .type = CIV_TEXT,
	 .label = "Note", .label_zh = "备注", .help = "anything else worth knowing"},
	{.name = NULL},
};

static const struct civ_rule rules[] = {
	{"start_before_end", "end", "\"start\" <= \"end\"", "the member leaves before joining"},
	{.name = NULL},
};

static const struct civ_filter filters[] = {
	{"current", NULL, CIV_MEMBERSHIP_ON("t", ":asof"), "only members on the as-of day"},
	{.option = NULL},
};

const struct civ_noun civ_noun_membership = {
	.name = "membership",
	.view = "memberships",
	.label = "Membership",
	.label_zh = "成员",
	.summary = "a person's time as a member of a panel",
	.subject = CIV_SUBJECT_VOICE,
	.columns = columns,
	.rules = rules,
	.filters = filters,
	.then_from = "main.membership n WHERE n.start < :end",
};
