EAPI=8

DESCRIPTION="Is not compiled until somebody lets it"
HOMEPAGE="https://example.org/suite"
S="${WORKDIR}"

LICENSE="GPL-2"
SLOT="0"
KEYWORDS="amd64 ~arm64"

src_compile() {
	while [[ ! -e /var/cache/distfiles/patient ]]; do sleep 0.2; done
}

src_install() {
	insinto /usr/lib/patient
	newins - words <<<"let"
}
