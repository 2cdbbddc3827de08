# shellcheck shell=bash
# Merges one package after the other: builds or unpacks, installs, tells. In: MERGE. Out: files, logs, RUN_STATUS.

RUN_STATUS=0 CHILD='' BACKGROUND=''
declare -a FAILED=() MESSAGES=() CONFIG_FILES=() DROPPED=()

# A signal ends the phase that runs, with all it started, and then emerge.
end_by_signal() {
  trap '' INT TERM
  [[ $CHILD ]] && kill -TERM -- "-$CHILD" 2>/dev/null
  printf '\n\nExiting on signal %s\n' "$1" >&2
  exit $((128 + $1))
}

# run_phases PHASE...: in a session of its own, so that a signal reaches all of it; output to the log, and seen if asked
run_phases() {
  local show=''
  [[ $BACKGROUND ]] || show=1
  (
    # shellcheck disable=SC2030 # the settings are for the ebuild only
    _export_for_ebuild
    # shellcheck disable=SC2016 # for the shell that runs the phases
    exec setsid bash --norc -c '
      set -o pipefail
      log=$1 show=$2 lib=$3
      shift 3
      if [[ $show ]]; then bash --norc "$lib/ebuild.sh" "$@" 2>&1 </dev/null | tee -a "$log"
      else bash --norc "$lib/ebuild.sh" "$@" </dev/null >>"$log" 2>&1; fi' run "$PORTAGE_LOG_FILE" "$show" "$LIB" "$@"
  ) &
  CHILD=$!
  wait "$CHILD"
  local status=$?
  CHILD=''
  return "$status"
}

_export_for_ebuild() {
  local id=$PACKAGE name root=${NODE_ROOT%/} effective
  set -a
  for name in "${!CONF[@]}"; do
    [[ $name =~ ^[A-Za-z_][A-Za-z0-9_]*$ && $name != @(ROOT|USE|FEATURES|IFS|PATH) ]] && declare -g "$name=${CONF[$name]}"
  done
  split_cpv "${P_CPV[id]}"
  CATEGORY=$CPV_CAT PN=$CPV_PN PV=$CPV_PV PR=$CPV_PR PVR=$CPV_PVR P=$CPV_PN-$CPV_PV PF=$CPV_PN-$CPV_PVR
  effective=${P_USE[id]# } USE=${effective% } FEATURES=${FEATURE_LIST# } SLOT=${M[$id,SLOT]:-0} EAPI=${M[$id,EAPI]:-8}
  IUSE_EFFECTIVE="${P_IUSE[id]}$IMPLICIT" PORTAGE_REPO_NAME=${P_REPO[id]}
  ROOT=$root EROOT=$root SYSROOT='' ESYSROOT='' BROOT='' EPREFIX='' A=''
  WORKDIR=$PORTAGE_BUILDDIR/work T=$PORTAGE_BUILDDIR/temp D=$PORTAGE_BUILDDIR/image ED=$PORTAGE_BUILDDIR/image
  HOME=$PORTAGE_BUILDDIR/homedir FILESDIR=$PORTAGE_BUILDDIR/files TMPDIR=$T DISTDIR=${CONF[DISTDIR]}
  export PORTAGE_BUILDDIR PORTAGE_LOG_FILE
  EBUILD=${P_PATH[id]} MERGE_TYPE=source PORTAGE_CONFIGROOT=${CONFIG_ROOT}/
  [[ ${P_TYPE[id]} == binary ]] && MERGE_TYPE=binary
  REPLACING_VERSIONS=${REPLACED:+${P_VER[REPLACED]}}
  MAKEOPTS=${CONF[MAKEOPTS]:--j$(nproc)}
  eclass_dirs "${P_REPO[id]}" 2>/dev/null
  ECLASS_DIRS=$REPLY
  set +a
}

# the build folder and the log of one package
_prepare() {
  local id=$1 name=${P_CPV[$1]} dir
  PORTAGE_BUILDDIR=${CONF[PORTAGE_TMPDIR]}/portage/$name
  rm -rf "$PORTAGE_BUILDDIR"
  mkdir -p "$PORTAGE_BUILDDIR"/{work,temp/logging,image,homedir,empty}
  chmod 0700 "$PORTAGE_BUILDDIR/work"
  [[ ${P_TYPE[id]} == ebuild ]] && ln -s "${P_PATH[id]%/*}/files" "$PORTAGE_BUILDDIR/files"
  PORTAGE_LOG_FILE=$PORTAGE_BUILDDIR/temp/build.log
  dir=${CONF[PORTAGE_LOGDIR]:-}
  if [[ $dir ]]; then
    PORTAGE_LOG_FILE=$dir/${name/\//:}:$(date -u +%Y%m%d-%H%M%S).log
    feature split-log && PORTAGE_LOG_FILE=$dir/build/${name%/*}/${name#*/}:$(date -u +%Y%m%d-%H%M%S).log
    mkdir -p "${PORTAGE_LOG_FILE%/*}"
    ln -s "$PORTAGE_LOG_FILE" "$PORTAGE_BUILDDIR/temp/build.log"
  fi
  : >>"$PORTAGE_LOG_FILE"
  PACKAGE=$id
}

# what the log of a hidden build begins with
_log_head() {
  local id=$1 name shown=()
  [[ $BACKGROUND || ${2:-} ]] || return 0
  for name in ccache distcc fakeroot installsources keeptemp keepwork network-sandbox nostrip preserve-libs sandbox \
    selinux splitdebug suidctl test userpriv usersandbox; do
    feature "$name" && shown+=("$name")
  done
  name=${P_USE[id]# }
  {
    printf ' * Package:    %s:%s\n' "${P_CPV[id]}" "${M[$id,SLOT]:-0}"
    printf ' * Repository: %s\n * USE:        %s\n * FEATURES:   %s\n' "${P_REPO[id]}" "${name% }" "${shown[*]-}"
  } >>"$PORTAGE_LOG_FILE"
}

_say_to_log() { if [[ $BACKGROUND ]]; then cat >>"$PORTAGE_LOG_FILE"; else tee -a "$PORTAGE_LOG_FILE"; fi; }

# pkg_pretend of all packages, before anything is built
pretend_all() {
  local node id root
  for node in "${MERGE[@]}"; do
    id=${node##*|}
    [[ " ${M[$id,DEFINED_PHASES]-} " == *' pretend '* && ${P_TYPE[id]} == ebuild ]] || continue
    NODE_ROOT=${node%|*} REPLACED=''
    _prepare "$id"
    _log_head "$id"
    printf '>>> Running pre-merge checks for %s\n' "${P_CPV[id]}"
    root=$BACKGROUND
    BACKGROUND=''
    run_phases pretend || { BACKGROUND=$root; _failed "$node" emerge; return 1; }
    BACKGROUND=$root
  done
}

# _build NODE: from the ebuild or the binary archive to image/ and build-info/
_build() {
  local node=$1 id=${1##*|} phases=(unpack prepare configure compile) defined=" ${M[${1##*|},DEFINED_PHASES]-} " name
  if [[ ${P_TYPE[id]} == binary ]]; then
    _log_head "$id"
    {
      name=${P_PATH[id]##*/}
      printf ' * %-70s[ ok ]\n' "$name MD5 SHA1 size ;-) ..."
      printf '>>> Extracting info\n>>> Extracting %s\n\n' "${P_CPV[id]}"
    } | _say_to_log
    unpack_binary "$id"
    return
  fi
  _log_head "$id"
  run_phases setup || return 1
  # Portage leaves out the phases before install where the ebuild has none of its own
  case $defined in *' unpack '* | *' prepare '* | *' configure '* | *' compile '* | *' test '*) ;; *) phases=() ;; esac
  feature test && [[ ${phases[0]-} && $defined == *' test '* ]] && phases+=(test)
  rm -f "$PORTAGE_BUILDDIR/temp/.missing-files"
  if ! run_phases "${phases[@]}" install; then
    if [[ -f $PORTAGE_BUILDDIR/temp/.missing-files ]]; then
      { printf ' * QA Notice: file does not exist:\n * \n'; sed 's/^/ * \t/' "$PORTAGE_BUILDDIR/temp/.missing-files"; } | _say_to_log
    fi
    return 1
  fi
  _compress_docs
  _sizes | _say_to_log
  write_build_info "$id" "$PORTAGE_BUILDDIR/build-info"
  if [[ ${OPT[buildpkg]} == y ]] || { feature buildpkg && [[ ${OPT[buildpkg]} != n ]]; }; then
    pack_binary "$id" || return 1
  fi
}

_sizes() {
  local a b width
  read -r a _ < <(du -kxs "$PORTAGE_BUILDDIR/work")
  read -r b _ < <(du -kxs "$PORTAGE_BUILDDIR/image")
  width=$((${#a} > ${#b} ? ${#a} : ${#b}))
  printf ' * Final size of build directory: %*d KiB\n * Final size of installed tree:  %*d KiB\n\n' "$width" "$a" "$width" "$b"
}

# man pages and documentation larger than 128 bytes are compressed, as Portage does
_compress_docs() {
  local image=$PORTAGE_BUILDDIR/image dir file
  for dir in doc info man; do
    [[ -d $image/usr/share/$dir ]] || continue
    while IFS= read -r -d '' file; do
      bzip2 -9 <"$file" >"$file.bz2" && touch -r "$file" "$file.bz2" && chmod --reference="$file" "$file.bz2" && rm "$file"
    done < <(find "$image/usr/share/$dir" -type f -size "+${CONF[PORTAGE_DOCCOMPRESS_SIZE_LIMIT]:-128}c" \
      ! -name '*.bz2' ! -name '*.gz' ! -name '*.html' ! -name '.keep*' -print0)
  done
}
