#!/bin/bash
# What the finished root lacks to run, and what in it deserves a look.
# In: $GIB_ROOT, $GIB_WORK/before, the package database in $GIB_STATE. Out: /gib/out/closure, NUL-separated: kind, path,
# what about it, who brought it. Kinds: soname, interpreter, link (leads nowhere), setuid. Only what this image brought
# or broke: what the parent had so already is the parent's. Never fails the build: what is to be done with it is decided
# outside.
set -Eeuo pipefail

# shellcheck source=src/container/job.sh
source /gib/job/job.sh
# shellcheck source=src/container/listing.sh
source /gib/job/listing.sh
# shellcheck source=src/container/elf.sh
source /gib/job/elf.sh
# shellcheck source=src/container/owners.sh
source /gib/job/owners.sh

# Folders that are filled when a container runs.
AT_RUN_TIME='^/(proc|sys|dev|run|tmp|var/(run|lock|tmp))(/|$)'

FINDINGS=()
# By the path of a link that leads nowhere: where its way ended.
declare -A ENDS=()

main() {
  gib_read_links
  if command -v readelf >/dev/null; then
    gib_read_objects
    gib_find_missing
  else
    note unread / 'the builder has no readelf'
  fi
  find_dangling_links
  find_setuid_files
  : >"$GIB_OUT/closure"
  ((${#FINDINGS[@]} > 0)) || return 0
  gib_load_listing "$GIB_WORK/before"
  declare -gA GONE_NAMES=()
  local path
  for path in "${!GIB_META[@]}"; do
    if [[ ! -e $GIB_ROOT/$path && ! -L $GIB_ROOT/$path ]]; then GONE_NAMES[${path##*/}]=1; fi
  done
  write_findings
}

# Called by elf.sh.
gib_missing() {
  note "$@"
}

note() {
  FINDINGS+=("$1" "$2" "$3")
}

find_dangling_links() {
  local path
  for path in "${!GIB_LINKS[@]}"; do
    if gib_resolve "$path" || [[ $REPLY =~ $AT_RUN_TIME ]]; then continue; fi
    ENDS[$path]=${REPLY%/}
    note link "$path" "${GIB_LINKS[$path]}"
  done
}

find_setuid_files() {
  local path mode
  while IFS= read -r -d '' path && IFS= read -r -d '' mode; do
    note setuid "/$path" "$mode"
  done < <(find "$GIB_ROOT" -type f -perm /6000 -printf '%P\0%m\0')
}

write_findings() {
  local index paths=() kept=()
  for ((index = 0; index < ${#FINDINGS[@]}; index += 3)); do
    if ! is_inherited "${FINDINGS[@]:index:3}"; then
      kept+=("${FINDINGS[@]:index:3}")
      paths+=("${FINDINGS[index + 1]}")
    fi
  done
  gib_learn_owners "$GIB_STATE/vdb" "${paths[@]}"
  for ((index = 0; index < ${#kept[@]}; index += 3)); do
    printf '%s\0%s\0%s\0%s\0' "${kept[@]:index:3}" "$(gib_owner "${kept[index + 1]}")"
  done >"$GIB_OUT/closure"
}

# The parent's file, as the parent had it; unless what it looks for was in the parent and is gone.
is_inherited() {
  local path=${2#/} meta
  # The root itself is in no listing.
  [[ -n $path && -n ${GIB_META[$path]+x} ]] || return 1
  read -ra meta <<<"${GIB_META[$path]}"
  case $1 in
    setuid) [[ ${meta[1]} == "$3" ]] ;;
    # The way of a circle of links ends at one of them.
    link) [[ ${GIB_DATA[$path]} == "$3" && ${GIB_META[${ENDS[$2]#/}]-l} == l* ]] ;;
    *) [[ $(meta_of "$path") == "${meta[*]}" && -z ${GONE_NAMES[${3##*/}]+x} ]] ;;
  esac
}

meta_of() {
  find "$GIB_ROOT/$1" -maxdepth 0 -printf '%y %m %U %G %s %C@' 2>/dev/null || true
}

main "$@"
