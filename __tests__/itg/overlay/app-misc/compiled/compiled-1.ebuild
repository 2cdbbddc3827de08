EAPI=8

inherit toolchain-funcs

DESCRIPTION="Compiles one file"
HOMEPAGE="https://example.org/suite"
S="${WORKDIR}"

LICENSE="GPL-2"
SLOT="0"
KEYWORDS="amd64 ~arm64"
RESTRICT="strip"

src_compile() {
	# the words are meant to be split
	$(tc-getCC) ${CFLAGS} -c -o compiled.o "${FILESDIR}"/compiled.c || die
}

src_install() {
	insinto /usr/lib/compiled
	doins compiled.o
}
