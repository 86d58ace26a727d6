#!/bin/sh
# attack.sh BUILD: tests/fault/attack.sh with every call of every kind, of the allocations every 13th, of a night's
# reads, writes and openings every 43rd.
set -u
attack=$(dirname "$0")/../fault/attack.sh
"$attack" "$1" 13 plan-restore plan-backup plan-export plan-init issue-log && "$attack" "$1" 43 plan-nightly
