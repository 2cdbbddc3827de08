# shellcheck shell=bash
# emerge's command line. In: words. Out: OPT[...], ACTION, TARGETS; an unknown option ends with status 2 as argparse does.

declare -A OPT=()
declare -a TARGETS=()
ACTION=merge

_default_options() {
  OPT=([pretend]='' [quiet]='' [verbose]='' [quiet_build]='' [buildpkg]='' [usepkg]='' [usepkgonly]='' [binpkg_respect_use]=''
    [newuse]='' [update]='' [deep]='' [noreplace]='' [oneshot]='' [nodeps]='' [keep_going]='' [jobs]='' [color]=''
    [autounmask]='' [autounmask_write]='' [autounmask_continue]='' [ask]='' [root]='' [misspell]='' [tree]='' [onlydeps]='')
}

# the value after "=" or, where it may stand alone, yes
_yes_no() {
  case $1 in '' | y | True | yes) REPLY=y ;; n | no | False) REPLY=n ;; *) usage_error "argument $2: invalid choice: '$1' (choose from 'True', 'y', 'n')" ;; esac
}

usage_error() {
  cat "$LIB/usage.txt" >&2
  printf 'emerge: error: %s\n' "$1" >&2
  exit 2
}

parse_options() {
  local word name value unknown=() has_value
  while (($#)); do
    word=$1 has_value=''
    shift
    case $word in
      --) TARGETS+=("$@"); break ;;
      --*=*) name=${word%%=*} value=${word#*=} has_value=1 ;;
      --*) name=$word value='' ;;
      -?*) _short_options "${word#-}" "${1-}" && shift; continue ;;
      *) TARGETS+=("$word"); continue ;;
    esac
    # options that take y or n take the next word only when it is one of these
    if [[ -z $has_value && ${1-} == @(y|n|True) && $name == @(--ask|--autounmask*|--buildpkg|--usepkg|--usepkgonly|--keep-going|--quiet|--quiet-build|--verbose|--binpkg-respect-use|--with-bdeps|--color|--quiet-fail|--select|--changed-deps|--complete-graph|--getbinpkg|--rebuild-if-*|--misspell-suggestions|--dynamic-deps|--fail-clean|--ignore-built-slot-operator-deps|--read-news|--binpkg-changed-deps|--usepkg-exclude-live|--verbose-conflicts|--with-test-deps) ]]; then
      value=$1
      shift
    fi
    case $name in
      --pretend | --update | --newuse | --noreplace | --oneshot | --nodeps | --tree | --onlydeps) OPT[${name#--}]=1 ;;
      --changed-use) OPT[newuse]=1 ;;
      --quiet | --verbose | --usepkg | --usepkgonly | --ask | --keep-going)
        _yes_no "$value" "$name"
        name=${name#--} name=${name/-/_}
        [[ $REPLY == y ]] && OPT[$name]=1 || OPT[$name]=''
        ;;
      --quiet-build | --buildpkg | --binpkg-respect-use | --autounmask | --autounmask-write | --autounmask-continue | --color)
        _yes_no "$value" "$name"
        name=${name#--}
        OPT[${name//-/_}]=$REPLY
        ;;
      --deep) OPT[deep]=1; [[ $value == 0 ]] && OPT[deep]='' ; [[ -z $has_value && ${1-} =~ ^[0-9]+$ ]] && shift ;;
      --jobs) OPT[jobs]=$value; [[ -z $has_value && ${1-} =~ ^[0-9]+$ ]] && { OPT[jobs]=$1; shift; } ;;
      --misspell-suggestions) OPT[misspell]=$value ;;
      --root | --config-root | --sysroot | --prefix | --exclude | --backtrack | --load-average | --with-bdeps-auto | --usepkg-exclude | --buildpkg-exclude)
        if [[ -z $has_value ]]; then
          (($#)) || usage_error "argument $name: expected one argument"
          value=$1
          shift
        fi
        case $name in --root) OPT[root]=$value ;; --config-root) PORTAGE_CONFIGROOT=$value ;; esac
        ;;
      --nospinner | --ignore-default-opts | --noconfmem | --with-bdeps | --quiet-fail | --select | --complete-graph | \
        --read-news | --changed-deps | --binpkg-changed-deps | --dynamic-deps | --fail-clean | --rebuild-if-* | --getbinpkg | \
        --autounmask-* | --verbose-conflicts | --ignore-built-slot-operator-deps | --with-test-deps | --quiet-unmerge-warn | --deselect)
        [[ $name == --select && $value == n ]] && OPT[oneshot]=1
        :
        ;;
      --unmerge | --depclean | --info | --version | --list-sets | --regen | --sync | --help) ACTION=${name#--} ;;
      *) unknown+=("$word") ;;
    esac
  done
  ((${#unknown[@]} == 0)) || usage_error "unrecognized arguments: ${unknown[*]}"
}

# _short_options LETTERS NEXT: true when NEXT was used up as well
_short_options() {
  local letters=$1 next=$2 letter
  while [[ $letters ]]; do
    letter=${letters:0:1} letters=${letters:1}
    case $letter in
      p) OPT[pretend]=1 ;;
      q) OPT[quiet]=1 ;;
      v) OPT[verbose]=1 ;;
      b) OPT[buildpkg]=y ;;
      k) OPT[usepkg]=1 ;;
      K) OPT[usepkgonly]=1 OPT[usepkg]=1 ;;
      N) OPT[newuse]=1 ;;
      U) OPT[newuse]=1 ;;
      u) OPT[update]=1 ;;
      D) OPT[deep]=1 ;;
      n) OPT[noreplace]=1 ;;
      1) OPT[oneshot]=1 ;;
      O) OPT[nodeps]=1 ;;
      o) OPT[onlydeps]=1 ;;
      a) OPT[ask]=1 ;;
      t) OPT[tree]=1 ;;
      C) ACTION=unmerge ;;
      c) ACTION=depclean ;;
      V) ACTION=version ;;
      h) ACTION=help ;;
      j)
        if [[ $letters =~ ^[0-9]+$ ]]; then OPT[jobs]=$letters letters=''; elif [[ -z $letters && $next =~ ^[0-9]+$ ]]; then OPT[jobs]=$next; return 0; fi
        ;;
      *) usage_error "unrecognized arguments: -$letter" ;;
    esac
  done
  return 1
}
