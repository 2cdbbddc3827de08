EAPI=8

DESCRIPTION="lab"
HOMEPAGE="https://localhost/"
S="${WORKDIR}"

LICENSE="GPL-2"
SLOT="0"
KEYWORDS="amd64"

src_install() {
	insinto /usr/share/useful2
	newins - useful <<<"${PF}"
}
