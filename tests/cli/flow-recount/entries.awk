# A thousand entries of January 2026 in the order in which they were entered, which is not that of their days: what comes
# and goes on three sources and three uses, raises, cuts, and entries that take back earlier ones, by the numbers that
# these will have. -v seed=N. Numbers of its own (Lehmer): those of awk differ from one awk to the next.
function random(n) { seed = seed * 48271 % 2147483647; return seed % n }
BEGIN {
	for (i = 0; i < 7; i++) random(2)
	n = split("secured arrived withdrawn allotted committed spent refunded raised cut", kind, " ")
	split("P P1 Q", source, " "); split("U A B", use, " ")
	print "date,kind,amount,source,use,document,line,reverses"
	for (i = 1; i <= 1000; i++) {
		other = i == 1 ? 0 : random(i - 1) + 1
		if (other && !gone[other] && random(4) == 0) {
			gone[other] = gone[i] = 1
			day[i] = day[other] + random(32 - day[other])
			printf "2026-01-%02d,,,,,,,%d\n", day[i], other
			continue
		}
		day[i] = random(31) + 1
		k = random(n) + 1
		amount = random(5) ? random(1000000007) + 1 : 1
		s = k <= 3 || random(2) ? source[random(3) + 1] : ""
		u = k > 3 && (k <= 7 || s == "") || random(2) ? use[random(3) + 1] : ""
		printf "2026-01-%02d,%s,%d.%02d,%s,%s,V%d,%d,\n", day[i], kind[k], int(amount / 100), amount % 100, s, u,
			int(i / 3), i % 3 + 1
	}
}
