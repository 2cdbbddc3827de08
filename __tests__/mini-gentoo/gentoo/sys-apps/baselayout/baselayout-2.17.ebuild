# Stands for the package of this name: it makes the directories and files without which nothing runs.

EAPI=8

DESCRIPTION="Filesystem baselayout (stand-in for tests)"
HOMEPAGE="https://www.gentoo.org/"
S="${WORKDIR}"

LICENSE="GPL-2"
SLOT="0"
KEYWORDS="amd64 ~arm64"

src_install() {
	keepdir /etc /usr/bin /usr/sbin /usr/lib /var/lib /var/log
	insinto /etc
	newins - passwd <<<"root:x:0:0:root:/root:/bin/sh"
	newins - group <<<"root:x:0:root"
	insopts -m0600
	newins - shadow <<<"root:*:10770:0:::::"
}
