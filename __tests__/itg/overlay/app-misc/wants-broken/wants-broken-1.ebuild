EAPI=8

DESCRIPTION="Needs app-misc/broken"
HOMEPAGE="https://example.org/suite"
S="${WORKDIR}"

LICENSE="GPL-2"
SLOT="0"
KEYWORDS="amd64 ~arm64"

RDEPEND="app-misc/broken"

src_install() {
	insinto /usr/share/wants-broken
	newins - wants-broken <<<"${PF}"
}
