EAPI=8

DESCRIPTION="Needs dev-libs/flagged[shiny]"
HOMEPAGE="https://example.org/suite"
S="${WORKDIR}"

LICENSE="GPL-2"
SLOT="0"
KEYWORDS="amd64 ~arm64"

RDEPEND="dev-libs/flagged[shiny]"

src_install() {
	insinto /usr/share/wants-flag
	newins - wants-flag <<<"${PF}"
}
