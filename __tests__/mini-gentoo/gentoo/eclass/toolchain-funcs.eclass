# @ECLASS: toolchain-funcs.eclass
# @SUPPORTED_EAPIS: 7 8
# @BLURB: names of the tools to build with (stand-in: the functions that the test ebuilds use)

case ${EAPI} in
	7|8) ;;
	*) die "${ECLASS}: EAPI ${EAPI:-0} not supported" ;;
esac

# Prints the tool for CHOST ($3) or CBUILD: a variable of the user wins, then CHOST-tool if it is there, then the tool.
_tc-find() {
	local variable=$1 tool=$2 host=$3
	if [[ -n ${!variable} ]]; then
		printf '%s\n' "${!variable}"
	elif [[ -n ${host} ]] && type -P "${host}-${tool}" >/dev/null; then
		printf '%s\n' "${host}-${tool}"
	else
		printf '%s\n' "${tool}"
	fi
}

tc-getAR() { _tc-find AR ar "${CHOST}"; }
tc-getAS() { _tc-find AS as "${CHOST}"; }
tc-getCC() { _tc-find CC gcc "${CHOST}"; }
tc-getCXX() { _tc-find CXX g++ "${CHOST}"; }
tc-getLD() { _tc-find LD ld "${CHOST}"; }
tc-getNM() { _tc-find NM nm "${CHOST}"; }
tc-getRANLIB() { _tc-find RANLIB ranlib "${CHOST}"; }
tc-getSTRIP() { _tc-find STRIP strip "${CHOST}"; }
tc-getPKG_CONFIG() { _tc-find PKG_CONFIG pkg-config "${CHOST}"; }
tc-getBUILD_CC() { _tc-find BUILD_CC gcc "${CBUILD:-${CHOST}}"; }

# tc-export VAR...: gives the variables their tools and exports them.
tc-export() {
	local name
	for name; do
		declare -F "tc-get${name}" >/dev/null || die "tc-export: invalid export variable '${name}'"
		export "${name}=$("tc-get${name}")"
	done
}

tc-is-cross-compiler() { [[ ${CBUILD:-${CHOST}} != "${CHOST}" ]]; }
