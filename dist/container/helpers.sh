# shellcheck shell=bash
# What hooks may call beside the programs of the builder. In: arguments, and ROOT where it says so. Out: changes in the
# builder or in the root, each told on one line. Whatever cannot be done ends the build at the hook's line, by `die`.
# Sourced by hooks.sh, whose shell they run in; they need nothing beyond a stage3. The words are in docs/hooks.md.

# Ends the build with a message.
die() {
  local gib_frame
  printf '!!! %s\n' "$*" >&2
  if ((BASH_SUBSHELL == 0)) && gib_find_frame; then gib_note_hook die 1 "$*"; fi
  builtin exit 1
}

# --- Portage's configuration in the builder, which children inherit ---

# update_use [ATOM] +FLAG -FLAG...
update_use() {
  local IFS=' ' gib_atom='*/*' gib_flag
  if [[ ${1-} == */* ]]; then
    gib_atom=$1
    shift
  fi
  gib_check_atom update_use "$gib_atom"
  (($# > 0)) || die 'update_use: no flags'
  for gib_flag; do
    [[ $gib_flag =~ ^[+-]([A-Za-z0-9][A-Za-z0-9+_@-]*|\*)$ ]] ||
      die "update_use: '$gib_flag' is neither a category/name nor a flag with + or - before it"
  done
  gib_portage add package.use "$gib_atom ${*#+}"
}

# update_keywords ATOM +~ARCH...
update_keywords() {
  local IFS=' ' gib_word
  gib_check_atom update_keywords "${1-}"
  (($# > 1)) || die 'update_keywords: no keywords'
  for gib_word in "${@:2}"; do
    [[ $gib_word =~ ^[+-]?(~?([A-Za-z0-9_][A-Za-z0-9_-]*|\*)|\*\*)$ ]] ||
      die "update_keywords: '$gib_word' is not a keyword"
  done
  local gib_words=("${@:2}")
  gib_portage add package.accept_keywords "$1 ${gib_words[*]#+}"
}

# mask_package ATOM...
mask_package() {
  gib_check_atom mask_package "$@"
  gib_portage withdraw package.unmask "$@"
  gib_portage add package.mask "$@"
}

# unmask_package ATOM...
unmask_package() {
  gib_check_atom unmask_package "$@"
  gib_portage withdraw package.mask "$@"
  gib_portage add package.unmask "$@"
}

# unmask_use ATOM FLAG...
unmask_use() {
  local IFS=' ' gib_flag
  gib_check_atom unmask_use "${1-}"
  (($# > 1)) || die 'unmask_use: no flags'
  for gib_flag in "${@:2}"; do
    [[ $gib_flag =~ ^[A-Za-z0-9][A-Za-z0-9+_@-]*$ ]] || die "unmask_use: '$gib_flag' is not a flag"
  done
  local gib_flags=("${@:2}")
  gib_portage add profile/package.use.mask "$1 ${gib_flags[*]/#/-}"
}

# add_overlay NAME FOLDER | add_overlay NAME URL CHECKSUM | add_overlay NAME URL.git COMMIT
add_overlay() {
  local gib_name=${1-} gib_source=${2-} gib_place=/var/db/repos/${1-} __download_file
  [[ $gib_name =~ ^[A-Za-z0-9_][A-Za-z0-9_-]*$ && $gib_name != gentoo ]] || die "add_overlay: '$gib_name' cannot be a name"
  [[ $gib_source == /* || $gib_source == https://* ]] || die "add_overlay: '$gib_source' is neither a folder nor an https URL"
  rm -rf "$gib_place.new"
  if [[ $gib_source == /* ]]; then
    [[ -d $gib_source ]] || die "add_overlay: there is no folder $gib_source"
    if [[ $gib_source -ef $gib_place ]]; then cp -aT "$gib_source" "$gib_place.new"; else cp -rT "$gib_source/" "$gib_place.new"; fi
  elif [[ ${3-} =~ ^[0-9a-f]{40}$ ]]; then
    command -v git >/dev/null || die 'add_overlay: the builder has no git: emerge dev-vcs/git before'
    git init --quiet "$gib_place.new"
    GIT_TERMINAL_PROMPT=0 git -C "$gib_place.new" fetch --quiet --depth=1 -- "$gib_source" "$3" ||
      die "add_overlay: git got no commit $3 from $gib_source"
    git -C "$gib_place.new" checkout --quiet "$3"
    rm -rf "$gib_place.new/.git"
  else
    download_file "$gib_source" "${3-}"
    mkdir -p "$gib_place.new"
    # Archives of repositories have one folder at their top.
    tar -xf "$__download_file" -C "$gib_place.new" --strip-components=1 --no-same-owner ||
      die "add_overlay: $gib_source is no archive that tar can read"
  fi
  gib_check_repository "$gib_name" "$gib_place.new"
  rm -rf "$gib_place"
  mv "$gib_place.new" "$gib_place"
  chown -R 0:0 "$gib_place"
  mkdir -p /etc/portage/repos.conf
  printf '[%s]\nlocation = %s\npriority = 50\nauto-sync = no\n' "$gib_name" "$gib_place" \
    >"/etc/portage/repos.conf/$gib_name.conf"
  printf 'added the overlay %s\n' "$gib_name"
}

# A repository that calls itself otherwise would be another one to Portage.
gib_check_repository() {
  local gib_own=''
  [[ -d $2/profiles || -d $2/metadata ]] || die "add_overlay: $1 is no ebuild repository: it has neither profiles nor metadata"
  if [[ -e $2/profiles/repo_name ]]; then read -r gib_own <"$2/profiles/repo_name" || true; fi
  [[ -z $gib_own || $gib_own == "$1" ]] || die "add_overlay: the repository calls itself $gib_own, not $1"
}

# add_patch CATEGORY/NAME FILE | add_patch CATEGORY/NAME URL CHECKSUM [NAME]
add_patch() {
  local gib_file=${2-} gib_name=${4-} __download_file
  [[ ${1-} =~ ^[A-Za-z0-9+_][A-Za-z0-9+_.-]*/[A-Za-z0-9+_][A-Za-z0-9+_.-]*(:[A-Za-z0-9+_.-]+)?$ ]] ||
    die "add_patch: '${1-}' is not a category/name, with a version or a slot where only that is meant"
  if [[ $gib_file != /* ]]; then
    download_file "$gib_file" "${3-}" "${gib_name:-$(gib_last_part "$gib_file")}"
    gib_name=${gib_name:-${__download_file##*/}} gib_file=$__download_file
  fi
  [[ -f $gib_file ]] || die "add_patch: there is no file $gib_file"
  gib_name=${gib_name:-${gib_file##*/}}
  [[ $gib_name == *.patch || $gib_name == *.diff ]] || die "add_patch: Portage takes no patch that is called $gib_name: end it with .patch"
  mkdir -p "/etc/portage/patches/$1"
  install -m 644 "$gib_file" "/etc/portage/patches/$1/$gib_name"
  printf 'added the patch %s of %s\n' "$gib_name" "$1"
}

gib_last_part() {
  local gib_path=${1%%[?#]*}
  printf '%s' "${gib_path##*/}"
}

# --- packages, where ROOT says: in the root, or in the builder where it is unset ---

# provide_package ATOM...: taken as installed
provide_package() {
  local gib_atom
  gib_check_atom provide_package "$@"
  for gib_atom; do
    /bin/bash "$GIB_JOB/provide.sh" stub "$gib_atom" "${ROOT-}" ||
      die "provide_package: nothing in the ebuild repositories satisfies '$gib_atom'"
  done
}

# unprovide_package ATOM...: no longer taken as installed
unprovide_package() {
  local gib_atom
  gib_check_atom unprovide_package "$@"
  for gib_atom; do
    /bin/bash "$GIB_JOB/provide.sh" unstub "$gib_atom" "${ROOT-}" || die "unprovide_package: '$gib_atom' is not an atom"
  done
}

# uninstall_package ATOM...
uninstall_package() {
  local gib_atom gib_found gib_cpv
  gib_check_atom uninstall_package "$@"
  for gib_atom; do
    gib_found=$(portageq match "${ROOT:-/}" "$gib_atom") || die "uninstall_package: '$gib_atom' is not an atom"
    [[ -n $gib_found ]] || die "uninstall_package: '$gib_atom' is not installed in ${ROOT:-the builder}"
    for gib_cpv in $gib_found; do
      [[ ! -e ${ROOT-}/var/db/pkg/$gib_cpv/GIB_PROVIDED ]] ||
        die "uninstall_package: $gib_cpv is only taken as installed: see unprovide_package"
    done
  done
  CLEAN_DELAY=0 EMERGE_WARNING_DELAY=0 emerge --ask=n --color=n --quiet --unmerge "$@" ||
    die "uninstall_package: emerge could not remove $*"
}

# log_as_installed GROUP NAME-VERSION URL: on the image's list of packages, though no package brought it
log_as_installed() {
  local gib_group=${1-}
  gib_group=${gib_group,,}
  gib_group=${gib_group// /-}
  [[ $gib_group =~ ^[a-z0-9][a-z0-9_.-]*$ ]] || die "log_as_installed: '${1-}' cannot be a group"
  [[ ${2-} =~ ^[A-Za-z0-9][A-Za-z0-9+_.-]*-[0-9][A-Za-z0-9+_.-]*$ ]] || die "log_as_installed: '${2-}' is not a NAME-VERSION"
  [[ ${3-} =~ ^https?://[!-~]+$ ]] || die "log_as_installed: '${3-}' is not a URL"
  printf '%s/%s %s\n' "$gib_group" "$2" "$3" >>"$GIB_WORK/logged"
}

# --- the root ---

# copy_gcc_libs [SONAME...]: the compiler's libraries
copy_gcc_libs() {
  [[ -n ${ROOT-} ]] || die 'copy_gcc_libs: there is no root yet: call it in configure_rootfs_build or finish_rootfs_build'
  /bin/bash "$GIB_JOB/libraries.sh" copy "$@" || die "copy_gcc_libs: the compiler has no ${*:-libraries}"
}

# --- files ---

# download_file URL CHECKSUM [NAME]: into DISTDIR. Out: its path in __download_file.
download_file() {
  local gib_url=${1-} gib_sum=${2-} gib_name
  gib_name=${3-$(gib_last_part "${1-}")}
  [[ $gib_url =~ ^https://[!-~]+$ ]] || die "download_file: '$gib_url' is not an https URL"
  [[ $gib_sum =~ ^([0-9a-f]{64}|[0-9a-f]{128})$ ]] || die "download_file: '$gib_sum' is neither a SHA-256 nor a SHA-512"
  [[ $gib_name =~ ^[A-Za-z0-9_][A-Za-z0-9_.+-]*$ ]] || die "download_file: '$gib_name' cannot be the name of a file: give one"
  # Read by the hook that called.
  __download_file=$DISTDIR/$gib_name
  if [[ -e $__download_file ]] && gib_has_sum "$__download_file" "$gib_sum"; then return 0; fi
  gib_fetch "$gib_url" "$__download_file.$$" || die "download_file: $gib_url could not be fetched"
  if ! gib_has_sum "$__download_file.$$" "$gib_sum"; then
    rm -f "$__download_file.$$"
    die "download_file: what came from $gib_url has another checksum"
  fi
  mv "$__download_file.$$" "$__download_file"
  printf 'fetched %s\n' "$gib_url"
}

# In: a URL and a file. What is there of a file that did not come whole is removed.
gib_fetch() {
  if command -v wget >/dev/null; then
    wget --quiet --tries=3 --timeout=60 --output-document="$2" -- "$1" && return 0
  else
    curl --silent --show-error --fail --location --retry 3 --connect-timeout 60 --output "$2" -- "$1" && return 0
  fi
  rm -f "$2"
  return 1
}

# In: a file and a SHA-256 or SHA-512, which their lengths tell apart.
gib_has_sum() {
  local gib_program=sha256sum gib_found
  if ((${#2} == 128)); then gib_program=sha512sum; fi
  gib_found=$("$gib_program" <"$1") || return 1
  [[ ${gib_found%% *} == "$2" ]]
}

# --- what they share ---

# In: a helper's name, then atoms: with a category, in full, never a part of a name.
gib_check_atom() {
  local gib_atom gib_name='[A-Za-z0-9+_*][A-Za-z0-9+_.*-]*'
  (($# > 1)) || die "$1: no atom"
  for gib_atom in "${@:2}"; do
    [[ $gib_atom =~ ^([\<\>]=?|=|~)?$gib_name/$gib_name(:[A-Za-z0-9+_.*/=-]+)?(::[A-Za-z0-9_-]+)?$ ]] ||
      die "$1: '$gib_atom' is not an atom with its category, such as dev-libs/openssl"
  done
}

# In: what portage.sh is to do, one of Portage's files, lines.
gib_portage() {
  /bin/bash "$GIB_JOB/portage.sh" "$@" || die "/etc/portage/$2 cannot be written"
}
