#!/bin/bash
# Puts what the images file adds where it belongs.
# In: `builder` or `target`, and /gib/job/add.list: five NUL-ended fields an entry: a number, where it goes to, in which
# form it lies in /gib/job/add/<number>, its path at its source, its destination. Forms: `content` (a file or a folder),
# `layers` (those of an image) and `archive` (a tar). Out: files in the builder or in $GIB_ROOT; what comes from
# elsewhere than an image belongs to root. A link on the way is followed within the root that it lies in.
set -Eeuo pipefail

# shellcheck source=src/container/job.sh
source /gib/job/job.sh

main() {
  local index to form source dest base=''
  [[ -e $GIB_JOB/add.list ]] || return 0
  if [[ $1 == target ]]; then base=$GIB_ROOT; fi
  while IFS= read -r -d '' index && IFS= read -r -d '' to && IFS= read -r -d '' form &&
    IFS= read -r -d '' source && IFS= read -r -d '' dest; do
    if [[ $to == "$1" ]]; then add "$index" "$form" "$source" "$dest" "$base"; fi
  done <"$GIB_JOB/add.list"
}

# In: number, form, path at its source, destination, root without a slash at its end.
add() {
  local content place preserve='--preserve=all'
  case $2 in
    content)
      content=$GIB_JOB/add/$1/content
      preserve='--preserve=mode,links'
      ;;
    layers)
      mkdir -p "$GIB_WORK/add/$1"
      GIB_ROOT=$GIB_WORK/add/$1 /bin/bash "$GIB_JOB/root.sh" layers "$GIB_JOB/add/$1"
      content=$(inside "$GIB_WORK/add/$1" "$(dirname "$3")")/$(basename "$3")
      ;;
    archive)
      mkdir -p "$GIB_WORK/add/$1"
      tar -xpf "$GIB_JOB/add/$1/content.tar" -C "$GIB_WORK/add/$1" --numeric-owner --same-owner
      content=$GIB_WORK/add/$1/$(basename "$3")
      ;;
  esac
  [[ -e $content || -L $content ]] || fail "$1" "there is no $3 in the image"
  place=$(inside "$5" "$4")
  put "$1" "$content" "$place" "$(basename "$3")" "$4" "$preserve"
  rm -rf "$GIB_WORK/add/$1"
  printf 'added %s\n' "$4"
}

# In: number, what, where to, the name at its source, the destination as written, what cp preserves.
put() {
  local place=$3
  if [[ -d $2 && ! -L $2 ]]; then
    [[ ! -e $place || -d $place ]] || fail "$1" "$5 is a file, where a folder is to be added"
    mkdir -p "$place"
    cp -rT --remove-destination "$6" "$2" "$place" || fail "$1" "what is to be added at $5 does not fit what is there"
    return 0
  fi
  if [[ $5 == */ ]]; then place=$place/$4; fi
  [[ ! -d $place || -L $place ]] || fail "$1" "$5 is a folder, where a file is to be added: end it with / to add it into the folder"
  mkdir -p "$(dirname "$place")"
  cp -P --remove-destination "$6" "$2" "$place"
}

# In: a root without a slash at its end, a path in it. Out: the path with all links followed as they lead in that root.
inside() {
  local rest=$2 done='' part target count=0
  while [[ -n $rest ]]; do
    rest=${rest#/}
    part=${rest%%/*}
    if [[ $rest == */* ]]; then rest=${rest#*/}; else rest=''; fi
    case $part in
      '' | .) continue ;;
      ..) done=${done%/*} && continue ;;
    esac
    if [[ -L $1$done/$part ]]; then
      count=$((count + 1))
      ((count <= 40)) || gib_fail "the links on the way to $2 lead in a ring" ''
      target=$(readlink "$1$done/$part")
      if [[ $target == /* ]]; then done=''; fi
      rest=$target/$rest
    else
      done=$done/$part
    fi
  done
  printf '%s' "$1$done"
}

# In: the number of the addition, a message.
fail() {
  printf 'kind=addition\nnumber=%s\nmessage=%s\n' "$1" "$2" >"$GIB_OUT/failure"
  printf '!!! %s\n' "$2" >&2
  exit 1
}

main "$@"
