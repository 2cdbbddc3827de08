EAPI=8

DESCRIPTION="Needs app-misc/does-not-exist"
HOMEPAGE="https://example.org/suite"
S="${WORKDIR}"

LICENSE="GPL-2"
SLOT="0"
KEYWORDS="amd64 ~arm64"

RDEPEND="app-misc/does-not-exist"

src_install() {
	insinto /usr/share/wants-missing
	newins - wants-missing <<<"${PF}"
}
