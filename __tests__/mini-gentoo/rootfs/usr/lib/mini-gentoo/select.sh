# shellcheck shell=bash
# Which package satisfies an atom in a root: an installed one, a binary one or an ebuild.
# In: atom, root, whether it was asked for by name. Out: REPLY = the package's number, or FAIL_* saying why there is none.

declare -A CHOSEN=() USE_CHANGES=() KEYWORD_CHANGES=() LICENSE_CHANGES=() MASK_CHANGES=() IGNORED_BINARIES=()

atom_is_installed() {
  local atom=$1 root=$2 id
  load_installed "$root" "${AT_CP[$atom]}"
  for id in "${IDS[@]}"; do
    atom_matches "$atom" "$id" || continue
    use_deps_missing "$atom" "$id"
    [[ -z $REPLY ]] && return 0
  done
  return 1
}

atom_is_chosen() {
  local atom=$1 root=$2 id
  for id in ${CHOSEN[$root|${AT_CP[$atom]}]:-}; do
    atom_matches "$atom" "$id" || continue
    use_deps_missing "$atom" "$id"
    [[ -z $REPLY ]] && return 0
  done
  return 1
}

atom_is_available() {
  local atom=$1 id
  load_ebuilds "${AT_CP[$atom]}"
  for id in "${IDS[@]}"; do
    atom_matches "$atom" "$id" || continue
    mask_reasons "$id"
    [[ -z $REPLY ]] && return 0
  done
  return 1
}

# atoms that other parents asked of the same package, so that one version is taken that suits all
_meets_constraints() {
  local id=$1 root=$2 atom
  while IFS= read -r atom; do
    [[ -z $atom ]] && continue
    [[ ${AT_CP[$atom]} == "${P_CP[id]}" ]] || continue
    if [[ -z ${AT_SLOT[$atom]} || ${AT_SLOT[$atom]} == "${P_SLOT[id]}" ]]; then atom_matches "$atom" "$id" || return 1; fi
  done <<<"${CONSTRAINTS[$root|${P_CP[id]}]:-}"
}

# an installed package that will do and needs no reinstallation
_keep_installed() {
  local atom=$1 root=$2 id
  load_installed "$root" "${AT_CP[$atom]}"
  for id in "${IDS[@]}"; do
    { atom_matches "$atom" "$id" && _meets_constraints "$id" "$root"; } || continue
    use_deps_missing "$atom" "$id"
    [[ -z $REPLY ]] && { REPLY=$id; return 0; }
  done
  return 1
}

# select_package ATOM ROOT ASKED(1|'') -> REPLY
select_package() {
  local atom=$1 root=$2 asked=$3 id installed same='' candidates=()
  for id in ${CHOSEN[$root|${AT_CP[$atom]}]:-}; do
    atom_matches "$atom" "$id" || continue
    use_deps_missing "$atom" "$id"
    [[ -z $REPLY ]] && { REPLY=$id; return 0; }
  done
  if [[ -z $asked ]] && ! { [[ ${OPT[update]} || ${OPT[newuse]} ]] && [[ ${OPT[deep]} ]]; }; then
    _keep_installed "$atom" "$root" && return 0
  fi
  _collect_candidates "$atom" "$root"
  candidates=("${CANDIDATES[@]}")
  load_installed "$root" "${AT_CP[$atom]}"
  installed=("${IDS[@]}")
  FAIL=none FAIL_IDS=()
  for id in "${candidates[@]}"; do
    use_deps_missing "$atom" "$id"
    if [[ $REPLY ]]; then
      FAIL=use FAIL_IDS+=("$id")
      continue
    fi
    _prefer_installed "$id" "$atom" "$asked" "${installed[@]}"
    _note_change "$REPLY"
    return 0
  done
  # nothing to be had from the repositories: what is installed must do
  _keep_installed "$atom" "$root" && return 0
  if [[ $FAIL == use && ${OPT[autounmask]} != n ]]; then
    for id in "${FAIL_IDS[@]}"; do _change_use "$atom" "$id" && { REPLY=$id; return 0; }; done
  fi
  [[ $FAIL == use ]] || { FAIL=masked FAIL_IDS=("${MASKED_IDS[@]}"); ((${#FAIL_IDS[@]})) || FAIL=unknown; }
  return 1
}

# CANDIDATES: visible ebuilds and binary packages that match, best first; MASKED_IDS: those hidden
_collect_candidates() {
  local atom=$1 root=$2 id
  CANDIDATES=() MASKED_IDS=()
  local ebuilds=() binaries=() binary visible
  load_ebuilds "${AT_CP[$atom]}"
  ebuilds=("${IDS[@]}")
  if [[ ${OPT[usepkg]} ]]; then
    load_binaries "${AT_CP[$atom]}"
    binaries=("${IDS[@]}")
  fi
  if [[ ${OPT[usepkgonly]} ]]; then
    for binary in "${binaries[@]}"; do
      atom_matches "$atom" "$binary" && _meets_constraints "$binary" "$root" && _binary_fits "$binary" '' && CANDIDATES+=("$binary")
    done
    return 0
  fi
  for id in "${ebuilds[@]}"; do
    { atom_matches "$atom" "$id" && _meets_constraints "$id" "$root"; } || continue
    mask_reasons "$id"
    visible=''
    [[ -z $REPLY ]] && visible=1
    [[ $visible ]] || { MASKED_IDS+=("$id"); _may_unmask "$REPLY" && visible=1; }
    [[ $visible ]] || continue
    for binary in "${binaries[@]}"; do
      [[ ${P_CPV[binary]} == "${P_CPV[id]}" && ${P_REPO[binary]} == "${P_REPO[id]}" ]] || continue
      atom_matches "$atom" "$binary" && _binary_fits "$binary" "$id" && CANDIDATES+=("$binary")
    done
    CANDIDATES+=("$id")
  done
}

# does a binary package's USE agree with what would be built now (its ebuild, if there is one)
_binary_fits() {
  local binary=$1 id=$2 flag
  [[ ${OPT[binpkg_respect_use]} == n ]] && return 0
  if [[ -z $id ]]; then
    load_ebuilds "${P_CP[binary]}"
    for id in "${IDS[@]}" ''; do [[ $id && ${P_CPV[id]} == "${P_CPV[binary]}" ]] && break; done
    [[ $id ]] || return 0
  fi
  [[ ${P_USE[id]} ]] || compute_use "$id"
  for flag in ${P_IUSE[id]}; do
    if [[ ${P_USE[id]} == *" $flag "* ]]; then
      [[ ${P_USE[binary]} == *" $flag "* ]] && continue
    else
      [[ ${P_USE[binary]} == *" $flag "* ]] || continue
    fi
    [[ ${OPT[binpkg_respect_use]} == y ]] || IGNORED_BINARIES[${P_CPV[binary]}]+=" $flag"
    return 1
  done
  return 0
}

# the same version is installed: keep it, unless it was asked for plainly or its USE flags changed
_prefer_installed() {
  local id=$1 atom=$2 asked=$3 other
  shift 3
  for other; do
    [[ ${P_CPV[other]} == "${P_CPV[id]}" && ${P_SLOT[other]} == "${P_SLOT[id]}" ]] || continue
    use_deps_missing "$atom" "$other"
    [[ $REPLY ]] && break
    [[ $asked && -z $SELECTIVE ]] && break
    if [[ ${OPT[newuse]} ]] && _use_changed "$id" "$other"; then break; fi
    REPLY=$other
    return 0
  done
  REPLY=$id
}

_use_changed() {
  local id=$1 other=$2 flag
  [[ ${P_USE[id]} ]] || compute_use "$id"
  for flag in ${P_IUSE[id]} ${P_IUSE[other]}; do
    { has_iuse "$id" "$flag" && has_iuse "$other" "$flag"; } || return 0
    if [[ ${P_USE[id]} == *" $flag "* ]]; then
      [[ ${P_USE[other]} == *" $flag "* ]] || return 0
    else
      [[ ${P_USE[other]} != *" $flag "* ]] || return 0
    fi
  done
  return 1
}

# --autounmask=y looks past keywords, licences and masks; by default Portage proposes only USE changes
_may_unmask() {
  [[ ${OPT[autounmask]} == y && $1 != *invalid* && $1 != *EAPI* ]]
}

_note_change() {
  local id=$1 reason
  [[ ${P_TYPE[id]} == ebuild ]] || return 0
  mask_reasons "$id"
  [[ $REPLY ]] || { REPLY=$id; return 0; }
  IFS=, read -ra reason <<<"$REPLY"
  for reason in "${reason[@]# }"; do
    case $reason in
      *' keyword') KEYWORD_CHANGES[$id]=${reason% keyword}; [[ $reason == missing* ]] && KEYWORD_CHANGES[$id]='**' ;;
      *' license(s)') LICENSE_CHANGES[$id]=${reason% license*} ;;
      package.mask) MASK_CHANGES[$id]=1 ;;
    esac
  done
  REPLY=$id
}

# _change_use ATOM ID: note the flags to be changed, if configuration can change them
_change_use() {
  local atom=$1 id=$2 flag
  use_deps_missing "$atom" "$id"
  [[ $REPLY == *missing:* ]] && return 1
  for flag in $REPLY; do
    [[ $flag == +* && " $USE_MASK " == *" ${flag#+} "* ]] && return 1
    [[ $flag == -* && " $USE_FORCE " == *" ${flag#-} "* ]] && return 1
  done
  for flag in $REPLY; do
    USE_CHANGES[$id]+=" ${flag#+}"
    if [[ $flag == +* ]]; then P_USE[id]+="${flag#+} "; else P_USE[id]=${P_USE[id]// ${flag#-} / }; fi
  done
}
