#include "lib/noun/dataset.h"

#include "civplan/noun.h"
#include "lib/noun/then.h"

extern const struct civ_noun civ_noun_policy, civ_noun_unit;

#define THEN(column) CIV_THEN("dataset", "n", column)

static const struct civ_column columns[] = {
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY | CIV_SHOWN, .letter = "DS", .label = "Code",
	 .label_zh = "编码",
	 .help = "short name of the data set"},
	{.name = "name", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_NAME | CIV_SHOWN, .label = "Name",
	 .label_zh = "数据集名称",
	 .help = "what the data are"},
	{.name = "unit", .type = CIV_REF, .flags = CIV_REQUIRED | CIV_SHOWN, .ref = &civ_noun_unit,
	 .then = CIV_THEN_REF("dataset", "n", "unit", "unit"), .label = "Unit", .label_zh = "提供部门",
	 .help = "unit whose data they are"},
	{.name = "connected", .type = CIV_DATE, .flags = CIV_HAPPENED | CIV_SHOWN,
	 .then = "CASE WHEN n.connected < :end THEN n.connected ELSE " THEN("connected") " END",
	 .label = "Connected", .label_zh = "接入日期",
	 .help = "day on which it was connected to the platform; empty: it is not"},
	{.name = "every_days", .type = CIV_INT, .flags = CIV_SHOWN, .min = "1", .max = "36525",
	 .then = CIV_THEN_INTEGER("dataset", "n", "every_days"), .measure_unit = "days",
	 .label = "Every", .label_zh = "更新周期（天）",
	 .help = "days after which it is to be delivered again; empty: once, or as it happens"},
	{.name = "delivered", .type = CIV_DATE, .flags = CIV_HAPPENED | CIV_SHOWN,
	 .then = CIV_THEN_DAY("dataset", "n", "delivered"), .label = "Delivered", .label_zh = "最近更新日期",
	 .help = "day on which it was last delivered; empty: never yet"},
	{.name = "secrecy", .type = CIV_ENUM, .flags = CIV_REQUIRED | CIV_SHOWN, .choices = civ_words_secrecy,
	 .then = THEN("secrecy"), .label = "Secrecy", .label_zh = "数据分级",
	 .help = "who may have it: open, anybody; internal, units; sensitive, who has an agreement"},
	{.name = "policy", .type = CIV_REF, .ref = &civ_noun_policy, .label = "Standard", .label_zh = "数据标准",
	 .help = "document that says what its items are; empty: none does"},
	{.name = "note", .type = CIV_TEXT,
	 .label = "Note", .label_zh = "备注", .help = "anything else worth knowing"},
	{.name = NULL},
};

static const struct civ_rule rules[] = {
	{"delivered_is_connected", "delivered", "\"delivered\" IS NULL OR \"connected\" IS NOT NULL",
	 "the data set was delivered, but is not connected"},
	{"connected_before_delivered", "delivered", "\"connected\" <= \"delivered\"",
	 "the data set was delivered before it was connected"},
	{.name = NULL},
};

static const struct civ_filter filters[] = {
	{"unconnected", NULL, "NOT ifnull(" CIV_DATASET_CONNECTED("t") ", 0)", "only data sets that are not connected"},
	{"stale", NULL, CIV_DATASET_STALE("t"), "only those whose last delivery is older than every_days"},
	{.option = NULL},
};

const struct civ_noun civ_noun_dataset = {
	.name = "dataset",
	.view = "datasets",
	.label = "Data set",
	.label_zh = "共享数据集",
	.summary = "data of a unit that others are to get through the platform",
	.subject = CIV_SUBJECT_PEOPLE,
	.columns = columns,
	.rules = rules,
	.filters = filters,
	.then_from = "main.dataset n",
};
