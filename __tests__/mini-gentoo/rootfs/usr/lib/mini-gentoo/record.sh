# shellcheck shell=bash
# The entry in /var/db/pkg: which files it has and what is in them.
# In: a built package (build folder) or an extracted binary one. Out: a folder of small files; empty values have none.

_put() { [[ -z ${2// /} ]] || printf '%s\n' "$2" >"$RECORD/$1"; }

# write_build_info ID FOLDER: everything that is known before the files are merged
write_build_info() {
  local id=$1 image=$PORTAGE_BUILDDIR/image key value
  RECORD=$2
  rm -rf "$RECORD"
  mkdir -p "$RECORD"
  for key in DESCRIPTION HOMEPAGE EAPI KEYWORDS LICENSE RESTRICT PROPERTIES DEFINED_PHASES INHERITED; do _put "$key" "${M[$id,$key]-}"; done
  flatten_words "${M[$id,LICENSE]-}" "$id"
  _put LICENSE "$REPLY"
  for key in DEPEND RDEPEND BDEPEND PDEPEND IDEPEND; do
    [[ ${M[$id,$key]-} ]] || continue
    reduce_deps "${M[$id,$key]}" "$id"
    case $key in RDEPEND | PDEPEND) _bind_slots "$REPLY" "${NODE_ROOT:-/}" ;; *) _bind_slots "$REPLY" / ;; esac
    _put "$key" "$REPLY"
  done
  _put CATEGORY "${P_CP[id]%/*}"
  _put PF "${P_CPV[id]#*/}"
  _put SLOT "${M[$id,SLOT]}"
  value=${P_IUSE[id]# }
  _put IUSE "${M[$id,IUSE]-}"
  value="${P_IUSE[id]}$IMPLICIT"
  _put IUSE_EFFECTIVE "$(tr ' ' '\n' <<<"$value" | sed '/^$/d' | LC_ALL=C sort -u | tr '\n' ' ' | sed 's/ $//')"
  value=${P_USE[id]# }
  _put USE "${value% }"
  _put repository "${P_REPO[id]}"
  _put REPO_REVISIONS '{}'
  for key in CHOST CBUILD CFLAGS CXXFLAGS LDFLAGS; do _put "$key" "${CONF[$key]:-}"; done
  value=${FEATURE_LIST# }
  _put FEATURES "${value% }"
  printf '%s\n' "$(date +%s)" >"$RECORD/BUILD_TIME"
  printf '%s\n' "$(_image_size "$image")" >"$RECORD/SIZE"
  bzip2 -9 <"$PORTAGE_BUILDDIR/temp/environment" >"$RECORD/environment.bz2"
  cp "${P_PATH[id]}" "$RECORD/${P_CPV[id]#*/}.ebuild"
  _needed "$image"
}

# Portage's SIZE is larger than the files: it counts what directories and links take as well
_image_size() { find "$1" -mindepth 1 -printf '%s\n' | awk '{ s += $1 } END { print s + 0 }'; }

# a dependency with ":=" is recorded with the slot that was there
_bind_slots() {
  local word out=() root=$2 id bound
  for word in $1; do
    if [[ $word == */*:*= || $word == */*:*=\[* ]] && parse_atom "$word" && [[ ${AT_SLOTOP[$word]} == '=' && -z ${AT_SUB[$word]} ]]; then
      unset "INSTALLED[$root|${AT_CP[$word]}]"
      load_installed "$root" "${AT_CP[$word]}"
      bound=''
      for id in "${IDS[@]}"; do
        atom_matches "$word" "$id" && { bound=${P_SLOT[id]}/${P_SUB[id]}; break; }
      done
      [[ $bound ]] && word=${word/:*([!=])=/:$bound=}
    fi
    out+=("$word")
  done
  REPLY=${out[*]-}
}

# NEEDED and NEEDED.ELF.2 of all ELF files in the image
_needed() {
  local image=$1 file magic text needed soname runpath class
  while IFS= read -r -d '' file; do
    LC_ALL=C IFS= read -r -N 4 magic <"$file" 2>/dev/null || continue
    [[ $magic == $'\x7fELF' ]] || continue
    text=$(readelf -hd "$file" 2>/dev/null) || continue
    class=$(sed -n 's/^ *Machine: *//p' <<<"$text")
    case $class in *X86-64*) class=X86_64 ;; *AArch64*) class=AARCH64 ;; esac
    needed=$(sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' <<<"$text" | paste -sd, -)
    soname=$(sed -n 's/.*(SONAME).*\[\(.*\)\]/\1/p' <<<"$text")
    runpath=$(sed -n 's/.*(R\(UN\)\?PATH).*\[\(.*\)\]/\2/p' <<<"$text")
    printf '%s;%s;%s;%s;%s;%s\n' "$class" "${file#"$image"}" "$soname" "$runpath" "$needed" "${class,,}" >>"$RECORD/NEEDED.ELF.2"
    printf '%s %s\n' "${file#"$image"}" "$needed" >>"$RECORD/NEEDED"
  done < <(find "$image" -type f -size +3c -print0)
}

# write_contents IMAGE FILE: dir, obj and sym lines in the order of the walk
write_contents() {
  local image=$1 kind path mtime target
  declare -A sums=()
  while IFS= read -r -d '' path; do sums[${path:34}]=${path:0:32}; done < <(cd "$image" && find . -type f -print0 | xargs -0r md5sum -z)
  while IFS= read -r -d '' kind; do
    IFS= read -r -d '' path
    IFS= read -r -d '' mtime
    IFS= read -r -d '' target
    mtime=${mtime%%.*}
    case $kind in
      d) printf 'dir /%s\n' "$path" ;;
      f) printf 'obj /%s %s %s\n' "$path" "${sums[./$path]}" "$mtime" ;;
      l) printf 'sym /%s -> %s %s\n' "$path" "$target" "$mtime" ;;
    esac
  done < <(cd "$image" && find . -mindepth 1 -printf '%P\0%y\0%T@\0%l\0' | awk 'BEGIN { RS = "\0"; ORS = "\0" }
      NR % 4 == 1 { p = $0 } NR % 4 == 2 { y = $0 } NR % 4 == 3 { t = $0 } NR % 4 == 0 { print y; print p; print t; print $0 }') >"$2"
  [[ -s $2 ]] || rm "$2"
}

# write_metadata FOLDER: the file that repeats the small ones
write_metadata() {
  local dir=$1 key
  {
    printf '#format=1\n'
    for key in BDEPEND BUILD_ID BUILD_TIME CHOST COUNTER DEFINED_PHASES DEPEND DESCRIPTION EAPI HOMEPAGE IDEPEND IUSE \
      KEYWORDS LICENSE PDEPEND PROPERTIES RDEPEND RESTRICT SLOT USE repository; do
      [[ -f $dir/$key ]] && printf '%s=%s\n' "$key" "$(<"$dir/$key")"
    done
    printf '#dir_mtime=%s\n' "$(date +%s%N)"
  } >"$dir/metadata"
}

# next_counter ROOT -> REPLY
next_counter() {
  local file=${1%/}/var/cache/edb/counter n=0
  mkdir -p "${file%/*}"
  [[ -f $file ]] && n=$(<"$file")
  REPLY=$((n + 1))
  printf '%s' "$REPLY" >"$file"
}

# add_to_world ROOT CP: true when it was not there yet
add_to_world() {
  local file=${1%/}/var/lib/portage/world
  mkdir -p "${file%/*}"
  grep -qxF "$2" "$file" 2>/dev/null && return 1
  { cat "$file" 2>/dev/null; printf '%s\n' "$2"; } | LC_ALL=C sort -u >"$file.new"
  mv "$file.new" "$file"
}
