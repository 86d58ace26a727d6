#!/bin/sh
# new-noun.sh BUILD: a noun is one file and its prose. In a copy of the tree one is added, and nothing else is touched:
# its table, programs, help, manual page and place in a bundle are there; and so is a check in a file of a new folder.
set -eu
top=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset MAKEFLAGS MFLAGS MAKELEVEL
cp -R "$top/Makefile" "$top/cmd" "$top/lib" "$top/include" "$top/man" "$top/scripts" "$top/tests" "$work"
cd "$work"
cat >lib/noun/letter.c <<'END'
#include "civplan/noun.h"

extern const struct civ_noun civ_noun_unit;

static const struct civ_column columns[] = {
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY, .label = "Code", .label_zh = "编码",
	 .help = "number of the letter"},
	{.name = "unit", .type = CIV_REF, .flags = CIV_REQUIRED, .ref = &civ_noun_unit, .label = "Unit",
	 .label_zh = "单位",
	 .help = "unit that signed"},
	{.name = "signed", .type = CIV_DATE, .label = "Signed", .label_zh = "签订日期", .help = "day of signing"},
	{.name = NULL},
};

const struct civ_noun civ_noun_letter = {
	.name = "letter", .view = "letters", .label = "Letter", .label_zh = "责任书",
	.summary = "a signed responsibility letter", .subject = CIV_SUBJECT_PEOPLE, .columns = columns,
};
END
mkdir lib/letter
cat >lib/letter/checks.c <<'END'
#include "civplan/check.h"

static const struct civ_check checks[] = {
	{.name = "letter_unsigned", .severity = CIV_CHECK_NOTE, .summary = "a letter that nobody has signed",
	 .sql = "SELECT code, 'not signed', 'a day', NULL FROM letter WHERE signed IS NULL ORDER BY code"},
	{.name = NULL},
};

const struct civ_check_table civ_letter_checks = {.place = 45, .checks = checks};
END
printf '.SH DESCRIPTION\nA responsibility letter and the unit that signed it.\n' >man/letter.man
make -s -j2 programs build/man/man1/letter.1 build/man/zh_CN/man1/letter.1 >/dev/null
PATH=$work/build/bin:$PATH
export CIVPLAN_DB=plan.db
plan-init --template=civilised-city
printf 'code,unit,signed\nL1,U08,2024/5/1\nL2,创城办,\n' | letter-add
[ "$(plan-check --rule=letter_unsigned --columns=subject --no-header)" = L2 ]
letter-set L2 --signed=2024-06-01
[ "$(letter-list --format=tsv --no-header | tr '\t\n' ',;')" = 'L1,U08,2024-05-01;L2,U02,2024-06-01;' ]
unit-remove U02 2>/dev/null && exit 1
letter-remove L1
letter-add --help-all | grep -q 'day of signing'
grep -q 'letter.*remove' build/man/man1/letter.1
plan-export bundle && plan-init --db=copy.db --from=bundle &&
	[ "$(letter-list --db=copy.db --no-header)" = L2,U02,2024-06-01 ]
echo 'new-noun: ok'
