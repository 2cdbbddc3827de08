EAPI=8

DESCRIPTION="lab"
HOMEPAGE="https://localhost/"
S="${WORKDIR}"

LICENSE="GPL-2"
SLOT="0"
KEYWORDS="amd64"
IUSE="+a +b"
REQUIRED_USE="^^ ( a b )"

src_install() {
	insinto /usr/share/requse
	newins - requse <<<"${PF}"
}
