# shellcheck shell=bash
# What the configuration says about one package: its USE flags, whether it may be installed and if not why.
# In: CONF, the profile's and /etc/portage's package.* files. Out: P_USE[id], REPLY with reasons.

declare -A RULE_COUNT=() RULE_ATOM=() RULE_WORDS=() PROVIDED=()

# load_rules NAME PATH: "atom word..." lines into the table NAME
load_rules() {
  local name=$1 path=$2 file atom words n
  if [[ -d $path ]]; then
    glob "$path/*"
    for file in "${GLOB[@]}"; do
      [[ ${file##*/} == .* || $file == *'~' || ! -e $file ]] || load_rules "$name" "$file"
    done
    return 0
  fi
  [[ -f $path ]] || return 0
  while read -r atom words; do
    if ! parse_atom "${atom#-}" || [[ ${AT_CP[${atom#-}]} == null/* ]]; then
      for n in 1 ${ROOT_IS_OTHER:+2}; do printf -- '--- Invalid atom in %s: %s\n' "$path" "$atom" >&2; done
      continue
    fi
    n=${RULE_COUNT[$name]:-0}
    RULE_ATOM[$name,$n]=$atom RULE_WORDS[$name,$n]=$words RULE_COUNT[$name]=$((n + 1))
  done < <(config_lines "$path")
}

# general rules first, then narrower ones, so that the narrower win; the order of files otherwise
rules_for() {
  local name=$1 id=$2 i atom ranked=()
  RULES=()
  for ((i = 0; i < ${RULE_COUNT[$name]:-0}; i++)); do
    atom=${RULE_ATOM[$name,$i]}
    atom_matches "${atom#-}" "$id" || continue
    if [[ ${AT_CP[${atom#-}]} == *'*'* ]]; then
      ranked+=("0 $i")
    elif [[ ${AT_OP[${atom#-}]} == [=~]* ]]; then
      ranked+=("3 $i")
    elif [[ ${AT_OP[${atom#-}]} || ${AT_SLOT[${atom#-}]} || ${AT_REPO[${atom#-}]} ]]; then
      ranked+=("2 $i")
    else
      ranked+=("1 $i")
    fi
  done
  ((${#ranked[@]})) || return 0
  if ((${#ranked[@]} > 1)); then mapfile -t ranked < <(printf '%s\n' "${ranked[@]}" | sort -k1,1n -k2,2n); fi
  for i in "${ranked[@]}"; do RULES+=("${i#* }"); done
}

load_package_config() {
  local dir name repo line
  for repo in "${REPO_NAMES[@]}"; do
    load_rules "mask:$repo" "${REPO_PATH[$repo]}/profiles/package.mask"
    load_rules "unmask:$repo" "${REPO_PATH[$repo]}/profiles/package.unmask"
  done
  for dir in "${PROFILES[@]}"; do
    for name in use mask unmask use.mask use.force accept_keywords; do
      load_rules "profile:$name" "$dir/package.$name"
    done
    while read -r line; do PROVIDED[$line]=1; done < <(config_lines "$dir/package.provided")
  done
  for name in use accept_keywords mask unmask license; do
    load_rules "user:$name" "$CONFIG_ROOT/etc/portage/package.$name"
  done
  load_rules user:accept_keywords "$CONFIG_ROOT/etc/portage/package.keywords"
  USE_FORCE='' USE_MASK='' LICENSE_GROUPS=''
  for dir in "${PROFILES[@]}"; do
    stack_words "$USE_FORCE" "$(config_lines "$dir/use.force")"; USE_FORCE=$REPLY
    stack_words "$USE_MASK" "$(config_lines "$dir/use.mask")"; USE_MASK=$REPLY
  done
  for repo in "${REPO_NAMES[@]}"; do
    LICENSE_GROUPS+=$'\n'$(config_lines "${REPO_PATH[$repo]}/profiles/license_groups")
  done
  _expanded_flags
}

_expanded_flags() {
  local name value
  EXPANDED=''
  for name in "${EXPANDS[@]}"; do
    for value in ${CONF[$name]:-}; do EXPANDED+=" ${name,,}_$value"; done
  done
  IMPLICIT=" ${CONF[ARCH]:-} $EXPANDED "
}

# "ABI_X86: 64 -32" in package.use means abi_x86_64 -abi_x86_32
_plain_flags() {
  local word prefix='' out=()
  for word in $1; do
    if [[ $word == *: ]]; then
      prefix=${word%:}_ prefix=${prefix,,}
    elif [[ $word == -* ]]; then
      out+=("-$prefix${word#-}")
    else
      out+=("$prefix$word")
    fi
  done
  REPLY=${out[*]-}
}

_rule_flags() {
  local i text=''
  rules_for "$1" "$2"
  for i in "${RULES[@]}"; do
    _plain_flags "${RULE_WORDS[$1,$i]}"
    text+=" $REPLY"
  done
  REPLY=$text
}

# compute_use ID: P_USE[id] for an ebuild; env over package.use over make.conf over profile over the ebuild's "+flag"
compute_use() {
  local id=$1 flag words='' kept=() force=$USE_FORCE mask=$USE_MASK
  for flag in ${M[$id,IUSE]-}; do [[ $flag == +* ]] && words+=" ${flag#+}"; done
  words+=" ${USE_LAYER[profile]:-}"
  _rule_flags profile:use "$id"; words+=" $REPLY"
  words+=" $EXPANDED ${USE_LAYER[user]:-}"
  _rule_flags user:use "$id"; words+=" $REPLY"
  words+=" ${USE_LAYER[env]:-}"
  feature test && has_iuse "$id" test && words+=' test'
  stack_words '' "$words"
  words=" $REPLY "
  _rule_flags profile:use.force "$id"; stack_words "$force" "$REPLY"; force=$REPLY
  _rule_flags profile:use.mask "$id"; stack_words "$mask" "$REPLY"; mask=$REPLY
  for flag in $words $force $IMPLICIT; do
    [[ " $mask " == *" $flag "* ]] && continue
    if [[ ${P_IUSE[id]} == *" $flag "* || $IMPLICIT == *" $flag "* ]]; then kept+=("$flag"); fi
  done
  REPLY=$(printf '%s\n' "${kept[@]}" | LC_ALL=C sort -u)
  P_USE[id]=" ${REPLY//$'\n'/ } "
}

has_iuse() { [[ ${P_IUSE[$1]} == *" $2 "* || $IMPLICIT == *" $2 "* ]]; }

has_use() {
  [[ ${P_USE[$1]} ]] || compute_use "$1"
  [[ ${P_USE[$1]} == *" $2 "* ]]
}

_masked() {
  local id=$1 table i atom
  for table in "unmask:${P_REPO[id]}" profile:unmask user:unmask; do
    rules_for "$table" "$id"
    ((${#RULES[@]} == 0)) || return 1
  done
  for table in "mask:${P_REPO[id]}" profile:mask user:mask; do
    rules_for "$table" "$id"
    for i in "${RULES[@]}"; do
      atom=${RULE_ATOM[$table,$i]}
      [[ $atom == -* ]] || return 0
    done
  done
  return 1
}

# keyword_problem ID -> REPLY: "" or the reason as Portage words it
keyword_problem() {
  local id=$1 i accept=" ${CONF[ACCEPT_KEYWORDS]:-} " arch=${CONF[ARCH]:-} word table
  for table in profile:accept_keywords user:accept_keywords; do
    rules_for "$table" "$id"
    for i in "${RULES[@]}"; do accept+="${RULE_WORDS[$table,$i]:-~$arch} "; done
  done
  REPLY=''
  [[ $accept == *' ** '* ]] && return
  for word in ${M[$id,KEYWORDS]-}; do
    [[ $accept == *" $word "* ]] && return
    [[ $word != [-~]* && $accept == *' * '* ]] && return
    [[ $word == ~* && ($accept == *' ~* '* || $accept == *" ~${word#\~} "*) ]] && return
    [[ $word != [-~]* && $accept == *" ~$word "* ]] && return
  done
  if [[ " ${M[$id,KEYWORDS]-} " == *" ~$arch "* ]]; then REPLY="~$arch keyword"; else REPLY='missing keyword'; fi
}

_license_accepted() {
  local license=$1 accept=$2 word group ok=1
  for word in $accept; do
    case $word in
      '*') ok=0 ;;
      '-*') ok=1 ;;
      @* | -@*)
        group=$(grep -E "^${word#*@}( |\$)" <<<"$LICENSE_GROUPS") || group=''
        [[ " ${group#* } " == *" $license "* ]] && { [[ $word == -* ]] && ok=1 || ok=0; }
        ;;
      "$license") ok=0 ;;
      "-$license") ok=1 ;;
    esac
  done
  return "$ok"
}

# license_problem ID -> REPLY: the licenses that nobody accepted
license_problem() {
  local id=$1 i accept word bad=()
  accept=${CONF[ACCEPT_LICENSE]:-}
  rules_for user:license "$id"
  for i in "${RULES[@]}"; do accept+=" ${RULE_WORDS[user:license,$i]}"; done
  flatten_words "${M[$id,LICENSE]-}" "$id"
  for word in $REPLY; do _license_accepted "$word" "$accept" || bad+=("$word"); done
  REPLY=${bad[*]-}
}

# mask_reasons ID -> REPLY: "" for a visible package, else Portage's words, joined by ", "
mask_reasons() {
  local id=$1 out=()
  if [[ ${P_MASK[id]+x} ]]; then REPLY=${P_MASK[id]}; return; fi
  _masked "$id" && out+=('package.mask')
  if [[ ${M[$id,EAPI]:-0} != [5678] ]]; then out+=("EAPI ${M[$id,EAPI]:-0}"); fi
  keyword_problem "$id"; [[ -z $REPLY ]] || out+=("$REPLY")
  license_problem "$id"; [[ -z $REPLY ]] || out+=("$REPLY license(s)")
  metadata_problem "$id"; [[ -z $REPLY ]] || out+=("invalid: $REPLY")
  REPLY=''
  for id in "${out[@]}"; do REPLY+=${REPLY:+, }$id; done
  P_MASK[$1]=$REPLY
}

# provided_by ATOM -> true when package.provided satisfies it, whatever its USE dependencies say
is_provided() {
  local cpv
  for cpv in "${!PROVIDED[@]}"; do
    split_cpv "$cpv" || continue
    [[ $CPV_CP == "${AT_CP[$1]}" ]] || continue
    [[ -z ${AT_OP[$1]} ]] && return
    version_satisfies "${AT_OP[$1]}" "${AT_VER[$1]}" "$CPV_PVR" && return
  done
  return 1
}
