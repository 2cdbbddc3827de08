EAPI=8

DESCRIPTION="Virtual for a library named alpha"
SLOT="0"
KEYWORDS="amd64 ~arm64"

RDEPEND="|| ( dev-libs/alpha dev-libs/alpha-ng )"
