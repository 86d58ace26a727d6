# awk -v what=wide|long -v rows=N -f surveys.awk: N sheets of ten answers for tests/bench/surveys, always the same: a
# row a respondent, or a row an answer with the respondent's age.
function draw(n) { seed = (seed * 16807) % 2147483647; return seed % n }
BEGIN {
	seed = 20240101
	split("很满意 满意 一般 不满意", choice, " ")
	print what == "wide" ? "number,age,Q1,Q2,Q3,Q4,Q5,Q6,Q7,Q8,Q9,Q10" : "survey,number,question,value,age"
	for (i = 1; i <= rows; i++) {
		age = 16 + draw(80)
		line = i "," age
		for (q = 1; q <= 10; q++) {
			if (q <= 5)
				value = choice[1 + draw(4)]
			else if (q <= 7)
				value = 1 + draw(5)
			else
				value = q == 10 ? draw(30) : draw(2) ? "yes" : "no"
			line = line "," value
			if (what == "long")
				print "V1," i ",Q" q "," value "," age
		}
		if (what == "wide")
			print line
	}
}
