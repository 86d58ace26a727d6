#!/bin/sh
# upgrade-killed.sh BUILD [TIMES [ISSUES]]: an upgrade of 400,000 issues is killed (-9) at 100 random moments (the seed
# is fixed) of the time that it takes. Each time the file is the old one or the new one, whole, and a later upgrade
# gives the schema of a new database, text for text.
set -eu
build=$(cd "$1" && pwd)
times=${2:-100}
issues=${3:-400000}
cases=$(cd "$(dirname "$0")/../cli" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
PATH=$build/bin:$PATH
export CIVPLAN_DB=plan.db

fail() {
	echo "upgrade-killed: $*"
	exit 1
}
schema() { sqlite3 "$1" "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY 1, 2"; }

sqlite3 start.db <"$cases/upgrade-from-3/old.sql" >/dev/null
sqlite3 start.db "INSERT INTO issue (reported_at, category_id, place, due, stage)
	SELECT '2025-03-01 08:00:00', (SELECT min(id) FROM category), 'place ' || value % 5000, '2025-03-09', 'reported'
	FROM generate_series(1, $issues)"
plan-init --db=new.db --template=empty
schema new.db >new.schema
schema start.db >old.schema
whole() { sqlite3 plan.db 'SELECT count(*) || sum(id) FROM issue'; }
cp start.db plan.db
rows=$(whole)
start=$(date +%s%N)
plan-upgrade -q
span=$((($(date +%s%N) - start) / 1000000))
[ "$(whole)" = "$rows" ] || fail 'the upgrade lost rows'
old=0
new=0
awk -v n="$times" -v whole="$span" \
	'BEGIN { srand(20260301); for (i = 0; i < n; i++) printf "%.4f\n", rand() * 1.1 * whole / 1000 }' >moments
while read -r moment; do
	rm -f plan.db*
	cp start.db plan.db
	plan-upgrade -q </dev/null &
	job=$!
	sleep "$moment"
	kill -9 $job 2>/dev/null || :
	wait $job 2>/dev/null || :
	case $(sqlite3 plan.db 'PRAGMA user_version') in
	3)
		old=$((old + 1))
		schema plan.db | cmp -s - old.schema || fail "neither old nor new after $moment s"
		;;
	*)
		new=$((new + 1))
		schema plan.db | cmp -s - new.schema || fail "neither old nor new after $moment s"
		;;
	esac
	[ "$(whole)" = "$rows" ] || fail "rows are lost after $moment s"
	[ "$(sqlite3 plan.db 'PRAGMA quick_check; PRAGMA foreign_key_check')" = ok ] ||
		fail "the database is damaged after $moment s"
done <moments
plan-upgrade -q
schema plan.db | cmp - new.schema || fail 'an upgrade after a kill gives another schema'
plan-check --rule=file,summary --no-header || fail 'the last one is not sound'
if [ $old -eq 0 ] || [ $new -eq 0 ]; then fail "the moments hit one side only: $old old, $new new"; fi
echo "upgrade-killed: ok ($old times old, $new times new)"
