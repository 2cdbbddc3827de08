EAPI=8

DESCRIPTION="Makes a file that no package owns"
HOMEPAGE="https://example.org/suite"
S="${WORKDIR}"

LICENSE="GPL-2"
SLOT="0"
KEYWORDS="amd64 ~arm64"

src_install() {
	keepdir /var/lib/suite
}

pkg_postinst() {
	echo "made by postinst" > "${EROOT}"/var/lib/suite/made || die
	elog "A word from postinst."
}
