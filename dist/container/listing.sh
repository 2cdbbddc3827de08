# shellcheck shell=bash
# How the root is listed, and how a listing is read.
# A listing is NUL-separated: path, then `type mode uid gid size ctime`, then a link's target, a file's SHA-256, or
# nothing. In: $GIB_ROOT. Out: text, or the arrays GIB_META and GIB_DATA by path. Sourced by root.sh, prune.sh, pack.sh.

# Lists all of the root with the files' hashes.
gib_list_root() {
  local -A hashes=()
  local record path meta link
  if [[ -n $(find "$GIB_ROOT" -type f -print -quit) ]]; then
    # sha256sum -z: `<64 hex>  <path>`, NUL at the end, no escapes.
    while IFS= read -r -d '' record; do
      hashes[${record:66}]=${record:0:64}
    done < <(cd "$GIB_ROOT" && find . -type f -printf "%P\0" | xargs -0 sha256sum -z --)
  fi
  while IFS= read -r -d '' path && IFS= read -r -d '' meta && IFS= read -r -d '' link; do
    if [[ $meta == f* ]]; then link=${hashes[$path]}; fi
    printf '%s\0%s\0%s\0' "$path" "$meta" "$link"
  done < <(gib_find_root)
}

# As above without hashes, which is quick.
gib_find_root() {
  find "$GIB_ROOT" -mindepth 1 -printf '%P\0%y %m %U %G %s %C@\0%l\0'
}

# In: a listing's file. Out: GIB_META[path], GIB_DATA[path].
gib_load_listing() {
  local path meta data
  declare -gA GIB_META=() GIB_DATA=()
  while IFS= read -r -d '' path && IFS= read -r -d '' meta && IFS= read -r -d '' data; do
    # shellcheck disable=SC2034
    GIB_META[$path]=$meta GIB_DATA[$path]=$data
  done <"$1"
}
