# shellcheck shell=bash
# What emerge says on stderr when it cannot do what was asked. In: FAILURE and FAIL_* of resolve.sh. Out: text.

_for_root() { [[ $1 == / ]] || printf ' for %s' "$1"; }

# (dependency required by ...), from the package that wants it up to what was asked for
_required_by() {
  local node=$1
  while [[ $node ]]; do
    printf '(dependency required by "%s::%s" [%s])\n' "${P_CPV[${node##*|}]}" "${P_REPO[${node##*|}]}" "${P_TYPE[${node##*|}]}"
    [[ ${IS_ARGUMENT[$node]:-} ]] && { printf '(dependency required by "%s" [argument])\n' "${IS_ARGUMENT[$node]}"; return; }
    node=${NODE_PARENT[$node]}
  done
}
_wanted() { if [[ $FAIL_NAME ]]; then printf '%s' "$FAIL_NAME"; else printf '%s' "$FAIL_ATOM"; fi; }

complain() {
  case $FAILURE in
    unknown) _complain_unknown ;;
    masked) _complain_masked ;;
    use) _complain_use ;;
    required) _complain_required ;;
    slot) _complain_slot ;;
    circular) _complain_circular ;;
    blocked) _complain_blocked ;;
  esac >&2
}

_complain_unknown() {
  local what=ebuilds
  [[ ${OPT[usepkgonly]} ]] && what='binary packages'
  printf '\nemerge: there are no %s to satisfy "%s"%s.\n' "$what" "$(_wanted)" "$(_for_root "$FAIL_ROOT")"
  _required_by "$FAIL_PARENT"
  [[ $FAIL_PARENT || ${OPT[misspell]} == n || ${OPT[usepkgonly]} ]] && return
  printf '\nemerge: searching for similar names...\n'
  similar_names "${AT_CP[$FAIL_ATOM]}"
  case $REPLY in
    *,*) printf 'emerge: Maybe you meant any of these: %s?\n' "$REPLY" ;;
    ?*) printf 'emerge: Maybe you meant %s?\n' "$REPLY" ;;
  esac
}

_complain_masked() {
  local id
  printf '\n!!! All ebuilds that could satisfy "%s"%s have been masked.\n' "$(_wanted)" "$(_for_root "$FAIL_ROOT")"
  printf '!!! One of the following masked packages is required to complete your request:\n'
  for id in "${FAIL_IDS[@]}"; do
    mask_reasons "$id"
    printf -- '- %s::%s (masked by: %s)\n' "${P_CPV[id]}" "${P_REPO[id]}" "$REPLY"
  done
  printf '\n'
  _required_by "$FAIL_PARENT"
  printf 'For more information, see the MASKED PACKAGES section in the emerge\n'
  printf 'man page or refer to the Gentoo Handbook.\n\n'
}

_complain_use() {
  local id flag text
  printf '\nemerge: there are no ebuilds built with USE flags to satisfy "%s"%s.\n' "$(_wanted)" "$(_for_root "$FAIL_ROOT")"
  printf '!!! One of the following packages is required to complete your request:\n'
  for id in "${FAIL_IDS[@]}"; do
    use_deps_missing "$FAIL_ATOM" "$id"
    text=''
    for flag in $REPLY; do
      [[ $flag == missing:* ]] && { text="Missing IUSE: ${flag#missing:}"; break; }
      text+="${text:+ }$flag"
    done
    [[ $text == Missing* ]] || text="Change USE: $text"
    printf -- '- %s::%s (%s)\n' "${P_CPV[id]}" "${P_REPO[id]}" "$text"
  done
  _required_by "$FAIL_PARENT"
}

# the flags of a package in error texts: all of them, with the forced ones in parentheses
_use_display() {
  local id=$1 flag on=() off=()
  for flag in $(tr ' ' '\n' <<<"${P_IUSE[id]}" | sed '/^$/d' | LC_ALL=C sort -u); do
    if [[ ${P_USE[id]} == *" $flag "* ]]; then on+=("$flag"); else off+=("-$flag"); fi
  done
  flag="${on[*]-} ${off[*]-}" flag=${flag# } flag=${flag% }
  printf 'USE="%s" ABI_X86="(64)"' "$flag"
}

_complain_required() {
  local name=$FAIL_ATOM
  printf '\n\n!!! Problem resolving dependencies for %s\n' "$name"
  printf '\n!!! The ebuild selected to satisfy "%s"%s has unmet requirements.\n' "$name" "$(_for_root "$FAIL_ROOT")"
  printf -- '- %s::%s %s\n' "${P_CPV[FAIL_ID]}" "${P_REPO[FAIL_ID]}" "$(_use_display "$FAIL_ID")"
  printf '\n  The following REQUIRED_USE flag constraints are unsatisfied:\n'
  sed '/^$/d; s/^/    /' <<<"$FAIL_TEXT"
  printf '\n'
  _required_by "$FAIL_PARENT"
}

# describe NODE -> REPLY: (cat/name-1:0/0::repo, ebuild scheduled for merge to '/target/')
describe() {
  local id=${1##*|} root=${1%|*} state
  state='ebuild scheduled for merge'
  [[ ${P_TYPE[id]} == binary ]] && state='binary scheduled for merge'
  [[ ${P_TYPE[id]} == installed ]] && state=installed
  if [[ $state == installed ]]; then
    [[ $root == / ]] || state+=" in '$root'"
  else
    [[ $root == / ]] || state+=" to '$root'"
  fi
  REPLY="(${P_CPV[id]}:${P_SLOT[id]}/${P_SUB[id]}::${P_REPO[id]}, $state)"
}

_complain_circular() {
  local i n first=0 node indent=''
  for ((i = 0; i < ${#CYCLE[@]}; i++)); do [[ ${CYCLE[i]} == "$CYCLE_START" ]] && first=$i; done
  n=$((${#CYCLE[@]} - first))
  printf '\n\n\n * Error: circular dependencies:\n\n'
  # told from the package that closes the circle
  for ((i = 0; i <= n; i++)); do
    node=${CYCLE[first + (n - 1 + i) % n]}
    describe "$node"
    printf '%s%s %s\n' "$indent" "$REPLY" "$( ((i == 0)) && printf 'depends on' || printf '(buildtime)')"
    indent+=' '
  done
  printf '\n * Note that circular dependencies can often be avoided by temporarily\n'
  printf ' * disabling USE flags that trigger optional dependencies.\n'
}

# the list that goes with it, on stdout: a tree, always verbose
list_circle() {
  local i first=0 indent='' name where
  for ((i = 0; i < ${#CYCLE[@]}; i++)); do [[ ${CYCLE[i]} == "$CYCLE_START" ]] && first=$i; done
  local shown=("${CYCLE[@]:0:first}" "nomerge" "${CYCLE[@]:first+1}" "$CYCLE_START")
  for ((i = 0; i < ${#shown[@]}; i++)); do
    if [[ ${shown[i]} == nomerge ]]; then
      full_name "${CYCLE_START##*|}"
      printf '[nomerge       ] %s%s \n' "$indent" "$REPLY"
    else
      full_name "${shown[i]##*|}"
      name=$REPLY
      root_suffix "${shown[i]%|*}"
      where=$REPLY
      printf '[ebuild  N     ] %s%s %s 0 KiB\n' "$indent" "$name" "$where"
    fi
    indent+=' '
  done
  printf '\nTotal: %s packages (%s new), Size of downloads: 0 KiB\n' "${#CYCLE[@]}" "${#CYCLE[@]}"
}

# who wants a package: parents, arguments, or the world file
_pulled_in() {
  local node=$1 other found='' id=${1##*|} root=${1%|*}
  for other in "${NODES[@]}"; do
    if [[ " ${RUN_EDGE[$other]:-} ${BUILD_EDGE[$other]:-} " == *" $node "* ]]; then
      describe "$other"
      printf '    %s required by %s %s\n' "${NODE_ATOM[$node]}" "$REPLY" "$(_use_display "${other##*|}")"
      found=1
    fi
  done
  [[ ${IS_ARGUMENT[$node]:-} ]] && { printf '    %s\n' "${IS_ARGUMENT[$node]}"; return; }
  [[ $found ]] && return
  grep -qx "${P_CP[id]}" "${root%/}/var/lib/portage/world" 2>/dev/null && printf '    %s required by @selected \n' "${P_CP[id]}"
}

_complain_blocked() {
  local entry blocker blocked node
  printf '\n * Error: The above package list contains packages which cannot be\n'
  printf ' * installed at the same time on the same system.\n\n'
  for entry in "${BLOCKS[@]}"; do
    read -r blocker blocked _ <<<"$entry"
    for node in "$blocked" "$blocker"; do
      describe "$node"
      printf '  %s pulled in by\n' "$REPLY"
      _pulled_in "$node"
      printf '\n'
    done
  done
  [[ ${OPT[quiet]} ]] && return
  printf '\nFor more information about Blocked Packages, please refer to the following\n'
  printf 'section of the Gentoo Linux x86 Handbook (architecture is irrelevant):\n\n'
  printf 'https://wiki.gentoo.org/wiki/Handbook:X86/Working/Portage#Blocked_packages\n\n'
}

_complain_slot() {
  local atom
  printf '\n!!! Multiple package instances within a single package slot have been pulled\n'
  printf '!!! into the dependency graph, resulting in a slot conflict:\n\n'
  while IFS= read -r atom; do [[ $atom ]] && printf '    %s\n' "$atom"; done <<<"${CONSTRAINTS[$FAIL_ROOT|${AT_CP[$FAIL_ATOM]}]:-}"
  printf '\n'
  _required_by "$FAIL_PARENT"
}
