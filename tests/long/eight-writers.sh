#!/bin/sh
# eight-writers.sh BUILD [SECONDS]: eight programs write the same database at once for 60 seconds. What each said it
# stored is there, once; nobody fails but with a clean "busy" after the time that it was willing to wait.
set -eu
build=$(cd "$1" && pwd)
duration=${2:-60}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
PATH=$build/bin:$PATH
export CIVPLAN_DB=plan.db

plan-init --template=civilised-city
seq 6000 | awk 'BEGIN {print "reported_at,category,unit"} {print "2026-03-01 08:00,stalls,U08"}' | issue-log -
end=$(($(date +%s) + duration))

# writer NAME COMMAND: runs COMMAND with $n counting up until the time is over; notes how often it was stored, and how
# often it was busy.
writer() {
	stored=0
	busy=0
	n=0
	while [ "$(date +%s)" -lt "$end" ]; do
		n=$((n + 1))
		status=0
		eval "$2" 2>err."$1" || status=$?
		case $status in
		0) stored=$((stored + 1)) ;;
		5) busy=$((busy + 1)) && grep -q 'nothing was stored, try again' err."$1" ||
			echo "$1: busy without a word" ;;
		*) echo "$1: status $status: $(cat err."$1")" ;;
		esac
	done >said."$1"
	echo "$stored" >stored."$1"
	echo "$busy" >busy."$1"
}
rows() {
	awk -v c="$1" -v n="$2" 'BEGIN {
		print "channel,external_id,reported_at,category"
		for (i = 0; i < 300; i++) printf "%s,%d-%d,2026-03-02 08:00,stalls\n", c, n, i
	}'
}
# shellcheck disable=SC2016 # $n is the writer's own
{
writer log1 'rows C01 $n | issue-log -' &
writer log2 'rows C02 $n | issue-log -' &
writer one 'issue-log --category=stalls --reported-at=2026-03-03 --place="p $n"' &
writer hasty 'issue-log --wait=0.01 --category=stalls --reported-at=2026-03-04 --place="h $n"' &
writer area 'area-add --code=X$n --name="area $n" --kind=site' &
writer unit 'unit-add --code=Y$n --name="unit $n" --kind=office' &
writer notice 'notice-add --issue=$((n % 6000 + 1)) --kind=urge \
	--date=$(date -d "2026-03-02 + $((n / 6000)) days" +%F)' &
writer move 'issue-move --to=assigned --at=2026-03-05 $n && issue-move --to=returned --note=no --at=2026-03-06 $n' &
}
wait
[ -z "$(cat said.*)" ] || { cat said.* && exit 1; }

expect() { # NAME FOUND EACH
	[ "$2" -eq $(($(cat stored."$1") * $3)) ] ||
		{ echo "eight-writers: $1 stored $(cat stored."$1") times $3, $2 are there" && exit 1; }
}
expect log1 "$(issue-list --channel=C01 --columns=id --no-header | wc -l)" 300
expect log2 "$(issue-list --channel=C02 --columns=id --no-header | wc -l)" 300
expect one "$(issue-list --reported-at=2026-03-03 --columns=id --no-header | wc -l)" 1
expect hasty "$(issue-list --reported-at=2026-03-04 --columns=id --no-header | wc -l)" 1
expect area "$(area-list --kind=site --columns=code --no-header | grep -c '^X' || :)" 1
expect unit "$(unit-list --columns=code --no-header | grep -c '^Y' || :)" 1
expect notice "$(notice-list --no-header | wc -l)" 1
expect move "$(issue-list --returns=1 --columns=id --no-header | wc -l)" 1
plan-check --rule=file,summary --no-header || { echo 'eight-writers: plan-check found something' && exit 1; }
sum() { cat "$@" | awk '{n += $1} END {print n}'; }
echo "eight-writers: ok ($(sum stored.*) runs stored, $(sum busy.*) busy)"
