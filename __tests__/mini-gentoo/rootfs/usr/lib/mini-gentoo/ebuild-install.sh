# shellcheck shell=bash
# The install helpers of EAPI 8 (dobin, doins, dosym ...), all working inside ${ED}.
# They are functions, not programs: `find -exec dobin` does not work in the stand-in.

INS_INTO='' EXE_INTO='' DOC_INTO='' INTO=/usr INS_MODE=-m0644 EXE_MODE=-m0755

into() { INTO=/${1#/}; }
insinto() { INS_INTO=/${1#/}; }
exeinto() { EXE_INTO=/${1#/}; }
docinto() { DOC_INTO=$1; }
insopts() { INS_MODE=$*; }
exeopts() { EXE_MODE=$*; }
dodir() { install -d -- "${@/#/$ED/}" || __helper_die 'dodir failed'; }
diropts() { :; }
libopts() { :; }

keepdir() {
  local dir
  dodir "$@"
  for dir; do : >"$ED/$dir/.keep_${CATEGORY}_${PN}-${SLOT%%/*}" || __helper_die 'keepdir failed'; done
}

# __put HELPER FOLDER OPTIONS FILE...
__put() {
  local helper=$1 dir=$2 options=$3 file failed=0
  shift 3
  (($#)) || { __helper_die "$helper: at least one argument needed"; return 1; }
  install -d -- "$ED/$dir"
  for file; do
    if [[ -L $file && $helper == doins ]]; then
      cp -P -- "$file" "$ED/$dir/" || failed=1
    elif [[ -d $file ]]; then
      if [[ ${__RECURSIVE:-} ]]; then
        (cd -- "$file" && find . -type d -exec install -d -- "$ED/$dir/$(basename -- "$file")/{}" \; &&
          find . ! -type d -exec cp -P -- {} "$ED/$dir/$(basename -- "$file")/{}" \;) || failed=1
      else
        printf '!!! %s: %s is a directory\n' "$helper" "$file" >&2
        failed=1
      fi
    elif [[ ! -e $file ]]; then
      printf '!!! %s: %s does not exist\n' "$helper" "$file" >&2
      printf '%s: %s does not exist\n' "$helper" "$file" >>"$T/.missing-files"
      failed=1
    else
      # shellcheck disable=SC2086
      install $options -- "$file" "$ED/$dir/" || failed=1
    fi
  done
  ((failed == 0)) || { __helper_die "$helper failed"; return 1; }
}

# __put_new HELPER FILE NAME: the helper with another name; "-" reads standard input
__put_new() {
  local helper=$1 file=$2 name=$3 dir
  dir=$(mktemp -d "$T/new.XXXXXX")
  if [[ $file == - ]]; then
    cat >"$dir/$name"
  elif [[ -e $file ]]; then
    cp -P -- "$file" "$dir/$name"
  else
    printf '!!! new%s: %s does not exist\n' "${helper#do}" "$file" >&2
    __helper_die "new${helper#do} failed"
    return 1
  fi
  "$helper" "$dir/$name"
}

doins() {
  local __RECURSIVE=''
  [[ ${1:-} == -r ]] && { __RECURSIVE=1; shift; }
  __put doins "$INS_INTO" "$INS_MODE" "$@"
}
doexe() { __put doexe "$EXE_INTO" "$EXE_MODE" "$@"; }
dobin() { __put dobin "$INTO/bin" -m0755 "$@"; }
dosbin() { __put dosbin "$INTO/sbin" -m0755 "$@"; }
doheader() {
  local __RECURSIVE=''
  [[ ${1:-} == -r ]] && { __RECURSIVE=1; shift; }
  __put doheader /usr/include -m0644 "$@"
}
dolib.a() { __put dolib.a "$INTO/$(get_libdir)" -m0644 "$@"; }
dolib.so() { __put dolib.so "$INTO/$(get_libdir)" -m0755 "$@"; }
doconfd() { __put doconfd /etc/conf.d -m0644 "$@"; }
doenvd() { __put doenvd /etc/env.d -m0644 "$@"; }
doinitd() { __put doinitd /etc/init.d -m0755 "$@"; }
domo() {
  local file
  for file; do
    install -d "$ED/usr/share/locale/$(basename "$file" .mo)/LC_MESSAGES"
    install -m0644 "$file" "$ED/usr/share/locale/$(basename "$file" .mo)/LC_MESSAGES/$PN.mo" || __helper_die 'domo failed'
  done
}
dodoc() {
  local __RECURSIVE=''
  [[ ${1:-} == -r ]] && { __RECURSIVE=1; shift; }
  __put dodoc "/usr/share/doc/$PF${DOC_INTO:+/${DOC_INTO#/}}" -m0644 "$@"
}
doman() {
  local file section dir=''
  for file; do
    section=${file##*.} dir=
    [[ $file =~ \.([a-z]{2}(_[A-Z]{2})?)\.[0-9]$ ]] && dir=${BASH_REMATCH[1]}/
    __put doman "/usr/share/man/${dir}man${section:0:1}" -m0644 "$file"
  done
}
newins() { __put_new doins "$@"; }
newbin() { __put_new dobin "$@"; }
newsbin() { __put_new dosbin "$@"; }
newexe() { __put_new doexe "$@"; }
newdoc() { __put_new dodoc "$@"; }
newman() { __put_new doman "$@"; }
newheader() { __put_new doheader "$@"; }
newlib.a() { __put_new dolib.a "$@"; }
newlib.so() { __put_new dolib.so "$@"; }
newconfd() { __put_new doconfd "$@"; }
newenvd() { __put_new doenvd "$@"; }
newinitd() { __put_new doinitd "$@"; }

dosym() {
  local relative=''
  [[ ${1:-} == -r ]] && { relative=1; shift; }
  local target=$1 link=/${2#/}
  [[ $link == */ ]] && die "dosym: dosym target omits basename: '$2'"
  install -d -- "$ED${link%/*}"
  [[ $relative ]] && target=$(realpath -m -s --relative-to="${link%/*}" "$target")
  ln -snf -- "$target" "$ED$link" || __helper_die 'dosym failed'
}
fperms() {
  local options=() mode
  while [[ ${1:-} == -[RvcfH]* ]]; do options+=("$1"); shift; done
  mode=$1
  shift
  chmod "${options[@]}" "$mode" -- "${@/#/$ED/}" || __helper_die 'fperms failed'
}
fowners() {
  local options=() owner
  while [[ ${1:-} == -[RvcfhH]* ]]; do options+=("$1"); shift; done
  owner=$1
  shift
  chown "${options[@]}" "$owner" -- "${@/#/$ED/}" || __helper_die 'fowners failed'
}
get_libdir() { printf '%s\n' "${LIBDIR_OVERRIDE:-lib64}"; }
docompress() { [[ ${1:-} == -x ]] && { shift; printf '%s\n' "$@" >>"$T/.docompress-skip"; }; return 0; }
dostrip() { :; }
einstalldocs() {
  local file
  if declare -p DOCS &>/dev/null; then
    if [[ $(declare -p DOCS) == 'declare -a'* ]]; then
      ((${#DOCS[@]} == 0)) || dodoc -r "${DOCS[@]}"
    else
      # shellcheck disable=SC2086
      [[ -z $DOCS ]] || dodoc -r $DOCS
    fi
    return 0
  fi
  for file in README* ChangeLog AUTHORS NEWS TODO CHANGES THANKS BUGS FAQ CREDITS CHANGELOG; do
    [[ -s $file && ! -d $file ]] && dodoc "$file"
  done
  return 0
}
