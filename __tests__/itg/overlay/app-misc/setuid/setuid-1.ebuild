EAPI=8

DESCRIPTION="Has a set-user-id program"
HOMEPAGE="https://example.org/suite"
S="${WORKDIR}"

LICENSE="GPL-2"
SLOT="0"
KEYWORDS="amd64 ~arm64"

src_install() {
	newbin - suite-setuid <<-EOF
		#!/bin/sh
		exit 0
	EOF
	# readable by nobody else, which FEATURES=sfperms would see to
	fperms 4711 /usr/bin/suite-setuid
}
