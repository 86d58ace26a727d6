#!/bin/sh
# together.sh BUILD: four programs write and two read the same database at once; no row is lost, nobody fails.
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
echo 'together: ok'
