#!/bin/bash
# The one shell in which all hooks of an image run, so that variables, functions and the working directory live on from
# hook to hook. In: /gib/job/hooks/<name> (a hook's text, or `script` and `builder-script`, which define hooks as
# functions), job.env, environment. Out: what the hooks and emerge do; /gib/out/failure when a hook fails: kind, hook,
# file and line within it, command, status. Between the hooks the strict scripts run as processes of their own.
# Everything here is named gib_* or __gib_*, because the hooks see it; what they are meant to call is in helpers.sh.

# shellcheck source=src/container/job.sh
source /gib/job/job.sh
# shellcheck source=src/container/helpers.sh
source /gib/job/helpers.sh
# The user's first, so that ours are as they must be.
gib_read_values "$GIB_JOB/environment" export
gib_read_values "$GIB_JOB/job.env"
unset ROOT

# Called by the ERR trap, which also fires where `set +e` was said: then the hook deals with the status itself.
gib_on_error() {
  local gib_status=$? gib_command=$BASH_COMMAND gib_frame
  [[ $- == *e* ]] || return 0
  if gib_find_frame; then
    gib_note_hook failed "$gib_status" "$gib_command"
  elif [[ $GIB_RETURN == 'return'* || -e $GIB_JOB/hooks/$GIB_HOOK ]]; then
    gib_frame=${GIB_RETURN_FRAME:-$GIB_HOOK}
    gib_note_hook return "$gib_status" ''
  else
    # A function whose last command was `[[ -e x ]] && y`: no command failed, and nobody said `return 1`.
    set +e
  fi
}

# The innermost place in a file of the user's. Out: gib_frame of the caller, as `file:line`.
gib_find_frame() {
  local gib_depth
  for ((gib_depth = 2; gib_depth < ${#BASH_SOURCE[@]}; gib_depth++)); do
    [[ ${BASH_SOURCE[gib_depth]} == "$GIB_JOB"/hooks/* ]] || continue
    gib_frame=${BASH_SOURCE[gib_depth]##*/}:${BASH_LINENO[gib_depth - 1]}
    return 0
  done
  return 1
}

# Called when a hook that is a function returns: whether it said so is not to be seen afterwards.
gib_on_return() {
  GIB_RETURN=$BASH_COMMAND
  GIB_RETURN_FRAME=${BASH_SOURCE[1]##*/}:${BASH_LINENO[0]}
}

# In: what happened (failed, return, exit, die, syntax, clash), status, command or message; gib_frame of the caller.
gib_note_hook() {
  local gib_line=''
  if [[ $gib_frame == *:* ]]; then gib_line=${gib_frame##*:}; fi
  printf 'kind=hook\nhook=%s\nhow=%s\nfile=%s\nline=%s\nstatus=%s\ncommand=%s\n' \
    "$GIB_HOOK" "$1" "${gib_frame%:*}" "$gib_line" "$2" "${3//$'\n'/ }" >"$GIB_OUT/failure"
}

# `exit` fires no ERR trap; in a subshell it only ends that.
exit() {
  local gib_frame
  if ((BASH_SUBSHELL == 0)) && [[ ${BASH_SOURCE[1]-} == "$GIB_JOB"/hooks/* ]]; then
    gib_frame=${BASH_SOURCE[1]##*/}:${BASH_LINENO[0]}
    gib_note_hook exit "${1:-0}" "exit ${*}"
  fi
  builtin exit "$@"
}

# The shell's settings as each hook finds them. No -u and no pipefail: both break what people's hooks do every day.
gib_reset_shell() {
  set +uxvfn +o pipefail
  set -Ee
  trap - EXIT DEBUG RETURN
  trap gib_on_error ERR
  GIB_RETURN='' GIB_RETURN_FRAME=''
}

gib_check_syntax() {
  local gib_words gib_frame
  for GIB_HOOK in "$GIB_JOB"/hooks/*; do
    [[ -e $GIB_HOOK ]] || continue
    GIB_HOOK=${GIB_HOOK##*/}
    gib_words=$(/bin/bash -n "$GIB_JOB/hooks/$GIB_HOOK" 2>&1) && continue
    printf '%s\n' "$gib_words" >&2
    gib_words=${gib_words%%$'\n'*}
    [[ $gib_words =~ line\ ([0-9]+):\ (.*) ]]
    gib_frame=$GIB_HOOK:${BASH_REMATCH[1]:-1}
    gib_note_hook syntax 2 "${BASH_REMATCH[2]:-$gib_words}"
    builtin exit 2
  done
}

# What a script may define; any other name of a hook in it would never be called.
declare -A GIB_HOOKS_OF=(
  [script]='configure_builder configure_rootfs_build finish_rootfs_build'
  [builder-script]='configure_builder finish_build'
)

# In: `script` or `builder-script`, which was read just now. Refuses a hook that is written twice, or for nobody.
gib_check_script() {
  local gib_hook gib_frame gib_how
  for gib_hook in configure_builder configure_rootfs_build finish_rootfs_build finish_build; do
    gib_frame=$(gib_function_line "$gib_hook")
    [[ -n $gib_frame ]] || continue
    gib_how=''
    if [[ " ${GIB_HOOKS_OF[$1]} " != *" $gib_hook "* ]]; then gib_how=stray; fi
    if [[ -e $GIB_JOB/hooks/$gib_hook ]]; then gib_how=clash; fi
    [[ -n $gib_how ]] || continue
    gib_frame=$1:$gib_frame
    gib_note_hook "$gib_how" 1 "$gib_hook"
    builtin exit 1
  done
}

# The line of a function of this name in a file of hooks; nothing where there is none.
gib_function_line() {
  (
    shopt -s extdebug
    read -r _ gib_line gib_file < <(declare -F "$1") || builtin exit 0
    if [[ $gib_file == "$GIB_JOB"/hooks/* ]]; then printf '%s' "$gib_line"; fi
  )
}

gib_strict() {
  /bin/bash "$GIB_JOB/$1" "${@:2}" || builtin exit
}

# Emerge as every hook and we ourselves call it. What a user's make.conf or environment says of the same goes before.
gib_prepare_emerge() {
  export NOCOLOR=true SOURCE_DATE_EPOCH="$GIB_EPOCH" PKGDIR="$GIB_STOCK/offered" DISTDIR=/var/cache/distfiles
  export PORTAGE_LOGDIR="$GIB_OUT/logs"
  # A failure's own words, for whoever explains it; beside what the user wants.
  PORTAGE_ELOG_SYSTEM="$(portageq envvar PORTAGE_ELOG_SYSTEM) save"
  PORTAGE_ELOG_CLASSES="$(portageq envvar PORTAGE_ELOG_CLASSES) error"
  export PORTAGE_ELOG_SYSTEM PORTAGE_ELOG_CLASSES
  # A container may not unshare; without this every phase complains.
  export FEATURES="${FEATURES:-} buildpkg -ipc-sandbox -network-sandbox -pid-sandbox -mount-sandbox"
  mkdir -p "$PKGDIR" "$PORTAGE_LOGDIR"
  if [[ -z $(portageq envvar EMERGE_DEFAULT_OPTS) ]]; then
    export EMERGE_DEFAULT_OPTS='--usepkg=y --binpkg-respect-use=y'
  fi
  # Programs that hooks may call, and take along.
  install -D -m 755 "$GIB_JOB/sed-or-die.sh" "$GIB_WORK/bin/sed-or-die"
  export PATH=$PATH:$GIB_WORK/bin
  export _LIB=lib
  if [[ -d /usr/lib64 && ! -L /usr/lib64 ]]; then _LIB=lib64; fi
}

gib_enter_root() {
  export ROOT=$GIB_ROOT _EMERGE_ROOT=$GIB_ROOT
}

# In: the list of packages, and what a script asked for beside it. Where ROOT says.
gib_emerge() {
  local gib_packages
  mapfile -t gib_packages <"$GIB_JOB/$1"
  gib_packages+=("${@:2}")
  if ((${#gib_packages[@]} > 0)); then
    printf '%s\n' "${gib_packages[@]}" >"$GIB_WORK/$1"
    emerge --ask=n --nospinner --color=n --buildpkg=y --usepkg=y --binpkg-respect-use=y "${gib_packages[@]}" ||
      { printf 'kind=emerge\nstatus=%s\n' $? >"$GIB_OUT/failure"; builtin exit 1; }
  fi
}

# The `_packages` of a script: a text or a list. Out: GIB_ASKED.
gib_read_asked() {
  local gib_word gib_frame=script
  GIB_ASKED=()
  [[ -e $GIB_JOB/hooks/script ]] || return 0
  read -r -d '' -a GIB_ASKED <<<"${_packages[*]-}" || true
  ((${#GIB_ASKED[@]} > 0)) || return 0
  GIB_HOOK=script
  if [[ -s $GIB_JOB/packages ]]; then
    gib_note_hook clash 1 _packages
    builtin exit 1
  fi
  for gib_word in "${GIB_ASKED[@]}"; do
    [[ $gib_word == -* ]] || continue
    gib_note_hook option 1 "$gib_word"
    builtin exit 1
  done
}

cd / || builtin exit 1
gib_check_syntax
gib_prepare_emerge
gib_strict packages.sh offer
gib_strict accounts.sh mark
# At top level, not in a function: `declare` in a hook must make a variable that the next hook sees.
for __gib_stage in $GIB_ORDER; do
  gib_begin_stage "$__gib_stage"
  case $__gib_stage in
    hook:*)
      GIB_HOOK=${__gib_stage#hook:}
      if [[ -e $GIB_JOB/hooks/$GIB_HOOK ]]; then
        gib_step "hook $GIB_HOOK"
        gib_reset_shell
        # shellcheck disable=SC1090
        source "$GIB_JOB/hooks/$GIB_HOOK"
      elif [[ -n $(gib_function_line "$GIB_HOOK") ]]; then
        gib_step "hook $GIB_HOOK"
        gib_reset_shell
        declare -ft "$GIB_HOOK"
        trap gib_on_return RETURN
        "$GIB_HOOK"
      fi
      trap - ERR RETURN
      set +e
      # It may have changed how packages are compiled.
      if [[ $GIB_HOOK == configure_* ]]; then gib_strict packages.sh offer; fi
      ;;
    script:*)
      GIB_HOOK=${__gib_stage#script:}
      if [[ -e $GIB_JOB/hooks/$GIB_HOOK ]]; then
        gib_step "hook $GIB_HOOK"
        unset -f configure_builder configure_rootfs_build finish_rootfs_build finish_build
        gib_reset_shell
        # shellcheck disable=SC1090
        source "$GIB_JOB/hooks/$GIB_HOOK"
        trap - ERR
        set +e
        gib_check_script "$GIB_HOOK"
      fi
      ;;
    add:*) if [[ -e $GIB_JOB/add.list ]]; then gib_step 'add files' && gib_strict add.sh "${__gib_stage#add:}"; fi ;;
    unpack) gib_step 'unpack the parent' && gib_strict root.sh unpack && gib_enter_root ;;
    restore) gib_step 'restore the state' && gib_strict state.sh restore &&
      gib_strict provide.sh drop && gib_strict provide.sh root ;;
    emerge) gib_strict accounts.sh collect && gib_step 'emerge' &&
      gib_strict root.sh skeleton && gib_read_asked && gib_strict accounts.sh begin "${GIB_ASKED[@]}" &&
      gib_emerge packages "${GIB_ASKED[@]}" && gib_strict accounts.sh end && gib_strict accounts.sh mark ;;
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
