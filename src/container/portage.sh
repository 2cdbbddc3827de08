#!/bin/bash
# Writes Portage's configuration into the builder.
# In: `core` (also the overlays and the stage3's own files) or `image`; /gib/job/portage/<name of the file>, one file of
# lines each, GIB_GENERATION and GIB_LABEL from job.env. Out: files below /etc/portage, one per image, named by generation so
# that the last generation wins. Never touches the root.
set -Eeuo pipefail

# shellcheck source=src/container/job.sh
source /gib/job/job.sh

main() {
  gib_read_values "$GIB_JOB/job.env"
  mkdir -p /etc/portage
  if [[ $1 == core ]]; then install_overlays; fi
  local source
  for source in "$GIB_JOB"/portage/*; do
    [[ -e $source ]] || continue
    if [[ $source == */make.conf ]]; then append_make_conf "$source"; else write_lines "$source"; fi
  done
}

append_make_conf() {
  if [[ -d /etc/portage/make.conf ]]; then
    cp "$1" "/etc/portage/make.conf/zz-$GIB_GENERATION-$GIB_LABEL"
  else
    { printf '\n# gentoo-image-builder: %s\n' "$GIB_LABEL"; cat "$1"; } >>/etc/portage/make.conf
  fi
}

# A stage3 may bring `package.use` as a file; Portage takes a folder of files in its place.
write_lines() {
  local folder=/etc/portage/${1##*/} kept
  if [[ -f $folder ]]; then
    kept=$(mktemp)
    mv "$folder" "$kept"
    mkdir "$folder"
    mv "$kept" "$folder/stage3"
    chmod 644 "$folder/stage3"
  fi
  mkdir -p "$folder"
  cp "$1" "$folder/zz-$GIB_GENERATION-$GIB_LABEL"
}

# Each overlay lies in /gib/job/overlays/<name>/ with `repos.conf` and the repository in `tree`.
install_overlays() {
  local overlay name
  for overlay in "$GIB_JOB"/overlays/*/; do
    [[ -d $overlay ]] || continue
    name=$(basename "$overlay")
    mkdir -p /etc/portage/repos.conf "/var/db/repos/$name"
    cp -rT --preserve=mode,links "$overlay/tree" "/var/db/repos/$name"
    cp "$overlay/repos.conf" "/etc/portage/repos.conf/$name.conf"
  done
}

main "$@"
