# shellcheck shell=bash
# Brings a package's image into a root and takes files out again.
# In: image folder, root, entries of /var/db/pkg. Out: files; the paths that collide; ._cfg files where /etc is guarded.

# owned_paths FOLDER...: paths of the CONTENTS of entries, one a line
owned_paths() {
  local dir
  for dir; do
    [[ -f $dir/CONTENTS ]] && sed -E -e 's/^dir //; t' -e 's/^obj (.*) [0-9a-f]{32} [0-9]+$/\1/; t' \
      -e 's/^sym (.*) -> .* [0-9]+$/\1/; t' "$dir/CONTENTS"
  done
  return 0
}

# the real place of a path: directories that are links in the root are followed, the last part is not
_real_path() {
  local root=${1%/} path=$2 dir
  dir=${path%/*}
  if [[ -d $root$dir ]]; then
    dir=$(cd -P -- "$root$dir" && pwd)
    REPLY=${dir#"$root"}/${path##*/}
    [[ $root ]] || REPLY=${dir%/}/${path##*/}
  else
    REPLY=$path
  fi
}

is_protected() {
  local path=$1 dir
  for dir in ${CONF[CONFIG_PROTECT_MASK]:-}; do [[ $path == "$dir" || $path == "$dir"/* ]] && return 1; done
  for dir in ${CONF[CONFIG_PROTECT]:-}; do [[ $path == "$dir" || $path == "$dir"/* ]] && return 0; done
  return 1
}

# find_collisions IMAGE ROOT REPLACED-FOLDER -> COLLISIONS: paths that are there and are nobody's business of this package
find_collisions() {
  local image=$1 root=${2%/} replaced=$3 path
  declare -A mine=()
  COLLISIONS=()
  while IFS= read -r path; do mine[$path]=1; done < <(owned_paths "$replaced")
  while IFS= read -r -d '' path; do
    path=/$path
    [[ -e $root$path || -L $root$path ]] || continue
    [[ -d $root$path && ! -L $root$path && -d $image$path ]] && continue
    [[ ${mine[$path]+x} ]] && continue
    is_protected "$path" && continue
    _real_path "$root/" "$path"
    [[ ${mine[$REPLY]+x} ]] && continue
    COLLISIONS+=("$path")
  done < <(cd "$image" && find . -mindepth 1 ! -type d -printf '%P\0')
}

# owner_of ROOT PATH -> REPLY: cat/pf of the package whose CONTENTS has it
owner_of() {
  local root=${1%/} path=$2 file
  REPLY=''
  _real_path "$root/" "$path"
  glob "$root/var/db/pkg/*/*/CONTENTS"
  for file in "${GLOB[@]}"; do
    [[ -f $file && $file != */-MERGING-* ]] || continue
    if grep -qE -- "^(obj|sym|dir) ($(_quoted "$path")|$(_quoted "$REPLY"))( |\$)" "$file"; then
      file=${file%/CONTENTS}
      REPLY=${file#"$root/var/db/pkg/"}
      return 0
    fi
  done
  REPLY=''
  return 1
}
_quoted() { sed 's/[][\.*^$+?(){}|\/]/\\&/g' <<<"$1"; }

# merge_image IMAGE ROOT REPLACED-FOLDER
merge_image() {
  local image=$1 root=${2%/} replaced=$3 kind path inode links
  declare -A first=()
  mkdir -p "$root/"
  while IFS= read -r -d '' kind; do
    IFS= read -r -d '' path
    IFS= read -r -d '' inode
    IFS= read -r -d '' links
    case $kind in
      d) [[ -d $root/$path ]] || _merge_dir "$image/$path" "$root/$path" ;;
      l) _merge_link "$image/$path" "$root/$path" ;;
      *)
        if ((links > 1)) && [[ ${first[$inode]:-} ]]; then
          ln -f -- "$root/${first[$inode]}" "$root/$path"
        else
          first[$inode]=$path
          _merge_file "$image" "$root" "/$path" "$replaced"
        fi
        ;;
    esac
  done < <(cd "$image" && find . -mindepth 1 -printf '%P\0%y\0%i\0%n\0' | awk 'BEGIN { RS = "\0"; ORS = "\0" }
      NR % 4 == 1 { p = $0 } NR % 4 == 2 { y = $0 } NR % 4 == 3 { i = $0 } NR % 4 == 0 { print y; print p; print i; print $0 }')
}

_merge_dir() {
  mkdir -p -- "$2"
  chown --reference="$1" -- "$2"
  chmod --reference="$1" -- "$2"
}
_merge_link() {
  [[ -d $2 && ! -L $2 ]] && { printf '!!! %s is a directory, not replaced by a link\n' "$2" >&2; return; }
  rm -f -- "$2"
  cp -P --preserve=all -- "$1" "$2"
}

_merge_file() {
  local image=$1 root=$2 path=$3 replaced=$4 target sum old new n
  target=$root$path
  if is_protected "$path" && [[ -f $target ]]; then
    _md5 "$target"; sum=$REPLY
    _md5 "$image$path"; new=$REPLY
    old=''
    [[ $replaced && -f $replaced/CONTENTS ]] && old=$(sed -nE "s/^obj $(_quoted "$path") ([0-9a-f]{32}) [0-9]+\$/\\1/p" "$replaced/CONTENTS")
    if [[ $sum != "$new" && $sum != "$old" ]]; then
      for ((n = 0; n < 10000; n++)); do
        printf -v target '%s/._cfg%04d_%s' "$root${path%/*}" "$n" "${path##*/}"
        [[ -e $target ]] || break
      done
      CONFIG_FILES+=("$target")
    fi
  fi
  cp -P --preserve=all -- "$image$path" "$target.portage-merge-$$" && mv -fT -- "$target.portage-merge-$$" "$target"
}
_md5() { read -r REPLY _ < <(md5sum <"$1"); }

# remove_files FOLDER ROOT KEEP-CONTENTS: takes out what the entry owns and KEEP-CONTENTS does not
remove_files() {
  local dir=$1 root=${2%/} keep=$3 path line sum
  declare -A kept=()
  [[ -f $dir/CONTENTS ]] || return 0
  if [[ -f $keep ]]; then
    while IFS= read -r path; do
      kept[$path]=1
      _real_path "$root/" "$path"
      kept[$REPLY]=1
    done < <(owned_paths "${keep%/CONTENTS}")
  fi
  while IFS= read -r line; do
    path=${line#* }
    case $line in
      obj*)
        path=${path% *} sum=${path##* } path=${path% *}
        _real_path "$root/" "$path"
        [[ ${kept[$path]+x} || ${kept[$REPLY]+x} || -d $root$path || ! -e $root$path ]] && continue
        if is_protected "$path"; then _md5 "$root$path"; [[ $REPLY == "$sum" ]] || continue; fi
        rm -f -- "$root$path"
        ;;
      sym*)
        path=${path%% -> *}
        _real_path "$root/" "$path"
        [[ ${kept[$path]+x} || ${kept[$REPLY]+x} || ! -L $root$path ]] && continue
        rm -f -- "$root$path"
        ;;
      dir*)
        [[ ${kept[$path]+x} || -L $root$path ]] && continue
        rmdir -- "$root$path" 2>/dev/null
        ;;
    esac
  done < <(tac "$dir/CONTENTS")
  return 0
}
