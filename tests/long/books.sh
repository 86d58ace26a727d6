#!/bin/sh
# books.sh BUILD: a hundred thousand damaged workbooks, other ones than the two thousand of `make check`.
exec "$(dirname "$0")/../fault/books.sh" "$1" 100001 100000
