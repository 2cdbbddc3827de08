EAPI=8

DESCRIPTION="Installs a file that is not there"
HOMEPAGE="https://example.org/suite"
S="${WORKDIR}"

LICENSE="GPL-2"
SLOT="0"
KEYWORDS="amd64 ~arm64"

src_install() {
	dobin nosuchfile
}
