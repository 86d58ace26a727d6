#!/bin/sh
# tests/books/make.sh: the workbooks of this folder, anew, by writers that are not ours, and beside each the CSV that
# LibreOffice saves from it as it is shown. Wants soffice, and node with exceljs and xlsx installed in this folder.
# lxw-*.xlsx are what the examples tutorial3 and merge_rich_string of libxlsxwriter write.
set -eu
cd "$(dirname "$0")"
shown='csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,true,false,false,-1'
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

for kind in xlsx xls; do soffice --headless --convert-to "$kind" ledger.fods >/dev/null 2>&1; done
node make.mjs
for book in *.xls *.xlsx; do
	rm -f "$out"/*
	soffice --headless --convert-to "$shown" --outdir "$out" "$book" >/dev/null 2>&1
	# shellcheck disable=SC2016 # dollars that are cut off
	# Not the hidden sheet; shares with the digits that they have, days year first, TRUE as a word in .xls too.
	sed 's/100\.0%/100%/; s/,0\.0%/,0%/; s/00007,1$/00007,TRUE/; s/January \([0-9]*\) 2013/2013-01-\1/
		s/"\$1,000"/1000/; s/,\$/,/' "$(find "$out" -name '*.csv' ! -name '*旧台账*')" >"$book.csv"
done
