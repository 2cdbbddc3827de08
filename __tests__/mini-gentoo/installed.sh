#!/usr/bin/env bash
# Writes the entries of /var/db/pkg for what the stand-in brings along: name, version as the host says, and the
# files that are really there, with their real checksums. In: root folder, time. Out: ROOT/var/db/pkg/*/*.
set -Eeuo pipefail

root=$1 epoch=$2 counter=0

# entry NAME VERSION FILE...   (patterns below the root)
entry() {
  local name=$1 version=$2 dir file pattern size=0
  shift 2
  dir=$root/var/db/pkg/$name-$version
  mkdir -p "$dir"
  put() { [[ -z $2 ]] || printf '%s\n' "$2" >"$dir/$1"; }
  put CATEGORY "${name%/*}"
  put PF "${name#*/}-$version"
  put SLOT 0
  put EAPI 8
  put USE 'abi_x86_64 amd64 elibc_glibc kernel_linux'
  put KEYWORDS amd64
  put repository gentoo
  put BUILD_TIME "$epoch"
  put CHOST x86_64-pc-linux-gnu
  put DESCRIPTION 'brought along by the stand-in, copied from the host'
  put DEFINED_PHASES -
  printf '%s' "$counter" >"$dir/COUNTER"
  counter=$((counter + 1))
  for pattern; do
    for file in "$root"/$pattern; do
      [[ -e $file || -L $file ]] || continue
      if [[ -L $file ]]; then
        printf 'sym %s -> %s %s\n' "${file#"$root"}" "$(readlink "$file")" "$epoch"
      elif [[ -d $file ]]; then
        printf 'dir %s\n' "${file#"$root"}"
      else
        printf 'obj %s %s %s\n' "${file#"$root"}" "$(md5sum <"$file" | cut -d' ' -f1)" "$epoch"
      fi
    done
  done >"$dir/CONTENTS"
  [[ -s $dir/CONTENTS ]] || rm "$dir/CONTENTS"
  size=$(sed -n 's/^obj \(.*\) [0-9a-f]* [0-9]*$/\1/p' "$dir/CONTENTS" 2>/dev/null |
    (cd "$root" && sed 's|^/||' | xargs -r -d '\n' stat -c %s) | awk '{ s += $1 } END { print s + 0 }')
  put SIZE "$size"
}

version() { "$@" 2>/dev/null | sed -nE '1s/.*[^0-9.]([0-9]+(\.[0-9]+)+).*/\1/p' | grep . || echo 1; }

entry sys-apps/baselayout 2.17 etc/{passwd,group,shadow,gshadow,hosts,nsswitch.conf,os-release,profile} bin sbin lib lib64
entry app-shells/bash "$(version bash --version)" usr/bin/{bash,sh}
entry sys-apps/coreutils "$(version cat --version)" usr/bin/{cat,cp,ls,mv,rm,mkdir,ln,chmod,chown,date,stat,sort,head,tail,install,md5sum}
entry app-arch/tar "$(version tar --version)" usr/bin/tar
entry app-arch/gzip "$(version gzip --version)" usr/bin/{gzip,gunzip,zcat}
entry app-arch/bzip2 1.0.8 usr/bin/bzip2
entry sys-apps/sed "$(version sed --version)" usr/bin/sed
entry sys-apps/grep "$(version grep --version)" usr/bin/{grep,egrep,fgrep}
entry sys-apps/gawk "$(version gawk --version)" usr/bin/{gawk,awk}
entry sys-apps/findutils "$(version find --version)" usr/bin/{find,xargs}
entry sys-apps/diffutils "$(version diff --version)" usr/bin/{diff,cmp}
entry dev-build/make "$(version make --version)" usr/bin/{make,gmake}
entry dev-lang/tcc 0.9.27 usr/bin/{tcc,cc,gcc,x86_64-pc-linux-gnu-gcc}
entry sys-apps/shadow 4.13 usr/sbin/{useradd,groupadd,usermod,userdel,groupdel,groupmod}
entry sys-apps/util-linux 2.38.1 usr/bin/{flock,setsid,unshare}
entry sys-apps/portage 3.0.82 usr/bin/{emerge,portageq,env-update} 'usr/lib/mini-gentoo/*.sh'
