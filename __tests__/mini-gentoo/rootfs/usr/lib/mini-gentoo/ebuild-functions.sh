# shellcheck shell=bash
# Functions that ebuilds and eclasses may call anywhere: messages, die, USE flags, inherit, patches, make.
# Sourced by the phase runner (ebuild.sh) and, for the metadata alone, by metadata.sh.

if [[ ${NOCOLOR:-} == @(yes|true|1) || ${NO_COLOR:-} ]]; then
  GOOD='' WARN='' BAD='' NORMAL=''
else
  GOOD=$'\e[32m' WARN=$'\e[33m' BAD=$'\e[31m' NORMAL=$'\e[0m'
fi

# keeps a message for the elog; classes: INFO LOG WARN QA ERROR
__elog() {
  [[ -d ${T:-}/logging ]] || return 0
  local class=$1 line
  shift
  while IFS= read -r line; do printf '%s %s\n' "$class" "$line"; done <<<"$*" >>"$T/logging/$EBUILD_PHASE"
}
__say() {
  local color=$1 line
  shift
  while IFS= read -r line; do printf ' %s*%s %s\n' "$color" "$NORMAL" "$line" >&2; done < <(printf '%b\n' "$*")
}
einfo() { __elog INFO "$*"; __say "$GOOD" "$*"; }
einfon() { printf ' %s*%s %b' "$GOOD" "$NORMAL" "$*" >&2; }
elog() { __elog LOG "$*"; __say "$GOOD" "$*"; }
ewarn() { __elog WARN "$*"; __say "$WARN" "$*"; }
eqawarn() { __elog QA "$*"; __say "$WARN" "$*"; }
eerror() { __elog ERROR "$*"; __say "$BAD" "$*"; }
ebegin() { printf ' %s*%s %s ...\n' "$GOOD" "$NORMAL" "$*" >&2; }
eend() {
  local status=${1:-0}
  shift || true
  [[ $status == 0 ]] || { [[ $* ]] && eerror "$*"; }
  return "$status"
}
debug-print() { :; }
debug-print-function() { :; }
debug-print-section() { :; }

# die [-n] WORDS: tells who called, then ends the whole build, from a subshell too
die() {
  if [[ ${1:-} == -n ]]; then
    shift
    [[ ${PORTAGE_NONFATAL:-} ]] && { [[ $* ]] && eerror "$*"; return 1; }
  fi
  set +e
  [[ ${EBUILD_PHASE:-} == depend ]] && { printf '%s\n' "$*" >&2; exit 1; }
  __die_lines "$*" stack
  __end
}

# what helpers do: the same without the way that led there
__helper_die() {
  [[ ${PORTAGE_NONFATAL:-} ]] && return 1
  __die_lines "$*"
  __end
}

__end() {
  ((BASHPID == EBUILD_MASTER_PID)) || kill -s USR1 "$EBUILD_MASTER_PID"
  exit 1
}

__die_line() { printf ' %s*%s %s\n' "$BAD" "$NORMAL" "$1"; [[ $1 ]] && printf 'ERROR %s\n' "$1" >>"$T/logging/$EBUILD_PHASE"; }

__die_lines() {
  local i files=() lines=() calls=() width=0 digits=0 name log=${PORTAGE_LOG_FILE:-$T/build.log} env=environment
  {
    __die_line "ERROR: ${CATEGORY}/${PF}::${PORTAGE_REPO_NAME} failed (${EBUILD_PHASE} phase):"
    __die_line "  ${1:-(no error message)}"
    __die_line ''
    if [[ ${2:-} ]]; then
      for ((i = ${#FUNCNAME[@]} - 1; i > 1; i--)); do
        [[ ${FUNCNAME[i - 1]} == @(__*|main|source) ]] && continue
        name=${BASH_SOURCE[i]##*/}
        files+=("$name") lines+=("${BASH_LINENO[i - 1]}") calls+=("${FUNCNAME[i - 1]}")
        ((${#name} > width)) && width=${#name}
        ((${#BASH_LINENO[i - 1]} > digits)) && digits=${#BASH_LINENO[i - 1]}
      done
      __die_line 'Call stack:'
      for ((i = 0; i < ${#files[@]}; i++)); do
        printf -v name '  %*s, line %*s:  Called %s' "$width" "${files[i]}" "$digits" "${lines[i]}" "${calls[i]}"
        __die_line "$name"
      done
      __die_line 'The specific snippet of code:'
      __die_line "  $(sed -n "${BASH_LINENO[1]}p" "${BASH_SOURCE[2]}")"
      __die_line ''
    fi
    [[ $EBUILD_PHASE == @(pretend|setup) ]] && env=die.env
    name="=${CATEGORY}/${PF}::${PORTAGE_REPO_NAME}"
    __die_line "If you need support, post the output of \`emerge --info '$name'\`,"
    __die_line "the complete build log and the output of \`emerge -pqv '$name'\`."
    __die_line "The complete build log is located at '$log'."
    [[ $log == "$T/build.log" ]] || __die_line "For convenience, a symlink to the build log is located at '$T/build.log'."
    __die_line "The ebuild environment file is located at '$T/$env'."
    __die_line "Working directory: '$(pwd)'"
    __die_line "S: '$S'"
  } >&2
}

nonfatal() { PORTAGE_NONFATAL=1 "$@"; }
assert() {
  local status=("${PIPESTATUS[@]}") one
  for one in "${status[@]}"; do ((one == 0)) || die "$@"; done
}

has() {
  local needle=$1 item
  shift
  for item; do [[ $item == "$needle" ]] && return 0; done
  return 1
}
use() {
  local flag=${1#!} on=1
  [[ " ${IUSE_EFFECTIVE:-} " == *" $flag "* ]] || die "USE Flag '$flag' not in IUSE for $CATEGORY/$PF"
  # shellcheck disable=SC2086 # words
  has "$flag" $USE && on=0
  [[ $1 == '!'* ]] && on=$((1 - on))
  return "$on"
}
in_iuse() { [[ " ${IUSE_EFFECTIVE:-} " == *" $1 "* ]]; }
usev() { if use "$1"; then printf '%s\n' "${2:-${1#!}}"; else return 1; fi; }
usex() { if use "$1"; then printf '%s%s\n' "${2-yes}" "${4-}"; else printf '%s%s\n' "${3-no}" "${5-}"; fi; }
__use_option() {
  local yes=$1 no=$2 flag=$3 name=${4:-${3#!}} value=${5+=$5}
  if use "$flag"; then printf -- '--%s-%s%s\n' "$yes" "$name" "$value"; else printf -- '--%s-%s\n' "$no" "$name"; fi
}
use_enable() { __use_option enable disable "$@"; }
use_with() { __use_option with without "$@"; }

__version_root() {
  case ${1:-} in -b) printf '/' ;; -d) printf '%s/' "${ESYSROOT:-}" ;; *) printf '%s/' "${EROOT:-}" ;; esac
}
has_version() {
  local root
  root=$(__version_root "$1")
  [[ $1 == -[rdb] ]] && shift
  portageq has_version "$root" "$1"
}
best_version() {
  local root
  root=$(__version_root "$1")
  [[ $1 == -[rdb] ]] && shift
  portageq best_version "$root" "$1"
}
ver_cut() {
  local range=$1 version=${2:-$PV} parts from to
  mapfile -t parts < <(grep -oE '[0-9]+|[A-Za-z]+' <<<"$version")
  from=${range%%-*} to=${range#*-}
  [[ $range == *- ]] && to=${#parts[@]}
  grep -oE "^([^0-9A-Za-z]*([0-9]+|[A-Za-z]+)){$((from - 1))}[^0-9A-Za-z]*" <<<"$version" >/dev/null || return 0
  awk -v from="$from" -v to="$to" -v v="$version" 'BEGIN {
    while (match(v, /[0-9]+|[A-Za-z]+/)) {
      n++; sep = substr(v, 1, RSTART - 1)
      if (n >= from && n <= to) out = out (n > from ? sep : "") substr(v, RSTART, RLENGTH)
      v = substr(v, RSTART + RLENGTH)
    }
    print out }'
}

inherit() {
  local name dir file variable ECLASS
  for name; do
    [[ " $INHERITED " == *" $name "* ]] && [[ $name == acct-* ]] && continue
    file=''
    for dir in $ECLASS_DIRS; do [[ -f $dir/$name.eclass ]] && { file=$dir/$name.eclass; break; }; done
    [[ $file ]] || die "$name.eclass could not be found by inherit()"
    ECLASS=$name
    ((__INHERIT_DEPTH == 0)) && INHERIT+="${INHERIT:+ }$name"
    __source_eclass "$file"
    [[ " $INHERITED " == *" $name "* ]] || { INHERITED+="${INHERITED:+ }$name" INHERITED_FILES+=" $file"; }
  done
}

# what an eclass adds to these variables is kept apart, so that the ebuild can assign them without losing it
__source_eclass() {
  local __variable __before_IUSE=${IUSE-} __before_REQUIRED_USE=${REQUIRED_USE-} __before_DEPEND=${DEPEND-}
  local __before_RDEPEND=${RDEPEND-} __before_PDEPEND=${PDEPEND-} __before_BDEPEND=${BDEPEND-}
  local __before_IDEPEND=${IDEPEND-} __before_PROPERTIES=${PROPERTIES-} __before_RESTRICT=${RESTRICT-} __was
  unset IUSE REQUIRED_USE DEPEND RDEPEND PDEPEND BDEPEND IDEPEND PROPERTIES RESTRICT
  __INHERIT_DEPTH=$((__INHERIT_DEPTH + 1)) __EXPORTED=''
  # shellcheck disable=SC1090
  source "$1"
  __INHERIT_DEPTH=$((__INHERIT_DEPTH - 1))
  for __variable in IUSE REQUIRED_USE DEPEND RDEPEND PDEPEND BDEPEND IDEPEND PROPERTIES RESTRICT; do
    [[ ${!__variable-} ]] && declare -g "E_$__variable=$(eval "printf %s \"\${E_$__variable-}\"") ${!__variable}"
    __was=__before_$__variable
    if [[ ${!__was} ]]; then declare -g "$__variable=${!__was}"; else unset "$__variable"; fi
  done
  for __variable in $__EXPORTED; do eval "$__variable() { ${ECLASS}_$__variable \"\$@\"; }"; done
}
EXPORT_FUNCTIONS() { __EXPORTED=$*; }

# sources the ebuild and adds what the eclasses had to say
__source_ebuild() {
  local __variable __more
  INHERIT='' INHERITED='' INHERITED_FILES='' __INHERIT_DEPTH=0
  # shellcheck disable=SC1090
  source "$1" || die 'error sourcing ebuild'
  for __variable in IUSE REQUIRED_USE DEPEND RDEPEND PDEPEND BDEPEND IDEPEND PROPERTIES RESTRICT; do
    __more=E_$__variable
    [[ ${!__more-} ]] && declare -g "$__variable=${!__variable-}${!__variable:+ }${!__more}"
  done
  return 0
}

unpack() {
  local file
  for file; do
    [[ $file == */* ]] || file=$DISTDIR/$file
    printf '>>> Unpacking %s to %s\n' "${file##*/}" "$PWD"
    case $file in
      *.tar | *.tar.* | *.tgz | *.tbz2 | *.txz) tar xof "$file" || die "unpack: ${file##*/} failed" ;;
      *.gz) gzip -dc "$file" >"$(basename "$file" .gz)" || die "unpack: ${file##*/} failed" ;;
      *) printf 'unpack %s: file format not recognized. Ignoring.\n' "${file##*/}" ;;
    esac
  done
}

emake() {
  # shellcheck disable=SC2086
  (printf '%s\n' "make $MAKEOPTS $*"; exec make $MAKEOPTS "$@") || __helper_die 'emake failed'
}
econf() {
  local conf=${ECONF_SOURCE:-.}/configure
  [[ -x $conf ]] || die 'econf failed: no configure script found'
  "$conf" --prefix="$EPREFIX/usr" ${CHOST:+--host="$CHOST"} --mandir="$EPREFIX/usr/share/man" \
    --infodir="$EPREFIX/usr/share/info" --datadir="$EPREFIX/usr/share" --sysconfdir="$EPREFIX/etc" \
    --localstatedir="$EPREFIX/var/lib" "$@" || __helper_die 'econf failed'
}
eapply() {
  local options=() file
  while [[ ${1:-} == -* ]]; do options+=("$1"); shift; done
  for file; do
    if [[ -d $file ]]; then eapply "${options[@]}" "$file"/*.{patch,diff}; continue; fi
    [[ -e $file ]] || continue
    ebegin "Applying ${file##*/}"
    patch -p1 -f -g0 --no-backup-if-mismatch "${options[@]}" <"$file" >/dev/null || __helper_die "patch -p1 failed with $file"
  done
}
# a patch of a more special folder stands for those of its name in the others
eapply_user() {
  local dir file name
  local -A found=()
  [[ ! -e $T/.eapply_user ]] || return 0
  : >"$T/.eapply_user"
  for dir in "${PORTAGE_CONFIGROOT%/}/etc/portage/patches/$CATEGORY"/{"$P-$PR","$P","$PN"}{:"${SLOT%%/*}",}; do
    for file in "$dir"/*.{patch,diff}; do
      [[ -e $file && -z ${found[${file##*/}]:-} ]] && found[${file##*/}]=$file
    done
  done
  ((${#found[@]})) || return 0
  einfo 'Applying user patches from /etc/portage/patches ...'
  while IFS= read -r name; do
    [[ ! -s ${found[$name]} ]] || eapply "${found[$name]}"
  done < <(printf '%s\n' "${!found[@]}" | LC_ALL=C sort)
  einfo 'User patches applied.'
}
