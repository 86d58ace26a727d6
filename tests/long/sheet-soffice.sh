#!/bin/sh
# tests/long/sheet-soffice.sh BUILD: a sheet goes out as a workbook, is filled in with LibreOffice by a macro, and comes
# back: its moves and extensions are those of the CSV that is filled in alike. Wants soffice, and programs built with
# what writes and reads workbooks; else nothing is tested, and that is said.
set -eu
build=$(cd "$1" && pwd)
PATH=$build/bin:$PATH
command -v soffice >/dev/null || { echo 'sheet-soffice: no LibreOffice, not tested'; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export CIVPLAN_DB=plan.db
plan-init --template=civilised-city
seq 4 | sed 's/.*/2026-03-02 09:00,stalls,人民路\&号,U08/; 1i reported_at,category,place,unit' | issue-log -
issue-list --columns=id | issue-move --to=assigned --at='2026-03-02 10:00' -
LC_ALL=zh_CN.UTF-8
export LC_ALL
if ! issue-sheet --xlsx --labels --out=books 2>err; then
	cat err
	grep -q libxlsxwriter err
	exit
fi
issue-sheet --labels --out=sheets

# The first run makes a profile, into which the macro goes.
profile=file://$work/profile
office() {
	LC_ALL=C.UTF-8 timeout -k 5 120 setsid soffice --headless "-env:UserInstallation=$profile" "$@" \
		>office.log 2>&1 </dev/null
}
office --terminate_after_init
cat >profile/user/basic/Standard/Module1.xba <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Fill
	Dim quiet(0) As New com.sun.star.beans.PropertyValue
	Dim written(0) As New com.sun.star.beans.PropertyValue
	Dim doc, sheet, edits, i, place
	On Error GoTo Failed
	quiet(0).Name = "Hidden"
	quiet(0).Value = True
	doc = StarDesktop.loadComponentFromURL(ConvertToURL(Environ("SOURCE")), "_blank", 0, quiet())
	sheet = doc.Sheets.getByIndex(0)
	edits = Split(Environ("CELLS"), "|")
	For i = LBound(edits) To UBound(edits)
		place = InStr(edits(i), ":")
		sheet.getCellRangeByName(Left(edits(i), place - 1)).setFormula(Mid(edits(i), place + 1))
	Next i
	written(0).Name = "FilterName"
	written(0).Value = "Calc MS Excel 2007 XML"
	doc.storeToURL(ConvertToURL(Environ("TARGET")), written())
	doc.close(True)
Failed:
	StarDesktop.terminate()
End Sub
</script:module>
END
SOURCE=$work/books/U08.xlsx
TARGET=$work/filled.xlsx
CELLS='N2:2026-03-03|N3:2026-03-03|O3:已清理|P3:2026-03-04|Q3:照片2.jpg|T4:不属本单位职责'
CELLS="$CELLS|R5:2026-03-20|S5:需协调"
export SOURCE TARGET CELLS
office 'macro:///Standard.Module1.Fill'
[ -s filled.xlsx ] || { echo 'sheet-soffice: LibreOffice wrote nothing'; cat office.log; exit 1; }
awk -F, -v OFS=, '
	$1 == 1 {$14 = "2026-03-03"}
	$1 == 2 {$14 = "2026-03-03"; $15 = "已清理"; $16 = "2026-03-04"; $17 = "照片2.jpg"}
	$1 == 3 {$20 = "不属本单位职责"}
	$1 == 4 {$18 = "2026-03-20"; $19 = "需协调"}
	{print}' sheets/U08.csv >filled.csv
for form in csv xlsx; do
	issue-sheet --read --extensions=asked.$form filled.$form >moves.$form
done
cmp moves.csv moves.xlsx
cmp asked.csv asked.xlsx
[ "$(wc -l <moves.xlsx)" -eq 5 ]
[ "$(wc -l <asked.xlsx)" -eq 2 ]
echo 'sheet-soffice: ok'
