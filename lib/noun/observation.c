#include "civplan/noun.h"

extern const struct civ_noun civ_noun_area;

static const struct civ_column columns[] = {
	{.name = "id", .type = CIV_ID, .flags = CIV_KEY | CIV_SHOWN, .label = "Number", .label_zh = "观测编号",
	 .help = "number of the observation"},
	{.name = "date", .type = CIV_DATE, .flags = CIV_REQUIRED | CIV_HAPPENED | CIV_SHOWN, .fallback = "today",
	 .label = "Date", .label_zh = "日期", .help = "day on which people were watched"},
	{.name = "area", .type = CIV_REF, .flags = CIV_REQUIRED | CIV_SHOWN, .ref = &civ_noun_area, .label = "Area",
	 .label_zh = "所属区域",
	 .help = "area in which they were"},
	{.name = "place", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_LISTED | CIV_SHOWN, .fallback = "*",
	 .label = "Place", .label_zh = "观测地点",
	 .help = "crossing, square or street; *: no one place in the area"},
	{.name = "kind", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_LISTED | CIV_SHOWN, .label = "Kind",
	 .label_zh = "行为类型",
	 .help = "what was counted, in a word of your own: litter, spit, red_light ..."},
	{.name = "acts", .type = CIV_INT, .flags = CIV_REQUIRED | CIV_SHOWN, .min = "0", .label = "Acts",
	 .label_zh = "不文明行为次数",
	 .help = "how often it was seen"},
	{.name = "passers", .type = CIV_INT, .flags = CIV_SHOWN, .min = "1", .measure_unit = "people",
	 .label = "People seen", .label_zh = "经过人数",
	 .help = "how many people passed meanwhile; empty: they were not counted"},
	{.name = "minutes", .type = CIV_INT, .flags = CIV_SHOWN, .min = "1", .measure_unit = "minutes",
	 .label = "Minutes", .label_zh = "观测时长（分钟）",
	 .help = "for how long somebody watched; empty: not noted"},
	{.name = "by", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_LISTED, .fallback = "*", .label = "Observed by",
	 .label_zh = "观测人",
	 .help = "who watched: a team or number, not a citizen's name; *: not told"},
	{.name = "note", .type = CIV_TEXT,
	 .label = "Note", .label_zh = "备注", .help = "anything else worth knowing"},
	{.name = NULL},
};

static const struct civ_rule rules[] = {
	{"passers_or_minutes", "passers", "\"passers\" IS NOT NULL OR \"minutes\" IS NOT NULL",
	 "neither the people seen nor the minutes are told: acts alone make no rate"},
	{.name = NULL},
};

static const struct civ_index indexes[] = {
	{"observation_of", "date, area_id, place, kind, \"by\"", NULL, true},
	{.name = NULL},
};

static const char *const other_key[] = {"date", "area", "place", "kind", "by", NULL};

const struct civ_noun civ_noun_observation = {
	.name = "observation",
	.view = "observations",
	.label = "Observation",
	.label_zh = "行为观测",
	.summary = "uncivil acts of a kind that were counted at a place on a day, and among how many people",
	.subject = CIV_SUBJECT_WORK,
	.columns = columns,
	.rules = rules,
	.indexes = indexes,
	.then_from = "main.observation n WHERE n.date < :end",
	.other_key = other_key,
};
