#!/bin/bash
# The one shell in which all hooks of an image run, so that variables, functions and the working directory live on from
# hook to hook. In: /gib/job/hooks/<name>, job.env, environment. Out: what the hooks and emerge do; /gib/out/failure
# when a hook fails: kind, hook, line within the hook, command, status. Between the hooks the strict scripts run as
# processes of their own. Everything here is named gib_* or __gib_*, because the hooks see it.

# shellcheck source=src/container/job.sh
source /gib/job/job.sh
# The user's first, so that ours are as they must be.
gib_read_values "$GIB_JOB/environment" export
gib_read_values "$GIB_JOB/job.env"
unset ROOT

# Called by the ERR trap, which also fires where `set +e` was said: then the hook deals with the status itself.
gib_on_error() {
  local gib_status=$? gib_command=$BASH_COMMAND gib_depth
  [[ $- == *e* ]] || return 0
  for ((gib_depth = 1; gib_depth < ${#BASH_SOURCE[@]}; gib_depth++)); do
    [[ ${BASH_SOURCE[gib_depth]} == "$GIB_JOB"/hooks/* ]] || continue
    gib_note_hook failed "${BASH_LINENO[gib_depth - 1]}" "$gib_status" "$gib_command"
    return 0
  done
}

# In: what happened (failed, exit, syntax), line within the hook, status, command.
gib_note_hook() {
  printf 'kind=hook\nhook=%s\nhow=%s\nline=%s\nstatus=%s\ncommand=%s\n' \
    "$GIB_HOOK" "$1" "$2" "$3" "${4//$'\n'/ }" >"$GIB_OUT/failure"
}

# `exit` fires no ERR trap; in a subshell it only ends that.
exit() {
  local gib_line
  if ((BASH_SUBSHELL == 0)) && [[ ${BASH_SOURCE[1]-} == "$GIB_JOB"/hooks/* ]]; then
    gib_line=${BASH_LINENO[0]}
    gib_note_hook exit "$gib_line" "${1:-0}" "exit ${*}"
  fi
  builtin exit "$@"
}

# The shell's settings as each hook finds them. No -u and no pipefail: both break what people's hooks do every day.
gib_reset_shell() {
  set +uxvfn +o pipefail
  set -Ee
  trap - EXIT DEBUG RETURN
  trap gib_on_error ERR
}

gib_check_syntax() {
  local gib_words
  for GIB_HOOK in "$GIB_JOB"/hooks/*; do
    [[ -e $GIB_HOOK ]] || continue
    GIB_HOOK=${GIB_HOOK##*/}
    gib_words=$(/bin/bash -n "$GIB_JOB/hooks/$GIB_HOOK" 2>&1) && continue
    printf '%s\n' "$gib_words" >&2
    gib_words=${gib_words%%$'\n'*}
    [[ $gib_words =~ line\ ([0-9]+):\ (.*) ]]
    gib_note_hook syntax "${BASH_REMATCH[1]:-1}" 2 "${BASH_REMATCH[2]:-$gib_words}"
    builtin exit 2
  done
}

gib_strict() {
  /bin/bash "$GIB_JOB/$1" "${@:2}" || builtin exit
}

# Emerge as every hook and we ourselves call it. What a user's make.conf or environment says of the same goes before.
gib_prepare_emerge() {
  export NOCOLOR=true SOURCE_DATE_EPOCH="$GIB_EPOCH" PKGDIR="$GIB_STATE/packages" DISTDIR=/var/cache/distfiles
  export PORTAGE_LOGDIR="$GIB_OUT/logs"
  # A container may not unshare; without this every phase complains.
  export FEATURES="${FEATURES:-} buildpkg -ipc-sandbox -network-sandbox -pid-sandbox -mount-sandbox"
  mkdir -p "$PKGDIR" "$PORTAGE_LOGDIR"
  if [[ -z $(portageq envvar EMERGE_DEFAULT_OPTS) ]]; then
    export EMERGE_DEFAULT_OPTS='--usepkg=y --binpkg-respect-use=y'
  fi
  export _LIB=lib
  if [[ -d /usr/lib64 && ! -L /usr/lib64 ]]; then _LIB=lib64; fi
}

gib_enter_root() {
  export ROOT=$GIB_ROOT _EMERGE_ROOT=$GIB_ROOT
}

# In: the list of packages. Where ROOT says.
gib_emerge() {
  local gib_packages
  mapfile -t gib_packages <"$GIB_JOB/$1"
  if ((${#gib_packages[@]} > 0)); then
    emerge --ask=n --nospinner --color=n --buildpkg=y --usepkg=y --binpkg-respect-use=y "${gib_packages[@]}" ||
      { printf 'kind=emerge\nstatus=%s\n' $? >"$GIB_OUT/failure"; builtin exit 1; }
  fi
}

cd / || builtin exit 1
gib_check_syntax
gib_prepare_emerge
gib_strict accounts.sh mark
# At top level, not in a function: `declare` in a hook must make a variable that the next hook sees.
for __gib_stage in $GIB_ORDER; do
  case $__gib_stage in
    hook:*)
      GIB_HOOK=${__gib_stage#hook:}
      if [[ -e $GIB_JOB/hooks/$GIB_HOOK ]]; then
        gib_step "hook $GIB_HOOK"
        gib_reset_shell
        # shellcheck disable=SC1090
        source "$GIB_JOB/hooks/$GIB_HOOK"
        trap - ERR
        set +e
      fi
      ;;
    unpack) gib_step 'unpack the parent' && gib_strict root.sh unpack && gib_enter_root ;;
    restore) gib_step 'restore the state' && gib_strict state.sh restore &&
      gib_strict provide.sh drop && gib_strict provide.sh root ;;
    emerge) gib_strict accounts.sh collect && gib_step 'emerge' &&
      gib_strict root.sh skeleton && gib_emerge packages && gib_strict accounts.sh mark ;;
    builder-emerge)
      if [[ -s $GIB_JOB/builder.packages ]]; then
        gib_strict accounts.sh collect && gib_step 'emerge into the builder' &&
          gib_emerge builder.packages && gib_strict accounts.sh mark
      fi
      ;;
    preserve) gib_step 'preserve the state' && gib_strict accounts.sh collect && gib_strict state.sh preserve ;;
  esac
done
gib_strict accounts.sh collect
gib_mark 'hooks done'
