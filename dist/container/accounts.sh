#!/bin/bash
# Users and groups: packages that make some find files to write to, and those that hooks made in the builder belong into
# the root too. In: `mark`: from here on new lines count; `collect`: note what is new since the mark; `apply`: add what
# was noted to the root's files; `begin` and `end`: around the emerge into the root, with the packages that a script asks
# for. Out: $GIB_ROOT/etc/{passwd,group,shadow,gshadow}. Accounts that emerge made in the builder do not count (marked
# over): those are the builder's own, the root got its packages' accounts by emerge.
set -Eeuo pipefail

# shellcheck source=src/container/job.sh
source /gib/job/job.sh

MARKS=$GIB_WORK/accounts

main() {
  local file
  mkdir -p "$MARKS"
  case $1 in
    begin)
      begin "${@:2}"
      return
      ;;
    end)
      end passwd
      end group
      return
      ;;
  esac
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

# Packages of users and groups (acct-user, acct-group) fail in a root without these two files, and may be merged before
# whatever brings them. Where sys-apps/baselayout is asked for it comes first, and makes its own only where there is none.
begin() {
  [[ -s $GIB_JOB/packages || $# -gt 0 ]] || return 0
  if grep -qE '^[<>=~]*sys-apps/baselayout' <(printf '%s\n' "$@") "$GIB_JOB/packages"; then return 0; fi
  [[ -e $GIB_ROOT/etc ]] || : >"$MARKS/etc.made"
  mkdir -p "$GIB_ROOT/etc"
  lend passwd 'root:x:0:0:root:/root:/bin/sh'
  lend group 'root:x:0:root'
}

# In: a file's name, its line. A link there is somebody's choice.
lend() {
  local file=$GIB_ROOT/etc/$1
  [[ ! -e $file && ! -L $file ]] || return 0
  printf '%s\n' "$2" >"$file"
  chmod 644 "$file"
  cp "$file" "$MARKS/$1.lent"
}

# What nobody wrote to goes again. A package that has such a file of its own found ours there, and Portage put its file
# beside it: that is the right one, with what packages of users and groups have added to ours.
end() {
  local file=$GIB_ROOT/etc/$1 other
  [[ -e $MARKS/$1.lent ]] || return 0
  for other in "$GIB_ROOT/etc/._cfg0000_$1" "$GIB_ROOT/usr/share/baselayout/$1"; do
    [[ -e $other ]] || continue
    cp "$file" "$MARKS/$1.added"
    cat "$other" >"$file"
    rm -f "$GIB_ROOT/etc/._cfg0000_$1"
    add "$1" "$MARKS/$1.added"
    break
  done
  if cmp -s "$file" "$MARKS/$1.lent"; then rm "$file"; fi
  if [[ -e $MARKS/etc.made ]]; then rmdir "$GIB_ROOT/etc" 2>/dev/null || true; fi
}

# The password files only where the root has them.
apply() {
  local target=$GIB_ROOT/etc/$1
  [[ -s $MARKS/$1.new ]] || return 0
  if [[ ! -e $target ]]; then
    [[ $1 == passwd || $1 == group ]] || return 0
    mkdir -p "$GIB_ROOT/etc"
    : >"$target"
    chmod 644 "$target"
  fi
  add "$1" "$MARKS/$1.new"
}

# In: a file's name, a file of lines. Adds the accounts that the root does not know by name.
add() {
  local line target=$GIB_ROOT/etc/$1
  while IFS= read -r line; do
    if ! cut -d: -f1 "$target" | grep -qxF -e "${line%%:*}"; then
      printf '%s\n' "$line" >>"$target"
      printf '%s: %s\n' "/etc/$1" "${line%%:*}"
    fi
  done <"$2"
}

main "$@"
