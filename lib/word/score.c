/* Lists of standards and scores. */
#include "civplan/lists.h"

const struct civ_word civ_words_method[] = {CIV_METHODS(CIV_WORD_RANKED){.code = NULL}};

const struct civ_word civ_words_dimension[] = {
	CIV_CHOICE("result", "Result", "结果性"),
	CIV_CHOICE("process", "Process", "过程性"),
	{.code = NULL},
};

const struct civ_word civ_words_direction[] = {
	CIV_CHOICE("up", "Up", "正向"),
	CIV_CHOICE("down", "Down", "逆向"),
	{.code = NULL},
};

const struct civ_word civ_words_scoring[] = {
	CIV_CHOICE("goalposts", "Goalposts", "极值法"),
	CIV_CHOICE("target", "Target", "目标值法"),
	CIV_CHOICE("slope", "Slope", "扣分法"),
	CIV_CHOICE("bands", "Bands", "分档法"),
	CIV_CHOICE("pass", "Pass", "达标法"),
	CIV_CHOICE("minmax", "Min-max", "极差法"),
	CIV_CHOICE("zscore", "Z-score", "标准分法"),
	CIV_CHOICE("rank", "Rank", "排名法"),
	CIV_CHOICE("none", "None", "不计分"),
	{.code = NULL},
};

const struct civ_word civ_words_scale[] = {
	CIV_CHOICE("linear", "Linear", "线性"),
	CIV_CHOICE("log", "Log", "对数"),
	{.code = NULL},
};

const struct civ_word civ_words_aggregate[] = {
	CIV_CHOICE("arithmetic", "Arithmetic", "算术平均"),
	CIV_CHOICE("geometric", "Geometric", "几何平均"),
	CIV_CHOICE("harmonic", "Harmonic", "调和平均"),
	{.code = NULL},
};

const struct civ_word civ_words_missing[] = {
	CIV_CHOICE("reweight", "Reweight", "重新分配权重"),
	CIV_CHOICE("zero", "Zero", "计零分"),
	CIV_CHOICE("fail", "Fail", "不出分"),
	{.code = NULL},
};

const struct civ_word civ_words_scope[] = {
	CIV_CHOICE("national", "National", "国家"),
	CIV_CHOICE("local", "Local", "地方"),
	{.code = NULL},
};
