# Who answered the surveys of the demonstration and what, the same each time: -v what=respondents or answers, for
# questions.csv. A choice is told by its place.
function chance() {
	seed = seed * 16807 % 2147483647
	return 100 * seed / 2147483647
}
# The vote was online, but for a box in the clinic: few of the old came.
function age_of(survey, i) {
	if (survey == "V1")
		return i % 16 == 0 ? 66 + i % 20 : i % 4 == 0 ? 45 + i % 20 : 18 + i % 27
	return 18 + i * 37 % 71
}
function mode_of(survey, i) {
	return survey != "V1" ? "visit" : age_of(survey, i) < 65 ? "online" : i % 32 == 0 ? "online" : "paper"
}
function respondents(survey, n,    i) {
	for (i = 1; i <= n; i++)
		print survey, i, mode_of(survey, i), age_of(survey, i), survey == "V1" ? "Q02" : "D" 1 + i % 9 % 4
}
# The first place whose sum of per cent in LIST is above a number drawn.
function place(list,    part, n, i, left) {
	n = split(list, part, " ")
	left = chance()
	for (i = 1; i < n; i++) {
		left -= part[i]
		if (left < 0)
			return i
	}
	return n
}
# What people are asked, as per cent of each place; of the old apart where that matters.
function answer(survey, question, old,    later) {
	later = survey == "PS2"
	if (survey == "V1")
		return place(old == 2 ? "5 80 15" : old ? "40 40 20" : "60 25 15")
	if (question == "Q1")
		return place(later ? (old == 2 ? "70 30" : "88 12") : "42 58")
	if (question == "Q2")
		return place("91 9")
	if (question == "Q3")
		return place("86 14")
	if (question == "Q4")
		return place(later ? "12 55 33" : "28 54 18")
	if (question == "Q5")
		return place(later ? "47 42 8 3" : "36 42 15 7")
	if (question == "Q6")
		return place(later ? "45 40 10 5" : "35 40 17 8")
	if (question == "Q9")
		return place("35 20 30 15") ";" place(old == 2 ? "5 55 35 5" : "40 15 25 20")
	return place(later ? "2 5 18 45 30" : "4 11 30 40 15")
}
BEGIN {
	FS = OFS = ","
	seed = 2026
	size["V1"] = 320
	size["PS1"] = 600
	size["PS2"] = 900
	print what == "respondents" ? "survey,number,mode,age,area" : "survey,number,question,value"
}
FNR == 1 {
	next
}
what == "respondents" && !seen[$1]++ {
	respondents($1, size[$1])
}
what == "answers" {
	for (i = 1; i <= size[$1]; i++)
		if (chance() > 2)
			print $1, i, $2, answer($1, $2, age_of($1, i) >= 65 ? 2 : age_of($1, i) >= 45)
}
