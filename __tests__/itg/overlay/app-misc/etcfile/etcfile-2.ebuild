EAPI=8

DESCRIPTION="Has a configuration file"
HOMEPAGE="https://example.org/suite"
S="${WORKDIR}"

LICENSE="GPL-2"
SLOT="0"
KEYWORDS="amd64 ~arm64"

src_install() {
	insinto /etc
	newins - suite.conf <<<"version = 2"
}
