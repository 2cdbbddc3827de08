# shellcheck shell=bash
# What every script of a job shares: the job's values and how a failure is noted.
# In: /gib/job (read-only: scripts, values, hooks, the parent's layers). Out: /gib/out (results, logs, failure).
# Sourced by the strict scripts; the hooks' shell sources it too, so every name begins with `gib_` or `GIB_`.

GIB_JOB=${GIB_JOB:-/gib/job}
GIB_OUT=${GIB_OUT:-/gib/out}
# Of this container only: a path that is never committed, because run.sh removes it before it ends well.
GIB_WORK=${GIB_WORK:-/var/tmp/gentoo-image-builder}
GIB_STATE=${GIB_STATE:-/var/lib/gentoo-image-builder/state}
# Mounted: binary packages of this image, kept by the machine even when the container is killed.
GIB_STOCK=${GIB_STOCK:-/gib/packages}
GIB_ROOT=${GIB_ROOT:-/image-root}

# Reads NUL-separated NAME=VALUE records, so that no value is ever parsed by a shell.
# In: a file. Out: each NAME as a variable of the shell, exported when the second argument is `export`.
gib_read_values() {
  local gib_record
  while IFS= read -r -d '' gib_record; do
    declare -g "$gib_record"
    if [[ ${2:-} == export ]]; then export "${gib_record%%=*}"; fi
  done <"$1"
}

# Notes which step runs now; the outside reads it when a job ends badly.
gib_mark() {
  printf '%s\n' "$1" >"$GIB_OUT/step"
}

# The same, and says so.
gib_step() {
  gib_mark "$1"
  printf '>>> gentoo-image-builder: %s\n' "$1"
}

# Leaves a mark that tells what is made from here on from what was there before: by the time of a file's last change.
# The clock of a file system ticks a few hundred times a second, so this waits for its next tick.
gib_begin_stage() {
  local mark=$GIB_WORK/stages/$1
  mkdir -p "$GIB_WORK/stages"
  : >"$mark"
  while [[ ! $mark.next -nt $mark ]]; do : >"$mark.next"; done
  rm "$mark.next"
}

# Notes a failure of ours in words and ends. In: the message, then a hint (may be empty).
gib_fail() {
  printf 'kind=builder\nmessage=%s\nhint=%s\n' "$1" "${2:-}" >"$GIB_OUT/failure"
  printf '!!! %s\n' "$1" >&2
  exit 1
}
