EAPI=8

inherit acct-group

DESCRIPTION="A group of the test suite"
ACCT_GROUP_ID=790

# Whoever asks for both at once gets /etc/group first: Portage may merge what does not depend on each other in any order.
RDEPEND="sys-apps/suite-layout"
