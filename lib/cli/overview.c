/* The programs by subject, and the database in use. */
#include <string.h>
#include <unistd.h>

#include "civplan/say.h"
#include "lib/cli/cli.h"

static const char *const subjects[CIV_SUBJECTS] = {
	[CIV_SUBJECT_PLAN] = CIV_WORD("The plan"),
	[CIV_SUBJECT_PEOPLE] = CIV_WORD("Units, people, places"),
	[CIV_SUBJECT_STANDARD] = CIV_WORD("Standard, measures, scores"),
	[CIV_SUBJECT_WORK] = CIV_WORD("Tasks and progress"),
	[CIV_SUBJECT_MONEY] = CIV_WORD("Money"),
	[CIV_SUBJECT_ISSUES] = CIV_WORD("Complaints and findings"),
	[CIV_SUBJECT_VOICE] = CIV_WORD("Citizens' voice"),
	[CIV_SUBJECT_CALENDAR] = CIV_WORD("Calendar"),
};

static enum civ_subject subject_of(const struct civ_command *command)
{
	return civ_command_is_generic(command) ? command->noun->subject : command->subject;
}

/* Programs of one noun stand in one line: "task-add, -list, -remove, -set". */
static bool same_line(const struct civ_command *a, const struct civ_command *b)
{
	return civ_command_is_generic(a) && civ_command_is_generic(b) && a->noun == b->noun;
}

static bool starts_line(const struct civ_command *const *commands, size_t i)
{
	for (size_t j = 0; j < i; j++)
		if (same_line(commands[j], commands[i]))
			return false;
	return true;
}

static void add_line(const struct civ_command *const *commands, size_t i, struct civ_buf *out)
{
	const struct civ_command *command = commands[i];
	struct civ_buf names = {0};

	civ_buf_adds(&names, command->name);
	for (size_t j = i + 1; commands[j] != NULL; j++)
		if (same_line(command, commands[j]))
			civ_buf_addf(&names, ", %s", commands[j]->name + strlen(command->noun->name));
	out->failed = out->failed || names.failed;
	civ_buf_addf(out, "  %-42s ", names.failed ? "" : civ_buf_str(&names));
	if (civ_command_is_generic(command))
		civ_buf_adds(out, civ_say(command->noun->summary));
	else
		civ_command_summary(command, out);
	civ_buf_addc(out, '\n');
	civ_buf_free(&names);
}

void civ_overview_programs(const struct civ_command *const *commands, struct civ_buf *out)
{
	for (enum civ_subject subject = 0; subject < CIV_SUBJECTS; subject++) {
		civ_buf_addf(out, "%s%s\n", subject == 0 ? "" : "\n", civ_say(subjects[subject]));
		for (size_t i = 0; commands[i] != NULL; i++)
			if (subject_of(commands[i]) == subject && starts_line(commands, i))
				add_line(commands, i, out);
	}
}

void civ_overview_database(struct civ_buf *out)
{
	const char *path = civ_database_path(NULL);

	civ_buf_addf(out, civ_say(CIV_WORD("\ndatabase: %s%s\n")), path,
	             access(path, F_OK) == 0 ? "" : civ_say(CIV_WORD(" (not there: plan-init makes one)")));
}
