EAPI=8
DESCRIPTION="lab"
HOMEPAGE="https://localhost/"
S="${WORKDIR}"
LICENSE="GPL-2"
SLOT="0"
KEYWORDS="amd64"
pkg_pretend() { die "CONFIG_FOO is not set in the kernel"; }
