/* reports COUNT TRUTH: issues for issue-merge, some of them reported twice, and into the file TRUTH the pairs
 * "later,earlier" of external numbers. Of every twenty issues one is reported again, in other words, with the place
 * spelt otherwise, shifted in time and on the map; another one has a near miss: the same words at another house of the
 * same street. The seed is fixed. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { AREAS = 300, ROADS = 24, DAYS = 365, KINDS = 6, WAYS = 4 };

static uint64_t state = 2463534242u;

static unsigned below(unsigned n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)((state >> 33) % n);
}

static const char *const roads[ROADS] = {"人民路", "中山路", "建设街", "解放巷", "文化路", "和平里",
                                         "新华街", "长安道", "胜利路", "青年路", "幸福里", "光明街",
                                         "团结路", "友谊街", "红旗路", "劳动巷", "民主路", "朝阳街",
                                         "东风路", "向阳里", "学府路", "滨江道", "花园街", "车站路"};
static const char *const near[WAYS] = {"门前", "门口", "附近", ""};

/* The same fault said in several ways: what, where it hurts, what is wanted. */
static const char *const what[KINDS][WAYS] = {
	{"有小贩占道摆摊", "流动摊贩占用人行道经营", "摊贩把摊子摆在路上",
	 "street vendors block the pavement"},
	{"垃圾堆放多日无人清运", "垃圾桶满了没有清理", "生活垃圾没人收",
	 "rubbish has not been collected"},
	{"路灯不亮", "路灯坏了晚上一片漆黑", "夜间照明灯故障", "the street lamp is out"},
	{"井盖缺失", "下水道井盖不见了", "窨井没有盖子", "a manhole cover is missing"},
	{"夜间施工噪声扰民", "工地半夜还在施工很吵", "施工噪音影响休息",
	 "construction noise at night"},
	{"墙上贴满小广告", "乱贴广告清理不净", "电线杆上到处是小广告",
	 "posters are pasted all over"},
};
static const char *const hurts[WAYS] = {"影响行人通行", "老人孩子出行不便", "存在安全隐患",
                                        "附近居民意见很大"};
static const char *const wants[WAYS] = {"请尽快处理", "希望有关部门解决", "请核实整改", "盼回复"};

struct report {
	unsigned area, kind, road, house, child;
	unsigned way, hurt, want;
	double lat, lon;
	int located;
	int64_t at;
};

static void print_number(unsigned n, unsigned spelling)
{
	static const char *const wide[] = {"０", "１", "２", "３", "４", "５", "６", "７", "８", "９"};
	static const char *const chinese[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
	char digits[16];

	snprintf(digits, sizeof digits, "%u", n);
	if (spelling == 1) {
		for (const char *d = digits; *d != '\0'; d++)
			fputs(wide[*d - '0'], stdout);
	} else if (spelling == 2 && n < 100) {
		if (n >= 10)
			printf("%s十%s", n / 10 == 1 ? "" : chinese[n / 10], chinese[n % 10]);
		else
			fputs(chinese[n], stdout);
	} else {
		fputs(digits, stdout);
	}
}

static void print_time(int64_t seconds)
{
	time_t t = (time_t)seconds;
	char text[32];
	struct tm tm;

	gmtime_r(&t, &tm);
	text[strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", &tm)] = '\0';
	fputs(text, stdout);
}

static void print_report(uint64_t number, const struct report *r, int again)
{
	unsigned spelling = again ? below(3) : 0, suffix = again ? below(WAYS) : r->house % 3;

	printf("K%u,R%06u,", again ? 2 + below(2) : 1, (unsigned)number);
	print_time(r->at);
	printf(",C%u%s,A%03u,", r->kind, r->child ? "x" : "", r->area);
	if (again && below(4) == 0)
		printf("A%03u街道", r->area);
	printf("%s", roads[r->road]);
	print_number(r->house, spelling);
	printf("号%s,", near[suffix]);
	if (!again)
		printf("%s，%s，%s", what[r->kind][r->way], hurts[r->hurt], wants[r->want]);
	else if (below(2) == 0)
		printf("%s，%s", what[r->kind][r->way], hurts[below(WAYS)]);
	else
		printf("%s%s%s，%s", roads[r->road], near[below(3)], what[r->kind][(r->way + below(2)) % WAYS],
		       wants[below(WAYS)]);
	if (r->located)
		printf(",%.5f,%.5f\n", r->lat + (again ? (below(1000) - 500.0) * 1e-6 : 0),
		       r->lon + (again ? (below(1000) - 500.0) * 1e-6 : 0));
	else
		fputs(",,\n", stdout);
}

static struct report new_report(int64_t at)
{
	struct report r = {.area = below(AREAS),
	                   .kind = below(KINDS),
	                   .road = below(ROADS),
	                   .house = 1 + below(99),
	                   .child = below(4) == 0};

	r.way = below(WAYS);
	r.hurt = below(WAYS);
	r.want = below(WAYS);
	r.located = below(10) < 6;
	r.lat = 30 + r.area * 0.01 + below(1000) * 1e-5;
	r.lon = 114 + r.area * 0.01 + below(1000) * 1e-5;
	r.at = at;
	return r;
}

int main(int argc, char **argv)
{
	uint64_t count = argc > 1 ? strtoull(argv[1], NULL, 10) : 1000, number = 1;
	FILE *truth = argc > 2 ? fopen(argv[2], "w") : NULL;
	int64_t start = 1735689600;

	if (truth == NULL)
		return 2;
	puts("channel,external_id,reported_at,category,area,place,description,lat,lon");
	for (uint64_t i = 0; number <= count; i++) {
		struct report r = new_report(start + (int64_t)(number * DAYS * 86400 / count));
		uint64_t first = number;

		print_report(number++, &r, 0);
		if (i % 20 == 3) {
			r.at += (int64_t)below(5 * 86400);
			r.child = below(6) == 0 ? !r.child : r.child;
			r.located = r.located && below(3) != 0;
			fprintf(truth, "R%06u,R%06u\n", (unsigned)number, (unsigned)first);
			print_report(number++, &r, 1);
		} else if (i % 20 == 7) {
			r.at += (int64_t)below(5 * 86400);
			r.house = r.house % 99 + 1 + below(5);
			r.lat += 0.004;
			print_report(number++, &r, 0);
		}
	}
	return fclose(truth) == 0 && fflush(stdout) == 0 ? 0 : 1;
}
