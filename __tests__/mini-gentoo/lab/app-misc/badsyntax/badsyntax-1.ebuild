EAPI=8

DESCRIPTION="lab"
HOMEPAGE="https://localhost/"
S="${WORKDIR}"

LICENSE="GPL-2"
SLOT="0"
KEYWORDS="amd64"

RDEPEND="app-misc/hello app-misc/useful foo"

src_install() {
	insinto /usr/share/badsyntax
	newins - badsyntax <<<"${PF}"
}
