#!/bin/sh
# new-references.sh BUILD: in a copy of the tree, a noun is found by two columns, and another refers to it within a
# scope and has entries for rows. Two files and their prose are all of it.
set -eu
top=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset MAKEFLAGS MFLAGS MAKELEVEL
cp -R "$top/Makefile" "$top/cmd" "$top/lib" "$top/include" "$top/man" "$top/scripts" "$work"
cd "$work"
cat >lib/noun/question.c <<'END'
#include "civplan/noun.h"

extern const struct civ_noun civ_noun_standard;

static const struct civ_column columns[] = {
	{.name = "standard", .type = CIV_REF, .flags = CIV_KEY | CIV_REQUIRED, .ref = &civ_noun_standard,
	 .help = "its standard"},
	{.name = "code", .type = CIV_CODE, .flags = CIV_KEY, .help = "code within the standard"},
	{.name = "text", .type = CIV_TEXT, .help = "what is asked"},
	{.name = NULL},
};

const struct civ_noun civ_noun_question = {
	.name = "question", .view = "questions", .label = "Question", .label_zh = "问题项",
	.summary = "a question", .subject = CIV_SUBJECT_STANDARD, .columns = columns,
};
END
cat >lib/noun/answer.c <<'END'
#include "civplan/noun.h"

extern const struct civ_noun civ_noun_question, civ_noun_standard;

static const struct civ_column columns[] = {
	{.name = "question", .type = CIV_REF, .flags = CIV_KEY | CIV_REQUIRED, .ref = &civ_noun_question,
	 .scope = "standard", .help = "question of the standard"},
	{.name = "standard", .type = CIV_REF, .flags = CIV_REQUIRED, .ref = &civ_noun_standard, .help = "its standard"},
	{.name = "number", .type = CIV_INT, .flags = CIV_KEY | CIV_REQUIRED, .help = "of the sheet"},
	{.name = "value", .type = CIV_TEXT, .flags = CIV_REQUIRED, .help = "what was answered"},
	{.name = "note", .type = CIV_TEXT, .help = "anything else"},
	{.name = NULL},
};

const struct civ_noun civ_noun_answer = {
	.name = "answer", .view = "answers", .label = "Answer", .label_zh = "答复",
	.summary = "an answer", .subject = CIV_SUBJECT_STANDARD, .flags = CIV_ENTRY, .columns = columns,
};
END
for noun in question answer; do printf '.SH DESCRIPTION\nOne of a survey.\n' >man/$noun.man; done
make -s -j2 programs >/dev/null
PATH=$work/build/bin:$PATH
export CIVPLAN_DB=plan.db
plan-init --template=empty
for s in S1 S2; do standard-add --code=$s --name=$s --effective=2024-01-01; done
printf 'standard,code,text\nS1,Q1,a\nS2,Q1,b\nS2,Q2,c\n' | question-add
printf 'standard,question,number,value\nS1,Q1,1,yes\nS2,Q1,1,no\nS2,Q2,1,no\n' | answer-add
[ "$(answer-list --question=Q1 --columns=standard,value --no-header | tr '\n' ';')" = 'S1,yes;S2,no;' ]
answer-add --standard=S1 --question=Q2 --number=2 --value=yes 2>said && exit 1
grep -q "no 'Q2' in the same standard" said
printf 'standard,question,number,value\nS1,Q1,1,no\n' | answer-set - 2>said && exit 1
grep -q 'only its note is set' said
printf 'standard,question,number,note\nS1,Q1,1,seen\n' | answer-set -
answer-set --help | grep -q -- --value && exit 1
[ ! -e build/bin/answer-remove ]
question-remove S2:Q1 2>said && exit 1
grep -q '1 in answers (question)' said
plan-upgrade 2>said
grep -q 'is up to date' said
plan-export bundle
plan-init --db=copy.db --from=bundle
[ "$(answer-list --db=copy.db --no-header --columns=standard,question,value,note)" = "$(answer-list --no-header \
	--columns=standard,question,value,note)" ]
echo 'new-references: ok'
