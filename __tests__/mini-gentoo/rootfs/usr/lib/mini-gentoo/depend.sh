# shellcheck shell=bash
# Dependency strings: USE conditionals, || groups, and REQUIRED_USE.
# In: a string and the package it belongs to. Out: REPLY (text) or lists of atoms; choices ask select.sh what is there.

# is the condition "flag?" or "!flag?" true for the package
_condition() {
  local flag=${1%\?} id=$2
  if [[ $flag == '!'* ]]; then ! has_use "$id" "${flag#!}"; else has_use "$id" "$flag"; fi
}

# reduce_deps TEXT PACKAGE -> REPLY: conditionals decided, groups kept; what Portage records in /var/db/pkg
reduce_deps() {
  read -ra DEP_TOKENS <<<"${1//$'\n'/ }"
  DEP_AT=0
  _reduce "$2" keep
}
_reduce() {
  local id=$1 keep=$2 token out=()
  while ((DEP_AT < ${#DEP_TOKENS[@]})); do
    token=${DEP_TOKENS[DEP_AT]}
    DEP_AT=$((DEP_AT + 1))
    case $token in
      ')') break ;;
      '(') _reduce "$id" "$keep"; [[ $REPLY ]] && out+=("( $REPLY )") ;;
      '||' | '^^' | '??') DEP_AT=$((DEP_AT + 1)); _reduce "$id" "$keep"; [[ $REPLY ]] && out+=("$token ( $REPLY )") ;;
      *\?)
        DEP_AT=$((DEP_AT + 1))
        if [[ $keep ]] && _condition "$token" "$id"; then _reduce "$id" keep; [[ $REPLY ]] && out+=("$REPLY"); else _reduce "$id" ''; fi
        ;;
      *) [[ $keep ]] && out+=("$token") ;;
    esac
  done
  [[ $keep ]] && REPLY=${out[*]-} || REPLY=''
}

# flatten_words TEXT PACKAGE -> REPLY: the plain words (licences), conditionals decided, groups opened
flatten_words() {
  reduce_deps "$1" "$2"
  local word out=()
  for word in $REPLY; do [[ $word == @('('|')'|'||') ]] || out+=("$word"); done
  REPLY=${out[*]-}
}

# choose_deps TEXT PACKAGE ROOT -> ATOMS: what has to be there, one alternative taken of each || group
choose_deps() {
  read -ra DEP_TOKENS <<<"${1//$'\n'/ }"
  DEP_AT=0
  _choose all "$2" "$3"
  mapfile -t ATOMS < <(printf '%s' "$REPLY" | sed '/^$/d')
}
_choose() {
  local kind=$1 id=$2 root=$3 token alternatives=() all=''
  while ((DEP_AT < ${#DEP_TOKENS[@]})); do
    token=${DEP_TOKENS[DEP_AT]}
    DEP_AT=$((DEP_AT + 1))
    case $token in
      ')') break ;;
      '(') _choose all "$id" "$root" ;;
      '||') DEP_AT=$((DEP_AT + 1)); _choose any "$id" "$root" ;;
      *\?)
        DEP_AT=$((DEP_AT + 1))
        if _condition "$token" "$id"; then _choose all "$id" "$root"; else _choose skip "$id" "$root"; continue; fi
        ;;
      *)
        REPLY=''
        [[ $kind == skip ]] || { parse_atom "$token" && expand_use_deps "$token" "$id"; }
        ;;
    esac
    alternatives+=("$REPLY")
    all+=$REPLY$'\n'
  done
  case $kind in
    skip) REPLY='' ;;
    all) REPLY=$all ;;
    any) _best_alternative "$root" "${alternatives[@]}" ;;
  esac
}

# installed alternatives first, then what is chosen anyway, then the first that can be had, then simply the first
_best_alternative() {
  local root=$1 test alternative atom good
  shift
  for test in atom_is_installed atom_is_chosen atom_is_available; do
    for alternative; do
      good=1
      while IFS= read -r atom; do
        [[ -z $atom || $atom == '!'* ]] && continue
        is_provided "$atom" || "$test" "$atom" "$root" || { good=''; break; }
      done <<<"$alternative"
      [[ $good ]] && { REPLY=$alternative; return; }
    done
  done
  REPLY=${1-}
}

# metadata_problem PACKAGE -> REPLY: "RDEPEND: Invalid atom (x), token 3" or nothing
metadata_problem() {
  local id=$1 key token n tokens
  REPLY=''
  if [[ ${M[$id,BROKEN]:-} ]]; then REPLY='ebuild cannot be read'; return; fi
  for key in DEPEND RDEPEND BDEPEND PDEPEND IDEPEND; do
    read -ra tokens <<<"${M[$id,$key]-}"
    n=0
    for token in "${tokens[@]}"; do
      n=$((n + 1))
      [[ $token == @('('|')'|'||'|*\?) ]] && continue
      if [[ $token != */* ]] || ! parse_atom "$token"; then REPLY="$key: Invalid atom ($token), token $n"; return; fi
    done
  done
}

# unmet_required_use PACKAGE -> REPLY: the constraints that do not hold, one a line, in Portage's words
unmet_required_use() {
  read -ra DEP_TOKENS <<<"${M[$1,REQUIRED_USE]-}"
  DEP_AT=0 UNMET=''
  _required all "$1" top
  REPLY=$UNMET
}
_required() {
  local kind=$1 id=$2 top=${3:-} token ok count=0 total=0 holds=1 text
  while ((DEP_AT < ${#DEP_TOKENS[@]})); do
    token=${DEP_TOKENS[DEP_AT]}
    text=$DEP_AT
    DEP_AT=$((DEP_AT + 1))
    ok=''
    case $token in
      ')') break ;;
      '(') _required all "$id" && ok=1 ;;
      '||') DEP_AT=$((DEP_AT + 1)); _required any "$id" && ok=1 ;;
      '^^') DEP_AT=$((DEP_AT + 1)); _required one "$id" && ok=1 ;;
      '??') DEP_AT=$((DEP_AT + 1)); _required most "$id" && ok=1 ;;
      *\?) DEP_AT=$((DEP_AT + 1)); _required all "$id" && ok=1; _condition "$token" "$id" || ok=1 ;;
      '!'*) has_use "$id" "${token#!}" || ok=1 ;;
      *) has_use "$id" "$token" && ok=1 ;;
    esac
    total=$((total + 1))
    if [[ $ok ]]; then
      count=$((count + 1))
    elif [[ $top ]]; then
      text=${DEP_TOKENS[*]:text:DEP_AT - text}
      text=${text/#'^^'/exactly-one-of} text=${text/#'||'/any-of} text=${text/#'??'/at-most-one-of}
      UNMET+=$text$'\n'
    fi
  done
  case $kind in
    all) ((count == total)) || holds=0 ;;
    any) ((count > 0 || total == 0)) || holds=0 ;;
    one) ((count == 1)) || holds=0 ;;
    most) ((count <= 1)) || holds=0 ;;
  esac
  ((holds))
}
