# awk -v what=task|fund|flow -f money.awk: records for tests/bench/money, always the same.
function draw(n) { seed = (seed * 16807) % 2147483647; return seed % n }
BEGIN {
	seed = 20240101
	if (what == "task") {
		print "code,title,unit,due,programme,quantity,reached,weight"
		for (i = 0; i < 1000; i++)
			printf "T%04d,task %d,U,2025-12-31,P%d,100,%d,%d\n", i, i, i % 8, draw(101), 1 + draw(5)
	}
	split("budget land bond ppp donation", source, " ")
	split("infrastructure service literacy mechanism technology", use, " ")
	if (what == "fund") {
		print "code,name,kind,year,planned,parent,tasks"
		for (i = 0; i < 1000; i++)
			printf "S%04d,source %d,%s,2025,%d,,\n", i, i, source[1 + i % 5], 1000000 + draw(100000000)
		for (i = 0; i < 4000; i++)
			printf "L%04d,line %d,%s,2025,%d,%s,T%04d;T%04d\n", i, i, use[1 + i % 5],
				1000000 + draw(10000000) * (i % 4 == 0 ? 20 : 1),
				i % 4 == 3 ? sprintf("L%04d", i - 3) : "", i % 1000, (i * 7 + 1) % 1000
	}
	if (what != "flow") exit
	print "date,kind,amount,source,use,task,document"
	split("secured arrived allotted committed spent spent spent refunded raised cut", kinds, " ")
	for (i = 0; i < 100000; i++) {
		kind = kinds[1 + draw(10)]
		line = draw(4000)
		used = kind ~ /allotted|committed|spent|refunded/ || (kind ~ /raised|cut/ && draw(2))
		printf "2025-%02d-%02d,%s,%d.%02d,%s,%s,%s,V%d\n", 1 + draw(12), 1 + draw(28), kind, 1 + draw(100000),
			draw(100), !used || draw(2) ? sprintf("S%04d", draw(1000)) : "",
			used ? sprintf("L%04d", line) : "",
			used && draw(3) ? sprintf("T%04d", draw(2) ? line % 1000 : (line * 7 + 1) % 1000) : "", i
	}
}
