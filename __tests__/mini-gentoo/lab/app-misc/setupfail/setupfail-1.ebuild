EAPI=8
DESCRIPTION="lab"
HOMEPAGE="https://localhost/"
S="${WORKDIR}"
LICENSE="GPL-2"
SLOT="0"
KEYWORDS="amd64"
pkg_setup() { die "setup says no"; }
