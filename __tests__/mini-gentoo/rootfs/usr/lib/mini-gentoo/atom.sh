# shellcheck shell=bash
# Package dependency specifications ("atoms"): parsed once, matched against known packages.
# In: texts such as >=dev-libs/a-1:0/2=[x,-y]. Out: entries of the AT_* tables, true or false.

declare -A AT_OK AT_BLOCK AT_OP AT_CP AT_VER AT_SLOT AT_SUB AT_SLOTOP AT_REPO AT_USE

# parse_atom TEXT: fills AT_*[TEXT]; false when the text is no atom. A name without category gets null/NAME.
parse_atom() {
  local text=$1 rest=$1 version=''
  if [[ ${AT_OK[$text]+x} ]]; then ((AT_OK[$text])); return; fi
  AT_OK[$text]=0 AT_BLOCK[$text]='' AT_OP[$text]='' AT_VER[$text]='' AT_SLOT[$text]=''
  AT_SUB[$text]='' AT_SLOTOP[$text]='' AT_REPO[$text]='' AT_USE[$text]=''
  if [[ $rest == '!!'* ]]; then
    AT_BLOCK[$text]='!!' rest=${rest:2}
  elif [[ $rest == '!'* ]]; then
    AT_BLOCK[$text]='!' rest=${rest:1}
  fi
  if [[ $rest == *']' ]]; then
    [[ $rest == *'['* ]] || return 1
    version=${rest#*\[}
    AT_USE[$text]=${version%\]} rest=${rest%%\[*}
    [[ ${AT_USE[$text]} =~ ^[!-]?[A-Za-z0-9][A-Za-z0-9+_@-]*(\([+-]\))?[?=]?(,[!-]?[A-Za-z0-9][A-Za-z0-9+_@-]*(\([+-]\))?[?=]?)*$ ]] || return 1
  fi
  [[ $rest == *::* ]] && { AT_REPO[$text]=${rest##*::} rest=${rest%%::*}; }
  if [[ $rest == *:* ]]; then
    _parse_slot "$text" "${rest#*:}" || return 1
    rest=${rest%%:*}
  fi
  [[ $rest =~ ^(>=|<=|=|~|>|<) ]] && { AT_OP[$text]=${BASH_REMATCH[1]} rest=${rest#"${BASH_REMATCH[1]}"}; }
  [[ $rest == */* ]] || rest=null/$rest
  _parse_name "$text" "$rest" || return 1
  AT_OK[$text]=1
}

_parse_slot() {
  local text=$1 slot=$2
  case $slot in
    '*') AT_SLOTOP[$text]='*' slot='' ;;
    *=) AT_SLOTOP[$text]='=' slot=${slot%=} ;;
  esac
  [[ $slot =~ ^([A-Za-z0-9_][A-Za-z0-9+_.-]*(/[A-Za-z0-9_][A-Za-z0-9+_.-]*)?)?$ ]] || return 1
  AT_SLOT[$text]=${slot%%/*}
  [[ $slot == */* ]] && AT_SUB[$text]=${slot#*/}
  return 0
}

_parse_name() {
  local text=$1 rest=$2
  if [[ ${AT_OP[$text]} ]]; then
    [[ ${AT_OP[$text]} == '=' && $rest == *'*' ]] && { AT_OP[$text]='=*' rest=${rest%\*}; }
    split_cpv "$rest" || return 1
    AT_CP[$text]=$CPV_CP AT_VER[$text]=$CPV_PVR
  else
    # "*/*" and "cat/*" are wildcards, allowed in configuration files only
    [[ $rest =~ ^([A-Za-z0-9_][A-Za-z0-9+_.-]*|\*)/([A-Za-z0-9_][A-Za-z0-9+_-]*|\*)$ ]] || return 1
    split_cpv "$rest" && return 1
    AT_CP[$text]=$rest
  fi
}

# atom_matches ATOM PACKAGE: everything but USE flags and blockers' meaning
atom_matches() {
  local atom=$1 id=$2 want have
  want=${AT_CP[$atom]} have=${P_CP[id]}
  # shellcheck disable=SC2053 # wildcards are meant
  [[ $have == $want ]] || return 1
  [[ -z ${AT_REPO[$atom]} || ${AT_REPO[$atom]} == "${P_REPO[id]}" ]] || return 1
  [[ -z ${AT_SLOT[$atom]} || ${AT_SLOT[$atom]} == "${P_SLOT[id]}" ]] || return 1
  [[ -z ${AT_SUB[$atom]} || ${AT_SUB[$atom]} == "${P_SUB[id]}" ]] || return 1
  [[ ${AT_OP[$atom]} ]] || return 0
  version_satisfies "${AT_OP[$atom]}" "${AT_VER[$atom]}" "${P_VER[id]}"
}

# version_satisfies OP WANTED HAVE
version_satisfies() {
  local op=$1 want=$2 have=$3
  case $op in
    '=*') [[ $have == "$want" || $have == "$want"[!0-9]* ]]; return ;;
    '~') want=${want%-r+([0-9])} have=${have%-r+([0-9])} op='=' ;;
  esac
  compare_versions "$have" "$want"
  case $op in
    '=') ((REPLY == 0)) ;;
    '>=') ((REPLY >= 0)) ;;
    '<=') ((REPLY <= 0)) ;;
    '>') ((REPLY > 0)) ;;
    '<') ((REPLY < 0)) ;;
  esac
}

# atom_without_use ATOM -> REPLY
atom_without_use() {
  REPLY=${1%%\[*}
}

# expand_use_deps ATOM PARENT: conditional USE dependencies ([x?] [!x?] [x=] [!x=]) become plain ones -> REPLY
expand_use_deps() {
  local atom=$1 parent=$2 items item flag default out=() on
  REPLY=$atom
  [[ $atom == *'['* ]] || return 0
  IFS=, read -ra items <<<"${AT_USE[$atom]}"
  for item in "${items[@]}"; do
    default='' flag=$item
    [[ $item =~ (\([+-]\)) ]] && { default=${BASH_REMATCH[1]} flag=${item/"$default"/}; }
    on=0
    [[ $flag == *[?=] ]] && has_use "$parent" "$(_bare "$flag")" && on=1
    case $flag in
      '!'*'?') flag=${flag#!}; flag=${flag%?}; ((on)) || out+=("-$flag$default") ;;
      '!'*=) flag=${flag#!}; flag=${flag%?}; ((on)) && out+=("-$flag$default") || out+=("$flag$default") ;;
      *'?') flag=${flag%?}; ((on)) && out+=("$flag$default") ;;
      *=) flag=${flag%?}; ((on)) && out+=("$flag$default") || out+=("-$flag$default") ;;
      *) out+=("$item") ;;
    esac
  done
  item=$(IFS=,; printf '%s' "${out[*]-}")
  REPLY=${atom%%\[*}${item:+[$item]}
  parse_atom "$REPLY"
}

_bare() {
  local flag=${1#[!-]}
  printf '%s' "${flag%[?=]}"
}

# use_deps_missing ATOM PACKAGE -> REPLY: changes that the package would need ("+a -b"), empty when it fits.
# A flag the package lacks, without a default in the atom, gives "missing:flag".
use_deps_missing() {
  local atom=$1 id=$2 items item flag default want out=()
  REPLY=''
  [[ ${AT_USE[$atom]} ]] || return 0
  IFS=, read -ra items <<<"${AT_USE[$atom]}"
  for item in "${items[@]}"; do
    default='' flag=$item want=+
    [[ $item =~ \(([+-])\) ]] && { default=${BASH_REMATCH[1]} flag=${item/"($default)"/}; }
    [[ $flag == -* ]] && { want=- flag=${flag#-}; }
    if has_iuse "$id" "$flag"; then
      if has_use "$id" "$flag"; then [[ $want == + ]] || out+=("-$flag"); else [[ $want == - ]] || out+=("+$flag"); fi
    elif [[ -z $default ]]; then
      out+=("missing:$flag")
    elif [[ $default != "$want" ]]; then
      out+=("missing:$flag")
    fi
  done
  REPLY=${out[*]-}
}
