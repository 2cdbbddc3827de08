#!/bin/bash
# Packs the difference between the parent's root and the root now as one layer of an OCI image.
# In: $GIB_ROOT, $GIB_WORK/before, GIB_EPOCH of job.env (seconds). Out: /gib/out/layer.tar.gz and /gib/out/layer.diffid
# (`sha256:<hex>` of the plain tar). The same root gives the same bytes: sorted names without `./`, numeric owners, whole
# seconds clamped to it, of extended attributes only security.capability, and the stage3's own gzip without a name.
# https://github.com/opencontainers/image-spec/blob/main/layer.md
set -Eeuo pipefail
export LC_ALL=C

# shellcheck source=src/container/job.sh
source /gib/job/job.sh
# shellcheck source=src/container/listing.sh
source /gib/job/listing.sh

main() {
  gib_read_values "$GIB_JOB/job.env"
  gib_load_listing "$GIB_WORK/before"
  refuse_reserved_names
  list_difference >"$GIB_WORK/difference"
  sort -z "$GIB_WORK/difference" >"$GIB_WORK/difference.sorted"
  write_layer
}

# A file called `.wh.x` would be read as a whiteout by every engine.
refuse_reserved_names() {
  local found
  found=$(find "$GIB_ROOT" -name '.wh.*' -print -quit)
  [[ -z $found ]] || gib_fail "the root holds ${found#"$GIB_ROOT"}, a name that image layers reserve for deleted files" \
    'remove it in finish_rootfs_build'
}

list_difference() {
  local path meta link
  declare -A seen=()
  while IFS= read -r -d '' path && IFS= read -r -d '' meta && IFS= read -r -d '' link; do
    seen[$path]=1
    if differs "$path" "$meta" "$link"; then printf '%s\0' "$path"; fi
  done < <(gib_find_root)
  for path in "${!GIB_META[@]}"; do
    if [[ -z ${seen[$path]+x} ]]; then whiteout "$path"; fi
  done
}

# In: path, `type mode uid gid size ctime`, a link's target. A file whose ctime moved but whose bytes, mode and owner are
# the parent's is no difference; nor is a folder in which only something else changed.
differs() {
  local was=${GIB_META[$1]-} before after hash
  [[ -n $was ]] || return 0
  [[ $was != "$2" ]] || return 1
  read -ra before <<<"$was"
  read -ra after <<<"$2"
  [[ ${before[0]} == "${after[0]}" ]] || refuse_type_change "$1" "${before[0]}" "${after[0]}"
  [[ "${before[*]:1:3}" == "${after[*]:1:3}" ]] || return 0
  case ${after[0]} in
    d) return 1 ;;
    l) [[ ${GIB_DATA[$1]} != "$3" ]] ;;
    f)
      [[ ${before[4]} == "${after[4]}" ]] || return 0
      hash=$(sha256sum <"$GIB_ROOT/$1")
      [[ ${GIB_DATA[$1]} != "${hash%% *}" ]] || has_capability "$1"
      ;;
  esac
}

# Capabilities are no part of a listing; setting them moves the ctime, so only such files are looked at.
has_capability() {
  command -v getcap >/dev/null && [[ -n $(getcap "$GIB_ROOT/$1" 2>/dev/null) ]]
}

# Only the topmost of what is gone: the whiteout of a folder hides all in it.
whiteout() {
  local folder=${1%/*} mark
  if [[ $1 != */* ]]; then
    mark=.wh.$1
  else
    [[ -e $GIB_ROOT/$folder || -L $GIB_ROOT/$folder ]] || return 0
    mark=$folder/.wh.${1##*/}
  fi
  : >"$GIB_ROOT/$mark"
  chmod 600 "$GIB_ROOT/$mark"
  printf '%s\0' "$mark"
}

# Every engine takes such a layer, and with it everything that the parent had below the path is lost without a word.
refuse_type_change() {
  local -A words=([d]='a folder' [f]='a file' [l]='a link')
  gib_fail "/$1 is ${words[$2]:-special} in the parent and ${words[$3]:-special} now, made by $(owner_of "/$1")" \
    'keep the layout of the parent, or change it there'
}

owner_of() {
  local entry
  entry=$(grep -lE "^(obj|sym|dir) $1( |\$)" "$GIB_STATE"/vdb/*/*/CONTENTS 2>/dev/null | head -n1 || true)
  if [[ -z $entry ]]; then printf 'a hook'; return; fi
  entry=${entry%/CONTENTS}
  printf '%s' "${entry#"$GIB_STATE/vdb/"}"
}

write_layer() {
  tar -c -C "$GIB_ROOT" --null --no-recursion --files-from="$GIB_WORK/difference.sorted" \
    --format=pax --pax-option='delete=atime,delete=ctime,delete=mtime,exthdr.name=%d/PaxHeaders/%f' \
    --numeric-owner --mtime="@$GIB_EPOCH" --clamp-mtime --xattrs --xattrs-include=security.capability \
    >"$GIB_WORK/layer.tar"
  printf 'sha256:%s' "$(sha256sum <"$GIB_WORK/layer.tar" | cut -d' ' -f1)" >"$GIB_OUT/layer.diffid"
  gzip -n <"$GIB_WORK/layer.tar" >"$GIB_OUT/layer.tar.gz"
  printf 'layer: %s entries, %s bytes\n' "$(tr -cd '\0' <"$GIB_WORK/difference.sorted" | wc -c)" \
    "$(stat -c %s "$GIB_OUT/layer.tar.gz")"
}

main "$@"
