#!/bin/sh
# tests/long/notices.sh BUILD: notices and weekly lists in a word processor: LibreOffice opens them, sets a notice on
# pages of its own with numbers at the foot, and a list of any length on one. Wants soffice, pdftotext and
# pdfinfo; without them nothing is tested, and that is said.
set -eu
build=$(cd "$1" && pwd)
for tool in soffice pdfinfo pdftotext; do
	command -v $tool >/dev/null || { echo "notices: no $tool, not tested"; exit 0; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
PATH=$build/bin:$PATH
cd "$work"
export CIVPLAN_DB=plan.db CIVPLAN_ASOF=2026-06-03

plan-init --template=civilised-city --city=示例市
{ echo channel,external_id,category,area,unit,reported_at,due,assigned_at,rectified_at,accepted_at,closed_at
  for month in 01 02 03 04 05; do for i in 1 2 3 4 5 6 7 8 9; do for n in 1 2 3 4 5 6; do
	first=2026-$month-0$i last=2026-$month-1$i
	start="$first 09:00:00,2026-$month-15,$first 10:00:00"
	echo "C01,$month$i$n,stalls,CITY,U0$i,$start,$last 09:00:00,$last 10:00:00,$last 11:00:00"
  done; done; done
  for i in 1 2 3; do echo "C01,o$i,stalls,CITY,U05,2026-04-0$i 09:00:00,2026-04-10,2026-04-0$i 10:00:00,,,"; done; } |
	issue-log - 2>/dev/null
for i in $(seq 1 90); do
	n=0$((i % 9 + 1))
	echo "X$i,整治背街小巷并完善长效管护机制的第$i项任务,U$n,2026-01-01,2026-06-$n"
done | { echo code,title,unit,start,due; cat; } | task-add -q
for lang in zh en; do
	plan-page --month=2026-05 --lang=$lang -o month-$lang.html
	plan-page --quarter=2026-Q1 --lang=$lang -o quarter-$lang.html
	plan-page --week --lang=$lang -o week-$lang.html
done
# Under the name that offices give it too.
cp month-zh.html official.doc

failed=0
wrong() { echo "notices: $*"; failed=1; }
# As documents of Writer: those of Writer/Web have no pages of their own.
soffice -env:UserInstallation="file://$work/profile" --headless --infilter='HTML (StarWriter)' --convert-to pdf \
	./*.html official.doc >log 2>&1 || { cat log; wrong 'LibreOffice failed'; }
for paper in month-zh month-en quarter-zh quarter-en week-zh week-en official; do
	[ -s $paper.pdf ] || { wrong "$paper is not opened"; continue; }
	pages=$(pdfinfo $paper.pdf | sed -n 's/^Pages: *//p')
	pdfinfo $paper.pdf | grep -q '^Page size:.*(A4)' || wrong "$paper is not on A4"
	pdftotext -layout $paper.pdf - | tr -d ' \f' >$paper.txt
	case $paper in
	week-*)
		[ "$pages" = 1 ] || wrong "$paper has $pages pages"
		grep -q '其余[0-9]*项\|[0-9]otherthings' $paper.txt || wrong "$paper does not say what has no room"
		;;
	*)
		if [ "$pages" -lt 2 ] || [ "$pages" -gt 7 ]; then wrong "$paper has $pages pages"; fi
		# LibreOffice puts the foot on pages with odd numbers alone.
		numbers=$(grep -c "^—[0-9]*—\$" $paper.txt) || true
		[ "$numbers" = $(((pages + 1) / 2)) ] || wrong "$paper has not its page numbers"
		;;
	esac
	# What is for another word processor is not read.
	! grep -q 'mso\|sdfield' $paper.txt || wrong "$paper shows its marks"
done
grep -q '单位排名' month-zh.txt || wrong 'month-zh has no ranking'
cmp -s month-zh.txt official.txt || wrong 'under .doc it is another text'
[ $failed -eq 0 ] && echo 'notices: ok'
exit $failed
