# A file of the demonstration in one language, lang: beside a column NAME stands NAME_zh, its Chinese.
BEGIN {
	FS = OFS = ","
}
FNR == 1 {
	for (i = 1; i <= NF; i++)
		at[$i] = i
	for (i = 1; i <= NF; i++)
		if ($i !~ /_zh$/)
			from[++n] = lang == "zh" && ($i "_zh") in at ? at[$i "_zh"] : i
	head = $0
	gsub(/[a-z_]+_zh,|,[a-z_]+_zh/, "", head)
	print head
	next
}
{
	line = $from[1]
	for (i = 2; i <= n; i++)
		line = line OFS $from[i]
	print line
}
