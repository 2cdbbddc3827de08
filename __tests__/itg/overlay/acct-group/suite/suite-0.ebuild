EAPI=8

inherit acct-group

DESCRIPTION="A group of the test suite"
ACCT_GROUP_ID=790
