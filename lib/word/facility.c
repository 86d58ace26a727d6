/* Lists of facilities. */
#include "civplan/lists.h"

const struct civ_word civ_words_facility_kind[] = {
	CIV_CHOICE("shop", "Shop", "便民商店"),
	CIV_CHOICE("clinic", "Clinic", "卫生服务站"),
	CIV_CHOICE("elder_care", "Elder care", "养老服务驿站"),
	CIV_CHOICE("nursery", "Nursery", "托育点"),
	CIV_CHOICE("square", "Square", "文化广场"),
	CIV_CHOICE("fitness", "Fitness", "健身设施"),
	CIV_CHOICE("service_centre", "Service centre", "便民服务中心"),
	CIV_CHOICE("station", "Volunteer station", "新时代文明实践站"),
	CIV_CHOICE("lift", "Lift", "加装电梯"),
	CIV_CHOICE("ramp", "Ramp", "无障碍坡道"),
	CIV_CHOICE("parking", "Parking", "停车场"),
	CIV_CHOICE("parking_public", "Public parking", "公共停车场"),
	CIV_CHOICE("waste", "Waste sorting", "垃圾分类投放点"),
	CIV_CHOICE("hospital3a", "Grade-A hospital", "三级甲等医院"),
	{.code = NULL},
};

const struct civ_word civ_words_facility_status[] = {
	{"planned", "Planned", "规划", CIV_TONE_PLAIN, 1},
	{"building", "Building", "在建", CIV_TONE_WARN, 2},
	{"in_use", "In use", "在用", CIV_TONE_GOOD, 3},
	{"broken", "Broken", "损坏", CIV_TONE_BAD, 5},
	{"closed", "Closed", "停用", CIV_TONE_PLAIN, 4},
	{.code = NULL},
};
