#!/bin/bash
# What Portage shall take as installed although it is not, and what it shall not although an ancestor installed it.
# In: `root`, `builder` or `drop`, and /gib/job/provided.root, provided.builder, state.drop: an atom a line. For hooks:
# `stub` or `unstub`, an atom, and the root's path, which is empty for the builder.
# Out: stub entries in the package database of the root or the builder, marked by a file GIB_PROVIDED; or entries of the
# root taken out. Stubs instead of package.provided, because that would hide a package from the builder and the root at
# once. A stub has every USE flag of its ebuild, so that a dependency on a flag does not pull the package in after all.
set -Eeuo pipefail

# shellcheck source=src/container/job.sh
source /gib/job/job.sh

main() {
  case $1 in
    root) each_atom provided.root stub "$GIB_ROOT" ;;
    builder) each_atom provided.builder stub '' ;;
    drop) each_atom state.drop drop ;;
    stub) stub "$2" "$3" ;;
    unstub) unstub "$2" "$3" ;;
  esac
}

# In: a file of the job, then a function and its further arguments.
each_atom() {
  local atom
  [[ -e $GIB_JOB/$1 ]] || return 0
  while IFS= read -r atom; do "$2" "$atom" "${@:3}"; done <"$GIB_JOB/$1"
}

# In: an atom, the root's path without a slash at its end (empty for the builder).
stub() {
  local cpv entry slot iuse eapi keywords repository
  [[ -z $(portageq match "$2/" "$1") ]] || return 0
  cpv=$(portageq best_visible / "$1") || true
  [[ -n $cpv ]] || gib_fail "nothing in the ebuild repositories satisfies '$1', which is to be taken as installed" \
    "correct the atom under 'provided'"
  entry=$2/var/db/pkg/$cpv
  mkdir -p "$entry"
  { read -r slot; read -r iuse; read -r eapi; read -r keywords; read -r repository; } < <(
    portageq metadata / ebuild "$cpv" SLOT IUSE EAPI KEYWORDS repository)
  printf '%s\n' "${slot:-0}" >"$entry/SLOT"
  printf '%s\n' "${cpv%%/*}" >"$entry/CATEGORY"
  printf '%s\n' "${cpv##*/}" >"$entry/PF"
  printf '%s\n' "${eapi:-0}" >"$entry/EAPI"
  printf '%s\n' "${repository:-gentoo}" >"$entry/repository"
  if [[ -n $keywords ]]; then printf '%s\n' "$keywords" >"$entry/KEYWORDS"; fi
  printf '0\n' >"$entry/COUNTER"
  if [[ -n $iuse ]]; then
    printf '%s\n' "$iuse" >"$entry/IUSE"
    sed -E 's/(^| )[+-]/\1/g' <<<"$iuse" >"$entry/USE"
  fi
  : >"$entry/GIB_PROVIDED"
  printf 'taken as installed in %s: %s\n' "${2:-the builder}" "$cpv"
}

# Of the builder only stubs: the record of a package that is there would leave its files to nobody.
unstub() {
  local found cpv
  found=$(portageq match "$2/" "$1")
  for cpv in $found; do
    if [[ -n $2 || -e /var/db/pkg/$cpv/GIB_PROVIDED ]]; then
      rm -rf "${2:-}/var/db/pkg/$cpv"
      printf 'no longer taken as installed in %s: %s\n' "${2:-the builder}" "$cpv"
    else
      printf '%s is installed in the builder, not only taken as installed\n' "$cpv"
    fi
  done
}

drop() {
  local cpv
  while IFS= read -r cpv; do
    rm -rf "${GIB_ROOT:?}/var/db/pkg/$cpv"
    printf 'not taken as installed: %s\n' "$cpv"
  done < <(portageq match "$GIB_ROOT" "$1")
}

main "$@"
