#include "civplan/lists.h"
#include "civplan/noun.h"

extern const struct civ_noun civ_noun_dataset;

static const struct civ_column columns[] = {
	{.name = "dataset", .type = CIV_REF, .flags = CIV_KEY | CIV_REQUIRED | CIV_SHOWN, .ref = &civ_noun_dataset,
	 .label = "Data set", .label_zh = "所属数据集", .help = "data set that it belongs to"},
	{.name = "name", .type = CIV_TEXT, .flags = CIV_KEY | CIV_REQUIRED | CIV_SHOWN, .label = "Name",
	 .label_zh = "数据项名称",
	 .help = "heading of its column in the files of the data set"},
	{.name = "type", .type = CIV_ENUM, .flags = CIV_REQUIRED | CIV_SHOWN, .choices = civ_words_item_type,
	 .label = "Type", .label_zh = "数据类型", .help = "what its values are"},
	{.name = "required", .type = CIV_BOOL, .flags = CIV_REQUIRED | CIV_SHOWN, .fallback = "no",
	 .label = "Required", .label_zh = "是否必填", .help = "whether each row has to have a value"},
	{.name = "choices", .type = CIV_TEXT, .flags = CIV_SHOWN, .label = "Choices", .label_zh = "值域",
	 .help = "the values that there are, joined with ;; empty: any"},
	{.name = "pattern", .type = CIV_TEXT, .label = "Pattern", .label_zh = "格式",
	 .help = "extended regular expression that all of a value matches, such as [0-9]{6}; empty: any"},
	{.name = "min", .type = CIV_TEXT, .label = "Least", .label_zh = "最小值",
	 .help = "least number, first day or time, fewest characters of a code or text; empty: no bound"},
	{.name = "max", .type = CIV_TEXT, .label = "Most", .label_zh = "最大值",
	 .help = "largest number, last day or time, most characters of a code or text; empty: no bound"},
	{.name = "secrecy", .type = CIV_ENUM, .flags = CIV_SHOWN, .choices = civ_words_secrecy, .label = "Secrecy",
	 .label_zh = "数据分级", .help = "how secret it is; empty: as the data set"},
	{.name = "note", .type = CIV_TEXT,
	 .label = "Note", .label_zh = "备注", .help = "anything else worth knowing"},
	{.name = NULL},
};

const struct civ_noun civ_noun_item = {
	.name = "item",
	.view = "items",
	.label = "Data item",
	.label_zh = "数据项",
	.summary = "a column that a data set has by its standard: what stands in it, and how secret it is",
	.subject = CIV_SUBJECT_PEOPLE,
	.columns = columns,
};
