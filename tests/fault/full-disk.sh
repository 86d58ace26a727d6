#!/bin/sh
# full-disk.sh BUILD: a disk that fills up during an import, and output to a full disk. Needs root, for a small tmpfs.
set -eu
build=$(cd "$1" && pwd)
work=$(mktemp -d)
PATH=$build/bin:$PATH
if [ "$(id -u)" -ne 0 ] || ! mount -t tmpfs -o size=8m none "$work" 2>/dev/null; then
	rmdir "$work"
	echo 'full-disk: skipped: no tmpfs may be mounted here'
	exit 0
fi
trap 'umount "$work"; rmdir "$work"' EXIT
export CIVPLAN_DB="$work/plan.db"

fail() {
	echo "full-disk: $*"
	exit 1
}
plan-init --template=civilised-city
awk 'BEGIN {
	print "channel,external_id,reported_at,category,description"
	for (i = 1; i <= 120000; i++)
		printf "C01,K%06d,2026-03-01 08:00,stalls,占道经营影响通行请处理%d\n", i, i
}' | {
	status=0
	issue-log 2>/tmp/full-disk.$$ || status=$?
	grep -qi 'full' /tmp/full-disk.$$ || fail "the message does not name the disk: $(cat /tmp/full-disk.$$)"
	rm -f /tmp/full-disk.$$
	[ $status -eq 4 ] || fail "status $status instead of 4"
}
[ "$(issue-list --no-header | wc -l)" -eq 0 ] || fail 'something was stored'
status=0
task-list -o "$work/filler" >/dev/null 2>&1 || status=$?
head -c 8000000 /dev/zero >"$work/zeros" 2>/dev/null || :
status=0
task-list -o "$work/tasks.csv" 2>/dev/null || status=$?
[ $status -eq 4 ] || fail "-o on a full disk gives $status"
[ ! -e "$work/tasks.csv" ] || fail 'a part of the output was left'
rm "$work/zeros"
# An upgrade sees how much is free before it begins.
sqlite3 "$CIVPLAN_DB" 'DROP VIEW units'
head -c 5600000 /dev/zero >"$work/zeros"
status=0
plan-upgrade 2>"$work/said" || status=$?
grep -q 'MiB free, and about .* are needed; nothing was changed' "$work/said" ||
	fail "the upgrade does not say why: $(cat "$work/said")"
[ $status -eq 4 ] || fail "an upgrade without room gives $status"
[ -z "$(find "$work" -name 'plan.db.v*')" ] || fail 'it made its backup all the same'
rm "$work/zeros"
plan-upgrade 2>/dev/null || fail 'an upgrade with room fails'
issue-log --category=stalls --reported-at=2026-04-01 || fail 'not usable afterwards'
# The sheets of a survey are three tables, and none of them holds a part.
survey-add -q --code=V1 --name=V1 --start=2026-03-01 --mode=paper --kind=vote
printf 'code,text,kind,choices\nQ1,Where?,choice,Park;Square\nQ2,Where else?,choice,Park;Square\n' |
	question-add -q --survey=V1 -
printf 'dimension,code,least,most\nage,18-64,18,64\nage,65+,65,\n' | stratum-add -q --survey=V1 -
status=0
awk 'BEGIN {
	print "number,age,Q1,Q2"
	for (i = 1; i <= 120000; i++) print i "," 18 + i % 70 ",Park,Square"
}' | survey-log -q --survey=V1 - 2>"$work/said" || status=$?
grep -qi 'full' "$work/said" || fail "survey-log does not name the disk: $(cat "$work/said")"
[ $status -eq 4 ] || fail "survey-log: status $status instead of 4"
counted='SELECT (SELECT count(*) FROM respondent) + (SELECT count(*) FROM respondent_stratum)
	+ (SELECT count(*) FROM answer)'
[ "$(plan-query --no-header "$counted")" -eq 0 ] || fail 'a part of the sheets was stored'
printf 'number,age,Q1,Q2\n1,70,Park,Park\n' | survey-log -q --survey=V1 - || fail 'survey-log is not usable afterwards'
echo 'full-disk: ok'
