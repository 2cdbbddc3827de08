# shellcheck shell=bash
# The list of packages that would be merged: "[ebuild  N     ] cat/name-1 to /target/ USE=..."
# In: MERGE and options. Out: text on stdout; COUNT_* for the total line.

# old_version NODE -> REPLY: number of the installed package it replaces (same slot), OTHER_SLOT: one in another slot
old_version() {
  local root=${1%|*} id=${1##*|} other
  REPLY='' OTHER_SLOT=''
  load_installed "$root" "${P_CP[id]}"
  for other in "${IDS[@]}"; do
    if [[ ${P_SLOT[other]} == "${P_SLOT[id]}" ]]; then REPLY=$other; else OTHER_SLOT=$other; fi
  done
}

# full_name ID -> REPLY: with slot and repository, as verbose output has it
full_name() {
  local id=$1
  REPLY=${P_CPV[id]}
  if [[ ${P_SUB[id]} != "${P_SLOT[id]}" ]]; then REPLY+=:${P_SLOT[id]}/${P_SUB[id]}; elif [[ ${P_SLOT[id]} != 0 ]]; then REPLY+=:${P_SLOT[id]}; fi
  REPLY+=::${P_REPO[id]}
}

root_suffix() { REPLY=''; [[ $1 == / ]] || REPLY="to $1"; }

# use_text ID OLD ALL -> REPLY: USE="on -off*" grouped by expanded variables; without ALL only what changed
use_text() {
  local id=$1 old=$2 all=$3 flag on=() off=() mark group name out=''
  [[ ${P_USE[id]} ]] || compute_use "$id"
  declare -A groups=()
  for flag in $(tr ' ' '\n' <<<"${P_IUSE[id]}" | sed '/^$/d' | LC_ALL=C sort -u); do
    mark=''
    if [[ $old ]]; then
      if [[ ${P_IUSE[old]} != *" $flag "* ]]; then
        mark='%'
        [[ ${P_USE[id]} == *" $flag "* ]] && mark='%*'
      elif [[ ${P_USE[id]} == *" $flag "* ]]; then
        [[ ${P_USE[old]} == *" $flag "* ]] || mark='*'
      else
        [[ ${P_USE[old]} == *" $flag "* ]] && mark='*'
      fi
      [[ $all || $mark ]] || continue
    fi
    if [[ ${P_USE[id]} == *" $flag "* ]]; then on+=("$flag$mark"); else off+=("-$flag$mark"); fi
  done
  for flag in "${on[@]}" "${off[@]}"; do
    group=USE name=$flag
    for mark in "${EXPANDS[@]}"; do
      [[ ${flag#-} == "${mark,,}_"* ]] && { group=$mark name=${flag/"${mark,,}_"/}; break; }
    done
    groups[$group]+="${groups[$group]:+ }$name"
  done
  for group in USE "${EXPANDS[@]}"; do [[ ${groups[$group]:-} ]] && out+="$group=\"${groups[$group]}\" "; done
  REPLY=$out
}

# list_line NODE: one line; counts what it is
list_line() {
  local node=$1 root=${1%|*} id=${1##*|} old flags kind=ebuild text name use='' where mark=' '
  old_version "$node"
  old=$REPLY
  if [[ $old && ${P_VER[old]} == "${P_VER[id]}" ]]; then
    flags='  R   ' COUNT_REINSTALL=$((COUNT_REINSTALL + 1))
  elif [[ $old ]]; then
    compare_versions "${P_VER[id]}" "${P_VER[old]}"
    if ((REPLY < 0)); then flags='    UD' COUNT_DOWNGRADE=$((COUNT_DOWNGRADE + 1)); else flags='    U ' COUNT_UPGRADE=$((COUNT_UPGRADE + 1)); fi
  elif [[ $OTHER_SLOT ]]; then
    flags=' NS   ' COUNT_SLOT=$((COUNT_SLOT + 1))
  else
    flags=' N    ' COUNT_NEW=$((COUNT_NEW + 1))
  fi
  [[ ${P_TYPE[id]} == binary ]] && kind=binary COUNT_BINARY=$((COUNT_BINARY + 1))
  if [[ -z ${OPT[quiet]} ]]; then
    if [[ ${P_TYPE[id]} == ebuild ]]; then
      mask_reasons "$id"
      case ${KEYWORD_CHANGES[$id]-} in '~'*) mark='~' ;; '**') mark='*' ;; esac
      [[ ${MASK_CHANGES[$id]+x} ]] && mark='#'
    fi
    flags+=$mark
  fi
  name=${P_CPV[id]}
  [[ $kind == binary ]] && name+=-${M[$id,BUILD_ID]:-1}
  if [[ ${OPT[verbose]} ]]; then
    full_name "$id"
    name+=${REPLY#"${P_CPV[id]}"}
  fi
  if [[ $old && ${P_VER[old]} != "${P_VER[id]}" ]] || [[ -z $old && $OTHER_SLOT ]]; then
    text=${P_VER[${old:-$OTHER_SLOT}]}
    [[ ${OPT[verbose]} ]] && text+=::${P_REPO[${old:-$OTHER_SLOT}]}
    name+=" [$text]"
  fi
  root_suffix "$root"
  where=$REPLY
  [[ -z ${OPT[quiet]} ]] && { use_text "$id" "$old" "${OPT[verbose]}"; use=$REPLY; }
  text="[$kind $flags] $name"
  if [[ ${OPT[verbose]} ]]; then
    text+=" $where ${use}0 KiB"
  else
    text+="${where:+ $where}${use:+ $use}"
  fi
  printf '%s\n' "$text"
}

list_packages() {
  local node
  COUNT_NEW=0 COUNT_UPGRADE=0 COUNT_DOWNGRADE=0 COUNT_SLOT=0 COUNT_REINSTALL=0 COUNT_BINARY=0
  for node in "${MERGE[@]}"; do list_line "$node"; done
  if [[ $FAILURE == blocked ]]; then list_blocks; fi
  [[ ${OPT[verbose]} ]] && list_total
  return 0
}

list_blocks() {
  local entry blocker atom how space='      '
  [[ ${OPT[quiet]} ]] && space='     '
  for entry in "${BLOCKS[@]}"; do
    read -r blocker _ atom <<<"$entry"
    how=soft
    [[ $atom == '!!'* ]] && how=hard
    atom=${atom##+(!)}
    printf '[blocks B%s] %s ("%s" is %s blocking %s)\n' "$space" "$atom" "$atom" "$how" "${P_CPV[${blocker##*|}]}"
  done
}

list_total() {
  local parts=() n=$((COUNT_NEW + COUNT_UPGRADE + COUNT_DOWNGRADE + COUNT_SLOT + COUNT_REINSTALL)) text s=s
  ((COUNT_UPGRADE)) && parts+=("$COUNT_UPGRADE upgrade$( ((COUNT_UPGRADE > 1)) && printf s)")
  ((COUNT_DOWNGRADE)) && parts+=("$COUNT_DOWNGRADE downgrade$( ((COUNT_DOWNGRADE > 1)) && printf s)")
  ((COUNT_NEW)) && parts+=("$COUNT_NEW new")
  ((COUNT_SLOT)) && parts+=("$COUNT_SLOT in new slot$( ((COUNT_SLOT > 1)) && printf s)")
  ((COUNT_REINSTALL)) && parts+=("$COUNT_REINSTALL reinstall$( ((COUNT_REINSTALL > 1)) && printf s)")
  ((COUNT_BINARY)) && parts+=("$COUNT_BINARY $( ((COUNT_BINARY > 1)) && printf binaries || printf binary)")
  printf -v text '%s, ' "${parts[@]}"
  ((n == 1)) && s=
  printf '\nTotal: %s package%s%s, Size of downloads: 0 KiB\n' "$n" "$s" "${parts[0]:+ (${text%, })}"
}
