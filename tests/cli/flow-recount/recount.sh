# recount.sh SEED: a database of entries.awk; what fund-report says of each of its days is what plain SQL over the
# entries makes of them. Prints what differs, and how much was compared.
rm -f plan.db*
export CIVPLAN_DB=plan.db
plan-init
fund-add -q - <<'END'
code,name,parent,year,kind,planned
P,Budget,,2026,budget,1000000
P1,Bonds,P,2026,bond,400000.01
Q,Firms,,2026,ppp,-5
U,Works,,2026,service,900000
A,Talks,U,2026,literacy,300000
B,Rules,U,2026,mechanism,
END
awk -v seed="$1" -f entries.awk >entries.csv
flow-add -q entries.csv || exit
day=1
while [ $day -le 31 ]; do
	date=$(printf '2026-01-%02d' $day)
	fund-report --by=fund --asof="$date" --columns=fund,planned,secured,arrived,allotted,committed,spent --no-header |
		grep -v '^\*' | sort >told
	sqlite3 -separator , plan.db "
	 CREATE TEMP TABLE entry AS
	  SELECT f.id AS fund, w.kind, w.amount
	  FROM flow w JOIN fund f ON f.id = w.source_id OR f.id = w.use_id
	  WHERE w.date <= '$date';
	 CREATE TEMP TABLE sums AS
	  SELECT f.id, f.code, f.parent_id,
	   ifnull(f.planned, 0) + total(CASE e.kind WHEN 'raised' THEN amount WHEN 'cut' THEN -amount END) AS planned,
	   total(CASE e.kind WHEN 'secured' THEN amount END) AS secured,
	   total(CASE e.kind WHEN 'arrived' THEN amount WHEN 'withdrawn' THEN -amount END) AS arrived,
	   total(CASE e.kind WHEN 'allotted' THEN amount END) AS allotted,
	   total(CASE e.kind WHEN 'committed' THEN amount END) AS committed,
	   total(CASE e.kind WHEN 'spent' THEN amount WHEN 'refunded' THEN -amount END) AS spent
	  FROM fund f LEFT JOIN entry e ON e.fund = f.id
	  GROUP BY f.id;
	 SELECT s.code, s.planned - (SELECT total(c.planned) FROM sums c WHERE c.parent_id = s.id),
	  s.secured, s.arrived, s.allotted, s.committed, s.spent
	 FROM sums s" | awk -F, '
		function yuan(fen,    text) {
			text = sprintf("%.2f", fen / 100)
			sub(/0$/, "", text); sub(/\.0$/, "", text)
			return text == "-0" ? "0" : text
		}
		{ line = $1; for (i = 2; i <= NF; i++) line = line "," yuan($i); print line }' | sort >counted
	diff told counted >differ || { echo "$date:"; cat differ; }
	cat told >>all
	day=$((day + 1))
done
wc -l <all; rm all
sqlite3 -separator ' ' plan.db 'SELECT count(*), count(reverses_id), sum(reversed) FROM flow'
