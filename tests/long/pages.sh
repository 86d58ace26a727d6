#!/bin/sh
# tests/long/pages.sh BUILD: the pages in a browser, at the widths of telephones, of a tablet, of a desk and of paper,
# in both languages and in large print: nothing on the console, nothing wider than the page, no text that is cut, folded
# or not; the leaders' page on two to four sheets, without a word of English in the Chinese one. Wants chromium; without
# it nothing is tested, and that is said.
set -eu
top=$(cd "$(dirname "$0")/../.." && pwd)
build=$(cd "$1" && pwd)
command -v chromium >/dev/null || { echo 'pages: no chromium, not tested'; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
PATH=$build/bin:$PATH
cd "$work"
browser() { chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --allow-file-access-from-files "$@"; }

# The demonstration in both languages, and the bulletins of it.
for lang in en zh; do
	"$top/scripts/demo" "$build" "$work/demo-$lang" "$lang" >/dev/null 2>&1 ||
		{ echo "pages: no demonstration"; exit 1; }
	(
		export CIVPLAN_DB="$work/demo-$lang/demo.db" CIVPLAN_ASOF=2026-06-30
		plan-page --lang=$lang -o "$work/board-$lang.html"
		plan-page --lang=$lang --large -o "$work/large-$lang.html"
		plan-page --lang=$lang --public -o "$work/public-$lang.html"
		plan-page --lang=$lang --text >"$work/board-$lang.txt"
		plan-page --month=2026-05 --lang=$lang -o "$work/month-$lang.html"
		plan-page --week --lang=$lang -o "$work/week-$lang.html"
	)
done

# A window of this browser cannot be as narrow as a telephone: the pages are looked at in frames. What is told of each:
# how wide it is, and the elements with words of their own that reach beyond it or are cut by their own box, first as
# the page opens, then with all that is folded opened.
cat >look.html <<'END'
<!DOCTYPE html><meta charset="utf-8"><body style="margin:0"><script>
const pages = PAGES, widths = [320, 360, 390, 768, 1280];
function hasWords(e) { return [...e.childNodes].some(n => n.nodeType == 3 && n.data.trim() != '') }
function isCut(e, view) {
	const box = e.getBoundingClientRect(), style = view.getComputedStyle(e);
	if (box.width <= 1 || style.clipPath != 'none' || e.closest('.vh, thead')) return false;
	return box.right > view.innerWidth + 1 || box.left < -1 ||
		(style.overflow == 'hidden' && e.scrollWidth > e.clientWidth + 1);
}
/* What is made for paper and word processors may be moved sideways on a telephone. */
const isForScreens = name => !/^(month|week)/.test(name);
function look(frame, name, width) {
	const view = frame.contentWindow, page = view.document, found = [];
	if (page.documentElement.scrollWidth > width) found.push('the page is ' + page.documentElement.scrollWidth);
	for (const e of isForScreens(name) ? page.querySelectorAll('body *') : [])
		if (hasWords(e) && isCut(e, view)) found.push('cut: ' + e.textContent.trim().slice(0, 40));
	return found.slice(0, 5).map(f => name + ' at ' + width + ': ' + f + '\n').join('');
}
async function all() {
	let told = '', looks = 0;
	for (const name of pages) for (const width of widths) {
		const frame = document.createElement('iframe');
		frame.style = 'width:' + width + 'px;height:800px;border:0';
		const loaded = new Promise(done => frame.onload = done);
		frame.src = name + '.html';
		document.body.append(frame);
		await loaded;
		told += look(frame, name, width);
		for (const e of frame.contentDocument.querySelectorAll('details')) e.open = true;
		for (const e of frame.contentDocument.querySelectorAll('.fold')) e.checked = true;
		told += look(frame, name + ', opened', width);
		frame.remove();
		looks++;
	}
	document.getElementById('told').textContent = told + 'looked ' + looks + ' times';
}
window.onload = all;
</script>
<pre id="told"></pre>
END
names='board-en board-zh large-en large-zh public-en public-zh month-en month-zh week-en week-zh'
list=$(for name in $names; do printf '"%s",' "$name"; done)
sed -i "s/PAGES/[${list%,}]/" look.html
browser --window-size=1400,900 --virtual-time-budget=60000 --enable-logging=stderr --v=0 --dump-dom \
	"file://$work/look.html" >dom 2>log
failed=0
sed -n '/<pre id="told">/,/<\/pre>/p' dom | sed 's/<[^>]*>//g' >told
grep -v '^looked ' told | grep . && failed=1
grep -q '^looked 50 times' told || { echo 'pages: not all were looked at'; failed=1; }
! grep CONSOLE log || failed=1

for name in $names; do
	browser --no-pdf-header-footer --print-to-pdf="$name.pdf" "file://$work/$name.html" >/dev/null 2>&1
	sheets=$(grep -ac '/Type /Page$' "$name.pdf" || true)
	case $name in
	board-* | large-*) least=2 most=4 ;;
	*) least=1 most=9 ;;
	esac
	if [ "$sheets" -lt $least ] || [ "$sheets" -gt $most ]; then
		echo "pages: $name takes $sheets sheets"
		failed=1
	fi
done

# Words of English letters in the Chinese page.
if grep -noE '.{0,12}[A-Za-z]{3,}.{0,12}' board-zh.txt; then echo 'pages: English in the Chinese page'; failed=1; fi
[ $failed -eq 0 ] && echo 'pages: ok'
exit $failed
