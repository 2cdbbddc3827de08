#!/bin/bash
# The one command of a job's container.
# In: /gib/job with `job.env` (GIB_MODE is core, scratch or image). Out: /gib/out; exit 0 only when the container may be
# committed. Never decides what is built: it carries out what the job folder says, in the order written here.
set -Eeuo pipefail
umask 022

# shellcheck source=src/container/job.sh
source /gib/job/job.sh

main() {
  mkdir -p "$GIB_WORK" "$GIB_STATE"
  gib_read_values "$GIB_JOB/job.env"
  link_snapshot
  case "$GIB_MODE" in
    core)
      gib_step 'configure portage'
      /bin/bash "$GIB_JOB/portage.sh" core
      ;;
    scratch | image)
      gib_step 'configure portage'
      /bin/bash "$GIB_JOB/portage.sh" image
      /bin/bash "$GIB_JOB/provide.sh" builder
      /bin/bash "$GIB_JOB/secrets.sh" show
      /bin/bash "$GIB_JOB/scope.sh" begin
      /bin/bash "$GIB_JOB/hooks.sh"
      # A hook that calls `exit 0` ends the hooks' shell without an error, and without the rest of the build.
      if [[ $(<"$GIB_OUT/step") != 'hooks done' ]]; then
        [[ ! -e $GIB_OUT/failure ]] || exit 1
        gib_fail 'a hook ended the build with exit 0' 'use return to leave a hook early'
      fi
      /bin/bash "$GIB_JOB/packages.sh" keep
      /bin/bash "$GIB_JOB/scope.sh" end
      [[ $GIB_MODE == scratch ]] || pack
      /bin/bash "$GIB_JOB/secrets.sh" hide
      ;;
  esac
  clean
}

# The tree is mounted where its image keeps it; Portage and make.profile look for it at the usual place.
link_snapshot() {
  local usual=/var/db/repos/gentoo
  [[ ${GIB_SNAPSHOT:-$usual} != "$usual" && ! -L $usual ]] || return 0
  mkdir -p /var/db/repos
  rmdir "$usual" 2>/dev/null || true
  ln -sfn "$GIB_SNAPSHOT" "$usual"
}

pack() {
  gib_begin_stage pack
  gib_step 'users, groups and libraries'
  /bin/bash "$GIB_JOB/accounts.sh" apply
  /bin/bash "$GIB_JOB/libraries.sh"
  gib_step 'prune'
  /bin/bash "$GIB_JOB/prune.sh"
  gib_step 'closure'
  /bin/bash "$GIB_JOB/closure.sh"
  gib_step 'pack'
  /bin/bash "$GIB_JOB/pack.sh"
}

# What must not be in the builder image: the root, and what grows along the chain.
clean() {
  gib_mark 'clean'
  rm -rf "$GIB_ROOT" "$GIB_WORK" /var/tmp/portage /var/log/portage /var/cache/edb
  rm -f /var/log/emerge.log /var/log/emerge-fetch.log
  gib_mark 'done'
}

give_back() {
  local folder
  /bin/bash "$GIB_JOB/secrets.sh" logs
  for folder in "$GIB_OUT" "$GIB_STOCK"; do
    if [[ -d $folder ]]; then chown -R --reference="$folder" "$folder"; fi
  done
}

# What came out belongs to whoever started the job, and must be removable by them.
trap give_back EXIT
main "$@"
