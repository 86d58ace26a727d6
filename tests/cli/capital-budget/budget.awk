# Numbers of its own (Lehmer, 48271 mod 2^31 - 1): those of awk differ from one awk to the next.
function random(n) { seed = seed * 48271 % 2147483647; return seed % n }
function thousands(n,    text) {
	for (text = ""; n >= 1000; n = int(n / 1000)) text = sprintf(",%03d", n % 1000) text
	return n text
}
# CENTS as the file has them.
function money(cents,    text) {
	text = sprintf("%s.%02d", thousands(int((cents < 0 ? -cents : cents) / 100)), (cents < 0 ? -cents : cents) % 100)
	if (cents < 0) text = random(2) ? "(" text ")" : "-" text
	return "\"" text "\""
}
function row(id, source,    planned, committed, spent, owner, who, kind, phase, year) {
	owner = agency[random(5)]; phase = random(9) + 1; who = agency[random(5)]; kind = category[random(7)]
	year = 2024 + random(3)
	planned = random(900000000) + 1
	if (random(20) == 0) planned = -int(planned / 100) - 1
	committed = planned > 0 ? int(planned / 100) * random(101) : 0
	spent = committed > 0 ? int(committed / 100) * random(101) : 0
	total["planned"] += planned; total["committed"] += committed; total["spent"] += spent
	planned = money(planned)
	committed = committed == 0 && random(2) ? "" : money(committed)
	spent = spent == 0 && random(2) ? "" : money(spent)
	printf "%s,\"%s, phase %d\",%s,%s,%s,FY%d,%s,%s,%s\n", id, owner, phase, who, kind, source, year, planned, committed,
		spent
}
BEGIN {
	seed = 20261127
	split("Transport,Water,Parks,Schools,Housing", name, ","); for (i in name) agency[i - 1] = name[i]
	split("Streets,Buildings,Open space,Technology,Training,Culture,Reserve", name, ","); for (i in name) category[i - 1] = name[i]
	split("GO,FED,FEE", source, ",")
	print "Capital projects,,,,,,,,"
	print "Dollars; amounts below zero are credits,,,,,,,,"
	print "Project ID,Project Name,Agency,Category,Source,Fiscal Year,Planned,Committed,Spent"
	for (rows = 0; rows < 3000; rows += many) {
		many = random(10) == 0 ? 2 + random(2) : 1
		for (i = 1; i <= many; i++) row(sprintf("CP-%05d", rows), source[i])
	}
	printf "Grand total,,,,,,%s,%s,%s\n", money(total["planned"]), money(total["committed"]), money(total["spent"])
}
