#!/bin/sh
# cents.sh BUILD [ROWS]: ten million entries of 0.01 yuan sum to 100,000 yuan, exactly; so do their reversals, to
# nothing, and fund-report says so in yuan.
set -eu
build=$(cd "$1" && pwd)
rows=${2:-10000000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
PATH=$build/bin:$PATH
export CIVPLAN_DB=plan.db CIVPLAN_ASOF=2026-01-31

fail() {
	echo "cents: $*"
	exit 1
}
plan-init
fund-add --code=U --name=Works --kind=infrastructure --year=2026 --planned=100000
awk -v rows="$rows" 'BEGIN {
	print "date,kind,amount,use"
	for (i = 0; i < rows; i++) print "2026-01-01,spent,0.01,U"
}' | flow-add -
found=$(sqlite3 plan.db "SELECT count(*) || ' ' || sum(amount) FROM flow")
[ "$found" = "$rows $rows" ] || fail "$found, not $rows $rows"
yuan=$(awk -v fen="$rows" 'BEGIN { printf "%d.%02d", fen / 100, fen % 100 }' | sed 's/0$//; s/\.0$//')
spent=$(fund-report --columns=side,spent --no-header | sed -n 's/^use,//p')
[ "$spent" = "$yuan" ] || fail "fund-report: $spent, not $yuan"
awk 'BEGIN { print "reverses"; for (i = 1; i <= 1000; i++) print i }' | flow-add -
spent=$(sqlite3 plan.db "SELECT sum(amount) FROM flow")
[ "$spent" = $((rows - 1000)) ] || fail "$spent, not $((rows - 1000))"
echo "cents: $rows entries of 0.01: $yuan"
