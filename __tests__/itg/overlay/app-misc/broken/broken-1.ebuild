EAPI=8

inherit toolchain-funcs

DESCRIPTION="Does not compile"
HOMEPAGE="https://example.org/suite"
S="${WORKDIR}"

LICENSE="GPL-2"
SLOT="0"
KEYWORDS="amd64 ~arm64"

src_prepare() {
	default
	cp "${FILESDIR}"/{Makefile,broken.c} . || die
}

src_compile() {
	emake CC="$(tc-getCC)"
}

src_install() {
	insinto /usr/lib/broken
	doins broken.o
}
