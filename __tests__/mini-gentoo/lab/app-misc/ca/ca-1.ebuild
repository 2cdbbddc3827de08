EAPI=8

DESCRIPTION="lab"
HOMEPAGE="https://localhost/"
S="${WORKDIR}"

LICENSE="GPL-2"
SLOT="0"
KEYWORDS="amd64"

DEPEND="app-misc/cb"

src_install() {
	insinto /usr/share/ca
	newins - ca <<<"${PF}"
}
