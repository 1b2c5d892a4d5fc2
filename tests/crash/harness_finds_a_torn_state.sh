#!/usr/bin/env bash
# kill_at_each_write.sh must fail on a program that writes its two halves one after the other.
set -euo pipefail
here=$(dirname "$(realpath "$0")")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
status=0
"$here/kill_at_each_write.sh" --calls write --reset "rm -f $folder/*" --check "test ! -s $folder/a || test -s $folder/b" \
  -- bash -c "echo left > $folder/a; echo right > $folder/b" 2>"$folder/said" || status=$?
[[ $status != 77 ]] || exit 77
grep -q 'killed at write 2: the state is wrong' "$folder/said"
[[ $status == 1 ]]
