#!/bin/bash
# The compiler's runtime libraries belong to no package that a root would get, since gcc itself is not in it.
# In: the ELF files of the root. Out: those of gcc's libraries that one of them needs and that the root lacks, copied
# from the builder to /usr/$_LIB of the root. Never copies anything else: what is missing otherwise is the user's to name.
# For hooks: `copy` and sonames: these, or the usual ones where none is named, whether anything needs them or not.
set -Eeuo pipefail

# shellcheck source=src/container/job.sh
source /gib/job/job.sh

GCC_LIBRARIES='lib(gcc_s|stdc\+\+|gomp|atomic|gfortran|quadmath|itm|objc|ssp)\.so\.[0-9]+'

main() {
  if [[ ${1-} == copy ]]; then
    copy "${@:2}"
  else
    copy_needed
  fi
}

# Fails where one that is named is not there, and where there is none at all.
copy() {
  local soname source count=0 wanted=("$@")
  if (($# == 0)); then wanted=(libgcc_s.so.1 libstdc++.so.6 libgomp.so.1); fi
  for soname in "${wanted[@]}"; do
    source=$(find_library "$soname")
    if [[ -n $source ]]; then
      install_library "$soname" "$source"
      count=$((count + 1))
    elif (($# > 0)); then
      return 1
    fi
  done
  ((count > 0))
}

copy_needed() {
  local soname source
  command -v readelf >/dev/null || return 0
  while IFS= read -r soname; do
    [[ -z $(find "$GIB_ROOT" -name "$soname" -print -quit) ]] || continue
    source=$(find_library "$soname")
    [[ -n $source ]] || continue
    install_library "$soname" "$source"
  done < <(needed_libraries)
}

needed_libraries() {
  find "$GIB_ROOT" -type f \( -perm /111 -o -name '*.so*' \) -print0 | xargs -0r readelf -d 2>/dev/null |
    sed -nE "s/.*\(NEEDED\).*\[($GCC_LIBRARIES)\]/\1/p" | LC_ALL=C sort -u || true
}

# The compiler knows its own; `-print-file-name` answers with the bare name when there is none.
find_library() {
  local path
  path=$(gcc -print-file-name="$1" 2>/dev/null || true)
  if [[ $path == /* ]]; then realpath "$path"; fi
}

install_library() {
  local folder=usr/lib
  if [[ -d /usr/lib64 && ! -L /usr/lib64 ]]; then folder=usr/lib64; fi
  mkdir -p "$GIB_ROOT/$folder"
  cp "$2" "$GIB_ROOT/$folder/$1"
  chmod 755 "$GIB_ROOT/$folder/$1"
  printf 'added %s, which belongs to the compiler\n' "/$folder/$1"
}

main "$@"
