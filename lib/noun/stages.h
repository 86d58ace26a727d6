/* The stages of an issue, once for the issue and for its events. */
#ifndef CIVPLAN_NOUN_STAGES_H
#define CIVPLAN_NOUN_STAGES_H

#define CIV_ISSUE_STAGES \
	{"reported", "已受理"}, {"assigned", "已交办"}, {"received", "已签收"}, {"rectified", "已整改"}, \
	{"accepted", "已验收"}, {"closed", "已销号"}, {"deferred", "暂缓办理"}, {"dismissed", "不予办理"}

#endif
