EAPI=8

DESCRIPTION="Is masked by its repository"
HOMEPAGE="https://example.org/suite"
S="${WORKDIR}"

LICENSE="GPL-2"
SLOT="0"
KEYWORDS="amd64 ~arm64"

src_install() {
	insinto /usr/share/masked
	newins - masked <<<"${PF}"
}
