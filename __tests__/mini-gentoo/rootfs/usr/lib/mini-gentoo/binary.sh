# shellcheck shell=bash
# Binary packages: PKGDIR/cat/name/PF-ID.gpkg.tar (gpkg-1, metadata.tar, image.tar, Manifest) and the index PKGDIR/Packages.
# In: a build folder, or the index. Out: files below PKGDIR; packages of type "binary". The inner archives are not compressed.

declare -A BINARIES=()
BINARIES_LOADED=''

# _index_files: reads the index into packages; without an index the archives themselves are looked at
_load_index() {
  local pkgdir=${CONF[PKGDIR]} line key value
  BINARIES_LOADED=1
  [[ -d $pkgdir ]] || return 0
  [[ -f $pkgdir/Packages ]] || rebuild_index
  declare -A stanza=()
  while IFS= read -r line; do
    if [[ -z $line ]]; then
      [[ ${stanza[CPV]:-} ]] && _binary_from_stanza
      stanza=()
      continue
    fi
    key=${line%%: *} value=${line#*: }
    stanza[$key]=$value
  done < <(cat "$pkgdir/Packages" 2>/dev/null; printf '\n\n')
}

_binary_from_stanza() {
  local id key
  [[ -f ${CONF[PKGDIR]}/${stanza[PATH]:-none} ]] || return 0
  new_package binary "${stanza[CPV]}" "${CONF[PKGDIR]}/${stanza[PATH]}" || return 0
  id=$REPLY
  P_REPO[id]=${stanza[REPO]:-gentoo}
  for key in "${!stanza[@]}"; do M[$id,$key]=${stanza[$key]}; done
  _settle_package "$id"
  P_USE[id]=" ${stanza[USE]:-} "
  # a later build of the same package is the better one
  BINARIES[${P_CP[id]}]="$id ${BINARIES[${P_CP[id]}]:-}"
}

# load_binaries CP -> IDS, newest version first
load_binaries() {
  local cp=$1 id versions=() version ids=()
  [[ $BINARIES_LOADED ]] || _load_index
  for id in ${BINARIES[$cp]:-}; do
    [[ " ${versions[*]-} " == *" ${P_VER[id]} "* ]] || versions+=("${P_VER[id]}")
  done
  sort_versions_descending versions
  for version in "${versions[@]}"; do
    for id in ${BINARIES[$cp]:-}; do [[ ${P_VER[id]} == "$version" ]] && ids+=("$id"); done
  done
  IDS=("${ids[@]}")
}

# pack_binary ID: makes the archive of what stands in the build folder, adds it to the index
pack_binary() {
  local id=$1 n=1 dir name work file info=$PORTAGE_BUILDDIR/build-info
  dir=${CONF[PKGDIR]}/${P_CP[id]}
  mkdir -p "$dir" || return 1
  while [[ -e $dir/${P_CPV[id]#*/}-$n.gpkg.tar ]]; do n=$((n + 1)); done
  name=${P_CPV[id]#*/}-$n
  printf '%s\n' "$n" >"$info/BUILD_ID"
  work=$(mktemp -d)
  mkdir "$work/$name"
  : >"$work/$name/gpkg-1"
  cp -r "$info" "$work/metadata"
  tar -C "$work" -cf "$work/$name/metadata.tar" metadata || return 1
  tar -C "$PORTAGE_BUILDDIR" --xattrs --numeric-owner -cf "$work/$name/image.tar" image || return 1
  for file in metadata.tar image.tar; do
    printf 'DATA %s %s SHA512 %s\n' "$file" "$(stat -c %s "$work/$name/$file")" "$(sha512sum <"$work/$name/$file" | cut -d' ' -f1)"
  done >"$work/$name/Manifest"
  tar -C "$work" -cf "$dir/.$name.partial" "$name"/{gpkg-1,metadata.tar,image.tar,Manifest} || return 1
  mv "$dir/.$name.partial" "$dir/$name.gpkg.tar"
  rm -rf "$work"
  [[ -f ${CONF[PKGDIR]}/Packages ]] || _index_head >"${CONF[PKGDIR]}/Packages"
  _stanza "$info" "${P_CP[id]}/$name.gpkg.tar" >>"${CONF[PKGDIR]}/Packages"
  _count_index
}

_index_head() {
  printf 'ACCEPT_KEYWORDS: %s\nACCEPT_LICENSE: %s\nARCH: %s\nCHOST: %s\n' "${CONF[ACCEPT_KEYWORDS]:-}" "${CONF[ACCEPT_LICENSE]:-}" \
    "${CONF[ARCH]:-}" "${CONF[CHOST]:-}"
  printf 'PACKAGES: 0\nPROFILE: default/linux/amd64/23.0\nTIMESTAMP: %s\nVERSION: 0\n\n' "$(date +%s)"
}
_count_index() {
  local file=${CONF[PKGDIR]}/Packages
  sed -i -e "s/^PACKAGES: .*/PACKAGES: $(grep -c '^CPV: ' "$file")/" -e "s/^TIMESTAMP: .*/TIMESTAMP: $(date +%s)/" "$file"
}

# _stanza METADATA-FOLDER PATH: one package's lines of the index
_stanza() {
  local dir=$1 path=$2 key file=${CONF[PKGDIR]}/$2 name
  for key in BDEPEND BUILD_ID BUILD_TIME; do [[ -f $dir/$key ]] && printf '%s: %s\n' "$key" "$(<"$dir/$key")"; done
  printf 'CPV: %s/%s\n' "$(<"$dir/CATEGORY")" "$(<"$dir/PF")"
  for key in DEFINED_PHASES DEPEND EAPI IDEPEND IUSE KEYWORDS LICENSE; do
    [[ -f $dir/$key ]] && printf '%s: %s\n' "$key" "$(<"$dir/$key")"
  done
  printf 'MD5: %s\nMTIME: %s\nPATH: %s\n' "$(md5sum <"$file" | cut -d' ' -f1)" "$(stat -c %Y "$file")" "$path"
  for key in PDEPEND RDEPEND; do [[ -f $dir/$key ]] && printf '%s: %s\n' "$key" "$(<"$dir/$key")"; done
  printf 'REPO: %s\n' "$(<"$dir/repository")"
  printf 'SHA1: %s\nSIZE: %s\n' "$(sha1sum <"$file" | cut -d' ' -f1)" "$(stat -c %s "$file")"
  for key in SLOT USE; do
    name=''
    [[ -f $dir/$key ]] && name=$(<"$dir/$key")
    [[ $key == SLOT && $name == 0 ]] || printf '%s: %s\n' "$key" "$name"
  done
  printf '\n'
}

# rebuild_index: out of the archives, when there is none
rebuild_index() {
  local file work
  work=$(mktemp -d)
  _index_head >"${CONF[PKGDIR]}/Packages" 2>/dev/null || return 0
  while IFS= read -r file; do
    rm -rf "$work/metadata"
    tar -xOf "${CONF[PKGDIR]}/$file" --wildcards '*/metadata.tar' 2>/dev/null | tar -C "$work" -xf - || continue
    _stanza "$work/metadata" "$file" >>"${CONF[PKGDIR]}/Packages"
  done < <(cd "${CONF[PKGDIR]}" && find . -name '*.gpkg.tar' -printf '%P\n' | LC_ALL=C sort)
  rm -rf "$work"
  _count_index
}

# unpack_binary ID: image and build-info of an archive into the build folder
unpack_binary() {
  local file=${P_PATH[$1]} info=$PORTAGE_BUILDDIR/build-info
  mkdir -p "$info" "$PORTAGE_BUILDDIR/image"
  tar -xOf "$file" --wildcards '*/metadata.tar' | tar -C "$info" --strip-components=1 -xf - || return 1
  tar -xOf "$file" --wildcards '*/image.tar' | tar -C "$PORTAGE_BUILDDIR/image" --xattrs --numeric-owner --strip-components=1 -xpf - || return 1
  [[ -f $info/environment.bz2 ]] && bzip2 -dc "$info/environment.bz2" >"$PORTAGE_BUILDDIR/temp/environment"
  return 0
}
