# awk -v day=DAY -f count.awk fund.csv flow.csv back.csv: by unit and side what entries up to the day add up to.
BEGIN { FS = "," }
FNR == 1 { file++; next }
file == 1 { unit[$1] = $8; side[$1] = $3 ~ /^(budget|land|bond|ppp|donation|industry_fund|other_source)$/ ? "source" : "use"; next }
file == 2 { entry[FNR - 1] = $0; take($1, $0, 1); next }
{ take($1, entry[$2], -1) }
function add(line, kind, fen) {
	if (line == "") return
	at = unit[line] "," side[line]
	seen[at] = 1
	if (kind == "withdrawn") { kind = "arrived"; fen = -fen }
	if (kind == "refunded") { kind = "spent"; fen = -fen }
	sum[at, kind] += fen; whole[side[line], kind] += fen
}
function take(date, row, sign,   f) {
	if (date > day) return
	split(row, f, ",")
	split(f[3], money, ".")
	add(f[4], f[2], sign * (money[1] * 100 + money[2]))
	add(f[5], f[2], sign * (money[1] * 100 + money[2]))
}
function figures(of, at,   i, row) { for (i = 1; i <= 5; i++) row = row "," cell(of[at, kinds[i]]); return row }
function cell(fen) { return fen == 0 ? "0" : fen % 100 == 0 ? fen / 100 : fen % 10 == 0 ? sprintf("%.1f", fen / 100) : sprintf("%.2f", fen / 100) }
END {
	split("secured arrived allotted committed spent", kinds, " ")
	for (line in unit) seen[unit[line] "," side[line]] = 1
	for (at in seen) print at figures(sum, at)
	print "*,source" figures(whole, "source")
	print "*,use" figures(whole, "use")
}
