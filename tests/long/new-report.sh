#!/bin/sh
# new-report.sh BUILD: a report is one file, its prose and its Chinese. In a copy of the tree the one that README.md
# shows is added, as it stands there, and nothing else is touched: its program, options, groups with a row of all
# together, flags, help, headings, manual page, completion and texts to translate are there.
set -eu
top=$(cd "$(dirname "$0")/../.." && pwd)
build=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset MAKEFLAGS MFLAGS MAKELEVEL
for part in Makefile cmd lib include man scripts tests; do cp -Rp "$top/$part" "$work"; done
# What is built already is not built again; build/bin holds no name of this folder.
cp -Rp "$build" "$work/build"
cd "$work"
shown() { awk '/^    #include "civplan\/report.h"/ {on = 1} /^`\{by\}`/ {on = 0} on' "$1" | sed 's/^    //'; }
shown "$top/README.md" >lib/report/load-report.c
shown "$top/README.zh.md" | cmp - lib/report/load-report.c
echo '.SH DESCRIPTION
Counts the tasks under way.' >man/load-report.man
echo '.SH 说明
统计在办任务。' >lib/po/man/zh_CN/load-report.man
make -s -j2 programs build/man/man1/load-report.1 build/man/zh_CN/man1/load-report.1 \
	build/share/bash-completion/completions/civplan >said 2>&1 || { cat said >&2; exit 1; }
PATH=$work/build/bin:$PATH
export CIVPLAN_DB=plan.db CIVPLAN_ASOF=2026-06-30
plan-init -q
printf 'code,name,kind,parent\nA,甲,office,\nB,乙,office,A\nC,丙,office,\n' | unit-add -q
{
	echo code,title,unit,due,status
	for n in 1 2 3 4 5 6; do echo "A$n,a,A,2026-12-31,running"; done
	for n in 1 2 3; do echo "B$n,b,B,2026-12-31,running"; done
	echo C1,c,C,2026-12-31,running
	echo C2,c,C,2026-12-31,planned
} | task-add -q
says() { # EXPECTED COMMAND...: rows with ; for the ends of lines
	expected=$1
	shift
	[ "$("$@" | tr '\n' '/')" = "$expected" ] || { echo "new-report: $*: $("$@")" >&2; exit 1; }
}
says 'n,share,flags/10,100,/' load-report
says 'unit,n,share,flags/A,6,60,heavy/B,3,30,/C,1,10,/*,10,100,/' load-report --by=unit
says 'unit,n,share,flags/A,6,66.67,heavy/B,3,33.33,heavy/*,9,100,/' load-report --by=unit --unit=甲
says 'Unit,Tasks,Share (%),Flags/A,6,60,Heavy/' load-report --by=unit --check --labels
load-report --by=unit --check >/dev/null && exit 1
load-report --by=unit --unit=C --check --columns=n >/dev/null || [ $? -eq 1 ]
load-report --by=weight 2>said && exit 1
grep -q 'unit, phase' said
load-report --help | grep -q 'only this unit and those below it'
grep -q 'more than a third of all' build/man/man1/load-report.1
grep -q 统计在办任务 build/man/zh_CN/man1/load-report.1
grep -q load-report build/share/bash-completion/completions/civplan
civplan | grep -q 'load-report *count the tasks under way'
civplan --strings | grep -q 'tasks under way'
echo 'new-report: ok'
