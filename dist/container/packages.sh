#!/bin/bash
# Binary packages: which of those at hand emerge may take, and which are kept.
# In: `offer`: $GIB_STOCK/offered, of an earlier build of this image; $GIB_STATE/packages, of the parent's builder; GIB_TREE
# of job.env, what the ebuild repositories are; `keep`: what is installed. Out: $GIB_STOCK/offered with those alone that
# an emerge would make anew just so, the others in $GIB_STOCK/aside; at the end this job's own in $GIB_STATE/packages.
# Portage compares USE flags and versions only. So each package has a stamp, a hash over the compiler's settings and over
# what its ebuild is made of, in the file `stamps` beside the index `Packages`. May be called at any time and again.
set -Eeuo pipefail
shopt -s nullglob
export LC_ALL=C

# shellcheck source=src/container/job.sh
source /gib/job/job.sh

OFFERED=$GIB_STOCK/offered
ASIDE=$GIB_STOCK/aside
PARENTS=$GIB_STATE/packages
# What decides what a compiler makes, beside the ebuild.
SETTINGS=(ARCH CHOST CBUILD CTARGET CC CXX CFLAGS CXXFLAGS CPPFLAGS ASFLAGS FCFLAGS FFLAGS LDFLAGS RUSTFLAGS GOFLAGS
  CGO_CFLAGS CGO_LDFLAGS ABI_X86 LLVM_TARGETS EXTRA_ECONF MYCMAKEARGS MYMESONARGS FEATURES INSTALL_MASK)

# By a package's path below its folder.
declare -A STANZA=() CPV=() REPO=() BUILT=() STAMP=() WHERE=() BORROWED=()
declare -A REPOSITORIES=()
HEADER=''

main() {
  gib_read_values "$GIB_JOB/job.env"
  [[ -d $GIB_STOCK ]] || return 0
  case $1 in
    offer) offer ;;
    keep) keep ;;
  esac
}

offer() {
  local path settings
  mkdir -p "$OFFERED" "$ASIDE" "$PARENTS"
  if [[ ! -e $GIB_WORK/borrowed ]]; then forget_borrowed; fi
  read_folder "$ASIDE"
  read_folder "$OFFERED"
  stamp_built
  settings=$(settings_now)
  printf '%s %s\n' "$GIB_TREE" "$settings" >"$GIB_STOCK/settings"
  if [[ ! -e $GIB_WORK/borrowed ]]; then borrow; fi
  for path in "${!STANZA[@]}"; do
    stamp_of "$path" "$settings"
    if [[ ${STAMP[$path]:-none} == "$REPLY" ]]; then move "$path" "$OFFERED"; else move "$path" "$ASIDE"; fi
  done
  write_folder "$OFFERED"
  write_folder "$ASIDE"
}

# What was merged is the builder's from here on, where its children find it; the rest is not kept anywhere.
keep() {
  local path
  read_folder "$OFFERED"
  stamp_built
  for path in "${!STANZA[@]}"; do
    if [[ -n ${BORROWED[$path]+x} ]]; then unset "STANZA[$path]"; continue; fi
    is_installed "$path" || unset "STANZA[$path]"
  done
  write_folder "$OFFERED"
  read_folder "$PARENTS"
  for path in "${!STANZA[@]}"; do
    [[ ${WHERE[$path]} == "$OFFERED" ]] || continue
    mkdir -p "$PARENTS/${path%/*}"
    cp -p "$OFFERED/$path" "$PARENTS/$path"
    WHERE[$path]=$PARENTS
  done
  write_folder "$PARENTS"
  rm -rf "$ASIDE" "$GIB_STOCK/borrowed"
}

# A run that was killed leaves the parent's packages among its own; this one's parent may be another.
forget_borrowed() {
  local path
  [[ -e $GIB_STOCK/borrowed ]] || return 0
  while IFS= read -r path; do rm -f "$OFFERED/$path" "$ASIDE/$path"; done <"$GIB_STOCK/borrowed"
  rm -f "$GIB_STOCK/borrowed"
}

# Portage takes packages of one folder only, and not through links.
borrow() {
  local path
  read_folder "$PARENTS"
  for path in "${!STANZA[@]}"; do
    [[ ${WHERE[$path]} == "$PARENTS" ]] || continue
    printf '%s\n' "$path" >>"$GIB_STOCK/borrowed"
    mkdir -p "$OFFERED/${path%/*}"
    cp -p "$PARENTS/$path" "$OFFERED/$path"
    WHERE[$path]=$OFFERED
  done
  : >"$GIB_WORK/borrowed"
}

# In: a folder. What two folders have under one path is taken from the one that was read first.
read_folder() {
  local line key block='' path stamp
  local -A field=()
  [[ -e $1/Packages ]] || return 0
  if [[ -e $GIB_STOCK/borrowed ]]; then
    while IFS= read -r path; do BORROWED[$path]=1; done <"$GIB_STOCK/borrowed"
  fi
  while IFS= read -r line; do
    if [[ -n $line ]]; then
      block+=$line$'\n' key=${line%%: *}
      field[$key]=${line#*: }
      continue
    fi
    if [[ -z ${field[CPV]:-} ]]; then
      if [[ -z $HEADER ]]; then HEADER=$block; fi
    elif [[ -n ${field[PATH]:-} ]]; then
      take_stanza "$1" "${field[PATH]}" "$block"
    fi
    block='' field=()
  done < <(cat "$1/Packages" && printf '\n')
  [[ -e $1/stamps ]] || return 0
  while read -r stamp path; do
    if [[ ${WHERE[$path]:-} == "$1" ]]; then STAMP[$path]=$stamp; fi
  done <"$1/stamps"
}

# Only what is there as a whole: emerge may have been killed in the middle of it.
take_stanza() {
  local file=$1/$2 key
  [[ -z ${STANZA[$2]+x} && -f $file && $(stat -c %s "$file") == "${field[SIZE]:-}" ]] || return 0
  STANZA[$2]=$3 CPV[$2]=${field[CPV]} REPO[$2]=${field[REPO]:-gentoo} BUILT[$2]=${field[BUILD_TIME]:-} WHERE[$2]=$1
}

# In: a folder. Writes its index and its stamps; what is in neither goes.
write_folder() {
  local path count=0
  : >"$1/stamps"
  for path in "${!STANZA[@]}"; do
    [[ ${WHERE[$path]} == "$1" ]] || continue
    count=$((count + 1))
    if [[ -n ${STAMP[$path]:-} ]]; then printf '%s %s\n' "${STAMP[$path]}" "$path" >>"$1/stamps"; fi
  done
  while IFS= read -r -d '' path; do
    [[ $path != Packages && $path != stamps ]] || continue
    if [[ -z ${STANZA[$path]+x} || ${WHERE[$path]} != "$1" ]]; then rm -f "$1/$path"; fi
  done < <(find "$1" -type f -printf '%P\0')
  if ((count == 0)); then rm -f "$1/Packages" "$1/stamps"; return 0; fi
  {
    printf '%s\n' "$HEADER" | sed "s/^PACKAGES: .*/PACKAGES: $count/"
    while IFS= read -r path; do
      if [[ ${WHERE[$path]} == "$1" ]]; then printf '%s\n' "${STANZA[$path]}"; fi
    done < <(printf '%s\n' "${!STANZA[@]}" | sort)
  } >"$1/Packages"
}

# In: a path, and the folder where it shall be.
move() {
  [[ ${WHERE[$1]} != "$2" ]] || return 0
  mkdir -p "$2/${1%/*}"
  mv "${WHERE[$1]}/$1" "$2/$1"
  WHERE[$1]=$2
}

# What was built since the last offer, by the settings of then. Of another tree nobody can tell any more.
stamp_built() {
  local path tree='' settings=''
  if [[ -e $GIB_STOCK/settings ]]; then read -r tree settings <"$GIB_STOCK/settings"; fi
  [[ $tree == "$GIB_TREE" ]] || return 0
  for path in "${!STANZA[@]}"; do
    [[ -z ${STAMP[$path]:-} && -z ${BORROWED[$path]+x} ]] || continue
    stamp_of "$path" "$settings"
    STAMP[$path]=$REPLY
  done
}

settings_now() {
  {
    portageq envvar "${SETTINGS[@]}" || true
    readlink -f /etc/portage/make.profile || true
    gcc -dumpfullversion 2>/dev/null || gcc --version 2>/dev/null || true
    find /etc/portage/{env,package.env,bashrc} -type f 2>/dev/null | sort | tr '\n' '\0' | xargs -0r sha256sum || true
  } | hash_of_input
}

hash_of_input() {
  local hash
  hash=$(sha256sum)
  printf '%s' "${hash%% *}"
}

# In: a path, the hash of settings. Out: REPLY, the stamp; empty where the tree has no such ebuild.
stamp_of() {
  local repository ebuilds category=${CPV[$1]%%/*} name
  repository_of "${REPO[$1]}"
  repository=$REPLY
  ebuilds=("$repository/$category"/*/"${CPV[$1]#*/}.ebuild")
  REPLY=''
  if [[ -z $repository ]] || ((${#ebuilds[@]} == 0)); then return 0; fi
  name=${ebuilds[0]%/*}
  REPLY=$(
    {
      printf '%s\n' "$2"
      cat "${ebuilds[0]}"
      list_sources "$repository" "$category/${name##*/}" "${ebuilds[0]}" | sort -z | xargs -0r cat --
    } | hash_of_input
  )
}

# In: a repository, category and name, an ebuild. The files that it is made of beside itself: patches and eclasses.
list_sources() {
  local name cache=$1/metadata/md5-cache/${2%%/*}/${3##*/} main
  if [[ -d $1/$2/files ]]; then find "$1/$2/files" -type f -print0; fi
  if [[ -d /etc/portage/patches/${2%%/*} ]]; then
    find "/etc/portage/patches/${2%%/*}" -type f -path "*/${2#*/}*" -print0
  fi
  repository_of gentoo
  main=$REPLY cache=${cache%.ebuild}
  if [[ -e $cache ]] && grep -qxF "_md5_=$(md5sum <"$3" | cut -d' ' -f1)" "$cache"; then
    while IFS= read -r name; do
      if [[ -e $1/eclass/$name.eclass ]]; then printf '%s\0' "$1/eclass/$name.eclass"
      elif [[ -e $main/eclass/$name.eclass ]]; then printf '%s\0' "$main/eclass/$name.eclass"; fi
    done < <(sed -n 's/^_eclasses_=//p' "$cache" | tr '\t' '\n' | sed -n '1~2p')
  else
    # Nobody says which ones it inherits.
    find "$1/eclass" "$main/eclass" -name '*.eclass' -print0 2>/dev/null || true
  fi
}

repository_of() {
  if [[ -z ${REPOSITORIES[$1]+x} ]]; then REPOSITORIES[$1]=$(portageq get_repo_path / "$1" || true); fi
  REPLY=${REPOSITORIES[$1]}
}

# Merged is what has the package's own time of building, here or in the root.
is_installed() {
  local folder
  for folder in "$GIB_STATE/vdb" /var/db/pkg; do
    [[ -e $folder/${CPV[$1]}/BUILD_TIME ]] || continue
    [[ $(<"$folder/${CPV[$1]}/BUILD_TIME") != "${BUILT[$1]}" ]] || return 0
  done
  return 1
}

main "$@"
