#!/bin/sh
# together.sh BUILD: four programs write and two read the same database at once; no row is lost, nobody fails. Then the
# sheets of a survey: two enter them while a third tallies, which sees whole files or nothing of them.
set -eu
build=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
PATH=$build/bin:$PATH
export CIVPLAN_DB=plan.db

plan-init --template=civilised-city
for writer in 1 2 3 4; do
	(
		n=0
		while [ $n -lt 25 ]; do
			n=$((n + 1))
			printf 'channel,external_id,reported_at,category\nC0%s,T%s,2026-03-01 08:00,stalls\n' \
				$writer $n |
				issue-log || echo "writer $writer failed: $?"
		done
	) >"writer$writer" 2>&1 &
done
for reader in 1 2; do
	(
		n=0
		while [ $n -lt 40 ]; do
			n=$((n + 1))
			issue-list --columns=stage >/dev/null || echo "reader $reader failed: $?"
		done
	) >"reader$reader" 2>&1 &
done
wait
cat writer? reader?
[ -z "$(cat writer? reader?)" ] || exit 1
[ "$(issue-list --no-header | wc -l)" -eq 100 ] || { echo 'together: rows are missing' && exit 1; }
[ "$(sqlite3 plan.db 'PRAGMA integrity_check')" = ok ] || exit 1

survey-add -q --code=V1 --name=V1 --start=2026-03-01 --mode=paper --kind=vote
printf 'code,text,kind,choices\nQ1,Where?,choice,Park;Square\n' | question-add -q --survey=V1 -
printf 'dimension,code,least,most\nage,18-64,18,64\nage,65+,65,\n' | stratum-add -q --survey=V1 -
for writer in 1 2; do
	(
		n=0
		while [ $n -lt 10 ]; do
			n=$((n + 1))
			awk -v w=$writer -v n=$n 'BEGIN {
				print "number,age,Q1"
				for (i = 1; i <= 200; i++) print w "-" n "-" i "," 18 + i % 70 ",Park"
			}' | survey-log -q --survey=V1 - || echo "writer $writer failed: $?"
		done
	) >"writer$writer" 2>&1 &
done
(
	n=0
	while [ $n -lt 20 ]; do
		n=$((n + 1))
		seen=$(survey-tally --survey=V1 --columns=choice,n,missing --no-header 2>&1) || :
		case $seen in
		'' | *fewer*) ;; # nobody has answered yet
		*) printf '%s\n' "$seen" | awk -F, '$1 == "Park" && ($2 % 200 || $3) {print "half of a file: " $0}' ;;
		esac
	done
) >reader1 2>&1 &
wait
cat writer1 writer2 reader1
[ -z "$(cat writer1 writer2 reader1)" ] || exit 1
counted="SELECT (SELECT count(*) FROM respondent) || ' ' || (SELECT count(*) FROM respondent_stratum)
	|| ' ' || (SELECT count(*) FROM answer)
	|| ' ' || (SELECT count(*) FROM answer a JOIN respondent r ON r.id = a.number_id)"
[ "$(plan-query --no-header "$counted")" = '4000 4000 4000 4000' ] || { echo 'together: sheets are missing' && exit 1; }
[ "$(sqlite3 plan.db 'PRAGMA integrity_check; PRAGMA foreign_key_check')" = ok ] || exit 1
echo 'together: ok'
