# shellcheck shell=bash
# The ELF files of the root, and which of their libraries are missing by the target's own rules.
# In: $GIB_ROOT. Out: gib_find_missing calls `gib_missing KIND PATH NAME` for each; KIND is soname or interpreter.
# Nothing of the target is run: readelf and the target's own configuration tell what its dynamic linker would find.
# Sourced by closure.sh. https://man7.org/linux/man-pages/man8/ld.so.8.html

# By the path of an object, which begins with a slash.
declare -A GIB_KIND=() GIB_NEEDED=() GIB_RPATH=() GIB_RUNPATH=() GIB_INTERPRETER=()
# A link's target by its path; real paths by paths; what a search came to by its question.
declare -A GIB_LINKS=() GIB_REAL=() GIB_FOUND=()
# Libraries that some program has loaded: `kind name`.
declare -A GIB_LOADED=()
# Folders that a dynamic linker looks through of itself, by its path; the linker of a kind.
declare -A GIB_FOLDERS=() GIB_LINKER=()

gib_read_links() {
  local path target
  while IFS= read -r -d '' path && IFS= read -r -d '' target; do
    GIB_LINKS[/$path]=$target
  done < <(find "$GIB_ROOT" -mindepth 1 -type l -printf '%P\0%l\0')
}

# In: an absolute path of the root. Out: REPLY, where it leads within the root; 1 when it leads nowhere, and REPLY is
# where the way ended.
gib_resolve() {
  local rest=${1#/} at='' part hops=0
  REPLY=${GIB_REAL[$1]-}
  if [[ -n $REPLY ]]; then return 0; fi
  while [[ -n $rest ]]; do
    part=${rest%%/*}
    if [[ $rest == */* ]]; then rest=${rest#*/}; else rest=''; fi
    case $part in
      '' | .) ;;
      ..) at=${at%/*} ;;
      *)
        if [[ -n ${GIB_LINKS[$at/$part]+x} ]]; then
          REPLY=$at/$part
          ((++hops <= 40)) || return 1
          rest=${GIB_LINKS[$at/$part]}/$rest
          if [[ $rest == /* ]]; then at=''; fi
        else
          at=$at/$part
          REPLY=$at/$rest
          [[ -e $GIB_ROOT$at ]] || return 1
        fi
        ;;
    esac
  done
  REPLY=${at:-/}
  GIB_REAL[$1]=$REPLY
}

# A file that is no object comes first, so that there is a line with the name of each.
gib_read_objects() {
  local word value path='' class='' paths
  paths=$(mktemp "$GIB_WORK/objects.XXXXXX")
  (cd "$GIB_ROOT" && find . -path ./usr/lib/debug -prune -o -type f \( -perm /111 -o -name '*.so*' \) -printf '/%P\0') >"$paths"
  while read -r word value; do
    case $word in
      File:) path=$value class='' ;;
      Class:) class=$value ;;
      # Of a file that is no object there is only the name.
      Machine:) GIB_KIND[$path]="$class $value" GIB_NEEDED[$path]='' ;;
      INTERP) GIB_INTERPRETER[$path]=$value ;;
      NEEDED) GIB_NEEDED[$path]+="$value"$'\n' ;;
      RPATH) GIB_RPATH[$path]=$value ;;
      RUNPATH) GIB_RUNPATH[$path]=$value ;;
    esac
  done < <(sed -z "s|^|$GIB_ROOT|" "$paths" | LC_ALL=C xargs -0r readelf -W -h -l -d "$GIB_JOB/job.sh" 2>/dev/null |
    LC_ALL=C sed -nE "s|^File: ${GIB_ROOT}(/.*)$|File: \\1|p
      s/^ +(Class|Machine): +(.*)$/\\1: \\2/p
      s/^.*\\[Requesting program interpreter: (.*)\\]$/INTERP \\1/p
      s/^.*\\((NEEDED|RPATH|RUNPATH)\\).*\\[(.*)\\]$/\\1 \\2/p" || true)
  rm "$paths"
}

# The folders of /etc/ld.so.conf, in order, a line each.
gib_configured_folders() {
  local file line word
  for file in "$@"; do
    [[ -f $file ]] || continue
    while IFS= read -r line || [[ -n $line ]]; do
      line=${line%%#*}
      if [[ $line =~ ^[[:space:]]*include[[:space:]]+([^[:space:]]+) ]]; then
        word=${BASH_REMATCH[1]}
        if [[ $word != /* ]]; then word=/etc/$word; fi
        # shellcheck disable=SC2086
        gib_configured_folders "$GIB_ROOT"${word}
      else
        for word in ${line//[:,=]/ }; do printf '%s\n' "$word"; done
      fi
    done <"$file"
  done
}

# In: a dynamic linker's path. Out: GIB_FOLDERS of it: those of its configuration, then those that are built into it.
gib_learn_folders() {
  local folder list=() name=${1##*/}
  if [[ $name == ld-musl-* ]]; then
    if [[ -f $GIB_ROOT/etc/${name%.so.1}.path ]]; then
      mapfile -t list < <(tr ':' '\n' <"$GIB_ROOT/etc/${name%.so.1}.path")
    else
      list=(/lib /usr/local/lib /usr/lib)
    fi
  else
    mapfile -t list < <(gib_configured_folders "$GIB_ROOT/etc/ld.so.conf")
    # They stand in it as texts of their own.
    if gib_resolve "$1"; then
      while IFS= read -r -d '' folder; do list+=("${folder%/}"); done < <(
        LC_ALL=C grep -azxE '/(usr/)?lib[a-z0-9]*/([A-Za-z0-9_-]+/)?' "$GIB_ROOT$REPLY" || true)
    fi
  fi
  printf -v "GIB_FOLDERS[$1]" '%s\n' "${list[@]}"
}

# In: kind, folders (a line each), name. Out: REPLY, the real path of an object of that kind; 1 when there is none.
gib_search() {
  local folder
  while IFS= read -r folder; do
    if [[ -n $folder ]] && gib_resolve "$folder/$3" && [[ ${GIB_KIND[$REPLY]-} == "$1" ]]; then return 0; fi
  done <<<"$2"
  return 1
}

# In: an object, its RPATH or RUNPATH. Out: the folders, a line each.
# shellcheck disable=SC2016
gib_expand() {
  local text=$2 lib=lib
  if [[ ${GIB_KIND[$1]} == ELF64* ]]; then lib=lib64; fi
  text=${text//'${ORIGIN}'/${1%/*}}
  text=${text//'$ORIGIN'/${1%/*}}
  text=${text//'${LIB}'/$lib}
  text=${text//'$LIB'/$lib}
  printf '%s' "${text//:/$'\n'}"
}

# In: object, name, folders of the RPATHs of who loaded it, its linker. Out: REPLY; 1 when nothing is found.
gib_find_library() {
  local kind=${GIB_KIND[$1]} folders=$3 question
  # The linker itself is in memory before all others.
  if [[ $2 == "${4##*/}" ]] && gib_resolve "$4"; then return 0; fi
  # The C library of musl has these in itself.
  if [[ ${4##*/} == ld-musl-* && $2 =~ ^lib(c|pthread|rt|m|dl|util|xnet)\. ]]; then REPLY=$4; return 0; fi
  if [[ $2 == */* ]]; then gib_resolve "$2" && [[ ${GIB_KIND[$REPLY]-} == "$kind" ]]; return; fi
  if [[ -n ${GIB_RUNPATH[$1]-} ]]; then folders=$(gib_expand "$1" "${GIB_RUNPATH[$1]}"); fi
  question="$kind|$2|$folders|$4"
  if [[ -z ${GIB_FOUND[$question]+x} ]]; then
    gib_search "$kind" "$folders"$'\n'"${GIB_FOLDERS[$4]-}" "$2" || REPLY=''
    GIB_FOUND[$question]=$REPLY
  fi
  REPLY=${GIB_FOUND[$question]}
  [[ -n $REPLY ]]
}

# In: an object, its linker. Loads what it needs and what that needs, as the linker does: breadth first, each name once.
gib_load() {
  local -A seen=() chain=()
  local queue=("$1") at name rpath
  while ((${#queue[@]} > 0)); do
    at=${queue[0]} queue=("${queue[@]:1}")
    rpath=${chain[$at]-}
    # A RUNPATH takes the RPATH's place, and is for the object alone.
    if [[ -n ${GIB_RPATH[$at]-} && -z ${GIB_RUNPATH[$at]-} ]]; then rpath=$(gib_expand "$at" "${GIB_RPATH[$at]}")$'\n'$rpath; fi
    while IFS= read -r name; do
      [[ -n $name && -z ${seen[$name]+x} ]] || continue
      seen[$name]=1
      if gib_find_library "$at" "$name" "$rpath" "$2"; then
        GIB_LOADED[${GIB_KIND[$at]} $name]=1
        GIB_REACHED[$REPLY]=1
        if [[ -z ${chain[$REPLY]+x} ]]; then chain[$REPLY]=$rpath queue+=("$REPLY"); fi
      else
        GIB_LACKING+=("$at"$'\n'"$name")
      fi
    done <<<"${GIB_NEEDED[$at]-}"
  done
}

gib_find_missing() {
  local path name linker lacking
  declare -gA GIB_REACHED=() GIB_TOLD=()
  declare -ga GIB_LACKING=()
  for path in "${!GIB_INTERPRETER[@]}"; do
    linker=${GIB_INTERPRETER[$path]}
    if [[ -z ${GIB_FOLDERS[$linker]+x} ]]; then gib_learn_folders "$linker"; fi
    GIB_LINKER[${GIB_KIND[$path]}]=$linker
    gib_resolve "$linker" || gib_missing interpreter "$path" "$linker"
    gib_load "$path" "$linker"
  done
  # What only a program opens at run time, such as a module, may use what the program has loaded already.
  for path in "${!GIB_KIND[@]}"; do
    [[ -z ${GIB_INTERPRETER[$path]+x} && -z ${GIB_REACHED[$path]+x} ]] || continue
    linker=${GIB_LINKER[${GIB_KIND[$path]}]-}
    # Without any program, the usual places. A dash is no path.
    if [[ -z $linker ]]; then linker=- GIB_FOLDERS[-]=$(gib_configured_folders "$GIB_ROOT/etc/ld.so.conf")$'\n'/lib64$'\n'/usr/lib64$'\n'/lib$'\n'/usr/lib; fi
    gib_load "$path" "$linker"
  done
  for lacking in "${GIB_LACKING[@]}"; do
    path=${lacking%%$'\n'*} name=${lacking#*$'\n'}
    if [[ -n ${GIB_LOADED[${GIB_KIND[$path]} $name]+x} && -z ${GIB_REACHED[$path]+x} && -z ${GIB_INTERPRETER[$path]+x} ]]; then continue; fi
    [[ -z ${GIB_TOLD[$lacking]+x} ]] || continue
    GIB_TOLD[$lacking]=1
    gib_missing soname "$path" "$name"
  done
}
