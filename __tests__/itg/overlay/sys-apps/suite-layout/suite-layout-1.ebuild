EAPI=8

DESCRIPTION="The files and directories that any program expects"
HOMEPAGE="https://example.org/suite"
S="${WORKDIR}"

LICENSE="GPL-2"
SLOT="0"
KEYWORDS="amd64 ~arm64"

src_install() {
	insinto /etc
	newins - passwd <<-EOF
		root:x:0:0:root:/root:/bin/suite-shell
		nobody:x:65534:65534:nobody:/:/bin/false
	EOF
	newins - group <<-EOF
		root:x:0:root
		tty:x:5:
		nobody:x:65534:
	EOF
	insopts -m0600
	newins - shadow <<-EOF
		root:*:10770:0:::::
		nobody:*:10770:0:::::
	EOF
	keepdir /root /tmp /var/tmp
	fperms 0700 /root
	fperms 1777 /tmp /var/tmp
}
