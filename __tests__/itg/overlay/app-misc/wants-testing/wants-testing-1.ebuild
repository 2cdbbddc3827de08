EAPI=8

DESCRIPTION="Needs app-misc/testing"
HOMEPAGE="https://example.org/suite"
S="${WORKDIR}"

LICENSE="GPL-2"
SLOT="0"
KEYWORDS="amd64 ~arm64"

RDEPEND="app-misc/testing"

src_install() {
	insinto /usr/share/wants-testing
	newins - wants-testing <<<"${PF}"
}
