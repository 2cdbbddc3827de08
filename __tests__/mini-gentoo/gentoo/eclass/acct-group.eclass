# @ECLASS: acct-group.eclass
# @SUPPORTED_EAPIS: 7 8
# @BLURB: a package that is a group (stand-in: the public interface, own words)
# In: ACCT_GROUP_ID (-1: any), ACCT_GROUP_ID_ENFORCE. Out: the group in ${ROOT}/etc/group, made in pkg_preinst.

case ${EAPI} in
	7|8) ;;
	*) die "${ECLASS}: EAPI ${EAPI:-0} not supported" ;;
esac

if [[ ! ${_ACCT_GROUP_ECLASS} ]]; then
_ACCT_GROUP_ECLASS=1

: "${DESCRIPTION:="System group: ${PN}"}"
: "${HOMEPAGE:=https://www.gentoo.org/}"
: "${SLOT:=0}"
: "${KEYWORDS:=amd64 arm64 x86}"
S=${WORKDIR}

readonly ACCT_GROUP_NAME=${PN}

acct-group_pkg_pretend() {
	[[ -n ${ACCT_GROUP_ID} ]] || die "Ebuild error: ACCT_GROUP_ID must be set!"
	[[ ${ACCT_GROUP_ID} -ge -1 ]] || die "Ebuild error: ACCT_GROUP_ID=${ACCT_GROUP_ID} invalid!"
}

acct-group_src_install() {
	# the package owns one file that describes the group, as systemd's sysusers want it
	insinto /usr/lib/sysusers.d
	newins - "${CATEGORY}-${ACCT_GROUP_NAME}.conf" <<<"g ${ACCT_GROUP_NAME} ${ACCT_GROUP_ID/#-1/-}"
}

acct-group_pkg_preinst() {
	local file="${ROOT}/etc/group" ret args=( -r )
	grep -q "^${ACCT_GROUP_NAME}:" "${file}" 2>/dev/null && return 0
	if [[ ${ACCT_GROUP_ID} -ge 0 ]] && ! grep -q "^[^:]*:[^:]*:${ACCT_GROUP_ID}:" "${file}" 2>/dev/null; then
		args+=( -g "${ACCT_GROUP_ID}" )
	elif [[ ${ACCT_GROUP_ID} -ge 0 && -n ${ACCT_GROUP_ID_ENFORCE} ]]; then
		die "GID ${ACCT_GROUP_ID} taken already"
	fi
	[[ -n ${ROOT%/} ]] && args+=( --prefix "${ROOT%/}" )
	einfo "Adding group ${ACCT_GROUP_NAME}"
	groupadd "${args[@]}" "${ACCT_GROUP_NAME}"
	ret=$?
	[[ ${ret} -eq 0 ]] || die "groupadd failed with status ${ret}"
}

fi

EXPORT_FUNCTIONS pkg_pretend src_install pkg_preinst
