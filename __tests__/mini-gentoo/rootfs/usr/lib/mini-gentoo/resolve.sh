# shellcheck shell=bash
# The dependency graph: what has to be merged, into which root, in what order.
# In: ARG_ATOMS and options. Out: MERGE (list of "ROOT|number"), or FAILURE with FAIL_* for complain.sh; nothing is changed.
# RDEPEND and PDEPEND go to the package's own root, DEPEND, BDEPEND and IDEPEND to the builder's /.

declare -A NODE_PARENT=() NODE_ATOM=() BUILD_EDGE=() RUN_EDGE=() CONSTRAINTS=() SEEN_ATOMS=() IS_ARGUMENT=()
declare -a NODES=() MERGE=() BLOCKERS=() PROVIDED_ARGS=() CYCLE=()

_reset_graph() {
  NODE_PARENT=() NODE_ATOM=() BUILD_EDGE=() RUN_EDGE=() SEEN_ATOMS=() CHOSEN=() IS_ARGUMENT=() USE_CHANGES=()
  NODES=() MERGE=() BLOCKERS=() PROVIDED_ARGS=()
  KEYWORD_CHANGES=() LICENSE_CHANGES=() MASK_CHANGES=()
}

# resolve: true when MERGE can be done; otherwise FAILURE names the kind
resolve() {
  local try
  BACKTRACKS=0
  for ((try = 0; try < 20; try++)); do
    _reset_graph
    FAILURE=''
    _build_graph && break
    [[ $FAILURE == restart ]] || return 1
    BACKTRACKS=$((BACKTRACKS + 1))
  done
  [[ -z $FAILURE ]] || return 1
  _order || { FAILURE=circular; return 1; }
  _check_blockers || { FAILURE=blocked; return 1; }
}

_build_graph() {
  local i
  for ((i = 0; i < ${#ARG_ATOMS[@]}; i++)); do
    _demand "${ARG_ATOMS[i]}" "$ROOT_DIR" '' arg "${ARG_NAMES[i]}" || return 1
  done
}

# _demand ATOM ROOT PARENT KIND [NAME-OF-ARGUMENT]; kinds: arg build run
_demand() {
  local atom=$1 root=$2 parent=$3 kind=$4 name=${5:-} node id slot other asked=''
  parse_atom "$atom" || return 0
  [[ $kind == arg ]] && asked=1
  if [[ ${AT_BLOCK[$atom]} ]]; then
    BLOCKERS+=("$root|$parent|$atom")
    return 0
  fi
  if is_provided "$atom"; then
    [[ $asked ]] && PROVIDED_ARGS+=("$name")
    return 0
  fi
  if ! select_package "$atom" "$root" "$asked"; then
    FAILURE=$FAIL FAIL_ATOM=$atom FAIL_ROOT=$root FAIL_PARENT=$parent FAIL_NAME=$name
    [[ $FAILURE == unknown && ${CONSTRAINTS[$root|${AT_CP[$atom]}]:-} ]] && FAILURE=slot
    [[ $parent ]] && BACKTRACKS=$((BACKTRACKS < 1 ? 1 : BACKTRACKS))
    [[ $FAILURE == use ]] && BACKTRACKS=0
    return 1
  fi
  id=$REPLY
  SEEN_ATOMS["$root|${P_CP[id]}"]+=$atom$'\n'
  for other in ${CHOSEN[$root|${P_CP[id]}]:-}; do
    [[ $other == "$id" || ${P_SLOT[other]} != "${P_SLOT[id]}" ]] && continue
    slot=${SEEN_ATOMS[$root|${P_CP[id]}]}
    FAIL_ATOM=$atom FAIL_ROOT=$root FAIL_PARENT=$parent FAIL_NAME=$name
    [[ ${CONSTRAINTS[$root|${P_CP[id]}]:-} == "$slot" ]] && { FAILURE=slot; return 1; }
    CONSTRAINTS["$root|${P_CP[id]}"]=$slot
    FAILURE=restart
    return 1
  done
  node="$root|$id"
  [[ $kind == arg && -z ${IS_ARGUMENT[$node]:-} ]] && IS_ARGUMENT[$node]=$name
  case $kind in
    build) BUILD_EDGE[$parent]+=" $node" ;;
    run) RUN_EDGE[$parent]+=" $node" ;;
  esac
  [[ ${NODE_ATOM[$node]+x} ]] && return 0
  NODE_ATOM[$node]=$atom NODE_PARENT[$node]=$parent
  CHOSEN["$root|${P_CP[id]}"]+=" $id"
  NODES+=("$node")
  _visit "$node"
}

_visit() {
  local node=$1 root=${1%|*} id=${1##*|} type=${P_TYPE[${1##*|}]}
  if [[ $type == installed ]]; then
    { [[ ${OPT[deep]} && -z ${OPT[nodeps]} ]]; } || return 0
  elif [[ $type == ebuild ]]; then
    [[ ${P_USE[id]} ]] || compute_use "$id"
    unmet_required_use "$id"
    if [[ $REPLY ]]; then
      FAILURE=required FAIL_ID=$id FAIL_ATOM=${NODE_ATOM[$node]} FAIL_ROOT=$root FAIL_TEXT=$REPLY FAIL_PARENT=${NODE_PARENT[$node]}
      return 1
    fi
  fi
  [[ ${OPT[nodeps]} ]] && return 0
  _demand_all "$node" RDEPEND "$root" run || return 1
  if [[ $type == ebuild ]]; then
    _demand_all "$node" DEPEND / build || return 1
    _demand_all "$node" BDEPEND / build || return 1
  fi
  [[ $type == installed ]] || _demand_all "$node" IDEPEND / build || return 1
  _demand_all "$node" PDEPEND "$root" post
}

_demand_all() {
  local node=$1 key=$2 root=$3 kind=$4 atom atoms
  [[ ${M[${node##*|},$key]-} ]] || return 0
  choose_deps "${M[${node##*|},$key]}" "${node##*|}" "$root"
  atoms=("${ATOMS[@]}")
  for atom in "${atoms[@]}"; do _demand "$atom" "$root" "$node" "$kind" || return 1; done
}

# Leaves first. A package waits for what it builds with, and if it can be for what it runs with.
_order() {
  local order=() node rest=() left=' ' pass picked
  declare -A SEEN=()
  for node in "${NODES[@]}"; do _post_order "$node"; done
  for node in "${order[@]}"; do
    [[ ${P_TYPE[${node##*|}]} == installed ]] || { rest+=("$node"); left+="$node "; }
  done
  while ((${#rest[@]})); do
    picked=''
    for pass in all build; do
      for node in "${rest[@]}"; do
        _waits "$node" BUILD_EDGE && continue
        [[ $pass == all ]] && _waits "$node" RUN_EDGE && continue
        picked=$node
        break 2
      done
    done
    [[ $picked ]] || { _find_cycle; return 1; }
    MERGE+=("$picked")
    left=${left/ "$picked" / }
    read -ra rest <<<"$left"
  done
}
_post_order() {
  local node=$1 other
  [[ ${SEEN[$node]+x} ]] && return
  SEEN[$node]=1
  for other in ${RUN_EDGE[$node]:-} ${BUILD_EDGE[$node]:-}; do _post_order "$other"; done
  order+=("$node")
}
_waits() {
  local node=$1 other
  local -n edges=$2
  for other in ${edges[$node]:-}; do [[ $other != "$node" && $left == *" $other "* ]] && return 0; done
  return 1
}
# CYCLE: from the first package that waits, along what it builds with, until one comes again
_find_cycle() {
  local node other seen=' '
  for node in "${NODES[@]}"; do [[ $left == *" $node "* ]] && break; done
  CYCLE=()
  while [[ $seen != *" $node "* ]]; do
    CYCLE+=("$node")
    seen+="$node "
    for other in ${BUILD_EDGE[$node]:-} ${RUN_EDGE[$node]:-}; do [[ $left == *" $other "* ]] && break; done
    node=$other
  done
  CYCLE_START=$node
}

# BLOCKS: "blocker-node|blocked-node-or-installed|atom". The stand-in never solves a block by uninstalling.
_check_blockers() {
  local entry root parent atom plain node id
  BLOCKS=()
  for entry in "${BLOCKERS[@]}"; do
    root=${entry%%|*} entry=${entry#*|} atom=${entry##*|} parent=${entry%|*}
    [[ ${P_TYPE[${parent##*|}]} == installed ]] && continue
    plain=${atom##+(!)}
    parse_atom "$plain"
    for node in "${MERGE[@]}"; do
      id=${node##*|}
      [[ ${node%|*} == "$root" && $node != "$parent" ]] || continue
      _blocked "$plain" "$id" && [[ ${P_CP[id]} != "${P_CP[${parent##*|}]}" ]] && BLOCKS+=("$parent $node $atom")
    done
    load_installed "$root" "${AT_CP[$plain]}"
    for id in "${IDS[@]}"; do
      { _blocked "$plain" "$id" && [[ ${P_CP[id]} != "${P_CP[${parent##*|}]}" ]]; } || continue
      _is_replaced "$root" "$id" || BLOCKS+=("$parent $root|$id $atom")
    done
  done
  ((${#BLOCKS[@]} == 0))
}
_blocked() {
  atom_matches "$1" "$2" || return 1
  use_deps_missing "$1" "$2"
  [[ -z $REPLY ]]
}
_is_replaced() {
  local node
  for node in "${MERGE[@]}"; do
    [[ ${node%|*} == "$1" && ${P_CP[${node##*|}]} == "${P_CP[$2]}" && ${P_SLOT[${node##*|}]} == "${P_SLOT[$2]}" ]] && return
  done
  return 1
}
