#!/bin/sh
# kill-moments.sh BUILD [TIMES]: an import of 60,000 issues is killed (-9) at 200 random moments (the seed is fixed) of
# the time that it takes. Each time all of it is there or nothing, the file is whole, and the summary is what a recount
# makes.
set -eu
build=$(cd "$1" && pwd)
times=${2:-200}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
PATH=$build/bin:$PATH
export CIVPLAN_DB=plan.db

fail() {
	echo "kill-moments: $*"
	exit 1
}
plan-init --template=civilised-city
awk 'BEGIN {
	print "channel,external_id,reported_at,category,place,closed_at"
	for (i = 1; i <= 60000; i++)
		printf "C01,K%06d,2026-03-%02d 08:00,stalls,place %d,%s\n", \
			i, 1 + i % 28, i % 5000, i % 3 ? "2026-04-05 09:00" : ""
}' >feed.csv
{
	echo reported_at,category,place,closed_at
	seq 3000 | sed 's/.*/2026-01-10 08:00,stalls,place &,2026-02-10 08:00/'
} | issue-log -
cp plan.db start.db
start=$(date +%s%N)
issue-log -q feed.csv
whole=$((($(date +%s%N) - start) / 1000000))
none=0
all=0
awk -v n="$times" -v whole="$whole" \
	'BEGIN { srand(20260301); for (i = 0; i < n; i++) printf "%.4f\n", rand() * 1.1 * whole / 1000 }' >moments
while read -r moment; do
	rm -f plan.db*
	cp start.db plan.db
	issue-log -q feed.csv </dev/null &
	job=$!
	sleep "$moment"
	kill -9 $job 2>/dev/null || :
	wait $job 2>/dev/null || :
	count=$(issue-list --columns=id --no-header | wc -l)
	case $count in
	3000) none=$((none + 1)) ;;
	63000) all=$((all + 1)) ;;
	*) fail "$count of 63000 rows are there after $moment s" ;;
	esac
	# It looks at every page, index and reference too.
	plan-check --rule=file,summary --no-header >found || fail "after $moment s: $(cat found)"
done <moments
if [ $none -eq 0 ] || [ $all -eq 0 ]; then fail "the moments hit one side only: $none nothing, $all everything"; fi
echo "kill-moments: ok ($none times nothing, $all times everything)"
