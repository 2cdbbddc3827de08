# shellcheck shell=bash
# Who brought a path of the root: a package, or a hook. In: a package database, and the marks that hooks.sh leaves in
# $GIB_WORK/stages before each stage. Out: words. Sourced by closure.sh and pack.sh.

declare -A GIB_OWNERS=()

# In: the folder of a package database, then paths that begin with a slash. Out: GIB_OWNERS by type and path, as in
# `f /bin/x`. One pass over all lists of files, however many the paths are.
# shellcheck disable=SC2016
gib_learn_owners() {
  local path name wanted=$GIB_WORK/wanted
  GIB_OWNERS=()
  printf '%s\n' "${@:2}" >"$wanted"
  while IFS=$'\t' read -r name path; do
    # Of a folder that several share, the first.
    if [[ -z ${GIB_OWNERS[$path]+x} ]]; then GIB_OWNERS[$path]=$name; fi
  done < <(find "$1" -mindepth 3 -maxdepth 3 -name CONTENTS -print0 2>/dev/null | sort -z |
    xargs -0r awk -v base="$1/" '
      FILENAME == ARGV[1] { wanted[$0] = 1; sub(/^\/usr/, ""); wanted[$0] = 1; next }
      /^obj / { sub(/ [0-9a-f]+ [0-9]+$/, "") }
      /^sym / { sub(/ -> .*$/, "") }
      {
        path = substr($0, 5)
        if (!(path in wanted)) next
        name = substr(FILENAME, length(base) + 1)
        sub(/\/CONTENTS$/, "", name)
        print name "\t" ($1 == "obj" ? "f" : $1 == "sym" ? "l" : "d") " " path
      }' "$wanted")
}

# In: a type, a path. Out: REPLY, `category/name-version`; 1 where no package has such a thing there. A package may have
# it without /usr, as before the merge of both.
gib_package_of() {
  REPLY=${GIB_OWNERS[$1 $2]-}
  if [[ -z $REPLY ]]; then REPLY=${GIB_OWNERS[$1 ${2#/usr}]-}; fi
  [[ -n $REPLY ]]
}

# In: a path. Out: a package, or who else made it, by when.
gib_owner() {
  local stage newest='' REPLY
  if gib_package_of "$(find "$GIB_ROOT$1" -maxdepth 0 -printf %y 2>/dev/null)" "$1"; then printf '%s' "$REPLY"; return; fi
  for stage in hook:configure_rootfs_build emerge hook:finish_rootfs_build pack; do
    [[ -e $GIB_WORK/stages/$stage ]] || continue
    if [[ -n $(find "$GIB_ROOT$1" -maxdepth 0 -newercm "$GIB_WORK/stages/$stage" 2>/dev/null) ]]; then newest=$stage; fi
  done
  case $newest in
    hook:*) printf 'the hook %s' "${newest#hook:}" ;;
    emerge) printf 'emerge' ;;
    pack) printf 'us, from the compiler' ;;
    *) printf 'the parent' ;;
  esac
}
