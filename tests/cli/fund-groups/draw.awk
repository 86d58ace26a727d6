# awk -v what=NOUN -f draw.awk: records for civplan, always the same.
function draw(n) { seed = (seed * 16807) % 2147483647; return seed % n }
function yuan() { return sprintf("%d.%02d", 1 + draw(90000), draw(100)) }
BEGIN {
	seed = 20250101
	split("budget land bond ppp donation industry_fund other_source", source, " ")
	split("infrastructure service literacy mechanism technology culture other_use", use, " ")
	split("secured arrived withdrawn allotted committed spent refunded raised cut", kind, " ")
	if (what == "unit") { print "code,name,kind"; for (i = 0; i < 5; i++) print "U" i ",u" i ",department" }
	if (what == "area") { print "code,name,kind"; for (i = 0; i < 4; i++) print "A" i ",a" i ",district" }
	if (what == "partner") print "code,name,actor\nP0,p,market\nP1,q,society"
	if (what == "task") {
		print "code,title,unit,due,programme,term,groups"
		for (i = 0; i < 12; i++)
			printf "T%02d,t,U0,2025-12-31,G%d,%s,%s\n", i, i % 4, i % 3 ? "short" : "", i % 2 ? "elderly" : ""
	}
	for (i = 0; i < 80; i++) {
		is_use = i % 2
		year[i] = draw(3) ? 2025 : ""
		parent[i] = i > 20 && draw(2) ? i - 20 : ""
		if (parent[i] != "" && year[parent[i]] != "") year[i] = year[parent[i]]
		task[i] = is_use && draw(4) ? sprintf("T%02d", draw(12)) : ""
		line[i] = sprintf("F%02d,f,%s,%s,%s,%s,%s,%s,%s,%s", i, (is_use ? use[1 + draw(7)] : source[1 + draw(7)]), year[i], \
			yuan(), parent[i] == "" ? "" : sprintf("F%02d", parent[i]), task[i], draw(3) ? "U" draw(5) : "", \
			draw(3) ? "A" draw(4) : "", draw(3) ? "" : "P" draw(2))
	}
	if (what == "fund") {
		print "code,name,kind,year,planned,parent,tasks,unit,area,partner"
		for (i = 0; i < 80; i++) print line[i]
	}
	if (what != "flow" && what != "back") exit
	if (what == "flow") print "date,kind,amount,source,use,task"
	for (n = 1; n <= 600; n++) {
		k = kind[1 + draw(9)]
		needs_source = k ~ /secured|arrived|withdrawn/
		needs_use = k ~ /allotted|committed|spent|refunded/
		s = needs_source || draw(2) ? 2 * draw(40) : ""
		u = needs_use || (s == "") || draw(2) ? 2 * draw(40) + 1 : ""
		day[n] = sprintf("2025-%02d-%02d", 1 + draw(12), 1 + draw(28))
		t = u != "" && task[u] != "" && s == "" && draw(2) ? task[u] : ""
		row = day[n] "," k "," yuan() "," (s == "" ? "" : sprintf("F%02d", s)) "," (u == "" ? "" : sprintf("F%02d", u)) "," t
		if (what == "flow") print row
	}
	if (what == "back") {
		print "date,reverses" >"back.csv"
		for (n = 7; n <= 600; n += 11) print "2025-12-" 28 + draw(3) "," n >"back.csv"
		close("back.csv")
		while ((getline row <"back.csv") > 0) print row
	}
}
