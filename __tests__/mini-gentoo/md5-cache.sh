#!/usr/bin/env bash
# Writes metadata/md5-cache of ebuild repositories anew, as egencache would.
# In: folders of repositories; masters are looked for beside this file and beside the repository.
# Out: the entries; with --check nothing is written, differences are printed and the status is 1.
set -Eeuo pipefail

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
lib=$here/rootfs/usr/lib/mini-gentoo
[[ -d $lib ]] || lib=/usr/lib/mini-gentoo

# eclass folders of a repository: its own, then its masters'
eclasses_of() {
  local repo=$1 master dirs=$1/eclass
  # shellcheck disable=SC2013 # words
  for master in $(sed -n 's/^masters *= *//p' "$repo/metadata/layout.conf"); do
    dirs+=" $here/$master/eclass"
  done
  printf '%s' "$dirs"
}

entries() {
  local repo=$1 out=$2 ebuild cpv dirs
  dirs=$(eclasses_of "$repo")
  rm -rf "$out"
  for ebuild in "$repo"/*/*/*.ebuild; do
    cpv=${ebuild#"$repo"/} cpv=${cpv%%/*}/${ebuild##*/} cpv=${cpv%.ebuild}
    mkdir -p "$out/${cpv%/*}"
    ECLASS_DIRS=$dirs bash --norc "$lib/metadata.sh" "$cpv" "$ebuild" >"$out/$cpv"
  done
}

main() {
  local check='' repo status=0 work
  [[ ${1:-} == --check ]] && { check=1; shift; }
  work=$(mktemp -d)
  # shellcheck disable=SC2064
  trap "rm -rf '$work'" EXIT
  for repo; do
    repo=$(realpath "$repo")
    if [[ $check ]]; then
      entries "$repo" "$work/cache"
      diff -ru "$repo/metadata/md5-cache" "$work/cache" || status=1
    else
      entries "$repo" "$repo/metadata/md5-cache"
    fi
  done
  return "$status"
}

main "$@"
