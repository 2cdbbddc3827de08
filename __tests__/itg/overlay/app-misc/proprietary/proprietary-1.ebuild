EAPI=8

DESCRIPTION="Has a licence that is in no group"
HOMEPAGE="https://example.org/suite"
S="${WORKDIR}"

LICENSE="suite-proprietary"
SLOT="0"
KEYWORDS="amd64 ~arm64"

src_install() {
	insinto /usr/share/proprietary
	newins - proprietary <<<"${PF}"
}
