EAPI=8

DESCRIPTION="lab"
HOMEPAGE="https://localhost/"
S="${WORKDIR}"

LICENSE="GPL-2"
SLOT="0"
KEYWORDS="amd64"

DEPEND="app-misc/ca"

src_install() {
	insinto /usr/share/cb
	newins - cb <<<"${PF}"
}
