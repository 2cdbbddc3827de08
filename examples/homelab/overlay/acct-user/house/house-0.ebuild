EAPI=8

inherit acct-user

DESCRIPTION="Who the services of the house run as"
ACCT_USER_ID=1000
ACCT_USER_GROUPS=( house )

acct-user_add_deps
