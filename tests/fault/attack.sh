#!/bin/sh
# attack.sh BUILD [N [PROGRAM...]]: every call of one kind that plan-restore, plan-backup, plan-export, plan-init and
# issue-log --rejects make (allocate, read, write, sync, rename, remove, open) fails once, or the program is killed
# there: of the allocations, of which most are SQLite's and the same again and again, every Nth; without N only a few
# of all. The same with plan-nightly, all of whose programs are attacked, the shell too: every sync, rename and
# removal, every Nth of the others.
# Afterwards there is the old state or the new one, never neither; a program says that all went well only with the
# output that it has undisturbed; and after a kill, of plan-nightly after any failure, the same command works. Prints
# the counts.
set -u
build=$(cd "$1" && pwd)
every=${2:-}
top=$(cd "$(dirname "$0")/../.." && pwd)
[ $# -le 2 ] || { shift 2; programs=$*; }
programs=${programs:-plan-restore plan-backup plan-export plan-init issue-log plan-nightly}
# Waiting for a disk tells nothing here: what fails is a call.
work=$(mktemp -d -p /dev/shm 2>/dev/null || mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
cd "$work" || exit 2
PATH=$build/bin:$PATH LC_ALL=C.UTF-8 CIVPLAN_USER=tester
TZ=UTC
export PATH LC_ALL CIVPLAN_USER TZ
unset CIVPLAN_DB CIVPLAN_ASOF LANG LC_MESSAGES CIVPLAN_NOTIFY CIVPLAN_MAILTO

# The sanitizers bring an allocator of their own.
if ldd "$build/bin/plan-restore" | grep -q libasan; then
	echo 'attack: skipped: the programs have an allocator of their own'
	exit 0
fi
${CC:-cc} -std=c11 -D_GNU_SOURCE -O1 -shared -fPIC -o fault.so "$top/tests/fault/fault.c" || exit 1

# Errnos of Linux: EIO 5, ENOMEM 12, EACCES 13, EINVAL 22, EMFILE 24, ENOSPC 28, EINTR 4; 0 kills.
attacks='malloc:12 read:5 read:4 write:28 write:4 write:0 fsync:5 fsync:0'
attacks="$attacks rename:5 rename:22 rename:0 unlink:13 unlink:0 open:24 open:0"

prepare() {
	mkdir start
	plan-init --db=start/w.db
	plan-init --db=start/other.db
	category-add --db=start/w.db --code=c --name=c --days=5 --day-kind=calendar
	channel-add --db=start/w.db --code=C01 --name=c
	issue-log --db=start/w.db --category=c --reported-at=2026-03-01
	for db in w other; do sqlite3 start/$db.db 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null; done
	rm -f start/*-wal start/*-shm
	printf 'reported_at,category\n2026-03-02,c\n2026-03-03,nothing\n2026-03-04,c\n' >start/feed.csv
	mkdir -p start/drop/C01
	for row in external_id,reported_at,category '1,2026-05-12 09:00,c' '2,2026-05-12 09:00,nothing' \
		'3,2026-05-12 10:00,c'; do
		echo "$row"
	done >start/drop/C01/feed.csv
}

command_of() { # PROGRAM
	case $1 in
	plan-restore) echo plan-restore --db=w.db other.db ;;
	plan-backup) echo plan-backup --db=w.db --verify copy.db ;;
	plan-export) echo plan-export --db=w.db bundle ;;
	plan-init) echo plan-init --db=new.db ;;
	issue-log) echo issue-log --db=w.db --rejects=bad.csv feed.csv ;;
	plan-nightly) echo plan-nightly --db=w.db --drop=drop --out=out --settle=0 --asof=2026-05-12 ;;
	esac
}

without_times() { sed -E 's/20[0-9]{2}-[0-9]{2}-[0-9]{2} [0-9:]{8}/(then)/g'; }

same() { # FILE OTHER: but for when it was done
	[ -e "$1" ] && [ -e "$2" ] || return 1
	without_times <"$1" >one
	without_times <"$2" | cmp -s - one
}

# What a database holds, but for when it was done; and that it is whole. Something else than that when it cannot be
# read.
contents() { # DATABASE
	sqlite3 "$1" 'PRAGMA integrity_check' 'PRAGMA foreign_key_check' .dump 2>&1 | without_times
}

untouched() { # DATABASE: it is as it was before
	cmp -s "now/$1" "start/$1" && [ ! -s "now/$1-wal" ] && [ ! -s "now/$1-journal" ]
}

database() { # DATABASE: old, new or lost
	if untouched "$1"; then echo old; return; fi
	contents "now/$1" >found
	if cmp -s found "was.$1"; then echo old; elif cmp -s found "new.$1"; then echo new; else echo lost; fi
}

kept() { # the database that was replaced is whole under another name
	for file in now/w.db.replaced*; do
		case $file in *-shm | *-wal | *-journal) continue ;; esac
		contents "$file" >found
		if cmp -s found was.w.db; then return 0; fi
	done
	return 1
}

# A page that cannot be read is what plan-check looks for.
tells_of_damage() { # FILE
	[ "${1##*/}" = findings.csv ] && grep -q '^file,error,' "$1"
}

# Each file that a night made is whole: what the day's folder holds is of before the feed or after it.
night() {
	for file in now/out/2026-05-12/*; do
		[ -e "$file" ] || continue
		name=${file##*/}
		same "$file" "new.day/$name" || same "$file" "was.day/$name" || tells_of_damage "$file" || return 1
	done
	for file in now/out/backup/*.db; do
		[ -e "$file" ] || continue
		contents "$file" >found
		cmp -s found was.w.db || cmp -s found new.w.db || return 1
	done
	for file in now/drop/C01/bad/*; do
		[ ! -e "$file" ] || cmp -s "$file" new.rejects.csv || return 1
	done
	cmp -s now/drop/C01/feed.csv start/drop/C01/feed.csv
}

is_complete() { # PROGRAM: nothing of what it makes is missing
	[ "$1" = plan-nightly ] || return 0
	for file in new.day/*; do same "$file" "now/out/2026-05-12/${file##*/}" || return 1; done
	cmp -s now/drop/C01/bad/feed.rejects.csv new.rejects.csv || return 1
	contents now/out/backup/2026-05-12.db >found
	cmp -s found new.w.db && [ "$(readlink now/out/latest)" = 2026-05-12 ]
}

# A night that is good has told that something needs attention: here, more than undisturbed.
warned() { # PROGRAM
	[ "$1" = plan-nightly ] && ! cmp -s err good.err
}

state() { # PROGRAM: old, new or lost
	case $1 in
	plan-restore)
		is=$(database w.db)
		if [ "$is" = new ] && ! kept; then is=lost; fi
		untouched other.db || is=lost
		;;
	plan-backup)
		if [ ! -e now/copy.db ]; then is=old; else
			contents now/copy.db >found
			if cmp -s found was.w.db; then is=new; else is=lost; fi
		fi
		[ "$(database w.db)" = old ] || is=lost
		;;
	plan-export)
		is=lost
		[ -e now/bundle ] || is=old
		if diff -r now/bundle new.bundle >/dev/null 2>&1; then is=new; fi
		[ "$(database w.db)" = old ] || is=lost
		;;
	plan-init)
		if [ ! -e now/new.db ]; then is=old; else
			contents now/new.db >found
			if cmp -s found new.new.db; then is=new; else is=lost; fi
		fi
		;;
	issue-log)
		is=$(database w.db)
		if [ "$is" = new ] && ! cmp -s now/bad.csv new.bad.csv; then is=lost; fi
		if [ -e now/bad.csv ] && ! cmp -s now/bad.csv new.bad.csv; then is=lost; fi
		cmp -s now/feed.csv start/feed.csv || is=lost
		;;
	plan-nightly)
		is=$(database w.db)
		night || is=lost
		;;
	esac
	echo "$is"
}

run() { # KIND AT ERRNO COMMAND...: its status; out and err
	kind=$1 at=$2 errno=$3
	shift 3
	(
		cd now || exit 9
		FAULT_FILE=$work/counts FAULT_KIND=$kind FAULT_AT=$at FAULT_ERRNO=$errno LD_PRELOAD=$work/fault.so
		export FAULT_FILE FAULT_KIND FAULT_AT FAULT_ERRNO LD_PRELOAD
		exec "$@" >../out 2>../err </dev/null
	)
}

fresh() {
	rm -rf now
	cp -a start now
	head -c 56 /dev/zero >counts
}

count_of() { # KIND
	set -- "$1" "$(od -An -v -w56 -t u8 counts)"
	# shellcheck disable=SC2086 # seven numbers
	case $1 in
	malloc) set -- $2; echo "$1" ;;
	read) set -- $2; echo "$2" ;;
	write) set -- $2; echo "$3" ;;
	fsync) set -- $2; echo "$4" ;;
	rename) set -- $2; echo "$5" ;;
	unlink) set -- $2; echo "$6" ;;
	open) set -- $2; echo "$7" ;;
	esac
}

wrong() { # PROGRAM WHAT
	lost=$((lost + 1))
	[ $lost -gt 10 ] || echo "$1, $kind call $at fails with $errno: $2 (status $status): $(head -n 2 err)"
}

judge() { # PROGRAM COMMAND...
	program=$1
	shift
	is=$(state "$program")
	case $is in
	old) old=$((old + 1)) ;;
	new) new=$((new + 1)) ;;
	*) wrong "$program" 'neither the old state nor the new one' ;;
	esac
	if [ "$errno" -ne 0 ] && [ "$status" -gt 5 ]; then wrong "$program" 'it crashed'; fi
	if [ "$errno" -ne 0 ] && [ "$status" -eq "$good" ] &&
		{ [ "$is" != new ] || ! is_complete "$program" || ! cmp -s out good.out || ! cmp -s err good.err; } &&
		! warned "$program"; then
		wrong "$program" 'all went well, it says, with another output'
	fi
	again "$program" "$@"
}

again() { # PROGRAM COMMAND...: what was cut off is done by the same command, and nothing half done is left
	program=$1
	shift
	if [ "$program" = plan-nightly ]; then
		[ "$is" != lost ] || return 0
	elif [ "$errno" -ne 0 ] || [ "$is" != old ]; then
		return 0
	fi
	before=$status
	(cd now && "$@" >../again.out 2>../err </dev/null)
	status=$?
	if [ $status -gt 1 ] || [ "$(state "$program")" != new ] || ! is_complete "$program"; then
		wrong "$program" "the command does not mend what was cut off with $before"
	fi
	if [ -n "$(find now -name '*.aside-*')" ]; then wrong "$program" 'what was made aside is left'; fi
}

undisturbed() { # PROGRAM COMMAND...: what it gives, and how many calls it makes
	program=$1
	shift
	fresh
	run none 0 5 "$@"
	good=$?
	cp out good.out
	cp err good.err
	for kind in malloc read write fsync rename unlink open; do count_of $kind >"count.$kind"; done
	contents start/w.db >was.w.db
	case $program in
	plan-restore) contents start/other.db >new.w.db ;;
	plan-export) rm -rf new.bundle && cp -R now/bundle new.bundle ;;
	plan-init) contents now/new.db >new.new.db ;;
	issue-log) contents now/w.db >new.w.db && cp now/bad.csv new.bad.csv ;;
	plan-nightly)
		contents now/w.db >new.w.db
		cp -R now/out/2026-05-12 new.day && cp now/drop/C01/bad/feed.rejects.csv new.rejects.csv
		mkdir none
		(cd now && plan-nightly --db=../start/w.db --drop=../none --out=../old --settle=0 --asof=2026-05-12 \
			2>/dev/null)
		mv old/2026-05-12 was.day
		rm -rf start/w.db-wal start/w.db-shm
		;;
	esac
	[ "$(state "$program")" = new ] || { echo "attack: $program does not work undisturbed: $(cat err)" && exit 1; }
}

step_of() { # PROGRAM KIND COUNT: each how manieth call fails
	few=4
	[ "$1" != plan-nightly ] || few=1
	if [ -z "$every" ]; then
		echo $(($3 / few + 1))
		return
	fi
	case $1:$2 in
	plan-nightly:malloc) echo $(($3 / 50 + 1)) ;;
	*:malloc | plan-nightly:read | plan-nightly:write | plan-nightly:open) echo "$every" ;;
	*) echo 1 ;;
	esac
}

attack() { # PROGRAM
	program=$1
	# shellcheck disable=SC2046 # words of the command
	set -- $(command_of "$1")
	undisturbed "$program" "$@"
	runs=0 old=0 new=0 lost=0
	chosen=$attacks
	# A night takes long.
	if [ "$program" = plan-nightly ] && [ -z "$every" ]; then chosen='write:28 rename:0 open:24'; fi
	for what in $chosen; do
		count=$(cat "count.${what%:*}")
		step=$(step_of "$program" "${what%:*}" "$count")
		at=$(((step + 1) / 2))
		while [ $at -le "$count" ]; do
			fresh
			run "${what%:*}" $at "${what#*:}" "$@" 2>/dev/null
			status=$?
			kind=${what%:*} errno=${what#*:}
			runs=$((runs + 1))
			judge "$program" "$@"
			at=$((at + step))
		done
	done
	printf '%s: %d failures, %d old, %d new, %d lost\n' "$program" $runs $old $new $lost
	[ $lost -eq 0 ]
}

prepare
failed=0
for program in $programs; do attack "$program" || failed=1; done
[ $failed -eq 0 ] && echo 'attack: ok'
exit $failed
