#!/bin/sh
# kill.sh BUILD: an import, and the sheets of a survey, are killed (-9) at several moments; each time all of it is there
# or nothing, and the database is whole. The next program works as if nothing had been.
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

# Sheets are three tables: respondents, their strata, their answers.
rm -f plan.db*
cp start.db plan.db
survey-add -q --code=V1 --name=V1 --start=2026-03-01 --mode=paper --kind=vote
printf 'code,text,kind,choices,top\nQ1,Where?,choice,Park;Square,\nQ2,Satisfied?,scale,,5\n' |
	question-add -q --survey=V1 -
printf 'dimension,code,least,most\nage,18-64,18,64\nage,65+,65,\n' | stratum-add -q --survey=V1 -
rm start.db*
cp plan.db start.db
awk 'BEGIN {
	print "number,age,Q1,Q2"
	for (i = 1; i <= 60000; i++) print i "," 18 + i % 70 ",Park," 1 + i % 5
}' >sheets.csv
counted="SELECT (SELECT count(*) FROM respondent) || ' ' || (SELECT count(*) FROM respondent_stratum)
	|| ' ' || (SELECT count(*) FROM answer)"
for moment in 0.02 0.05 0.1 0.2 0.4 0.7; do
	rm -f plan.db*
	cp start.db plan.db
	survey-log -q --survey=V1 sheets.csv &
	job=$!
	sleep "$moment"
	kill -9 $job 2>/dev/null || :
	wait $job 2>/dev/null || :
	count=$(plan-query --no-header "$counted")
	case $count in
	'0 0 0' | '60000 60000 120000') ;;
	*) echo "kill: $count of the sheets are there" && exit 1 ;;
	esac
	[ "$(sqlite3 plan.db 'PRAGMA integrity_check; PRAGMA foreign_key_check')" = ok ] ||
		{ echo 'kill: the database is damaged' && exit 1; }
	printf 'number,age,Q1,Q2\nnext,70,Square,5\n' | survey-log -q --survey=V1 -
done
echo 'kill: ok'
