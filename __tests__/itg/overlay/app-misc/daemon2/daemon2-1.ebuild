EAPI=8

DESCRIPTION="Runs as a user of its own"
HOMEPAGE="https://example.org/suite"
S="${WORKDIR}"

LICENSE="GPL-2"
SLOT="0"
KEYWORDS="amd64 ~arm64"

RDEPEND="acct-user/suite2"

src_install() {
	insinto /usr/share/daemon2
	newins - daemon2 <<<"${PF}"
}
