# shellcheck shell=bash
# Names given on the command line: short names, sets, and what is similar to a name that does not exist.
# In: TARGETS. Out: ARG_ATOMS with ARG_NAMES; messages and status 1 for what is no atom or is ambiguous.

ARG_ATOMS=() ARG_NAMES=()

# expand_targets: false when one of them is wrong
expand_targets() {
  local target
  for target in "${TARGETS[@]}"; do
    case $target in
      @world | world) _add_set @world; _add_system; continue ;;
      @selected) _add_set @selected; continue ;;
      @system | system) _add_system; continue ;;
      @installed) _add_installed; continue ;;
      @*) printf "\nemerge: the given set '%s' contains a non-existent set named '%s'.\n" "${target#@}" "${target#@}" >&2; return 1 ;;
    esac
    if ! parse_atom "$target" || [[ ${AT_BLOCK[$target]} || ${AT_CP[$target]} == *'*'* ]]; then
      printf "!!! '%s' is not a valid package atom.\n!!! Please check ebuild(5) for full details.\n" "$target" >&2
      return 1
    fi
    if [[ ${AT_CP[$target]} == null/* ]]; then
      _complete_name "$target" || return 1
    else
      ARG_ATOMS+=("$target") ARG_NAMES+=("$target")
    fi
  done
}

_add_set() {
  local line
  [[ -f ${ROOT_DIR%/}/var/lib/portage/world ]] || return 0
  while IFS= read -r line; do
    parse_atom "$line" && ARG_ATOMS+=("$line") && ARG_NAMES+=("$1")
  done <"${ROOT_DIR%/}/var/lib/portage/world"
}
_add_system() {
  local dir line
  for dir in "${PROFILES[@]}"; do
    while IFS= read -r line; do
      [[ $line == '*'* ]] && parse_atom "${line#\*}" && ARG_ATOMS+=("${line#\*}") && ARG_NAMES+=(@system)
    done < <(config_lines "$dir/packages")
  done
}
_add_installed() {
  local cp
  while IFS= read -r cp; do parse_atom "$cp" && ARG_ATOMS+=("$cp") && ARG_NAMES+=(@installed); done < <(installed_names "$ROOT_DIR")
}

# a name without category: the only package of this name, else a complaint
_complete_name() {
  local target=$1 name=${AT_CP[$1]#null/} found=() cp full
  mapfile -t found < <({ repository_names; installed_names "$ROOT_DIR"; } | grep -E "/${name//+/\\+}\$" | LC_ALL=C sort -u)
  if ((${#found[@]} > 1)); then _tell_ambiguous "$name" "${found[@]}"; return 1; fi
  cp=${found[0]:-null/$name}
  full=${target/"$name"/"$cp"}
  [[ $cp == null/* ]] && full=$target
  parse_atom "$full"
  ARG_ATOMS+=("$full") ARG_NAMES+=("$full")
}

_tell_ambiguous() {
  local name=$1 cp id
  shift
  if [[ ${OPT[pretend]} && -z ${OPT[quiet]} ]]; then printf '\nThese are the packages that would be merged, in order:\n\n'; fi
  [[ ${OPT[quiet]} ]] || printf 'Calculating dependencies ...\n\b\b  \n'
  printf '[ Results for search key : %s ]\n' "$name"
  for cp; do
    load_ebuilds "$cp"
    id=${IDS[0]}
    printf '*  %s\n      Latest version available: %s\n' "$cp" "${P_VER[id]}"
    load_installed "$ROOT_DIR" "$cp"
    printf '      Latest version installed: %s\n' "$( ((${#IDS[@]})) && printf '%s' "${P_VER[IDS[0]]}" || printf '[ Not Installed ]')"
    printf '      Size of files: 0 KiB\n      Homepage:      %s\n      Description:   %s\n      License:       %s\n\n' \
      "${M[$id,HOMEPAGE]-}" "${M[$id,DESCRIPTION]-}" "${M[$id,LICENSE]-}"
  done
  printf '[ Applications found : %s ]\n\n' "$#"
  printf '!!! The short ebuild name "%s" is ambiguous. Please specify\n' "$name" >&2
  printf '!!! one of the above fully-qualified ebuild names instead.\n\n' >&2
}

# similar_names CP -> REPLY: up to three names, by the measure of Python's difflib (matching blocks, at least 0.6)
similar_names() {
  REPLY=$({ repository_names; installed_names "$ROOT_DIR"; } | LC_ALL=C sort -u | LC_ALL=C awk -v wanted="${1,,}" '
    # length of all matching blocks of a[alo..ahi) and b[blo..bhi), longest first, then left and right of it
    function blocks(a, alo, ahi, b, blo, bhi,    i, j, k, bi, bj, bk) {
      bk = 0
      for (i = alo; i < ahi; i++) for (j = blo; j < bhi; j++) {
        for (k = 0; i + k < ahi && j + k < bhi && substr(a, i + k, 1) == substr(b, j + k, 1); k++);
        if (k > bk) { bi = i; bj = j; bk = k }
      }
      if (!bk) return 0
      return bk + blocks(a, alo, bi, b, blo, bj) + blocks(a, bi + bk, ahi, b, bj + bk, bhi)
    }
    BEGIN { short = wanted; sub(/^null\//, "", short); bare = short != wanted }
    $0 != wanted {
      name = tolower($0)
      if (bare) sub(/^.*\//, "", name)
      # difflib compares the possibility (first) with the word that was looked for (second)
      ratio = 2 * blocks(name, 1, length(name) + 1, short, 1, length(short) + 1) / (length(name) + length(short))
      if (ratio >= 0.6) printf "%.9f %s\n", ratio, $0
    }' | LC_ALL=C sort -k1,1rn -k2,2r | head -n 3 | cut -d' ' -f2 | paste -sd, - | sed 's/,/, /g')
}
