EAPI=8

DESCRIPTION="lab"
HOMEPAGE="https://localhost/"
S="${WORKDIR}"

LICENSE="GPL-2"
SLOT="0"
KEYWORDS="amd64"

RDEPEND="app-misc/does-not-exist"

src_install() {
	insinto /usr/share/needsmissing
	newins - needsmissing <<<"${PF}"
}
