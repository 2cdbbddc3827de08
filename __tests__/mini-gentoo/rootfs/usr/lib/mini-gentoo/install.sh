# shellcheck shell=bash
# Second half of a merge: collisions, preinst, the files, what is replaced, postinst, the record; and the main loop.
# In: build folders. Out: files in the root, /var/db/pkg, world, messages; FAILED nodes.

# _install NODE: true when the package is in
_install() {
  local node=$1 id=${1##*|} root=${1%|*} pkgdir name=${P_CPV[${1##*|}]} entry old='' status=0
  pkgdir=${root%/}/var/db/pkg/${name%/*}
  [[ $REPLACED ]] && old=${P_PATH[REPLACED]}
  find_collisions "$PORTAGE_BUILDDIR/image" "$root" "$old"
  if ((${#COLLISIONS[@]})); then _tell_collisions "$id" "$root" || return 1; fi
  entry=$pkgdir/-MERGING-${name#*/}
  mkdir -p "$pkgdir"
  rm -rf "$entry"
  cp -r "$PORTAGE_BUILDDIR/build-info" "$entry"
  if [[ " ${M[$id,DEFINED_PHASES]-} " == *' preinst '* ]] && ! run_phases preinst; then
    printf '!!! FAILED preinst: 1\n' | _say_to_log
    return 1
  fi
  feature sfperms && _hide_setuid "$PORTAGE_BUILDDIR/image"
  write_contents "$PORTAGE_BUILDDIR/image" "$entry/CONTENTS"
  merge_image "$PORTAGE_BUILDDIR/image" "$root" "$old"
  if [[ $REPLACED ]]; then
    _phase_of_replaced "$old" "$root" prerm
    remove_files "$old" "$root" "$entry/CONTENTS"
    _phase_of_replaced "$old" "$root" postrm
    rm -rf "$old"
  fi
  next_counter "$root"
  printf '%s' "$REPLY" >"$entry/COUNTER"
  write_metadata "$entry"
  rm -rf "${pkgdir:?}/${name#*/}"
  mv -T "$entry" "$pkgdir/${name#*/}"
  unset "INSTALLED[$root|${P_CP[id]}]"
  if [[ " ${M[$id,DEFINED_PHASES]-} " == *' postinst '* ]] && ! run_phases postinst; then
    printf ' * FAILED postinst: 1\n' | _say_to_log
    printf 'ERROR FAILED postinst: 1\n' >"$PORTAGE_BUILDDIR/temp/logging/.before"
    status=1
  fi
  write_root_state "$root"
  env_update "$root"
  return "$status"
}

# what runs with somebody else's rights is readable by nobody else
_hide_setuid() {
  find "$1" -type f -perm /4000 -exec chmod go-r {} +
  find "$1" -type f -perm /2000 -exec chmod o-r {} +
}

# the old version's last words, in a build folder of its own, because the new one's is still needed
_phase_of_replaced() (
  # shellcheck disable=SC2030,SC2031 # it shall not last
  CONF[PORTAGE_TMPDIR]+=/portage/._replaced
  _run_old_phase "$1" "$2" "$3" "$REPLACED"
  rm -rf "${CONF[PORTAGE_TMPDIR]}"
)

_tell_collisions() {
  local id=$1 root=$2 path owner
  declare -A owned=()
  {
    cat <<'END'
This package will overwrite one or more files that may belong to other
packages (see list below). You can use a command such as `portageq
owners / <filename>` to identify the installed package that owns a
file. If portageq reports that only one package owns a file then do
NOT file a bug report. A bug report is only useful if it identifies at
least two or more packages that are known to install the same file(s).
If a collision occurs and you can not explain where the file came from
then you should simply ignore the collision since there is not enough
information to determine if a real problem exists. Please do NOT file
a bug report at https://bugs.gentoo.org/ unless you report exactly
which two packages install the same file(s). See
https://wiki.gentoo.org/wiki/Knowledge_Base:Blockers for tips on how
to solve the problem. And once again, please do NOT file a bug report
unless you have completely understood the above message.

Detected file collision(s):

END
    printf '\t%s\n' "${COLLISIONS[@]/#/${root%/}}"
    printf '\nSearching all installed packages for file collisions...\n\nPress Ctrl-C to Stop\n\n'
    for path in "${COLLISIONS[@]}"; do
      owner_of "$root" "$path" && owned[$REPLY]+=$'\t'${root%/}$path$'\n'
    done
    for owner in "${!owned[@]}"; do
      printf '%s:%s::%s\n%s\n' "$owner" "$(cat "${root%/}/var/db/pkg/$owner/SLOT")" \
        "$(cat "${root%/}/var/db/pkg/$owner/repository" 2>/dev/null)" "${owned[$owner]}"
    done
    if ((${#owned[@]} == 0)); then printf 'None of the installed packages claim the file(s).\n\n'; fi
    if ((${#owned[@]})) || feature collision-protect; then
      printf "Package '%s' NOT merged due to file collisions. If\nnecessary, refer to your elog messages for the whole content of the\nabove message.\n" "${P_CPV[id]}"
      : >"$PORTAGE_BUILDDIR/temp/.refused"
    else
      printf "Package '%s' merged despite file collisions. If\nnecessary, refer to your elog messages for the whole content of the\nabove message.\n" "${P_CPV[id]}"
    fi
  } >"$PORTAGE_BUILDDIR/temp/.collisions"
  sed 's/^/ * /' "$PORTAGE_BUILDDIR/temp/.collisions" | _say_to_log
  sed 's/^/ERROR /' "$PORTAGE_BUILDDIR/temp/.collisions" >"$PORTAGE_BUILDDIR/temp/logging/preinst"
  [[ ! -f $PORTAGE_BUILDDIR/temp/.refused ]]
}

# other files that Portage keeps in a root
write_root_state() {
  local root=${1%/} file
  mkdir -p "$root"/var/lib/portage "$root"/var/cache/edb "$root"/tmp "$root"/var/tmp
  chmod 1777 "$root/tmp" "$root/var/tmp"
  for file in config preserved_libs_registry; do [[ -e $root/var/lib/portage/$file ]] || printf '{}' >"$root/var/lib/portage/$file"; done
  [[ -e $root/var/lib/portage/world_sets ]] || : >"$root/var/lib/portage/world_sets"
  printf '{"version": "1"}' >"$root/var/cache/edb/mtimedb"
}

# _failed NODE VERB: notes it and says where the log is
_failed() {
  local node=$1 verb=$2 id=${1##*|} root=${1%|*} word=for
  [[ $verb == install ]] && word=to
  root_words "$word" "$root"
  message "Failed to $verb ${P_CPV[id]}$REPLY, Log file:"
  message " '$PORTAGE_LOG_FILE'"
  FAILED+=("$node|$PORTAGE_LOG_FILE")
  collect_messages "$node"
  RUN_STATUS=1
}

_merge_one() {
  local node=$1 i=$2 total=$3 id=${1##*|} root=${1%|*} kind='' status=0
  NODE_ROOT=$root
  old_version "$node"
  REPLACED=$REPLY
  [[ ${P_USE[id]} ]] || compute_use "$id"
  _prepare "$id"
  [[ ${P_TYPE[id]} == binary ]] && kind=' binary'
  root_words for "$root"
  JOBS_RUNNING=1
  jobs_line changed
  message "Emerging$kind ($i of $total) ${P_CPV[id]}::${P_REPO[id]}$REPLY"
  log_line " >>> emerge ($i of $total) ${P_CPV[id]} to $root"
  if ! _build "$node"; then
    _failed "$node" emerge
    JOBS_FAILED=$((JOBS_FAILED + 1))
    jobs_line
    JOBS_RUNNING=0
    jobs_line
    return 1
  fi
  root_words to "$root"
  message "Installing ($i of $total) ${P_CPV[id]}::${P_REPO[id]}$REPLY"
  _install "$node" || status=1
  JOBS_RUNNING=0
  jobs_line
  if ((status == 0)) && [[ ${IS_ARGUMENT[$node]:-} && -z ${OPT[oneshot]} && ${IS_ARGUMENT[$node]} != @* ]]; then
    add_to_world "$root" "${P_CP[id]}" && message "Recording ${P_CP[id]} in \"world\" favorites file..."
  fi
  root_words to "$root"
  message "Completed ($i of $total) ${P_CPV[id]}::${P_REPO[id]}$REPLY"
  if ((status)); then
    _failed "$node" install
    JOBS_FAILED=$((JOBS_FAILED + 1))
    jobs_line
    return 1
  fi
  JOBS_DONE=$((JOBS_DONE + 1))
  jobs_line
  collect_messages "$node"
  log_line " ::: completed emerge ($i of $total) ${P_CPV[id]} to $root"
  feature keepwork || rm -rf "$PORTAGE_BUILDDIR"
}

# merge_all: the list from the front; after a failure the rest only with --keep-going
merge_all() {
  local node i=0 todo=("${MERGE[@]}") reason
  JOBS_TOTAL=${#MERGE[@]}
  [[ ${OPT[quiet_build]} == n ]] || BACKGROUND=1
  for node in "${MERGE[@]}"; do
    [[ ${P_TYPE[${node##*|}]} == ebuild ]] && { message_plain 'Verifying ebuild manifests'; break; }
  done
  pretend_all || { finish_run; return; }
  JOBS_SHOWN=1
  while ((${#todo[@]})); do
    node=${todo[0]}
    todo=("${todo[@]:1}")
    i=$((i + 1))
    if ! _merge_one "$node" "$i" "$JOBS_TOTAL"; then
      [[ ${OPT[keep_going]} ]] || break
      ((${#todo[@]})) || break
      _resume
      i=0
    fi
  done
  finish_run
}
message_plain() { [[ $BACKGROUND || ${OPT[quiet]} ]] || printf '\n'; printf '>>> %s\n' "$1"; }

# what cannot go on without a failed package is dropped
_resume() {
  local node other bad=' ' kept=() name
  printf '\n*** Resuming merge...\n'
  [[ ${OPT[quiet]} ]] || printf 'Calculating dependencies ... done!\nDependency resolution took 0.00 s.\n\n'
  for other in "${FAILED[@]}"; do bad+="${other%|*} "; done
  for other in "${DROPPED[@]}"; do bad+="$other "; done
  for node in "${todo[@]}"; do
    for other in ${RUN_EDGE[$node]:-} ${BUILD_EDGE[$node]:-}; do
      [[ $bad == *" $other "* ]] || continue
      root_words for "${node%|*}"
      name=" * emerge --keep-going: ${P_CPV[${node##*|}]}$REPLY dropped because it"$'\n'" * requires ${NODE_ATOM[$other]}"
      printf '%s\n' "$name"
      MESSAGES+=("$node"$'\n'"$name")
      DROPPED+=("$node")
      bad+="$node "
      continue 2
    done
    kept+=("$node")
  done
  todo=("${kept[@]}")
  JOBS_TOTAL=${#todo[@]} JOBS_DONE=0 JOBS_FAILED=0
}
