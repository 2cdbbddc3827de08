EAPI=8

DESCRIPTION="The other provider of virtual/suite-alpha"
HOMEPAGE="https://example.org/suite"
S="${WORKDIR}"

LICENSE="GPL-2"
SLOT="0"
KEYWORDS="amd64 ~arm64"

src_install() {
	insinto /usr/share/alpha-ng
	newins - alpha-ng.txt <<<"${PF}"
}
