#!/bin/sh
# hostile.sh BUILD [FIRST COUNT [EVERY]]: damaged databases before every reading program, built with the sanitizers.
# Unless more is asked for there are 100 of them, and each meets an eighth of the calls, so that each call meets 12:
# what `make check` has time for. tests/long/hostile.sh, of check-all, has ten thousand meet all of them. COUNT is
# shared among as many processes as there are processors; see hostile.c.
set -eu
top=$(cd "$(dirname "$0")/../.." && pwd)
build=$(cd "$1" && pwd)
first=${2:-1}
count=${3:-100}
every=${4:-8}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
jobs=$(nproc)
hostile=$top/build/sanitize/hostile
make -s -C "$top" -j"$jobs" SANITIZE=1 build/sanitize/hostile >"$work/make" 2>&1 || {
	cat "$work/make"
	exit 1
}
"$top/scripts/demo" "$build" "$work/demo" >/dev/null
# Each program reads every database whole: of the issues a third will do, and the file is the denser for it.
db=$work/demo/demo.db
sqlite3 "$db" "SELECT format('DELETE FROM \"%s\" WHERE \"%s\" %% 3 <> 1;', name, \"from\")
	FROM (SELECT m.name, f.\"from\" FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f
		WHERE m.type = 'table' AND f.\"table\" = 'issue')" >"$work/third"
echo 'DELETE FROM issue WHERE id % 3 <> 1; VACUUM; PRAGMA wal_checkpoint(TRUNCATE);' >>"$work/third"
sqlite3 "$db" <"$work/third" >/dev/null
for job in $(seq "$jobs"); do
	share=$((count * job / jobs - count * (job - 1) / jobs))
	mkdir "$work/$job"
	{ "$hostile" "$db" "$work/$job" "$first" "$share" "$every" >"$work/$job.said" 2>&1 ||
		echo "$job" >>"$work/failed"; } &
	first=$((first + share))
done
wait
cat "$work"/*.said
[ ! -e "$work/failed" ] || exit 1
echo 'hostile: ok'
