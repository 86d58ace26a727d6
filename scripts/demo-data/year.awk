# A year of complaints, and what the office and the units did about them: the parts that demo-feeds puts together.
# Reads areas.csv, people.csv, places.csv and complaints.csv; wants -v dir=, -v lang=.

# A small generator of our own (Lehmer, 48271 mod 2^31-1), so that every awk gives the same year.
function rnd() { seed = (seed * 48271) % 2147483647; return seed / 2147483647 }
function upto(n) { return int(rnd() * n) }
function two(n) { return sprintf("%02d", n) }
function words(en, zh) { return lang == "zh" ? zh : en }
function cell(name) { return $(column[lang == "zh" && (name "_zh") in column ? name "_zh" : name]) }

# A moment is days since 1 July 2025, with a fraction.
function clock(t,    minutes) {
	minutes = int((t - int(t)) * 1440)
	return two(int(minutes / 60)) ":" two(minutes % 60)
}
function slashes(t) { return year "/" month "/" date " " (clock(t) + 0) substr(clock(t), 3) }
function american(t,    hour, hour_said) {
	hour = clock(t) + 0
	hour_said = two((hour + 11) % 12 + 1) substr(clock(t), 3) (hour < 12 ? " AM" : " PM")
	return two(month) "/" two(date) "/" year " " hour_said
}
# The same moment, or the next one at which an office is open.
function open_at(t,    hour) {
	hour = (t - int(t)) * 24
	if (hour < 8.5)
		return int(t) + (8.5 + rnd()) / 24
	return hour > 18 ? int(t) + 1 + (8.5 + rnd()) / 24 : t
}

# What has not happened by the last evening is not written, nor what would have followed.
function move(t, to, by, unit, note, reason) {
	ended = ended || t >= days
	if (!ended)
		print id "," to "," day[int(t)] " " clock(t) "," by "," unit "," reason "," note >(dir "/" moves)
}

# ---- what is complained of ----

# Of what is said at WHERE ("" anywhere), each as often as its weight says.
function pick(where,    left, n) {
	left = rnd() * sum[where]
	for (n = 1; n < kinds[where] && left >= weight[where, n]; n++)
		left -= weight[where, n]
	return where SUBSEP n
}

# The exports: a line each in the layout of its channel. Sets id, by which the moves name it.
function report(t, place, kind, name,    r, number, where, at) {
	where = area[place]
	at = sprintf("%.5f,%.5f", lat[place] + (rnd() - .5) / 900, lon[place] + (rnd() - .5) / 900)
	r = rnd()
	if (r < .5) {
		number = sprintf("%d%02d%05d", year, month, ++count["C01"])
		id = "C01:" number
		t = slashes(t)
		print number "," t "," category[kind] "," chinese[where] "," name "," text[kind] >(dir "/hotline")
	} else if (r < .78) {
		number = sprintf("APP-%05d", ++count["C02"])
		id = "C02:" number
		print number "," american(t) "," app[kind] "," where ",\"" name "\"," text[kind] "," at >(dir "/app")
	} else {
		number = sprintf("WG%06d", ++count["C03"])
		id = "C03:" number
		t = day[int(t)] ";" clock(t) ":00"
		print number ";" t ";" category[kind] ";" where ";" name ";" text[kind] >(dir "/grid")
	}
}

function named(place) {
	if (place == MARKET)
		return place_name[place] words(" stall ", "") (1 + upto(24)) words("", "号摊位")
	if (place == FLATS)
		return place_name[place] words(" block ", "") (1 + upto(14)) words("", "栋")
	return place_name[place] words(" ", "") (1 + upto(160)) words("", "号")
}

# ---- what became of it ----

# The two places where it goes wrong since spring, and what is left for good there; elsewhere it gets better.
function share_slow(t, place) {
	if (place == MARKET)
		return t > 270 ? .35 : .15
	return place == FLATS ? .3 : .085 - .00011 * t
}
function share_stuck(t, place) {
	if (place == MARKET)
		return t > 285 ? .32 : 0
	if (place == FLATS)
		return t > 210 ? .34 : 0
	return t > 300 ? .035 : 0
}

# From the assignment on: T is its moment. Gives that of the closing.
function life(t, place, unit,    by, citizen) {
	by = staff[unit]
	citizen = rnd() < .5 ? "wang" : "zhao"
	move(t, "assigned", "zhang", unit, "", "")
	if (rnd() < share_stuck(t, place)) {
		if (rnd() < .5)
			move(open_at(t + .3), "received", by, "", "", "")
		ended = 1
		return t
	}
	t = open_at(t + (rnd() < share_slow(t, place) ? 6 + rnd() * rnd() * 20 : .5 + rnd() * (3.4 - .0022 * t)))
	move(t, "rectified", by, "", "", "")
	if (rnd() < (place <= FLATS ? .12 : .03)) {
		t = open_at(t + .5)
		move(t, "assigned", citizen, "", words("not put right", "没有整改到位"), "")
		t = open_at(t + 1 + rnd())
		move(t, "rectified", by, "", "", "")
	}
	t = open_at(t + .3 + rnd())
	move(t, "accepted", citizen, "", "", "")
	t = open_at(t + .2 + rnd())
	move(t, "closed", "zhang", "", "", "")
	return t
}

# Some weeks after the closing somebody goes there again, to the two places more often than elsewhere.
function recheck(t, place, unit,    rebound) {
	if (ended || rnd() > (place <= FLATS ? .6 : .13))
		return
	t = int(t) + 30 + upto(12)
	if (t >= days)
		return
	rebound = rnd() < (place == MARKET ? .42 : place == FLATS ? .3 : .025)
	print id "," day[t] "," (rebound ? "rebound" : "held") ",gao" >(dir "/rechecks")
	moves = "again"
	if (!rebound || (t > 290 && place <= FLATS && rnd() < .4))
		return
	t = open_at(t + 1.5 + rnd() * 4)
	move(t, "rectified", staff[unit], "", "", "")
	t = open_at(t + .3 + rnd())
	move(t, "accepted", "wang", "", "", "")
	move(open_at(t + .2 + rnd()), "closed", "zhang", "", "", "")
}

function complaint(t,    r, place, kind, unit, other) {
	r = rnd()
	place = r < market[month] ? MARKET : r < market[month] + flats[month] ? FLATS : FLATS + 1 + upto(places - FLATS)
	kind = pick(place <= FLATS ? area[place] : "")
	report(t, place, kind, named(place))
	unit = answers[kind] == "D" ? duty[area[place]] : answers[kind]
	moves = "moves"
	t = open_at(t + .02 + rnd() * .2)
	# What came in since Monday noon waits for the office.
	ended = t > days - 1.5
	r = rnd()
	if (r < .025) {
		move(t, "dismissed", "zhang", "", "", r < .01 ? "not_ours" : r < .018 ? "unverifiable" : "invalid")
		return
	}
	if (r < .04 && place > FLATS) {
		other = unit == "U08" ? "U10" : "U08"
		move(t, "assigned", "zhang", other, "", "")
		t = open_at(t + .3)
		move(t, "returned", staff[other], "", words("not our duty", "不属本单位职责"), "")
		t = open_at(t + .2)
	}
	recheck(life(t, place, unit), place, unit)
}

BEGIN {
	FS = ","
	seed = 20260630
	days = 365
	# The first two rows of places.csv are where the trouble is.
	MARKET = 1
	FLATS = 2
	split("31 28 31 30 31 30 31 31 30 31 30 31", length_of, " ")
	# From January to December: how many complaints, and what share of them comes from the market and the flats.
	split(".62 .50 .78 .95 1.20 1.32 1.12 1.18 1.00 .90 .76 .66", season, " ")
	split(".02 .01 .03 .11 .19 .21 .08 .08 .06 .04 .02 .02", market, " ")
	split(".07 .07 .08 .08 .08 .08 .01 .01 .02 .04 .06 .06", flats, " ")
}
FNR == 1 {
	file++
	for (i = 1; i <= NF; i++)
		column[$i] = i
	next
}
file == 1 { chinese[$1] = $(column["name_zh"]); duty[$1] = $(column["duty_unit"]) }
file == 2 && $(column["role"]) == "staff" { staff[$(column["unit"])] = $1 }
file == 3 {
	area[++places] = $1
	place_name[places] = cell("place")
	lat[places] = $(column["lat"])
	lon[places] = $(column["lon"])
}
file == 4 {
	kinds[$1]++
	kind = $1 SUBSEP kinds[$1]
	category[kind] = $(column["category_zh"])
	app[kind] = $(column["app"])
	answers[kind] = $(column["unit"])
	weight[kind] = $(column["weight"])
	sum[$1] += weight[kind]
	text[kind] = cell("text")
}
END {
	year = 2025
	month = 7
	date = 1
	for (d = 0; d < days; d++) {
		day[d] = year "-" two(month) "-" two(date)
		# 1 July 2025 was a Tuesday; at weekends people complain less.
		n = int(4 * season[month] * ((d + 1) % 7 > 4 ? .7 : 1.12) + rnd() * 1.6)
		for (i = 0; i < n; i++)
			when[d, i] = d + (7 + (i + rnd()) * 14 / n) / 24
		number_of[d] = n
		if (++date > length_of[month]) {
			date = 1
			month = month % 12 + 1
			year += month == 1
		}
	}
	for (d = 0; d < days; d++) {
		split(day[d], part, "-")
		year = part[1]
		month = part[2] + 0
		date = part[3] + 0
		for (i = 0; i < number_of[d]; i++)
			complaint(when[d, i])
	}
}
