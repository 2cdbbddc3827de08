EAPI=8

DESCRIPTION="A library with USE flags"
HOMEPAGE="https://example.org/suite"
S="${WORKDIR}"

LICENSE="GPL-2"
SLOT="0"
KEYWORDS="amd64 ~arm64"
IUSE="shiny extra"

src_install() {
	insinto /usr/share/flagged
	newins - base <<<"${PF}"
	use shiny && newins - shiny <<<"shiny"
	use extra && newins - extra <<<"extra"
	:
}
