#!/usr/bin/env bash
# Assembles the stand-in for a Gentoo stage3 out of programs of this host and imports it into docker.
# In: the name of the image; `--folder DIR` only fills DIR (no docker). Out: the image, its id on stdout.
# It is no Gentoo: the programs are the host's, emerge and portageq are the bash ones under rootfs/.
set -Eeuo pipefail

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
# Everything in the image bears this time, so that two runs on one host differ in nothing.
epoch=1700000000

# program -> Debian package that has it (only for the message)
programs='
bash:bash env:coreutils tar:tar gzip:gzip bzip2:bzip2 sed:sed grep:grep gawk:gawk find:findutils xargs:findutils
cmp:diffutils diff:diffutils make:make tcc:tcc readelf:binutils ldd:libc-bin ldconfig:libc-bin getent:libc-bin
flock:util-linux setsid:util-linux unshare:util-linux useradd:passwd groupadd:passwd usermod:passwd userdel:passwd
groupdel:passwd groupmod:passwd chpasswd:passwd ps:procps pgrep:procps pkill:procps which:debianutils file:file patch:patch
attr:attr getfattr:attr setfattr:attr getcap:libcap2-bin setcap:libcap2-bin'
coreutils='[ b2sum base64 basename cat chgrp chmod chown chroot comm cp cut date dd df dirname du echo env expand expr false
fmt fold head hostid id install join ln logname ls md5sum mkdir mkfifo mknod mktemp mv nice nl nohup nproc od paste
pathchk pr printenv printf pwd readlink realpath rm rmdir seq sha1sum sha256sum sha512sum shred shuf sleep sort split
stat stdbuf stty sum sync tac tail tee test timeout touch tr true truncate tsort tty uname unexpand uniq unlink wc
who whoami yes'

need() {
  local missing=() pair
  for pair in $programs; do
    command -v "${pair%%:*}" >/dev/null || missing+=("${pair%%:*} (Debian package ${pair##*:})")
  done
  ((${#missing[@]} == 0)) && return
  printf 'build.sh: this host lacks:\n' >&2
  printf '  %s\n' "${missing[@]}" >&2
  printf 'install them: apt-get install gawk tcc make binutils file patch attr libcap2-bin bzip2\n' >&2
  exit 1
}

# Merged /usr, as stage3 has it; the libraries keep the host's paths because programs look for them there.
skeleton() {
  local dir
  mkdir -p "$root"/usr/{bin,sbin,lib,lib64,share,include,local/bin} \
    "$root"/etc/portage/{repos.conf,package.use,package.accept_keywords,package.mask,package.license,profile} \
    "$root"/var/{tmp,log,lib/portage,lib/gentoo,db/pkg,db/repos/gentoo,cache/binpkgs,cache/distfiles,cache/edb} \
    "$root"/{boot,dev,home,media,mnt,opt,proc,root,run,sys,tmp}
  for dir in bin sbin lib lib64; do ln -s "usr/$dir" "$root/$dir"; done
  chmod 1777 "$root/tmp" "$root/var/tmp"
  chmod 0700 "$root/root"
  ln -s ../run "$root/var/run"
}

copy_program() {
  local path real
  path=$(type -P "$1") || return 0
  real=$(readlink -f "$path")
  case $path in */sbin/*) cp "$real" "$root/usr/sbin/$1" ;; *) cp "$real" "$root/usr/bin/$1" ;; esac
  printf '%s\n' "$real" >>"$list"
}

copy_programs() {
  local pair name
  for pair in $programs; do copy_program "${pair%%:*}"; done
  for name in $coreutils; do type -P "$name" >/dev/null && copy_program "$name"; done
  for name in egrep fgrep gunzip zcat; do cp "$(type -P "$name")" "$root/usr/bin/"; done
  ln -s bash "$root/usr/bin/sh"
  ln -s gawk "$root/usr/bin/awk"
  ln -s make "$root/usr/bin/gmake"
  for name in cc gcc x86_64-pc-linux-gnu-gcc; do ln -s tcc "$root/usr/bin/$name"; done
  ln -s readelf "$root/usr/bin/x86_64-pc-linux-gnu-readelf"
}

copy_libraries() {
  local path
  { xargs -r ldd <"$list" 2>/dev/null || true; } | grep -oE '/[^ :]+\.so[^ :]*' | sort -u >"$list.so"
  while read -r path; do
    [[ $path == /lib* ]] && path=/usr$path
    mkdir -p "$root${path%/*}"
    cp -L "$path" "$root$path"
  done <"$list.so"
  # what is not linked but loaded: tcc's own headers and run-time, the compiler's C library
  cp -a --parents /usr/lib/x86_64-linux-gnu/tcc "$root/"
  cp -L /usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2 "$root/usr/lib/x86_64-linux-gnu/" 2>/dev/null || true
  cp -a --parents /usr/lib/x86_64-linux-gnu/{crt1.o,crti.o,crtn.o,libc.so,libc_nonshared.a} "$root/" 2>/dev/null || true
  cp -a --parents /usr/lib/file/magic.mgc "$root/" 2>/dev/null || true
  mkdir -p "$root/usr/lib/locale"
  cp -a /usr/lib/locale/C.utf8 "$root/usr/lib/locale/" 2>/dev/null ||
    cp -a /usr/lib/locale/C.UTF-8 "$root/usr/lib/locale/C.utf8" 2>/dev/null || true
  [[ -d /usr/include ]] && for path in stdio.h stdlib.h string.h stddef.h features.h features-time64.h stdc-predef.h \
    alloca.h strings.h endian.h unistd.h; do
    [[ -e /usr/include/$path ]] && cp --parents "/usr/include/$path" "$root/"
  done
  for path in bits gnu sys; do
    [[ -d /usr/include/x86_64-linux-gnu/$path ]] && cp -r --parents "/usr/include/x86_64-linux-gnu/$path" "$root/"
  done
  return 0
}

finish() {
  cp -r "$here/rootfs/." "$root/"
  chmod 0755 "$root"/usr/bin/{emerge,portageq,env-update,eselect}
  chmod 0600 "$root"/etc/shadow "$root"/etc/gshadow
  ln -s ../../var/db/repos/gentoo/profiles/default/linux/amd64/23.0 "$root/etc/portage/make.profile"
  printf '/usr/local/lib\n/usr/lib64\n/usr/lib/x86_64-linux-gnu\n/lib/x86_64-linux-gnu\n' >"$root/etc/ld.so.conf"
  "$here/installed.sh" "$root" "$epoch"
  : >"$root/var/lib/portage/world"
  ldconfig -r "$root" 2>/dev/null
  rm -rf "$root/var/cache/ldconfig"
  find "$root" -exec touch -h -d "@$epoch" {} +
}

main() {
  local to_folder='' image
  if [[ ${1:-} == --folder ]]; then to_folder=$2; else image=${1:?usage: build.sh IMAGE | build.sh --folder DIR}; fi
  need
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  root=${to_folder:-$work/root} list=$work/programs
  mkdir -p "$root"
  : >"$list"
  umask 022
  skeleton
  copy_programs
  copy_libraries
  finish
  [[ $to_folder ]] && return
  tar -C "$root" --numeric-owner --owner=0 --group=0 --sort=name --mtime="@$epoch" -c . |
    docker import \
      -c 'CMD ["/bin/bash"]' \
      -c 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/opt/bin' \
      -c 'LABEL org.opencontainers.image.title="mini-gentoo stand-in (not a Gentoo stage3)"' \
      - "$image"
}

main "$@"
