#!/bin/sh
# hostile.sh BUILD: ten thousand damaged databases, other ones than the hundred of `make check`.
exec "$(dirname "$0")/../fault/hostile.sh" "$1" 100001 10000
