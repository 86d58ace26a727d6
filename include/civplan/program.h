/* What the library gives to the programs: everything of them but their names. */
#ifndef CIVPLAN_PROGRAM_H
#define CIVPLAN_PROGRAM_H

/* Run the program NAME and give its exit status. NULL: the one that ARGV[0] names, whatever folder it stands in. A name
 * that no program has is civplan's, which also runs the program that its first argument names. */
__attribute__((visibility("default"))) int civ_program(const char *name, int argc, char **argv);

#endif
