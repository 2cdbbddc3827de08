EAPI=8

DESCRIPTION="Needs dev-libs/slotted:1"
HOMEPAGE="https://example.org/suite"
S="${WORKDIR}"

LICENSE="GPL-2"
SLOT="0"
KEYWORDS="amd64 ~arm64"

RDEPEND="dev-libs/slotted:1"

src_install() {
	insinto /usr/share/wants-slot
	newins - wants-slot <<<"${PF}"
}
