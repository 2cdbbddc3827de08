EAPI=8

DESCRIPTION="A library in name only, of everything a little"
HOMEPAGE="https://example.org/suite"
S="${WORKDIR}"

LICENSE="GPL-2"
SLOT="0/1"
KEYWORDS="amd64 ~arm64"
RESTRICT="strip"

src_install() {
	newheader - alpha.h <<<"#define ALPHA_VERSION \"${PV}\""

	insinto /usr/share/alpha
	newins - common.txt <<<"alpha ${PV}"
	newins - old.txt <<<"only in ${PV}"

	# an archive without members: enough for whoever prunes by name
	insinto /usr/lib
	newins - libalpha.a <<<"!<arch>"
	insinto /usr/lib/pkgconfig
	newins - alpha.pc <<-EOF
		Name: alpha
		Description: a library in name only
		Version: ${PV}
	EOF

	insinto /usr/share/locale/de/LC_MESSAGES
	newins - alpha.mo <<<"not really a catalogue"

	newman - alpha.1 <<<".TH alpha 1"
	newdoc - README <<<"alpha ${PV}"
}
