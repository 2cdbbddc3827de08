# shellcheck shell=bash
# What emerge does besides merging: unmerge, depclean, info. In: TARGETS. Out: changed root, text, status.

print_info() {
  printf 'Portage 3.0.82 (mini-gentoo stand-in, %s, bash %s)\n' "$(realpath --relative-to="${REPO_PATH[$MAIN_REPO]:-/}/profiles" "$CONFIG_ROOT/etc/portage/make.profile" 2>/dev/null)" "$BASH_VERSION"
  printf '=================================================================\n'
  local name
  printf 'Repositories:\n\n'
  for name in "${REPO_NAMES[@]}"; do
    printf '%s\n    location: %s\n    priority: %s\n\n' "$name" "${REPO_PATH[$name]}" "${REPO_PRIORITY[$name]}"
  done
  for name in ACCEPT_KEYWORDS ACCEPT_LICENSE CBUILD CFLAGS CHOST CONFIG_PROTECT CXXFLAGS DISTDIR EMERGE_DEFAULT_OPTS FEATURES \
    MAKEOPTS PKGDIR PORTAGE_TMPDIR USE; do
    printf '%s="%s"\n' "$name" "${CONF[$name]:-}"
  done
}

_run_old_phase() {
  local dir=$1 root=$2 phase=$3
  { [[ " $(cat "$dir/DEFINED_PHASES" 2>/dev/null) " == *" $phase "* && -f $dir/environment.bz2 ]]; } || return 0
  _prepare "$4"
  NODE_ROOT=$root REPLACED=''
  bzip2 -dc "$dir/environment.bz2" >"$PORTAGE_BUILDDIR/temp/environment"
  run_phases "$phase"
}

_unmerge_one() {
  local id=$1 dir=${P_PATH[$1]}
  printf '>>> Unmerging (1 of 1) %s...\n' "${P_CPV[id]}"
  _run_old_phase "$dir" "$ROOT_DIR" prerm "$id"
  remove_files "$dir" "$ROOT_DIR" ''
  _run_old_phase "$dir" "$ROOT_DIR" postrm "$id"
  rm -rf "$dir"
  rmdir "${dir%/*}" 2>/dev/null
  env_update "$ROOT_DIR"
}

_forget_world() {
  local file=${ROOT_DIR%/}/var/lib/portage/world
  [[ -f $file ]] || return 0
  grep -vxF "$1" "$file" >"$file.new"
  mv "$file.new" "$file"
}

unmerge() {
  local target id found=()
  printf ' * This action can remove important packages! In order to be safer, use\n' >&2
  # shellcheck disable=SC2016 # the words are Portage's
  printf ' * `emerge -pv --depclean <atom>` to check for reverse dependencies before\n * removing packages.\n' >&2
  [[ $ROOT_DIR == / ]] || printf '\n>>> Using system located in ROOT tree %s\n' "$ROOT_DIR"
  for target in "${ARG_ATOMS[@]}"; do
    load_installed "$ROOT_DIR" "${AT_CP[$target]}"
    local ids=("${IDS[@]}") n=${#found[@]}
    for id in "${ids[@]}"; do atom_matches "$target" "$id" && found+=("$id"); done
    ((${#found[@]} > n)) || printf "\n--- Couldn't find '%s' to unmerge.\n" "$target" >&2
  done
  if ((${#found[@]} == 0)); then
    printf '\n>>> No packages selected for removal by unmerge\n'
    return 1
  fi
  printf '\n'
  for id in "${found[@]}"; do
    printf ' %s\n    selected: %s \n   protected: none \n     omitted: none \n\n' "${P_CP[id]}" "${P_VER[id]}"
  done
  printf '>>> '"'Selected'"' packages are slated for removal.\n>>> '"'Protected' and 'omitted'"' packages will not be removed.\n\n'
  [[ ${OPT[pretend]} ]] && return 0
  for id in "${found[@]}"; do
    _unmerge_one "$id"
    _forget_world "${P_CP[id]}"
  done
}

# depclean: what neither world nor system needs, found by walking RDEPEND of installed packages
depclean() {
  local todo=() needed=' ' cp id atom remove=()
  TARGETS=(@selected @system)
  ARG_ATOMS=() ARG_NAMES=()
  expand_targets
  todo=("${ARG_ATOMS[@]}")
  while ((${#todo[@]})); do
    atom=${todo[0]}
    todo=("${todo[@]:1}")
    parse_atom "$atom" || continue
    [[ ${AT_BLOCK[$atom]} ]] && continue
    load_installed "$ROOT_DIR" "${AT_CP[$atom]}"
    local ids=("${IDS[@]}")
    for id in "${ids[@]}"; do
      { [[ $needed != *" $id "* ]] && atom_matches "$atom" "$id"; } || continue
      needed+="$id "
      choose_deps "${M[$id,RDEPEND]-} ${M[$id,PDEPEND]-}" "$id" "$ROOT_DIR"
      todo+=("${ATOMS[@]}")
      break
    done
  done
  while IFS= read -r cp; do
    load_installed "$ROOT_DIR" "$cp"
    for id in "${IDS[@]}"; do [[ $needed == *" $id "* ]] || remove+=("$id"); done
  done < <(installed_names "$ROOT_DIR")
  printf '\nCalculating dependencies... done!\n'
  if ((${#remove[@]} == 0)); then printf '>>> No packages selected for removal by depclean\n'; return 0; fi
  printf '>>> Calculating removal order...\n\n>>> These are the packages that would be unmerged:\n\n'
  for id in "${remove[@]}"; do
    printf ' %s\n    selected: %s \n   protected: none \n     omitted: none \n\n' "${P_CP[id]}" "${P_VER[id]}"
  done
  [[ ${OPT[pretend]} ]] && return 0
  for id in "${remove[@]}"; do _unmerge_one "$id"; done
}
