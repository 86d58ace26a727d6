#!/bin/sh
# Two users of one group at one database: the owner writes; the other may read, always, and never gets in the way.
# Needs root, to become the two. Compiles store-probe.c unless STORE_PROBE names it.
set -eu

if [ "$(id -u)" -ne 0 ]; then
	echo "two-users: skipped: only root can run as two other users"
	exit 0
fi
if ! command -v setpriv >/dev/null; then
	echo "two-users: skipped: no setpriv here"
	exit 0
fi

top=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"

probe=$work/probe
if [ -n "${STORE_PROBE:-}" ]; then
	cp "$STORE_PROBE" "$probe"
else
	# The probe needs these of base's modules; the linker leaves the others out.
	# CC may be a wrapper with its compiler: two words.
	${CC:-cc} -std=c11 -D_GNU_SOURCE -O1 -g -I"$top" -I"$top/include" -o "$probe" \
		"$top/tests/fault/store-probe.c" "$top"/lib/store/*.c \
		"$top/lib/base/messages.c" "$top/lib/base/text.c" "$top/lib/base/buffer.c" "$top/lib/base/path.c" \
		"$top/lib/base/place.c" "$top/lib/base/say.c" -lsqlite3
fi
chmod 755 "$probe"

group=54321 owner=54322 reader=54323 stranger=54324
failures=0

as() { # USER COMMAND...; with exec=exec the shell becomes the command
	user=$1
	shift
	case $user in
	stranger) ${exec:-} setpriv --reuid=$stranger --regid=$stranger --clear-groups "$@" ;;
	owner) ${exec:-} setpriv --reuid=$owner --regid=$group --clear-groups "$@" ;;
	# The reader's own group is another: what it makes would not be the owner's to touch.
	reader) ${exec:-} setpriv --reuid=$reader --regid=$reader --groups=$group "$@" ;;
	esac
}

expect() { # NAME STATUS OUTPUT COMMAND...
	name=$1 want=$2 text=$3
	shift 3
	got=0
	out=$("$@" 2>"$work/err") || got=$?
	if [ "$got" -ne "$want" ] || [ "$out" != "$text" ]; then
		failures=$((failures + 1))
		printf 'FAIL %s: %s: status %s, output "%s", wanted %s, "%s"\n' "$folder" "$name" "$got" "$out" \
			"$want" "$text"
		sed 's/^/     /' "$work/err"
	fi
}

says() { # NAME PATTERN: of the last message
	if ! grep -q -- "$2" "$work/err"; then
		failures=$((failures + 1))
		printf 'FAIL %s: %s: no "%s" in: %s\n' "$folder" "$1" "$2" "$(cat "$work/err")"
	fi
}

# What stands in the folder: name, mode, user and group. A reader must leave it as it was.
files() {
	(cd "$dir" && stat -c '%n %a %u %g' -- *)
}

untouched() { # NAME: the folder is as $before says
	if [ "$(files)" != "$before" ]; then
		failures=$((failures + 1))
		printf 'FAIL %s: %s: the folder changed\n%s\nfrom\n%s\n' "$folder" "$1" "$(files)" "$before"
	fi
}

hold() { # USER VERB [TEXT]: start it in the background and come back when it is ready
	rm -f "$work/in" "$work/held"
	mkfifo "$work/in"
	who=$1 verb=$2
	shift 2
	(exec='exec'; as "$who" "$probe" "$verb" "$db" "$@") <"$work/in" >"$work/held" 2>"$work/held.err" &
	held=$!
	exec 3>"$work/in"
	tries=0
	until grep -q ready "$work/held" || [ $tries -ge 100 ]; do
		sleep 0.1
		tries=$((tries + 1))
	done
}

release() { # NAME STATUS OUTPUT
	exec 3>&-
	ended=0
	wait "$held" || ended=$?
	expect "$1: output" 0 "$3" cat "$work/held"
	expect "$1: status" 0 "$2" echo "$ended"
	cp "$work/held.err" "$work/err"
}

kill_held() {
	kill -9 "$held" || :
	exec 3>&-
	wait "$held" 2>/dev/null || :
}

# The same life of a database in a folder of mode $1: in some a reader could make files, in others not.
life() {
	folder=$1
	dir=$work/$1
	db="$dir/计划 50%?#.db"
	mkdir "$dir"
	chown $owner:$group "$dir"
	chmod "$folder" "$dir"

	# shellcheck disable=SC2016 # expanded by the inner shell
	expect "create" 0 "" as owner sh -c 'umask 077; exec "$0" create "$1"' "$probe" "$db"
	expect "mode" 0 640 stat -c %a "$db"
	before=$(files)
	expect "list before any writing" 0 "0 " as reader "$probe" list "$db"
	expect "a reader does not write" 4 "" as reader "$probe" add "$db" x
	says "a reader does not write" "ermission denied"
	expect "a stranger does not read" 4 "" as stranger "$probe" list "$db"
	untouched "reader, stranger"

	expect "first row" 0 "1 甲" as owner "$probe" add "$db" 甲
	expect "list after it" 0 "1 甲" as reader "$probe" list "$db"
	expect "the owner only reads" 0 "1 甲" as owner "$probe" list "$db"
	untouched "the owner reads"

	hold owner hold-add 乙
	expect "list while the owner writes" 0 "1 甲" as reader "$probe" list "$db"
	expect "another writer waits in vain" 5 "" as owner "$probe" add "$db" x
	release "the owner ends" 0 "2 乙
ready"
	expect "list after that" 0 "2 乙" as reader "$probe" list "$db"

	hold reader hold-list
	expect "write while a reader reads" 0 "3 丙" as owner "$probe" add "$db" 丙
	expect "write again" 0 "4 丁" as owner "$probe" add "$db" 丁
	release "the reader keeps its snapshot" 0 "2 乙
ready
2 乙"
	expect "and sees the rest later" 0 "4 丁" as reader "$probe" list "$db"
	untouched "a long reader"

	killed
	bare
	widened
	expect "the owner is never locked out" 0 "$rows 末" as owner "$probe" add "$db" 末
}

# Somebody dies with rows in the log that the file does not have yet: a reader still finds them.
killed() {
	hold reader hold-list
	expect "a row under a reader" 0 "5 戊" as owner "$probe" add "$db" 戊
	kill_held
	expect "list after a reader was killed" 0 "5 戊" as reader "$probe" list "$db"

	hold owner hold-add 己
	kill_held
	expect "list after the owner was killed" 0 "5 戊" as reader "$probe" list "$db"
	expect "the owner goes on" 0 "6 庚" as owner "$probe" add "$db" 庚
	untouched "killed"
}

# The sqlite3 shell of the owner takes -wal and -shm away when it ends.
bare() {
	rm -f "$db-wal" "$db-shm"
	before=$(files)
	expect "list without -wal and -shm" 0 "6 庚" as reader "$probe" list "$db"
	untouched "no -wal and -shm"

	hold reader hold-list
	expect "the owner writes under an unlocked reader" 0 "7 辛" as owner "$probe" add "$db" 辛
	release "who is told" 5 "6 庚
ready
6 庚"
	says "who is told" "was written to while it was read"
	expect "list again" 0 "7 辛" as reader "$probe" list "$db"
	expect "the owner lists" 0 "7 辛" as owner "$probe" list "$db"
}

# The owner lets the group write: -wal and -shm follow at the owner's next run.
widened() {
	chmod 660 "$db"
	expect "list before they follow" 0 "7 辛" as reader "$probe" list "$db"
	expect "the owner writes" 0 "8 壬" as owner "$probe" add "$db" 壬
	expect "-wal followed" 0 "660 $group" stat -c '%a %g' "$db-wal"
	expect "-shm followed" 0 "660 $group" stat -c '%a %g' "$db-shm"
	expect "the group writes" 0 "9 癸" as reader "$probe" add "$db" 癸
	expect "root writes" 0 "10 root" "$probe" add "$db" root
	expect "the group lists" 0 "10 root" as reader "$probe" list "$db"
	rows=11
}

# A folder of the group, a folder that only the owner writes, and one for all comers with the group inherited.
life 770
life 750
life 2777

if [ $failures -ne 0 ]; then
	echo "two-users: $failures failures"
	exit 1
fi
echo "two-users: ok"
