#!/bin/sh
# pipelines.sh BUILD: 200,000 issues through the pipelines that read and write one database, and a second user of the
# same group who lists before, while and after the first one imports (as root; else that part is passed over).
set -eu
build=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
PATH=$build/bin:$PATH
export CIVPLAN_DB="$work/plan.db"
rows=200000

fail() {
	echo "pipelines: $*"
	exit 1
}
plan-init --template=civilised-city
awk -v rows=$rows 'BEGIN {
	print "channel,external_id,reported_at,category,place,unit"
	for (i = 1; i <= rows; i++)
		printf "C0%d,P%07d,2026-%02d-%02d %02d:00,stalls,人民路%d号,U08\n", \
			1 + i % 3, i, 1 + i % 6, 1 + i % 28, i % 24, i % 900
}' >feed.csv

reader=
if [ "$(id -u)" -eq 0 ] && command -v setpriv >/dev/null; then
	chgrp 54321 "$work" plan.db plan.db-wal plan.db-shm
	chmod 0755 "$work"
	mkdir bin
	cp "$build/bin/issue-list" bin/
	cp -R "$build/lib" .
	chmod -R a+rX bin lib
	reader='setpriv --reuid=54323 --regid=54321 --clear-groups ./bin/issue-list --columns=id --no-header'
	[ "$($reader | wc -l)" -eq 0 ] || fail 'the reader sees rows before the import'
fi

issue-log -p feed.csv | issue-move --to=assigned --at='2026-10-01 08:00' -p >moved.csv &
if [ -n "$reader" ]; then
	while kill -0 $! 2>/dev/null; do
		seen=$($reader | wc -l) || fail 'the reader is locked out'
		case $seen in 0 | "$rows") ;; *) fail "the reader saw $seen rows" ;; esac
		sleep 0.2
	done
fi
wait $!
[ "$(wc -l <moved.csv)" -eq $((rows + 1)) ] || fail 'rows were lost between issue-log and issue-move'
[ "$(issue-list --stage=assigned --no-header | wc -l)" -eq $rows ] || fail 'not every issue was moved'
issue-list >before.csv
issue-list | issue-set -p >printed.csv
[ "$(wc -l <printed.csv)" -eq $((rows + 1)) ] || fail 'issue-set lost rows'
issue-list --columns=id | issue-set --severity=2 -
[ "$(issue-list --severity=2 --no-header | wc -l)" -eq $rows ] || fail 'issue-set did not set every row'
# shellcheck disable=SC2015 # a failing tee is a failure too
issue-list --limit=5000 | tee copy.csv | issue-set && [ "$(wc -l <copy.csv)" -eq 5001 ] || fail 'list | tee | set'
[ -z "$reader" ] || [ "$($reader | wc -l)" -eq $rows ] || fail 'the reader is locked out afterwards'
[ "$(sqlite3 plan.db 'PRAGMA integrity_check')" = ok ] || fail 'the database is damaged'
[ -z "$(sqlite3 plan.db 'PRAGMA foreign_key_check')" ] || fail 'references lead nowhere'
echo 'pipelines: ok'
