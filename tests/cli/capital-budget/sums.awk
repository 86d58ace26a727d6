# What is planned, committed and spent in the file, in cents, with how many rows say so; with -v below=1 only what is
# planned below zero. The last three fields are amounts, the fields before them hold no quotes but around a comma.
function cents(text,    minus) {
	minus = text ~ /^[(-]/
	gsub(/[(),-]/, "", text)
	sub(/\./, "", text)
	return (minus ? -1 : 1) * text
}
NR <= 3 || /^Grand total/ { next }
{
	n = 0
	rest = $0
	while (match(rest, /("[^"]*"|[^,]*)(,|$)/) && rest != "") {
		cell[++n] = substr(rest, RSTART, RLENGTH)
		sub(/,$/, "", cell[n])
		gsub(/"/, "", cell[n])
		rest = substr(rest, RSTART + RLENGTH)
	}
	if ($0 ~ /,$/) cell[++n] = ""
	for (i = 7; i <= 9; i++) {
		value = cell[i] == "" ? 0 : cents(cell[i])
		if (i == 7 && (!below || value < 0) || i > 7 && value != 0) { count[i]++; sum[i] += value }
	}
}
END {
	if (below) { printf "%d %.0f\n", count[7], sum[7]; exit }
	printf "committed %d %.0f\nplanned %d %.0f\nspent %d %.0f\n", count[8], sum[8], count[7], sum[7], count[9], sum[9]
}
