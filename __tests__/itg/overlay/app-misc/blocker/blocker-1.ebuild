EAPI=8

DESCRIPTION="Cannot be beside app-misc/hello"
HOMEPAGE="https://example.org/suite"
S="${WORKDIR}"

LICENSE="GPL-2"
SLOT="0"
KEYWORDS="amd64 ~arm64"

RDEPEND="!!app-misc/hello"

src_install() {
	insinto /usr/share/blocker
	newins - blocker <<<"${PF}"
}
