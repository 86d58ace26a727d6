#include <check.h>
#include <math.h>
#include <string.h>

#include "civplan/date.h"
#include "lib/progress/work.h"
#include "lib/score/rule.h"

Suite *progress_suite(void);

static int32_t day(const char *text)
{
	int32_t value = 0;

	ck_assert(civ_date_parse(text, strlen(text), &value));
	return value;
}

static const struct {
	const char *from, *to;
	double months;
} spans[] = {
	{"2025-01-01", "2025-12-31", 12},
	{"2024-01-01", "2025-06-30", 18},
	{"2024-02-01", "2024-02-29", 1},
	{"2025-06-16", "2025-06-30", 0.5},
	{"2025-12-31", "2026-01-01", 2.0 / 31},
	{"2025-01-02", "2025-01-01", 0},
	{"2025-01-03", "2025-01-01", 0},
};

START_TEST(months_end_with_their_last_day)
{
	ck_assert_double_eq_tol(civ_months(day(spans[_i].from), day(spans[_i].to)), spans[_i].months, 1e-9);
}
END_TEST

static const struct civ_score_band bands[] = {{0, 0}, {60, 60}, {80, 100}, {95, 70}};

static const struct {
	struct civ_score_rule rule;
	double value, best, step;
	bool has_way;
} ways[] = {
	{{.kind = CIV_RULE_GOALPOSTS, .direction = CIV_DIRECTION_UP, .lo = 20, .hi = 70}, 30, 70, 5, true},
	{{.kind = CIV_RULE_GOALPOSTS, .direction = CIV_DIRECTION_DOWN, .lo = 20, .hi = 70}, 30, 20, 5, true},
	{{.kind = CIV_RULE_TARGET, .direction = CIV_DIRECTION_DOWN, .lo = 50, .hi = 10}, 30, 10, 4, true},
	{{.kind = CIV_RULE_SLOPE, .direction = CIV_DIRECTION_UP, .weight = 25, .hi = 95, .step = 0.5, .floor = 12.5},
	 70,
	 95,
	 2.5,
	 true},
	{{.kind = CIV_RULE_SLOPE, .direction = CIV_DIRECTION_UP, .weight = 25, .hi = 95, .step = 0, .floor = NAN},
	 70,
	 95,
	 0,
	 true},
	{{.kind = CIV_RULE_PASS, .direction = CIV_DIRECTION_UP, .hi = 6}, 5.5, 6, 0.5, true},
	{{.kind = CIV_RULE_BANDS, .direction = CIV_DIRECTION_UP, .bands = bands, .band_count = 4}, 50, 80, 10, true},
	{{.kind = CIV_RULE_BANDS, .direction = CIV_DIRECTION_UP, .bands = bands, .band_count = 4}, 70, 80, 10, true},
	{{.kind = CIV_RULE_BANDS, .direction = CIV_DIRECTION_UP, .bands = bands, .band_count = 4}, -5, 80, 5, true},
	{{.kind = CIV_RULE_BANDS, .direction = CIV_DIRECTION_UP, .bands = bands, .band_count = 4}, 97, 95, 2, true},
	{{.kind = CIV_RULE_RANK, .direction = CIV_DIRECTION_UP}, 50, 0, 0, false},
	{{.kind = CIV_RULE_NONE}, 50, 0, 0, false},
};

START_TEST(the_way_to_all_points)
{
	double best, step;

	ck_assert_int_eq(civ_score_way(&ways[_i].rule, ways[_i].value, &best, &step), ways[_i].has_way);
	if (!ways[_i].has_way)
		return;
	ck_assert_double_eq_tol(best, ways[_i].best, 1e-9);
	ck_assert_double_eq_tol(step, ways[_i].step, 1e-9);
}
END_TEST

Suite *progress_suite(void)
{
	Suite *suite = suite_create("progress");
	TCase *tests = tcase_create("progress");

	tcase_add_loop_test(tests, months_end_with_their_last_day, 0, sizeof spans / sizeof spans[0]);
	tcase_add_loop_test(tests, the_way_to_all_points, 0, sizeof ways / sizeof ways[0]);
	suite_add_tcase(suite, tests);
	return suite;
}
