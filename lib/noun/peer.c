#include "civplan/noun.h"

static const struct civ_column columns[] = {
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY | CIV_SHOWN, .letter = "Y", .label = "Code",
	 .label_zh = "编码",
	 .help = "short name of the other city"},
	{.name = "name", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_NAME | CIV_SHOWN, .label = "City",
	 .label_zh = "城市名称",
	 .help = "what it is called; or a mean of several, such as that of the province"},
	{.name = "province", .type = CIV_TEXT, .flags = CIV_SHOWN | CIV_LISTED, .label = "Province",
	 .label_zh = "所属省份",
	 .help = "province that it lies in; empty: not stated"},
	{.name = "alliance", .type = CIV_TEXT, .flags = CIV_SHOWN | CIV_LISTED, .label = "Alliance",
	 .label_zh = "所属联盟",
	 .help = "alliance of cities that it shares with this one; empty: none"},
	{.name = "joined", .type = CIV_DATE, .flags = CIV_HAPPENED, .label = "Joined", .label_zh = "加入日期",
	 .help = "day on which it joined the alliance; empty: not known"},
	{.name = "rate", .type = CIV_REAL, .min = "0", .label = "Rate of points", .label_zh = "积分互认比率",
	 .help = "points of ours that one of its credit points is worth; empty: its points are not recognised"},
	{.name = "note", .type = CIV_TEXT, .label = "Note", .label_zh = "备注",
	 .help = "anything else worth knowing"},
	{.name = NULL},
};

const struct civ_noun civ_noun_peer = {
	.name = "peer",
	.view = "peers",
	.label = "Other city",
	.label_zh = "兄弟城市",
	.summary = "another city, to be compared with or to work with",
	.subject = CIV_SUBJECT_PEOPLE,
	.columns = columns,
};
