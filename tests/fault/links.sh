#!/bin/sh
# An output is not written through a link that somebody else made: the user's own file, which the other chose, would go.
# Needs root, to make a link of another user's.
set -eu

build=$(cd "$1" && pwd)
if [ "$(id -u)" -ne 0 ]; then
	echo "links: skipped: only root can make a link of another user's"
	exit 0
fi
PATH=$build/bin:$PATH
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export CIVPLAN_DB="$work/civplan.db" LC_ALL=C.UTF-8
plan-init
stranger=54324 failures=0

check() { # NAME WANTED COMMAND...: its status; the user's file stays when it is not 0
	name=$1 want=$2 got=0
	shift 2
	echo precious >precious
	"$@" >out 2>err || got=$?
	[ "$got" -eq "$want" ] || { echo "FAIL $name: status $got: $(cat err)"; failures=$((failures + 1)); }
	[ "$want" -eq 0 ] || grep -qx precious precious ||
		{ echo "FAIL $name: the file is gone"; failures=$((failures + 1)); }
	[ "$want" -eq 0 ] || grep -q 'somebody else' err ||
		{ echo "FAIL $name: says $(cat err)"; failures=$((failures + 1)); }
}

mkdir -m 1777 shared
mkdir -m 700 own
ln -s ../precious shared/theirs
ln -s ../precious shared/ours
ln -s shared/theirs chain
ln -s "$work" shared/folder
chown -h $stranger shared/theirs shared/folder
check 'a link of ours' 0 unit-list -o shared/ours
check 'a link of theirs' 2 unit-list -o shared/theirs
check 'ours to theirs' 2 unit-list -o chain
check 'a folder of theirs' 2 unit-list -o shared/folder/precious
check 'a page' 2 plan-page -o shared/theirs
check 'a backup' 2 plan-backup shared/folder/backup.db
check 'rejects' 2 unit-add --rejects=shared/theirs -
check 'an export' 2 plan-export shared/folder/bundle
check 'sheets' 2 issue-sheet --out=shared/folder
[ $failures -eq 0 ] && echo "links: ok"
