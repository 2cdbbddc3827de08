#!/bin/bash
# Packs the difference between the parent's root and the root now as one layer of an OCI image.
# In: $GIB_ROOT, $GIB_WORK/before, GIB_EPOCH of job.env (seconds). Out: /gib/out/layer.tar.gz and /gib/out/layer.diffid
# (`sha256:<hex>` of the plain tar); more records of /gib/out/closure, of the kind `type`. The same root gives the same
# bytes: whiteouts, then files by sorted names without `./`, numeric owners, whole seconds clamped to it, of extended
# attributes only security.capability, and the stage3's own gzip without a name.
# https://github.com/opencontainers/image-spec/blob/main/layer.md
set -Eeuo pipefail
export LC_ALL=C

# shellcheck source=src/container/job.sh
source /gib/job/job.sh
# shellcheck source=src/container/listing.sh
source /gib/job/listing.sh
# shellcheck source=src/container/owners.sh
source /gib/job/owners.sh

main() {
  gib_read_values "$GIB_JOB/job.env"
  gib_load_listing "$GIB_WORK/before"
  refuse_reserved_names
  list_difference >"$GIB_WORK/difference" 3>"$GIB_WORK/whiteouts"
  # Whiteouts first: what takes a deleted path's place must not be deleted by it.
  sort -z "$GIB_WORK/whiteouts" >"$GIB_WORK/difference.sorted"
  sort -z "$GIB_WORK/difference" >>"$GIB_WORK/difference.sorted"
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
  if [[ ${before[0]} != "${after[0]}" ]]; then
    change_type "$1" "${before[0]}" "${after[0]}"
    return 0
  fi
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

# Only the topmost of what is gone: the whiteout of a folder hides all in it. What took a folder's place hides it too, and
# a whiteout must not be made behind a link.
whiteout() {
  local folder=$1
  while [[ $folder == */* ]]; do
    folder=${folder%/*}
    [[ -d $GIB_ROOT/$folder && ! -L $GIB_ROOT/$folder ]] || return 0
  done
  mark_deleted "$1"
}

mark_deleted() {
  local mark=.wh.${1##*/}
  if [[ $1 == */* ]]; then mark=${1%/*}/$mark; fi
  : >"$GIB_ROOT/$mark"
  chmod 600 "$GIB_ROOT/$mark"
  printf '%s\0' "$mark" >&3
}

# Every engine takes such a layer, and with it everything that the parent had below the path is lost without a word. So
# it must be allowed by name. In: path, type before, type now. Out: nothing where it is allowed.
change_type() {
  local -A words=([d]='a folder' [f]='a file' [l]='a link')
  local was=${words[$2]:-special} now=${words[$3]:-special} old new
  gib_learn_owners "$GIB_WORK/vdb.before" "/$1"
  if gib_package_of "$2" "/$1"; then old=$REPLY; else old='the parent'; fi
  gib_learn_owners "$GIB_STATE/vdb" "/$1"
  new=$(gib_owner "/$1")
  if ! grep -qxF -e "/$1" "$GIB_JOB/allow_replace"; then
    gib_fail "/$1 is $was of $old in the parent, and $now of $new now" \
      "keep the layout of the parent, or change it there; where nothing below it is needed, add it to allow_replace: /$1"
  fi
  printf 'type\0/%s\0%s now, %s of %s before\0%s\0' "$1" "$now" "$was" "$old" "$new" >>"$GIB_OUT/closure"
  mark_deleted "$1"
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
