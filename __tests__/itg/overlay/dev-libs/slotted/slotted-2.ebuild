EAPI=8

DESCRIPTION="A library whose versions live side by side"
HOMEPAGE="https://example.org/suite"
S="${WORKDIR}"

LICENSE="GPL-2"
SLOT="2"
KEYWORDS="amd64 ~arm64"

src_install() {
	insinto /usr/share/slotted-2
	newins - slotted.txt <<<"${PF}"
}
