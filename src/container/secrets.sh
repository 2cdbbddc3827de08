#!/bin/bash
# Keeps the values of secrets out of what a job leaves.
# In: /gib/secrets/values/<NAME>, /gib/secrets/forms/<NAME> (the forms in which a value may turn up, one a line), both
# read-only and gone afterwards. `show`: hooks find the values below /run/secrets, and from now on files count as new;
# `hide`: nothing below /run/secrets any more, and no value may be in the root, in the layer or in a file that is new in
# the builder; `logs`: a log that has one is removed. Never prints a value.
set -Eeuo pipefail

# shellcheck source=src/container/job.sh
source /gib/job/job.sh

SECRETS=${GIB_SECRETS:-/gib/secrets}

main() {
  [[ -d $SECRETS/values ]] || return 0
  case $1 in
    show) show ;;
    hide) hide ;;
    logs) clean_logs ;;
  esac
}

# Links to the mount: a mount at /run/secrets itself would leave empty files of these names in the builder. An engine may
# have mounted a folder of its own there.
show() {
  : >"$GIB_WORK/secrets.begin"
  mkdir -p /run/secrets
  find "$SECRETS/values" -type f -exec ln -sf -t /run/secrets {} +
}

hide() {
  local file name
  find /run/secrets -maxdepth 1 -type l -lname "$SECRETS/*" -delete 2>/dev/null || true
  rmdir /run/secrets 2>/dev/null || true
  while IFS= read -r -d '' file; do
    name=${file##*/}
    look_in_layer "$name" "$file"
    look_in_builder "$name" "$file"
  done < <(find "$SECRETS/forms" -type f -print0)
}

# In: a secret's name, the file with its forms. The root may have more than the layer: what was pruned is not looked at.
look_in_layer() {
  local path
  [[ -e $GIB_WORK/layer.tar ]] || return 0
  grep -qaF -f "$2" "$GIB_WORK/layer.tar" || return 0
  path=$(grep -rlaF -f "$2" "$GIB_ROOT" 2>/dev/null | head -n1) || true
  refuse "$1" "${path:+${path#"$GIB_ROOT"} of }the image"
}

# All that is new on the builder's own file system. What follows is removed before the commit.
look_in_builder() {
  local path
  path=$(find_new -type f -print0 | xargs -0r grep -laF -f "$2" 2>/dev/null | head -n1) || true
  # The mount outlives the job.
  if [[ $path == /var/cache/distfiles/* ]]; then rm -f "$path"; fi
  [[ -z $path ]] || refuse "$1" "$path of the builder"
  path=$(find_new -printf '%p\n%l\n' | grep -m1 -aF -f "$2") || true
  [[ -z $path ]] || refuse "$1" 'the name of a file of the builder'
}

# In: what find is to do with what has changed since `show`. Distfiles are a mount, and kept.
find_new() {
  find / /var/cache/distfiles -xdev \
    \( -path "$GIB_ROOT" -o -path "$GIB_WORK" -o -path /var/tmp/portage -o -path /var/log/portage -o -path /proc -o -path /gib \) \
    -prune -o -newercm "$GIB_WORK/secrets.begin" "$@" 2>/dev/null
}

refuse() {
  gib_fail "the secret $1 is in $2" 'a hook must leave no copy of it: read it from /run/secrets where it is needed'
}

clean_logs() {
  local file
  [[ -d $GIB_OUT/logs ]] || return 0
  while IFS= read -r -d '' file; do
    grep -rlaF -f "$file" "$GIB_OUT/logs" 2>/dev/null | while IFS= read -r log; do
      rm -f "$log"
      printf 'removed %s, which held the secret %s\n' "${log##*/}" "${file##*/}"
    done || true
  done < <(find "$SECRETS/forms" -type f -print0)
}

main "$@"
