EAPI=8

DESCRIPTION="Needs a tool to be built"
HOMEPAGE="https://example.org/suite"
S="${WORKDIR}"

LICENSE="GPL-2"
SLOT="0"
KEYWORDS="amd64 ~arm64"

BDEPEND="dev-util/generator"

src_compile() {
	suite-generator > generated.txt || die "suite-generator failed"
}

src_install() {
	insinto /usr/share/wants-tool
	doins generated.txt
}
