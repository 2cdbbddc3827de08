# shellcheck shell=bash
# Reads one ebuild and prints its md5-cache entry.
# In: cat/name-version and the ebuild's path as arguments, ECLASS_DIRS. Out: KEY=value lines, sorted, checksums last.

shopt -s extglob
LIB=${BASH_SOURCE[0]%/*}
# shellcheck source=version.sh
source "$LIB/version.sh"
# shellcheck source=ebuild-functions.sh
source "$LIB/ebuild-functions.sh"

print_entry() {
  local key value file phases=() eclasses=''
  for phase in pretend setup preinst postinst prerm postrm config info nofetch; do
    declare -F "pkg_$phase" >/dev/null && phases+=("$phase")
  done
  for phase in unpack prepare configure compile test install; do
    declare -F "src_$phase" >/dev/null && phases+=("$phase")
  done
  DEFINED_PHASES=$(printf '%s\n' "${phases[@]:--}" | LC_ALL=C sort | tr '\n' ' ')
  set -f
  for key in BDEPEND DEFINED_PHASES DEPEND DESCRIPTION EAPI HOMEPAGE IDEPEND INHERIT IUSE KEYWORDS LICENSE PDEPEND \
    PROPERTIES RDEPEND REQUIRED_USE RESTRICT SLOT SRC_URI; do
    # shellcheck disable=SC2086,SC2116 # blanks and line ends become one blank
    value=$(echo ${!key-})
    [[ $value ]] && printf '%s=%s\n' "$key" "$value"
  done
  for file in $(tr ' ' '\n' <<<"$INHERITED_FILES" | sed '/^$/d' | sort -t/ -k1 | awk -F/ '{ print $NF "\t" $0 }' | sort | cut -f2); do
    eclasses+=${eclasses:+$'\t'}$(basename "$file" .eclass)$'\t'$(md5sum <"$file" | cut -d' ' -f1)
  done
  [[ $eclasses ]] && printf '_eclasses_=%s\n' "$eclasses"
  printf '_md5_=%s\n' "$(md5sum <"$EBUILD" | cut -d' ' -f1)"
}

EBUILD=$2 EBUILD_PHASE=depend
split_cpv "$1" || exit 1
CATEGORY=$CPV_CAT PN=$CPV_PN PV=$CPV_PV PR=$CPV_PR PVR=$CPV_PVR P=$CPV_PN-$CPV_PV PF=$CPV_PN-$CPV_PVR
WORKDIR=/nonexistent/work FILESDIR=/nonexistent/files T=/nonexistent/temp
export CATEGORY PN PV PR PVR P PF WORKDIR FILESDIR T EBUILD_PHASE
unset KEYWORDS IUSE LICENSE SLOT EAPI DESCRIPTION HOMEPAGE SRC_URI
__source_ebuild "$EBUILD"
print_entry
