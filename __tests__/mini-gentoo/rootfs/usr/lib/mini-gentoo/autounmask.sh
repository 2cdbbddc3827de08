# shellcheck shell=bash
# Changes to the configuration that emerge proposes: USE flags, and with --autounmask=y keywords, licences and masks.
# In: the tables of select.sh. Out: text on stderr; with --autounmask-write or -continue the files are written.

changes_needed() { ((${#USE_CHANGES[@]} + ${#KEYWORD_CHANGES[@]} + ${#LICENSE_CHANGES[@]} + ${#MASK_CHANGES[@]} > 0)); }

# "# required by ..." from the one that wants it to the argument; packages in the order of the list
_required_comment() {
  local id=$1 node parent
  for node in "${NODES[@]}"; do [[ ${node##*|} == "$id" ]] && break; done
  parent=${NODE_PARENT[$node]}
  while [[ $parent ]]; do
    printf '# required by %s::%s\n' "${P_CPV[${parent##*|}]}" "${P_REPO[${parent##*|}]}"
    node=$parent
    parent=${NODE_PARENT[$node]}
  done
  [[ ${IS_ARGUMENT[$node]:-} ]] && printf '# required by %s (argument)\n' "${IS_ARGUMENT[$node]}"
}

# _tell KIND FILE TABLE OPERATOR
_tell_changes() {
  local kind=$1 file=$2 operator=$4 node id seen=' '
  local -n table=$3
  ((${#table[@]})) || return 0
  printf '\nThe following %s changes are necessary to proceed:\n' "$kind"
  printf ' (see "%s" in the portage(5) man page for more details)\n' "$file"
  for node in "${NODES[@]}"; do
    id=${node##*|}
    [[ ${table[$id]+x} && $seen != *" $id "* ]] || continue
    seen+="$id "
    _required_comment "$id"
    printf '%s%s%s\n' "$operator" "${P_CPV[id]}" "$([[ $3 == MASK_CHANGES ]] || printf ' %s' "${table[$id]# }")"
  done
}

tell_changes() {
  _tell_changes keyword package.accept_keywords KEYWORD_CHANGES '='
  _tell_changes mask package.unmask MASK_CHANGES '='
  _tell_changes USE package.use USE_CHANGES '>='
  _tell_changes license package.license LICENSE_CHANGES '>='
  if [[ ${OPT[autounmask_write]} == y || ${OPT[autounmask_continue]} == y ]]; then
    _write_changes
    printf '\nAutounmask changes successfully written.\n'
  elif [[ -z ${OPT[pretend]} ]]; then
    printf '\nUse --autounmask-write to write changes to config files (honoring\n'
    printf 'CONFIG_PROTECT). Carefully examine the list of proposed changes,\n'
    printf 'paying special attention to mask or keyword changes that may expose\nexperimental or unstable packages.\n'
  fi
}

_write_table() {
  local name=$1 operator=$3 id file
  local -n written=$2
  file=$CONFIG_ROOT/etc/portage/$name
  [[ -d $file ]] && file+=/zz-autounmask
  for id in "${!written[@]}"; do
    printf '%s%s%s\n' "$operator" "${P_CPV[id]}" "$([[ $2 == MASK_CHANGES ]] || printf ' %s' "${written[$id]# }")" >>"$file"
  done
}
_write_changes() {
  _write_table package.accept_keywords KEYWORD_CHANGES '='
  _write_table package.unmask MASK_CHANGES '='
  _write_table package.use USE_CHANGES '>='
  _write_table package.license LICENSE_CHANGES '>='
}
