EAPI=8

DESCRIPTION="lab"
HOMEPAGE="https://localhost/"
S="${WORKDIR}"

LICENSE="GPL-2"
SLOT="0"
KEYWORDS="amd64"

RDEPEND="app-misc/useful[shiny]"

src_install() {
	insinto /usr/share/useneed
	newins - useneed <<<"${PF}"
}
