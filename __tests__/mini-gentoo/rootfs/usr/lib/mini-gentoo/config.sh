# shellcheck shell=bash
# Portage's settings: make.globals, the profile, make.conf, the environment.
# In: files below PORTAGE_CONFIGROOT and the environment. Out: CONF[...] with the stacked values, PROFILES, REPO_*.

declare -A CONF=()
declare -a PROFILES=() REPO_NAMES=() EXPANDS=()
declare -A REPO_PATH=() REPO_PRIORITY=()
MAIN_REPO=''
readonly INCREMENTALS=" USE ACCEPT_KEYWORDS ACCEPT_LICENSE FEATURES CONFIG_PROTECT CONFIG_PROTECT_MASK USE_EXPAND \
USE_EXPAND_HIDDEN USE_EXPAND_UNPREFIXED IUSE_IMPLICIT ENV_UNSET "
# USE is kept as written, a layer at a time, because package.use stands between the layers
declare -A USE_LAYER=()

# config_lines PATH: lines of a file, or of a folder's files in code-unit order, without comments and blanks
config_lines() {
  local path=$1 file
  if [[ -d $path ]]; then
    glob "$path/*"
    for file in "${GLOB[@]}"; do
      [[ ${file##*/} == .* || $file == *'~' ]] && continue
      [[ -e $file ]] && config_lines "$file"
    done
  elif [[ -f $path ]]; then
    sed -e 's/[[:space:]]#.*//; s/^#.*//; s/^[[:space:]]*//; s/[[:space:]]*$//' -e '/^$/d' "$path"
  fi
}

# stack_words OLD NEW -> REPLY: "-x" takes x away, "-*" everything
stack_words() {
  local word words=() seen=' ' rest
  for word in $1 $2; do
    case $word in
      '-*') seen=' ' ;;
      -*) rest=" ${word#-} "; seen=${seen//"$rest"/ } ;;
      *) [[ $seen == *" $word "* ]] || seen+="$word " ;;
    esac
  done
  read -ra words <<<"$seen"
  REPLY=${words[*]-}
}

# Reads one settings file in a shell of its own, which knows the values so far but not the incremental ones.
_read_settings() {
  local file=$1 name value pass=()
  [[ -e $file ]] || return 0
  for name in "${!CONF[@]}"; do
    [[ $INCREMENTALS == *" $name "* ]] || pass+=("$name=${CONF[$name]}")
  done
  # shellcheck disable=SC2016 # for the shell that reads the file
  while IFS='=' read -r -d '' name value; do
    case $name in PWD | SHLVL | _ | OLDPWD) continue ;; esac
    _set_setting "$name" "$value"
  done < <(cd / && env -i "${pass[@]}" bash --norc -c '
    set -a
    if [ -d "$1" ]; then for _ in "$1"/*; do . "$_"; done; else . "$1"; fi
    exec env -0' settings "$file")
}

_set_setting() {
  local name=$1 value=$2
  [[ $name == USE ]] && USE_LAYER[$SETTINGS_LAYER]+=" ${value//$'\n'/ }"
  if [[ $INCREMENTALS == *" $name "* ]]; then
    stack_words "${CONF[$name]:-}" "$value"
    CONF[$name]=$REPLY
  else
    CONF[$name]=${value//$'\n'/ }
  fi
  return 0
}

# the chain of profile folders, parents first
_profile_chain() {
  local dir=$1 line
  if [[ -f $dir/parent ]]; then
    while read -r line; do
      [[ -z $line || $line == '#'* ]] && continue
      case $line in
        *:*) line=${REPO_PATH[${line%%:*}]:-${REPO_PATH[$MAIN_REPO]}}/profiles/${line#*:} ;;
        /*) ;;
        *) line=$dir/$line ;;
      esac
      _profile_chain "$(realpath -m "$line")"
    done <"$dir/parent"
  fi
  PROFILES+=("$dir")
}

read_repos() {
  local file line section='' key value
  local files=(/usr/share/portage/config/repos.conf "$CONFIG_ROOT/etc/portage/repos.conf")
  while IFS= read -r line; do
    if [[ $line =~ ^\[(.*)\]$ ]]; then
      section=${BASH_REMATCH[1]}
      [[ $section == DEFAULT || ${REPO_PATH[$section]+x} ]] || { REPO_PATH[$section]='' REPO_PRIORITY[$section]=0; }
      continue
    fi
    [[ $line == *=* ]] || continue
    key=${line%%=*} value=${line#*=}
    key=${key%%+([[:space:]])} value=${value##+([[:space:]])}
    case $section/$key in
      DEFAULT/main-repo) MAIN_REPO=$value ;;
      */location) REPO_PATH[$section]=${value%/} ;;
      */priority) REPO_PRIORITY[$section]=$value ;;
    esac
  done < <(for file in "${files[@]}"; do config_lines "$file"; done)
  REPO_PRIORITY[$MAIN_REPO]=-1000
  for key in "${!REPO_PATH[@]}"; do [[ -d ${REPO_PATH[$key]} ]] || unset "REPO_PATH[$key]"; done
  mapfile -t REPO_NAMES < <(for key in "${!REPO_PATH[@]}"; do
    printf '%s %s\n' "${REPO_PRIORITY[$key]}" "$key"
  done | LC_ALL=C sort -k1,1rn -k2,2r | cut -d' ' -f2)
}

# read_config ROOT: everything; complains on stderr as often as Portage does (once for each root)
read_config() {
  local name
  CONFIG_ROOT=${PORTAGE_CONFIGROOT:-/}
  CONFIG_ROOT=${CONFIG_ROOT%/}
  CONF=() PROFILES=() USE_LAYER=() REPO_PATH=() REPO_PRIORITY=()
  read_repos
  SETTINGS_LAYER=globals
  _read_settings /usr/share/portage/config/make.globals
  read_profile
  SETTINGS_LAYER=user
  _read_settings "$CONFIG_ROOT/etc/make.conf"
  _read_settings "$CONFIG_ROOT/etc/portage/make.conf"
  for name in $INCREMENTALS PKGDIR DISTDIR PORTAGE_TMPDIR PORTAGE_LOGDIR EMERGE_DEFAULT_OPTS PORTAGE_ELOG_SYSTEM \
    PORTAGE_ELOG_CLASSES PORTDIR_OVERLAY CFLAGS CXXFLAGS LDFLAGS MAKEOPTS CHOST INSTALL_MASK NOCOLOR COLLISION_IGNORE \
    ${CONF[USE_EXPAND]:-}; do
    [[ ${!name+x} && $name != USE ]] && _set_setting "$name" "${!name}"
  done
  USE_LAYER[env]=${USE-}
  FEATURE_LIST=" ${CONF[FEATURES]//$'\n'/ } "
  read -ra EXPANDS <<<"${CONF[USE_EXPAND]:-}"
  for name in PKGDIR DISTDIR PORTAGE_TMPDIR; do CONF[$name]=${CONF[$name]%/}; done
}

read_profile() {
  local link=$CONFIG_ROOT/etc/portage/make.profile dir
  PROFILE_PROBLEM=''
  if [[ -d $link ]]; then
    _profile_chain "$(realpath "$link")"
  else
    PROFILE_PROBLEM=1
  fi
  [[ -d $CONFIG_ROOT/etc/portage/profile ]] && PROFILES+=("$CONFIG_ROOT/etc/portage/profile")
  SETTINGS_LAYER=profile
  for dir in "${PROFILES[@]}"; do _read_settings "$dir/make.defaults"; done
}

feature() { [[ $FEATURE_LIST == *" $1 "* ]]; }

# What emerge says when /etc/portage/make.profile leads nowhere: twice, because two configurations are read.
complain_about_profile() {
  local i
  for i in 1 ${ROOT_IS_OTHER:+2}; do
    printf '\n\n!!! %s is not a symlink and will probably prevent most merges.\n' "$CONFIG_ROOT/etc/portage/make.profile"
    printf '!!! It should point into a profile within %s/profiles/\n' "${REPO_PATH[$MAIN_REPO]:-/var/db/repos/gentoo}"
    printf "!!! (You can safely ignore this message when syncing. It's harmless.)\n\n\n"
  done
  printf '\n\n!!! Your current profile is invalid. If you have just changed your profile\n'
  printf '!!! configuration, you should revert back to the previous configuration.\n'
  printf '!!! Allowed actions are limited to --help, --info, --search, --sync, and\n!!! --version.\n'
} >&2
