EAPI=8

DESCRIPTION="Says hello"
HOMEPAGE="https://example.org/suite"
S="${WORKDIR}"

LICENSE="GPL-2"
SLOT="0"
KEYWORDS="amd64 ~arm64"

RDEPEND="dev-libs/alpha"

src_install() {
	newbin - hello <<-EOF
		#!/bin/suite-shell
		echo "hello from ${PF}"
	EOF
}
