#!/bin/bash
# Users and groups that hooks made in the builder belong into the root too.
# In: `mark`: from here on new lines count; `collect`: note what is new since the mark; `apply`: add what was noted to
# the root's files. Out: $GIB_ROOT/etc/{passwd,group,shadow,gshadow}. Accounts that emerge made in the builder do not
# count (marked over): those are the builder's own, the root got its packages' accounts by emerge.
set -Eeuo pipefail

# shellcheck source=src/container/job.sh
source /gib/job/job.sh

MARKS=$GIB_WORK/accounts

main() {
  local file
  mkdir -p "$MARKS"
  for file in passwd group shadow gshadow; do
    case $1 in
      mark) mark "$file" ;;
      collect) collect "$file" && mark "$file" ;;
      apply) apply "$file" ;;
    esac
  done
}

mark() {
  if [[ -e /etc/$1 ]]; then cp "/etc/$1" "$MARKS/$1"; else : >"$MARKS/$1"; fi
}

collect() {
  [[ -e /etc/$1 ]] || return 0
  grep -vxFf "$MARKS/$1" "/etc/$1" >>"$MARKS/$1.new" || true
}

# Only accounts that the root does not know by name; the password files only where the root has them.
apply() {
  local line target=$GIB_ROOT/etc/$1
  [[ -s $MARKS/$1.new ]] || return 0
  if [[ ! -e $target ]]; then
    [[ $1 == passwd || $1 == group ]] || return 0
    mkdir -p "$GIB_ROOT/etc"
    : >"$target"
    chmod 644 "$target"
  fi
  while IFS= read -r line; do
    if ! cut -d: -f1 "$target" | grep -qxF -e "${line%%:*}"; then
      printf '%s\n' "$line" >>"$target"
      printf '%s: %s\n' "/etc/$1" "${line%%:*}"
    fi
  done <"$MARKS/$1.new"
}

main "$@"
