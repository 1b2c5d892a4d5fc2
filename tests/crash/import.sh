#!/usr/bin/env bash
# An import of communes killed at each call that changes the disk: the register is empty or whole, never between.
#   import.sh MAILLAGE
set -euo pipefail
maillage=$1
here=$(dirname "$(realpath "$0")")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
printf 'code;nom;population;epci\n' > "$folder/communes.csv"
for i in $(seq 100 139); do printf '64%s;Commune %s;%s;200067106\n' "$i" "$i" "$i" >> "$folder/communes.csv"; done
import=("$maillage" import communes "$folder/communes.csv" --valid-from 2025-01-01 --lang en)

# Once whole, to know what "after" is; a dry run over it finds nothing to do. "Before" would create everything.
"${import[@]}" --database "sqlite:$folder/empty.db" --dry-run > /dev/null
cat > "$folder/check" <<CHECK
#!/usr/bin/env bash
report=\$("$maillage" import communes "$folder/communes.csv" --valid-from 2025-01-01 --lang en --dry-run --database "sqlite:$folder/base.db") || exit 1
case \$report in
  *" 40 created, 0 changed, 0 unchanged, 0 closed"*) [[ -n "\$KILLED_AT" ]] ;;
  *" 0 created, 0 changed, 40 unchanged, 0 closed"*) ;;
  *) echo "\$report" >&2; exit 1 ;;
esac
CHECK
chmod +x "$folder/check"
"$here/kill_at_each_write.sh" --step "${STEP:-3}" --reset "rm -f $folder/base.db*; cp $folder/empty.db $folder/base.db" \
  --check "$folder/check" -- "${import[@]}" --database "sqlite:$folder/base.db"
