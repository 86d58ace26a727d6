#!/bin/sh
# baltimore.sh BUILD: ten thousand real service requests through a map, twice; the stages agree with the file. Needs
# ../shared/data beside the repository; passed over without it.
set -eu
build=$(cd "$1" && pwd)
top=$(cd "$(dirname "$0")/../.." && pwd)
feed=$top/../shared/data/feeds/baltimore-311.csv
[ -r "$feed" ] || {
	echo 'baltimore: skipped: the file is not at hand'
	exit 0
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
PATH=$build/bin:$PATH
export CIVPLAN_DB="$work/plan.db"

fail() {
	echo "baltimore: $*"
	exit 1
}
plan-init --template=civilised-city
cat >baltimore.map <<'END'
field,column,format,from,to
channel,,,,C01
external_id,SRRecordID,,,
reported_at,CreatedDate,%m/%d/%Y %I:%M:%S %p,,
due,DueDate,%m/%d/%Y %I:%M:%S %p,,
closed_at,CloseDate,%m/%d/%Y %I:%M:%S %p,,
category,SRType,,*,uncivil_acts
description,SRType,,,
place,Address,,,
external_status,SRStatus,,,
lat,Latitude,,,
lon,Longitude,,,
END
issue-log --map=baltimore.map --rejects=bad.csv "$feed" || fail "status $?"
[ ! -e bad.csv ] || fail 'rows were rejected'
[ "$(issue-log --map=baltimore.map --on-conflict=skip -p --no-header "$feed" | wc -l)" -eq 0 ] ||
	fail 'a second load stored rows'
issue-list --no-header | wc -l | grep -qx 10000 || fail 'not ten thousand issues'
# Of the file: Closed 9567, Closed (Duplicate) 207, Closed (Transferred) 18 are closed; the other 208 are open.
[ "$(issue-list --stage=closed --no-header | wc -l)" -eq 9792 ] || fail 'closed ones differ'
[ "$(issue-list --stage=reported --no-header | wc -l)" -eq 208 ] || fail 'open ones differ'
for status in 'Closed=9567' 'Closed (Duplicate)=207' 'Closed (Transferred)=18' 'Open=113' 'New=67' 'Pending=17'; do
	[ "$(issue-list --external-status="${status%=*}" --no-header | wc -l)" -eq "${status#*=}" ] ||
		fail "$status differs"
done
# A drafted map loads once the values of its category are edited, and gives the same issues.
issue-list --columns=external_id,reported_at,due,closed_at,place,external_status,stage --sort=external_id >by-hand.csv
issue-list --columns=external_id,reported_at,closed_at,place,external_status,stage --sort=external_id >no-due.csv
plan-init --db=drafted.db --template=civilised-city
export CIVPLAN_DB="$work/drafted.db"
map-draft --channel=C01 "$feed" >draft.map || fail 'no map was drafted'
sed -i '/^category,,,/s/,[^,]*$/,uncivil_acts/' draft.map
issue-log --map=draft.map "$feed" || fail "the drafted map: status $?"
issue-list --columns=external_id,reported_at,due,closed_at,place,external_status,stage --sort=external_id |
	cmp - by-hand.csv ||
	fail 'the drafted map gives other issues'
plan-check --rule=file,summary --no-header || fail 'the summary is wrong'
# With the categories, areas and units of the file the draft loads as it is: nobody edits anything. Such a category has
# no limit, so that an issue without a due date stays without.
plan-init --db=whole.db --template=civilised-city
export CIVPLAN_DB="$work/whole.db"
map-draft --channel=C01 --nouns=new "$feed" >whole.map || fail 'no map was drafted with nouns'
map-check --check whole.map "$feed" >/dev/null && fail 'a map covers what is not there'
for noun in category area unit; do
	$noun-add -q new/$noun.csv || fail "the rows of $noun.csv: status $?"
done
map-check --check whole.map "$feed" || fail 'the map does not cover the file'
issue-log --map=whole.map "$feed" || fail "the whole draft: status $?"
[ "$(issue-list --no-header --category= | wc -l)" -eq 0 ] || fail 'issues have no category'
issue-list --columns=external_id,reported_at,closed_at,place,external_status,stage --sort=external_id |
	cmp - no-due.csv ||
	fail 'the whole draft gives other issues'
echo 'baltimore: ok'
