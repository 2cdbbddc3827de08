# @ECLASS: acct-user.eclass
# @SUPPORTED_EAPIS: 7 8
# @BLURB: a package that is a user (stand-in: the public interface, own words)
# In: ACCT_USER_ID, ACCT_USER_GROUPS (the first is the primary one), ACCT_USER_HOME, _SHELL, _COMMENT, _HOME_PERMS.
# Out: the user in ${ROOT}/etc/passwd, made in pkg_preinst. Ebuilds call acct-user_add_deps last.

case ${EAPI} in
	7|8) ;;
	*) die "${ECLASS}: EAPI ${EAPI:-0} not supported" ;;
esac

if [[ ! ${_ACCT_USER_ECLASS} ]]; then
_ACCT_USER_ECLASS=1

: "${DESCRIPTION:="System user: ${PN}"}"
: "${HOMEPAGE:=https://www.gentoo.org/}"
: "${SLOT:=0}"
: "${KEYWORDS:=amd64 arm64 x86}"
S=${WORKDIR}

readonly ACCT_USER_NAME=${PN}

: "${ACCT_USER_COMMENT:=}"
: "${ACCT_USER_SHELL:=/sbin/nologin}"
: "${ACCT_USER_HOME:=/dev/null}"
: "${ACCT_USER_HOME_PERMS:=0755}"

acct-user_add_deps() {
	[[ $(declare -p ACCT_USER_GROUPS) == "declare -a"* ]] || die 'ACCT_USER_GROUPS must be an array.'
	RDEPEND+="${ACCT_USER_GROUPS[*]/#/ acct-group/}"
	_ACCT_USER_ADD_DEPS_CALLED=1
}

acct-user_pkg_pretend() {
	[[ ${_ACCT_USER_ADD_DEPS_CALLED} ]] || die "Ebuild error: acct-user_add_deps must have been called in global scope!"
	[[ -n ${ACCT_USER_ID} ]] || die "Ebuild error: ACCT_USER_ID must be set!"
	[[ ${ACCT_USER_ID} -ge -1 ]] || die "Ebuild errors: ACCT_USER_ID=${ACCT_USER_ID} invalid!"
}

acct-user_src_install() {
	if [[ ${ACCT_USER_HOME} != /dev/null ]]; then
		keepdir "${ACCT_USER_HOME}"
		fperms "${ACCT_USER_HOME_PERMS}" "${ACCT_USER_HOME}"
	fi
	insinto /usr/lib/sysusers.d
	newins - "${CATEGORY}-${ACCT_USER_NAME}.conf" <<<"u ${ACCT_USER_NAME} ${ACCT_USER_ID/#-1/-}:${ACCT_USER_GROUPS[0]} \"${ACCT_USER_COMMENT}\" ${ACCT_USER_HOME} ${ACCT_USER_SHELL}"
}

acct-user_pkg_preinst() {
	local file="${ROOT}/etc/passwd" ret args more
	grep -q "^${ACCT_USER_NAME}:" "${file}" 2>/dev/null && return 0
	args=( -r -M -N -c "${ACCT_USER_COMMENT}" -d "${ACCT_USER_HOME}" -s "${ACCT_USER_SHELL}" -g "${ACCT_USER_GROUPS[0]}" )
	if [[ ${ACCT_USER_ID} -ge 0 ]] && ! grep -q "^[^:]*:[^:]*:${ACCT_USER_ID}:" "${file}" 2>/dev/null; then
		args+=( -u "${ACCT_USER_ID}" )
	elif [[ ${ACCT_USER_ID} -ge 0 && -n ${ACCT_USER_ID_ENFORCE} ]]; then
		die "UID ${ACCT_USER_ID} taken already"
	fi
	more=${ACCT_USER_GROUPS[*]:1}
	[[ -n ${more} ]] && args+=( -G "${more// /,}" )
	[[ -n ${ROOT%/} ]] && args+=( --prefix "${ROOT%/}" )
	einfo "Adding user ${ACCT_USER_NAME}"
	useradd "${args[@]}" "${ACCT_USER_NAME}"
	ret=$?
	[[ ${ret} -eq 0 ]] || die "useradd failed with status ${ret}"
}

acct-user_pkg_postinst() {
	if [[ ${ACCT_USER_HOME} != /dev/null && -d ${ROOT}${ACCT_USER_HOME} ]]; then
		local ids
		ids=$(awk -F: -v name="${ACCT_USER_NAME}" '$1 == name { print $3 ":" $4 }' "${ROOT}/etc/passwd")
		chown "${ids}" "${ROOT}${ACCT_USER_HOME}" || die
	fi
}

fi

EXPORT_FUNCTIONS pkg_pretend src_install pkg_preinst pkg_postinst
