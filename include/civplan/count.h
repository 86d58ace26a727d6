/* What counts of issues: their lives, the monthly summary of them, and every rate, from the issue or from the summary.
 *
 * Below the ledger: it knows what an issue and its cycles hold, not how they came to hold it. */
#ifndef CIVPLAN_COUNT_H
#define CIVPLAN_COUNT_H

#include "civplan/record.h"

/* ---- the plan's settings ---- */

struct civ_watch_settings {
	int64_t watch_days, remind_days, notice_days;
	bool on_time_by_accepted;
	char recheck_days[256]; /* "30;90;180" */
	int64_t judge_days; /* after its closing it is judged whether a cycle came back: the longest of watch_days and
	                       recheck_days */
};

enum { CIV_RECHECK_STEPS = 64 };

/* The plan's recheck_days as numbers, in its order; how many. */
size_t civ_recheck_steps(const struct civ_watch_settings *settings, int32_t steps[CIV_RECHECK_STEPS]);
/* CIV_SYSTEM, told, when there is no plan or a number in it is damaged. */
enum civ_status civ_watch_settings(struct civ_records *records, struct civ_watch_settings *settings);

/* Whether something happened to an issue after the end of the as-of day, and must be left out: the day lies before
 * today, or an older release took what was still to come. */
enum civ_status civ_issues_ask_past(struct civ_records *records, bool *past);

/* ---- keeping the summary while rows are stored ---- */

/* Past cycles are counted in the summary; moves tell whether something is still to come. */
extern const struct civ_hook civ_count_cycle_hook, civ_count_event_hook;

/* The tables issue_month, issue_watch and issue_summary. */
extern const char civ_tally_schema[];

/* What a writer of issues has counted so far. */
struct civ_account;

/* Before rows are stored, MANY or few. *ACCOUNT is NULL at first, and made. A bundle is not counted row by row: its
 * references are not all there yet, and *ACCOUNT stays NULL. */
enum civ_status civ_account_ready(struct civ_writer *writer, bool many, struct civ_account **account);
/* Issue ID was OLD (NULL: it is new) and is NOW: in memory alone. CIV_SYSTEM: memory is out. ACCOUNT may be NULL. */
enum civ_status civ_account_tally(struct civ_account *account, int64_t id, const struct civ_value *old,
                                  const struct civ_value *now);
/* Store what was counted, and mark what came back at its place. ACCOUNT may be NULL. */
enum civ_status civ_account_finish(struct civ_account *account);
void civ_account_close(struct civ_account *account);

/* ---- the summary ---- */

/* Count the summary of issues by month anew. */
enum civ_status civ_summary_rebuild(struct civ_records *records);
/* Count it again and call FOUND for each month of a unit, area, category, channel or person that is not as it should
 * be. */
enum civ_status civ_summary_compare(struct civ_records *records,
                                   enum civ_status (*found)(void *data, const char *subject, const char *stored,
                                                            const char *counted),
                                   void *data);

/* ---- rates ---- */

enum { CIV_RATES_GROUPS = 11 };

/* What rates are grouped by; the first six are columns of an issue, the others parts of time. */
enum civ_rates_group { CIV_RATES_UNIT, CIV_RATES_AREA, CIV_RATES_CATEGORY, CIV_RATES_CHANNEL, CIV_RATES_PERSON,
                       CIV_RATES_LEVEL, CIV_RATES_DAY, CIV_RATES_WEEK, CIV_RATES_MONTH, CIV_RATES_QUARTER,
                       CIV_RATES_YEAR };

struct civ_rates_options {
	enum civ_rates_group groups[CIV_RATES_GROUPS];
	size_t group_count;
	const char *areas;       /* only these areas (ids, joined with commas) and those below them; NULL: all */
	const char *depth; /* areas are taken together by the one of this kind above them: district, street; NULL: as
	                      they are */
	bool has_from, has_to;
	int32_t from, to;        /* days, inclusive */
	bool scan;               /* read the issues even where the summary would do */
	bool answers;            /* also what reporters were answered and said, and the reports merged into issues */
};

extern const struct civ_out_column civ_rates_columns[]; /* those behind the groups */

/* "unit,month" as groups. CIV_USAGE for another name, or one that stands twice. */
enum civ_status civ_rates_parse(const char *text, struct civ_messages *messages, struct civ_rates_options *options);
/* The output columns: the groups, then the figures; in ARENA. */
enum civ_status civ_rates_all_columns(const struct civ_rates_options *options, struct civ_arena *arena,
                                      struct civ_messages *messages, const struct civ_out_column **columns,
                                      size_t *count);
/* Rates of each group, counted by issue and cycle (definitions: the columns). From the summary where it can tell: at
 * most one group that is no part of time, no level and no days, whole months, and no day in the past; else from the
 * issues, as they were at the end of the as-of day. */
enum civ_status civ_count_rates(struct civ_records *records, const struct civ_rates_options *options,
                                 struct civ_out *out);

/* The same figures for other programs: the counts of one unit, area, category, channel or person (its id; 0: none), as
 * the columns define them. */
struct civ_issue_figures {
	int64_t key;
	int64_t reported, due, done, in_time, extended, closed, cycle_days, watched, judged, back, open, overdue;
};

/* A rate: so many out of so many. */
struct civ_rate {
	int64_t numerator, denominator;
};

/* Those that lib/count/rates.c makes of figures, the first of its table. */
enum civ_issue_rates { CIV_RECTIFICATION_RATE, CIV_ON_TIME_RATE, CIV_REBOUND_RATE };

struct civ_rate civ_issue_rate(const struct civ_issue_figures *figures, enum civ_issue_rates rate);

/* With one group or none. *FIGURES is allocated in ARENA. */
enum civ_status civ_issue_figures(struct civ_records *records, const struct civ_rates_options *options,
                                   struct civ_arena *arena, struct civ_issue_figures **figures, size_t *count);

/* The Wilson 95 % interval of K out of N, as percentages; N above 0.
 * (p + z^2/2n +- z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n), z = 1.959964 (Wilson 1927). */
void civ_wilson(int64_t k, int64_t n, double *low, double *high);
/* The same of a SHARE from 0 to 1 of N, which need not be whole. */
void civ_wilson_of(double share, double n, double *low, double *high);

/* P(X >= K) of a Poisson variable of that MEAN, exact for every mean: 12 where 5 are expected: 0.00545. */
double civ_poisson_tail(int64_t k, double mean);

/* The 95 % interval of the mean of which K was counted, K from 0 on (Garwood 1936): where P(X >= K) and P(X <= K) are
 * 2.5 %, halves of the chi-square quantiles with 2 K and 2 K + 2 degrees of freedom. 12: 6.200575 to 20.961585; 0: 0 to
 * 3.688879. */
void civ_poisson_interval(int64_t k, double *low, double *high);

/* The 95 % interval of the ratio of the means of which K and, in as long a time, BASE were counted, of two that are not
 * both 0: of all K + BASE those among K are binomial, whatever the mean of both (Przyborowski and Wilenski 1940), and
 * the interval of its p is that of Clopper and Pearson. HIGH is infinite for a base of 0. 4 against 10: 0.091571 to
 * 1.386836. */
void civ_poisson_ratio(int64_t k, int64_t base, double *low, double *high);

/* The least K with P(X <= K) >= PART, of a count of that MEAN and VARIANCE: negative binomial, and Poisson where the
 * variance is not above the mean. PART lies between 0 and 1. */
int64_t civ_count_quantile(double mean, double variance, double part);

/* ---- hearing of channels ---- */

/* Call TAKE with the last day, up to the as-of day, on which each channel brought a complaint or finding, from the
 * monthly summary, and then with the last one on which it brought a suggestion. */
enum civ_status civ_last_reports(struct civ_records *records,
                                        enum civ_status (*take)(void *data, int64_t channel, int32_t day), void *data);

/* ---- hotspots ---- */

struct civ_hotspot_options {
	bool has_month;
	int32_t day; /* a day of the month, or quarter, that is looked at; without: the last whole one by the as-of day
	              */
	bool quarter;        /* periods are quarters, not months */
	bool by_population;  /* expect the area's share of the residents instead of its own mean */
	int64_t least;       /* fewer issues are no hotspot, and have no location quotient */
	double alpha;        /* adjusted p up to which a spot is hot */
	bool all;            /* every spot with an issue, hot or not */
};

extern const struct civ_out_column civ_hotspot_columns[];
extern const struct civ_out_column civ_uncovered_columns[];

/* Areas and categories with more issues than to be expected in the period, the least likely first. From the monthly
 * summary. */
enum civ_status civ_hotspots_print(struct civ_records *records, const struct civ_hotspot_options *options,
                                    struct civ_out *out);
/* Categories with issues in the period that no indicator and no task is about, the most issues first. */
enum civ_status civ_uncovered_print(struct civ_records *records, const struct civ_hotspot_options *options,
                                     struct civ_out *out);

/* Call FOUND with the distinct issues reported from the day FROM to TO (NULL: no bound) for each indicator that their
 * category, or the nearest one above it, names; with "" for those of which none does. */
enum civ_status civ_issues_by_indicator(struct civ_records *records, const char *from, const char *to,
                                        enum civ_status (*found)(void *data, const char *indicator, int64_t issues),
                                        void *data);

extern const struct civ_out_column civ_mismatch_columns[];

struct civ_mismatch_options {
	const char *from, *to;     /* days of the reports, inclusive; NULL: no bound */
	const char *areas;         /* only issues in these areas, as above; NULL: all */
	bool shares;               /* no rows: the shares of the complaints alone, by */
	bool by_area, by_category;
};

/* Complaints against resources: INPUT has the columns area or category, or both, and amount; an issue counts for the
 * nearest area, and in it the nearest category, at or above its own that the rows name, else on a row of its own. INPUT
 * may be NULL with `shares`. */
enum civ_status civ_mismatch_print(struct civ_records *records, const struct civ_mismatch_options *options,
                                    struct civ_input *input, struct civ_out *out);

#endif
