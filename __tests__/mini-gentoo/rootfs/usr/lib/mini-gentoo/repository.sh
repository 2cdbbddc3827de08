# shellcheck shell=bash
# Packages known: ebuilds of the repositories and what is installed, each with a number.
# In: metadata/md5-cache (checked by checksum, otherwise the ebuild is read), /var/db/pkg. Out: P_* arrays, M table.

declare -a P_CP=() P_VER=() P_CPV=() P_SLOT=() P_SUB=() P_REPO=() P_TYPE=() P_PATH=() P_IUSE=() P_USE=() P_MASK=()
declare -A M=() EBUILDS=() INSTALLED=() ECLASS_SUM=()
readonly METADATA_KEYS='BDEPEND DEFINED_PHASES DEPEND DESCRIPTION EAPI HOMEPAGE IDEPEND INHERIT INHERITED IUSE KEYWORDS
  LICENSE PDEPEND PROPERTIES RDEPEND REQUIRED_USE RESTRICT SLOT SRC_URI'

# new_package TYPE CPV PATH -> REPLY: its number
new_package() {
  split_cpv "$2" || return 1
  REPLY=${#P_CP[@]}
  P_TYPE[REPLY]=$1 P_CPV[REPLY]=$2 P_PATH[REPLY]=$3 P_CP[REPLY]=$CPV_CP P_VER[REPLY]=$CPV_PVR P_USE[REPLY]=''
}

_settle_package() {
  local id=$1 slot=${M[$1,SLOT]:-0} flags
  P_SLOT[id]=${slot%%/*} P_SUB[id]=${slot%%/*}
  [[ $slot == */* ]] && P_SUB[id]=${slot#*/}
  flags=" ${M[$id,IUSE]-} " flags=${flags// +/ }
  P_IUSE[id]=${flags// -/ }
}

# load_ebuilds CP -> IDS: newest first, and for one version the repository of the highest priority first
load_ebuilds() {
  local cp=$1 repo file versions=() version ids=() where=()
  if [[ ${EBUILDS[$cp]+x} ]]; then read -ra IDS <<<"${EBUILDS[$cp]}"; return; fi
  for repo in "${REPO_NAMES[@]}"; do
    glob "${REPO_PATH[$repo]}/$cp/${cp#*/}-*.ebuild"
    for file in "${GLOB[@]}"; do
      [[ -e $file ]] || continue
      version=${file##*/} version=${version%.ebuild} version=${version#"${cp#*/}-"}
      where+=("$version $repo $file")
      [[ " ${versions[*]-} " == *" $version "* ]] || versions+=("$version")
    done
  done
  sort_versions_descending versions
  for version in "${versions[@]}"; do
    for file in "${where[@]}"; do
      [[ $file == "$version "* ]] || continue
      file=${file#* } repo=${file%% *} file=${file#* }
      new_package ebuild "$cp-$version" "$file" || continue
      P_REPO[REPLY]=$repo
      ids+=("$REPLY")
      _load_metadata "$REPLY"
    done
  done
  EBUILDS[$cp]=${ids[*]-}
  IDS=("${ids[@]}")
}

_load_metadata() {
  local id=$1 repo=${P_REPO[$1]} key value cache
  cache=${REPO_PATH[$repo]}/metadata/md5-cache/${P_CPV[id]}
  if [[ ! -f $cache ]] || ! cache_is_current "$cache" "${P_PATH[id]}" "$repo"; then
    cache=/var/cache/edb/dep${P_PATH[id]%/*/*}/${P_CPV[id]#*/}
    if [[ ! -f $cache ]] || ! cache_is_current "$cache" "${P_PATH[id]}" "$repo"; then
      mkdir -p "${cache%/*}" 2>/dev/null || cache=$(mktemp)
      write_cache_entry "${P_CPV[id]}" "${P_PATH[id]}" "$repo" >"$cache" || M[$id,BROKEN]=1
    fi
  fi
  while IFS='=' read -r key value; do M[$id,$key]=$value; done <"$cache"
  # The cache has eclasses with their sums; the package database has their names.
  M[$id,INHERITED]=$(tr '\t' '\n' <<<"${M[$id,_eclasses_]-}" | sed -n 'p;n' | tr '\n' ' ')
  _settle_package "$id"
}

# folders where a repository's eclasses are looked for: its own, then its masters'
eclass_dirs() {
  local repo=$1 master
  REPLY=${REPO_PATH[$repo]}/eclass
  # shellcheck disable=SC2013 # words
  for master in $(sed -n 's/^masters *= *//p' "${REPO_PATH[$repo]}/metadata/layout.conf" 2>/dev/null); do
    REPLY+=" ${REPO_PATH[$master]:-/nonexistent}/eclass"
  done
}

_sum() { read -r REPLY _ < <(md5sum <"$1"); }

cache_is_current() {
  local cache=$1 ebuild=$2 repo=$3 words line name sum i dir
  line=$(sed -n 's/^_md5_=//p' "$cache")
  _sum "$ebuild"
  [[ $line == "$REPLY" ]] || return 1
  line=$(sed -n 's/^_eclasses_=//p' "$cache")
  IFS=$'\t' read -ra words <<<"$line"
  for ((i = 0; i < ${#words[@]}; i += 2)); do
    name=${words[i]} sum=${words[i + 1]}
    if [[ -z ${ECLASS_SUM[$repo/$name]:-} ]]; then
      eclass_dirs "$repo"
      for dir in $REPLY; do
        [[ -f $dir/$name.eclass ]] || continue
        _sum "$dir/$name.eclass"
        ECLASS_SUM[$repo/$name]=$REPLY
        break
      done
    fi
    [[ ${ECLASS_SUM[$repo/$name]:-} == "$sum" ]] || return 1
  done
}

# write_cache_entry CPV EBUILD REPO: an md5-cache entry on stdout
write_cache_entry() {
  local dirs
  eclass_dirs "$3"
  dirs=$REPLY
  ECLASS_DIRS=$dirs bash --norc "$LIB/metadata.sh" "$1" "$2"
}

# load_installed ROOT CP -> IDS, newest first; folders of interrupted merges (-MERGING-) are no packages
load_installed() {
  local root=$1 cp=$2 dir name ids=() versions=() version
  if [[ ${INSTALLED[$root|$cp]+x} ]]; then read -ra IDS <<<"${INSTALLED[$root|$cp]}"; return; fi
  glob "${root%/}/var/db/pkg/$cp-[0-9]*"
  for dir in "${GLOB[@]}"; do
    name=${dir##*/}
    [[ -d $dir ]] && split_cpv "${cp%%/*}/$name" && [[ $CPV_CP == "$cp" ]] && versions+=("$CPV_PVR")
  done
  sort_versions_descending versions
  for version in "${versions[@]}"; do
    dir=${root%/}/var/db/pkg/$cp-$version
    new_package installed "$cp-$version" "$dir"
    ids+=("$REPLY")
    load_installed_metadata "$REPLY"
  done
  INSTALLED[$root|$cp]=${ids[*]-}
  IDS=("${ids[@]}")
}

load_installed_metadata() {
  local id=$1 dir=${P_PATH[$1]} key value
  for key in SLOT IUSE USE EAPI KEYWORDS RDEPEND PDEPEND IDEPEND DEPEND BDEPEND LICENSE DEFINED_PHASES repository; do
    value=''
    [[ -f $dir/$key ]] && value=$(<"$dir/$key")
    M[$id,$key]=${value//$'\n'/ }
  done
  P_REPO[id]=${M[$id,repository]:-unknown}
  _settle_package "$id"
  P_USE[id]=" ${M[$id,USE]} "
}

# all installed package names of a root: CP lines
installed_names() {
  local dir name
  glob "${1%/}/var/db/pkg/*/*"
  for dir in "${GLOB[@]}"; do
    name=${dir#"${1%/}/var/db/pkg/"}
    [[ -d $dir ]] && split_cpv "$name" && printf '%s\n' "$CPV_CP"
  done | LC_ALL=C sort -u
}

# all names in the repositories that have an ebuild
repository_names() {
  local repo file
  for repo in "${REPO_NAMES[@]}"; do
    glob "${REPO_PATH[$repo]}/*/*/*.ebuild"
    for file in "${GLOB[@]}"; do
      [[ -e $file ]] || continue
      file=${file#"${REPO_PATH[$repo]}/"}
      printf '%s\n' "${file%/*}"
    done
  done | LC_ALL=C sort -u
}
