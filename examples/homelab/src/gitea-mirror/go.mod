module git.home.arpa/house/gitea-mirror

go 1.24
