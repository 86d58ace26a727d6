#!/bin/sh
# hostile.sh BUILD [COUNT]: ten thousand damaged databases, other ones than the hundred of `make check`, before all
# calls.
exec "$(dirname "$0")/../fault/hostile.sh" "$1" 100001 "${2:-10000}" 1
