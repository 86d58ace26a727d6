#!/bin/sh
# kill.sh BUILD: an import is killed (-9) at several moments; each time all of it is there or nothing, and the database
# is whole. The next program works as if nothing had been.
set -eu
build=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
PATH=$build/bin:$PATH
export CIVPLAN_DB=plan.db

plan-init --template=civilised-city
awk 'BEGIN {
	print "channel,external_id,reported_at,category"
	for (i = 1; i <= 60000; i++) printf "C01,K%06d,2026-03-%02d 08:00,stalls\n", i, 1 + i % 28
}' >feed.csv
cp plan.db start.db
for moment in 0.02 0.05 0.1 0.2 0.4 0.7 1.1; do
	rm -f plan.db*
	cp start.db plan.db
	issue-log -q feed.csv &
	job=$!
	sleep "$moment"
	kill -9 $job 2>/dev/null || :
	wait $job 2>/dev/null || :
	count=$(issue-list --columns=id --no-header | wc -l)
	case $count in 0 | 60000) ;; *) echo "kill: $count of 60000 rows are there" && exit 1 ;; esac
	[ "$(sqlite3 plan.db 'PRAGMA integrity_check')" = ok ] || { echo 'kill: the database is damaged' && exit 1; }
	issue-log --category=stalls --reported-at=2026-04-01
done
echo 'kill: ok'
