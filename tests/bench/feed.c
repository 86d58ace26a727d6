/* feed COUNT [FIRST]: issues as issue-list prints them: about 300 bytes a row, in the order of their reports, numbered
 * by four channels in turn, spread over two years (or, after FIRST earlier ones, over the day behind them); 3 in 100
 * are still open. The same arguments give the same bytes. */
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { UNITS = 100, AREAS = 300, CATEGORIES = 30, CHANNELS = 4, STREETS = 40, DAYS = 730 };

static uint64_t state = 88172645463325252u;

static uint64_t next(void)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return state;
}

static unsigned below(unsigned n)
{
	return (unsigned)(next() >> 33) % n;
}

static const char *const roads[STREETS / 5] = {"人民路", "中山路", "建设街", "解放巷", "文化路",
                                                "和平里", "新华街", "长安道"};
static const char *const sides[5] = {"东", "南", "西", "北", "中"};
static const char *const faults[6] = {"占道经营", "垃圾未清运", "路灯不亮", "井盖缺失",
                                      "噪声扰民",   "乱贴小广告"};
static const char *const wishes[6] = {"影响附近居民出行，请相关部门尽快核实。",
                                      "夜间尤其严重，老人和孩子行走不便。",
                                      "residents have asked for it to be put right",
                                      "此前清理过一次，不久又恢复原状。",
                                      "opposite the bus stop near the school gate",
                                      "请现场处理并告知反映人。"};

static void print_as(int64_t seconds, const char *format)
{
	time_t t = (time_t)seconds;
	char text[32];
	struct tm tm;

	gmtime_r(&t, &tm);
	text[strftime(text, sizeof text, format, &tm)] = '\0';
	fputs(text, stdout);
}

static void print_time(int64_t seconds)
{
	print_as(seconds, "%Y-%m-%d %H:%M:%S");
}

static void print_date(int64_t seconds)
{
	print_as(seconds, "%Y-%m-%d");
}

static void print_after(int64_t from, unsigned most, int64_t *at)
{
	*at = from + 600 + (int64_t)below(most);
	putchar(',');
	print_time(*at);
}

/* The columns of the ledger from assigned_at to close_no. */
static void print_history(uint64_t number, int64_t reported, bool closed)
{
	int64_t at;

	print_after(reported, 7200, &at);
	if (!closed) {
		fputs(",,,,,,,,,0,,,,,,,1,,,,,,,\n", stdout);
		return;
	}
	print_after(at, 7200, &at);
	print_after(at, 86400 * (1 + below(8)), &at);
	print_after(at, 86400, &at);
	putchar(',');
	print_after(at, 86400, &at);
	printf(",%" PRIu64 ",,,0,,,,,,,1,,,,,,,\n", number + 1);
}

static void print_row(uint64_t number, int64_t reported)
{
	unsigned area = below(AREAS), category = below(CATEGORIES), unit = (area * 7 + category) % UNITS;
	bool closed = below(100) >= 3;

	printf(",K%u,GD%012" PRIu64 ",", below(CHANNELS) + 1, number);
	print_time(reported);
	printf(",C%02u,A%03u,%s%s段%u号,%s，%s,U%03u,,", category, area, roads[below(STREETS / 5)], sides[below(5)],
	       below(400) + 1, faults[category % 6], wishes[below(6)], unit);
	print_date(reported + 5 * 86400);
	printf(",,%u,3%u.%04u,11%u.%04u,,,%s,1", below(5) + 1, below(3), below(10000), below(9), below(10000),
	       closed ? "closed" : "assigned");
	print_history(number, reported, closed);
}

int main(int argc, char **argv)
{
	uint64_t count = argc > 1 ? strtoull(argv[1], NULL, 10) : 1000;
	uint64_t first = argc > 2 ? strtoull(argv[2], NULL, 10) : 0;
	int64_t start = 1704067200 + (first == 0 ? 0 : (int64_t)DAYS * 86400);
	int64_t days = first == 0 ? DAYS : 1;

	state += first * 7919;
	puts("id,channel,external_id,reported_at,category,area,place,description,unit,person,due,done_when,"
	     "severity,lat,lon,evidence,external_status,stage,cycle,assigned_at,received_at,rectified_at,"
	     "accepted_at,accepted_by,closed_at,close_no,extended_due,due_provisional,returns,dismiss_reason,"
	     "solved_level,answered_at,callback_at,solved,satisfied,reports,first_reported_at,review_at,"
	     "dismissed_at,merged_into,reopened_at,came_back_at,again_of");
	for (uint64_t i = 0; i < count; i++)
		print_row(first + i, start + (int64_t)(i * (uint64_t)days * 86400 / count));
	return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
