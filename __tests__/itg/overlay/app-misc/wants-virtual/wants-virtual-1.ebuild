EAPI=8

DESCRIPTION="Needs virtual/suite-alpha"
HOMEPAGE="https://example.org/suite"
S="${WORKDIR}"

LICENSE="GPL-2"
SLOT="0"
KEYWORDS="amd64 ~arm64"

RDEPEND="virtual/suite-alpha"

src_install() {
	insinto /usr/share/wants-virtual
	newins - wants-virtual <<<"${PF}"
}
