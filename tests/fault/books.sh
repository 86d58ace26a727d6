#!/bin/sh
# books.sh BUILD [FIRST COUNT]: damaged workbooks, 2000 of them unless more are asked for, before their reader, built
# with the sanitizers; see books.c. COUNT is shared among as many processes as there are processors.
set -eu
top=$(cd "$(dirname "$0")/../.." && pwd)
first=${2:-1}
count=${3:-2000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
jobs=$(nproc)
if ! echo '#include <zip.h>' | ${CC:-cc} -E - >/dev/null 2>&1; then
	echo 'books: skipped, for the programs are built without libzip'
	exit 0
fi
make -s -C "$top" -j"$jobs" SANITIZE=1 build/sanitize/books >"$work/make" 2>&1 || {
	cat "$work/make"
	exit 1
}
for job in $(seq "$jobs"); do
	share=$((count * job / jobs - count * (job - 1) / jobs))
	{ "$top/build/sanitize/books" "$first" "$share" "$top"/tests/books/*.xlsx "$top"/tests/books/*.xls \
		>"$work/$job.said" 2>&1 || echo "$job" >>"$work/failed"; } &
	first=$((first + share))
done
wait
cat "$work"/*.said
[ ! -e "$work/failed" ] || exit 1
echo 'books: ok'
