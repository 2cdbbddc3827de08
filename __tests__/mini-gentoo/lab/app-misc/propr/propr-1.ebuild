EAPI=8

DESCRIPTION="lab"
HOMEPAGE="https://localhost/"
S="${WORKDIR}"

LICENSE="NVIDIA-r2"
SLOT="0"
KEYWORDS="amd64"

src_install() {
	insinto /usr/share/propr
	newins - propr <<<"${PF}"
}
