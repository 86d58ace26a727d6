#!/bin/sh
# new-noun.sh BUILD: what is new is a file and its prose. In a copy of the tree a noun of ten columns and a report
# over it are written, with their Chinese; nothing else is touched. They work, the copy passes `make check`, and the
# seconds of the builds are told; and a check in a file of a new folder is found. (README's own report: new-report.sh.)
set -eu
top=$(cd "$(dirname "$0")/../.." && pwd)
build=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset MAKEFLAGS MFLAGS MAKELEVEL LANG LC_MESSAGES
export LC_ALL=C.UTF-8
(cd "$top" && cp -pR Makefile README.md README.zh.md .clang-format .ci cmd lib include man scripts tests "$work")
case $build in "$top"/build) cp -pR "$build" "$work/build" ;; esac
cd "$work"
seconds() { # seconds WHAT COMMAND...
	what=$1
	shift
	mkdir -p build
	start=$(date +%s)
	"$@" >build/make.log 2>&1 || { cat build/make.log; exit 1; }
	echo "$what: $(($(date +%s) - start)) s"
}
seconds 'the tree as it is' make -s -j2 build
find . -path ./build -prune -o -type f -print | sort >files.before

cat >lib/noun/grant.c <<'END_OF_NOUN'
#include "civplan/noun.h"
#include "civplan/word.h"

extern const struct civ_noun civ_noun_area, civ_noun_unit;

static const struct civ_word sources[] = {
	CIV_CHOICE("province", "Province", "省级"),
	CIV_CHOICE("city", "City", "市级"),
	CIV_CHOICE("county", "County", "县级"),
	{.code = NULL},
};

static const struct civ_column columns[] = {
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY, .label = "Code", .label_zh = "编码",
	 .help = "number of the grant"},
	{.name = "title", .type = CIV_TEXT, .flags = CIV_REQUIRED | CIV_NAME, .label = "Title", .label_zh = "名称",
	 .help = "what is paid for"},
	{.name = "unit", .type = CIV_REF, .flags = CIV_REQUIRED, .ref = &civ_noun_unit, .label = "Unit",
	 .label_zh = "单位", .help = "unit that receives it"},
	{.name = "area", .type = CIV_REF, .ref = &civ_noun_area, .label = "Area", .label_zh = "区域",
	 .help = "where it is spent; empty: the whole city"},
	{.name = "source", .type = CIV_ENUM, .flags = CIV_REQUIRED, .choices = sources, .label = "Source",
	 .label_zh = "来源", .help = "level that gives it"},
	{.name = "planned", .type = CIV_MONEY, .flags = CIV_REQUIRED, .min = "0.01", .max = "99999999.99",
	 .label = "Planned", .label_zh = "计划金额", .help = "what was promised"},
	{.name = "arrived", .type = CIV_MONEY, .min = "0", .fallback = "0", .label = "Arrived",
	 .label_zh = "到位金额", .help = "what has come of it"},
	{.name = "share", .type = CIV_PERCENT, .label = "Own share", .label_zh = "自筹比例",
	 .help = "what the unit adds"},
	{.name = "signed", .type = CIV_DATE, .flags = CIV_HAPPENED, .label = "Signed", .label_zh = "签订日期",
	 .help = "day of signing"},
	{.name = "note", .type = CIV_TEXT, .label = "Note", .label_zh = "备注",
	 .help = "anything else worth knowing"},
	{.name = NULL},
};

static const struct civ_rule rules[] = {
	{"arrived", "arrived", "\"arrived\" IS NULL OR \"arrived\" <= \"planned\"",
	 "no more can have come than was promised"},
	{NULL, NULL, NULL, NULL},
};

const struct civ_noun civ_noun_grant = {
	.name = "grant",
	.view = "grants",
	.label = "Grant",
	.label_zh = "补助",
	.summary = "money that a higher level promised",
	.subject = CIV_SUBJECT_PEOPLE,
	.columns = columns,
	.rules = rules,
};
END_OF_NOUN
cat >lib/report/grant-report.c <<'END_OF_REPORT'
/* grant-report: what was promised, and what of it came. */
#include "civplan/report.h"

static const struct civ_report_column columns[] = {
	{.group = true},
	{.of = "grant.planned", .help = "what was promised in all"},
	{.of = "grant.arrived", .help = "what has come in all"},
	{.name = "rate", .type = CIV_PERCENT, .label = "Arrived (%)", .help = "arrived / planned"},
	{.name = "part", .type = CIV_PERCENT, .label = "Part (%)", .help = "planned, of all that is planned"},
	{.name = NULL},
};

static const struct civ_report_param params[] = {{.name = "unit"}, {.name = NULL}};

static const struct civ_report_group groups[] = {
	{.name = "source", .sql = "g.source", .of = "grant.source"},
	{.name = "unit", .sql = "u.code", .of = "grant.unit"},
	{.name = NULL},
};

static const struct civ_report_flag flags[] = {
	{.code = "late", .label = "Not arrived", .help = "less than half has come", .sql = "rate < 50"},
	{.code = "heavy", .label = "Bulk", .help = "more than half of all", .sql = "part > 50",
	 .not_by = CIV_REPORT_TOTAL},
	{.code = NULL},
};

const struct civ_report civ_report_grant_report = {
	.name = "grant-report",
	.summary = "set what was promised against what came",
	.subject = CIV_SUBJECT_PEOPLE,
	.columns = columns,
	.params = params,
	.groups = groups,
	.flags = flags,
	.sql = "SELECT {by} AS key, sum(g.planned) AS planned, sum(g.arrived) AS arrived,"
	       " 100.0 * sum(g.arrived) / sum(g.planned) AS rate,"
	       " 100.0 * sum(g.planned) / sum(sum(g.planned)) OVER () AS part"
	       " FROM \"grant\" g JOIN unit u ON u.id = g.unit_id"
	       " WHERE :unit IS NULL OR g.unit_id IN (SELECT id FROM unit_below)"
	       " GROUP BY {by}",
	.order = "key",
};
END_OF_REPORT
printf '.SH DESCRIPTION\nMoney that a higher level promised to a unit, and what of it has come.\n' >man/grant.man
in_chinese() { # in_chinese PAGE TEXT
	sum=$(cksum <"man/$1.man" | cut -d ' ' -f 1)
	printf '.\\" Translation of man/%s.man, cksum %s\n.SH 说明\n%s\n' "$1" "$sum" "$2" >"lib/po/man/zh_CN/$1.man"
}
in_chinese grant 上级承诺给单位的资金及其到位情况。
printf '.SH DESCRIPTION\nSums by group, with a row of all together.\n' >man/grant-report.man
in_chinese grant-report 按类汇总，并有合计行。
cat >new.po <<'END_OF_PO'
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\n"
msgid "number of the grant"
msgstr "补助的编号"
msgid "what is paid for"
msgstr "资金用途"
msgid "unit that receives it"
msgstr "收款单位"
msgid "where it is spent; empty: the whole city"
msgstr "使用地点；空：全市"
msgid "level that gives it"
msgstr "拨款级次"
msgid "what was promised"
msgstr "承诺的金额"
msgid "what has come of it"
msgstr "已到位的金额"
msgid "what the unit adds"
msgstr "单位自筹的比例"
msgid "day of signing"
msgstr "签订日期"
msgid "no more can have come than was promised"
msgstr "到位金额不能超过承诺金额"
msgid "money that a higher level promised"
msgstr "上级承诺的资金"
msgid "grant"
msgstr "补助"
msgid "grants"
msgstr "补助"
msgid "what was promised in all"
msgstr "承诺总额"
msgid "what has come in all"
msgstr "到位总额"
msgid "Arrived (%)"
msgstr "到位率（%）"
msgid "arrived / planned"
msgstr "到位金额除以计划金额"
msgid "Part (%)"
msgstr "占比（%）"
msgid "planned, of all that is planned"
msgstr "占全部计划金额的比例"
msgid "Not arrived"
msgstr "未到位"
msgid "less than half has come"
msgstr "到位不足一半"
msgid "Bulk"
msgstr "占比过大"
msgid "more than half of all"
msgstr "超过全部的一半"
msgid "set what was promised against what came"
msgstr "对照承诺与到位的资金"
END_OF_PO
seconds 'a noun and a report more' make -s -j2 programs
scripts/catalogue build --update
msgcat --use-first --no-wrap --sort-output -o merged.po new.po lib/po/zh_CN.po
msgattrib --no-obsolete --no-wrap --sort-output merged.po |
	sed -E '/^"(PO-Revision-Date|Last-Translator|Language-Team|POT-Creation-Date)/d' >lib/po/zh_CN.po
rm -f new.po merged.po
find . -path ./build -prune -o -type f -print | sort >files.after
if diff files.before files.after | sed -n 's/^[<>] //p' |
	grep -vE '/(grant|grant-report)\.(c|man)$|files\.'; then exit 1; fi
rm -f files.before files.after

make -s -j2 programs >/dev/null
PATH=$work/build/bin:$PATH
export CIVPLAN_DB=plan.db CIVPLAN_ASOF=2026-06-30
plan-init --template=civilised-city --lang=en
printf '%s\n' code,title,unit,source,planned,arrived,signed 'G1,Roads,U08,province,"1,200.50",300,2024/5/1' \
	G2,Parks,U02,市级,800,800, |
	grant-add
if printf 'code,title,unit,source,planned\nG3,Too much,U08,city,100000000\nG4,Nothing,U08,city,0\n' |
	grant-add 2>err; then exit 1; fi
grep -q '99999999.99' err && grep -q '0.01' err
if grant-set G2 --arrived=800.01 2>err; then exit 1; fi
grep -q 'no more can have come' err
[ "$(grant-list --format=tsv --no-header --columns=code,unit,source,planned,arrived | tr '\t\n' ',;')" = \
	'G1,U08,province,1200.5,300;G2,U02,city,800,800;' ]
cat >want <<'END_OF_ROWS'
source,planned,arrived,rate,part,flags
city,800,800,100,39.99,
province,1200.5,300,24.99,60.01,late;heavy
*,2000.5,1100,54.99,100,
END_OF_ROWS
grant-report --by=source | diff want -
if grant-report --by=source --check >got; then exit 1; fi
sed -n '1p;3p' want | diff - got
grant-report --by=unit --unit=U08 | grep -q '^U08,1200.5,300,24.99,100,late;heavy$'
LC_ALL=zh_CN.UTF-8 grant-report --by=source --labels | grep -q '省级.*未到位;占比过大'
grant-add --help-all | grep -q 'day of signing'
if unit-remove U02 2>/dev/null; then exit 1; fi
plan-check --rule=file
plan-export bundle && plan-init --db=copy.db --from=bundle &&
	[ "$(grant-list --db=copy.db --no-header | wc -l)" = 2 ]
rm -rf bundle plan.db copy.db* plan.db* want got err
unset CIVPLAN_DB CIVPLAN_ASOF
seconds 'the documents' make -s -j2 build
grep -qi 'day of signing' build/man/man1/grant.1
grep -q 'less than half has come' build/man/man1/grant-report.1
grep -q '到位' build/man/zh_CN/man1/grant-report.1
touch lib/noun/grant.c
seconds 'one noun changed' make -s -j2 build
touch include/civplan/noun.h
seconds 'noun.h changed' make -s -j2 build
make check >check.log 2>&1 || { grep -A20 FAILED check.log; tail -n 5 check.log; exit 1; }
echo "make check of the copy: $(tail -n 1 check.log)"
mkdir lib/grant
cat >lib/grant/checks.c <<'END_OF_CHECKS'
#include "civplan/check.h"

static const struct civ_check checks[] = {
	{.name = "grant_unsigned", .severity = CIV_CHECK_NOTE, .summary = "a grant that nobody has signed",
	 .sql = "SELECT code, 'not signed', 'a day', NULL FROM \"grant\" WHERE signed IS NULL ORDER BY code"},
	{.name = NULL},
};

const struct civ_check_table civ_grant_checks = {.place = 45, .checks = checks};
END_OF_CHECKS
make -s -j2 programs >build/make.log 2>&1 || { cat build/make.log; exit 1; }
export CIVPLAN_DB=plan.db CIVPLAN_ASOF=2026-06-30
plan-init --template=empty
unit-add --code=U --name=Unit --kind=office
grant-add --code=G1 --title=Roads --unit=U --source=city --planned=1
[ "$(plan-check --rule=grant_unsigned --columns=subject --no-header)" = G1 ]
echo 'new-noun: ok'
