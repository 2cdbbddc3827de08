EAPI=8

DESCRIPTION="Has files with odd names and kinds"
HOMEPAGE="https://example.org/suite"
S="${WORKDIR}"

LICENSE="GPL-2"
SLOT="0"
KEYWORDS="amd64 ~arm64"

src_install() {
	local dir=/usr/share/weird
	insinto "${dir}"
	newins - "with space" <<<"space"
	newins - "grüße-☃" <<<"unicode"
	newins - first <<<"the same twice"
	ln "${ED}${dir}"/first "${ED}${dir}"/second || die
	dosym nowhere "${dir}"/dangling
	keepdir "${dir}"/empty
}
