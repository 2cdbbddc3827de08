EAPI=8

inherit acct-user

DESCRIPTION="A user of the test suite"
ACCT_USER_ID=791
ACCT_USER_GROUPS=( suite2 )

acct-user_add_deps
