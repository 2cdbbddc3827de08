#!/bin/bash
# What of the ebuild repository a job used, where `portage_scope` is `packages`.
# In: `begin` before anything is merged, `end` behind the last hook; the package databases, the hooks, GIB_SNAPSHOT.
# Out: /gib/out/scope: `own` and `builder` (of the initial builder) with a list a file, and in `tree` the files that the
# lists name, as the repository has them. What Portage may have looked at and did not take counts too: alternatives of
# `||`, other versions. Where that cannot be told, `unsure` says why. Hashes are made outside, where they are compared.
set -Eeuo pipefail
shopt -s nullglob
export LC_ALL=C

# shellcheck source=src/container/job.sh
source /gib/job/job.sh

OWN=$GIB_WORK/scope
# Of the initial builder, kept in it and so in all that are built on it.
KEPT=${GIB_STATE%/*}/scope
LISTED=$GIB_OUT/scope

# What a hook that reads the repository, or asks Portage for it, has in its text.
READERS='portageq|equery|eix[a-z-]*|q(search|grep|depends|keyword|cache|atom|uses?|list)|egencache|emaint|euse|ebuild|gentoolkit|import portage|PORTDIR|GIB_SNAPSHOT|/var/db/repos|/usr/portage|make\.profile|md5-cache|provide_package'

main() {
  gib_read_values "$GIB_JOB/job.env"
  [[ ${GIB_SCOPE:-} == packages ]] || return 0
  case $1 in
    begin) begin ;;
    end) end ;;
  esac
}

begin() {
  mkdir -p "$OWN"
  entries /var/db/pkg >"$OWN/builder.before"
  entries "$GIB_STATE/vdb" >"$OWN/root.before"
}

end() {
  entries /var/db/pkg >"$OWN/builder.after"
  entries "$GIB_STATE/vdb" >"$OWN/root.after"
  # Of a parent on another builder the state came only with the job.
  if [[ -e $GIB_JOB/state.tar ]]; then sort "$GIB_WORK/packages.before" >"$OWN/root.before"; fi
  comm -13 "$OWN/builder.before" "$OWN/builder.after" | cut -d' ' -f1 >"$OWN/builder.merged"
  comm -13 "$OWN/root.before" "$OWN/root.after" | cut -d' ' -f1 >"$OWN/root.merged"
  sort -u "$OWN/builder.merged" "$OWN/root.merged" >"$OWN/merged"
  cut -d' ' -f1 "$OWN/builder.after" "$OWN/root.after" | sort -u >"$OWN/installed"
  list_unsure >"$OWN/unsure"
  list_arguments >"$OWN/arguments"
  grep -v / "$OWN/arguments" | grep -v '^@' | sort -u >"$OWN/short" || true
  list_dependencies >"$OWN/deps"
  list_considered
  list_eclasses >"$OWN/eclasses"
  list_profile >"$OWN/profile"
  if [[ $GIB_MODE == scratch ]]; then
    rm -rf "$KEPT"
    put_lists "$KEPT"
  else
    put_lists "$LISTED/own"
    if [[ -d $KEPT ]]; then cp -rT "$KEPT" "$LISTED/builder"; fi
    copy_files
  fi
}

put_lists() {
  mkdir -p "$1"
  cp "$OWN"/{merged,installed,unsure,short,deps,considered,eclasses,profile} "$1"
}

# In: a package database. Out: one line a package, `category/name-version counter build-time`, sorted.
entries() {
  local entry counter time
  for entry in "$1"/*/*/; do
    entry=${entry%/} counter=- time=-
    [[ ${entry##*/} != -MERGING-* ]] || continue
    if [[ -s $entry/COUNTER ]]; then read -r counter <"$entry/COUNTER" || true; fi
    if [[ -s $entry/BUILD_TIME ]]; then read -r time <"$entry/BUILD_TIME" || true; fi
    printf '%s %s %s\n' "${entry#"$1/"}" "$counter" "$time"
  done | sort
}

# A reason a line.
list_unsure() {
  local hook word cpv
  for hook in "$GIB_JOB"/hooks/*; do
    word=$(grep -v '^[[:space:]]*#' "$hook" | grep -oE "(^|[^A-Za-z0-9_-])($READERS)([^A-Za-z0-9_-]|$)" | head -n1) || true
    word=$(grep -oE "$READERS" <<<"$word" | head -n1) || true
    if [[ -n $word ]]; then printf '%s reads the ebuild repository itself (%s)\n' "${hook##*/}" "$word"; fi
  done
  while read -r cpv; do
    grep -qxF "$cpv" "$OWN/installed" || printf '%s was merged and is gone again\n' "$cpv"
  done < <(merged_by_log | sort -u)
}

merged_by_log() {
  [[ -e /var/log/emerge.log ]] || return 0
  sed -nE 's/^[0-9]+: +::: completed emerge \([0-9]+ of [0-9]+\) ([^ ]+) to .*/\1/p' /var/log/emerge.log
}

# What emerge was asked for by us, and what shall be taken as installed.
list_arguments() {
  local file
  for file in "$GIB_WORK"/packages "$GIB_WORK"/builder.packages; do
    if [[ -e $file ]]; then cat "$file"; fi
  done
  for file in "$GIB_JOB"/provided.root "$GIB_JOB"/provided.builder; do
    if [[ -e $file ]]; then sed 's/^/=/' "$file"; fi
  done
}

# Of what was merged: `category/name-version` and a dependency string, the flags of USE already seen to.
list_dependencies() {
  dependencies_of /var/db/pkg "$OWN/builder.merged"
  dependencies_of "$GIB_STATE/vdb" "$OWN/root.merged"
}

dependencies_of() {
  local cpv key
  while read -r cpv; do
    for key in DEPEND RDEPEND BDEPEND PDEPEND IDEPEND; do
      if [[ -s $1/$cpv/$key ]]; then printf '%s %s\n' "$cpv" "$(tr -s ' \t\n' ' ' <"$1/$cpv/$key")"; fi
    done
  done <"$2"
}

list_considered() {
  local before=-1 now
  {
    while read -r now; do name_of "$now"; done <"$OWN/merged"
    names_in <"$OWN/arguments"
    cut -d' ' -f2- "$OWN/deps" | names_in
    if is_wide; then
      while read -r now; do name_of "$now"; done <"$OWN/installed"
      cut -d' ' -f1 "$OWN/builder.after" >"$OWN/all"
      dependencies_of /var/db/pkg "$OWN/all" | cut -d' ' -f2- | names_in
      cut -d' ' -f1 "$OWN/root.after" >"$OWN/all"
      dependencies_of "$GIB_STATE/vdb" "$OWN/all" | cut -d' ' -f2- | names_in
    fi
  } | sort -u >"$OWN/considered"
  # Portage looks through a virtual at what it stands for.
  now=$(wc -l <"$OWN/considered")
  while ((now != before)); do
    before=$now
    { cat "$OWN/considered"; names_of_virtuals; } | sort -u >"$OWN/considered.more"
    mv "$OWN/considered.more" "$OWN/considered"
    now=$(wc -l <"$OWN/considered")
  done
}

# Whether Portage looked at all that is installed: something was replaced, or emerge was called with options of others.
is_wide() {
  [[ -z $(comm -23 "$OWN/builder.before" "$OWN/builder.after") ]] || return 0
  [[ -z $(comm -23 "$OWN/root.before" "$OWN/root.after") ]] || return 0
  [[ -z $(portageq envvar EMERGE_DEFAULT_OPTS) ]] || return 0
  if grep -q '^@' "$OWN/arguments"; then return 0; fi
  if [[ -e $GIB_JOB/environment ]] && grep -qz '^EMERGE_' "$GIB_JOB/environment"; then return 0; fi
  cat "$GIB_JOB"/hooks/* /dev/null | grep -v '^[[:space:]]*#' | grep -qE 'emerge|EMERGE_|uninstall_package'
}

names_of_virtuals() {
  local name repository ebuild cache
  while read -r name; do
    while read -r repository; do
      for ebuild in "$repository/$name"/*.ebuild; do
        cache=${ebuild##*/}
        cache=$repository/metadata/md5-cache/virtual/${cache%.ebuild}
        if [[ -e $cache ]]; then
          sed -nE 's/^[RIP]?DEPEND=//p' "$cache" | names_in
        else
          printf '%s has no entry in the metadata cache\n' "${cache#"$repository/metadata/md5-cache/"}" >>"$OWN/unsure"
        fi
      done
    done < <(repositories)
  done < <(grep '^virtual/' "$OWN/considered")
}

# All of them, the snapshot first.
repositories() {
  printf '%s\n' "$GIB_SNAPSHOT"
  overlays
}

overlays() {
  local folder
  {
    printf '%s\n' /var/db/repos/*
    find /etc/portage/repos.conf* -type f -exec sed -nE 's/^location *= *//p' {} + 2>/dev/null
  } | sort -u | while IFS= read -r folder; do
    if [[ -d $folder && ! $folder -ef $GIB_SNAPSHOT ]]; then printf '%s\n' "$folder"; fi
  done
}

# What is merged is made of its eclasses. Which ones an ebuild of an overlay inherits that was only looked at nobody says.
list_eclasses() {
  local cpv folder name repository ebuild all=''
  while read -r name; do
    while read -r repository; do
      for ebuild in "$repository/$name"/*.ebuild; do
        cpv=${name%/*}/${ebuild##*/}
        if grep -qxF "${cpv%.ebuild}" "$OWN/merged"; then continue; fi
        if grep -qE '^[[:space:]]*inherit[[:space:]]' "$ebuild"; then all=yes; fi
      done
    done < <(overlays)
  done <"$OWN/considered"
  {
    if [[ -n $all ]]; then
      find "$GIB_SNAPSHOT/eclass" -maxdepth 1 -name '*.eclass' -printf '%f\n' 2>/dev/null | sed 's/\.eclass$//'
    fi
    while read -r cpv; do
      for folder in "$GIB_STATE/vdb" /var/db/pkg; do
        if [[ -s $folder/$cpv/INHERITED ]]; then tr -s ' \t' '\n' <"$folder/$cpv/INHERITED"; fi
      done
    done <"$OWN/merged"
  } | sed '/^$/d' | sort -u
}

# The profile's path below the snapshot.
list_profile() {
  local profile tree
  profile=$(readlink -f /etc/portage/make.profile) || true
  tree=$(readlink -f "$GIB_SNAPSHOT")
  if [[ $profile == "$tree"/profiles/* ]]; then
    printf '%s\n' "${profile#"$tree/"}"
  else
    printf 'the profile is not of the snapshot\n' >>"$OWN/unsure"
  fi
}

copy_files() {
  local name cpv to=$LISTED/tree one
  mkdir -p "$to/metadata/md5-cache"
  for one in profiles eclass sets sets.conf metadata/layout.conf; do
    if [[ -e $GIB_SNAPSHOT/$one ]]; then cp -rLT --preserve=mode "$GIB_SNAPSHOT/$one" "$to/$one"; fi
  done
  while read -r name; do
    for one in "$GIB_SNAPSHOT"/*/"$name"; do copy_package "${one#"$GIB_SNAPSHOT/"}"; done
  done < <(cat "$LISTED"/*/short)
  while read -r name; do copy_package "$name"; done < <(sort -u "$LISTED"/*/considered)
  while read -r cpv; do
    name=$(name_of "$cpv")
    one=$name/${cpv##*/}.ebuild
    if [[ -e $to/$one || ! -e $GIB_SNAPSHOT/$one ]]; then continue; fi
    mkdir -p "$to/$name"
    cp "$GIB_SNAPSHOT/$one" "$to/$one"
    copy_cache "$cpv"
  done < <(sort -u "$LISTED"/*/installed)
}

copy_package() {
  local ebuild
  [[ -d $GIB_SNAPSHOT/$1 ]] || return 0
  mkdir -p "$LISTED/tree/$1"
  cp -rLT --preserve=mode "$GIB_SNAPSHOT/$1" "$LISTED/tree/$1"
  for ebuild in "$GIB_SNAPSHOT/$1"/*.ebuild; do
    ebuild=${ebuild##*/}
    copy_cache "${1%/*}/${ebuild%.ebuild}"
  done
}

copy_cache() {
  local cache=metadata/md5-cache/$1
  [[ -e $GIB_SNAPSHOT/$cache ]] || return 0
  mkdir -p "$LISTED/tree/${cache%/*}"
  cp "$GIB_SNAPSHOT/$cache" "$LISTED/tree/$cache"
}

VERSION='-[0-9]+(\.[0-9]+)*[a-z]?(_(alpha|beta|pre|rc|p)[0-9]*)*(-r[0-9]+)?$'

# In: `category/name-version`. Out: `category/name`.
name_of() {
  if [[ $1 =~ $VERSION ]]; then printf '%s\n' "${1%"${BASH_REMATCH[0]}"}"; else printf '%s\n' "$1"; fi
}

# In: dependency strings, or atoms. Out: `category/name` of each atom, blockers included.
names_in() {
  tr -s ' \t' '\n' | sed -nE "/\//{
    s/^!{0,2}//
    s/\[.*//
    s/:.*//
    /^[<>=~]/!{p;b}
    s/^[<>=~]+//
    s/\*\$//
    s/$VERSION//
    p
  }"
}

main "$@"
