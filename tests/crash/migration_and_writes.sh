#!/usr/bin/env bash
# A migration then three transactions, killed at each call that changes the disk.
#   migration_and_writes.sh CRASH_PROBE
set -euo pipefail
probe=$1
here=$(dirname "$(realpath "$0")")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$here/kill_at_each_write.sh" --reset "rm -f $folder/*" --check "$probe check $folder/base.db $folder/notes" \
  -- "$probe" write "$folder/base.db" "$folder/notes" 3
