#!/bin/sh
# tests/long/pages.sh BUILD: the pages in a browser, at the width of a telephone, of a desk and of paper: nothing on the
# console, nothing wider than the page. Wants chromium; without it nothing is tested, and that is said.
set -eu
build=$(cd "$1" && pwd)
command -v chromium >/dev/null || { echo 'pages: no chromium, not tested'; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
PATH=$build/bin:$PATH
cd "$work"
export CIVPLAN_DB=plan.db CIVPLAN_ASOF=2026-06-03

plan-init --template=civilised-city --city=示例市
{ echo channel,external_id,category,area,unit,reported_at,due,assigned_at,rectified_at,accepted_at,closed_at
  for month in 01 02 03 04 05; do for i in 1 2 3 4 5 6 7 8 9; do
	first=2026-$month-0$i last=2026-$month-1$i
	start="$first 09:00:00,2026-$month-15,$first 10:00:00"
	echo "C01,$month$i,stalls,CITY,U0$i,$start,$last 09:00:00,$last 10:00:00,$last 11:00:00"
  done; done
  for i in 1 2 3; do echo "C01,o$i,stalls,CITY,U05,2026-04-0$i 09:00:00,2026-04-10,2026-04-0$i 10:00:00,,,"; done; } |
	issue-log - 2>/dev/null
printf '%s\n' indicator,date,value citizen_satisfaction,2025-06-30,80 citizen_satisfaction,2025-12-31,85 \
	citizen_satisfaction,2026-05-31,88.5 | measure-add
plan-page --lang=en -o board.html
plan-page --lang=zh -o board-zh.html
plan-page --lang=zh --large -o board-large.html
plan-page --month=2026-05 --lang=zh -o month.html
plan-page --week --lang=en -o week.html

failed=0
# The page tells its own width to a script that is put in for the test alone.
probe='<script>document.title="width "+document.documentElement.scrollWidth+" of "+window.innerWidth</script></body>'
for page in board board-zh board-large month week; do
	sed "s|</body>|$probe|" "$page.html" >"probe-$page.html"
	for width in 500 794 1280; do
		chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --enable-logging=stderr --v=0 \
			--window-size=$width,900 --dump-dom \
			"file://$work/probe-$page.html" >dom 2>log
		wide=$(sed -n 's/.*<title>width \([0-9]*\) of \([0-9]*\)<.*/\1 \2/p' dom)
		if [ -z "$wide" ] || [ "${wide% *}" -gt "${wide#* }" ]; then
			echo "pages: $page at $width: the page is ${wide:-of unknown width}"; failed=1
		fi
		! grep -E 'CONSOLE' log || { echo "pages: $page at $width: a message on the console"; failed=1; }
	done
	# A frame of 390 within the page: a window of this browser cannot be as narrow as a telephone.
	cat >frame.html <<-END
		<!DOCTYPE html><body style="margin:0">
		<iframe id="f" src="$page.html" style="width:390px;height:800px;border:0"></iframe>
		<script>
		f.onload = function () { document.title = "width " + f.contentDocument.documentElement.scrollWidth }
		</script>
	END
	chromium --headless --no-sandbox --disable-gpu --allow-file-access-from-files --virtual-time-budget=3000 \
		--window-size=800,900 --dump-dom "file://$work/frame.html" >dom 2>/dev/null
	wide=$(sed -n 's/.*<title>width \([0-9]*\)<.*/\1/p' dom)
	if [ -z "$wide" ] || [ "$wide" -gt 390 ]; then
		echo "pages: $page at 390: the page is ${wide:-of unknown width}"; failed=1
	fi
	chromium --headless --no-sandbox --disable-gpu --print-to-pdf="$page.pdf" --no-pdf-header-footer \
		"file://$work/$page.html" >/dev/null 2>&1
	[ -s "$page.pdf" ] || { echo "pages: $page is not printed"; failed=1; }
done
[ $failed -eq 0 ] && echo 'pages: ok'
exit $failed
