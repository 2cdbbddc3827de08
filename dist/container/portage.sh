#!/bin/bash
# Writes Portage's configuration into the builder.
# In: `core` (then also the overlays) or `image`; files of lines below /gib/job/portage by the names of Portage's own
# (`make.profile` holds the path of a profile), GIB_GENERATION and GIB_LABEL from job.env. Out: files below /etc/portage,
# one per image, named by generation so that the last generation wins. Never touches the root. For hooks: `add` and
# `withdraw`, then one of Portage's files and lines: added to this image's file, or taken back where they are in force.
set -Eeuo pipefail

# shellcheck source=src/container/job.sh
source /gib/job/job.sh

main() {
  gib_read_values "$GIB_JOB/job.env"
  mkdir -p /etc/portage
  case $1 in
    add) printf '%s\n' "${@:3}" >>"$(own_file "$2")" && return ;;
    withdraw) withdraw "${@:2}" && return ;;
  esac
  if [[ $1 == core ]]; then
    install_overlays
    if [[ -d $GIB_JOB/patches ]]; then cp -rT "$GIB_JOB/patches" /etc/portage/patches; fi
  fi
  local name
  while IFS= read -r -d '' name; do
    case $name in
      make.conf) append_make_conf "$GIB_JOB/portage/make.conf" ;;
      make.profile) set_profile "$(<"$GIB_JOB/portage/make.profile")" ;;
      *) write_lines "$name" ;;
    esac
  done < <(find "$GIB_JOB/portage" -type f -printf '%P\0' 2>/dev/null | sort -z)
}

# In: the path of a profile below the main repository's `profiles`.
set_profile() {
  local profile=/var/db/repos/gentoo/profiles/$1
  [[ -d $profile ]] || gib_fail "the snapshot has no profile '$1'" 'see profiles/profiles.desc of the snapshot'
  ln -sfn "../..$profile" /etc/portage/make.profile
}

append_make_conf() {
  if [[ -d /etc/portage/make.conf ]]; then
    cp "$1" "/etc/portage/make.conf/zz-$GIB_GENERATION-$GIB_LABEL"
  else
    { printf '\n# gentoo-image-builder: %s\n' "$GIB_LABEL"; cat "$1"; } >>/etc/portage/make.conf
  fi
}

# In: the name of Portage's file, such as `package.use` or `profile/package.use.mask`.
write_lines() {
  local file
  file=$(own_file "$1")
  cp "$GIB_JOB/portage/$1" "$file"
}

# The file of this image for one of Portage's. A stage3 may bring that as a file; Portage takes a folder of files in its
# place.
own_file() {
  local folder=/etc/portage/$1 kept
  if [[ -f $folder ]]; then
    kept=$(mktemp)
    mv "$folder" "$kept"
    mkdir "$folder"
    mv "$kept" "$folder/stage3"
    chmod 644 "$folder/stage3"
  fi
  mkdir -p "$folder"
  printf '%s' "$folder/zz-$GIB_GENERATION-$GIB_LABEL"
}

# In: one of Portage's files, lines. Portage takes `-line` as the end of an earlier line; of none it complains.
withdraw() {
  local file line last
  file=$(own_file "$1")
  for line in "${@:2}"; do
    last=$(find "${file%/*}" -type f -print0 | LC_ALL=C sort -z | xargs -0r cat | grep -xF -e "$line" -e "-$line" | tail -n1) || true
    if [[ $last == "$line" ]]; then printf '%s\n' "-$line" >>"$file"; fi
  done
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
