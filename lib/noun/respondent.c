#include "lib/noun/respondent.h"

#include "civplan/lists.h"
#include "civplan/noun.h"

extern const struct civ_noun civ_noun_area, civ_noun_stratum, civ_noun_survey;

static const struct civ_column columns[] = {
	{.name = "survey", .type = CIV_REF, .flags = CIV_KEY | CIV_REQUIRED | CIV_SHOWN, .ref = &civ_noun_survey,
	 .label = "Survey", .label_zh = "所属调查",
	 .help = "survey that was answered"},
	{.name = "number", .type = CIV_CODE, .flags = CIV_KEY | CIV_SHOWN, .letter = "RN", .label = "Number",
	 .label_zh = "受访序号",
	 .help = "number of the sheet, once in a survey; not what tells who the person is"},
	{.name = "date", .type = CIV_DATE, .flags = CIV_HAPPENED | CIV_SHOWN, .label = "Date",
	 .label_zh = "受访日期",
	 .help = "day of the answers; empty: not noted, the survey's first day counts"},
	{.name = "mode", .type = CIV_ENUM, .flags = CIV_REQUIRED | CIV_COMPUTED | CIV_SHOWN,
	 .choices = civ_words_respondent_mode, .label = "Mode", .label_zh = "受访方式",
	 .help = "how the person answered; empty: as the survey says, unless that is mixed"},
	{.name = "age", .type = CIV_INT, .flags = CIV_SHOWN, .min = "0", .max = "150", .measure_unit = "years",
	 .label = "Age", .label_zh = "年龄",
	 .help = "age in years; places the person in the survey's age group"},
	{.name = "area", .type = CIV_REF, .flags = CIV_SHOWN, .ref = &civ_noun_area, .label = "Area",
	 .label_zh = "所属区域",
	 .help = "area where the person lives; places the person in the survey's group of areas"},
	{.name = "strata", .type = CIV_TEXT, .flags = CIV_SHOWN | CIV_CODES, .ref = &civ_noun_stratum,
	 .elsewhere = CIV_RESPONDENT_STRATA("t"),
	 .names = "EXISTS (SELECT 1 FROM respondent_stratum x WHERE x.respondent_id = t.id AND x.stratum_id = ?1)",
	 .label = "Groups", .label_zh = "所属层",
	 .help = "strata that the person is in, as dimension:code joined with ;, such as age:65+;sex:f; those of age"
	         " and area come from these columns"},
	{.name = "weight", .type = CIV_REAL, .flags = CIV_REQUIRED, .min = "0", .fallback = "1",
	 .label = "Design weight", .label_zh = "设计权重",
	 .help = "how many people the person stands for by the way the sample was drawn"},
	{.name = "cluster", .type = CIV_TEXT, .label = "Cluster", .label_zh = "抽样单元",
	 .help = "cluster that the person was drawn in, named within its stratum; empty: persons were drawn"},
	{.name = "cluster_size", .type = CIV_INT, .min = "1", .measure_unit = "people", .label = "Size of cluster",
	 .label_zh = "抽样单元规模",
	 .help = "people of the population in the cluster, where only some of them were asked"},
	{.name = "note", .type = CIV_TEXT, .label = "Note", .label_zh = "备注",
	 .help = "anything else worth knowing"},
	{.name = NULL},
};

static const struct civ_rule rules[] = {
	{"respondent_weight_above_zero", "weight", "\"weight\" > 0", "the weight is not above 0"},
	{"respondent_size_of_cluster", "cluster_size", "\"cluster_size\" IS NULL OR \"cluster\" IS NOT NULL",
	 "the size is of no cluster"},
	{.name = NULL},
};

const struct civ_noun civ_noun_respondent = {
	.name = "respondent",
	.view = "respondents",
	.label = "Respondent",
	.label_zh = "受访者",
	.summary = "somebody who answered a survey, without a name: age, area, groups",
	.subject = CIV_SUBJECT_PEOPLE,
	.columns = columns,
	.rules = rules,
	.then_from = "main.respondent n WHERE " CIV_RESPONDENT_DAY("n") " < :end",
};
