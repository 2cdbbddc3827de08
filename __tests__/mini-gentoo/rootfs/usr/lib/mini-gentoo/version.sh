# shellcheck shell=bash
# Names with versions taken apart, and versions compared as the Package Manager Specification says (chapter 3).
# In: texts. Out: CPV_* variables, or REPLY. No file is read.

readonly VERSION_RE='[0-9]+(\.[0-9]+)*[a-z]?(_(alpha|beta|pre|rc|p)[0-9]*)*(-r[0-9]+)?'

# split_cpv cat/name-1.2-r3 -> CPV_CAT CPV_PN CPV_PVR CPV_PV CPV_PR CPV_CP; false when it is no such name
split_cpv() {
  local full=$1 pf
  [[ $full =~ ^([A-Za-z0-9_][A-Za-z0-9+_.-]*)/([A-Za-z0-9_][A-Za-z0-9+_-]*)-(${VERSION_RE})$ ]] || return 1
  CPV_CAT=${BASH_REMATCH[1]} pf=${BASH_REMATCH[2]} CPV_PVR=${BASH_REMATCH[3]}
  # the expression is greedy: "a-1-r2" must not become the name "a-1" with version "r2", and cannot
  CPV_PN=$pf CPV_CP=$CPV_CAT/$pf CPV_PR=r0 CPV_PV=$CPV_PVR
  if [[ $CPV_PVR == *-r* ]]; then CPV_PR=r${CPV_PVR##*-r} CPV_PV=${CPV_PVR%-r*}; fi
  return 0
}

# compare two whole numbers of any length, leading zeros allowed; prints through REPLY: -1 0 1
_compare_numbers() {
  local a=${1##+(0)} b=${2##+(0)}
  a=${a:-0} b=${b:-0}
  if ((${#a} != ${#b})); then ((${#a} < ${#b})) && REPLY=-1 || REPLY=1; return; fi
  if [[ $a == "$b" ]]; then REPLY=0; elif [[ $a < $b ]]; then REPLY=-1; else REPLY=1; fi
}

# parts after the first: a leading zero makes the comparison textual, with trailing zeros dropped
_compare_fractions() {
  local a=$1 b=$2
  if [[ $a != 0* && $b != 0* ]]; then _compare_numbers "$a" "$b"; return; fi
  a=${a%%+(0)} b=${b%%+(0)}
  if [[ $a == "$b" ]]; then REPLY=0; elif [[ $a < $b ]]; then REPLY=-1; else REPLY=1; fi
}

_suffix_rank() {
  case $1 in alpha*) REPLY=1 ;; beta*) REPLY=2 ;; pre*) REPLY=3 ;; rc*) REPLY=4 ;; '') REPLY=5 ;; *) REPLY=6 ;; esac
}

# compare_versions A B -> REPLY is -1, 0 or 1
compare_versions() {
  local a=$1 b=$2 ra=0 rb=0 la='' lb='' sa=() sb=() na nb i x y
  if [[ $a == "$b" ]]; then REPLY=0; return; fi
  [[ $a == *-r+([0-9]) ]] && { ra=${a##*-r} a=${a%-r*}; }
  [[ $b == *-r+([0-9]) ]] && { rb=${b##*-r} b=${b%-r*}; }
  [[ $a == *_* ]] && { IFS=_ read -ra sa <<<"${a#*_}"; a=${a%%_*}; }
  [[ $b == *_* ]] && { IFS=_ read -ra sb <<<"${b#*_}"; b=${b%%_*}; }
  [[ $a == *[a-z] ]] && { la=${a: -1} a=${a%?}; }
  [[ $b == *[a-z] ]] && { lb=${b: -1} b=${b%?}; }
  IFS=. read -ra na <<<"$a"
  IFS=. read -ra nb <<<"$b"
  _compare_numbers "${na[0]}" "${nb[0]}"
  ((REPLY)) && return
  for ((i = 1; i < ${#na[@]} && i < ${#nb[@]}; i++)); do
    _compare_fractions "${na[i]}" "${nb[i]}"
    ((REPLY)) && return
  done
  if ((${#na[@]} != ${#nb[@]})); then ((${#na[@]} < ${#nb[@]})) && REPLY=-1 || REPLY=1; return; fi
  if [[ $la != "$lb" ]]; then [[ $la < $lb ]] && REPLY=-1 || REPLY=1; return; fi
  for ((i = 0; i < ${#sa[@]} || i < ${#sb[@]}; i++)); do
    _suffix_rank "${sa[i]:-}"; x=$REPLY
    _suffix_rank "${sb[i]:-}"; y=$REPLY
    if ((x != y)); then ((x < y)) && REPLY=-1 || REPLY=1; return; fi
    x=${sa[i]:-} y=${sb[i]:-}
    _compare_numbers "${x##*[a-z]}" "${y##*[a-z]}"
    ((REPLY)) && return
  done
  _compare_numbers "$ra" "$rb"
}

# sort_versions_descending NAME: sorts the array of that name in place (few elements: insertion)
sort_versions_descending() {
  local -n _list=$1
  local i j item
  for ((i = 1; i < ${#_list[@]}; i++)); do
    item=${_list[i]}
    for ((j = i; j > 0; j--)); do
      compare_versions "${_list[j - 1]}" "$item"
      ((REPLY >= 0)) && break
      _list[j]=${_list[j - 1]}
    done
    _list[j]=$item
  done
}
