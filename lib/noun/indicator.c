#include "civplan/lists.h"
#include "civplan/noun.h"
#include "lib/noun/indicator.h"

extern const struct civ_noun civ_noun_indicator, civ_noun_person, civ_noun_policy, civ_noun_standard,
	civ_noun_unit;

static const struct civ_word tests[] = {
	CIV_CHOICE("material", "Material", "材料审核"),
	CIV_CHOICE("field", "Field", "实地考察"),
	CIV_CHOICE("survey", "Survey", "问卷调查"),
	CIV_CHOICE("data", "Data", "数据采集"),
	{.code = NULL},
};

static const struct civ_word kinds[] = {
	CIV_CHOICE("hard", "Hard", "硬件"),
	CIV_CHOICE("soft", "Soft", "软件"),
	{.code = NULL},
};

static const struct civ_word themes[] = {
	CIV_CHOICE("economic", "Economic", "经济"),
	CIV_CHOICE("social", "Social", "社会"),
	CIV_CHOICE("environmental", "Environmental", "环境"),
	{.code = NULL},
};

static const struct civ_column columns[] = {
	{.name = "standard", .type = CIV_REF, .flags = CIV_KEY | CIV_REQUIRED | CIV_SHOWN,
	 .ref = &civ_noun_standard,
	 .label = "Standard", .label_zh = "测评体系", .help = "edition of the standard that it belongs to"},
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY | CIV_SHOWN, .letter = "I", .label = "Code",
	 .label_zh = "编码",
	 .help = "short name, once in a standard; the same code in another edition is the same indicator"},
	{.name = "parent", .type = CIV_CODEREF, .scope = "standard", .ref = &civ_noun_indicator,
	 .label = "Under", .label_zh = "上级指标",
	 .help = "node of the same standard above it; empty: it stands at the top"},
	{.name = "name", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_NAME | CIV_SHOWN, .label = "Name",
	 .label_zh = "名称",
	 .help = "what the indicator is called"},
	{.name = "dimension", .type = CIV_ENUM, .flags = CIV_SHOWN, .choices = civ_words_dimension,
	 .label = "Dimension", .label_zh = "指标维度",
	 .help = "part of the combined score that it counts in; empty: as the node above it"},
	{.name = "weight", .type = CIV_REAL, .flags = CIV_REQUIRED | CIV_SHOWN, .min = "0",
	 .measure_unit = "points",
	 .label = "Weight", .label_zh = "权重", .help = "its weight, also the points that can be had"},
	{.name = "measure_unit", .type = CIV_TEXT, .flags = CIV_SHOWN,
	 .label = "Measured in", .label_zh = "计量单位",
	 .help = "unit of its values; % or empty: a numerator over a denominator is read as per cent"},
	{.name = "direction", .type = CIV_ENUM, .choices = civ_words_direction,
	 .label = "Direction", .label_zh = "指标方向",
	 .help = "whether a higher value is better (up) or a lower one (down); empty only for a node or rule none"},
	{.name = "rule", .type = CIV_ENUM, .choices = civ_words_scoring, .label = "Scoring rule",
	 .label_zh = "计分规则",
	 .help = "how a value becomes a score of 0 to 100; empty only for a node"},
	{.name = "lo", .type = CIV_REAL, .label = "Low", .label_zh = "下限值",
	 .help = "goalposts: the lower post; target: the base; in the unit of its values"},
	{.name = "hi", .type = CIV_REAL, .label = "High", .label_zh = "上限值",
	
	 .help = "goalposts: the upper post; target: the target; slope and pass: the bound; in the unit of its values"},
	{.name = "step", .type = CIV_REAL, .min = "0", .measure_unit = "points",
	 .label = "Points off", .label_zh = "每单位扣分",
	 .help = "slope: points lost with each unit that the value is off hi"},
	{.name = "floor", .type = CIV_REAL, .min = "0", .measure_unit = "points",
	 .label = "Least points", .label_zh = "保底分", .help = "slope: points that are kept in any case; empty: 0"},
	{.name = "bands", .type = CIV_TEXT, .label = "Bands", .label_zh = "分档标准",
	 .help = "bands: lower bounds, rising, each with its score, such as 0:0;60:60;80:100"},
	{.name = "scale", .type = CIV_ENUM, .choices = civ_words_scale, .label = "Scale", .label_zh = "计分刻度",
	 .help = "goalposts: log takes logarithms of the value and both posts first; empty: linear"},
	{.name = "round", .type = CIV_INT, .min = "0", .max = "9", .measure_unit = "decimals",
	 .label = "Rounded to", .label_zh = "保留小数位数",
	 .help = "slope: decimals to which the value and then the points are rounded, half up; empty: not rounded"},
	{.name = "aggregate", .type = CIV_ENUM, .choices = civ_words_aggregate,
	 .label = "Mean of a node", .label_zh = "合成方法",
	 .help = "node: the mean by which it combines what is below it; empty: arithmetic"},
	{.name = "missing", .type = CIV_ENUM, .choices = civ_words_missing,
	 .label = "When missing", .label_zh = "缺失值处理",
	 .help = "node: what it does when a score below it is missing; empty: reweight"},
	{.name = "formula", .type = CIV_TEXT, .flags = CIV_LISTED, .grammar = "formula",
	 .label = "Derived from", .label_zh = "取数公式",
	 .help = "what gives its values: a derived measure, such as rectification_rate, or an expression, such as"
	         " 1000 * doctors / population; empty: they are entered"},
	{.name = "tested_by", .type = CIV_ENUM, .choices = tests, .label = "Tested by", .label_zh = "测评方式",
	 .help = "how the assessors look at it; empty: not stated"},
	{.name = "scope", .type = CIV_ENUM, .choices = civ_words_scope, .label = "Scope", .label_zh = "指标层级",
	 .help = "whether the nation's standard or the city asks for it; empty: not stated"},
	{.name = "kind", .type = CIV_ENUM, .choices = kinds, .label = "Kind", .label_zh = "软硬件属性",
	 .help = "hard: things that are built; soft: service and conduct; empty: not stated"},
	{.name = "theme", .type = CIV_ENUM, .choices = themes, .label = "Theme", .label_zh = "指标主题",
	 .help = "side of sustainable development that it belongs to; empty: not stated"},
	{.name = "unit", .type = CIV_REF, .flags = CIV_SHOWN, .ref = &civ_noun_unit, .label = "Unit",
	 .label_zh = "责任单位",
	 .help = "unit that answers for it; empty: nobody does yet"},
	{.name = "person", .type = CIV_REF, .ref = &civ_noun_person, .label = "Person", .label_zh = "责任人",
	 .help = "person who answers for it; empty: nobody does yet"},
	{.name = "due", .type = CIV_DATE, .flags = CIV_SHOWN, .label = "Due", .label_zh = "完成时限",
	 .help = "last day by which it is to be reached; empty: none is set"},
	{.name = "note", .type = CIV_TEXT, .label = "Note", .label_zh = "备注",
	 .help = "anything else worth knowing"},
	{.name = "min", .type = CIV_REAL, .label = "Least value", .label_zh = "最小值",
	
	 .help = "the least value that is possible, in the unit of its values; empty: 0 of a percentage, else none is"
	         " set"},
	{.name = "max", .type = CIV_REAL, .label = "Greatest value", .label_zh = "最大值",
	
	 .help = "the greatest value that is possible, in the unit of its values; empty: 100 of a percentage, else none"
	         " is set"},
	{.name = "change_of", .type = CIV_CODEREF, .ref = &civ_noun_indicator, .label = "Change of",
	 .label_zh = "变化的基础指标",
	
	 .help = "indicator whose change from its base the values are: they count only after it was measured; empty:"
	         " they stand for themselves"},
	{.name = "policies", .type = CIV_REFS, .ref = &civ_noun_policy, .label = "Policies", .label_zh = "政策依据",
	 .help = "policy documents that ask for it, joined with ;"},
	{.name = "veto", .type = CIV_BOOL, .label = "Veto", .label_zh = "一票否决项",
	 .help = "yes: a score of 0 takes the whole result away; empty: no"},
	{.name = "rebound_points", .type = CIV_REAL, .min = "0", .measure_unit = "points",
	 .label = "Points off for rebound", .label_zh = "反弹扣分",
	 .help = "points taken off for each percent of its closed issues that came back; empty: none"},
	{.name = NULL},
};

/* What a rule cannot score without. A row without a rule, a node, passes them all. */
static const struct civ_rule rules[] = {
	{"rule_has_direction", "direction", "\"rule\" = 'none' OR \"direction\" IS NOT NULL",
	 "a scoring rule needs a direction"},
	{"rule_has_lo", "lo", "\"rule\" NOT IN ('goalposts', 'target') OR \"lo\" IS NOT NULL",
	 "goalposts and target need lo"},
	{"rule_has_hi", "hi", "\"rule\" NOT IN ('goalposts', 'target', 'slope', 'pass') OR \"hi\" IS NOT NULL",
	 "goalposts, target, slope and pass need hi"},
	{"posts_in_order", "hi", "\"rule\" <> 'goalposts' OR \"lo\" < \"hi\"",
	 "goalposts need lo below hi, whatever the direction"},
	{"target_above_base", "hi", "\"rule\" <> 'target' OR \"direction\" <> 'up' OR \"lo\" < \"hi\"",
	 "a target with direction up needs hi, the target, above lo, the base"},
	{"target_below_base", "hi", "\"rule\" <> 'target' OR \"direction\" <> 'down' OR \"hi\" < \"lo\"",
	 "a target with direction down needs hi, the target, below lo, the base"},
	{"slope_has_step", "step", "\"rule\" <> 'slope' OR \"step\" IS NOT NULL", "a slope needs a step"},
	{"slope_has_weight", "weight", "\"rule\" <> 'slope' OR \"weight\" > 0",
	 "a slope needs a weight above 0: its step and floor are points of it"},
	{"floor_within_weight", "floor", "\"rule\" <> 'slope' OR \"floor\" <= \"weight\"",
	 "the floor of a slope is more than the weight"},
	{"bands_given", "bands", "\"rule\" <> 'bands' OR \"bands\" IS NOT NULL", "the rule bands needs bands"},
	{"log_of_goalposts", "scale", "\"scale\" <> 'log' OR \"rule\" = 'goalposts'",
	 "only goalposts have a log scale"},
	{"log_above_zero", "lo", "\"scale\" <> 'log' OR \"lo\" > 0", "a log scale needs lo above 0"},
	{"round_of_slope", "round", "\"round\" IS NULL OR \"rule\" = 'slope'", "only a slope is rounded"},
	{"bounds_in_order", "max", "\"min\" < \"max\"", "the least possible value is not below the greatest"},
	{.name = NULL},
};

static const struct civ_filter filters[] = {
	{"without-owner", NULL, "NOT " CIV_INDICATOR_ASSIGNED("t"),
	 "only those that lack a unit, a person or a due date"},
	{"leaf", NULL, CIV_INDICATOR_LEAF("t"),
	 "only those with nothing below them"},
	{.option = NULL},
};

const struct civ_noun civ_noun_indicator = {
	.name = "indicator",
	.view = "indicators",
	.label = "Indicator",
	.label_zh = "测评指标",
	.summary = "what a standard measures: a leaf or a node of its tree",
	.subject = CIV_SUBJECT_STANDARD,
	.columns = columns,
	.rules = rules,
	.filters = filters,
};
