#!/usr/bin/env bash
# kill_at_each_write.sh must fail on a program that writes its two halves one after the other.
set -euo pipefail
here=$(dirname "$(realpath "$0")")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/state"
status=0
"$here/kill_at_each_write.sh" --calls write --reset "rm -f $folder/state/*" --check "test ! -s $folder/state/a || test -s $folder/state/b" \
  -- bash -c "echo left > $folder/state/a; echo right > $folder/state/b" 2>"$folder/said" || status=$?
[[ $status != 77 ]] || exit 77
grep -q 'killed at write 2: the state is wrong' "$folder/said"
[[ $status == 1 ]]
