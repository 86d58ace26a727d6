/* Files that a run must not write: what it reads, its database, and what another of its outputs writes. */
#include <string.h>
#include <sys/stat.h>

#include "civplan/path.h"
#include "lib/cli/cli.h"

/* A path of the command line, and what brought it: "--map", or the operand as the help shows it. */
struct named {
	const char *name, *path;
};

struct paths {
	struct named *list;
	size_t count;
};

static size_t option_count(const struct civ_option *options)
{
	size_t count = 0;

	while (options != NULL && options[count].name != NULL)
		count++;
	return count;
}

/* The option if it is of that TYPE and was given; BASE is the struct that its offset means. False when memory is
 * out. */
static bool add_option(struct paths *paths, const struct civ_option *option, enum civ_option_type type,
                       const void *base, struct civ_arena *arena)
{
	size_t len = strlen(option->name);
	const char *path;
	char *name;

	if (option->type != type)
		return true;
	path = *(const char *const *)(const void *)((const char *)base + option->offset);
	if (path == NULL)
		return true;
	name = civ_arena_alloc(arena, len + sizeof "--");
	if (name == NULL)
		return false;
	memcpy(name, "--", 2);
	memcpy(name + 2, option->name, len);
	paths->list[paths->count++] = (struct named){name, path};
	return true;
}

static bool add_options(const struct civ_frame *frame, enum civ_option_type type, struct paths *paths)
{
	bool good = true;

	for (const struct civ_common_option *o = civ_common_options; o->option.name != NULL && good; o++)
		good = add_option(paths, &o->option, type, &frame->parsed.common, frame->arena);
	for (const struct civ_option *o = frame->command->options; o != NULL && o->name != NULL && good; o++)
		good = add_option(paths, o, type, frame->parsed.own, frame->arena);
	return good;
}

/* All paths of the command line of that TYPE, which is CIV_OPTION_READ or CIV_OPTION_WRITE; "-" stands for none. */
static bool collect(const struct civ_frame *frame, enum civ_option_type type, struct paths *paths)
{
	const struct civ_operand_use *use = &frame->use;
	enum civ_operands operands = type == CIV_OPTION_READ ? CIV_OPERANDS_READ : CIV_OPERANDS_WRITE;
	size_t common = 0, most = option_count(frame->command->options) + use->key_count + use->file_count + 1;

	while (civ_common_options[common].option.name != NULL)
		common++;
	paths->count = 0;
	paths->list = civ_arena_alloc(frame->arena, (common + most) * sizeof *paths->list);
	if (paths->list == NULL || !add_options(frame, type, paths))
		return false;
	for (size_t i = 0; frame->command->operands_are == operands && i < use->key_count; i++)
		paths->list[paths->count++] = (struct named){frame->command->operands, use->keys[i]};
	for (size_t i = 0; type == CIV_OPTION_READ && i < use->file_count; i++)
		paths->list[paths->count++] = (struct named){frame->command->operands, use->files[i]};
	if (type == CIV_OPTION_READ && use->reads && use->file_count == 0)
		paths->list[paths->count++] = (struct named){NULL, "-"};
	return true;
}

static bool is_dash(const char *path)
{
	return strcmp(path, "-") == 0;
}

/* A device or a pipe, what is neither a file nor a folder, is written straight: nothing takes its place. */
static bool is_replaced(const char *path)
{
	struct stat file;

	return !is_dash(path) && (stat(path, &file) != 0 || S_ISREG(file.st_mode) || S_ISDIR(file.st_mode));
}

/* What programs read of a folder that is given to them. */
static bool is_read_of_folder(const char *path)
{
	const char *ending = strrchr(path, '.');

	return ending != NULL && (strcmp(ending, ".csv") == 0 || strcmp(ending, ".sql") == 0);
}

/* Standard input may be a file too. */
static bool is_what(const char *path, const char *read)
{
	return civ_path_same(path, is_dash(read) ? "/dev/stdin" : read) ||
	       (is_read_of_folder(path) && civ_path_is_in(path, read));
}

static enum civ_status spare_read(struct civ_messages *messages, const struct named *output, const struct named *read)
{
	if (is_dash(read->path))
		return civ_error(messages, CIV_USAGE, NULL, "%s: %s is standard input, which this run reads",
		                 output->name, output->path);
	if (strncmp(read->name, "--", 2) == 0)
		return civ_error(messages, CIV_USAGE, NULL, "%s: %s is what %s reads", output->name, output->path,
		                 read->name);
	return civ_error(messages, CIV_USAGE, NULL, "%s: %s is an input of this run", output->name, output->path);
}

/* OUTPUT is none of the inputs, nor of the database under whatever name, and no link of somebody else's leads there. */
static enum civ_status spare(const struct civ_frame *frame, const struct named *output, const struct paths *inputs)
{
	bool stored = (frame->needs & (CIV_NEED_READ | CIV_NEED_WRITE | CIV_NEED_CREATE)) != 0;
	const char *path = output->path;

	if (!is_dash(path) && !civ_path_is_trusted(path))
		return civ_error(frame->messages, CIV_USAGE, NULL,
		                 "%s: %s leads through a link that somebody else made: it is not followed"
		                 , output->name, path);
	if (!is_replaced(path))
		return CIV_OK;
	if (stored && civ_path_is_database(path, civ_database_path(frame->parsed.common.db)))
		return civ_error(frame->messages, CIV_USAGE, NULL, "%s: %s is the database itself", output->name, path);
	for (size_t i = 0; i < inputs->count; i++)
		if (is_what(path, inputs->list[i].path))
			return spare_read(frame->messages, output, &inputs->list[i]);
	return CIV_OK;
}

enum civ_status civ_context_reads(struct civ_context *context, const char *path)
{
	struct paths outputs;

	if (!collect((const struct civ_frame *)context, CIV_OPTION_WRITE, &outputs))
		return civ_no_memory(context->messages);
	for (size_t i = 0; i < outputs.count; i++) {
		const struct named *output = &outputs.list[i];

		if (is_replaced(output->path) && civ_path_same(output->path, path))
			return civ_error(context->messages, CIV_USAGE, NULL, "%s: %s is an input of this run",
			                 output->name, output->path);
	}
	return CIV_OK;
}

enum civ_status civ_outputs_spare(struct civ_frame *frame)
{
	struct paths inputs, outputs;
	enum civ_status status = CIV_OK;

	if (!collect(frame, CIV_OPTION_WRITE, &outputs))
		return civ_no_memory(frame->messages);
	if (outputs.count == 0)
		return CIV_OK;
	if (!collect(frame, CIV_OPTION_READ, &inputs))
		return civ_no_memory(frame->messages);
	for (size_t i = 0; i < outputs.count && status == CIV_OK; i++) {
		const struct named *one = &outputs.list[i], *other = outputs.list;

		status = spare(frame, one, &inputs);
		for (; other < one && status == CIV_OK && is_replaced(one->path); other++)
			if (civ_path_same(one->path, other->path))
				status = civ_error(frame->messages, CIV_USAGE, NULL, "%s: %s is what %s writes",
				                   one->name, one->path, other->name);
	}
	return status;
}
