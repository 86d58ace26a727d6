/* Which figures changed, and what is said of them. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/decimal.h"
#include "civplan/say.h"
#include "civplan/wording.h"
#include "lib/mail/mailing.h"

/* ---- what is counted ---- */

enum counted { ISSUES, MILESTONES, TASKS };

/* The name, the count with its unit, and the count then, its day and the difference. What stands before a bar tells
 * translators what is counted. */
static const struct {
	const char *name, *count, *more, *fewer;
} counts[] = {
	[ISSUES] = {CIV_WORD("Issues late"), CIV_WORD("issues|%s"), CIV_WORD("issues|%s on %s, %s more"),
                    CIV_WORD("issues|%s on %s, %s fewer")},
	[MILESTONES] = {CIV_WORD("figure|Milestones not met"), CIV_WORD("milestones|%s"),
                        CIV_WORD("milestones|%s on %s, %s more"), CIV_WORD("milestones|%s on %s, %s fewer")},
	[TASKS] = {CIV_WORD("figure|Tasks late"), CIV_WORD("tasks|%s"), CIV_WORD("tasks|%s on %s, %s more"),
                   CIV_WORD("tasks|%s on %s, %s fewer")},
};

/* A format of the count alone. */
static const char *level_format(enum counted counted, unsigned long long n)
{
	switch (counted) {
	case ISSUES:
		return civ_say_count("%s issue late", "%s issues late", n);
	case MILESTONES:
		return civ_say_count("%s milestone not yet met", "%s milestones not yet met", n);
	default:
		return civ_say_count("%s task late", "%s tasks late", n);
	}
}

/* Formats of the count, and of how many there are more or fewer. */
static const char *more_format(enum counted counted, unsigned long long n)
{
	switch (counted) {
	case ISSUES:
		return civ_say_count("%s issue late (%s more)", "%s issues late (%s more)", n);
	case MILESTONES:
		return civ_say_count("%s milestone not yet met (%s more)", "%s milestones not yet met (%s more)", n);
	default:
		return civ_say_count("%s task late (%s more)", "%s tasks late (%s more)", n);
	}
}

static const char *fewer_format(enum counted counted, unsigned long long n)
{
	switch (counted) {
	case ISSUES:
		return civ_say_count("%s issue late (%s fewer)", "%s issues late (%s fewer)", n);
	case MILESTONES:
		return civ_say_count("%s milestone not yet met (%s fewer)", "%s milestones not yet met (%s fewer)", n);
	default:
		return civ_say_count("%s task late (%s fewer)", "%s tasks late (%s fewer)", n);
	}
}

/* A milestone's status on the earlier day. */
static bool was_missed(const struct civ_mail_day *then, const char *code)
{
	for (size_t i = 0; i < then->milestone_count; i++)
		if (strcmp(then->milestones[i].code, code) == 0)
			return civ_mail_is_missed(then->milestones[i].status);
	return false;
}

enum { MOST_NAMED = 3 };

/* Those not met, the first of them by name; or of them only the new ones, which were not so then. *COUNT: how many. */
static const char *name_milestones(struct civ_mailing *mailing, bool only_new, int64_t *count)
{
	struct civ_buf names = {0}, text = {0};

	*count = 0;
	for (size_t i = 0; i < mailing->now.milestone_count; i++) {
		const struct civ_mail_milestone *one = &mailing->now.milestones[i];

		if (!civ_mail_is_missed(one->status) || (only_new && was_missed(&mailing->then, one->code)) ||
		    (*count)++ >= MOST_NAMED)
			continue;
		civ_buf_adds(&names, *count == 1 ? "" : civ_records_say(mailing->records, CIV_WORD("clause|; ")));
		civ_buf_addf(&names, civ_say(CIV_WORD("%s (due %s)")),
		             civ_mail_line(mailing, one->title, CIV_MAIL_TITLE), civ_mail_date(mailing, one->due));
	}
	if (*count > MOST_NAMED)
		civ_buf_addf(&text,
		             civ_say_count("%s, and %s other", "%s, and %s others",
		                           (unsigned long long)(*count - MOST_NAMED)),
		             civ_mail_take(mailing, &names), civ_mail_number(mailing, *count - MOST_NAMED));
	else
		civ_buf_adds(&text, civ_mail_take(mailing, &names));
	return civ_mail_take(mailing, &text);
}

/* Tasks late that were not late then. */
static int64_t new_tasks(const struct civ_mailing *mailing)
{
	const struct civ_rows *tasks = &mailing->now.tasks;
	int64_t count = 0;

	for (size_t i = 0; i < tasks->count; i++)
		count += civ_mail_task_is_new(mailing, i);
	return count;
}

/* A figure that is counted. What is NEW makes it another one, too, though as many others are gone. */
struct count {
	enum counted counted;
	int64_t then, now, newly;
	const char *names; /* behind it in the text; "" none */
};

static void say_change(struct civ_mailing *mailing, const struct count *count, const char *number,
                       struct civ_mail_figure *figure)
{
	int64_t then = count->then, now = count->now;
	const char *difference = civ_mail_number(mailing, now > then ? now - then : then - now);
	const char *format = now > then ? counts[count->counted].more : counts[count->counted].fewer;
	unsigned long long n = (unsigned long long)now;
	struct civ_buf change = {0}, subject = {0};

	if (now != then) {
		civ_buf_addf(&change, civ_records_say(mailing->records, format), civ_mail_number(mailing, then),
		             civ_mail_date(mailing, mailing->then.day), difference);
		civ_buf_addf(&subject, now > then ? more_format(count->counted, n) : fewer_format(count->counted, n),
		             number, difference);
	} else
		civ_buf_addf(&subject, level_format(count->counted, n), number);
	if (*count->names != '\0' && count->newly > 0) {
		civ_buf_adds(&change, change.len == 0 ? "" : civ_records_say(mailing->records, CIV_WORD("clause|; ")));
		civ_buf_addf(&change, civ_say(CIV_WORD("new: %s")), count->names);
	} else if (now == then)
		civ_buf_adds(&change, count->names);
	figure->change = civ_mail_take(mailing, &change);
	figure->subject = civ_mail_take(mailing, &subject);
}

static void add_count(struct civ_mailing *mailing, const struct count *count, struct civ_mail_figures *figures)
{
	struct civ_mail_figure *figure = civ_mail_figure_more(mailing, figures);
	const char *number = civ_mail_number(mailing, count->now);
	struct civ_buf level = {0};

	if (figure == NULL)
		return;
	*figure = (struct civ_mail_figure){.name = civ_records_say(mailing->records, counts[count->counted].name),
	                                   .changed = count->now != count->then || count->newly > 0,
	                                   .worse = count->now > count->then || count->newly > 0,
	                                   .stands = count->now > 0};
	civ_buf_addf(&level, civ_records_say(mailing->records, counts[count->counted].count), number);
	figure->now = civ_mail_take(mailing, &level);
	say_change(mailing, count, number, figure);
}

static void add_counts(struct civ_mailing *mailing, struct civ_mail_figures *figures)
{
	struct count milestones = {MILESTONES, mailing->then.not_met, mailing->now.not_met, 0, ""};
	int64_t all;

	milestones.names = name_milestones(mailing, true, &milestones.newly);
	if (milestones.newly == 0 && milestones.now == milestones.then)
		milestones.names = name_milestones(mailing, false, &all);
	add_count(mailing, &milestones, figures);
	add_count(mailing,
	          &(struct count){TASKS, mailing->then.tasks_late, mailing->now.tasks_late, new_tasks(mailing), ""},
	          figures);
}

/* ---- the rate and the score ---- */

struct measured {
	const char *name;              /* in the text */
	const char *up, *down;         /* in the subject: the value and how far it moved */
	const char *was_up, *was_down; /* in the text: the value then, its day, and how far it moved */
	bool percent;
};

static const struct measured rate = {CIV_WORD("Put right, of those due this month"),
                                     CIV_WORD("%s of the month's issues put right (up %s)"),
                                     CIV_WORD("%s of the month's issues put right (down %s)"),
                                     CIV_WORD("%s on %s, up %s"),
                                     CIV_WORD("%s on %s, down %s"),
                                     true};
static const struct measured score = {
	CIV_WORD("figure|Score"),          CIV_WORD("score %s (up %s)"),        CIV_WORD("score %s (down %s)"),
	CIV_WORD("score|%s on %s, up %s"), CIV_WORD("score|%s on %s, down %s"), false};

static const char *value_text(struct civ_mailing *mailing, const struct measured *measured, double value)
{
	struct civ_buf text = {0};

	if (measured->percent)
		civ_wording_percent(&text, value);
	else
		civ_wording_fixed(&text, value, 1);
	return civ_mail_take(mailing, &text);
}

/* A figure that is printed as it was did not change; one that there is not on both days cannot be compared. */
static void add_measured(struct civ_mailing *mailing, const struct measured *measured, double then, double now,
                         struct civ_mail_figures *figures)
{
	double was = civ_real_round(then, 1), is = civ_real_round(now, 1);
	struct civ_buf moved = {0}, change = {0}, subject = {0};
	const char *value, *in_points, *distance;
	struct civ_mail_figure *figure;

	if (isnan(then) || isnan(now) || was == is)
		return;
	figure = civ_mail_figure_more(mailing, figures);
	if (figure == NULL)
		return;
	value = in_points = value_text(mailing, measured, is);
	if (!measured->percent) {
		civ_buf_addf(&moved, civ_records_say(mailing->records, CIV_WORD("score|%s")), value);
		in_points = civ_mail_take(mailing, &moved);
	}
	if (measured->percent)
		civ_wording_points(&moved, fabs(is - was));
	else
		civ_wording_fixed(&moved, fabs(is - was), 1);
	distance = civ_mail_take(mailing, &moved);
	civ_buf_addf(&change, civ_records_say(mailing->records, is > was ? measured->was_up : measured->was_down),
	             value_text(mailing, measured, was), civ_mail_date(mailing, mailing->then.day), distance);
	civ_buf_addf(&subject, civ_records_say(mailing->records, is > was ? measured->up : measured->down), value,
	             distance);
	*figure = (struct civ_mail_figure){.name = civ_records_say(mailing->records, measured->name),
	                                   .now = in_points,
	                                   .change = civ_mail_take(mailing, &change),
	                                   .subject = civ_mail_take(mailing, &subject),
	                                   .changed = true,
	                                   .worse = is < was};
}

/* ---- which of them ---- */

/* What got worse, what got better, what stands as it did, and what there is none of, each in the order of the header.
 */
static int turn_of(const struct civ_mail_figure *figure)
{
	if (figure->changed)
		return figure->worse ? 0 : 1;
	return figure->stands ? 2 : 3;
}

static void sort_figures(struct civ_mail_figures *figures, struct civ_mail_figure *sorted)
{
	size_t count = 0;

	for (int turn = 0; turn < 4; turn++)
		for (size_t i = 0; i < figures->count; i++) {
			const struct civ_mail_figure *one = &figures->list[i];

			if (turn_of(one) == turn)
				sorted[count++] = *one;
			figures->changed += turn == 0 && one->changed;
			figures->standing += turn == 0 && (one->changed || one->stands);
		}
	figures->list = sorted;
}

static double rate_of(const struct civ_mail_day *day)
{
	return civ_percent((double)day->rectified.numerator, (double)day->rectified.denominator);
}

static void add_target(struct civ_mailing *mailing, const struct civ_mail_figures *targets, size_t i,
                       struct civ_mail_figures *figures)
{
	struct civ_mail_figure *more = i < targets->count ? civ_mail_figure_more(mailing, figures) : NULL;

	if (more != NULL)
		*more = targets->list[i];
}

enum civ_status civ_mail_figures_find(struct civ_mailing *mailing, struct civ_mail_figures *figures)
{
	const struct civ_mail_day *then = &mailing->then, *now = &mailing->now;
	struct civ_mail_figures targets = {.count = 0};
	struct civ_mail_figure *sorted;
	enum civ_status status = civ_mail_targets_find(mailing, &targets);

	*figures = (struct civ_mail_figures){.count = 0};
	add_count(mailing, &(struct count){ISSUES, then->issues_late, now->issues_late, 0, ""}, figures);
	add_target(mailing, &targets, 0, figures);
	add_counts(mailing, figures);
	add_measured(mailing, &rate, rate_of(then), rate_of(now), figures);
	add_measured(mailing, &score, then->score, now->score, figures);
	for (size_t i = 1; i < targets.count; i++)
		add_target(mailing, &targets, i, figures);
	sorted = civ_arena_alloc(mailing->arena, (figures->count + 1) * sizeof *sorted);
	if (mailing->failed || sorted == NULL)
		return civ_worse(status, civ_no_memory(mailing->messages));
	sort_figures(figures, sorted);
	return status;
}
