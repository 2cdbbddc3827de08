#!/bin/bash
# The preserved Portage state of an image, kept in its builder.
# In: `restore`: the parent's state below $GIB_STATE, or in /gib/job/state.tar where this builder is not the parent's; `preserve`: the root after the emerge, and what was restored.
# Out: $ROOT's /var/db/pkg and /var/lib/portage as the parent left them; then the same of this image below $GIB_STATE,
# with the list as package.provided and as packages.json (also in /gib/out). Names are not enough to tell what is new:
# a rebuild with other USE keeps its name, so COUNTER and BUILD_TIME count too.
set -Eeuo pipefail

# shellcheck source=src/container/job.sh
source /gib/job/job.sh

VDB=$GIB_ROOT/var/db/pkg
PORTAGE=$GIB_ROOT/var/lib/portage

main() {
  gib_read_values "$GIB_JOB/job.env"
  case $1 in
    restore) restore ;;
    preserve) preserve ;;
  esac
}

restore() {
  if [[ -e $GIB_JOB/state.tar ]]; then take_state; fi
  put_folder "$GIB_STATE/vdb" "$VDB"
  put_folder "$GIB_STATE/portage" "$PORTAGE"
  if [[ -e $GIB_JOB/state.tar ]]; then drop_c_library; fi
  fingerprints_of_packages >"$GIB_WORK/packages.before"
}

# Binary packages stay behind: another builder may have another compiler.
take_state() {
  mkdir -p "$GIB_STATE"
  tar -xpf "$GIB_JOB/state.tar" -C "$GIB_STATE" --strip-components=1 --numeric-owner --anchored --exclude=state/packages
}

# A C library of another CHOST is not the one that this builder links with.
drop_c_library() {
  local entry host chost
  host=$(portageq envvar CHOST)
  for entry in "$VDB"/sys-libs/{glibc,musl,uclibc-ng}-[0-9]*/; do
    [[ -e ${entry}CHOST ]] || continue
    chost=$(<"${entry}CHOST")
    [[ $chost != "$host" ]] || continue
    rm -rf "${entry%/}"
    entry=${entry#"$VDB/"}
    printf 'not taken as installed: %s, which is of %s and not of %s\n' "${entry%/}" "$chost" "$host"
  done
}

preserve() {
  fingerprints_of_packages >"$GIB_WORK/packages.after"
  if [[ -s $GIB_WORK/packages.before || -s $GIB_WORK/packages ]] && [[ ! -s $GIB_WORK/packages.after ]]; then
    gib_fail 'a hook emptied /var/db/pkg of the root before its state was preserved' \
      'leave it to pruning, which comes after'
  fi
  keep_lists_of_files
  rm -rf "$GIB_STATE/vdb" "$GIB_STATE/portage"
  put_folder "$VDB" "$GIB_STATE/vdb"
  put_folder "$PORTAGE" "$GIB_STATE/portage"
  rm -rf "$GIB_STATE"/vdb/*/-MERGING-*
  cut -d' ' -f1 "$GIB_WORK/packages.after" >"$GIB_STATE/package.provided"
  note_tag_package
  describe_packages >"$GIB_STATE/packages.json"
  cp "$GIB_STATE/packages.json" "$GIB_OUT/packages.json"
  if [[ -e $GIB_WORK/logged ]]; then cat "$GIB_WORK/logged" >>"$GIB_STATE/logged"; fi
}

# Whose a path of the parent's was is asked when all is packed.
keep_lists_of_files() {
  mkdir -p "$GIB_WORK/vdb.before"
  [[ -d $GIB_STATE/vdb ]] || return 0
  (cd "$GIB_STATE/vdb" && find . -name CONTENTS -exec cp --parents -t "$GIB_WORK/vdb.before" {} +)
}

# The package whose version becomes the tag, as it was merged: `category/name-version`, or nothing.
note_tag_package() {
  local root=$GIB_ROOT/
  [[ -n ${GIB_TAG_ATOM:-} ]] || return 0
  if [[ $GIB_TAG_IN == builder ]]; then root=/; fi
  portageq best_version "$root" "$GIB_TAG_ATOM" >"$GIB_OUT/tag-package" || true
}

# In: a folder that may be missing, and where its content goes.
put_folder() {
  mkdir -p "$2"
  if [[ -d $1 ]]; then cp -aT "$1" "$2"; fi
}

# One line a package of the root, stubs left out: `category/name-version counter build-time`.
fingerprints_of_packages() {
  local entry
  for entry in "$VDB"/*/*/; do
    entry=${entry%/}
    [[ -d $entry && ${entry##*/} != -MERGING-* && ! -e $entry/GIB_PROVIDED ]] || continue
    printf '%s %s %s\n' "${entry#"$VDB/"}" "$(stamp "$entry" COUNTER)" "$(stamp "$entry" BUILD_TIME)"
  done
}

stamp() {
  local text
  text=$(value "$@")
  printf '%s' "${text:--}"
}

# Portage writes no file for an empty value.
value() {
  local text=''
  if [[ -e $1/$2 ]]; then text=$(tr '\n\t' '  ' <"$1/$2"); fi
  printf '%s' "${text%% }"
}

# Two JSON lists of objects: the packages in the root, and the names of those that are gone.
describe_packages() {
  local cpv rest separator=''
  printf '{"packages":['
  while read -r cpv rest; do
    printf '%s\n' "$separator"
    describe_package "$cpv" "$rest"
    separator=,
  done <"$GIB_WORK/packages.after"
  describe_logged "$GIB_STATE/logged" false "$separator"
  if [[ -s $GIB_STATE/logged ]]; then separator=,; fi
  describe_logged "$GIB_WORK/logged" true "$separator"
  printf '\n],"gone":['
  separator=''
  while read -r cpv; do
    printf '%s%s' "$separator" "$(json "$cpv")"
    separator=,
  done < <(comm -23 <(cut -d' ' -f1 "$GIB_WORK/packages.before" | sort) <(cut -d' ' -f1 "$GIB_WORK/packages.after" | sort))
  printf ']}\n'
}

# In: lines of `name url`, whether they are this image's own, what goes before the first. What hooks installed by
# themselves and noted by log_as_installed: no package of Portage's.
describe_logged() {
  local name url separator=$3
  [[ -e $1 ]] || return 0
  while read -r name url; do
    printf '%s\n{"name":%s,"slot":"","use":"","license":"","repository":%s,"size":0,"own":%s,"asked":true}' \
      "$separator" "$(json "$name")" "$(json "$url")" "$2"
    separator=,
  done <"$1"
}

describe_package() {
  local entry=$VDB/$1 own=true asked=false slot
  if grep -qxF "$1 $2" "$GIB_WORK/packages.before"; then own=false; fi
  slot=$(value "$entry" SLOT)
  if in_world "$1" "${slot%%/*}"; then asked=true; fi
  printf '{"name":%s,"slot":%s,"use":%s,"license":%s,"repository":%s,"size":%s,"own":%s,"asked":%s}' \
    "$(json "$1")" "$(json "$slot")" "$(json "$(enabled_use "$entry")")" \
    "$(json "$(value "$entry" LICENSE)")" "$(json "$(value "$entry" repository)")" "$(size_of "$entry")" "$own" "$asked"
}

# World holds `category/name` or `category/name:slot`, and `::repository` behind it where that was asked for.
in_world() {
  local name
  name=$(sed -E 's/-[0-9]+(\.[0-9]+)*[a-z]?(_(alpha|beta|pre|rc|p)[0-9]*)*(-r[0-9]+)?$//' <<<"$1")
  [[ -e $PORTAGE/world ]] && grep -qxF -e "$name" -e "$name:$2" <(sed 's/::.*//' "$PORTAGE/world")
}

# The flags of the package itself: IUSE without its defaults, as far as USE has them.
enabled_use() {
  local flag enabled=() use
  use=" $(value "$1" USE) "
  for flag in $(value "$1" IUSE); do
    flag=${flag#[+-]}
    if [[ $use == *" $flag "* ]]; then enabled+=("$flag"); fi
  done
  printf '%s\n' "${enabled[@]}" | LC_ALL=C sort -u | tr '\n' ' ' | sed 's/^ *//; s/ *$//'
}

# SIZE counts what was in the build folder; the files that are really there are told by CONTENTS.
size_of() {
  [[ -e $1/CONTENTS ]] || { printf 0; return; }
  sed -nE 's/^obj (.*) [0-9a-f]{32} [0-9]+$/\1/p' "$1/CONTENTS" | sed "s|^|$GIB_ROOT|" | tr '\n' '\0' |
    xargs -0r stat -c %s 2>/dev/null | awk '{ sum += $1 } END { printf "%d", sum }' || true
}

json() {
  local text=${1//\\/\\\\}
  text=${text//\"/\\\"}
  printf '"%s"' "$text"
}

main "$@"
