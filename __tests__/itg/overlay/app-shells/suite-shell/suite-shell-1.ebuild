# Gives images built from nothing a shell to run.

EAPI=8

DESCRIPTION="The builder's bash with its libraries, at the same paths"
HOMEPAGE="https://example.org/suite"
S="${WORKDIR}"

LICENSE="GPL-3"
SLOT="0"
KEYWORDS="amd64 ~arm64"
RESTRICT="strip"

QA_PREBUILT="*"

src_install() {
	local shell lib
	shell=$(type -P bash) || die
	exeinto /bin
	newexe "${shell}" suite-shell
	# ldd names every library and the dynamic linker by absolute path, with glibc and with musl; Portage's sandbox too,
	# which is loaded before them
	while read -r lib; do
		exeinto "${lib%/*}"
		newexe "$(readlink -f "${lib}")" "${lib##*/}"
	done < <(ldd "${shell}" | grep -oE '/[^ ():]+' | grep -v '/libsandbox\.so' | sort -u)
}
