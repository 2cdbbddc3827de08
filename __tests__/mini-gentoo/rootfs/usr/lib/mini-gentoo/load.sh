# shellcheck shell=bash
# Brings in all parts of emerge. In: LIB, the folder they lie in. Out: functions and tables.

# Words such as "*", "~*" or "name[flag]" are split all over and must not become file names: glob() alone expands.
shopt -s extglob nullglob
set -f

# glob PATTERN -> GLOB: the paths that match, sorted by code unit
glob() {
  local IFS='' LC_ALL=C
  set +f
  # shellcheck disable=SC2206 # expansion is what this is for
  GLOB=($1)
  set -f
}

# shellcheck source=version.sh
source "$LIB/version.sh"
# shellcheck source=atom.sh
source "$LIB/atom.sh"
# shellcheck source=config.sh
source "$LIB/config.sh"
# shellcheck source=package-config.sh
source "$LIB/package-config.sh"
# shellcheck source=repository.sh
source "$LIB/repository.sh"
# shellcheck source=depend.sh
source "$LIB/depend.sh"
# shellcheck source=binary.sh
source "$LIB/binary.sh"
# shellcheck source=select.sh
source "$LIB/select.sh"
# shellcheck source=resolve.sh
source "$LIB/resolve.sh"
# shellcheck source=list.sh
source "$LIB/list.sh"
# shellcheck source=options.sh
source "$LIB/options.sh"
# shellcheck source=names.sh
source "$LIB/names.sh"
# shellcheck source=complain.sh
source "$LIB/complain.sh"
# shellcheck source=autounmask.sh
source "$LIB/autounmask.sh"
# shellcheck source=text.sh
source "$LIB/text.sh"
# shellcheck source=record.sh
source "$LIB/record.sh"
# shellcheck source=merge.sh
source "$LIB/merge.sh"
# shellcheck source=run.sh
source "$LIB/run.sh"
# shellcheck source=install.sh
source "$LIB/install.sh"
# shellcheck source=finish.sh
source "$LIB/finish.sh"
# shellcheck source=actions.sh
source "$LIB/actions.sh"

# normal_root PATH -> REPLY: absolute, with a slash at the end, as Portage writes it
normal_root() {
  REPLY=$(realpath -m "${1:-/}")
  [[ $REPLY == / ]] || REPLY+=/
}
