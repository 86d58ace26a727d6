# civplan: `make demo` and `make check` install what is missing, build, and run.
# Everything made stands under build/: programs in build/bin, pages in build/man, the rest in build/share.

PREFIX  ?= /usr/local
DESTDIR ?=
B       := build$(if $(SANITIZE),/sanitize)$(if $(STATIC),/static)

CSTD     := -std=c11 -D_GNU_SOURCE
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion
CFLAGS   ?= -O2 -g
OWN      := -I. -Iinclude -fPIC -fvisibility=hidden
LDLIBS   += $(if $(STATIC),-Wl$(,)-Bstatic -lsqlite3 -lcsv -lmd -Wl$(,)-Bdynamic,-lsqlite3 -lcsv -lmd) -lpthread -lm
# Workbooks where libxlsxwriter-dev is installed; the library itself is loaded by the run that writes one.
ifneq ($(XLSX),no)
ifeq ($(shell printf '\043include <xlsxwriter.h>\n' | $(CC) -E - >/dev/null 2>&1 && echo yes),yes)
OWN      += -DCIV_XLSX
endif
endif
# Workbooks are read where libzip-dev and libexpat1-dev are installed (.xlsx); these too are loaded by the run that
# reads one, by the names that they have here.
soname    = $(shell objdump -p "$$($(CC) -print-file-name=$(1).so)" 2>/dev/null | sed -n 's/^ *SONAME *//p')
LIBZIP   := $(if $(filter no,$(BOOKS)),,$(call soname,libzip))
LIBEXPAT := $(if $(filter no,$(BOOKS)),,$(call soname,libexpat))
ifneq ($(and $(LIBZIP),$(LIBEXPAT)),)
OWN      += -DCIV_LIBZIP='"$(LIBZIP)"' -DCIV_LIBZIP_PACKAGE='"$(subst .so.,,$(LIBZIP))"' \
	-DCIV_LIBEXPAT='"$(LIBEXPAT)"' -DCIV_LIBEXPAT_PACKAGE='"$(subst .so.,,$(LIBEXPAT))"'
else
WITHOUT  += lib/book/xlsx%.c
endif
ifdef SANITIZE
CFLAGS   += -O1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined
LDFLAGS  += -fsanitize=address,undefined
endif
, := ,
# A flag of the linker, if what it makes with it runs here.
linker    = $(shell t=$$(mktemp) && echo 'int main(void){return 0;}' | \
	$(CC) $(LDFLAGS) $(1) -x c - -o $$t 2>/dev/null && $$t 2>/dev/null && echo '$(1)'; rm -f $$t)
COMPILE   = $(CC) $(CSTD) $(WARNINGS) $(OWN) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

# One file per noun, one per program: the lists below are the folders themselves.
NOUNS     := $(basename $(notdir $(wildcard lib/noun/*.c)))
GENERIC   := add list set remove
NOUN_CMDS := $(shell scripts/list-generic $(NOUNS:%=lib/noun/%.c))
OWN_CMDS  := $(filter-out civplan main $(addprefix noun-,$(GENERIC)),$(basename $(notdir $(wildcard cmd/*.c))))
REPORTS   := $(basename $(notdir $(wildcard lib/report/*.c)))
COMMANDS  := $(sort $(NOUN_CMDS) $(OWN_CMDS) $(REPORTS))
PROGRAMS  := $(addprefix $(B)/bin/,civplan $(COMMANDS))

LIB_SRC   := $(filter-out $(WITHOUT),$(sort $(wildcard lib/*/*.c)))
# What stands in the files of lib, each kind in a table: scripts/list-table says how it is found.
TABLES    := nouns hooks checks derived queries fronts parts reports offers functions grammars figures
LIB_OBJ   := $(LIB_SRC:%.c=$(B)/obj/%.o) $(TABLES:%=$(B)/obj/gen/%.o) $(B)/obj/gen/template.o $(B)/obj/gen/style.o
CMD_OBJ   := $(OWN_CMDS:%=$(B)/obj/cmd/%.o) $(B)/obj/gen/programs.o $(B)/obj/gen/commands.o
UNIT_SRC  := $(wildcard tests/unit/*.c)
UNITS     := $(basename $(notdir $(UNIT_SRC)))
TEMPLATES := $(wildcard lib/template/*/*.csv)
# Catalogues of other languages; without gettext's msgfmt the programs speak English.
PO        := $(wildcard lib/po/*.po)
MO        := $(if $(shell command -v msgfmt),$(PO:lib/po/%.po=$(B)/share/locale/%/LC_MESSAGES/civplan.mo))

# Make's own rules would try to build the dependency files out of programs.
MAKEFLAGS += --no-builtin-rules
.SUFFIXES:
.DELETE_ON_ERROR:
.PHONY: all build programs documents check check-all bench demo deb setup install uninstall clean
all: build

build: programs documents
programs: $(PROGRAMS) $(B)/bin/plan-nightly $(MO)

$(B)/bin/plan-nightly: scripts/nightly
	@mkdir -p $(@D)
	install -m 755 $< $@

# What this file says of flags is in each object.
$(B)/obj/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(COMPILE)
$(B)/obj/gen/%.o: $(B)/gen/%.c Makefile
	@mkdir -p $(@D)
	$(COMPILE)

# The lists that the code needs are made from the folders; a file changes only when its list does.
renew = @mkdir -p $(@D); $(1) >$@.new && { cmp -s $@.new $@ && rm $@.new || mv $@.new $@; }
$(B)/gen/programs.c $(B)/gen/commands.c: scripts/list-table lib/noun lib/report cmd Makefile
$(B)/gen/programs.c:
	$(call renew,scripts/list-table programs $(NOUN_CMDS) $(REPORTS))
$(B)/gen/commands.c:
	$(call renew,scripts/list-table commands $(COMMANDS))
$(TABLES:%=$(B)/gen/%.c): $(B)/gen/%.c: scripts/list-table $(wildcard lib/*/) $(LIB_SRC)
	$(call renew,scripts/list-table $* $(LIB_SRC))
$(B)/gen/template.c: scripts/embed $(TEMPLATES)
	@mkdir -p $(@D)
	scripts/embed $(TEMPLATES) >$@
# A style sheet lib/page/NAME.css is the string civ_style_NAME.
STYLES := $(wildcard lib/page/*.css)
$(B)/gen/style.c: scripts/embed $(STYLES)
	@mkdir -p $(@D)
	for style in $(basename $(notdir $(STYLES))); do \
		scripts/embed --style civ_style_$$style lib/page/$$style.css || exit 1; done >$@

$(B)/libcivplan.a: $(LIB_OBJ)
	rm -f $@
	$(AR) rcs $@ $^
# All programs are one library, so that what they share is there once, and a main() of some lines each. With STATIC=1
# they are one program under many names, which needs no SQLite of the system.
LIBRARY  := $(B)/lib/civplan/libcivplan.so
ALL_OBJ  := $(B)/obj/cmd/civplan.o $(CMD_OBJ) $(LIB_OBJ)
ifdef STATIC
LIBRARY  := $(B)/bin/civplan
$(LIBRARY): cmd/main.c include/civplan/program.h $(ALL_OBJ)
	@mkdir -p $(@D)
	$(CC) $(CSTD) $(WARNINGS) $(OWN) -DCIV_PROGRAM=NULL $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -Wl,-O1 \
		-o $@ $< $(ALL_OBJ) $(LDLIBS)
$(COMMANDS:%=$(B)/bin/%): | $(LIBRARY)
	ln -sf civplan $@
else
$(LIBRARY): $(ALL_OBJ)
	@mkdir -p $(@D)
	$(CC) -shared $(LDFLAGS) $(CFLAGS) -Wl,-soname,$(@F) -Wl,-Bsymbolic -Wl,-z,relro -Wl,-O1 -Wl,--hash-style=gnu \
		$(if $(SANITIZE),,-Wl$(,)-z$(,)defs) \
		$(call linker,-Wl$(,)-z$(,)pack-relative-relocs) -o $@ $^ $(LDLIBS)
# A change of the library leaves them as they are: they name one function of it. SQLite stands first, for the loader
# looks up each of the thousand names by which SQLite calls itself in every library before it.
$(PROGRAMS): $(B)/bin/%: cmd/main.c include/civplan/program.h | $(LIBRARY)
	@mkdir -p $(@D)
	$(CC) $(CSTD) $(WARNINGS) $(OWN) -DCIV_PROGRAM='"$*"' $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) \
		-Wl,--enable-new-dtags -Wl,-rpath,'$$ORIGIN/../lib/civplan' \
		-o $@ $< -L$(dir $(LIBRARY)) -Wl,--push-state,--no-as-needed -lsqlite3 -Wl,--pop-state -lcivplan
endif

# Unit tests: every file of tests/unit defines NAME_suite().
$(B)/gen/unit.c: scripts/list-units tests/unit
	$(call renew,scripts/list-units $(UNITS))
$(B)/unit: $(UNIT_SRC:%.c=$(B)/obj/%.o) $(B)/obj/gen/unit.o $(B)/libcivplan.a
	$(CC) $(LDFLAGS) $(CFLAGS) -o $@ $^ -lcheck -lsubunit -lrt $(LDLIBS)

# Every program in one process, for damaged databases (make SANITIZE=1).
$(B)/hostile: $(B)/obj/tests/fault/hostile.o $(CMD_OBJ) $(B)/libcivplan.a
	$(CC) $(LDFLAGS) $(CFLAGS) -o $@ $^ $(LDLIBS)

# Damaged workbooks before their reader (make SANITIZE=1).
$(B)/books: $(B)/obj/tests/fault/books.o $(B)/libcivplan.a
	$(CC) $(LDFLAGS) $(CFLAGS) -o $@ $^ $(LDLIBS)

# Manual pages: one a program, one a noun for its generic programs; prose from man/, the rest from the tables.
PAGES     := $(OWN_CMDS) $(REPORTS) $(filter-out plan,$(NOUNS))
MAN       := $(PAGES:%=$(B)/man/man1/%.1) $(B)/man/man7/civplan.7
COMPLETE  := $(B)/share/bash-completion/completions/civplan
ZSH       := $(B)/share/zsh/site-functions/_civplan
ENGLISH   := LC_ALL=C.UTF-8
$(B)/man/man1/%.1: man/%.man $(LIBRARY) | $(B)/bin/civplan
	@mkdir -p $(@D)
	$(ENGLISH) $(B)/bin/civplan --manual $* --prose man/$*.man >$@
$(B)/man/man7/civplan.7: man/civplan.man $(LIBRARY) | $(B)/bin/civplan
	@mkdir -p $(@D)
	$(ENGLISH) $(B)/bin/civplan --manual civplan --prose man/civplan.man >$@
# The same pages in Chinese; prose that nobody has translated yet stands in English.
MAN_ZH    := $(if $(MO),$(MAN:$(B)/man/%=$(B)/man/zh_CN/%))
PROSE_ZH  := $(wildcard lib/po/man/zh_CN/*)
$(B)/man/zh_CN/man1/%.1 $(B)/man/zh_CN/man7/%.7: man/%.man $(PROSE_ZH) $(MO) $(LIBRARY) | $(B)/bin/civplan
	@mkdir -p $(@D)
	LC_ALL=zh_CN.UTF-8 $(B)/bin/civplan --manual $* \
		--prose $(firstword $(wildcard lib/po/man/zh_CN/$*.man) man/$*.man) >$@
$(COMPLETE): $(LIBRARY) | $(B)/bin/civplan
	@mkdir -p $(@D)
	$(ENGLISH) $(B)/bin/civplan --completion bash >$@
$(ZSH): $(LIBRARY) | $(B)/bin/civplan
	@mkdir -p $(@D)
	$(ENGLISH) $(B)/bin/civplan --completion zsh >$@
$(B)/share/locale/%/LC_MESSAGES/civplan.mo: lib/po/%.po
	@mkdir -p $(@D)
	msgfmt --check-format -o $@ $<
documents: $(MAN) $(MAN_ZH) $(COMPLETE) $(ZSH) $(MO)
man/%.man:
	@echo "no prose for the manual page of $*: write man/$*.man" >&2; exit 1

setup:
	@scripts/setup

# What `make check` runs must be quick, under five minutes with two processors; the rest is for check-all. It builds on
# all of them, unless it is told how many.
check: setup
	@$(MAKE) --no-print-directory $(if $(filter -j% --jobserver%,$(MAKEFLAGS)),,-j$$(nproc)) build $(B)/unit
	@tests/run $(B)
check-all: check
	@tests/run-all $(B)
bench: setup
	@$(MAKE) --no-print-directory build
	@tests/bench/run $(B)

demo: setup
	@$(MAKE) --no-print-directory build
	@scripts/demo $(B)

# A Debian package under build/deb; wants debhelper.
deb:
	@scripts/package build

BIN_DIR  := $(DESTDIR)$(PREFIX)/bin
LIB_DIR  := $(DESTDIR)$(PREFIX)/lib/civplan
MAN_DIR  := $(DESTDIR)$(PREFIX)/share/man
DONE_DIR := $(DESTDIR)$(PREFIX)/share/bash-completion/completions
ZSH_DIR  ?= $(DESTDIR)$(PREFIX)/share/zsh/site-functions
SHARE_DIR := $(DESTDIR)$(PREFIX)/share/doc/civplan/examples
EXAMPLES := scripts/nightly.cron scripts/civplan-nightly.service scripts/civplan-nightly.timer scripts/civplan.logrotate
# task-add(1) and its companions are read in task(1).
GENERIC_PAGES := $(foreach n,$(NOUNS),$(foreach g,$(GENERIC),$(if $(filter $(n)-$(g),$(NOUN_CMDS)),$(n)-$(g).1:$(n).1)))
# What debuggers read stands in .debug beside the file, where they look for it; SPLIT=no leaves it in, for who splits it
# off in another way.
SPLIT    ?= yes
split     = $(if $(filter yes,$(SPLIT)),install -d $(dir $(1)).debug && \
	objcopy --only-keep-debug --compress-debug-sections $(1) $(dir $(1)).debug/$(notdir $(1)).debug && \
	objcopy --strip-unneeded --add-gnu-debuglink=$(dir $(1)).debug/$(notdir $(1)).debug $(1))
ifdef STATIC
INSTALLED := $(BIN_DIR)/civplan
define INSTALL_PROGRAMS
install -m 755 $(LIBRARY) $(INSTALLED)
@for program in $(COMMANDS); do ln -sf civplan $(BIN_DIR)/$$program || exit 1; done
endef
else
INSTALLED := $(LIB_DIR)/$(notdir $(LIBRARY))
define INSTALL_PROGRAMS
install $(if $(filter yes,$(SPLIT)),-s) -m 755 $(PROGRAMS) $(BIN_DIR)
install -D -m 644 $(LIBRARY) $(INSTALLED)
endef
endif
install: build
	install -d $(BIN_DIR) $(MAN_DIR)/man1 $(MAN_DIR)/man5 $(MAN_DIR)/man7 $(DONE_DIR) $(ZSH_DIR)
	install -m 755 $(B)/bin/plan-nightly $(BIN_DIR)
	$(INSTALL_PROGRAMS)
	$(call split,$(INSTALLED))
	install -d $(SHARE_DIR)
	install -m 644 $(EXAMPLES) $(SHARE_DIR)
	install -m 644 $(PAGES:%=$(B)/man/man1/%.1) $(MAN_DIR)/man1
	install -m 644 $(B)/man/man7/civplan.7 $(MAN_DIR)/man7
	install -m 644 man/plan-nightly.1 $(MAN_DIR)/man1
	install -m 644 man/civplan-csv.5 $(MAN_DIR)/man5
	install -m 644 $(COMPLETE) $(DONE_DIR)
	install -m 644 $(ZSH) $(ZSH_DIR)
	@for mo in $(MO:$(B)/share/locale/%=%); do \
		install -D -m 644 $(B)/share/locale/$$mo $(DESTDIR)$(PREFIX)/share/locale/$$mo || exit 1; \
	done
	@for pair in $(GENERIC_PAGES); do echo ".so man1/$${pair#*:}" >$(MAN_DIR)/man1/$${pair%%:*} || exit 1; done
	@for page in $(MAN_ZH:$(B)/man/%=%); do install -D -m 644 $(B)/man/$$page $(MAN_DIR)/$$page || exit 1; done
	@for page in $(if $(MO),plan-nightly.1 civplan-csv.5); do \
		install -D -m 644 lib/po/man/zh_CN/$$page $(MAN_DIR)/zh_CN/man$${page##*.}/$$page || exit 1; \
	done
	@for pair in $(if $(MO),$(GENERIC_PAGES)); do \
		echo ".so man1/$${pair#*:}" >$(MAN_DIR)/zh_CN/man1/$${pair%%:*} || exit 1; \
	done
	@for program in $(COMMANDS); do ln -sf civplan $(DONE_DIR)/$$program || exit 1; done
uninstall:
	rm -rf $(LIB_DIR)
	rm -f $(BIN_DIR)/.debug/civplan.debug
	rm -f $(addprefix $(BIN_DIR)/,civplan plan-nightly $(COMMANDS)) \
		$(MAN_DIR)/man7/civplan.7 $(MAN_DIR)/man5/civplan-csv.5 $(ZSH_DIR)/_civplan
	rm -f $(MO:$(B)/share/locale/%=$(DESTDIR)$(PREFIX)/share/locale/%)
	rm -rf $(SHARE_DIR)
	rm -f $(addprefix $(MAN_DIR)/,$(MAN_ZH:$(B)/man/%=%)) $(MAN_DIR)/zh_CN/man5/civplan-csv.5 \
		$(addprefix $(MAN_DIR)/zh_CN/man1/,$(addsuffix .1,$(NOUN_CMDS) plan-nightly))
	rm -f $(MAN_DIR)/man1/plan-nightly.1
	rm -f $(addprefix $(MAN_DIR)/man1/,$(addsuffix .1,$(PAGES) $(NOUN_CMDS)))
	rm -f $(addprefix $(DONE_DIR)/,civplan $(COMMANDS))

clean:
	rm -rf build

-include $(shell find $(B)/obj -name '*.d' 2>/dev/null)
