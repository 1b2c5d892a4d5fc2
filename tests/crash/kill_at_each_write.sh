#!/usr/bin/env bash
# Kills a program at its 1st, 2nd, 3rd… pwrite64, then fdatasync, and so on for every call that changes the disk, until it
# ends by itself; after each kill, a check says whether what is left is a state from before or from after, never between.
#
#   kill_at_each_write.sh [--step N] [--from N] [--limit N] --reset 'COMMAND' --check 'COMMAND' -- PROGRAM ARGUMENTS…
#
# --reset   prepares the state before each run (remove or copy the database)
# --check   exits 0 when the state is right; it sees KILLED_AT=N, or KILLED_AT= after a run that ended by itself
# --step    kills at every Nth call only (1); --from first call killed (1); --limit last one (none); --calls only those
# Each thread counts its own calls. Exit 77: this machine does not let strace work (for ctest, "skipped").
set -euo pipefail

# All that SQLite and file writers do to a disk.
calls='pwrite64 pwritev write fdatasync fsync ftruncate unlink unlinkat rename renameat renameat2'
step=1 from=1 limit=1000000 reset='' check=''
while [[ $# -gt 0 && $1 != -- ]]; do
  case $1 in
    --step) step=$2 ;;
    --from) from=$2 ;;
    --limit) limit=$2 ;;
    --reset) reset=$2 ;;
    --check) check=$2 ;;
    --calls) calls=$2 ;;
    *) echo "kill_at_each_write: unknown option $1" >&2; exit 2 ;;
  esac
  shift 2
done
[[ $# -gt 1 && -n $reset && -n $check ]] || { sed -n '2,12s/^# \{0,1\}//p' "$0" >&2; exit 2; }
shift

strace -qq -o /dev/null -e trace=none true 2>/dev/null || { echo "skipped: strace cannot trace here"; exit 77; }

# Runs the program once and checks what it leaves; false when it ended by itself.
kill_once() {
  local call=$1 at=$2 status=0 killed_at=$2
  shift 2
  bash -c "$reset"
  # The inner shell keeps "Killed" for itself.
  (strace -f -qq -o /dev/null -e trace="$call" -e inject="$call:signal=SIGKILL:when=$at" "$@"; exit $?) >/dev/null 2>&1 || status=$?
  [[ $status != 0 ]] || killed_at=''
  if [[ $status != 0 && $status != 137 ]]; then
    echo "killed at $call $at: the program ended with status $status instead" >&2
    exit 1
  fi
  if ! KILLED_AT=$killed_at bash -c "$check"; then
    echo "killed at $call $at: the state is wrong; the same again: --calls $call --from $at --limit $at" >&2
    exit 1
  fi
  [[ -n $killed_at ]]
}

kills=0
for call in $calls; do
  for ((at = from; at <= limit; at += step)); do
    kill_once "$call" "$at" "$@" || break
    kills=$((kills + 1))
  done
done
echo "$kills kills, each left a state from before or after"
