# shellcheck shell=bash
# Runs phases of one ebuild in a process of its own.
# In: names of phases as arguments, the package's variables in the environment; the first call reads the ebuild, later
# ones the saved ${T}/environment. Out: ${D} filled, ${T}/environment, ${T}/logging/PHASE; status 1 when a phase died.

shopt -s extglob
LIB=${BASH_SOURCE[0]%/*}
EBUILD_MASTER_PID=$$
trap 'exit 1' USR1
# shellcheck source=ebuild-functions.sh
source "$LIB/ebuild-functions.sh"
# shellcheck source=ebuild-install.sh
source "$LIB/ebuild-install.sh"

# shellcheck disable=SC2086 # words
default_src_unpack() { [[ -z ${A:-} ]] || unpack ${A}; }
default_src_prepare() {
  if declare -p PATCHES &>/dev/null; then
    if [[ $(declare -p PATCHES) == 'declare -a'* ]]; then
      ((${#PATCHES[@]} == 0)) || eapply "${PATCHES[@]}"
    else
      # shellcheck disable=SC2086
      [[ -z $PATCHES ]] || eapply ${PATCHES}
    fi
  fi
  eapply_user
}
# shellcheck disable=SC2119 # no arguments are meant
default_src_configure() { [[ ! -x ${ECONF_SOURCE:-.}/configure ]] || econf; }
default_src_compile() {
  [[ -f Makefile || -f GNUmakefile || -f makefile ]] || return 0
  emake || die 'emake failed'
}
default_src_test() {
  if make -n check &>/dev/null; then emake check; elif make -n test &>/dev/null; then emake test; fi
}
default_src_install() {
  if [[ -f Makefile || -f GNUmakefile || -f makefile ]]; then emake DESTDIR="$D" install; fi
  einstalldocs
}
default_pkg_nofetch() { :; }
default() { "default_$EBUILD_PHASE_FUNC"; }

# Names of variables that belong to the process and not to the package: a binary package's environment is read again
# in another root, another folder, another day.
__not_saved() {
  case $1 in
    BASH* | SHLVL | PWD | OLDPWD | _ | FUNCNAME | PIPESTATUS | DIRSTACK | GROUPS | UID | EUID | PPID | RANDOM | SRANDOM | \
      LINENO | SECONDS | EPOCH* | HISTCMD | HOSTNAME | HOSTTYPE | MACHTYPE | OSTYPE | SHELLOPTS | IFS | COMP_* | TERM | \
      OPTIND | OPTERR | OPTARG | EBUILD_PHASE* | EBUILD_MASTER_PID | GOOD | WARN | BAD | NORMAL | LIB | PORTAGE_NONFATAL | \
      ROOT | EROOT | SYSROOT | ESYSROOT | BROOT | T | D | ED | WORKDIR | HOME | TMPDIR | FILESDIR | DISTDIR | PKGDIR | \
      FEATURES | MERGE_TYPE | ECLASS_DIRS | EBUILD | EMERGE_* | PORTAGE_TMPDIR | PORTAGE_BUILDDIR | PORTAGE_LOGDIR | \
      PORTAGE_ELOG_* | PORTAGE_CONFIGROOT | REPLACING_VERSIONS | REPLACED_BY_VERSION | NOCOLOR | NO_COLOR | PORTAGE_LOG_FILE | __*) return 0 ;;
  esac
  return 1
}

__save_environment() {
  local __name
  {
    for __name in $(compgen -v); do
      __not_saved "$__name" || declare -p "$__name" 2>/dev/null | sed '1s/^declare -\([a-zA-Z-]*\)/declare -g\1/; 1s/-g-/-g /'
    done
    # the package's own functions; ours are read again
    while read -r _ _ __name; do
      [[ $__name == __* || " $__OWN_FUNCTIONS " == *" $__name "* ]] || declare -f "$__name"
    done < <(declare -F)
  } >"$T/environment"
}

__phase_message() {
  case $1 in
    unpack) printf '>>> Unpacking source...\n' ;;
    prepare | configure | compile)
      local verb=${1^}
      printf '>>> %s source in %s ...\n' "${verb%e}ing" "$S"
      ;;
    test) printf '>>> Test phase: %s\n' "$CATEGORY/$PF" ;;
    install) printf '\n>>> Install %s into %s\n' "$CATEGORY/$PF" "$D" ;;
  esac
}
__phase_end() {
  case $1 in
    unpack) printf '>>> Source unpacked in %s\n' "$WORKDIR" ;;
    prepare) printf '>>> Source prepared.\n' ;;
    configure) printf '>>> Source configured.\n' ;;
    compile) printf '>>> Source compiled.\n' ;;
    test) printf '>>> Completed testing %s\n' "$CATEGORY/$PF" ;;
    install)
      printf '>>> Completed installing %s into %s\n\n' "$CATEGORY/$PF" "$D"
      ;;
  esac
}

__run_phase() {
  local phase=$1 function=src_$1 dir=$S
  case $phase in
    pretend | setup | preinst | postinst | prerm | postrm | config | info | nofetch) function=pkg_$phase dir=$PORTAGE_BUILDDIR/empty ;;
    unpack) dir=$WORKDIR ;;
  esac
  export EBUILD_PHASE=$phase EBUILD_PHASE_FUNC=$function
  if [[ $function == src_* && ! -d $dir ]]; then
    if [[ -z ${A:-} && $dir == "$WORKDIR/$P" ]]; then
      [[ $phase == prepare ]] && die "The source directory '$S' doesn't exist"
      dir=$WORKDIR
    else
      die "The source directory '$S' doesn't exist"
    fi
  fi
  cd "$dir" || die "cannot enter $dir"
  __phase_message "$phase"
  [[ $phase == install ]] && { rm -rf "$D"; mkdir -p "$D"; }
  if declare -F "$function" >/dev/null; then "$function"; elif declare -F "default_$function" >/dev/null; then "default_$function"; fi
  __phase_end "$phase"
}

main() {
  local phase
  __OWN_FUNCTIONS=$(declare -F | sed 's/^declare -f[a-z]* //' | tr '\n' ' ')
  mkdir -p "$T/logging"
  export EBUILD_PHASE=${1:-setup}
  if [[ -f $T/environment && $1 != pretend ]]; then
    # shellcheck disable=SC1091
    source "$T/environment"
  else
    __source_ebuild "$EBUILD"
    : "${S:=$WORKDIR/$P}"
  fi
  for phase; do __run_phase "$phase"; done
  [[ $1 == pretend ]] || __save_environment
}

main "$@"
