# shellcheck shell=bash
# Messages on the way: ">>> ..." lines, the line about jobs, and messages gathered for the end.
# In: texts and the state of the run (JOBS_*). Out: stdout. Nothing is decided here.

JOBS_DONE=0 JOBS_TOTAL=0 JOBS_RUNNING=0 JOBS_FAILED=0 JOBS_LAST='' JOBS_SHOWN=''

# Real emerge shows its jobs line only where build output is hidden and it is not told to be quiet.
jobs_line() {
  [[ ${BACKGROUND:-} && $JOBS_SHOWN && -z ${OPT[quiet]} ]] || return 0
  local text="$JOBS_DONE of $JOBS_TOTAL complete" load
  ((JOBS_RUNNING)) && text+=", $JOBS_RUNNING running"
  ((JOBS_FAILED)) && text+=", $JOBS_FAILED failed"
  [[ ${1:-} == changed && $text == "$JOBS_LAST" ]] && return 0
  JOBS_LAST=$text
  read -r -a load </proc/loadavg
  printf '>>> Jobs: %-61s Load avg: %s, %s, %s\n' "$text" "${load[0]}" "${load[1]}" "${load[2]}"
}

message() {
  [[ ${BACKGROUND:-} || ${OPT[quiet]} ]] || printf '\n'
  printf '>>> %s\n' "$1"
  jobs_line always
}

# "for /target/" or nothing
root_words() { REPLY=''; [[ $2 == / ]] || REPLY=" $1 $2"; }

# One or many spaces wide block, as " * text" lines
starred() {
  local color='' normal='' line
  if [[ ! ${NOCOLOR:-} == @(yes|true|1) && -z ${NO_COLOR:-} && ${OPT[color]:-} == y ]]; then color=$'\e[33m' normal=$'\e[0m'; fi
  while IFS= read -r line; do printf ' %s*%s %s\n' "$color" "$normal" "$line"; done
}
