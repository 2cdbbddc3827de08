#!/bin/bash
# Removes from the root what a target image does not need.
# In: GIB_KEEP of job.env (words, may be empty) and $GIB_WORK/before. Out: the root without headers, static libraries, man
# pages and so on, and without caches and backups; a line a word about what went. What others may want to compile with
# lies in $GIB_STATE/pruned afterwards. Never removes what is the parent's: that would only hide it behind a whiteout.
set -Eeuo pipefail
shopt -s nullglob globstar dotglob

# shellcheck source=src/container/job.sh
source /gib/job/job.sh
# shellcheck source=src/container/listing.sh
source /gib/job/listing.sh

main() {
  gib_read_values "$GIB_JOB/job.env"
  gib_load_listing "$GIB_WORK/before"
  cd "$GIB_ROOT"
  local caches updates path
  prune headers usr/include
  prune static-libs {,usr/}lib*/**/*.a {,usr/}lib*/**/*.la
  prune pkgconfig usr/lib*/pkgconfig usr/lib*/cmake usr/share/{pkgconfig,aclocal,cmake} usr/bin/*-config
  prune man usr/share/man
  prune doc usr/share/{doc,gtk-doc}
  prune info usr/share/info
  prune locale usr/share/locale
  prune vdb var/db/pkg var/lib/portage
  # The folders in var/cache stay: a daemon that was given one expects it.
  mapfile -d '' -t caches < <(find var/cache ! -type d -print0 2>/dev/null)
  # Somebody has changed a package's configuration: what a newer version brings is put beside it, and nobody will merge it.
  mapfile -d '' -t updates < <(find . -name '._cfg[0-9][0-9][0-9][0-9]_*' ! -type d -printf '%P\0')
  for path in "${updates[@]}"; do
    [[ -n ${GIB_META[$path]+x} ]] ||
      printf '/%s was changed before and stays; the one that its package brings is left out\n' "${path%/*}/${path##*._cfg????_}"
  done
  prune '' "${updates[@]}" var/cache/{edb,ldconfig} "${caches[@]}" etc/portage var/lib/gentoo etc/{passwd-,group-,shadow-,gshadow-,.pwd.lock} \
    etc/environment.d/10-gentoo-env.conf
}

# In: the word of `keep` (empty: cannot be kept), then paths. Folders go with everything in them that is not the parent's.
prune() {
  local word=$1 path
  shift
  KEPT=''
  if [[ $word == headers || $word == static-libs || $word == pkgconfig ]]; then KEPT=$GIB_STATE/pruned; fi
  if [[ -n $word && " $GIB_KEEP " == *" $word "* ]]; then return 0; fi
  COUNT=0
  for path in "$@"; do
    if [[ -e $path || -L $path ]]; then remove "$path"; fi
  done
  if ((COUNT > 0)); then printf 'pruned %s: %s files\n' "${word:-caches and backups}" "$COUNT"; fi
}

remove() {
  local file
  while IFS= read -r -d '' file; do
    [[ -z ${GIB_META[$file]+x} ]] || continue
    if [[ -n $KEPT ]]; then
      mkdir -p "$KEPT/$(dirname "$file")"
      mv -f "$file" "$KEPT/$file"
    else
      rm -f "$file"
    fi
    COUNT=$((COUNT + 1))
  done < <(find "$1" ! -type d -print0)
  if [[ -d $1 && ! -L $1 ]]; then remove_empty_folders "$1"; fi
  remove_empty_parents "$1"
}

remove_empty_folders() {
  local folder
  while IFS= read -r -d '' folder; do
    [[ -z ${GIB_META[$folder]+x} ]] || continue
    rmdir "$folder" 2>/dev/null || true
  done < <(find "$1" -depth -type d -print0)
}

# Folders that only held what was pruned, such as /var/db; never those that make the layout of a root.
remove_empty_parents() {
  local folder layout='^(etc|usr|var|(usr/)?(s?bin|lib[^/]*)|var/cache(/.*)?)$'
  folder=$(dirname "$1")
  while [[ $folder != . && ! -L $folder && -z ${GIB_META[$folder]+x} ]]; do
    [[ ! $folder =~ $layout ]] || return 0
    rmdir "$folder" 2>/dev/null || return 0
    folder=$(dirname "$folder")
  done
}

main "$@"
