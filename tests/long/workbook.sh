#!/bin/sh
# tests/long/workbook.sh BUILD: workbooks of a million rows, and those of issue-sheet: their cells are those of the CSV
# sheets, text and never formulas; what is given is locked, days are checked, reasons are offered. Wants unzip, and
# programs built with libxlsxwriter; else nothing is tested, and that is said.
set -eu
build=$(cd "$1" && pwd)
PATH=$build/bin:$PATH
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export CIVPLAN_DB=plan.db
plan-init --template=civilised-city
issue-log --category=stalls --reported-at=2026-03-02 --unit=U08 --place='=HYPERLINK("x")' --description='a <b> & "c"
第二行'
issue-log --category=stalls --reported-at=2026-03-03 --unit=U08 --external-id=007 --channel=C01
issue-list --columns=id | issue-move --to=assigned --at='2026-03-04 10:00' -
if ! issue-sheet --xlsx --out=books 2>err; then
	cat err
	grep -q 'without libxlsxwriter' err
	exit
fi
command -v unzip >/dev/null || { echo 'workbook: no unzip, not tested'; exit 0; }
issue-sheet --xlsx --labels --out=named
issue-sheet --out=plain
failed=0
check() { # NAME COMMAND...
	name=$1
	shift
	"$@" || { echo "workbook: $name"; failed=1; }
}
unzip -q books/U08.xlsx -d book
sheet=book/xl/worksheets/sheet1.xml
check 'no formula' sh -c "! grep -q '<f>' $sheet"
check 'the text of a formula' grep -q '=HYPERLINK(&quot;x&quot;)\|=HYPERLINK("x")' book/xl/sharedStrings.xml
check 'zeros in front' grep -q '<t>007</t>' book/xl/sharedStrings.xml
check 'locked' grep -q '<sheetProtection' $sheet
check 'three days are checked' test "$(grep -o 'type="date"' $sheet | wc -l)" -eq 3
check 'one list' test "$(grep -o 'type="list"' $sheet | wc -l)" -eq 1
check 'rows' test "$(grep -o '<row ' $sheet | wc -l)" -eq \
	"$(issue-sheet --out=again && tail -n +1 again/U08.csv | grep -c '^[i0-9]')"
issue-sheet --xlsx --out=/dev/null/x 2>/dev/null && { echo 'workbook: no folder, no error'; failed=1; }
[ ! -e books/U08.xlsx.new ] || { echo 'workbook: a part of one was left'; failed=1; }
# More rows than a sheet has, in little memory; and files that there is no room for.
many="with recursive n(i) as (select 1 union all select i + 1 from n where i < 1048580)
	select i, 'row ' || i as text from n"
check 'a million rows in 256 MiB of addresses' \
	sh -c "ulimit -v 262144; plan-query \"$many\" --format=xlsx -o many.xlsx"
check 'two sheets' test "$(unzip -p many.xlsx xl/workbook.xml | grep -o '<sheet name="[^"]*"' | tr '\n' ' ')" = \
	'<sheet name="plan-query" <sheet name="plan-query 2" '
check 'the last rows on the second' \
	test "$(unzip -p many.xlsx xl/worksheets/sheet2.xml | grep -o '<row ' | wc -l)" -eq 6
(ulimit -f 8000; plan-query "$many" --format=xlsx -o full.xlsx 2>/dev/null) &&
	{ echo 'workbook: cut, no error'; failed=1; }
[ ! -e full.xlsx ] || { echo 'workbook: a part of one was left'; failed=1; }
[ $failed -eq 0 ] && echo 'workbook: ok'
exit $failed
