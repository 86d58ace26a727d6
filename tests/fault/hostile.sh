#!/bin/sh
# hostile.sh BUILD [FIRST COUNT]: damaged databases, 200 of them unless more are asked for, before every reading
# program, built with the sanitizers. COUNT is shared among as many processes as there are processors; see hostile.c.
set -eu
top=$(cd "$(dirname "$0")/../.." && pwd)
build=$(cd "$1" && pwd)
first=${2:-1}
count=${3:-200}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
jobs=$(nproc)
hostile=$top/build/sanitize/hostile
make -s -C "$top" -j"$jobs" SANITIZE=1 build/sanitize/hostile >"$work/make" 2>&1 || {
	cat "$work/make"
	exit 1
}
"$top/scripts/demo" "$build" "$work/demo" >/dev/null
sqlite3 "$work/demo/demo.db" 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
for job in $(seq "$jobs"); do
	share=$((count * job / jobs - count * (job - 1) / jobs))
	mkdir "$work/$job"
	{ "$hostile" "$work/demo/demo.db" "$work/$job" "$first" "$share" >"$work/$job.said" 2>&1 ||
		echo "$job" >>"$work/failed"; } &
	first=$((first + share))
done
wait
cat "$work"/*.said
[ ! -e "$work/failed" ] || exit 1
echo 'hostile: ok'
