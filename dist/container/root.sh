#!/bin/bash
# The root in which an image grows.
# In: `unpack`: /gib/job/layers, the parent's layers, lowest first, one file name a line of /gib/job/layers.list;
# `skeleton`: nothing; `layers`: a folder with the same two, for another image. Out: $GIB_ROOT with the parent's files and $GIB_WORK/before, the listing that pack.sh compares
# with. Never changes what the parent brought.
set -Eeuo pipefail

# shellcheck source=src/container/job.sh
source /gib/job/job.sh
# shellcheck source=src/container/listing.sh
source /gib/job/listing.sh

main() {
  case $1 in
    layers) apply_layers "$2" ;;
    unpack)
      mkdir -p "$GIB_ROOT"
      chmod 755 "$GIB_ROOT"
      apply_layers "$GIB_JOB"
      gib_list_root >"$GIB_WORK/before"
      ;;
    skeleton) make_skeleton ;;
  esac
}

apply_layers() {
  local layer
  while IFS= read -r layer; do apply_layer "$1/layers/$layer"; done <"$1/layers.list"
}

# One layer of an OCI image over what lies below: its whiteouts first, then its files.
# https://github.com/opencontainers/image-spec/blob/main/layer.md#whiteouts
apply_layer() {
  local marks mark folder name
  marks=$(mktemp -d "$GIB_WORK/whiteouts.XXXXXX")
  if tar -tf "$1" | grep -qE '(^|/)\.wh\.' ; then
    tar -xf "$1" -C "$marks" --no-same-permissions --wildcards '*.wh.*'
  fi
  while IFS= read -r -d '' mark; do
    folder=$GIB_ROOT/$(dirname "$mark") name=$(basename "$mark")
    if [[ $name == .wh..wh..opq ]]; then
      find "$folder" -mindepth 1 -maxdepth 1 -exec rm -rf {} + 2>/dev/null || true
    else
      rm -rf "${folder:?}/${name#.wh.}"
    fi
  done < <(find "$marks" -name '.wh.*' -printf '%P\0')
  tar -xpf "$1" -C "$GIB_ROOT" --numeric-owner --same-owner --xattrs --xattrs-include='security.capability' \
    --exclude='.wh.*'
  rm -rf "$marks"
}

# Some packages write into these in their last phase and take them for granted. Only without a parent, whose layout
# would win, and right before the emerge, so that a hook may have made its own layout. Never `lib`: a link or a folder
# there is the user's choice. A link at the top that leads nowhere yet gets its folder, or Portage moves it aside.
make_skeleton() {
  local path
  while IFS= read -r -d '' path; do
    [[ -e $path ]] || mkdir -p "$(realpath -m "$GIB_ROOT/$(readlink "$path")")"
  done < <(find "$GIB_ROOT" -mindepth 1 -maxdepth 1 -type l -printf '%p\0')
  [[ ! -s $GIB_JOB/layers.list ]] || return 0
  for path in bin sbin usr/bin usr/sbin; do
    [[ -e $GIB_ROOT/$path || -L $GIB_ROOT/$path ]] || mkdir -p "$GIB_ROOT/$path"
  done
}

main "$@"
