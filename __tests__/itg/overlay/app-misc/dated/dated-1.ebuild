EAPI=8

DESCRIPTION="Writes down when it was built"
HOMEPAGE="https://example.org/suite"
S="${WORKDIR}"

LICENSE="GPL-2"
SLOT="0"
KEYWORDS="amd64 ~arm64"

src_compile() {
	date -u -d "@${SOURCE_DATE_EPOCH:-$(date +%s)}" +%Y-%m-%dT%H:%M:%SZ > date.txt || die
}

src_install() {
	insinto /usr/share/dated
	doins date.txt
	# a patch of the user's may make it
	if [[ -e patched ]]; then doins patched; fi
}
