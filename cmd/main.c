/* The main() of all programs. A program is its name; what it does stands in the library. */
#include <stddef.h>

#include "civplan/program.h"

int main(int argc, char **argv)
{
	return civ_program(CIV_PROGRAM, argc, argv);
}
