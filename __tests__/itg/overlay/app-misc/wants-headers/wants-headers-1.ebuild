EAPI=8

DESCRIPTION="Needs the header of a library to be built"
HOMEPAGE="https://example.org/suite"
S="${WORKDIR}"

LICENSE="GPL-2"
SLOT="0"
KEYWORDS="amd64 ~arm64"

DEPEND="dev-libs/alpha"
RDEPEND="${DEPEND}"

src_compile() {
	local header="${ESYSROOT}/usr/include/alpha.h"
	[[ -e ${header} ]] || die "alpha.h is not there"
	sed -n 's/^#define ALPHA_VERSION "\(.*\)"$/built against alpha \1/p' "${header}" > seen.txt || die
}

src_install() {
	insinto /usr/share/wants-headers
	doins seen.txt
}
