#include "civplan/noun.h"

extern const struct civ_noun civ_noun_indicator, civ_noun_person, civ_noun_standard, civ_noun_unit;

static const struct civ_choice dimensions[] = {
	{"result", "结果"},
	{"process", "过程"},
	{NULL, NULL},
};

static const struct civ_choice directions[] = {
	{"up", "正向"},
	{"down", "逆向"},
	{NULL, NULL},
};

static const struct civ_choice rules_of_score[] = {
	{"goalposts", "极值法"},
	{"target", "目标值法"},
	{"slope", "扣分法"},
	{"bands", "分档法"},
	{"pass", "达标法"},
	{"minmax", "极差法"},
	{"zscore", "标准分法"},
	{"rank", "排名法"},
	{"none", "不计分"},
	{NULL, NULL},
};

static const struct civ_choice scales[] = {
	{"linear", "线性"},
	{"log", "对数"},
	{NULL, NULL},
};

static const struct civ_choice aggregates[] = {
	{"arithmetic", "算术平均"},
	{"geometric", "几何平均"},
	{"harmonic", "调和平均"},
	{NULL, NULL},
};

static const struct civ_choice missings[] = {
	{"reweight", "重新分配权重"},
	{"zero", "计零分"},
	{"fail", "不出分"},
	{NULL, NULL},
};

static const struct civ_choice tests[] = {
	{"material", "材料审核"},
	{"field", "实地考察"},
	{"survey", "问卷调查"},
	{"data", "数据采集"},
	{NULL, NULL},
};

static const struct civ_choice scopes[] = {
	{"national", "国家"},
	{"local", "地方"},
	{NULL, NULL},
};

static const struct civ_choice kinds[] = {
	{"hard", "硬件"},
	{"soft", "软件"},
	{NULL, NULL},
};

static const struct civ_choice themes[] = {
	{"economic", "经济"},
	{"social", "社会"},
	{"environmental", "环境"},
	{NULL, NULL},
};

static const struct civ_column columns[] = {
	{.name = "standard", .type = CIV_REF, .flags = CIV_KEY | CIV_REQUIRED, .ref = &civ_noun_standard, .label = "Standard", .label_zh = "测评标准", .help = "edition it belongs to"},
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY, .label = "Code", .label_zh = "编码", .help = "short name, unique in its standard"},
	{.name = "parent", .type = CIV_CODEREF, .scope = "standard", .ref = &civ_noun_indicator, .label = "Under", .label_zh = "上级指标", .help = "node of the same standard it is under"},
	{.name = "name", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_NAME, .label = "Name", .label_zh = "名称", .help = "what the indicator is called"},
	{.name = "dimension", .type = CIV_ENUM, .choices = dimensions, .label = "Dimension", .label_zh = "维度", .help = "result or process part of the score"},
	{.name = "weight", .type = CIV_REAL, .flags = CIV_REQUIRED, .min = "0", .label = "Weight", .label_zh = "权重", .help = "points of the indicator"},
	{.name = "measure_unit", .type = CIV_TEXT, .label = "Measured in", .label_zh = "计量单位", .help = "unit of its value"},
	{.name = "direction", .type = CIV_ENUM, .choices = directions, .label = "Direction", .label_zh = "方向", .help = "whether more or less is better"},
	{.name = "rule", .type = CIV_ENUM, .choices = rules_of_score, .label = "Rule", .label_zh = "计分规则", .help = "how a value becomes a score"},
	{.name = "lo", .type = CIV_REAL, .label = "Low", .label_zh = "下限", .help = "lower goalpost, base of target"},
	{.name = "hi", .type = CIV_REAL, .label = "High", .label_zh = "上限", .help = "upper goalpost, target, value to reach"},
	{.name = "step", .type = CIV_REAL, .min = "0", .label = "Step", .label_zh = "扣分步长", .help = "points lost per unit short of high (slope)"},
	{.name = "floor", .type = CIV_REAL, .min = "0", .label = "Floor", .label_zh = "保底分", .help = "least points of a slope"},
	{.name = "bands", .type = CIV_TEXT, .label = "Bands", .label_zh = "分档", .help = "lower bounds and scores: 0:0;60:60;80:100"},
	{.name = "scale", .type = CIV_ENUM, .choices = scales, .label = "Scale", .label_zh = "刻度", .help = "linear (when empty) or logarithmic goalposts"},
	{.name = "round", .type = CIV_INT, .min = "0", .max = "9", .label = "Round", .label_zh = "舍入位数", .help = "decimals the rate is rounded to before points are taken (slope)"},
	{.name = "aggregate", .type = CIV_ENUM, .choices = aggregates, .label = "Aggregate", .label_zh = "合成方法", .help = "how a node combines what is below it; empty: arithmetic"},
	{.name = "missing", .type = CIV_ENUM, .choices = missings, .label = "Missing", .label_zh = "缺失处理", .help = "what a node does with missing scores; empty: reweight"},
	{.name = "formula", .type = CIV_TEXT, .label = "Formula", .label_zh = "计算公式", .help = "name of the derived measure that gives its value"},
	{.name = "tested_by", .type = CIV_ENUM, .choices = tests, .label = "Tested by", .label_zh = "测评方式", .help = "how the assessors look at it"},
	{.name = "scope", .type = CIV_ENUM, .choices = scopes, .label = "Scope", .label_zh = "层级", .help = "national or local indicator"},
	{.name = "kind", .type = CIV_ENUM, .choices = kinds, .label = "Kind", .label_zh = "软硬属性", .help = "hard (facilities) or soft (service, conduct)"},
	{.name = "theme", .type = CIV_ENUM, .choices = themes, .label = "Theme", .label_zh = "主题", .help = "economic, social or environmental"},
	{.name = "unit", .type = CIV_REF, .ref = &civ_noun_unit, .label = "Unit", .label_zh = "责任单位", .help = "responsible unit"},
	{.name = "person", .type = CIV_REF, .ref = &civ_noun_person, .label = "Person", .label_zh = "责任人", .help = "responsible person"},
	{.name = "due", .type = CIV_DATE, .label = "Due", .label_zh = "完成时限", .help = "day by which the target is to be met"},
	{.name = "note", .type = CIV_TEXT, .label = "Note", .label_zh = "备注", .help = "anything worth knowing"},
	{.name = NULL},
};

static const struct civ_rule rules[] = {
	{"indicator_goalposts", "hi", "\"rule\" <> 'goalposts' OR \"lo\" < \"hi\"",
	 "the goalposts need low under high"},
	{"indicator_direction", "direction", "\"rule\" IS NULL OR \"rule\" = 'none' OR \"direction\" IS NOT NULL",
	 "a rule needs a direction"},
	{"indicator_hi", "hi", "\"rule\" IS NULL OR \"rule\" NOT IN ('pass','slope','target') OR \"hi\" IS NOT NULL",
	 "this rule needs high"},
	{.name = NULL},
};

static const struct civ_filter filters[] = {
	{"without-owner", NULL,
	 "t.unit_id IS NULL OR t.person_id IS NULL OR t.due IS NULL",
	 "indicators without unit, person or due date"},
	{"leaf", NULL,
	 "NOT EXISTS (SELECT 1 FROM indicator x WHERE x.standard_id = t.standard_id AND x.parent = t.code)",
	 "indicators with nothing below them"},
	{.option = NULL},
};

const struct civ_noun civ_noun_indicator = {
	.name = "indicator",
	.view = "indicators",
	.label = "Indicator",
	.label_zh = "指标",
	.summary = "what a standard measures, a leaf or a node of its tree",
	.subject = CIV_SUBJECT_STANDARD,
	.columns = columns,
	.rules = rules,
	.filters = filters,
};
